// Package scheduler runs the ticks: when each is due, who works on which shard,
// and what it cost.
//
// # Time
//
// Tick k is due at epoch + k periods, computed from k each time. A period added
// up tick by tick drifts: 1001/30000 s is no whole number of nanoseconds, and a
// sleep that ends late would push back all that follow. From the index, a late
// tick is late alone, the index always says which moment of the media is meant,
// and two machines that agree on the epoch agree on every tick. What to do when
// ticks come due faster than they can be run is a named policy, [Overrun]; under
// each of them executed and skipped ticks add up to those that were due.
//
// A [Clock] is the only source of time. [Wall] waits for the deadline, [Virtual]
// never waits and is never late, so that a replay runs at the speed of the
// machine and skips nothing, and [Manual] is for tests. No system sees any of
// them: its time is the tick that it is given, and so the same input gives the
// same output on each.
//
// # Workers
//
// A shard is one world. In a tick one worker takes a shard and runs every system
// over it, in order; shards are claimed from one
// counter, and there is one barrier a tick. The leader, which keeps the time, is
// a worker too: it can finish any tick alone, so a worker that wakes late makes a
// tick longer but never holds it up before it has claimed a shard.
//
// Workers are goroutines locked to OS threads, so that they can be pinned to
// cores and so that the runtime does not queue one behind another. A locked
// goroutine must never be fed through a channel or a condition variable: the
// runtime then hands its processor over to another thread and back, through the
// kernel, which was measured at 90 to 130 µs a hand-over against less than 0.5 µs
// for a spin on an atomic. So nobody wakes a worker. Each sleeps
// by itself on the clock that the leader sleeps on, until shortly before the next
// tick is due, spins until the leader opens it, claims shards, and sleeps again.
// A spin gives up the processor after some hundred turns, because the thread that
// it waits for may be the one that it keeps from running. Channels are used only
// where nobody is in a hurry: to park a paused run, and to end one.
//
// With one shard, one worker or one processor there is nobody to wait for, and
// the tick is a plain loop without atomics.
//
// # Records
//
// After the barrier, and after what crosses shards has been merged, no world is
// in use: the leader alone holds them all. That is when [Config.OnTick] is called
// with the tick's [Record], and when sinks read outputs, state is hashed and
// snapshots are taken. The record says which moment the tick stood for, when it
// was due and how late it began, which ticks were given up before it, and, if
// it was timed, when each system began and ended on each shard. The time between
// two boundaries is read once, as the end of one system and the start of the
// next. From records come the histograms, and from these the [Report]: a response
// counts from the moment a tick was due, not from when it was begun, so a stall
// shows in every tick that it delayed.
//
// A system that panics is our own mistake, and must not end a broadcast: see
// [Fault].
package scheduler
