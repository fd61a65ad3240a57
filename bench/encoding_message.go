package bench

import (
	"encoding/json"
	"fmt"

	"github.com/Eyevinn/mp4ff/bits"
	"github.com/Eyevinn/mp4ff/mp4"

	"touchline/components"
	"touchline/systems/manifest/emsg"
)

// Messages of half a second, one every ten seconds.
const (
	messageScheme = "urn:touchline:wagering"
	messageLength = components.PTSPerSecond / 2
	messageEvery  = 10 * components.PTSPerSecond
)

// message is what message n carries: as much as an event of a match.
func message(n int) []byte {
	return fmt.Appendf(nil, `{"sequence":%d,"op":"suspend","group":"result","cause":"shot","home":1,"away":0}`, n)
}

func messages() (list [documents][]byte) {
	for n := range list {
		list[n] = message(n)
	}
	return list
}

type ourMessage struct {
	n    int
	data [documents][]byte
	box  emsg.Box
	text []byte
}

func (o *ourMessage) restart() {
	o.n, o.box = 0, emsg.Box{Scheme: messageScheme, Duration: uint32(messageLength)}
}

func (o *ourMessage) write() ([]byte, error) {
	o.box.Data = o.data[o.n]
	o.n++
	o.box.ID, o.box.Time = uint32(o.n), components.PTS(o.n)*messageEvery
	o.text = emsg.AppendBox(o.text[:0], &o.box)
	return o.text, nil
}

type theirMessage struct {
	n    int
	data [documents][]byte
	box  mp4.EmsgBox
	text []byte
}

func (t *theirMessage) restart() {
	t.n, t.text = 0, make([]byte, 1024)
	t.box = mp4.EmsgBox{
		Version: 1, TimeScale: uint32(components.PTSPerSecond), EventDuration: uint32(messageLength), SchemeIDURI: messageScheme,
	}
}

// write takes the fastest way that the library has: into a buffer that is there.
func (t *theirMessage) write() ([]byte, error) {
	t.box.MessageData = t.data[t.n]
	t.n++
	t.box.ID, t.box.PresentationTime = uint32(t.n), uint64(t.n)*uint64(messageEvery)
	w := bits.NewFixedSliceWriterFromSlice(t.text)
	err := t.box.EncodeSW(w)
	return w.Bytes(), err
}

// messageSides are both sides of row emsg.
func messageSides() (ours, library side, err error) {
	return &ourMessage{data: messages()}, &theirMessage{data: messages()}, nil
}

// messageContent is what the library reads in a box.
func messageContent(text []byte) (string, error) {
	box, err := mp4.DecodeBoxSR(0, bits.NewFixedSliceReader(text))
	if err != nil {
		return "", err
	}
	said, err := json.MarshalIndent(box, "", " ")
	return string(said), err
}
