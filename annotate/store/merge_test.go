package store

import (
	"bytes"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/annotate/kind"
)

// A change of a collection in a test: of each of its annotations, by number.
type change struct {
	delete  bool
	comment string
	minutes int
}

// version is the golden collection after some changes, as a file; annotations of
// a number beyond its own are new ones.
func version(desk *tramDesk, base []byte, changes map[int]change) []byte {
	c, err := Decode(base)
	if err != nil {
		panic(err)
	}
	byID := map[string]int{}
	for i, a := range c.Annotations {
		byID[a.ID] = i
	}
	var out []*annotate.Annotation
	for n := range 20 {
		ch, changed := changes[n]
		i, had := byID[id(n+1)]
		switch {
		case !changed && had:
			out = append(out, c.Annotations[i])
		case !changed || ch.delete:
		default:
			a := &annotate.Annotation{ID: id(n + 1), Creator: "urn:x-stet:annotator:alice", Body: desk.annotations()[7].Body,
				Target: annotate.Target{Place: desk.at("pay", 0)}, Origin: annotate.Origin{How: annotate.ByHand}, Created: time.Unix(0, 0).UTC()}
			if had {
				a = c.Annotations[i].Clone()
			}
			a.Comment, a.Modified = ch.comment, time.Unix(int64(1800000000+60*ch.minutes), 0).UTC()
			out = append(out, a)
		}
	}
	c.Annotations = out
	return c.Encode()
}

func drawChanges(t *rapid.T, label string, among []int) map[int]change {
	out := map[int]change{}
	if len(among) == 0 {
		return out
	}
	for _, n := range rapid.SliceOfNDistinct(rapid.SampledFrom(among), 0, len(among), rapid.ID[int]).Draw(t, label) {
		out[n] = change{
			delete:  rapid.IntRange(0, 3).Draw(t, "delete") == 0,
			comment: rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "comment"),
			minutes: rapid.IntRange(0, 2).Draw(t, "minutes"),
		}
	}
	return out
}

func mustMerge(t interface{ Fatal(...any) }, base, ours, theirs []byte) ([]byte, []Conflict) {
	out, conflicts, err := Merge(base, ours, theirs)
	if err != nil {
		t.Fatal(err)
	}
	return out, conflicts
}

func numbers(from, to int) (out []int) {
	for n := from; n < to; n++ {
		out = append(out, n)
	}
	return out
}

func TestAMergeIsTheSameFromBothSides(t *testing.T) {
	desk := newTramDesk(t)
	base := desk.collection().Encode()
	rapid.Check(t, func(t *rapid.T) {
		ours := version(desk, base, drawChanges(t, "ours", numbers(0, 16)))
		theirs := version(desk, base, drawChanges(t, "theirs", numbers(0, 16)))
		one, conflicts := mustMerge(t, base, ours, theirs)
		two, _ := mustMerge(t, base, theirs, ours)
		if !bytes.Equal(one, two) {
			t.Fatalf("differ at byte %d", firstDifference(one, two))
		}
		c, err := Decode(one)
		if err != nil || len(c.Problems) > 0 {
			t.Fatal(err, c.Problems)
		}
		// Nothing that either side said is missing, but what one of them deleted.
		for _, side := range [][]byte{ours, theirs} {
			s, _ := Decode(side)
			for _, a := range s.Annotations {
				said := slices.ContainsFunc(c.Annotations, func(b *annotate.Annotation) bool {
					return (b.ID == a.ID || b.ConflictsWith == a.ID) && b.Comment == a.Comment
				})
				unchanged := bytes.Contains(base, a.Source.JSON)
				if !said && !unchanged {
					t.Fatalf("%s %q is lost; conflicts: %v", a.ID, a.Comment, conflicts)
				}
			}
		}
		// Merging the result again with either side changes nothing.
		if again, _ := mustMerge(t, theirs, theirs, one); !bytes.Equal(again, one) {
			t.Fatal("taking the result over changes it")
		}
	})
}

func TestDisjointEditsCommute(t *testing.T) {
	desk := newTramDesk(t)
	base := desk.collection().Encode()
	rapid.Check(t, func(t *rapid.T) {
		first := drawChanges(t, "first", numbers(0, 8))
		second := drawChanges(t, "second", numbers(8, 16))
		one, conflicts := mustMerge(t, base, version(desk, base, first), version(desk, base, second))
		if len(conflicts) > 0 {
			t.Fatalf("conflicts: %v", conflicts)
		}
		both := version(desk, version(desk, base, first), second)
		if !bytes.Equal(one, both) {
			t.Fatalf("merged and made in turn differ at byte %d", firstDifference(one, both))
		}
	})
}

func TestMergeWithoutABase(t *testing.T) {
	desk := newTramDesk(t)
	base := desk.collection().Encode()
	ours := version(desk, base, map[int]change{0: {comment: "ours"}})
	out, conflicts := mustMerge(t, nil, ours, base)
	if len(conflicts) != 1 {
		t.Errorf("conflicts: %v", conflicts)
	}
	if out2, _ := mustMerge(t, nil, base, base); !bytes.Equal(out2, base) {
		t.Error("merging a file with itself changes it")
	}
	c, err := Decode(out)
	if err != nil || len(c.Annotations) != 14 {
		t.Errorf("%d annotations, %v", len(c.Annotations), err)
	}
}

// small is a sidecar that a fuzzer can take apart.
const small = `{"type":"AnnotationCollection","schemaVersion":"1","document":{"id":"urn:d","sha256":"00"},"coded":"2026-03-18T08:10:00Z",
"refused":[{"id":"urn:r","kind":"entity","label":"GPE","target":{"selector":{"exact":"Green","start":1,"end":6}},"decided":"2026-03-18T08:10:00Z"}],
"total":2,"first":{"items":[{"id":"urn:a","motivation":"classifying","body":[{"type":["Dataset","stet:Stance"],"holder":{"type":"Person","name":"Doe"},
"stanceTarget":{"type":"stet:Words","words":{"selector":[{"exact":"tram"},{"start":3,"end":7}]}},"stance":"FAVOR"},{"type":"TextualBody","value":"t","purpose":"tagging"}],
"target":{"selector":[{"exact":"tram","prefix":"a "},{"start":3,"end":7}],"state":{"cached":"ni:///sha-256;A4jqFgEqlS2ijZH6mgQgny0D9dNW1S12vqg5-WMfhoE"}}},
{"id":"urn:b","motivation":"linking","body":{"type":"SpecificResource","source":"urn:a","purpose":"linking"},"target":"urn:uuid:a","modified":"2026-03-18T08:10:00Z","x":1}]}}`

// FuzzMerge merges whatever decodes: no panic, the same from both sides, and the
// result decodes.
func FuzzMerge(f *testing.F) {
	data := []byte(small)
	f.Add(data, data, []byte(nil))
	f.Add(data, bytes.Replace(data, []byte("FAVOR"), []byte("AGAINST"), 1), data)
	f.Add([]byte(`{"type":"AnnotationCollection","x":1,"first":{"items":[{"id":"a"},2,{"id":"a"}]}}`), []byte(`{"type":"AnnotationCollection","x":2,"refused":[{"id":"a","kind":"quote"}]}`), []byte(`{"type":["AnnotationCollection"]}`))
	f.Fuzz(func(t *testing.T, ours, theirs, base []byte) {
		one, _, err := Merge(base, ours, theirs)
		if err != nil {
			return
		}
		two, _, err := Merge(base, theirs, ours)
		if err != nil || !bytes.Equal(one, two) {
			t.Fatalf("%v\none: %s\ntwo: %s", err, one, two)
		}
		if _, err := Decode(one); err != nil {
			t.Fatalf("the result is no sidecar: %v\n%s", err, one)
		}
	})
}

// FuzzDecode reads anything: no panic, and what is read is written back with the
// bytes of every element.
func FuzzDecode(f *testing.F) {
	f.Add([]byte(small))
	f.Add([]byte(`{"type":"AnnotationCollection","first":{"items":[{"id":"a","body":[{"type":["Dataset","stet:Quotation"],"cue":7}],"target":[]}]}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := Decode(data)
		if err != nil {
			return
		}
		out := c.Encode()
		again, err := Decode(out)
		if err != nil {
			t.Fatalf("written: %v\n%s", err, out)
		}
		if len(again.Annotations) != len(c.Annotations) || len(again.opaque) != len(c.opaque) {
			t.Fatalf("%d and %d elements became %d and %d", len(c.Annotations), len(c.opaque), len(again.Annotations), len(again.opaque))
		}
		for _, a := range c.Annotations {
			if !bytes.Contains(out, a.Source.JSON) {
				t.Fatalf("%s was not copied", a.Source.JSON)
			}
			d := a.Clone()
			d.Comment = "changed"
			c.encoder(false).item(d)
			for _, f := range kind.Of(a).Fields { // what lists, exports and the screen ask
				f.Get(a.Body)
			}
			for _, p := range kind.Of(a).Places {
				p.Get(a.Body)
			}
			anchor.Places(a)
			a.Who()
		}
		if twice := again.Encode(); !bytes.Equal(twice, out) {
			t.Fatalf("written twice it differs at byte %d", firstDifference(twice, out))
		}
	})
}

func BenchmarkTenThousandAnnotations(b *testing.B) {
	desk := newTramDesk(b)
	c := desk.collection()
	all := desk.annotations()
	c.Annotations = nil
	for n := range 10_000 {
		a := all[n%7].Clone()
		a.ID = id(n + 1)
		a.Target.Quote.Start += n
		c.Annotations = append(c.Annotations, a)
	}
	data := c.Encode()
	b.Run(fmt.Sprintf("load %d KB", len(data)>>10), func(b *testing.B) {
		b.SetBytes(int64(len(data)))
		for b.Loop() {
			if c, err := Decode(data); err != nil || len(c.Annotations) != 10_000 {
				b.Fatal(err)
			}
		}
	})
	c, err := Decode(data)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("save one changed", func(b *testing.B) {
		b.SetBytes(int64(len(data)))
		for b.Loop() {
			c.Annotations[5000] = c.Annotations[5000].Clone()
			c.Annotations[5000].Comment += "."
			c.Encode()
		}
	})
	b.Run("save all new", func(b *testing.B) {
		for b.Loop() {
			for i, a := range c.Annotations {
				c.Annotations[i] = a.Clone()
			}
			c.Encode()
		}
	})
}
