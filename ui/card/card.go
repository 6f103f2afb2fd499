// Package card is what floats over the text: a form that asks one question
// after the other, and the palette of all commands.
//
// It refuses to know what the answers mean: whoever opens a form gives it its
// questions and takes its answers.
package card

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"stet/ui/pane"
)

// A Choice is one answer that a field offers.
type Choice struct {
	Key   string // chooses it: a digit or a letter; "" where only ⏎ does
	Text  string
	Note  string // a remark on the right: where the name is, who that is
	Value any
	// Edit puts Text into the field, to be accepted with ⏎ or changed: the words
	// that become a topic's name.
	Edit bool
	// Each are the choices that it stands for, where it is several at once.
	Each []Choice
}

// A Field is one question of a form.
type Field struct {
	Name    string // under which the answer is asked for
	Label   string // before it on the screen
	Choices []Choice
	Lead    []Choice // more choices, on one line above the others
	Inline  bool     // the choices are on one line, unless their remarks are shown
	About   string   // what is asked, shown while it is
	// Typed turns typed words into a value; nil where nothing can be typed.
	Typed func(words string) any
	Hint  string // what may be typed: "or type a name"
	Multi bool   // a comma adds another answer
	// Toggle fields are not asked in turn: the key of one of their choices
	// answers them while a field with choices is at hand, and no words are typed.
	// Where there are only words to type, every letter is one of them.
	Toggle   bool
	Optional bool // ⏎ passes an empty one by
	// Then is called once the field was answered, to answer others by it.
	Then func()
	// But is an earlier question whose answers are not offered again; nil for none.
	But *Field
	// Default is answered by ⏎ in an empty field; nil if absent.
	Default *Choice
	// Wrong says why typed words are not taken, "" where they are; nil takes any.
	Wrong func(words string) string

	fault   string // why they were not, until something else is typed
	answers []Choice
	input   pane.Input
	pointer
}

// Answers returns the values given so far; none of a field that there is not.
func (f *Field) Answers() []any {
	var out []any
	if f == nil {
		return nil
	}
	for _, a := range f.answers {
		out = append(out, a.Value)
	}
	return out
}

// Give adds an answer before the field is asked.
func (f *Field) Give(c Choice) *Field {
	f.answers = append(f.answers, c)
	return f
}

// Clear takes all answers away.
func (f *Field) Clear() { f.answers = nil }

// An Outcome is what a key did to a form.
type Outcome int

// The outcomes. A form that was left keeps its answers: shown again, it goes on
// where it was.
const (
	Stays Outcome = iota
	Left
	Finished
)

// A Form asks its fields in order and ends when the last is answered.
type Form struct {
	Title, Footer string
	// Lines are what is said above the questions. One that begins with a label,
	// padded to the column in which the answers are, goes on below in it.
	Lines []string
	// EmptyEnds makes ⏎ in an empty optional field the end of the form, and not
	// only of that field, once no answer that is needed is missing; tab goes on.
	EmptyEnds bool
	Fields    []*Field
	revised   bool // answered fields are asked, too
	at        int
	adding    bool // the field at hand gets one more answer
	touched   bool // something was typed or chosen

	codes  bool // it has a coder's grammar
	opened bool // the text at hand is open for typing
	hand   int  // the choice that ← → point at, -1 for none
	asked  bool // it was said that a question has no answer
	done   bool // it was ended by D
}

// Pick is a field that asks for one of some choices. The one of that text holds now: it
// is marked, and ⏎ leaves it so.
func Pick(name, now string, choices []Choice) *Field {
	f := &Field{Name: name, Choices: choices}
	if i := slices.IndexFunc(choices, func(c Choice) bool { return c.Text == now }); i >= 0 {
		f.Default = &f.Choices[i]
	}
	return f
}

// NewForm returns a form that asks the fields in order.
func NewForm(title, footer string, fields ...*Field) *Form {
	f := &Form{Title: title, Footer: footer, Fields: fields, at: -1}
	for _, x := range fields {
		x.input = pane.NewInput("")
	}
	f.forward()
	return f
}

// Begin asks the first field first, though it is answered.
func (f *Form) Begin() { f.at = 0 }

// Revise asks the fields one after the other, the answered ones, too, the first one
// first. ⏎ in an answered one ends the form.
func (f *Form) Revise() { f.at, f.revised, f.EmptyEnds = 0, true, true }

// Type puts words into the field at hand, as if they had been typed.
func (f *Form) Type(words string) { f.field().input.Set(words) }

// Words returns what is typed in the field at hand.
func (f *Form) Words() string { return f.field().input.Value() }

// One returns the first value of the field of that name, of type T, or the zero
// value.
func One[T any](f *Form, name string) T {
	var zero T
	for _, v := range f.Field(name).Answers() {
		if t, ok := v.(T); ok {
			return t
		}
	}
	return zero
}

// All returns the values of type T of the field of that name.
func All[T any](f *Form, name string) []T {
	var out []T
	for _, v := range f.Field(name).Answers() {
		if t, ok := v.(T); ok {
			out = append(out, t)
		}
	}
	return out
}

// Offers reports whether a key stands for an answer to any question.
func (f *Form) Offers(key string) bool {
	return slices.ContainsFunc(f.Fields, func(x *Field) bool {
		return slices.ContainsFunc(x.Choices, func(c Choice) bool { return c.Key == key })
	})
}

// Asking returns the name of the field at hand.
func (f *Form) Asking() string { return f.field().Name }

// Field returns the field of that name, nil for none.
func (f *Form) Field(name string) *Field {
	for _, x := range f.Fields {
		if x.Name == name {
			return x
		}
	}
	return nil
}

// Take answers the field at hand, and asks the next.
func (f *Form) Take(c Choice) Outcome { return f.choose(f.field(), c) }

func (f *Form) field() *Field { return f.Fields[max(0, min(f.at, len(f.Fields)-1))] }

// Update takes a key or a paste. Only esc, ⏎, tab and shift+tab are taken from
// a field in which words are.
func (f *Form) Update(msg tea.Msg) Outcome {
	if f.codes {
		return f.code(msg)
	}
	key, ok := msg.(tea.KeyPressMsg)
	x := f.field()
	if !ok {
		if x.Typed != nil {
			x.input.Update(msg)
		}
		return Stays
	}
	switch key.String() {
	case "esc":
		return Left
	case "shift+tab":
		f.back()
		return Stays
	case "enter":
		return f.enter(x)
	case "tab":
		if x.Optional && x.input.Empty() || len(x.answers) > 0 {
			return f.forward()
		}
		return f.enter(x)
	case "down", "up":
		if x.move(key.String() == "down") {
			return Stays
		}
	}
	if x.input.Empty() {
		if key.String() == "backspace" && x.Optional && len(x.answers) > 0 {
			x.answers, f.touched = nil, true
			return Stays
		}
		if out, done := f.command(x, key.String()); done {
			return out
		}
	}
	if x.Multi && key.String() == "," {
		return f.another(x)
	}
	if x.Typed != nil {
		x.input.Update(msg)
		x.mark, x.fault = 0, ""
		f.touched = true
	}
	return Stays
}

// another takes what is typed as one answer of several, and asks for the
// next; a comma with nothing before it does nothing.
func (f *Form) another(x *Field) Outcome {
	if x.input.Empty() {
		return Stays
	}
	at := f.at
	f.enter(x)
	f.at, f.adding = at, true
	return Stays
}

// Touched reports whether something was typed or chosen, which closing the form
// for good would lose.
func (f *Form) Touched() bool { return f.touched }

// command carries out a key that stands for a choice, or adds one more answer.
func (f *Form) command(x *Field, key string) (Outcome, bool) {
	if key == "," {
		for i := f.at; i >= 0; i-- {
			if f.Fields[i].Multi && len(f.Fields[i].answers) > 0 {
				f.at, f.adding = i, true
				return Stays, true
			}
		}
	}
	for _, c := range slices.Concat(x.Lead, x.offered()) {
		if c.Key == key {
			return f.choose(x, c), true
		}
	}
	for _, t := range f.Fields {
		if !t.Toggle || len(x.Choices) == 0 {
			continue
		}
		for _, c := range t.Choices {
			if c.Key == key {
				t.answers = []Choice{c}
				return Stays, true
			}
		}
	}
	return Stays, false
}

func (f *Form) enter(x *Field) Outcome {
	switch {
	case !x.input.Empty():
		if m := x.matches(); x.mark < len(m) && !x.editing() {
			c := m[x.mark]
			if c.Edit { // found by typing, it is taken as it is
				c.Edit, c.Value = false, x.Typed(c.Text)
			}
			return f.choose(x, c)
		}
		words := strings.TrimSpace(x.input.Value())
		if x.Wrong != nil {
			if x.fault = x.Wrong(words); x.fault != "" {
				return Stays
			}
		}
		return f.choose(x, Choice{Text: words, Value: x.Typed(words)})
	case x.hand > 0:
		return f.choose(x, x.offered()[x.hand-1])
	case len(x.answers) > 0 && f.revised, len(x.answers) == 0 && x.Default == nil && x.Optional && f.EmptyEnds:
		if i := slices.IndexFunc(f.Fields, (*Field).missing); i >= 0 {
			f.at = i
			return Stays
		}
		return Finished
	case len(x.answers) > 0:
		return f.forward()
	case x.Default != nil:
		return f.choose(x, *x.Default)
	case x.Optional:
		return f.forward()
	}
	return Stays
}

// missing reports whether a field needs an answer that it has not.
func (x *Field) missing() bool { return !x.Optional && !x.Toggle && len(x.answers) == 0 }

// editing reports whether the words in the field came from a choice that is to
// be edited; then ⏎ takes the words and not another choice that matches them.
func (x *Field) editing() bool { return x.mark < 0 }

func (f *Form) choose(x *Field, c Choice) Outcome {
	f.touched = true
	if c.Edit {
		x.input.Set(c.Text)
		x.mark = -1
		return Stays
	}
	x.input.Set("")
	x.mark, x.hand = 0, 0
	each := c.Each
	if len(each) == 0 {
		each = []Choice{c}
	}
	if !f.adding || !x.Multi {
		x.answers = nil
	}
	x.answers = append(x.answers, each...)
	if x.Then != nil {
		x.Then()
	}
	f.adding = false
	return f.forward()
}

// forward asks the next field that has no answer yet.
func (f *Form) forward() Outcome {
	f.adding = false
	for i := f.at + 1; i < len(f.Fields); i++ {
		if x := f.Fields[i]; !x.Toggle && (len(x.answers) == 0 || f.revised || i == len(f.Fields)-1) {
			f.at = i
			return Stays
		}
	}
	if f.at < 0 {
		f.at = 0
		return Stays
	}
	return Finished
}

func (f *Form) back() {
	for i := f.at - 1; i >= 0; i-- {
		if !f.Fields[i].Toggle {
			f.at = i
			f.Fields[i].answers = nil
			return
		}
	}
}
