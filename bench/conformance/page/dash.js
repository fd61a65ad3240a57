// dash.js: the manifest says whether it is of low latency, so `dash` and `dash-ll`
// differ by the manifest they are given.

/* global dashjs */

import {bytes} from './recorder.js';

// schemes lists the events a manifest announces: dash.js tells of an event to those
// who asked for its scheme.
function schemes(mpd) {
  const doc = new DOMParser().parseFromString(mpd, 'application/xml');
  const of = (name) => new Set([...doc.getElementsByTagName(name)].map((e) => e.getAttribute('schemeIdUri')));
  return {listed: of('EventStream'), inband: of('InbandEventStream')};
}

export async function start(video, session, recorder) {
  const player = dashjs.MediaPlayer().create();
  recorder.report.version = player.getVersion();
  player.updateSettings({
    debug: {logLevel: dashjs.Debug.LOG_LEVEL_NONE},
    streaming: {
      abr: {limitBitrateByPortal: true},
      buffer: {bufferToKeep: 10},
    },
  });
  const E = dashjs.MediaPlayer.events;
  player.on(E.ERROR, ({error}) => recorder.error(true, 'dash', error.code, error.message));
  player.on(E.PLAYBACK_ERROR, ({error}) => recorder.error(true, 'playback', error?.code, error?.message));
  // A buffer below its threshold is called empty; where there is still a frame to come
  // nobody sees it.
  player.on(E.BUFFER_EMPTY, (e) => {
    if (recorder.report.firstFrame !== null && video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA) {
      recorder.report.playerStalls.push({at: recorder.at(), position: video.currentTime, type: e.mediaType});
    }
  });
  player.on(E.QUALITY_CHANGE_RENDERED, (e) => {
    if (e.mediaType === 'video') {
      const r = e.newRepresentation;
      recorder.quality(r?.height, r?.bitrateInKbit * 1000);
    }
  });
  player.on(E.FRAGMENT_LOADING_COMPLETED, ({request}) => request.mediaType === 'video' && recorder.way(request.url));
  player.on(dashjs.Protection.events.KEY_ERROR, (e) => recorder.error(true, 'key', e.error?.code, e.error?.message));

  player.initialize(video, null, true);
  if (session.license) {
    player.setProtectionData({'org.w3.clearkey': {
      serverURL: session.license,
      httpRequestHeaders: session.token ? {Authorization: `Bearer ${session.token}`} : {},
      // With an Authorization header dash.js would send credentials of the browser too.
      withCredentials: false,
    }});
  } else if (session.token) {
    player.setProtectionData({'org.w3.clearkey': {
      httpRequestHeaders: {Authorization: `Bearer ${session.token}`},
      withCredentials: false,
    }});
  }
  const mpd = await (await fetch(session.url, {cache: 'no-store'})).text();
  const {listed, inband} = schemes(mpd);
  const note = ({event: e}) => {
    const scheme = e.eventStream.schemeIdUri;
    const binary = e.messageData instanceof Uint8Array;
    const boxed = inband.has(scheme) && (binary || !listed.has(scheme));
    return recorder.metadata(boxed ? 'emsg' : 'event', e.id, e.calculatedPresentationTime, {
      scheme, date: null, duration: e.duration,
      attributes: binary ? bytes(e.messageData) : {text: typeof e.messageData === 'string' ?
          e.messageData : JSON.stringify(e.messageData ?? null).slice(0, 2000)},
    });
  };
  for (const scheme of new Set([...listed, ...inband])) {
    player.on(scheme, note, null, {mode: E.EVENT_MODE_ON_RECEIVE});
    player.on(scheme, (e) => recorder.reached(note(e)), null, {mode: E.EVENT_MODE_ON_START});
  }
  player.attachSource(session.url);
  return {
    sample: () => ({
      latency: player.getCurrentLiveLatency(),
      target: player.getTargetLiveDelay(),
      date: player.isDynamic() ? player.timeAsUTC() * 1000 : null,
    }),
  };
}
