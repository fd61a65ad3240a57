package golden

import "testing"

func TestDiffer(t *testing.T) {
	tests := []struct {
		name, a, b string
		line       int
		inA, inB   string
	}{
		{"first line", "x\nz\n", "y\nz\n", 1, "x\n", "y\n"},
		{"later line", "x\ny\n", "x\nz\n", 2, "y\n", "z\n"},
		{"longer", "x\ny\n", "x\n", 2, "y\n", ""},
		{"shorter", "x\n", "x\ny\n", 2, "", "y\n"},
		{"no line break at the end", "x\ny", "x\ny\n", 2, "y", "y\n"},
		{"nothing there", "x\n", "", 1, "x\n", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			line, a, b := differ([]byte(tt.a), []byte(tt.b))
			if line != tt.line || a != tt.inA || b != tt.inB {
				t.Errorf("line %d: %q and %q, want line %d: %q and %q", line, a, b, tt.line, tt.inA, tt.inB)
			}
		})
	}
}
