package dash

import "touchline/systems/manifest/internal/text"

// AppendDate appends a date in Unix milliseconds as manifests have it.
func AppendDate(dst []byte, ms int64) []byte { return text.AppendDate(dst, ms) }
