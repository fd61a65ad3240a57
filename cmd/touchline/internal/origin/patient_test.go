package origin

import (
	"net"
	"net/http"
	"testing"
	"testing/synctest"
	"time"
)

// one is a listener to which a single connection comes.
type one struct {
	net.Listener
	c    net.Conn
	over chan struct{}
}

func (l *one) Accept() (net.Conn, error) {
	if c := l.c; c != nil {
		l.c = nil
		return c, nil
	}
	<-l.over
	return nil, net.ErrClosed
}

func (l *one) Close() error { close(l.over); return nil }

// TestPatient: whoever does not read is cut off, and whoever reads slowly, but reads,
// is not.
func TestPatient(t *testing.T) {
	for _, tt := range []struct {
		name  string
		reads bool
	}{{"reads", true}, {"does not read", false}} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				theirs, ours := net.Pipe()
				wrote := make(chan error, 1)
				h := &http.Server{Handler: shared(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
					var err error
					for range 5 {
						patient(w)
						if _, err = w.Write(make([]byte, 64<<10)); err != nil {
							break
						}
					}
					wrote <- err
				}))}
				go h.Serve(&one{c: ours, over: make(chan struct{})})
				if _, err := theirs.Write([]byte("GET / HTTP/1.1\r\nHost: a\r\n\r\n")); err != nil {
					t.Fatal(err)
				}
				if tt.reads {
					go func() {
						for b := make([]byte, 64<<10); ; time.Sleep(writeTime / 50) {
							if _, err := theirs.Read(b); err != nil {
								return
							}
						}
					}()
				}
				began := time.Now()
				if err := <-wrote; tt.reads != (err == nil) {
					t.Errorf("the handler wrote with error %v after %v", err, time.Since(began))
				} else if !tt.reads && time.Since(began) != writeTime {
					t.Errorf("cut off after %v", time.Since(began))
				}
				theirs.Close()
				h.Close()
				time.Sleep(writeTime) // until the reader sees it
			})
		})
	}
}
