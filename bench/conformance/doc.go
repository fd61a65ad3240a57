// Package conformance has what touchline serves read and played by programs that
// nobody here wrote: parsers of playlists and manifests, the schema of DASH, ffprobe,
// and three players in a real browser. It holds tests only; README.md says what is
// proved and how to run it.
package conformance
