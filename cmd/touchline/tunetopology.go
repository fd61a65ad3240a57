package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime"
	"strconv"

	"github.com/spf13/cobra"

	"touchline/cmd/touchline/internal/engine"
	"touchline/cmd/touchline/internal/machine"
	"touchline/cmd/touchline/internal/record"
	"touchline/scheduler/topology"
	"touchline/systems/feed/recording"
)

// topologyOptions are the flags of touchline tune topology.
type topologyOptions struct {
	profileFlags
	root    string
	workers string
	pinning string
	streams int
	plot    string
	json    bool
}

func (a *app) tuneTopology() *cobra.Command {
	var o topologyOptions
	cmd := &cobra.Command{
		Use:   "topology",
		Short: "Show cores, caches and NUMA nodes, and where workers would be pinned",
		Long: `Topology shows the machine as the program sees it: packages, NUMA nodes, caches
and who shares them, clusters, threads of a core, efficiency cores, and which CPUs
this process may use, by affinity, cpuset and quota. On it is laid a plan: the CPU
of each worker, and why that one.

With --root it reads a copy of another machine's files: those below
sys/devices/system/cpu, sys/devices/system/node and sys/fs/cgroup, and proc/cpuinfo,
proc/self/cgroup and proc/self/mountinfo.`,
		Example: `  touchline tune topology
  touchline tune topology --workers 2 --pinning 2-3
  touchline tune topology --profile auto --streams 10000 --plot machine.svg`,
		Args: usage(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error { return a.topology(&o) },
	}
	fs := cmd.Flags()
	o.profileFlags.add(fs)
	fs.StringVar(&o.root, "root", "", "read the files of a machine in `folder`, instead of this one's")
	fs.StringVar(&o.workers, "workers", "auto", "worker threads: a `number`, or auto for the profile's, or a NUMA node's cores")
	fs.StringVar(&o.pinning, "pinning", "", "none, compact, spread, or `CPUs` as 0-3,8 (default: the profile's, or compact)")
	fs.IntVar(&o.streams, "streams", 0, "show the shards of so many `streams`, too")
	fs.StringVar(&o.plot, "plot", "", "write a picture, an SVG `file`")
	fs.BoolVar(&o.json, "json", false, "print one JSON object")
	return cmd
}

func (a *app) topology(o *topologyOptions) error {
	m, err := readMachine(o.root)
	if err != nil {
		return err
	}
	v, err := o.view(m)
	if err != nil {
		return err
	}
	if o.plot != "" {
		err := record.Whole(o.plot, func(w io.Writer) error {
			_, err := w.Write(v.AppendSVG(nil))
			return err
		})
		if err != nil {
			return err
		}
	}
	if !o.json {
		return v.Write(a.out)
	}
	return json.NewEncoder(a.out).Encode(struct {
		Machine *topology.Machine `json:"machine"`
		Plan    *topology.Plan    `json:"plan"`
		Shards  int               `json:"shards,omitempty"`
	}{m, &v.Plan, v.Shards})
}

// readMachine returns the machine whose files are in a folder, or this one.
func readMachine(root string) (*topology.Machine, error) {
	if root == "" {
		m, err := topology.Host()
		return &m, err
	}
	if _, err := os.Stat(root); err != nil {
		return nil, as(errInput, fmt.Errorf("--root %w", err))
	}
	m, err := topology.Read(os.DirFS(root), nil)
	if err != nil {
		return nil, as(errBad, fmt.Errorf("%s: %w", root, err))
	}
	return &m, nil
}

// view lays the plan that the flags ask for on a machine.
func (o *topologyOptions) view(m *topology.Machine) (*machine.View, error) {
	workers, place, plan := 0, topology.Placement{Policy: topology.Compact}, engine.DefaultPlan()
	t, err := o.loadFor(m)
	if err != nil {
		return nil, err
	}
	if t != nil {
		workers, place, plan.ShardSize = t.Settings.Workers, t.Settings.Pinning, t.Settings.ShardSize
	}
	if o.pinning != "" {
		p, err := topology.ParsePlacement(o.pinning)
		if err != nil {
			return nil, as(errUsage, fmt.Errorf("--%w", err))
		}
		place = p
	}
	if o.workers != "auto" {
		n, err := strconv.Atoi(o.workers)
		if err != nil || n < 1 || n > 1024 {
			return nil, as(errUsage, fmt.Errorf("--workers %q: want auto, or a number from 1 to 1024", o.workers))
		}
		workers = n
	}
	if o.streams < 0 || o.streams > 4_000_000 {
		return nil, as(errUsage, fmt.Errorf("--streams %d: must be from 0 to 4000000", o.streams))
	}
	if workers == 0 {
		workers = m.OneNode()
		if o.root == "" {
			workers = min(workers, runtime.GOMAXPROCS(0)) // as many as run would have
		}
		if n := len(place.CPUs); n > 0 {
			workers = n
		}
	}
	v := &machine.View{Machine: m, Streams: o.streams}
	if o.streams > 0 {
		plan.Streams, plan.Matches = o.streams, make([]*recording.Match, 1)
		v.Shards = plan.Shards(workers)
		workers = min(workers, v.Shards) // a worker without a shard is not started
	}
	v.Plan = m.Plan(workers, place)
	return v, nil
}
