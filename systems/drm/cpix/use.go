package cpix

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"touchline/components"
)

// Use says what the keys of a tier encrypt.
type Use struct {
	Tier      components.Tier
	Audio     bool   // sound alone; else pictures from MinPixels
	MinPixels uint32 // width times height
	MaxPixels uint32 // to MaxPixels
}

// Rendition is a quality that is to be encrypted with the key of its tier.
type Rendition struct {
	Name string
	Size components.Resolution // 0 × 0 is sound alone
	Tier components.Tier
}

func (r *Rendition) pixels() uint32 { return uint32(r.Size.Width) * uint32(r.Size.Height) }

// OverlapError says that no range of pixels has all renditions of a tier and none
// of another's: a document cannot say which key is whose.
type OverlapError struct{ A, B Rendition }

func (e *OverlapError) Error() string {
	return fmt.Sprintf("renditions %s (%d×%d, %v) and %s (%d×%d, %v): a size must have one tier, and the sizes of a tier must be next to each other",
		e.A.Name, e.A.Size.Width, e.A.Size.Height, e.A.Tier, e.B.Name, e.B.Size.Width, e.B.Size.Height, e.B.Tier)
}

// UsesOf returns what the keys of each tier are used for in a ladder. The ranges of
// pixels touch, so that an encryptor finds a key for a picture of any size: a tier
// begins with its smallest picture, and the lowest with none.
func UsesOf(ladder []Rendition) ([]Use, error) {
	sorted := slices.Clone(ladder)
	slices.SortStableFunc(sorted, func(a, b Rendition) int { return cmp.Compare(a.pixels(), b.pixels()) })
	var uses []Use
	for i := range sorted {
		r := &sorted[i]
		audio := r.pixels() == 0
		at := slices.IndexFunc(uses, func(u Use) bool { return u.Audio == audio && u.Tier == r.Tier })
		if at >= 0 && at == len(uses)-1 {
			continue
		}
		if at >= 0 || i > 0 && r.pixels() == sorted[i-1].pixels() {
			return nil, &OverlapError{sorted[i-1], *r}
		}
		use := Use{Tier: r.Tier, Audio: audio}
		if !audio {
			use.MaxPixels = math.MaxUint32
			if n := len(uses); n > 0 && !uses[n-1].Audio {
				use.MinPixels, uses[n-1].MaxPixels = r.pixels(), r.pixels()-1
			}
		}
		uses = append(uses, use)
	}
	return uses, nil
}
