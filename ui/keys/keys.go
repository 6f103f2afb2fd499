// Package keys is the one table behind every key, its help line and its name in
// the config file.
//
// It refuses to know panes: the type parameter is whatever a table's commands
// act upon.
package keys

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"stet/model/pattern"
)

// A Command is one thing that the user can do.
type Command[M any] struct {
	Name  string   // the word used in the config file and the docs
	Keys  []string // key sequences, see [Parse]
	Help  string   // what it does, in the imperative
	Group string   // the heading that it is under in the help
	Short string   // what it is about, in a word or two; "" takes it from the name
	// Do does it. Count is the number typed before the key, 0 if none was.
	Do func(m M, count int) tea.Cmd
	// Why says why it cannot be done now; nil or "" means that it can.
	Why func(m M) string
	// Asks says that what is typed after it goes to something that it opens: a card,
	// or another program. Where that does not open, it runs no commands.
	Asks bool
}

// Refusal says why c cannot be done now, "" if it can.
func (c Command[M]) Refusal(m M) string {
	if c.Why == nil {
		return ""
	}
	return c.Why(m)
}

// A Table is a pane's commands in help order.
type Table[M any] []Command[M]

// A State says what became of a key.
type State int

// The states of a lookup.
const (
	None   State = iota // no command begins with these keys
	Prefix              // a command does: wait for another key
	Found
)

// Lookup returns the command whose sequence is pending followed by key, by the
// names that Bubble Tea gives keys.
func (t Table[M]) Lookup(pending []string, key string) (Command[M], State) {
	state := None
	for _, c := range t {
		for _, k := range c.Keys {
			seq, err := Parse(k)
			if err != nil || len(seq) <= len(pending) || seq[len(pending)] != key || !slices.Equal(seq[:len(pending)], pending) {
				continue
			}
			if len(seq) == len(pending)+1 {
				return c, Found
			}
			state = Prefix
		}
	}
	return Command[M]{}, state
}

// Find returns the command of that name.
func (t Table[M]) Find(name string) (Command[M], bool) {
	i := slices.IndexFunc(t, func(c Command[M]) bool { return c.Name == name })
	if i < 0 {
		return Command[M]{}, false
	}
	return t[i], true
}

// signs are how keys are written on the screen where that is shorter.
var signs = strings.NewReplacer("enter", "⏎")

// Key returns the first key of the command of that name as the screen writes it,
// "" if it has none.
func (t Table[M]) Key(name string) string {
	c, _ := t.Find(name)
	return first(c.Keys)
}

// first returns the first of some keys as the screen writes it, "" if there is
// none.
func first(keys []string) string {
	if len(keys) == 0 {
		return ""
	}
	return signs.Replace(keys[0])
}

var command = pattern.Late(`\{[a-z0-9_-]+\}`)

// Fill puts the key that is bound in the place of each {command} in a sentence of
// the program's own. A command without a key is called by the palette, :command.
func (t Table[M]) Fill(sentence string) string {
	return command().ReplaceAllStringFunc(sentence, func(s string) string {
		name := s[1 : len(s)-1]
		return cmp.Or(t.Key(name), ":"+name)
	})
}

// Names lists the commands.
func (t Table[M]) Names() []string {
	names := make([]string, len(t))
	for i, c := range t {
		names[i] = c.Name
	}
	return names
}

// An Error is a mistake in the keys of commands.
type Error struct {
	Commands []string // that it is about, at least one
	Msg      string
}

func (e *Error) Error() string { return "keys: " + e.Msg }

// CheckBound reports the first mistake, as an [*Error], that the table has with the
// keys of the config file. Commands of other tables are not its business.
func (t Table[M]) CheckBound(keys map[string][]string) error { return t.Bound(keys).Check() }

// Bound returns the table with the keys of the config file, which name commands
// of any table; no keys unbind a command.
func (t Table[M]) Bound(keys map[string][]string) Table[M] {
	if len(keys) == 0 {
		return t
	}
	out := slices.Clone(t)
	for i := range out {
		if k, ok := keys[out[i].Name]; ok {
			out[i].Keys = k
		}
	}
	return out
}

// Check reports, as an [*Error], the first name or key that two commands share, a
// key that begins another one, and a key that does not exist.
func (t Table[M]) Check() error {
	type binding struct {
		seq     []string
		key     string
		command string
	}
	var bound []binding
	names := make(map[string]bool, len(t))
	for _, c := range t {
		if names[c.Name] {
			return &Error{[]string{c.Name}, fmt.Sprintf("two commands are called %s", c.Name)}
		}
		names[c.Name] = true
		for _, k := range c.Keys {
			seq, err := Parse(k)
			if err != nil {
				return &Error{[]string{c.Name}, c.Name + ": " + err.Error()}
			}
			bound = append(bound, binding{seq, k, c.Name})
		}
	}
	slices.SortStableFunc(bound, func(a, b binding) int { return slices.Compare(a.seq, b.seq) })
	for i := 1; i < len(bound); i++ {
		a, b := bound[i-1], bound[i]
		switch n := len(a.seq); {
		case slices.Equal(a.seq, b.seq):
			return &Error{[]string{a.command, b.command}, fmt.Sprintf("%s is bound to both %s and %s", a.key, a.command, b.command)}
		case n < len(b.seq) && slices.Equal(a.seq, b.seq[:n]):
			return &Error{[]string{a.command, b.command}, fmt.Sprintf("%s (%s) begins %s (%s)", a.key, a.command, b.key, b.command)}
		}
	}
	return nil
}

// An Entry is a command as the palette shows it.
type Entry struct {
	Name, Help, Group string
	Keys              []string
	Why               string // why it cannot be done now, "" if it can
	Asks              bool   // see [Command]
	Do                func() tea.Cmd
}

// Key returns the first key of the command as the screen writes it; where it has
// none, how the palette is asked for it.
func (e Entry) Key() string { return cmp.Or(first(e.Keys), ":"+e.Name) }

// Shown lists all keys of the command as the screen writes them.
func (e Entry) Shown() string { return signs.Replace(strings.Join(e.Keys, " ")) }

// Entries returns what can be done with m now, and what cannot, in table order.
func (t Table[M]) Entries(m M) []Entry {
	out := make([]Entry, 0, len(t))
	for _, c := range t {
		out = append(out, Entry{Name: c.Name, Help: c.Help, Group: c.Group, Keys: c.Keys, Why: c.Refusal(m), Asks: c.Asks,
			Do: func() tea.Cmd { return c.Do(m, 0) }})
	}
	return out
}

// Markdown writes the table that the README and the help show, a heading for
// each group.
func (t Table[M]) Markdown() string {
	var b strings.Builder
	for i, c := range t {
		if i == 0 || c.Group != t[i-1].Group {
			if i > 0 {
				b.WriteByte('\n')
			}
			if c.Group != "" {
				fmt.Fprintf(&b, "**%s**\n\n", c.Group)
			}
			b.WriteString("| key | does | name |\n|---|---|---|\n")
		}
		keys := make([]string, len(c.Keys))
		for i, k := range c.Keys {
			keys[i] = "`" + strings.ReplaceAll(k, "|", `\|`) + "`"
		}
		fmt.Fprintf(&b, "| %s | %s | %s |\n", strings.Join(keys, " "), c.Help, c.Name)
	}
	return b.String()
}
