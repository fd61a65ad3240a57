// Package bench measures the engine beside a control plane of the usual design, and
// beside the best that can be made of that, on one workload, in one process, in the
// same seconds.
//
// All sides are given the same input and have to come to the same results, each
// tick of each stream: a measurement that is not of the same work is an error,
// not a figure. README.md in this folder says how each figure is made, and what
// it does not say.
package bench
