package profile

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"runtime/pprof"

	"github.com/grafana/pyroscope-go"

	"touchline/cmd/touchline/internal/record"
)

// The samples of a CPU profile have the label "system", which the engine sets
// where scheduler.Config.Labels says so. A process has one CPU profile at a time.

// CPU begins a CPU profile. The function that it returns ends it and writes it to
// path.
func CPU(path string) (stop func() error, err error) {
	var profile bytes.Buffer
	if err := pprof.StartCPUProfile(&profile); err != nil {
		return nil, err
	}
	return func() error {
		pprof.StopCPUProfile()
		return record.Whole(path, func(w io.Writer) error {
			_, err := profile.WriteTo(w)
			return err
		})
	}, nil
}

// Pyroscope begins to send CPU profiles to a server. The function that it returns
// sends the rest and ends that.
func Pyroscope(url string, log *slog.Logger) (stop func() error, err error) {
	p, err := pyroscope.Start(pyroscope.Config{
		ApplicationName: "touchline",
		ServerAddress:   url,
		Logger:          pyroscopeLog{log},
		ProfileTypes:    []pyroscope.ProfileType{pyroscope.ProfileCPU},
	})
	if err != nil {
		return nil, err
	}
	return func() error {
		p.Flush(true) // Stop may leave what is queued behind
		return p.Stop()
	}, nil
}

// pyroscopeLog hands on what went wrong: the run goes on without it.
type pyroscopeLog struct{ log *slog.Logger }

func (pyroscopeLog) Infof(string, ...any)  {}
func (pyroscopeLog) Debugf(string, ...any) {}
func (l pyroscopeLog) Errorf(format string, args ...any) {
	l.log.Error("pyroscope", "error", fmt.Sprintf(format, args...))
}
