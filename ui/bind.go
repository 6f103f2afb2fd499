package ui

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"stet/ui/keys"
	"stet/ui/list"
	"stet/ui/reader"
	"stet/ui/review"
	"stet/ui/sheet"
	"stet/ui/start"
	"stet/ui/unpack"
)

// A bindable is a table of commands, whatever these act upon.
type bindable interface {
	Names() []string
	CheckBound(keys map[string][]string) error
}

// bindables are the commands that keys can be bound to, pane by pane.
func bindables() []bindable {
	return []bindable{reader.Commands, review.Commands(), list.Commands(), start.Commands(), unpack.Commands(), guideCommands}
}

// CheckKeys reports the first mistake in the keys of a config file, and the
// command in the file that it is about: a command that no pane has, a key that
// does not exist, two commands of a pane on one key.
func CheckKeys(bound map[string][]string) (command string, err error) {
	named := func(command string) bool { _, ok := bound[command]; return ok }
	for _, t := range bindables() {
		err := t.CheckBound(bound)
		var mistake *keys.Error
		if errors.As(err, &mistake) {
			if i := slices.IndexFunc(mistake.Commands, named); i >= 0 {
				command = mistake.Commands[i]
			}
			return command, err
		}
	}
	known := KeyNames()
	for _, name := range slices.Sorted(maps.Keys(bound)) {
		if !slices.Contains(known, name) {
			return name, &keys.Error{Commands: []string{name}, Msg: fmt.Sprintf("there is no command %q", name)}
		}
	}
	return "", nil
}

// KeyNames lists every command that keys can be bound to.
func KeyNames() []string {
	var names []string
	for _, t := range bindables() {
		names = append(names, t.Names()...)
	}
	slices.Sort(names)
	return slices.Compact(names)
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

// Orders lists the orders in which articles can be listed.
func Orders() []string { return list.Orders() }

// LayerNames lists what can be shown or hidden in an article.
func LayerNames() []string {
	var names []string
	for _, l := range sheet.Layers {
		names = append(names, l.Name)
	}
	return names
}
