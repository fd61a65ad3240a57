package reference

import (
	"sync"

	"touchline/components"
)

// Inbox is where the commands for streams arrive in the published design: a service
// like the others, which keeps the newest of each stream until it is asked for.
type Inbox struct {
	mu      sync.RWMutex
	streams map[string]*components.Event
}

// NewInbox returns a service for so many streams.
func NewInbox(streams int) *Inbox {
	return &Inbox{streams: make(map[string]*components.Event, streams)}
}

// Add adds a stream.
func (i *Inbox) Add(stream string) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.streams[stream] = new(components.Event)
}

// Put takes in a command.
func (i *Inbox) Put(stream string, e *components.Event) error {
	i.mu.Lock()
	defer i.mu.Unlock()
	to := i.streams[stream]
	if to == nil {
		return unknown("stream", stream)
	}
	*to = *e
	return nil
}

// Get returns the newest command for a stream.
func (i *Inbox) Get(stream string) (components.Event, error) {
	i.mu.RLock()
	defer i.mu.RUnlock()
	if e := i.streams[stream]; e != nil {
		return *e, nil
	}
	return components.Event{}, unknown("stream", stream)
}

// BestInbox is the best of its kind: streams go by number, and their commands lie side
// by side.
type BestInbox struct {
	mu       sync.Mutex
	handles  map[components.Number]Handle
	commands []components.Event
}

// NewBestInbox returns a service for so many streams.
func NewBestInbox(streams int) *BestInbox {
	return &BestInbox{
		handles:  make(map[components.Number]Handle, streams),
		commands: make([]components.Event, 0, streams),
	}
}

// Add adds a stream.
func (i *BestInbox) Add(stream components.Number) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.handles[stream] = Handle(len(i.commands))
	i.commands = append(i.commands, components.Event{})
}

// Put takes in a command; ok is false for a stream that was not added.
func (i *BestInbox) Put(stream components.Number, e *components.Event) (ok bool) {
	i.mu.Lock()
	h, ok := i.handles[stream]
	if ok {
		i.commands[h] = *e
	}
	i.mu.Unlock()
	return ok
}

// Get returns the newest command for a stream.
func (i *BestInbox) Get(stream components.Number) (e components.Event, ok bool) {
	i.mu.Lock()
	defer i.mu.Unlock()
	h, ok := i.handles[stream]
	if ok {
		e = i.commands[h]
	}
	return e, ok
}
