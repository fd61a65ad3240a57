package bench

import (
	"encoding/binary"
	"errors"
	"net"
	"net/http"
	"time"

	"touchline/bench/reference"
	"touchline/components"
)

// The bodies of calls over loopback: big-endian, field after field, since a text would
// take longer.
type (
	pushAsked struct {
		Now   components.PTS
		Event reference.Event
	}
	pushAnswered struct {
		Wager  wager
		Moment reference.Moment
	}
	tickAsked struct {
		Now    components.PTS
		Moment reference.Moment
		Signal reference.Signal
	}
	segmentAsked struct {
		Start  components.PTS
		Length uint32
		Bytes  [6]uint32
	}
	scoreAsked struct {
		At      components.PTS
		Verdict components.Verdict
	}
	licenseAsked struct {
		Now     components.PTS
		Request reference.Request
	}
)

var _ [len(segmentAsked{}.Bytes)]struct{} = [len(ladder)]struct{}{}

// loopback is the five services of the published design, each behind HTTP on a port of
// its own, and a client that keeps its connections.
type loopback struct {
	client  http.Client
	servers []*http.Server
	roots   []string
	done    chan error
}

func newLoopback(t *theirs) (*loopback, error) {
	l := &loopback{client: http.Client{Transport: &http.Transport{}, Timeout: 10 * time.Second}, done: make(chan error, 5)}
	for _, h := range []http.Handler{
		serve(func(id string, in *pushAsked) (out pushAnswered, err error) {
			r, m, _, err := t.wagering.Push(id, in.Now, &in.Event)
			return pushAnswered{wagerOf(&r.Told), m}, err
		}),
		serve(func(id string, in *tickAsked) (cut, error) {
			d, err := t.director.Tick(id, in.Now, in.Moment, in.Signal)
			return cutOf(&d), err
		}),
		serve(func(id string, in *segmentAsked) (entry, error) {
			e, _, err := t.abr.Push(id, reference.Segment{Start: in.Start, Length: in.Length, Bytes: in.Bytes[:]})
			return entryOf(&e), err
		}),
		serve(func(id string, in *scoreAsked) (verdict, error) {
			j, _, err := t.deepfake.Submit(id, in.At, in.Verdict)
			return verdictOf(&j), err
		}),
		serve(func(id string, in *licenseAsked) (grant, error) {
			g, err := t.drm.Renew(id, in.Now, in.Request)
			return grantOf(&g), err
		}),
	} {
		at, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, errors.Join(err, l.close())
		}
		s := &http.Server{Handler: h}
		l.servers, l.roots = append(l.servers, s), append(l.roots, "http://"+at.Addr().String()+"/")
		go func() { l.done <- s.Serve(at) }()
	}
	return l, nil
}

// close ends the services and waits for them.
func (l *loopback) close() (err error) {
	l.client.CloseIdleConnections()
	for _, s := range l.servers {
		err = errors.Join(err, s.Close())
	}
	for range l.servers {
		if ended := <-l.done; !errors.Is(ended, http.ErrServerClosed) {
			err = errors.Join(err, ended)
		}
	}
	return err
}

// serve answers calls for a stream, or a session, whose id is the path.
func serve[In, Out any](call func(id string, in *In) (Out, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var in In
		if err := binary.Read(r.Body, binary.BigEndian, &in); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		out, err := call(r.URL.Path[1:], &in)
		if err != nil {
			http.Error(w, err.Error(), http.StatusNotFound)
			return
		}
		body, err := binary.Append(nil, binary.BigEndian, &out)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Write(body)
	})
}
