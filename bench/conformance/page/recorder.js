// What is measured alike for every player, from the media element and a clock: the
// players' own figures come through `player.sample()`.

const startLimit = 20; // s until a player that shows nothing is given up

export class Recorder {
  constructor(video, session) {
    this.video = video;
    this.session = session;
    this.player = null;
    this.clockOffset = null;
    this.report = {
      player: session.player, version: '', url: session.url,
      wall: 0, played: 0, firstFrame: null,
      stalls: [], freezes: [], jumps: [], playerStalls: [],
      latency: [], timeline: [], switches: [], ways: [], rates: [],
      frames: {total: 0, dropped: 0, width: 0, height: 0},
      errors: [], metadata: [], keys: {statuses: {}, sessions: 0, requests: []},
    };
    this.byKey = new Map();
    this.done = new Promise((resolve) => this.resolve = resolve);
  }

  // setClock learns how far the clock of the media is from that of this machine: a
  // recorded match has a date of its own. The quickest of five answers is believed.
  async setClock(url) {
    if (!url) {
      return;
    }
    let best = Infinity;
    for (let i = 0; i < 5; i++) {
      const before = performance.now();
      const text = await (await fetch(url, {cache: 'no-store'})).text();
      const trip = performance.now() - before;
      if (trip < best) {
        best = trip;
        this.clockOffset = Date.parse(text.trim()) - trip / 2 - (before + performance.timeOrigin);
      }
    }
  }

  mediaNow() {
    return this.clockOffset === null ? null :
        performance.timeOrigin + performance.now() + this.clockOffset;
  }

  at() {
    return round((performance.now() - this.began) / 1000);
  }

  begin() {
    this.began = performance.now();
    const v = this.video;
    let waiting = null;
    let resumed = () => {
      if (waiting && this.began0 !== undefined) {
        const seconds = (performance.now() - waiting.since) / 1000;
        if (seconds > 0.1 && !waiting.seek) {
          this.report.stalls.push({at: waiting.at, position: waiting.position, seconds: round(seconds)});
        }
      }
      waiting = null;
    };
    this.closeWait = resumed;
    v.addEventListener('waiting', () => {
      if (this.began0 !== undefined && !waiting) {
        waiting = {at: this.at(), position: round(v.currentTime), since: performance.now(), seek: v.seeking};
      }
    });
    v.addEventListener('playing', () => resumed());
    v.addEventListener('timeupdate', () => {
      if (waiting && v.currentTime > waiting.position + 0.02) {
        resumed();
      }
    });
    v.addEventListener('seeking', () => {
      if (this.began0 !== undefined) {
        this.report.jumps.push({at: this.at(), from: round(this.last ?? 0), to: round(v.currentTime)});
      }
    });
    v.addEventListener('ratechange', () => this.report.rates.push({at: this.at(), rate: v.playbackRate}));
    v.addEventListener('error', () => this.error(true, 'element', v.error?.code, v.error?.message));
    v.requestVideoFrameCallback(() => {
      this.report.firstFrame = this.at();
      this.began0 = performance.now();
      this.last = v.currentTime;
      this.lastMoved = performance.now();
    });
    this.poll = setInterval(() => this.tick(), 50);
    this.sampler = setInterval(() => this.sample(), 500);
  }

  // tick books what was played; a picture that stands for a quarter of a second
  // without the element saying `waiting` is a freeze.
  tick() {
    const v = this.video;
    const now = performance.now();
    if (this.began0 === undefined) {
      if (now - this.began > startLimit * 1000) {
        this.error(true, 'start', '', `no frame within ${startLimit} s`);
      }
    } else {
      const step = v.currentTime - this.last;
      if (step > 0) {
        // A step that is longer than time allows is a jump, not playing.
        this.report.played += Math.min(step, (now - this.lastTick) / 1000 * v.playbackRate + 0.1);
        if (this.frozen && now - this.lastMoved > 250) {
          this.report.freezes.push({
            at: round((this.lastMoved - this.began) / 1000), position: round(this.last),
            seconds: round((now - this.lastMoved) / 1000)});
        }
        this.lastMoved = now;
        this.frozen = 0;
      } else if (!v.seeking) {
        this.frozen = (this.frozen ?? 0) + 1;
      }
      this.last = v.currentTime;
      if (now - this.began0 > this.session.seconds * 1000) {
        this.end();
      }
    }
    this.lastTick = now;
    if (this.report.errors.some((e) => e.fatal)) {
      this.end();
    }
  }

  sample() {
    const v = this.video;
    if (this.began0 === undefined || !this.player) {
      return;
    }
    const s = this.player.sample();
    this.subtitles();
    const now = this.mediaNow();
    const line = {at: this.at(), latency: round(s.latency), target: round(s.target)};
    if (s.date && now !== null) {
      line.behind = round((now - s.date) / 1000);
    }
    this.report.latency.push(line);
    if (s.date) {
      this.report.timeline.push({position: round(v.currentTime), date: new Date(s.date).toISOString()});
    }
  }

  error(fatal, type, code, message) {
    this.report.errors.push({at: this.at(), fatal: !!fatal, type, code: String(code ?? ''), message: message ?? ''});
  }

  quality(height, bandwidth) {
    this.report.switches.push({at: this.at(), height: height ?? 0, bandwidth: bandwidth ?? 0});
  }

  // way books over which pathway media came, when that changes: by the first folder of
  // its address.
  way(url) {
    const way = url && new URL(url).pathname.split('/')[1];
    if (!way) {
      return;
    }
    if (this.report.ways.at(-1)?.way !== way) {
      this.report.ways.push({at: this.at(), way});
    }
  }

  // subtitles books the cues of the tracks of subtitles, and when one is shown.
  subtitles() {
    for (const track of this.video.textTracks) {
      if (track.kind !== 'subtitles' && track.kind !== 'captions') {
        continue;
      }
      for (const cue of track.cues ?? []) {
        const m = this.metadata('subtitle', cue.text, cue.startTime, {
          scheme: track.language, date: null, duration: cue.endTime - cue.startTime, attributes: {text: cue.text}});
        if (Array.from(track.activeCues ?? []).includes(cue)) {
          this.reached(m);
        }
      }
    }
  }

  // metadata books what a player made known, once: a date range by its identity, with
  // the start that it has now (players move their timelines a little when they learn
  // more of them), anything else by its place too.
  metadata(via, id, start, fields) {
    const key = via === 'daterange' ? `${via} ${id}` : `${via} ${id} ${start}`;
    let m = this.byKey.get(key);
    if (!m) {
      m = {via, id: String(id), start: round(start), heard: this.at(), reached: null, ...fields};
      this.byKey.set(key, m);
      this.report.metadata.push(m);
    }
    m.start = round(start);
    return m;
  }

  reached(m) {
    m.reached ??= round(this.video.currentTime);
  }

  end() {
    if (this.ended) {
      return;
    }
    this.ended = true;
    clearInterval(this.poll);
    clearInterval(this.sampler);
    this.closeWait();
    const frozen = performance.now() - this.lastMoved;
    if (this.began0 !== undefined && frozen > 250) {
      this.report.freezes.push({at: this.at(), position: round(this.last), seconds: round(frozen / 1000)});
    }
    const q = this.video.getVideoPlaybackQuality();
    this.report.frames = {
      total: q.totalVideoFrames, dropped: q.droppedVideoFrames,
      width: this.video.videoWidth, height: this.video.videoHeight};
    this.report.wall = this.at();
    this.report.played = round(this.report.played);
    this.resolve(this.report);
  }
}

export const round = (x) => Number.isFinite(x) ? Math.round(x * 1000) / 1000 : null;

// text shows bytes as hexadecimal, and as text where they are text throughout.
export function bytes(data) {
  const b = data instanceof Uint8Array ? data : new Uint8Array(data ?? []);
  const hex = Array.from(b, (x) => x.toString(16).padStart(2, '0')).join('');
  const text = new TextDecoder().decode(b);
  return {hex, text: text.replace(/[^\x20-\x7e]+/g, ' ').trim()};
}
