package keys

import (
	"slices"
	"strings"
)

// A Typist puts together what is typed key by key: the count before a command,
// and the keys of a sequence.
type Typist struct {
	pending []string
	count   int
}

// maxCount bounds what a count can be, whatever is typed.
const maxCount = 1_000_000

// Pending reports whether a sequence has been begun.
func (t *Typist) Pending() bool { return len(t.pending) > 0 }

// digit takes a digit of a count; a count does not begin with 0.
func (t *Typist) digit(key string) bool {
	if len(t.pending) > 0 || len(key) != 1 || key[0] < '0' || key[0] > '9' || key == "0" && t.count == 0 {
		return false
	}
	t.count = min(t.count*10+int(key[0]-'0'), maxCount)
	return true
}

// Take returns the command of the table that a key completes, and the count that
// was typed before it, 0 if none was. A digit, and a key that begins a sequence,
// are a [Prefix]. A letter of another keyboard layout that is bound to nothing is
// taken for the Latin key in its place.
func Take[M any](t *Typist, table Table[M], key string) (c Command[M], count int, state State) {
	if t.digit(key) {
		return c, 0, Prefix
	}
	if c, state = table.Lookup(t.pending, key); state == None {
		if l := Latin(key); l != "" {
			key = l
			c, state = table.Lookup(t.pending, key)
		}
	}
	if state == Prefix {
		t.pending = append(t.pending, key)
		return c, 0, state
	}
	count = t.count
	*t = Typist{}
	return c, count, state
}

// A Step is a key that goes on with a sequence that was begun.
type Step struct {
	Key  string // as the screen writes it; with … where further keys follow
	Does string // what the command is about that it comes to, or the first of several
}

// Steps lists the keys that go on with what was begun, in table order; nil where no
// sequence is.
func Steps[M any](t *Typist, table Table[M]) (steps []Step) {
	n := len(t.pending)
	if n == 0 {
		return nil
	}
	for _, c := range table {
		for _, k := range c.Keys {
			seq, err := Parse(k)
			if err != nil || len(seq) <= n || !slices.Equal(seq[:n], t.pending) {
				continue
			}
			s := Step{Key: signs.Replace(seq[n]), Does: c.object()}
			if len(seq) > n+1 {
				s.Key += "…"
			}
			if !slices.ContainsFunc(steps, func(o Step) bool { return o.Key == s.Key }) {
				steps = append(steps, s)
			}
		}
	}
	return steps
}

// object is what the command is about: else its name without the verb before it.
func (c Command[M]) object() string {
	if c.Short != "" {
		return c.Short
	}
	if _, object, ok := strings.Cut(c.Name, "-"); ok {
		return strings.ReplaceAll(object, "-", " ")
	}
	return c.Name
}
