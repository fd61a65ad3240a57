package dash

import (
	"encoding/base64"
	"fmt"
	"strings"
)

type xmlEvent struct {
	Time     Scaled `xml:"presentationTime,attr"`
	Duration Scaled `xml:"duration,attr"`
	ID       uint32 `xml:"id,attr"`
	Encoding string `xml:"contentEncoding,attr"`
	Signal   *struct{ Binary string }
	Others   []struct{} `xml:",any"`
	Text     string     `xml:",chardata"`
	Inner    string     `xml:",innerxml"`
}

func readEvents(list []xmlEvent) (*Events, error) {
	if len(list) > MostEvents {
		return nil, fmt.Errorf("%d events: must be at most %d: %w", len(list), MostEvents, ErrRange)
	}
	events := &Events{}
	for i := range list {
		x := &list[i]
		v := Event{Time: x.Time, Duration: x.Duration, ID: x.ID, Form: Text, Body: []byte(x.Text)}
		encoded := ""
		switch {
		case x.Encoding == "base64":
			v.Form, encoded = Binary, x.Text
		case x.Signal != nil && x.Signal.Binary != "":
			v.Form, encoded = Splice, x.Signal.Binary
		case x.Signal != nil || len(x.Others) > 0:
			v.Form, v.Body = Markup, []byte(x.Inner)
		}
		if v.Form == Binary || v.Form == Splice {
			body, err := base64.StdEncoding.DecodeString(strings.TrimSpace(encoded))
			if err != nil {
				return nil, fmt.Errorf("event %d: %v: %w", x.ID, err, ErrSyntax)
			}
			v.Body = body
		}
		events.Push(&v)
	}
	return events, nil
}
