package main

import (
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"touchline/components"
	"touchline/systems/drm/jws"
)

// tokenOptions are the flags of touchline keys token.
type tokenOptions struct {
	keyFlags
	order           string
	stream, viewer  uint64
	account         uint64
	tier            string
	from, until     string
	territories     []string
	fingerprintText string
}

func (a *app) keysToken() *cobra.Command {
	var o tokenOptions
	cmd := &cobra.Command{
		Use:   "token --order NUMBER --viewer N --from TIME --until TIME",
		Short: "Print a pay-per-view token of a purchase",
		Long: `Token prints a signed token that says what was bought: an edge that has the service's
keys lets its viewer in without asking a database. docs/formats/pass.md has the form.

Times are as RFC 3339 has them; the token is good from --from until before --until.
A territory is two capital letters; without one the token is good everywhere. A
fingerprint, the SHA-256 of what tells the viewer's session, in hexadecimal or
base64url, binds the token to that session.`,
		Example: `  touchline keys token --order A-1001 --stream 1 --viewer 7001 --tier hd \
    --from 2022-12-18T14:00:00Z --until 2022-12-18T20:00:00Z --territory GB --territory IE`,
		Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			for _, name := range []string{"order", "viewer", "from", "until"} {
				if !cmd.Flags().Changed(name) {
					return as(errUsage, fmt.Errorf("--%s: must be given", name))
				}
			}
			p, err := o.pass()
			if err != nil {
				return as(errUsage, err)
			}
			keys, _, err := o.keys(cmd.Flags())
			if err != nil {
				return err
			}
			_, err = a.out.Write(append(jws.AppendPass(nil, keys.PassKey(), p), '\n'))
			return err
		},
	}
	fs := cmd.Flags()
	o.add(fs)
	fs.StringVar(&o.order, "order", "", "`number` of the purchase: letters, digits, and . _ -")
	fs.Uint64Var(&o.stream, "stream", 1, "`number` of the stream")
	fs.Uint64Var(&o.viewer, "viewer", 0, "`number` of the viewer")
	fs.Uint64Var(&o.account, "account", 0, "`number` of the account that paid (default: the viewer's)")
	fs.StringVar(&o.tier, "tier", "hd", "the highest `tier` that was paid for: audio, sd, hd or uhd")
	fs.StringVar(&o.from, "from", "", "`time` from which the token is good")
	fs.StringVar(&o.until, "until", "", "`time` at which it expires")
	fs.StringArrayVar(&o.territories, "territory", nil, "a `territory` where it is good (ISO 3166-1); may be repeated")
	fs.StringVar(&o.fingerprintText, "fingerprint", "", "`SHA-256` of what tells the session that may use it")
	return cmd
}

// pass returns the pass that the flags ask for.
func (o *tokenOptions) pass() (*jws.Pass, error) {
	tier, ok := components.ParseTier(o.tier)
	if !ok {
		return nil, fmt.Errorf("--tier %q: want audio, sd, hd or uhd", o.tier)
	}
	from, err1 := parseTime("from", o.from)
	until, err2 := parseTime("until", o.until)
	session, err3 := parseFingerprint(o.fingerprintText)
	if err := errors.Join(err1, err2, err3); err != nil {
		return nil, err
	}
	p := &jws.Pass{
		Order: o.order, Account: components.Number(o.account), Viewer: components.Number(o.viewer), Stream: components.Number(o.stream),
		Tier: tier, Territories: o.territories, NotBefore: from, Expires: until, Session: session,
	}
	if o.account == 0 {
		p.Account = p.Viewer
	}
	return p, p.Validate()
}

func parseTime(flag, text string) (int64, error) {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return 0, fmt.Errorf("--%s %q: want a time as 2022-12-18T15:00:00Z", flag, text)
	}
	return t.Unix(), nil
}

// parseFingerprint reads a SHA-256 in either form. No text is no fingerprint.
func parseFingerprint(text string) (*jws.Fingerprint, error) {
	if text == "" {
		return nil, nil
	}
	data, err := hex.DecodeString(text)
	if err != nil {
		data, err = base64.RawURLEncoding.Strict().DecodeString(text)
	}
	if err != nil || len(data) != len(jws.Fingerprint{}) {
		return nil, fmt.Errorf("--fingerprint %q: want 64 hexadecimal digits, or 43 characters of base64url", text)
	}
	return new(jws.Fingerprint(data)), nil
}
