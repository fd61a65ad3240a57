// Shaka Player: HLS or DASH by what the URL holds; `shaka-ll` plays with parts or
// chunks, `shaka-hls` and `shaka-dash` with whole segments.

/* global shaka */

import {bytes} from './recorder.js';

const hex = (base64url) => Array.from(
    atob(base64url.replace(/-/g, '+').replace(/_/g, '/')),
    (c) => c.charCodeAt(0).toString(16).padStart(2, '0')).join('');

const base64url = (kid) => btoa(String.fromCharCode(...kid.match(/../g).map((x) => parseInt(x, 16))))
    .replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

// clearKeys asks the license server itself: for HLS Shaka knows no ClearKey of its
// own and takes keys only from the application. The key IDs are those of the tags.
async function clearKeys(session) {
  const fetched = async (url) => (await fetch(url, {cache: 'no-store'})).text();
  const master = await fetched(session.url);
  const kids = new Set();
  const collect = (text) => {
    for (const [, kid] of text.matchAll(/KEYID=0x([0-9A-Fa-f]{32})/g)) {
      kids.add(kid.toLowerCase());
    }
  };
  collect(master);
  const uris = [...master.matchAll(/^[^#\s].*$/gm)].map(([u]) => u)
      .concat([...master.matchAll(/#EXT-X-MEDIA:.*URI="([^"]+)"/g)].map(([, u]) => u));
  for (const uri of uris) {
    collect(await fetched(new URL(uri, session.url)));
  }
  const answer = await fetch(session.license, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...(session.token ? {Authorization: `Bearer ${session.token}`} : {}),
    },
    body: JSON.stringify({kids: [...kids].map(base64url), type: 'temporary'}),
  });
  if (!answer.ok) {
    throw new Error(`license: ${answer.status}`);
  }
  return Object.fromEntries((await answer.json()).keys.map((k) => [hex(k.kid), hex(k.k)]));
}

export async function start(video, session, recorder) {
  recorder.report.version = shaka.Player.version;
  shaka.polyfill.installAll();
  const player = new shaka.Player();
  await player.attach(video);
  const low = session.player === 'shaka-ll';
  const steer = 0.5;
  player.configure({
    abr: {restrictToElementSize: true},
    streaming: {
      lowLatencyMode: low, bufferBehind: 10,
      // A playlist has no description of the service to steer by.
      liveSync: {enabled: low && session.url.endsWith('.m3u8'), targetLatency: steer, targetLatencyTolerance: 0.1},
    },
  });
  if (session.license && session.url.endsWith('.m3u8')) {
    player.configure({drm: {clearKeys: await clearKeys(session)}});
  } else if (session.license) {
    player.configure({drm: {
      servers: {'org.w3.clearkey': session.license},
      advanced: {'org.w3.clearkey': {
        headers: session.token ? {Authorization: `Bearer ${session.token}`} : {},
      }},
    }});
  }
  player.addEventListener('error', ({detail: e}) => recorder.error(
      e.severity === shaka.util.Error.Severity.CRITICAL, `shaka ${e.category}`, e.code, e.message));
  player.addEventListener('stalldetected', () => recorder.report.playerStalls.push(
      {at: recorder.at(), position: video.currentTime}));
  player.addEventListener('buffering', (e) => {
    if (e.buffering && recorder.report.firstFrame !== null) {
      recorder.report.playerStalls.push({at: recorder.at(), position: video.currentTime});
    }
  });
  player.addEventListener('adaptation', (e) => recorder.quality(e.newTrack?.height, e.newTrack?.bandwidth));
  player.addEventListener('variantchanged', (e) => recorder.quality(e.newTrack?.height, e.newTrack?.bandwidth));

  // Events of a manifest and date ranges of a playlist are regions; only the first
  // have an element.
  const region = ({detail: d}) => recorder.metadata(d.eventNode ? 'event' : 'daterange', d.id, d.startTime, {
    scheme: d.schemeIdUri, date: null, duration: Number.isFinite(d.endTime) ? d.endTime - d.startTime : null,
    attributes: d.eventNode ? {text: JSON.stringify(d.eventNode).slice(0, 2000)} :
        Object.fromEntries((d.values ?? []).map((v) => [v.key, String(v.data)]))});
  player.addEventListener('timelineregionadded', region);
  player.addEventListener('timelineregionenter', (e) => recorder.reached(region(e)));
  player.addEventListener('emsg', ({detail: d}) => recorder.metadata('emsg', d.id, d.startTime, {
    scheme: d.schemeIdUri, date: null, duration: d.endTime - d.startTime, attributes: bytes(d.messageData)}));

  await player.load(session.url);
  if (session.subtitles) {
    player.selectTextTrack(player.getTextTracks()[0]);
  }
  video.play().catch((e) => recorder.error(false, 'play', '', e.message));
  return {
    // Shaka's own latency is taken from the clock of the machine, which is not that
    // of the media. What it steers by is the distance to the end of the seek range,
    // which is the edge less a delay.
    sample: () => {
      const manifest = player.getManifest();
      const delay = manifest.presentationTimeline.getDelay();
      const described = manifest.serviceDescription?.targetLatency;
      return {
        latency: player.seekRange().end - video.currentTime + delay,
        target: delay + (described ?? (low ? steer : 0)),
        date: player.getPlayheadTimeAsDate()?.getTime() ?? null,
      };
    },
  };
}
