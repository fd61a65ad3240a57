package topology

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
)

// mount is where a hierarchy of control groups is seen: the group root of it is at
// the folder point.
type mount struct {
	root, point string
	v2          bool
	controllers []string // of version 1
}

// cgroup narrows what m allows to what the control groups of this process have.
// It looks at each group from its own up to the one that is mounted: a quota
// holds for all groups below.
func (f *files) cgroup(m *Machine) {
	for _, g := range f.groups() {
		v1quota, v1period := f.number(g+"/cpu.cfs_quota_us", -1), f.number(g+"/cpu.cfs_period_us", 100_000)
		if v1quota > 0 && v1period > 0 {
			m.Quota.narrow(int64(v1quota), int64(v1period))
		}
		if text := f.text(g + "/cpu.max"); text != "" {
			quota, period, err := parseMax(text)
			f.note(g+"/cpu.max", err)
			if quota > 0 {
				m.Quota.narrow(quota, period)
			}
		}
		for _, name := range []string{"cpuset.cpus.effective", "cpuset.effective_cpus", "cpuset.cpus"} {
			if set := f.list(g + "/" + name); set != nil {
				m.Allowed = m.Allowed.And(set)
				break
			}
		}
	}
}

// narrow keeps the smaller of two quotas.
func (q *Quota) narrow(us, period int64) {
	if q.US == 0 || us*q.PeriodUS < q.US*period {
		*q = Quota{us, period}
	}
}

// parseMax reads a quota of version 2: "max 100000" or "150000 100000".
func parseMax(text string) (quota, period int64, err error) {
	words := strings.Fields(text)
	if len(words) == 2 {
		var err1, err2 error
		if words[0] != "max" {
			quota, err1 = strconv.ParseInt(words[0], 10, 64)
		}
		period, err2 = strconv.ParseInt(words[1], 10, 64)
		if err1 == nil && err2 == nil && quota >= 0 && period > 0 {
			return quota, period, nil
		}
	}
	return 0, 0, fmt.Errorf("%q: want a quota and a period in µs, as 150000 100000, or max 100000", text)
}

// groups returns the folders of this process's control groups, and of those above
// them, that say something of CPUs.
func (f *files) groups() (dirs []string) {
	mounts := f.mounts()
	for line := range strings.Lines(f.text("proc/self/cgroup")) {
		parts := strings.SplitN(strings.TrimSpace(line), ":", 3) // number:controllers:path
		if len(parts) != 3 {
			continue
		}
		for _, m := range mounts {
			if !m.of(parts[1]) {
				continue
			}
			// In a container the mount may begin further down than the path does.
			below, inside := strings.CutPrefix(parts[2], strings.TrimSuffix(m.root, "/"))
			if !inside {
				below = ""
			}
			for at := path.Join("/", below); ; at = path.Dir(at) {
				if dir := strings.TrimPrefix(path.Join(m.point, at), "/"); !slices.Contains(dirs, dir) {
					dirs = append(dirs, dir)
				}
				if at == "/" {
					break
				}
			}
		}
	}
	return dirs
}

// of reports whether the controllers of a line of /proc/self/cgroup are at m, and
// are among those that say something of CPUs.
func (m mount) of(controllers string) bool {
	if controllers == "" {
		return m.v2
	}
	for _, c := range strings.Split(controllers, ",") {
		if (c == "cpu" || c == "cpuset") && slices.Contains(m.controllers, c) {
			return true
		}
	}
	return false
}

// mounts returns where control groups are mounted, from lines as
//
//	34 31 0:31 / /sys/fs/cgroup/cpuset rw,relatime - cgroup cgroup rw,cpuset
func (f *files) mounts() (list []mount) {
	for line := range strings.Lines(f.text("proc/self/mountinfo")) {
		before, after, _ := strings.Cut(strings.TrimSpace(line), " - ")
		place, kind := strings.Fields(before), strings.Fields(after)
		if len(place) < 5 || len(kind) < 3 {
			continue
		}
		switch kind[0] {
		case "cgroup2":
			list = append(list, mount{root: place[3], point: place[4], v2: true})
		case "cgroup":
			list = append(list, mount{root: place[3], point: place[4], controllers: strings.Split(kind[2], ",")})
		}
	}
	return list
}
