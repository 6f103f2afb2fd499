package codebook

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"stet/annotate"
	"stet/annotate/kind"
)

func TestARenameMigratesAnnotations(t *testing.T) {
	b, err := Read("codebook.toml", []byte(`name = "x"
[[set]]
name = "topic"
applies = "article"
many = true
[[set.code]]
name = "transport"
replaces = ["traffic", "roads"]
[[set]]
name = "worth"
applies = "claim"
[[set.code]]
name = "check"
replaces = ["CFS"]
`))
	if err != nil {
		t.Fatal(err)
	}
	old := []*annotate.Annotation{
		{ID: "1", Body: &kind.Claim{CheckWorthiness: "CFS"}, Tags: []string{"traffic", "topic:traffic", "topic:war", "topic:roads"}},
		{ID: "2", Body: &kind.Claim{CheckWorthiness: "check"}, Tags: []string{"worth:CFS"}},
	}
	at := time.Unix(1, 0)
	changes, err := b.Migrate(old, at)
	if err != nil || len(changes) != 1 {
		t.Fatalf("%d annotations change, %v; want 1", len(changes), err)
	}
	var taken []string
	for _, r := range changes[0].Renames {
		taken = append(taken, r.Set.Name+" "+r.From+" "+r.To)
	}
	if want := []string{"topic traffic transport", "topic roads transport", "worth CFS check"}; !slices.Equal(taken, want) {
		t.Errorf("taken %q, want %q", taken, want)
	}
	after := changes[0].After
	if want := []string{"traffic", "topic:transport", "topic:war"}; !slices.Equal(after.Tags, want) || after.Body.Label() != "check" || !after.Modified.Equal(at) {
		t.Errorf("became %v, %s; want %v, check", after.Tags, after.Body.Label(), want)
	}
	if old[0].Body.Label() != "CFS" || old[0].Tags[1] != "topic:traffic" {
		t.Error("the annotation itself was changed")
	}
}

// Every choice of every kind takes a renamed code, by the name that the codebook has for it;
// nothing else of the annotation changes, and the change can be taken back.
func TestARenameReachesEveryField(t *testing.T) {
	at := time.Unix(1, 0)
	for _, k := range kind.All {
		for _, f := range k.Fields {
			if f.Type != kind.Choice && f.Type != kind.Choices {
				continue
			}
			field, many := k.FieldOf(f), f.Type == kind.Choices
			toml := fmt.Sprintf("name = \"x\"\n[[set]]\nname = \"s\"\napplies = %q\nfield = %q\nmany = %t\n[[set.code]]\nname = \"NEW\"\nreplaces = [\"OLD\"]\n[[set.code]]\nname = \"OTHER\"\n", k.Name, field, many)
			b, err := Read("codebook.toml", []byte(toml))
			if err != nil {
				t.Errorf("%s %q: %v", k.Name, field, err)
				continue
			}
			say := func(v string) *annotate.Annotation {
				a := &annotate.Annotation{ID: v, Body: k.New(), Comment: "as it was", Tags: []string{"OLD"}}
				if err := f.Set(a.Body, v); err != nil {
					t.Fatal(err)
				}
				return a
			}
			changes, err := b.Migrate([]*annotate.Annotation{say("OLD"), say("OTHER"), say("NEW")}, at)
			if err != nil || len(changes) != 1 {
				t.Errorf("%s %q: %d annotations change, %v", k.Name, field, len(changes), err)
				continue
			}
			c := changes[0]
			if f.Get(c.Before.Body) != "OLD" || f.Get(c.After.Body) != "NEW" || c.After.Comment != "as it was" || !slices.Equal(c.After.Tags, []string{"OLD"}) || !c.After.Modified.Equal(at) {
				t.Errorf("%s %q: %q became %q, %+v", k.Name, field, f.Get(c.Before.Body), f.Get(c.After.Body), c.After)
			}
			for _, other := range k.Fields {
				if other.Name != f.Name && other.Get != nil && other.Get(c.After.Body) != other.Get(c.Before.Body) {
					t.Errorf("%s %q: %s became %q", k.Name, field, other.Name, other.Get(c.After.Body))
				}
			}
		}
	}
}

// Of several codes the renamed one takes its place, and is there once.
func TestARenameAmongSeveralCodes(t *testing.T) {
	r := Rename{From: "OLD", To: "NEW"}
	for codes, want := range map[string]string{"A; OLD; B": "A; NEW; B", "OLD": "NEW", "NEW; OLD": "NEW", "OLD; B; NEW": "B; NEW"} {
		if from, to := recode(codes, r); from != "OLD" || to != want {
			t.Errorf("%s becomes %q, %q", codes, from, to)
		}
	}
	for _, codes := range []string{"", "A", "OLDER; A"} {
		if from, to := recode(codes, r); from != "" || to != codes {
			t.Errorf("%s becomes %q, %q", codes, from, to)
		}
	}
	if _, _, ok := kind.Access(&annotate.Annotation{Body: new(kind.Note)}, "no such field"); ok {
		t.Error("a field that is none can be set")
	}
}

// A name that is joined with one that had forms of its own brings them along, and the file
// of names grows by a line of its own even where its last line has no end.
func TestNamesAreJoinedWithTheirForms(t *testing.T) {
	const before = "[[name]]\nname = \"Doe\"\nalso = [\"the mayor\"]\n\n[[name]]\nname = \"Jane Doe\"\nalso = [\"J. Doe\"]"
	for _, text := range []string{before, before + "\n"} {
		after, names, err := join("names.toml", []byte(text), "Jane Doe", "PERSON", "Doe")
		if err != nil || !strings.HasPrefix(string(after), before+"\n") {
			t.Fatalf("%v\n%s", err, after)
		}
		again, err := ReadNames("names.toml", after)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range []*Names{names, again} {
			for _, form := range []string{"Doe", "the mayor", "Jane Doe", "J. Doe"} {
				if got := n.Same(form); got != "Jane Doe" {
					t.Errorf("%s is %q", form, got)
				}
			}
			also := map[string]bool{}
			for _, r := range n.Rules() {
				for _, form := range r.Also {
					also[form] = true
				}
			}
			if !also["Doe"] || !also["the mayor"] || !also["J. Doe"] {
				t.Errorf("its forms are %v", also)
			}
		}
	}
}

// The faults of a codebook are told in the order of its lines.
func TestFaultsComeInTheOrderOfTheLines(t *testing.T) {
	_, err := Read("codebook.toml", []byte("name = \"x\"\n[[set]]\nname = \"b\"\napplies = \"nothing\"\n[[set]]\nname = \"\"\napplies = \"article\"\n[[set.code]]\nname = \"\"\n[[set]]\nname = \"c\"\napplies = \"nobody\"\n"))
	var errs Errors
	if !errors.As(err, &errs) || len(errs) < 3 {
		t.Fatalf("%v", err)
	}
	if !slices.IsSortedFunc(errs, func(a, b *Error) int { return a.Line - b.Line }) {
		t.Errorf("told are\n%v", errs)
	}
}

// A list of assignments that cannot be read is an error, one that is missing is none.
func TestAssignmentsThatCannotBeRead(t *testing.T) {
	dir := t.TempDir()
	if as, err := LoadAssignments(dir); as != nil || err != nil {
		t.Errorf("%v, %v", as, err)
	}
	if err := os.Mkdir(filepath.Join(dir, AssignmentsFile), 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := LoadAssignments(dir); err == nil {
		t.Error("a folder is read")
	}
}
