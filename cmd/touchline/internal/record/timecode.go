package record

import "touchline/components"

// appendTimecode appends the timecode (SMPTE ST 12-1) of a frame count: drop-frame
// leaves out the first numbers of every minute but each tenth.
func appendTimecode(b []byte, frame int64, rate components.Rate, drop bool) []byte {
	nominal := int64((rate.Num + rate.Den/2) / rate.Den)
	mark := byte(':')
	if drop {
		mark = ';'
		skip := nominal / 15
		minute := nominal*60 - skip
		ten := minute*10 + skip
		tens, rest := frame/ten, frame%ten
		frame += skip * 9 * tens
		if rest >= minute+skip {
			frame += skip * ((rest - skip) / minute)
		}
	}
	seconds := frame / nominal
	b = two(b, seconds/3600%24)
	b = two(append(b, ':'), seconds/60%60)
	b = two(append(b, ':'), seconds%60)
	return two(append(b, mark), frame%nominal)
}

func two(b []byte, n int64) []byte {
	return append(b, '0'+byte(n/10%10), '0'+byte(n%10))
}
