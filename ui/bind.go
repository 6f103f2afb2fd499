package ui

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"stet/ui/keys"
	"stet/ui/library"
	"stet/ui/reader"
	"stet/ui/review"
	"stet/ui/sheet"
	"stet/ui/start"
)

// CheckKeys reports the first mistake in the keys of a config file, and the
// command that it names: a command that no pane has, a key that does not exist,
// two commands of a pane on one key.
func CheckKeys(bound map[string][]string) (command string, err error) {
	known := map[string]bool{}
	for _, check := range []func(map[string][]string, map[string]bool) error{
		in(reader.Commands), in(review.Commands()), in(library.Commands()), in(start.Commands()), in(guideCommands),
	} {
		if err := check(bound, known); err != nil {
			return namedIn(err, bound), err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(bound)) {
		if !known[name] {
			return name, fmt.Errorf("keys: there is no command %q", name)
		}
	}
	return "", nil
}

// bound reports whether the config file gives that key to a command.
func (m *program) bound(key string) bool {
	for _, keys := range m.o.Keys {
		if slices.Contains(keys, key) {
			return true
		}
	}
	return false
}

// in checks the keys that one pane's table has commands for, and notes these.
func in[M any](t keys.Table[M]) func(map[string][]string, map[string]bool) error {
	return func(bound map[string][]string, known map[string]bool) error {
		mine := map[string][]string{}
		for name, k := range bound {
			if _, ok := t.Find(name); ok {
				mine[name], known[name] = k, true
			}
		}
		_, err := t.Rebind(mine)
		return err
	}
}

// namedIn returns the command of the config file that an error speaks of.
func namedIn(err error, bound map[string][]string) string {
	words := strings.FieldsFunc(err.Error(), func(r rune) bool { return strings.ContainsRune(" :()\"", r) })
	for _, name := range slices.Sorted(maps.Keys(bound)) {
		if slices.Contains(words, name) {
			return name
		}
	}
	return ""
}

// LayerNames lists what can be shown or hidden in an article.
func LayerNames() []string {
	var names []string
	for _, l := range sheet.Layers {
		names = append(names, l.Name)
	}
	return names
}

// KeyNames lists every command that keys can be bound to.
func KeyNames() []string {
	names := map[string]bool{}
	note(reader.Commands, names)
	note(review.Commands(), names)
	note(library.Commands(), names)
	note(start.Commands(), names)
	note(guideCommands, names)
	return slices.Sorted(maps.Keys(names))
}

func note[M any](t keys.Table[M], names map[string]bool) {
	for _, c := range t {
		names[c.Name] = true
	}
}
