package topology

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

const cpuDir = "sys/devices/system/cpu"

// files reads the small files of a machine, and keeps the first error.
type files struct {
	fs  fs.FS
	err error
}

// text returns the content of a file without the space around it, or "" if it is
// not there. Some files are there but answer to nobody, or not for this CPU: they
// say as little.
func (f *files) text(name string) string {
	b, err := fs.ReadFile(f.fs, name)
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(b))
}

func (f *files) note(name string, err error) {
	if err != nil && f.err == nil {
		f.err = fmt.Errorf("%s: %w", name, err)
	}
}

// list returns the CPUs in a file; there are none in one that is not there. The
// kernel writes "(null)" for a list that was never set up.
func (f *files) list(name string) CPUs {
	text := f.text(name)
	if text == "(null)" {
		return nil
	}
	list, err := ParseCPUs(text)
	f.note(name, err)
	return list
}

// number returns the number in a file, or otherwise if it is not there.
func (f *files) number(name string, otherwise int) int {
	text := f.text(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		f.note(name, fmt.Errorf("%q: want a number", text))
		return otherwise
	}
	return n
}

// numbers returns the numbers in a file, with space between them.
func (f *files) numbers(name string) (list []int) {
	for _, word := range strings.Fields(f.text(name)) {
		n, err := strconv.Atoi(word)
		if err != nil {
			f.note(name, fmt.Errorf("%q: want numbers", word))
			return nil
		}
		list = append(list, n)
	}
	return list
}

// bytes returns the size in a file, as 32K.
func (f *files) bytes(name string) int {
	text := f.text(name)
	if text == "" {
		return 0
	}
	digits := strings.TrimRight(text, "KMG")
	n, err := strconv.ParseUint(digits, 10, 31)
	shift := map[string]int{"": 0, "K": 10, "M": 20, "G": 30}
	by, known := shift[text[len(digits):]]
	if err != nil || !known {
		f.note(name, fmt.Errorf("%q: want a size, as 32K", text))
		return 0
	}
	return int(n) << by
}

// entries returns the numbers of the entries of a folder that are called prefix
// and a number, in order.
func (f *files) entries(dir, prefix string) (list []int) {
	all, err := fs.ReadDir(f.fs, dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		f.note(dir, err)
	}
	for _, e := range all {
		rest, ok := strings.CutPrefix(path.Base(e.Name()), prefix)
		if n, err := cpuNumber(rest); ok && err == nil {
			list = append(list, n)
		}
	}
	slices.Sort(list)
	return list
}
