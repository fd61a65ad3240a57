package scheduler

import "time"

// beginMerge notes that all shards are done.
func (t *timing) beginMerge() {
	clear(t.sums)
	t.merge, t.merged = 0, t.now()
}

// markMerge notes that a step has merged.
func (t *timing) markMerge(step int) {
	now := t.now()
	t.sums[step] += now - t.merged
	if !t.load[step] {
		t.merge += now - t.merged
	}
	t.merged = now
}

// fold counts a tick that began at start, and returns when it ended and its work.
//
// A tick's work is the longest that any worker took from the beginning of the
// tick to the end of its last shard, without load, and merging. Waking late and
// claiming are in it, because they make a tick longer; load is not, on whichever
// worker it fell.
func (t *timing) fold(start time.Duration, workers int) (end, work time.Duration) {
	idle, finish := t.idle[:workers], t.finish[:workers]
	clear(idle)
	clear(finish)
	for shard, w := range t.by {
		row := t.row(shard)
		for step := range t.sums {
			d := row[step+1] - row[step]
			t.sums[step] += d
			if t.load[step] {
				idle[w] += d
			}
		}
		finish[w] = max(finish[w], row[len(row)-1])
	}
	for w := range finish {
		work = max(work, finish[w]-start-idle[w])
	}
	work += t.merge
	t.Tick.Add(work)
	for step, sum := range t.sums {
		t.Systems[step].Add(sum)
	}
	return t.merged, work
}
