package kind

import (
	"testing"

	"stet/annotate"
)

// Every row is held to the same rules, so a new kind is tested by being listed.
func TestKinds(t *testing.T) {
	keys, signs := map[string]string{}, map[string]string{}
	for _, k := range All {
		if was, taken := keys[k.Key]; taken {
			t.Errorf("%s and %s share the key %s", was, k.Name, k.Key)
		}
		if was, taken := signs[k.Sign]; taken {
			t.Errorf("%s and %s share the sign %s", was, k.Name, k.Sign)
		}
		keys[k.Key], signs[k.Sign] = k.Name, k.Name
		b := k.New()
		if b.Kind() != k.Name {
			t.Errorf("row %s makes a %s", k.Name, b.Kind())
		}
		if got := Of(&annotate.Annotation{Body: b}); got.Name != k.Name {
			t.Errorf("a %s is found as %q", k.Name, got.Name)
		}
		for _, r := range b.Refs() {
			r.Ref.Name = "in the original"
		}
		if _, ok := b.(Spoken); !ok {
			t.Errorf("a %s cannot be read aloud", k.Name)
		}
		if _, ok := b.(Coder); !ok {
			t.Errorf("a %s cannot be written to a sidecar", k.Name)
		}
		c := b.Clone()
		for _, r := range c.Refs() {
			r.Ref.Name = "in the copy"
		}
		for _, r := range b.Refs() {
			if r.Ref.Name != "in the original" {
				t.Errorf("%s: a clone shares its %s with the original", k.Name, r.Name)
			}
		}
	}
}

func TestAnUnknownBodyIsOfNoKindInTheTable(t *testing.T) {
	for _, k := range append(All, Kind{Name: "x:song"}, Kind{}) {
		a := &annotate.Annotation{Body: &Unknown{Name: k.Name}}
		if got := Of(a); len(got.Fields) > 0 || got.New != nil {
			t.Errorf("what cannot be read as a %s has its row", k.Name)
		}
	}
}

func TestAnUnknownKindHasARowAllTheSame(t *testing.T) {
	if got := Of(&annotate.Annotation{}); got.Sign == "" {
		t.Error("an unknown kind has no sign to stand in a list")
	}
}
