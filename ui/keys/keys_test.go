package keys

import (
	"errors"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// reader is a pane with as little in it as the tests need.
type reader struct {
	line  int
	words string
}

func (r *reader) down(n int) tea.Cmd { r.line += max(1, n); return nil }
func (r *reader) claim(int) tea.Cmd  { r.words = ""; return nil }
func (r *reader) needWords() string {
	if r.words == "" {
		return "select some words first"
	}
	return ""
}
func (r *reader) nothing(int) tea.Cmd { return nil }

func table() Table[*reader] {
	return Table[*reader]{
		{Name: "down", Keys: []string{"j", "down"}, Help: "go down a line", Group: "Move", Do: (*reader).down},
		{Name: "next-quote", Keys: []string{"]q"}, Help: "go to the next quote", Group: "Move", Do: (*reader).nothing},
		{Name: "claim", Keys: []string{"c"}, Help: "tag a claim", Group: "Tag", Do: (*reader).claim, Why: (*reader).needWords},
		{Name: "quotes", Keys: []string{"m q"}, Help: "show or hide quotes", Group: "Show", Do: (*reader).nothing},
		{Name: "pipe", Keys: []string{"|", "ctrl+p"}, Help: "pipe the words to a command", Group: "Show", Do: (*reader).nothing},
	}
}

// press feeds keys to the table as a pane does, and returns the names of the
// commands that they reach.
func press(t Table[*reader], keys ...string) []string {
	var names, pending []string
	for _, k := range keys {
		switch c, state := t.Lookup(pending, k); state {
		case Found:
			names, pending = append(names, c.Name), nil
		case Prefix:
			pending = append(pending, k)
		default:
			names, pending = append(names, "?"), nil
		}
	}
	return names
}

func TestKeysReachTheirCommands(t *testing.T) {
	tests := []struct{ keys, want string }{
		{"j down", "down down"},
		{"] q j", "next-quote down"},
		{"m q", "quotes"},
		{"m x j", "? down"},
		{"q", "?"},
		{"| ctrl+p", "pipe pipe"},
		{"J", "?"},
	}
	for _, test := range tests {
		if got := press(table(), strings.Fields(test.keys)...); strings.Join(got, " ") != test.want {
			t.Errorf("%s reaches %v, want %s", test.keys, got, test.want)
		}
	}
}

func TestTheCountReachesTheCommand(t *testing.T) {
	r := &reader{}
	c, _ := table().Lookup(nil, "j")
	c.Do(r, 10)
	if r.line != 10 {
		t.Errorf("10j goes to line %d", r.line)
	}
}

func TestEntriesSayWhatCannotBeDone(t *testing.T) {
	why := func(r *reader) string {
		for _, e := range table().Entries(r) {
			if e.Name == "claim" {
				return e.Why
			}
		}
		return "no entry"
	}
	if got := why(&reader{}); got != "select some words first" {
		t.Errorf("without words: %q", got)
	}
	if got := why(&reader{words: "some progress"}); got != "" {
		t.Errorf("with words: %q", got)
	}
}

func TestParse(t *testing.T) {
	for in, want := range map[string]string{
		"q": "q", "up": "up", "]q": "] q", "m q": "m q", "ctrl+d": "ctrl+d", "f1": "f1", "f": "f", "fa": "f a",
		"space": "space", "shift+tab": "shift+tab", "+": "+", "ctrl++": "ctrl++", "»q": "» q", "g g": "g g",
		"ctrl+x s": "ctrl+x s",
	} {
		seq, err := Parse(in)
		if err != nil || strings.Join(seq, " ") != want {
			t.Errorf("Parse(%q) = %v, %v; want %s", in, seq, err, want)
		}
	}
	for _, in := range []string{"", " ", "abc", "a b c d", "hyperspace", "ctrl+", "ctrl+foo", "foo+a"} {
		if seq, err := Parse(in); err == nil {
			t.Errorf("Parse(%q) = %v, want an error", in, seq)
		}
	}
}

func TestBoundKeysReplaceThoseOfTheTable(t *testing.T) {
	got := table().Bound(map[string][]string{"claim": {"k"}, "quotes": nil})
	if names := press(got, "k", "c", "m", "j"); !slices.Equal(names, []string{"claim", "?", "?", "down"}) {
		t.Errorf("k c m j reach %v", names)
	}
	if names := press(table(), "c"); !slices.Equal(names, []string{"claim"}) {
		t.Errorf("the table itself has changed: c reaches %v", names)
	}
	for _, test := range []struct {
		keys map[string][]string
		want string
	}{
		{map[string][]string{"claim": {"j"}}, "keys: j is bound to both down and claim"},
		{map[string][]string{"claim": {"m"}}, "keys: m (claim) begins m q (quotes)"},
		{map[string][]string{"claim": {"bigkey"}}, `keys: claim: there is no key "bigkey"`},
	} {
		err := table().CheckBound(test.keys)
		if err == nil || err.Error() != test.want {
			t.Errorf("%v: %v, want %s", test.keys, err, test.want)
		}
		var mistake *Error
		if !errors.As(err, &mistake) || !slices.Contains(mistake.Commands, "claim") {
			t.Errorf("%v: the error does not say which commands it is about: %+v", test.keys, mistake)
		}
	}
	if err := table().CheckBound(map[string][]string{"of-another-pane": {"k"}}); err != nil {
		t.Errorf("a command of another pane: %v", err)
	}
}

func TestMarkdown(t *testing.T) {
	want := "**Tag**\n\n| key | does | name |\n|---|---|---|\n| `c` | tag a claim | claim |\n"
	if got := table().Markdown(); !strings.Contains(got, want) {
		t.Errorf("%s\ndoes not contain\n%s", got, want)
	}
	if !strings.Contains(table().Markdown(), "| `\\|` `ctrl+p` | pipe") {
		t.Error("a bar would end its cell")
	}
}

// BenchmarkLookup: a key that no command has, in a table as long as the
// reader's.
func BenchmarkLookup(b *testing.B) {
	var t Table[*reader]
	for range 20 {
		t = append(t, table()...)
	}
	b.ReportAllocs()
	for b.Loop() {
		t.Lookup(nil, "Q")
	}
}

func TestBoundIgnoresWhatOtherPanesHave(t *testing.T) {
	got := table().Bound(map[string][]string{"claim": {"C"}, "of-another-pane": {"x"}})
	if names := press(got, "C"); !slices.Equal(names, []string{"claim"}) {
		t.Errorf("C does %v", names)
	}
	if names := press(got, "c"); slices.Contains(names, "claim") {
		t.Error("c still makes a claim")
	}
	if names := press(table(), "c"); !slices.Equal(names, []string{"claim"}) {
		t.Error("the table itself was changed")
	}
}

func TestSentencesNameTheKeysThatAreBound(t *testing.T) {
	table := Table[*int]{{Name: "undo", Keys: []string{"u"}}, {Name: "keep", Keys: []string{"enter"}}, {Name: "show-names", Keys: []string{"m e"}}}
	for _, test := range []struct {
		bound    map[string][]string
		in, want string
	}{
		{nil, "done · {undo} undo", "done · u undo"},
		{nil, "{keep} keeps, {show-names} shows", "⏎ keeps, m e shows"},
		{map[string][]string{"undo": {"ctrl+z", "u"}}, "{undo} undo", "ctrl+z undo"},
		{map[string][]string{"undo": {}}, "· {undo} takes it back", "· :undo takes it back"},
		{nil, "{nothing} of {Ours}", ":nothing of {Ours}"},
	} {
		if got := table.Bound(test.bound).Fill(test.in); got != test.want {
			t.Errorf("%s bound to %v: %s, want %s", test.in, test.bound, got, test.want)
		}
	}
}
