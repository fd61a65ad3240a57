package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/spf13/cobra"

	"touchline/cmd/touchline/internal/record"
	"touchline/cmd/touchline/internal/service"
	"touchline/components"
	"touchline/systems/drm"
	"touchline/systems/drm/cpix"
	"touchline/systems/drm/key"
	"touchline/systems/drm/pssh"
)

// exportOptions are the flags of touchline keys export.
type exportOptions struct {
	keyFlags
	stream    uint64
	from, to  uint32
	scheme    string
	url       string
	out       string
	overwrite bool
	withKeys  bool
}

// maxPeriods is how many key periods a document may have.
const maxPeriods = 10_000

func (a *app) keysExport() *cobra.Command {
	var o exportOptions
	cmd := &cobra.Command{
		Use:   "export --out FILE",
		Short: "Write a CPIX document of a stream's keys, for an encryptor or packager",
		Long: `Export writes a CPIX 2.3 document: the key IDs of a stream in some key periods, the
signalling of Widevine, PlayReady, FairPlay (with cbcs) and W3C Common for each, and
rules that say which pictures and which sound a key is for, as the renditions of the
service have it. Key periods have their wall clock if the service says when it starts.

With --with-keys it has the content keys, too, in the clear, and nobody but its owner
may read the file.`,
		Example: `  touchline keys export --stream 1 --from-period 0 --to-period 3 --out cpix.xml
  touchline keys export --with-keys --master-file master.bin --config service.toml --out cpix.xml`,
		Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := o.check(); err != nil {
				return as(errUsage, err)
			}
			keys, c, err := o.keys(cmd.Flags())
			if err != nil {
				return err
			}
			return a.export(&o, keys, c)
		},
	}
	fs := cmd.Flags()
	o.add(fs)
	fs.Uint64Var(&o.stream, "stream", 1, "`number` of the stream")
	fs.Uint32Var(&o.from, "from-period", 0, "first key `period`")
	fs.Uint32Var(&o.to, "to-period", 0, "last key `period`")
	fs.StringVar(&o.scheme, "scheme", "cbcs", "how content is encrypted: `cbcs` or cenc")
	fs.StringVar(&o.url, "license-url", "", "`URL` of the PlayReady license server")
	fs.StringVar(&o.out, "out", "", "`file` to write")
	fs.BoolVar(&o.overwrite, "overwrite", false, "replace a file that is there")
	fs.BoolVar(&o.withKeys, "with-keys", false, "write the content keys, in the clear")
	return cmd
}

func (o *exportOptions) check() error {
	if _, ok := key.ParseScheme(o.scheme); !ok {
		return fmt.Errorf("--scheme %q: want cbcs or cenc", o.scheme)
	}
	switch n := int64(o.to) - int64(o.from) + 1; {
	case o.out == "":
		return errors.New("--out: want a file to write")
	case n < 1:
		return fmt.Errorf("--to-period %d is before --from-period %d", o.to, o.from)
	case n > maxPeriods:
		return fmt.Errorf("%d key periods: must be at most %d", n, maxPeriods)
	}
	return nil
}

func (a *app) export(o *exportOptions, keys *drm.Keys, c *service.Config) error {
	d, err := o.document(keys, c)
	if err != nil {
		return err
	}
	mode, what := fs.FileMode(0o644), "without content keys"
	if o.withKeys {
		mode, what = 0o600, "with content keys"
		if o.master == "" {
			a.log.Warn("the master secret is simulated: whoever knows the seed has these keys")
		}
	}
	err = record.WholeAs(o.out, mode, o.overwrite, func(w io.Writer) error {
		_, err := w.Write(cpix.Append(nil, d))
		return err
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.out, "%s: stream %d, key periods %d to %d, %d keys, %s, %s\n", o.out, o.stream, o.from, o.to, len(d.Keys), d.Scheme, what)
	return err
}

// document returns the document of the keys that the renditions of a service use.
func (o *exportOptions) document(keys *drm.Keys, c *service.Config) (*cpix.Document, error) {
	scheme, _ := key.ParseScheme(o.scheme)
	d := &cpix.Document{
		ContentID: fmt.Sprintf("stream-%d", o.stream), Scheme: scheme, LicenseURL: o.url, Secret: o.withKeys,
		Systems: []pssh.System{pssh.Common, pssh.Widevine, pssh.PlayReady},
	}
	if scheme == key.CBCS {
		d.Systems = append(d.Systems, pssh.FairPlay)
	}
	var ladder []cpix.Rendition
	var used [components.Tiers]bool
	for _, r := range c.Renditions {
		tier, _ := components.ParseTier(r.Tier)
		used[tier] = true
		ladder = append(ladder, cpix.Rendition{Name: r.Name, Size: components.Resolution(r.Size), Tier: tier})
	}
	var err error
	if d.Uses, err = cpix.UsesOf(ladder); err != nil {
		return nil, as(errBad, err)
	}
	for n := int64(o.from); n <= int64(o.to); n++ {
		p := cpix.Period{Index: uint32(n)}
		if start := c.Fixture.Start; !start.IsZero() {
			p.Start = start.UnixMilli() + int64(keys.Begin(p.Index)/90)
			p.End = start.UnixMilli() + int64((keys.Begin(p.Index)+c.Keys.Period.PTS())/90)
		}
		d.Periods = append(d.Periods, p)
		for _, k := range keys.AppendPeriod(nil, components.Number(o.stream), p.Index) {
			if used[k.Tier] {
				d.Keys = append(d.Keys, k)
			}
		}
	}
	return d, as(errUsage, d.Validate())
}
