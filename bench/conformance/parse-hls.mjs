// Reads HLS playlists with two parsers that nobody here wrote and prints, for each
// file, one line of JSON with what either saw. Files are named as arguments or, when
// there are thousands, one a line on standard input. It ends with 1 if either parser
// refused a file or complained of it.

import {readFileSync} from 'node:fs';
import HLS from 'hls-parser';
import m3u8 from 'm3u8-parser';

HLS.setOptions({strictMode: true});

const methods = (keys) => [...new Set(keys.filter(Boolean).map((k) => k.method))].sort();

function withHlsParser(text) {
  const p = HLS.parse(text);
  if (p.isMasterPlaylist) {
    return {
      master: true,
      version: p.version ?? 1,
      variants: p.variants.filter((v) => !v.isIFrameOnly).length,
      iframes: p.variants.filter((v) => v.isIFrameOnly).length,
      audio: new Set(p.variants.flatMap((v) => v.audio.map((a) => `${a.groupId}/${a.name}`))).size,
      subtitles: new Set(p.variants.flatMap((v) => v.subtitles.map((a) => `${a.groupId}/${a.name}`))).size,
      bandwidths: p.variants.map((v) => v.bandwidth),
      steering: p.contentSteering?.serverUri ?? null,
    };
  }
  // What is still in the making has parts and no duration.
  const whole = p.segments.filter((s) => s.duration);
  const parts = p.segments.flatMap((s) => s.parts);
  return {
    master: false,
    version: p.version ?? 1,
    target: p.targetDuration,
    sequence: p.mediaSequenceBase,
    discontinuitySequence: p.discontinuitySequenceBase,
    segments: whole.length,
    duration: whole.reduce((sum, s) => sum + s.duration, 0),
    discontinuities: whole.filter((s) => s.discontinuity).length,
    gaps: whole.filter((s) => s.gap).length,
    parts: parts.filter((x) => !x.hint).length,
    hints: parts.filter((x) => x.hint).length,
    partTarget: p.partTargetDuration ?? null,
    reports: p.renditionReports.length,
    skip: p.skip,
    dated: whole.filter((s) => s.programDateTime).length,
    methods: methods(p.segments.map((s) => s.key)),
    end: p.endlist,
  };
}

function withM3u8Parser(text) {
  const warnings = [];
  const parser = new m3u8.Parser();
  parser.on('warn', (w) => warnings.push(w.message));
  parser.push(text);
  parser.end();
  const p = parser.manifest;
  const groups = (type) => Object.values(p.mediaGroups?.[type] ?? {})
      .reduce((n, group) => n + Object.keys(group).length, 0);
  if (p.playlists) {
    return {
      warnings,
      master: true,
      version: p.version ?? 1,
      variants: p.playlists.length,
      iframes: (p.iFramePlaylists ?? []).length,
      audio: groups('AUDIO'),
      subtitles: groups('SUBTITLES'),
      bandwidths: p.playlists.map((v) => v.attributes.BANDWIDTH),
      steering: p.contentSteering?.serverUri ?? null,
    };
  }
  const whole = p.segments.filter((s) => s.uri && s.duration);
  return {
    warnings,
    master: false,
    version: p.version ?? 1,
    target: p.targetDuration,
    sequence: p.mediaSequence,
    discontinuitySequence: p.discontinuitySequence,
    segments: whole.length,
    duration: whole.reduce((sum, s) => sum + s.duration, 0),
    discontinuities: whole.filter((s) => s.discontinuity).length,
    gaps: whole.filter((s) => s.gap).length,
    parts: p.segments.concat(p.preloadSegment ?? []).reduce((n, s) => n + (s.parts ?? []).length, 0),
    hints: (p.preloadSegment?.preloadHints ?? []).length,
    partTarget: p.partTargetDuration ?? null,
    reports: (p.renditionReports ?? []).length,
    skip: p.skip?.skippedSegments ?? 0,
    dated: whole.filter((s) => s.programDateTime && s.dateTimeString).length,
    ranges: (p.dateRanges ?? []).map((r) => ({
      id: r.id,
      class: r.class ?? null,
      start: r.startDate?.toISOString() ?? null,
    })),
    end: !!p.endList,
  };
}

const files = process.argv.length > 2 ?
    process.argv.slice(2) :
    readFileSync(0, 'utf8').split('\n').filter(Boolean);

const out = [];
for (const file of files) {
  const line = {file};
  try {
    const text = readFileSync(file, 'utf8');
    for (const [name, read] of [['hls-parser', withHlsParser], ['m3u8-parser', withM3u8Parser]]) {
      try {
        line[name] = read(text);
      } catch (e) {
        line.error = `${name}: ${e.message}`;
      }
    }
  } catch (e) {
    line.error = e.message;
  }
  if (line.error || line['m3u8-parser']?.warnings.length) {
    process.exitCode = 1;
  }
  out.push(JSON.stringify(line));
}
process.stdout.write(out.map((l) => l + '\n').join(''));
