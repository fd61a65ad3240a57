package profiles

import "fmt"

// checker collects what is wrong with a file, each with its line and key.
type checker struct {
	lines map[string]int
	found []fault
}

type fault struct {
	line int
	err  error
}

// fault notes what is wrong with a key. If that is not there, the line is that of
// its table, or else the first.
func (c *checker) fault(table, key, format string, args ...any) {
	name := key
	if table != "" {
		name = table + "." + key
	}
	line := 1
	for _, at := range []string{table, name} {
		if n := c.lines[at]; n != 0 {
			line = n
		}
	}
	c.found = append(c.found, fault{line, fmt.Errorf("line %d: %s: %s", line, name, fmt.Sprintf(format, args...))})
}

func (c *checker) note(table, key string, err error) {
	if err != nil {
		c.fault(table, key, "%v", err)
	}
}

func (c *checker) between(table, key string, n, least, most int) {
	if n < least || n > most {
		c.fault(table, key, "%d: must be from %d to %d", n, least, most)
	}
}
