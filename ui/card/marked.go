package card

import (
	"slices"
	"strings"
)

// A pointer is where in the list of its choices a field is.
type pointer struct {
	mark int // which of the matching choices ⏎ takes while words are typed
	hand int // the choice that the arrows went to while none are, from 1; 0 for none
	from int // the first choice on the screen while none are typed
	fit  int // how many choices there was room for
}

// matches returns the choices that the typed words could mean: those in which a
// word begins like them.
func (x *Field) matches() []Choice {
	words := strings.ToLower(strings.TrimSpace(x.input.Value()))
	if words == "" {
		return x.offered()
	}
	var out []Choice
	for _, c := range x.offered() {
		text := " " + strings.ToLower(c.Text)
		if strings.Contains(text, " "+words) {
			out = append(out, c)
		}
	}
	return out
}

// offered are the choices but for those that were taken already, here where several
// may be, or as an answer to the question that this one is apart from.
func (x *Field) offered() []Choice {
	if x.Inline || x.Toggle || (x.But == nil || len(x.But.answers) == 0) && (!x.Multi || len(x.answers) == 0) {
		return x.Choices
	}
	taken := func(c Choice) bool {
		same := func(a Choice) bool { return a.Text == c.Text && !c.Edit }
		return x.Multi && slices.ContainsFunc(x.answers, same) || x.But != nil && slices.ContainsFunc(x.But.answers, same)
	}
	return slices.DeleteFunc(slices.Clone(x.Choices), taken)
}

// marked is the choice that ⏎ takes while no words are typed: the one that the arrows
// went to, else the default; -1 for none.
func (x *Field) marked() int {
	if x.hand > 0 {
		return x.hand - 1
	}
	if x.Default == nil || len(x.answers) > 0 {
		return -1
	}
	return slices.IndexFunc(x.offered(), func(c Choice) bool { return c.Key == x.Default.Key && c.Text == x.Default.Text })
}

// move goes to the next or previous choice; false where there is no list of them.
func (x *Field) move(down bool) bool {
	step := -1
	if down {
		step = 1
	}
	if !x.input.Empty() {
		n := len(x.matches()) + 1 // the last is "as typed"
		x.mark = (max(0, x.mark) + step + n) % n
		return true
	}
	n := len(x.offered())
	if x.Inline || x.Toggle || n == 0 {
		return false
	}
	x.hand = max(1, min(x.marked()+1+step, n))
	x.follow()
	return true
}

// follow keeps the marked choice among those that there is room for.
func (x *Field) follow() {
	if at := x.marked(); at >= 0 && x.fit > 0 {
		x.from = max(0, min(x.from, at), at-x.fit+1)
	}
}
