// hls.js: `hls` plays with whole segments, `hls-ll` with parts.

/* global Hls */

import {bytes} from './recorder.js';

export async function start(video, session, recorder) {
  recorder.report.version = Hls.version;
  const config = {
    lowLatencyMode: session.player === 'hls-ll',
    // By its default it never plays faster to come back to its target.
    maxLiveSyncPlaybackRate: session.player === 'hls-ll' ? 1.1 : 1,
    capLevelToPlayerSize: true,
    // What is not shown need not be kept.
    backBufferLength: 10,
  };
  if (session.license) {
    config.emeEnabled = true;
    config.drmSystems = {'org.w3.clearkey': {licenseUrl: session.license}};
    config.licenseXhrSetup = (xhr, url) => {
      xhr.open('POST', url, true);
      xhr.setRequestHeader('Content-Type', 'application/json');
      if (session.token) {
        xhr.setRequestHeader('Authorization', `Bearer ${session.token}`);
      }
    };
  }
  const hls = new Hls(config);
  const E = Hls.Events;
  hls.on(E.ERROR, (_, d) => {
    if (d.details === Hls.ErrorDetails.BUFFER_STALLED_ERROR) {
      recorder.report.playerStalls.push({at: recorder.at(), position: video.currentTime});
    }
    recorder.error(d.fatal, d.type, d.details, d.reason ?? d.error?.message);
  });
  hls.on(E.FRAG_LOADED, (_, {frag, part}) => frag.type === 'main' && recorder.way(part?.url ?? frag.url));
  if (session.subtitles) {
    // As a viewer does, who sees the picture first.
    video.addEventListener('playing', () => {
      hls.subtitleTrack = 0;
    }, {once: true});
  }
  hls.on(E.LEVEL_SWITCHED, (_, d) => {
    const level = hls.levels[d.level];
    recorder.quality(level.height, level.bitrate);
  });
  hls.on(E.LEVEL_UPDATED, (_, {details}) => {
    for (const r of Object.values(details.dateRanges ?? {})) {
      if (r?.isValid) {
        recorder.metadata('daterange', r.id, r.startTime, {
          scheme: r.class ?? '', date: r.startDate.toISOString(),
          duration: r.duration ?? null, attributes: {...r.attr}});
      }
    }
  });
  hls.on(E.FRAG_PARSING_METADATA, (_, d) => {
    for (const s of d.samples) {
      const data = bytes(s.data);
      recorder.metadata('emsg', data.hex, s.pts, {
        scheme: s.type, date: null, duration: s.duration, attributes: data});
    }
  });
  // A date range becomes a cue of a metadata track: when the playhead comes to it,
  // so does an application.
  video.textTracks.addEventListener('addtrack', ({track}) => {
    if (track.kind !== 'metadata') {
      return;
    }
    track.addEventListener('cuechange', () => {
      for (const cue of track.activeCues ?? []) {
        for (const m of recorder.report.metadata) {
          if (m.start !== null && Math.abs(m.start - cue.startTime) < 0.002) {
            recorder.reached(m);
          }
        }
      }
    });
  });
  hls.loadSource(session.url);
  hls.attachMedia(video);
  hls.on(E.MANIFEST_PARSED, () => {
    recorder.report.levels = hls.levels.map((l) => l.height);
    video.play().catch((e) => recorder.error(false, 'play', '', e.message));
  });
  return {
    sample: () => ({
      latency: hls.latency,
      target: hls.targetLatency,
      date: hls.playingDate?.getTime() ?? null,
    }),
  };
}
