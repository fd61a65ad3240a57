// Plays streams in a real browser with players that nobody here wrote, all sessions
// at once, each in a page of its own, and prints one JSON report a line in the order
// of the sessions.
//
//   node play.mjs --player hls-ll --url http://127.0.0.1:8080/stream-0001/hls/master.m3u8 \
//       --seconds 20 [--license URL --token T] [--clock URL] [--size 160x90]
//   node play.mjs --plan plan.json     an array of sessions with these names as keys
//
// Players: hls, hls-ll (hls.js); dash, dash-ll (dash.js); shaka-hls, shaka-dash,
// shaka-ll (Shaka Player). It ends with 1 if a page broke, not because a player
// reported errors: judging is the caller's.

import {createServer} from 'node:http';
import {readFile, readFileSync} from 'node:fs';
import {dirname, join, normalize} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {chromium} from 'playwright-core';

const here = dirname(fileURLToPath(import.meta.url));
const {values: args} = parseArgs({options: {
  plan: {type: 'string'}, player: {type: 'string'}, url: {type: 'string'},
  seconds: {type: 'string', default: '20'}, license: {type: 'string'}, token: {type: 'string'},
  clock: {type: 'string'}, size: {type: 'string', default: '160x90'},
  chromium: {type: 'string', default: '/usr/bin/chromium'}, verbose: {type: 'boolean'},
}});

const known = ['hls', 'hls-ll', 'dash', 'dash-ll', 'shaka-hls', 'shaka-dash', 'shaka-ll'];
const sessions = (args.plan ? JSON.parse(readFileSync(args.plan === '-' ? 0 : args.plan, 'utf8')) : [args])
    .map((s) => {
      if (!known.includes(s.player) || !s.url) {
        throw new Error(`a session needs --url and --player, one of ${known.join(', ')}: ${JSON.stringify(s)}`);
      }
      const [width, height] = (s.size ?? args.size).split('x').map(Number);
      return {
        player: s.player, url: s.url, seconds: Number(s.seconds ?? args.seconds),
        license: s.license ?? '', token: s.token ?? '', clock: s.clock ?? '', subtitles: !!s.subtitles, width, height,
      };
    });

// The pages come from an origin of their own, as a site's player does: what the
// media server sends must be readable across origins.
const types = {'.html': 'text/html', '.js': 'text/javascript', '.map': 'application/json'};
const server = createServer((request, response) => {
  const path = normalize(new URL(request.url, 'http://page').pathname);
  const folder = path.startsWith('/lib/') ? join(here, 'node_modules', path.slice(5)) :
      path.startsWith('/page/') ? join(here, path) : '';
  readFile(folder || '/nonexistent', (failed, data) => {
    response.writeHead(failed ? 404 : 200, {
      'Content-Type': types[path.slice(path.lastIndexOf('.'))] ?? 'application/octet-stream'});
    response.end(failed ? '' : data);
  });
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const origin = `http://127.0.0.1:${server.address().port}`;

const browser = await chromium.launch({
  executablePath: args.chromium,
  headless: true,
  args: [
    '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync',
    '--autoplay-policy=no-user-gesture-required',
  ],
});

async function run(session) {
  // A context each: no player finds what another has cached.
  const context = await browser.newContext();
  const page = await context.newPage();
  const log = [];
  page.on('console', (m) => {
    if (args.verbose) {
      process.stderr.write(`${session.player}: ${m.text()}\n`);
    }
    if (m.type() === 'error') {
      log.push(m.text());
    }
  });
  page.on('pageerror', (e) => log.push(e.message));
  const crashed = new Promise((_, broken) => page.on('crash', () => broken(new Error('the page crashed'))));
  await page.goto(`${origin}/page/page.html`);
  await page.waitForFunction(() => !!window.play);
  const limit = new Promise((_, broken) => setTimeout(
      () => broken(new Error('the page gave no report')), (session.seconds + 60) * 1000).unref());
  const report = await Promise.race([page.evaluate((s) => window.play(s), session), crashed, limit]);
  await context.close();
  return {...report, console: log.slice(0, 50)};
}

const reports = await Promise.allSettled(sessions.map(run));
for (const [i, r] of reports.entries()) {
  if (r.status === 'rejected') {
    process.exitCode = 1;
  }
  process.stdout.write(JSON.stringify(r.value ??
      {player: sessions[i].player, url: sessions[i].url, broken: r.reason.message}) + '\n');
}
await browser.close();
server.close();
