package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"touchline/components"
	"touchline/systems/drm/jws"
)

// verifyOptions are the flags of touchline keys verify.
type verifyOptions struct {
	keyFlags
	at, place       string
	stream          uint64
	fingerprintText string
	bound, json     bool
}

func (a *app) keysVerify() *cobra.Command {
	var o verifyOptions
	cmd := &cobra.Command{
		Use:   "verify TOKEN",
		Short: "Say whether a pay-per-view token is genuine, and lets its viewer in",
		Long: `Verify checks a token as an edge does. TOKEN may be -, for standard input: what stands
in a command line others may see.

A token that is not genuine is malformed input (exit code 4). One that is, but lets
nobody in at that time, to that stream, in that place or in that session, breaks a
limit (exit code 5). Without --stream it is held against the stream that it is for.`,
		Example: `  touchline keys verify --place GB "$token"
  touchline keys verify --at 2022-12-18T15:00:00Z --place GB --json - <token.txt`,
		Args: usage(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := o.check()
			if err != nil {
				return as(errUsage, err)
			}
			keys, _, err := o.keys(cmd.Flags())
			if err != nil {
				return err
			}
			token := []byte(args[0])
			if args[0] == "-" {
				if token, err = io.ReadAll(io.LimitReader(a.in, 2*jws.MaxSize)); err != nil {
					return as(errInput, err)
				}
				token = bytes.TrimSpace(token)
			}
			p, err := jws.OpenPass(token, keys.PassKey())
			if err != nil {
				return as(errBad, err)
			}
			if !cmd.Flags().Changed("stream") {
				c.Stream = p.Stream
			}
			if err := p.Admits(c); err != nil {
				return as(errLimit, err)
			}
			return a.printPass(p, o.json)
		},
	}
	fs := cmd.Flags()
	o.add(fs)
	fs.StringVar(&o.at, "at", "", "`time` at which it is used (default: now)")
	fs.Uint64Var(&o.stream, "stream", 0, "`number` of the stream that it is used for")
	fs.StringVar(&o.place, "place", "", "`territory` of the viewer (ISO 3166-1)")
	fs.StringVar(&o.fingerprintText, "fingerprint", "", "`SHA-256` of what tells the viewer's session")
	fs.BoolVar(&o.bound, "bound", false, "refuse a token that any session may use")
	fs.BoolVar(&o.json, "json", false, "print one JSON object")
	return cmd
}

// check returns what a token is held against.
func (o *verifyOptions) check() (*jws.Check, error) {
	c := &jws.Check{Now: time.Now().Unix(), Stream: components.Number(o.stream), Place: o.place, Bound: o.bound}
	var err error
	if o.at != "" {
		if c.Now, err = parseTime("at", o.at); err != nil {
			return nil, err
		}
	}
	c.Session, err = parseFingerprint(o.fingerprintText)
	return c, err
}

func (a *app) printPass(p *jws.Pass, asJSON bool) error {
	from, until := time.Unix(p.NotBefore, 0).UTC(), time.Unix(p.Expires, 0).UTC()
	if asJSON {
		return json.NewEncoder(a.out).Encode(struct {
			Order       string    `json:"order"`
			Account     uint64    `json:"account"`
			Viewer      uint64    `json:"viewer"`
			Stream      uint64    `json:"stream"`
			Tier        string    `json:"tier"`
			Territories []string  `json:"territories,omitempty"`
			From        time.Time `json:"from"`
			Until       time.Time `json:"until"`
			Bound       bool      `json:"bound"`
		}{p.Order, uint64(p.Account), uint64(p.Viewer), uint64(p.Stream), p.Tier.String(), p.Territories, from, until, p.Session != nil})
	}
	place, session := "everywhere", "any session"
	if len(p.Territories) > 0 {
		place = "in " + strings.Join(p.Territories, ", ")
	}
	if p.Session != nil {
		session = "this session"
	}
	_, err := fmt.Fprintf(a.out, "order %s: viewer %d of account %d may see stream %d up to tier %v, %s, in %s, from %s until %s\n",
		p.Order, p.Viewer, p.Account, p.Stream, p.Tier, place, session, from.Format(time.RFC3339), until.Format(time.RFC3339))
	return err
}
