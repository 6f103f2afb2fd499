package agree

import (
	"math"
	"testing"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
)

// frame is a kind as a codebook adds one.
var frame = kind.Make(kind.Spec{Name: "frame", Title: "frame", Sign: "F", Key: "f", Fields: []kind.SpecField{
	{Name: "type", Type: kind.Choice}, {Name: "tone", Type: kind.Choices, Asks: "in which tone"}, {Name: "strength", Type: kind.Number}, {Name: "why", Type: kind.Text},
}})

// framed are two coders who mark the first four words of a text, one after the other.
func framed(t *testing.T, alice, bob map[string]string) Document {
	t.Helper()
	const text = "One two three four five.\n"
	a := &model.Article{Text: text}
	words := []model.Range{{Start: 0, End: 3}, {Start: 4, End: 7}, {Start: 8, End: 13}, {Start: 14, End: 18}}
	code := func(fields map[string]string) Coding {
		var c Coding
		for i, w := range words {
			b := frame.New()
			for name, v := range fields {
				f, _ := frame.Field(name)
				if name == "strength" && i%2 == 1 {
					v += "0"
				}
				if err := f.Set(b, v); err != nil {
					t.Fatal(err)
				}
			}
			c.Annotations = append(c.Annotations, &annotate.Annotation{ID: string(rune('a' + i)), Body: b, Target: annotate.Target{Place: annotate.Place{Range: w}}})
		}
		return c
	}
	return Document{Article: a, Coders: map[string]Coding{"alice": code(alice), "bob": code(bob)}}
}

func TestCodersAreComparedByEveryCodedField(t *testing.T) {
	same := map[string]string{"type": "conflict", "tone": "ironic", "strength": "1", "why": "so"}
	d := framed(t, same, map[string]string{"type": "conflict", "tone": "ironic", "strength": "1", "why": "for another reason"})
	if n := len(Disagreements(d, nil, nil)); n != 0 {
		t.Errorf("%d disagreements over free text", n)
	}
	for field, value := range map[string]string{"tone": "alarmed", "strength": "2", "type": "economy"} {
		other := map[string]string{"type": "conflict", "tone": "ironic", "strength": "1"}
		other[field] = value
		d := framed(t, same, other)
		differ := Disagreements(d, nil, nil)
		if len(differ) != 4 {
			t.Fatalf("%s: %d disagreements, want 4", field, len(differ))
		}
		want := map[string]string{"tone": "same words, another tone", "strength": "same words, another strength", "type": "same words, another label"}[field]
		if got := differ[0].Differ([]string{"alice", "bob"}); got != want {
			t.Errorf("%s: %s, want %s", field, got, want)
		}
	}
}

// Numbers are compared as numbers: coders who differ by a little agree more than
// those who differ by much.
func TestNumbersAgreeByTheirDistance(t *testing.T) {
	alpha := func(bob string) float64 {
		t.Helper()
		d := framed(t, map[string]string{"type": "conflict", "strength": "1"}, map[string]string{"type": "conflict", "strength": bob})
		for _, f := range Compare([]Document{d}, nil) {
			if f.Level == "words" && f.What == "frame: strength" {
				return f.Value
			}
		}
		t.Fatal("no figure for the strength")
		return math.NaN()
	}
	if one, near, far := alpha("1"), alpha("2"), alpha("9"); one != 1 || !(near > far) {
		t.Errorf("α of the same numbers is %.2f, of near ones %.2f, of far ones %.2f", one, near, far)
	}
	levels := map[string]bool{}
	d := framed(t, map[string]string{"type": "a", "tone": "x", "strength": "1"}, map[string]string{"type": "a", "tone": "y", "strength": "1"})
	for _, f := range Compare([]Document{d}, nil) {
		levels[f.Level+" "+f.What] = true
	}
	for _, want := range []string{"words frame", "words frame: tone", "sentence frame", "sentence frame: tone", "words frame: strength"} {
		if !levels[want] {
			t.Errorf("no figure for %s", want)
		}
	}
	if levels["sentence frame: strength"] || levels["words frame: why"] {
		t.Error("numbers of a sentence add up, or free text is compared")
	}
}
