package ecs

import (
	"fmt"
	"hash/fnv"

	"touchline/components"
)

// Symbols are the texts of a run, interned: names of players, codecs, languages.
// They are added while matches are loaded, and by the leader between ticks; after
// [Symbols.Freeze] any goroutine reads them.
type Symbols struct {
	texts  []string
	hashes []uint64 // of the texts, for the state hash
	index  map[string]components.Symbol
	frozen bool
}

// NewSymbols returns a table with the empty text as symbol 0.
func NewSymbols() *Symbols {
	return &Symbols{texts: []string{""}, hashes: []uint64{0}, index: map[string]components.Symbol{"": 0}}
}

// Intern implements [components.Interner]. It panics after [Symbols.Freeze].
func (s *Symbols) Intern(text []byte) components.Symbol {
	if sym, ok := s.index[string(text)]; ok {
		return sym
	}
	return s.add(string(text))
}

// Of returns the symbol of text, adding it.
func (s *Symbols) Of(text string) components.Symbol {
	if sym, ok := s.index[text]; ok {
		return sym
	}
	return s.add(text)
}

func (s *Symbols) add(text string) components.Symbol {
	if s.frozen {
		panic(fmt.Sprintf("ecs: symbol %q added while ticks run", text))
	}
	sym := components.Symbol(len(s.texts))
	h := fnv.New64a()
	h.Write([]byte(text))
	s.texts = append(s.texts, text)
	s.hashes = append(s.hashes, h.Sum64())
	s.index[text] = sym
	return sym
}

// Text returns the text of sym.
func (s *Symbols) Text(sym components.Symbol) string { return s.texts[sym] }

// Len returns how many symbols there are.
func (s *Symbols) Len() int { return len(s.texts) }

// Freeze ends the adding of symbols: ticks begin.
func (s *Symbols) Freeze() { s.frozen = true }

// Thaw lets symbols be added between ticks, until the next Freeze.
func (s *Symbols) Thaw() { s.frozen = false }
