package scte35_test

import (
	"testing"

	comcast "github.com/Comcast/scte35-go/pkg/scte35"

	"touchline/systems/splice/scte35"
)

// benched are a message that opens a break, one that takes it back, and a
// splice_insert.
var benched = []string{"03 break", "06 taken back", "09 out"}

// BenchmarkAppendSection measures writing a section; beside it BenchmarkScte35Go
// writes the same.
func BenchmarkAppendSection(b *testing.B) {
	all := samples()
	for _, name := range benched {
		b.Run(name[3:], func(b *testing.B) {
			s := all[name]
			dst := make([]byte, 0, 256)
			b.ReportAllocs()
			for b.Loop() {
				dst = scte35.AppendSection(dst[:0], s)
			}
		})
	}
}

func BenchmarkScte35Go(b *testing.B) {
	all := samples()
	for _, name := range benched {
		b.Run(name[3:], func(b *testing.B) {
			s := convert(all[name])
			b.ReportAllocs()
			for b.Loop() {
				if _, err := s.Encode(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkParseSection measures reading one; beside it BenchmarkScte35GoDecode
// reads the same.
func BenchmarkParseSection(b *testing.B) {
	section := scte35.AppendSection(nil, samples()["03 break"])
	b.ReportAllocs()
	for b.Loop() {
		if _, err := scte35.ParseSection(section); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkScte35GoDecode(b *testing.B) {
	section := scte35.AppendSection(nil, samples()["03 break"])
	b.ReportAllocs()
	for b.Loop() {
		var s comcast.SpliceInfoSection
		if err := s.Decode(section); err != nil {
			b.Fatal(err)
		}
	}
}
