// Reads segments of WebVTT with a parser that nobody here wrote and prints, for each
// file, one line of JSON with what it saw. Files are named as arguments or, one a
// line, on standard input. It ends with 1 if the parser complained.

import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import webvtt from 'webvtt-parser';

// By its own table the parser leaves the semicolons of &amp; and its like behind.
const entities = createRequire(import.meta.url)('webvtt-parser/html-entities.json');

const files = process.argv.length > 2 ?
    process.argv.slice(2) :
    readFileSync(0, 'utf8').split('\n').filter(Boolean);

for (const file of files) {
  // A map of times is a header that only HLS knows.
  const text = readFileSync(file, 'utf8').replace(/^(WEBVTT)\nX-TIMESTAMP-MAP=.*\n/, '$1\n');
  const {cues, errors} = new webvtt.WebVTTParser(entities).parse(text);
  const said = (nodes) => nodes.map((n) => n.type === 'text' ? n.value : `[${n.name}]${said(n.children)}`).join('');
  if (errors.length > 0) {
    process.exitCode = 1;
  }
  process.stdout.write(JSON.stringify({
    file, errors: errors.map((e) => `line ${e.line}: ${e.message}`),
    cues: cues.map((c) => ({id: c.id, start: c.startTime, end: c.endTime, text: said(c.tree.children)})),
  }) + '\n');
}
