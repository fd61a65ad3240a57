package ecs_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"touchline/components"
	"touchline/ecs"
)

// saved returns a snapshot of s.
func saved(t testing.TB, s *ecs.Shards) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := s.Snapshot(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// sealed gives a snapshot that was tampered with the checksum that it needs.
func sealed(file []byte) []byte {
	body := file[:len(file)-4]
	return binary.LittleEndian.AppendUint32(bytes.Clone(body), crc32.Checksum(body, crc32.MakeTable(crc32.Castagnoli)))
}

// replaced returns file with the nth occurrence of old changed, and sealed.
func replaced(t *testing.T, file []byte, old, new string, nth int) []byte {
	t.Helper()
	at := 0
	for ; nth > 0; nth-- {
		i := bytes.Index(file[at:], []byte(old))
		if i < 0 {
			t.Fatalf("%q is not in the snapshot", old)
		}
		if at += i; nth > 1 {
			at++
		}
	}
	return sealed(append(append(bytes.Clone(file[:at]), new...), file[at+len(old):]...))
}

func le64(n uint64) string { return string(binary.LittleEndian.AppendUint64(nil, n)) }

func TestReadSnapshotErrors(t *testing.T) {
	whole := saved(t, smallShards(t, ecs.Plain, 1))
	other := bytes.Clone(whole)
	other[8]++
	otherSealed := sealed(other)
	tests := []struct {
		name    string
		file    []byte
		want    error
		message string // its beginning and end, around the "…"
	}{
		{"empty", nil, ecs.ErrNotSnapshot, `begins with "": not a snapshot`},
		{"a page", []byte("<!DOCTYPE html>"), ecs.ErrNotSnapshot, `begins with "<!DOCTYP": not a snapshot`},
		{"two bytes", whole[:2], ecs.ErrNotSnapshot, `begins with "\x89T": not a snapshot`},
		{"magic alone", whole[:8], ecs.ErrDamaged, "byte 8: the snapshot ends, with 4 more bytes to come: damaged snapshot"},
		{"next version", otherSealed, ecs.ErrVersion, "version 2, want 1: snapshot of another version"},
		{"version damaged", other, ecs.ErrDamaged, "byte …: the checksum is wrong: damaged snapshot"},
		{
			"other fan", replaced(t, whole, "half.open bool × 2", "half.open bool × 3", 1), ecs.ErrSchema,
			`it has "half.open bool × 3", want "half.open bool × 2": snapshot of other tables`,
		},
		{
			"other type", replaced(t, whole, "match.tally [3]uint8 in goals", "match.tally [3]uint8 in cards", 1), ecs.ErrSchema,
			`it has "match.tally [3]uint8 in cards", want "match.tally [3]uint8 in goals": snapshot of other tables`,
		},
		{"two matches of a number", replaced(t, whole, le64(20), le64(10), 2), ecs.ErrDamaged, "byte …: match 10 is not after 10: damaged snapshot"},
		{"numbers fall", replaced(t, whole, le64(20), le64(9), 2), ecs.ErrDamaged, "byte …: match 9 is not after 10: damaged snapshot"},
		{"no such owner", replaced(t, whole, le64(5), le64(6), 2), ecs.ErrDamaged, "byte …: ticket 30: owner: there is no owner 6: damaged snapshot"},
		{"no such feed", replaced(t, whole, "\x01"+le64(20), "\x01"+le64(21), 1), ecs.ErrDamaged, "byte …: match 10: feed: there is no feed 21: damaged snapshot"},
		{"feed without a match", replaced(t, whole, "\x01"+le64(10), "\x00"+le64(0), 1), ecs.ErrDamaged, "byte …: feed 20: match: refers to no match, and so belongs nowhere: damaged snapshot"},
		{"reference to none with a number", replaced(t, whole, "\x01"+le64(20), "\x00"+le64(20), 1), ecs.ErrDamaged, "byte …: match 10: feed: not a reference: damaged snapshot"},
		{"reference that is neither", replaced(t, whole, "\x01"+le64(20), "\x02"+le64(20), 1), ecs.ErrDamaged, "byte …: match 10: feed: not a reference: damaged snapshot"},
		{"symbols fall", replaced(t, whole, "\x04\x00\x00\x00home", "\x04\x00\x00\x00awax", 1), ecs.ErrDamaged, `byte …: symbol "awax" is not after "away": damaged snapshot`},
		{"empty symbol", replaced(t, whole, "\x04\x00\x00\x00away", "\x00\x00\x00\x00", 1), ecs.ErrDamaged, `byte …: symbol "" is not after "": damaged snapshot`},
		{"long symbol", replaced(t, whole, "\x04\x00\x00\x00home", "\x01\x00\x01\x00home", 1), ecs.ErrDamaged, "byte …: a length of 65537 bytes: at most 65536: damaged snapshot"},
		{"symbol beyond", replaced(t, whole, le64(10)+strings.Repeat("\x00", 9)+"\x02", le64(10)+strings.Repeat("\x00", 9)+"\x03", 1), ecs.ErrDamaged, "byte …: match 10: name: symbol 3: there are 3: damaged snapshot"},
		{"more symbols", replaced(t, whole, "\x02\x00\x00\x00\x04\x00\x00\x00away", "\xff\xff\xff\xff\x04\x00\x00\x00away", 1), ecs.ErrDamaged, "byte …: damaged snapshot"},
		{"rows without end", replaced(t, whole, le64(2)+le64(10), le64(1<<40)+le64(10), 1), ecs.ErrDamaged, "byte …: 1099511627776 rows of match: at most 4294967295: damaged snapshot"},
		{"more rows than there are", replaced(t, whole, le64(1)+le64(5), le64(1<<32-1)+le64(5), 1), ecs.ErrDamaged, "byte …: damaged snapshot"},
		{"something after the end", append(bytes.Clone(whole), 0), ecs.ErrDamaged, "byte …: there is more after the end: damaged snapshot"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := ecs.ReadSnapshot(bytes.NewReader(tt.file), testSchema(t))
			if !errors.Is(err, tt.want) {
				t.Fatalf("error = %v, want one that is %v", err, tt.want)
			}
			begin, end, _ := strings.Cut(tt.message, "…")
			if !strings.HasPrefix(err.Error(), begin) || !strings.HasSuffix(err.Error(), end) {
				t.Errorf("message = %q, want %q", err, tt.message)
			}
		})
	}
}

// TestReadSnapshotBool checks that no bool gets a value that Go does not know.
func TestReadSnapshotBool(t *testing.T) {
	s := smallShards(t, ecs.Plain, 1)
	feedTaken.At(s.Worlds[0], 0).At = 0x0a0b0c0d
	file := replaced(t, saved(t, s), "\x0d\x0c\x0b\x0a\x00", "\x0d\x0c\x0b\x0a\x02", 1)
	_, err := ecs.ReadSnapshot(bytes.NewReader(file), s.Schema)
	if err == nil || !strings.HasSuffix(err.Error(), "taken: a bool is 2: damaged snapshot") {
		t.Errorf("error = %v, want one that names the bool", err)
	}
}

// TestSnapshotDamage flips every bit, and cuts at every byte: nothing that was
// damaged is taken for whole, and all of it but the first bytes for damaged.
func TestSnapshotDamage(t *testing.T) {
	whole := saved(t, smallShards(t, ecs.Plain, 1))
	schema := testSchema(t)
	for bit := range 8 * len(whole) {
		file := bytes.Clone(whole)
		file[bit/8] ^= 1 << (bit % 8)
		want := ecs.ErrDamaged
		if bit/8 < 8 {
			want = ecs.ErrNotSnapshot
		}
		if _, err := ecs.ReadSnapshot(bytes.NewReader(file), schema); !errors.Is(err, want) {
			t.Fatalf("bit %d of byte %d flipped: error = %v, want one that is %v", bit%8, bit/8, err, want)
		}
	}
	for n := 8; n < len(whole); n++ {
		if _, err := ecs.ReadSnapshot(bytes.NewReader(whole[:n]), schema); !errors.Is(err, ecs.ErrDamaged) {
			t.Fatalf("cut to %d bytes: error = %v, want one that is %v", n, err, ecs.ErrDamaged)
		}
	}
}

// TestSnapshotPromises checks that a length or count that is not kept takes no
// memory: 4,294,967,295 owners would be 43 GB.
func TestSnapshotPromises(t *testing.T) {
	whole := saved(t, smallShards(t, ecs.Plain, 1))
	file := replaced(t, whole, le64(1)+le64(5), le64(1<<32-1)+le64(5), 1)
	schema := testSchema(t)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, err := ecs.ReadSnapshot(bytes.NewReader(file), schema); !errors.Is(err, ecs.ErrDamaged) {
		t.Errorf("error = %v, want one that is %v", err, ecs.ErrDamaged)
	}
	runtime.ReadMemStats(&after)
	if took := after.TotalAlloc - before.TotalAlloc; took > 1<<20 {
		t.Errorf("%d bytes were taken for a file of %d", took, len(file))
	}
}

// slowly reads a byte at a time, and from a place on gives an error.
type slowly struct {
	file   []byte
	broken error
}

func (r *slowly) ReadAt(p []byte, at int64) (int, error) {
	if at >= int64(len(r.file)) {
		return 0, r.broken
	}
	if len(p) == 0 {
		return 0, nil
	}
	p[0] = r.file[at]
	return 1, nil // a reader that is at odds with io.ReaderAt, which is borne with
}

// TestSnapshotSlowly checks that a snapshot may come a byte at a time, and that an
// error of the reader or writer is handed on.
func TestSnapshotSlowly(t *testing.T) {
	s := smallShards(t, ecs.Plain, 1)
	whole := saved(t, s)
	if _, err := ecs.ReadSnapshot(&slowly{whole, io.EOF}, s.Schema); err != nil {
		t.Error(err)
	}
	broken := errors.New("broken")
	for n := range len(whole) {
		if _, err := ecs.ReadSnapshot(&slowly{whole[:n], broken}, s.Schema); !errors.Is(err, broken) {
			t.Fatalf("broken after %d bytes: error = %v", n, err)
		}
	}
	if err := s.Snapshot(writer(func([]byte) (int, error) { return 0, broken })); !errors.Is(err, broken) {
		t.Errorf("error = %v", err)
	}
}

// TestSnapshotChanges changes a snapshot between its two readings: wherever that is,
// nobody takes what comes of it for the state that was found whole.
func TestSnapshotChanges(t *testing.T) {
	schema := testSchema(t)
	whole := saved(t, smallShards(t, ecs.Plain, 1))
	for bit := range 8 * len(whole) {
		file := bytes.Clone(whole)
		p, err := ecs.ReadSnapshot(bytes.NewReader(file), schema)
		if err != nil {
			t.Fatal(err)
		}
		file[bit/8] ^= 1 << (bit % 8)
		if err := p.Place(newShards(schema, ecs.Plain, 1), func(components.Number) int { return 0 }, nil); err == nil {
			t.Fatalf("bit %d of byte %d changed: nobody noticed", bit%8, bit/8)
		}
	}
	broken := errors.New("broken")
	file := &slowly{whole, io.EOF}
	p, err := ecs.ReadSnapshot(file, schema)
	if err != nil {
		t.Fatal(err)
	}
	file.file, file.broken = whole[:len(whole)/2], broken
	if err := p.Place(newShards(schema, ecs.Plain, 1), func(components.Number) int { return 0 }, nil); !errors.Is(err, broken) {
		t.Errorf("error = %v, want that of the reader", err)
	}
}

// TestSnapshotStreams saves and reads a state of which nearly all is in columns that
// are no references: what that takes on the way is a small part of the state.
func TestSnapshotStreams(t *testing.T) {
	const rows = 20_000
	var heavy components.Catalog
	load := heavy.Lasting("load", "")
	components.NewColumn[components.Number](&heavy, load, "number", components.State, "", "")
	components.NewRef(&heavy, load, load, "next", components.State|components.Weak, "")
	components.NewColumn[[1000]uint8](&heavy, load, "bulk", components.State, "", "")
	schema, err := ecs.NewSchema(&heavy, nil)
	if err != nil {
		t.Fatal(err)
	}
	empty := func() *ecs.Shards {
		return &ecs.Shards{Schema: schema, Symbols: ecs.NewSymbols(), Worlds: []*ecs.World{ecs.NewWorld(schema, ecs.Plain, ecs.Rows{load: rows})}}
	}
	s, again := empty(), empty()
	for n := range components.Number(rows) {
		create(t, s.Worlds[0], load, n)
	}
	file, err := os.Create(filepath.Join(t.TempDir(), "state"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	size := uint64(schema.Bytes(ecs.Rows{load: rows}))
	took := func(what string, f func() error) {
		t.Helper()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if err := f(); err != nil {
			t.Fatal(err)
		}
		runtime.ReadMemStats(&after)
		if n := after.TotalAlloc - before.TotalAlloc; n > size/8 {
			t.Errorf("%s a state of %d bytes takes %d", what, size, n)
		}
	}
	took("saving", func() error { return s.Snapshot(file) })
	took("reading", func() error {
		p, err := ecs.ReadSnapshot(file, schema)
		if err != nil {
			return err
		}
		return p.Place(again, func(components.Number) int { return 0 }, nil)
	})
	if again.Hash() != s.Hash() {
		t.Error("the state that was read is another")
	}
}

type writer func([]byte) (int, error)

func (w writer) Write(p []byte) (int, error) { return w(p) }

// TestSnapshotKeepsSecrets checks that key material does not leave.
func TestSnapshotKeepsSecrets(t *testing.T) {
	s := smallShards(t, ecs.Arche, 2)
	if !bytes.Contains(rowBytes(s.Worlds[0], catalog.Columns[halfKey.ID()], 0), []byte("the secret key")) {
		t.Fatal("there is no secret to be kept")
	}
	if bytes.Contains(saved(t, s), []byte("secret")) {
		t.Error("the key is in the snapshot")
	}
}

// TestSnapshotRefuses checks the states that cannot be saved.
func TestSnapshotRefuses(t *testing.T) {
	tests := []struct {
		name    string
		spoil   func(*ecs.Shards)
		message string
	}{
		{"two of a number", func(s *ecs.Shards) { feedNumber.Of(s.Worlds[0])[0] = feedNumber.Of(s.Worlds[1])[0] }, "feed 20 is there twice"},
		{"no home", func(s *ecs.Shards) { feedMatch.Of(s.Worlds[0])[0] = components.NoRow }, "feed 40: match: refers to no match, and so belongs nowhere"},
		{"row beyond", func(s *ecs.Shards) { ticketOwner.Of(s.Worlds[0])[0] = 7 }, "ticket 60: owner: row 7 of owner: there are 1"},
		{"symbol beyond", func(s *ecs.Shards) { matchName.Of(s.Worlds[0])[0] = 3 }, "match.name: symbol 3: there are 3"},
		{"long symbol", func(s *ecs.Shards) {
			matchName.Of(s.Worlds[0])[0] = s.Symbols.Of(strings.Repeat("x", 1<<16+1))
		}, `symbol "xxxxxxxxxxxxxxxxxxxx"…: 65537 bytes: at most 65536 can be saved`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := smallShards(t, ecs.Plain, 2)
			tt.spoil(s)
			if err := s.Snapshot(io.Discard); err == nil || err.Error() != tt.message {
				t.Errorf("error = %v, want %s", err, tt.message)
			}
		})
	}
}

func TestPlaceErrors(t *testing.T) {
	schema := testSchema(t)
	s := smallShards(t, ecs.Plain, 1)
	w := s.Worlds[0]
	matchBuddy.Of(w)[0] = 1 // the two want to be together
	file := saved(t, s)
	wide, err := ecs.NewSchema(&catalog, ecs.Fans{half: 3, slot: 3, word: 2, past: 3, share: 2})
	if err != nil {
		t.Fatal(err)
	}
	frozen := newShards(schema, ecs.Plain, 1)
	frozen.Symbols.Of("home")
	frozen.Symbols.Freeze()
	tight := newShards(schema, ecs.Plain, 1)
	tight.Worlds[0] = ecs.NewWorld(schema, ecs.Plain, ecs.Rows{match: 2, feed: 1, ticket: 2})

	one := func(components.Number) int { return 0 }
	apart := func(n components.Number) int { return int(n/10) % 2 }
	tests := []struct {
		name    string
		shards  *ecs.Shards
		shardOf func(components.Number) int
		want    error
		message string
	}{
		{"other schema", newShards(wide, ecs.Plain, 1), one, ecs.ErrSchema, `it has "half.open bool × 2", want "half.open bool × 3": snapshot of other tables`},
		{"no room", tight, one, ecs.ErrNoRoom, "shard 0: 2 rows of feed, and room for 1: no room for a snapshot"},
		{"apart", newShards(schema, ecs.Plain, 2), apart, ecs.ErrApart, "match 10 in shard 1: match 20 is in shard 0: a row and what it refers to are in different shards"},
		{"no such shard", newShards(schema, ecs.Plain, 2), func(components.Number) int { return 2 }, nil, "match 10: shard 2: there are 2"},
		{"shard below", newShards(schema, ecs.Plain, 2), func(components.Number) int { return -1 }, nil, "match 10: shard -1: there are 2"},
		{"not empty", smallShards(t, ecs.Plain, 1), one, nil, "shard 0: has rows of match: a snapshot is put into empty worlds"},
		{"frozen", frozen, one, nil, `symbol "away": is new, and symbols are frozen`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, err := ecs.ReadSnapshot(bytes.NewReader(file), schema)
			if err != nil {
				t.Fatal(err)
			}
			before := tt.shards.Hash()
			err = p.Place(tt.shards, tt.shardOf, nil)
			if tt.want != nil && !errors.Is(err, tt.want) || err == nil {
				t.Fatalf("error = %v, want one that is %v", err, tt.want)
			}
			if err.Error() != tt.message {
				t.Errorf("message = %q, want %q", err, tt.message)
			}
			if tt.shards.Hash() != before {
				t.Error("something was put there all the same")
			}
		})
	}
}

func TestGroups(t *testing.T) {
	s := smallShards(t, ecs.Arche, 2)
	create(t, s.Worlds[1], match, 15)
	p, err := ecs.ReadSnapshot(bytes.NewReader(saved(t, s)), s.Schema)
	if err != nil {
		t.Fatal(err)
	}
	want := []struct{ number, matches, feeds, tickets int }{{10, 1, 1, 1}, {15, 1, 0, 0}, {20, 1, 1, 1}}
	groups := p.Groups(match)
	if len(groups) != len(want) {
		t.Fatalf("%d groups, want %d", len(groups), len(want))
	}
	for i, g := range groups {
		if w := want[i]; int(g.Number) != w.number || g.Rows[match] != w.matches || g.Rows[feed] != w.feeds || g.Rows[ticket] != w.tickets {
			t.Errorf("group %d: %v, want %v", g.Number, g.Rows, w)
		}
	}
	if p.Len(match) != 3 || p.Len(owner) != 1 || p.Len(note) != 0 || p.Groups(note) != nil {
		t.Error("counts of kinds are wrong")
	}
}

// FuzzReadSnapshot checks that no file breaks the reader, and that what it takes is
// written and read again unchanged. The checksum is made right, or nothing would get past it.
func FuzzReadSnapshot(f *testing.F) {
	small := saved(f, smallShards(f, ecs.Plain, 1))
	f.Add(small)
	f.Add(saved(f, newShards(testSchema(f), ecs.Plain, 1)))
	f.Add(small[:len(small)/2])
	schema := testSchema(f)
	f.Fuzz(func(t *testing.T, file []byte) {
		if len(file) > 4 {
			file = sealed(file)
		}
		p, err := ecs.ReadSnapshot(bytes.NewReader(file), schema)
		if err != nil {
			if !errors.Is(err, ecs.ErrDamaged) && !errors.Is(err, ecs.ErrNotSnapshot) &&
				!errors.Is(err, ecs.ErrVersion) && !errors.Is(err, ecs.ErrSchema) {
				t.Fatalf("error %v does not say what is wrong", err)
			}
			return
		}
		first, err := placedAndSaved(p)
		if errors.Is(err, ecs.ErrNoRoom) {
			return
		} else if err != nil {
			t.Fatalf("cannot be placed and saved again: %v", err)
		}
		q, err := ecs.ReadSnapshot(bytes.NewReader(first), schema)
		if err != nil {
			t.Fatalf("cannot be read again: %v", err)
		}
		if second, err := placedAndSaved(q); err != nil || !bytes.Equal(first, second) {
			t.Fatalf("comes back as another: %v", err)
		}
	})
}

func placedAndSaved(p *ecs.Snapshot) ([]byte, error) {
	schema, err := ecs.NewSchema(&catalog, testFans)
	if err != nil {
		return nil, err
	}
	s := newShards(schema, ecs.Plain, 1)
	if err := p.Place(s, func(components.Number) int { return 0 }, nil); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = s.Snapshot(&b)
	return b.Bytes(), err
}
