// Package cpix writes keys and their signalling as a CPIX document, which encryptors
// and packagers take: DASH-IF's Content Protection Information Exchange Format 2.3.
//
// The keys of several key periods go into one document: each key has rules that say
// in which period, and for which pictures or sound, it is used. A sample is matched
// by one rule at most.
package cpix

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"touchline/components"
	"touchline/systems/drm/key"
	"touchline/systems/drm/pssh"
)

// Document is what is written.
type Document struct {
	ContentID  string        // what the keys are for; may be empty
	Scheme     key.Scheme    // CENC or CBCS
	Systems    []pssh.System // whose signalling is written, in this order
	LicenseURL string        // of the PlayReady license server; may be empty
	Keys       []key.Key     // of the periods and of tiers that Uses has
	Secret     bool          // content keys are written, in the clear
	Periods    []Period
	Uses       []Use
}

// Period is a key period.
type Period struct {
	Index      uint32
	Start, End int64 // Unix time in milliseconds; not written if both are 0
}

// names are what people call the systems.
var names = map[pssh.System]string{
	pssh.Common: "W3C Common", pssh.Widevine: "Widevine", pssh.PlayReady: "PlayReady", pssh.FairPlay: "FairPlay",
}

// Validate reports everything that is wrong with d.
func (d *Document) Validate() error {
	var errs []error
	fault := func(format string, args ...any) { errs = append(errs, fmt.Errorf(format, args...)) }
	if d.Scheme != key.CENC && d.Scheme != key.CBCS {
		fault("scheme %q: must be cenc or cbcs", d.Scheme.String())
	}
	for _, text := range []struct{ what, value string }{{"content ID", d.ContentID}, {"license URL", d.LicenseURL}} {
		if !utf8.ValidString(text.value) || strings.ContainsFunc(text.value, unprintable) {
			fault("%s %q: must be UTF-8 without control characters", text.what, text.value)
		}
	}
	if len(d.Keys) == 0 {
		fault("no keys: must be at least one")
	}
	for i, s := range d.Systems {
		switch {
		case names[s] == "":
			fault("system %v: not known", s)
		case slices.Contains(d.Systems[:i], s):
			fault("system %s: given twice", names[s])
		case s == pssh.FairPlay && d.Scheme != key.CBCS:
			fault("system FairPlay: must be with scheme cbcs")
		}
	}
	d.checkPeriods(fault)
	d.checkUses(fault)
	return errors.Join(errs...)
}

// checkPeriods checks that periods are in order, and that each has one key of a tier.
func (d *Document) checkPeriods(fault func(string, ...any)) {
	type place struct {
		period uint32
		tier   components.Tier
	}
	listed, ids, places := map[uint32]bool{}, map[key.ID]bool{}, map[place]bool{}
	for i, p := range d.Periods {
		if i > 0 && p.Index <= d.Periods[i-1].Index {
			fault("period %d after %d: must be in order", p.Index, d.Periods[i-1].Index)
		}
		if p.Start > p.End || p.Start == p.End && p.Start != 0 {
			fault("period %d: starts at %d and ends at %d", p.Index, p.Start, p.End)
		}
		listed[p.Index] = true
	}
	for i := range d.Keys {
		k := &d.Keys[i]
		at := place{k.Period, k.Tier}
		if !listed[k.Period] {
			fault("key %v: period %d is not listed", k.ID, k.Period)
		}
		if ids[k.ID] || places[at] {
			fault("key %v: another key has its ID, or its period and tier", k.ID)
		}
		ids[k.ID], places[at] = true, true
	}
}

// checkUses checks that no picture and no sound has two keys.
func (d *Document) checkUses(fault func(string, ...any)) {
	for i, u := range d.Uses {
		if u.Tier >= components.Tiers || u.MinPixels > u.MaxPixels {
			fault("use %d: tier %d, from %d to %d pixels", i+1, u.Tier, u.MinPixels, u.MaxPixels)
		}
		for _, other := range d.Uses[:i] {
			if u.Audio == other.Audio && (u.Audio || u.MinPixels <= other.MaxPixels && other.MinPixels <= u.MaxPixels) {
				fault("use %d: what it is of, %v has already", i+1, other.Tier)
			}
		}
	}
}

// unprintable says what XML cannot hold, or would not give back.
func unprintable(c rune) bool { return unicode.IsControl(c) || c == 0xfffe || c == 0xffff }
