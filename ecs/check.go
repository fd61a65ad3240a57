package ecs

import (
	"errors"
	"fmt"
	"reflect"

	"touchline/components"
)

var (
	numberType = reflect.TypeFor[components.Number]()
	symbolType = reflect.TypeFor[components.Symbol]()
	rowType    = reflect.TypeFor[components.Row]()
)

// checkKind reports what would keep k from being stored, saved or hashed.
func checkKind(k *components.Kind) error {
	var errs []error
	if k.Form == components.Lasting && (len(k.Columns) == 0 || k.Columns[0].Type != numberType) {
		errs = append(errs, fmt.Errorf("kind %s: the first column of a lasting kind must be its Number", k.Name))
	}
	if k.Form == components.Ring && k.Parent.Form != components.Lasting {
		errs = append(errs, fmt.Errorf("kind %s: a ring belongs to a lasting kind, and %s is %s", k.Name, k.Parent.Name, k.Parent.Form))
	}
	if root := k.Root(); root.Form == components.Lasting && len(root.Columns) > 0 {
		for _, c := range k.Columns {
			if err := checkState(c, root.Columns[0]); err != nil {
				errs = append(errs, fmt.Errorf("column %s.%s: %w", k.Name, c.Name, err))
			}
		}
	}
	return errors.Join(errs...)
}

// checkState reports what would keep c from being saved or hashed; number is the
// Number column of its root kind.
func checkState(c, number *components.ColumnInfo) error {
	state := c.Attr & components.State
	switch {
	case c.Kind.Ring() != nil && (c.Refs != nil || contains(c.Type, symbolType)):
		return errors.New("a ring holds neither references nor symbols")
	case hangs(c) && number.Attr&^c.Attr&components.Saved != 0:
		return fmt.Errorf("a row of a saved kind is put beside the %s that it refers to: it must be saved", c.Refs.Name)
	case state == 0:
		return nil
	case c.Attr&components.Secret != 0:
		return errors.New("a secret is neither saved nor hashed")
	case state&^number.Attr != 0:
		return errors.New("what is saved or hashed goes by its row's Number, which must be so too")
	case c.Refs != nil && state&^c.Refs.Columns[0].Attr != 0:
		return fmt.Errorf("a saved or hashed reference goes by the Number of the %s, which must be so too", c.Refs.Name)
	case c.Refs == nil && contains(c.Type, rowType):
		return errors.New("a row means nothing outside its world: it must be a reference")
	case c.Type != symbolType && contains(c.Type, symbolType):
		return errors.New("a symbol means nothing outside its run: it needs a column of its own")
	case padded(c.Type):
		return fmt.Errorf("%s has padding, whose bytes are no part of its value", c.Type)
	}
	return nil
}

// hangs reports whether c is a reference that takes its row away with the target.
func hangs(c *components.ColumnInfo) bool {
	return c.Refs != nil && c.Attr&components.Weak == 0 && c.Kind.Form == components.Lasting
}

// contains reports whether t is part, or has a part that is.
func contains(t, part reflect.Type) bool {
	switch {
	case t == part:
		return true
	case t.Kind() == reflect.Array:
		return contains(t.Elem(), part)
	case t.Kind() == reflect.Struct:
		for f := range t.Fields() {
			if contains(f.Type, part) {
				return true
			}
		}
	}
	return false
}

// padded reports whether values of t have bytes that belong to no field.
func padded(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Array:
		return padded(t.Elem())
	case reflect.Struct:
		used := uintptr(0)
		for f := range t.Fields() {
			if padded(f.Type) {
				return true
			}
			used += f.Type.Size()
		}
		return used != t.Size()
	}
	return false
}
