package hls

import (
	"touchline/components"
	"touchline/systems/manifest/internal/text"
)

// The range of dates that are written and read, in Unix milliseconds.
const (
	firstDate = text.FirstDate
	lastDate  = text.LastDate
)

// What playlists have in common with other manifests.
func appendDate(dst []byte, ms int64) []byte              { return text.AppendDate(dst, ms) }
func appendSeconds(dst []byte, p components.PTS) []byte   { return text.AppendSeconds(dst, p) }
func appendUint(dst []byte, n uint64) []byte              { return text.AppendUint(dst, n) }
func appendDigits(dst []byte, n uint32, width int) []byte { return text.AppendDigits(dst, n, width) }
