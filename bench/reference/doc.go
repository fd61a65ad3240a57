// Package reference is the control plane as it is usually written: one service
// for each module, its state in a map by string id behind a lock, one call at a
// time. It comes to the same results as the engine, so that the two can be
// measured against each other.
//
// It is meant to be good code of its kind. A call locks once and looks up once;
// maps are made as large as they will be; queues are rings that never grow; what
// can be worked out when a stream is added is not worked out in a call. What
// makes it slow is the design: each call of each service finds its stream anew,
// somewhere in memory.
//
// [Best] is what is left to gain without giving up the call: one look-up where the
// services have five, by a handle, and nothing worked out twice.
package reference

import (
	"errors"
	"fmt"
)

// ErrUnknown is the error of a call for a stream or session that was not added.
var ErrUnknown = errors.New("unknown")

func unknown(what, id string) error { return fmt.Errorf("%s %q: %w", what, id, ErrUnknown) }
