// The page that one player plays in: it takes a session, starts the player, measures
// it and gives the report.

import {watchKeys} from './keys.js';
import {Recorder} from './recorder.js';

const libraries = {
  hls: ['/lib/hls.js/dist/hls.js', './hls.js'],
  dash: ['/lib/dashjs/dist/modern/umd/dash.all.debug.js', './dash.js'],
  shaka: ['/lib/shaka-player/dist/shaka-player.compiled.debug.js', './shaka.js'],
};

const script = (src) => new Promise((done, failed) => {
  const element = document.createElement('script');
  element.src = src;
  element.onload = done;
  element.onerror = () => failed(new Error(`${src} did not load`));
  document.head.append(element);
});

// session: {player, url, seconds, license, token, width, height, clock, subtitles}
window.play = async (session) => {
  const [library, adapter] = libraries[session.player.split('-')[0]];
  await script(library);
  const {start} = await import(adapter);
  const video = document.querySelector('video');
  video.width = session.width;
  video.height = session.height;

  const recorder = new Recorder(video, session);
  watchKeys(recorder.report.keys, recorder);
  await recorder.setClock(session.clock);
  recorder.begin();
  try {
    recorder.player = await start(video, session, recorder);
  } catch (e) {
    recorder.error(true, 'start', e.code ?? '', e.message ?? String(e));
  }
  return recorder.done;
};
