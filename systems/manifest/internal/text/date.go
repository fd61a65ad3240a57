// Package text writes what manifests of every format have in common: dates,
// durations and digits.
//
// Everything is appended to a buffer of the caller's and made of integers, so
// that the same value gives the same bytes everywhere.
package text

// The range of four-digit years, in Unix milliseconds.
const (
	FirstDate = -62_167_219_200_000 // 0000-01-01T00:00:00.000Z
	LastDate  = 253_402_300_799_999 // 9999-12-31T23:59:59.999Z
)

// DateLength is the length of every date.
const DateLength = len("2006-01-02T15:04:05.000Z")

// day is how long a day is, in milliseconds.
const day = 24 * 60 * 60 * 1000

// AppendDate appends a time in Unix milliseconds as RFC 3339 and XML Schema have
// it, in UTC. A time outside the years 0 to 9999 is brought to the nearest within.
func AppendDate(dst []byte, ms int64) []byte {
	days, rest := split(ms)
	year, month, dom := civil(days)
	at := len(dst)
	dst = append(dst, "0000-00-00T00:00:00.000Z"...)
	b := (*[DateLength]byte)(dst[at:])
	pair(b[0:2], year/100)
	pair(b[2:4], year%100)
	pair(b[5:7], month)
	pair(b[8:10], dom)
	putTime(b, rest)
	return dst
}

// ChangeDate makes date, which AppendDate wrote for the time was, that of the time
// ms. On the same day, only the time of day is written.
func ChangeDate(date []byte, was, ms int64) {
	before, _ := split(was)
	if days, rest := split(ms); days == before {
		putTime((*[DateLength]byte)(date), rest)
		return
	}
	AppendDate(date[:0], ms)
}

// split returns the days since the first date, and the milliseconds since
// midnight.
func split(ms int64) (days, rest uint32) {
	since := uint64(min(max(ms, FirstDate), LastDate) - FirstDate)
	return uint32(since / day), uint32(since % day)
}

// putTime writes the time of day in a date.
func putTime(date *[DateLength]byte, ms uint32) {
	seconds := ms / 1000
	minutes := seconds / 60
	ms -= seconds * 1000
	pair(date[11:13], minutes/60)
	pair(date[14:16], minutes%60)
	pair(date[17:19], seconds%60)
	pair(date[20:22], ms/10)
	date[22] = byte('0' + ms%10)
}

// civil returns the date that is so many days after 1 January of year 0, in the
// Gregorian calendar.
//
// Years are taken to begin in March, so that the leap day is their last day and
// months follow a pattern of 153 days in five. (After Hinnant, "chrono-Compatible
// Low-Level Date Algorithms".)
func civil(day uint32) (year, month, dom uint32) {
	const (
		fourCenturies = 400*365 + 97
		january       = 31
		february      = 29 // of year 0
	)
	day += fourCenturies - january - february // from 1 March of year -400
	era, rest := day/fourCenturies, day%fourCenturies
	y := (rest - rest/1460 + rest/36_524 - rest/146_096) / 365
	doy := rest - (365*y + y/4 - y/100)
	m := (5*doy + 2) / 153 // from March
	dom = doy - (153*m+2)/5 + 1
	year = 400*era + y - 400
	if m < 10 {
		return year, m + 3, dom
	}
	return year + 1, m - 9, dom
}
