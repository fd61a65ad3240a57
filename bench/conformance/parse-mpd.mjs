// Reads DASH manifests with mpd-parser and prints, for each file, one line of JSON
// with what it saw. Files are named as arguments or one a line on standard input.
// A manifest by segment numbers says what there is only together with the time: the
// moment of reading is its publishTime, unless --now gives one (ISO 8601) for all.

import {readFileSync} from 'node:fs';
import {parse, parseUTCTiming} from 'mpd-parser';

const args = process.argv.slice(2);
let now = NaN;
if (args[0] === '--now') {
  now = Date.parse(args[1]);
  args.splice(0, 2);
}

const attribute = (text, name) => text.match(new RegExp(`\\s${name}="([^"]*)"`))?.[1];

function read(text) {
  const warnings = [];
  const at = Number.isNaN(now) ? Date.parse(attribute(text, 'publishTime') ?? '') : now;
  const mpd = parse(text, {
    manifestUri: 'http://127.0.0.1/stream-0001/dash/manifest.mpd',
    NOW: Number.isNaN(at) ? Date.now() : at,
    eventHandler: (e) => warnings.push(`${e.type}: ${e.message}`),
  });
  const list = (p, kind) => ({
    kind,
    id: p.attributes?.NAME ?? null,
    bandwidth: p.attributes?.BANDWIDTH ?? 0,
    codecs: p.attributes?.CODECS ?? null,
    segments: p.segments.length,
    first: p.segments[0]?.uri ?? null,
    starts: p.segments[0]?.presentationTime ?? null,
    duration: p.segments.reduce((sum, s) => sum + s.duration, 0),
    timelines: [...new Set(p.segments.map((s) => s.timeline))].length,
    keys: Object.keys(p.contentProtection ?? {}).sort(),
  });
  const groups = (type) => Object.values(mpd.mediaGroups[type] ?? {})
      .flatMap((group) => Object.values(group))
      .flatMap((m) => m.playlists ?? []);
  return {
    warnings,
    dynamic: mpd.playlists.some((p) => !p.endList),
    period: mpd.minimumUpdatePeriod ?? null,
    delay: mpd.suggestedPresentationDelay ?? null,
    timing: parseUTCTiming(text),
    playlists: mpd.playlists.map((p) => list(p, 'video'))
        .concat(groups('AUDIO').map((p) => list(p, 'audio')))
        .concat(groups('SUBTITLES').map((p) => list(p, 'subtitles'))),
    events: (mpd.eventStream ?? []).map((e) => ({
      scheme: e.schemeIdUri, id: e.id, start: e.start, end: e.end,
    })),
  };
}

const files = args.length ? args : readFileSync(0, 'utf8').split('\n').filter(Boolean);
const out = [];
for (const file of files) {
  const line = {file};
  try {
    line['mpd-parser'] = read(readFileSync(file, 'utf8'));
  } catch (e) {
    line.error = `mpd-parser: ${e.message}`;
    process.exitCode = 1;
  }
  out.push(JSON.stringify(line));
}
process.stdout.write(out.map((l) => l + '\n').join(''));
