package topology

import (
	"fmt"
	"strconv"
	"strings"
)

// cores of Arm Ltd. (implementer 0x41) by part number, as in MIDR_EL1. Linux has
// no other name for them.
var armParts = map[uint64]string{
	0xd03: "Cortex-A53", 0xd05: "Cortex-A55", 0xd07: "Cortex-A57", 0xd08: "Cortex-A72", 0xd0b: "Cortex-A76",
	0xd0c: "Neoverse N1", 0xd40: "Neoverse V1", 0xd49: "Neoverse N2", 0xd4f: "Neoverse V2",
	0xd83: "Neoverse V3", 0xd8e: "Neoverse N3",
}

// brand fills in the brand, the architecture and whether there is a hypervisor, as
// far as files tell.
func (f *files) brand(m *Machine) {
	if midr := f.text(cpuDir + "/cpu0/regs/identification/midr_el1"); midr != "" {
		v, err := strconv.ParseUint(strings.TrimPrefix(midr, "0x"), 16, 64)
		if err != nil {
			f.note(cpuDir+"/cpu0/regs/identification/midr_el1", fmt.Errorf("%q: want a hexadecimal number", midr))
			return
		}
		m.Arch = "arm64"
		if implementer := v >> 24 & 0xff; implementer == 0x41 {
			m.Brand = armParts[v>>4&0xfff]
		}
	}
	for line := range strings.Lines(f.text("proc/cpuinfo")) {
		key, value, _ := strings.Cut(line, ":")
		value = strings.TrimSpace(value)
		switch strings.TrimSpace(key) {
		case "model name":
			if m.Brand == "" {
				m.Brand = value
			}
		case "flags": // of x86
			m.Arch = "amd64"
			m.Virtual = strings.Contains(" "+value+" ", " hypervisor ")
		}
	}
}
