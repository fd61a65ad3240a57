// Package ecs keeps the state of a run in tables.
//
// Entities are rows and components are columns. A [components.Kind] is a fixed
// set of columns: its rows are lasting (a fixture, a stream), come as a block
// with a parent row (the cameras of a stream: row = fan × parent row + k), or
// hold for one tick (an event, a cut). A system is a loop over columns: it asks
// a column's key for the rows in the shard it was given,
//
//	score := components.CameraScore.Of(r) // []Permille, one for each camera
//
// and reads and writes them like the slices they are. One that goes through many
// columns has them gathered in a [View].
//
// A [World] is one shard. Its rows are dense: removing one moves the last into
// its place, and references to it are set right. All memory is taken when the
// world is made, so a column never moves and a steady tick allocates nothing.
// The rows that hang on one row may be too many for one core: then worlds follow
// it as cohorts ([World.Follow]).
// [Shards] are all worlds of a run; hash and snapshot speak of fixtures, streams
// and viewers by their numbers, and so do not depend on how they are sharded.
package ecs
