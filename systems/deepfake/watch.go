package deepfake

import "touchline/components"

// watch takes detections into their streams' windows, in their order from number i to
// n, up to one whose score is not an ordinary one: of that it returns the score before
// it. It refuses one that is not later than the last of its stream.
//
// A verdict that says what no detector can say is counted, and brought into range. A
// window takes in what is less than its length older than the new score, and no more
// than there are slots.
//
// As good as the one before it, a score raises no alert, and moves nothing of what
// decides how long one stands: such are most. There is no call in the loop, nor do all
// columns come before it, for either would take more registers than there are.
//
// A detection is 18 bytes. It reads 25 of its stream and writes 24, writes 10 of its slot,
// and reads 8 of the oldest and 2 of each that leaves the window.
func (s *System) watch(in *columns, i, n int) (taken int, before components.Permille, found bool) {
	h := &in.histories
	streams := in.stream[i:n]
	at, verdicts := in.at[i:][:len(streams)], in.verdict[i:][:len(streams)]
	windows := h.window
	alerts := in.latches.alerts[:len(windows)]
	for k, stream := range streams {
		t, w := at[k], &windows[stream]
		verdict := threeOf(verdicts[k])
		if !verdict.possible() {
			in.refused[stream]++
			verdict = threeOf(clamp(verdicts[k]))
		}
		if t <= w.Last && w.Samples > 0 {
			in.refused[stream]++
			continue
		}
		times, values, plane := h.at, h.value[:len(h.at)], h.plane
		score, last := s.weights.fuse(verdict), w.Score
		samples := w.Samples
		held, sum := samples-w.First, w.Sum
		row := h.slot(samples)*plane + int(stream)
		replaced := values[row]
		times[row], values[row] = t, score
		w.Last, w.Samples, w.Score = t, samples+1, score
		oldest := row + plane
		if held == h.fan { // that of the next sample: its own is replaced
			held--
			sum -= int32(replaced)
			if oldest >= len(times) {
				oldest -= len(times)
			}
		} else if oldest = row - int(held)*plane; oldest < 0 {
			oldest += len(times)
		}
		age := components.PTS(0) // of the oldest
		for held > 0 {
			if age = t - times[oldest]; age < s.cfg.Window {
				break
			}
			age = 0
			held--
			sum -= int32(values[oldest])
			if oldest += plane; oldest >= len(times) {
				oldest -= len(times)
			}
		}
		sum += int32(score)
		risk := average(sum, held+1)
		w.First, w.Sum, w.Risk = w.Samples-1-held, sum, risk
		if score >= s.plain || last >= s.cfg.Clear || held == 0 || risk > s.cfg.Threshold && age >= s.cfg.Warm || alerts[stream] != 0 {
			return k + 1, last, true
		}
	}
	return len(streams), 0, false
}
