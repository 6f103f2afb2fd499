package mention

import "testing"

// TestNamesThatAreOne holds that the forms of a name that a reader takes for one are one
// entity, and that those of two are not.
func TestNamesThatAreOne(t *testing.T) {
	for _, c := range []struct {
		text string
		a, b string
		one  bool
	}{
		{"Norman MacMillan spoke in Hull. Norm MacMillan left at noon.", "Norman MacMillan", "Norm MacMillan", true},
		{"Norman MacMillan spoke in Hull. Nora MacMillan left at noon.", "Norman MacMillan", "Nora MacMillan", false},
		{"The World Trade Organization met in Geneva. The W.T.O. said trade fell.", "World Trade Organization", "W.T.O.", true},
		{"The Peterson Institute for International Economics said rents fell. The Peterson Institute gave no figures.", "Peterson Institute for International Economics", "Peterson Institute", true},
		{"The United Nations Security Council met. The Security Council passed a text.", "United Nations Security Council", "Security Council", true},
		{"Sylvie Simard PQ won the seat of Hull. Sylvie Simard left at noon.", "Sylvie Simard PQ", "Sylvie Simard", true},
		{"The Royal Society of Chemistry met. The Royal Society gave no figures.", "Royal Society of Chemistry", "Royal Society", false},
	} {
		a := article(c.text)
		f := Find(a, all(a), nil)
		entity := map[string]int{}
		for _, m := range f.Mentions {
			entity[a.Slice(m.Range)] = m.Entity
		}
		x, isX := entity[c.a]
		y, isY := entity[c.b]
		if !isX || !isY || (x == y) != c.one {
			t.Errorf("%s: %v", c.text, entity)
		}
	}
}

// TestWhatIsBehindAPerson holds what the tagger takes into a name and is no part of it.
func TestWhatIsBehindAPerson(t *testing.T) {
	for name, want := range map[string]string{
		"Jane Doe PQ": "Jane Doe PQ", "John Rankin Thursday": "John Rankin", "John Doe III": "John Doe III", "Jane Doe": "Jane Doe", "Joe Friday": "Joe Friday",
	} {
		if got := name[:len(name)-behindPerson(name)]; got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
