package kind

import (
	"strings"
	"testing"

	"stet/annotate"
)

// frame is a kind with a field of every type that a codebook knows.
var frame = Make(Spec{
	Name: "frame", Title: "frame", Sign: "F", Key: "f",
	Fields: []SpecField{
		{Name: "why", Type: Text}, {Name: "type", Type: Choice, Needed: true}, {Name: "tone", Type: Choices},
		{Name: "blamed", Type: Name}, {Name: "hero", Type: Name}, {Name: "answers", Type: Reference},
		{Name: "strength", Type: Number}, {Name: "since", Type: Date},
	},
})

// full returns a frame that says something in every field.
func full(t *testing.T) *Own {
	t.Helper()
	b := frame.New().(*Own)
	for name, v := range map[string]string{
		"why": "because; so", "type": "conflict", "tone": "ironic; alarmed", "answers": "urn:uuid:1", "strength": "-3.5", "since": "2026-03-17",
	} {
		f, ok := frame.Field(name)
		if !ok {
			t.Fatalf("there is no field %s", name)
		}
		if err := f.Set(b, v); err != nil {
			t.Fatal(err)
		}
	}
	for i, r := range b.Refs() {
		*r.Ref = annotate.NameRef([]string{"Jane Doe", "John Roe"}[i], "PERSON")
	}
	return b
}

func TestTheLabelOfAKindInWordsIsItsFirstChoice(t *testing.T) {
	b := full(t)
	if b.Label() != "conflict" || frame.Fields[0].Name != "type" {
		t.Errorf("the label is %q, the first column %s", b.Label(), frame.Fields[0].Name)
	}
	if got := strings.Join(frame.FieldNames(), " "); got != "type why tone strength since answers" {
		t.Errorf("columns: %s", got)
	}
	plain := Make(Spec{Name: "irony", Title: "irony", Sign: "I", Fields: []SpecField{{Name: "why", Type: Text}}})
	if _, ok := plain.Label(); ok || plain.New().Label() != "" {
		t.Error("a kind without a choice has a label")
	}
	if plain.SetLabel(plain.New(), "x") == nil {
		t.Error("a kind without a choice takes a label")
	}
}

func TestAKindInWordsIsWrittenAndReadBack(t *testing.T) {
	was := full(t)
	w := &Writer{ID: "urn:uuid:a", Source: "https://news.example/a", Of: "d", Now: "d"}
	was.Encode(w)
	first := string(w.Bytes())
	e := NewElement(w.Bytes(), "d")
	if !e.Is(frame.Type) {
		t.Fatalf("its type is %v", e.Types)
	}
	is := frame.New().(*Own)
	is.Decode(e)
	if err := e.Err(); err != nil {
		t.Fatal(err)
	}
	again := &Writer{ID: "urn:uuid:a", Source: "https://news.example/a", Of: "d", Now: "d"}
	is.Encode(again)
	if string(again.Bytes()) != first {
		t.Errorf("it came back as\n%s\nwant\n%s", again.Bytes(), first)
	}
	if !strings.Contains(first, `"stet:kind/frame/strength": -3.5`) {
		t.Errorf("the number is no number:\n%s", first)
	}
}

func TestWhatIsNoNumberInAFileIsKept(t *testing.T) {
	e := NewElement([]byte(`{"type": ["Dataset", "stet:kind/frame"], "stet:kind/frame/strength": "about three", "stet:kind/frame/type": 7}`), "d")
	b := frame.New().(*Own)
	b.Decode(e)
	f, _ := frame.Field("strength")
	if e.Err() != nil || f.Get(b) != "about three" || b.Label() != "7" {
		t.Errorf("it reads as %q, %q, %v", f.Get(b), b.Label(), e.Err())
	}
	w := &Writer{ID: "urn:uuid:a"}
	b.Encode(w)
	if !strings.Contains(string(w.Bytes()), `"about three"`) {
		t.Errorf("it is lost:\n%s", w.Bytes())
	}
}

func TestNumbersAndDatesAreChecked(t *testing.T) {
	b := frame.New()
	for name, values := range map[string]map[string]bool{
		"strength": {"3": true, " 3.5 ": true, "": true, "1e3": true, "three": false, "3,5": false, "NaN": false, "03": false, `"3"`: false, "3 4": false},
		"since":    {"2026-03-17": true, "2026-03-17T09:41:07Z": true, "": true, "yesterday": false, "17.3.2026": false},
	} {
		f, _ := frame.Field(name)
		for v, ok := range values {
			if err := f.Set(b, v); (err == nil) != ok {
				t.Errorf("%s = %q: %v", name, v, err)
			}
		}
	}
}

func TestACopyOfAKindInWordsSharesNothing(t *testing.T) {
	b := full(t)
	c := b.Clone().(*Own)
	tone, _ := frame.Field("tone")
	tone.Set(c, "neutral")
	c.Refs()[0].Ref.Name = "somebody else"
	if err := frame.SetLabel(c, "economy"); err != nil {
		t.Fatal(err)
	}
	if tone.Get(b) != "ironic; alarmed" || b.Refs()[0].Ref.Name != "Jane Doe" || b.Label() != "conflict" {
		t.Error("a change of the copy changes the original")
	}
}

func TestADeletionIsForgottenByKindsInWords(t *testing.T) {
	gone := &annotate.Annotation{ID: "urn:uuid:1", Body: &Note{}}
	a := &annotate.Annotation{ID: "urn:uuid:2", Body: full(t)}
	set := annotate.NewSet([]*annotate.Annotation{gone, a}, a.Created)
	set.Do(Deletion(set, gone))
	f, _ := frame.Field("answers")
	if got := f.Get(set.Get("urn:uuid:2").Body); got != "" {
		t.Errorf("it still answers %s", got)
	}
}

// The codebook may change while annotations are open that were read with it.
func TestAFieldOfAnotherVersionIsFoundByName(t *testing.T) {
	b := full(t)
	other := Make(Spec{Name: "frame", Fields: []SpecField{{Name: "tone", Type: Choices}, {Name: "new", Type: Text}, {Name: "type", Type: Choice}}})
	if f, _ := other.Field("tone"); f.Get(b) != "ironic; alarmed" {
		t.Errorf("the tone is %q", f.Get(b))
	}
	f, _ := other.Field("new")
	if err := f.Set(b, "x"); err != nil || f.Get(b) != "" {
		t.Errorf("a field that it does not have says %q, %v", f.Get(b), err)
	}
	if f, _ := frame.Field("since"); f.Get(other.New()) != "" || f.Get(&Note{}) != "" {
		t.Error("a body without the field says something")
	}
}

func TestAStampChangesWithTheFields(t *testing.T) {
	if Stamp(nil) != "" {
		t.Error("no kinds have a stamp")
	}
	one := Stamp([]Kind{frame})
	other := Make(Spec{Name: "frame", Fields: []SpecField{{Name: "type", Type: Text}}})
	if one == "" || one == Stamp([]Kind{other}) || one != Stamp([]Kind{frame}) {
		t.Error("the stamp does not tell kinds apart")
	}
}

func TestAmongAddsTheKindsThatThereAre(t *testing.T) {
	as := []*annotate.Annotation{{Body: &Note{}}, {Body: full(t)}, {}, {Body: full(t)}}
	if rows := Among(as); len(rows) != len(All)+1 || rows[len(All)].Name != "frame" {
		t.Errorf("the kinds are %v", rows.Names())
	}
	if rows := Among(as[:1]); len(rows) != len(All) {
		t.Errorf("the kinds are %v", rows.Names())
	}
}

func TestWhatAKindInWordsSays(t *testing.T) {
	b := full(t)
	if got := b.Gloss(); got != "because; so  conflict  ironic, alarmed  Jane Doe  John Roe  -3.5  2026-03-17" {
		t.Errorf("in the margin: %s", got)
	}
	name := func(r annotate.Ref) string { return map[string]string{"urn:uuid:1": "claim 2"}[r.ID] + r.Name }
	if got := b.Spoken(name); got != "why because; so, type conflict, tone ironic and alarmed, blamed Jane Doe, hero John Roe, answers claim 2, strength -3.5, since 2026-03-17" {
		t.Errorf("read aloud: %s", got)
	}
}

// A built-in kind that is made of a Spec is told of once, though annotations of it look
// like those of a kind that a codebook adds.
func TestABuiltInSpecIsOneRow(t *testing.T) {
	metaphor := Make(Spec{Name: "metaphor", Title: "metaphor", Sign: "≈", Fields: []SpecField{{Name: "of", Type: Text}}})
	built := All.With([]Kind{metaphor})
	if again := built.With([]Kind{metaphor}); len(built) != len(All)+1 || len(again) != len(built) {
		t.Errorf("%d rows, then %d, then %d", len(All), len(built), len(again))
	}
}
