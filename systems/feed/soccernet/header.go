package soccernet

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// header reads who plays, when, and the score: from members of their own in file,
// or else from url, the match's folder in the data set.
func (r *reader) header(url scan.Span, file []scan.Span) {
	folder := folderOf(string(r.Word("UrlLocal", url)))
	m := r.match
	m.Home = cmp.Or(string(r.Word("gameHomeTeam", file[0])), folder.home)
	m.Away = cmp.Or(string(r.Word("gameAwayTeam", file[1])), folder.away)
	m.Kickoff = cmp.Or(instant(string(r.Word("gameDate", file[2]))), instant(folder.date))
	if r.score, r.scored = tally(string(r.Word("gameScore", file[3]))); !r.scored {
		r.score, r.scored = tally(folder.score)
	}
}

// folder is what the name of a match's folder says. What is not in it is empty.
type folder struct{ date, home, score, away string }

// folderOf returns what the last part of path says, which is like
//
//	2015-04-18 - 19-30 Beeches 2 - 1 Señores
func folderOf(path string) folder {
	var f folder
	name := path[strings.LastIndexAny(path, `/\`)+1:]
	if n := len("2015-04-18 - 19-30"); len(name) > n && instant(name[:n]) != 0 {
		f.date, name = name[:n], strings.TrimSpace(name[n:])
	}
	const dash = " - "
	for from := 0; ; {
		i := strings.Index(name[from:], dash)
		if i < 0 {
			return f
		}
		i += from
		begin := strings.LastIndexByte(name[:i], ' ')
		end := strings.IndexByte(name[i+len(dash):], ' ')
		if begin > 0 && end > 0 {
			end += i + len(dash)
			if _, ok := tally(name[begin+1 : end]); ok {
				f.home, f.score, f.away = name[:begin], name[begin+1:end], name[end+1:]
				return f
			}
		}
		from = i + len(dash) // the dash of a name
	}
}

// tally reads a score like "2 - 1".
func tally(text string) (t recording.Tally, ok bool) {
	home, away, _ := strings.Cut(text, " - ")
	h, err := strconv.ParseUint(home, 10, 8)
	a, errAway := strconv.ParseUint(away, 10, 8)
	if err != nil || errAway != nil {
		return recording.Tally{}, false
	}
	return recording.Tally{Home: int(h), Away: int(a)}, true
}

// instant reads when a match began, as unix ms; it is 0 if text says nothing that
// can be understood. The data sets do not name a zone: it is taken to be UTC.
func instant(text string) int64 {
	for _, layout := range [...]string{"2006-01-02 - 15-04", "02/01/2006 - 15:04"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.UnixMilli()
		}
	}
	return 0
}
