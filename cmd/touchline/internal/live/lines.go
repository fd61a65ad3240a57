package live

import (
	"bufio"
	"errors"
	"io"
	"time"

	"touchline/systems/feed/ndjson"
)

// line is a line of a source, and when it came.
type line struct {
	text []byte
	at   time.Time
}

// backlog is how many lines may wait for a tick; those after them wait in the pipe.
const backlog = 1024

// lines reads lines from r until it ends, with an error if that is not its end. Of
// one that is too long the beginning is given, which is too long as well.
func lines(r io.Reader) (<-chan line, *error) {
	out, fault := make(chan line, backlog), new(error)
	go func() {
		defer close(out)
		in := bufio.NewReaderSize(r, ndjson.MaxLine+64)
		for {
			text, err := in.ReadSlice('\n')
			at := time.Now()
			if len(text) > 0 {
				out <- line{append([]byte(nil), text...), at}
			}
			for errors.Is(err, bufio.ErrBufferFull) {
				_, err = in.ReadSlice('\n')
			}
			if err != nil {
				if err != io.EOF {
					*fault = err
				}
				return
			}
		}
	}()
	return out, fault
}
