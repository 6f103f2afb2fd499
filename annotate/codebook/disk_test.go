package codebook

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stet/model/mention"
)

func put(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// A project is blind where its codebook says so, and where nobody can tell.
func TestWhichProjectsAreBlind(t *testing.T) {
	const head = "name = \"p\"\nid = \"https://example.org/p\"\nversion = \"1\"\n"
	for name, c := range map[string]struct {
		text          string
		blind, broken bool
	}{
		"none": {"", false, false}, "open": {head, false, false}, "blind": {head + "[project]\nblind = true\n", true, false}, "broken": {"name = ", true, true},
	} {
		dir := t.TempDir()
		if c.text != "" {
			put(t, filepath.Join(dir, FileName), c.text)
		}
		if blind, err := BlindIn(dir); blind != c.blind || (err != nil) != c.broken {
			t.Errorf("%s: blind %t, %v", name, blind, err)
		}
		if kinds, err := KindsIn(dir); len(kinds) > 0 || err != nil {
			t.Errorf("%s: %d kinds, %v", name, len(kinds), err)
		}
	}
	dir := t.TempDir()
	put(t, filepath.Join(dir, FileName), head+"[kind.frame]\nsign = \"F\"\nkey = \"f\"\n")
	if kinds, err := KindsIn(dir); len(kinds) != 1 || err != nil {
		t.Errorf("%d kinds, %v", len(kinds), err)
	}
	put(t, filepath.Join(dir, FileName), head+"[kind.frame]\nsign = \"FF\"\n")
	if kinds, err := KindsIn(dir); len(kinds) > 0 || err == nil {
		t.Errorf("of a broken codebook %d kinds, %v", len(kinds), err)
	}
	os.Remove(filepath.Join(dir, FileName))
	os.Mkdir(filepath.Join(dir, FileName), 0o755)
	if _, err := KindsIn(dir); err == nil {
		t.Error("a folder is a codebook")
	}
}

// Names are joined in the file, and that is taken back unless somebody else changed it.
func TestJoiningNamesInAFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), NamesFile)
	if n, err := LoadNames(file); n != nil || err != nil {
		t.Errorf("without a file: %v, %v", n, err)
	}
	first, err := JoinNames(file, "Jane Doe", mention.Person, "Doe", "the mayor")
	if err != nil || first.Before != nil || first.Names.Same("the mayor") != "Jane Doe" || first.Names.Same("Doe") != "Jane Doe" {
		t.Fatalf("%+v, %v", first, err)
	}
	if n, err := LoadNames(file); err != nil || n.Same("Doe") != "Jane Doe" {
		t.Errorf("read again Doe is %s, %v", n.Same("Doe"), err)
	}
	second, err := JoinNames(file, "John Roe", mention.Person, "Roe")
	if err != nil || string(second.Before) != string(first.After) {
		t.Fatalf("%+v, %v", second, err)
	}
	if _, err := ReplaceNames(file, first.After, nil); err == nil || !strings.Contains(err.Error(), "changed meanwhile") {
		t.Errorf("the first change is taken back before the second: %v", err)
	}
	if n, err := ReplaceNames(file, second.After, second.Before); err != nil || n.Same("Roe") != "Roe" || n.Same("Doe") != "Jane Doe" {
		t.Errorf("taking back the second: %v", err)
	}
	if n, err := ReplaceNames(file, first.After, first.Before); err != nil || n != nil {
		t.Errorf("taking back the first: %v, %v", n, err)
	}
	if _, err := os.Stat(file); !os.IsNotExist(err) {
		t.Errorf("the file that was made is still there: %v", err)
	}
	if n, err := ReplaceNames(file, nil, first.After); err != nil || n.Same("Doe") != "Jane Doe" {
		t.Errorf("done again: %v", err)
	}
	if _, err := ReplaceNames(file, first.After, []byte("[[name]]\n")); err == nil {
		t.Error("a file of names that nobody can read is written")
	}
	if data, _ := os.ReadFile(file); string(data) != string(first.After) {
		t.Errorf("the file is %q", data)
	}
	put(t, file, "[[name]]\nname = ")
	if _, err := JoinNames(file, "Jane Doe", mention.Person, "Doe"); err == nil {
		t.Error("a broken file is added to")
	}
	if data, _ := os.ReadFile(file); string(data) != "[[name]]\nname = " {
		t.Errorf("the broken file is %q", data)
	}
	dir := filepath.Join(t.TempDir(), NamesFile)
	os.Mkdir(dir, 0o755)
	for what, err := range map[string]error{
		"loaded":   func() error { _, err := LoadNames(dir); return err }(),
		"joined":   func() error { _, err := JoinNames(dir, "a", "", "b"); return err }(),
		"replaced": func() error { _, err := ReplaceNames(dir, nil, nil); return err }(),
	} {
		if err == nil {
			t.Errorf("a folder is %s", what)
		}
	}
}

// What a table of names holds by type, and how an entry is written.
func TestEntriesOfNames(t *testing.T) {
	n := names(t, people+"\n[[name]]\nname = \"Khalifa\"\nalso = [\"K.\", \"Haftar\"]\n")
	if rules := n.Rules(); len(rules) != 2 || rules[0].Name != "Khalifa Haftar" || rules[1].Name != "Khalifa" || len(rules[1].Also) != 1 {
		t.Errorf("rules %+v", rules)
	}
	if topics := n.Topics(); len(topics) != 1 || topics[0] != "the plan" {
		t.Errorf("topics %q", topics)
	}
	var none *Names
	if none.Rules() != nil || none.Topics() != nil {
		t.Error("of no file")
	}
	for _, c := range []struct {
		of         *Names
		into, name string
		t          mention.Type
		want       string
	}{
		{nil, "A", "B", "", "\n[[name]]\nname = \"A\"\nalso = [\"B\"]\n"},
		{none, "A", "B\x7f\x1f \"q\" \\", mention.Org, "\n[[name]]\nname = \"A\"\ntype = \"ORG\"\nalso = [\"B\\u007f\\u001f \\\"q\\\" \\\\\"]\n"},
		{n, "Haftar", "Khalifa", "", "\n[[name]]\nname = \"Khalifa Haftar\"\nalso = [\"Khalifa\", \"K.\"]\n"},
		{n, "the plan", "General Haftar", "", "\n[[name]]\nname = \"the plan\"\nalso = [\"General Haftar\"]\n"},
		{n, "the road", "the plan", "", "\n[[name]]\nname = \"the road\"\nalso = [\"the plan\", \"the initiative\"]\n"},
	} {
		if got := c.of.Entry(c.into, c.t, c.name); got != c.want {
			t.Errorf("got %q\nwant %q", got, c.want)
		}
	}
	taken := names(t, "[[name]]\nname = \"A\"\nid = \"urn:a\"\nalso = [\"B\"]\n[[name]]\nname = \"C\"\nalso = [\"D\", \"B\"]\n[[name]]\nname = \"E\"\nalso = [\"C\"]\n[[name]]\nname = \"F\"\nid = \"urn:a\"\nalso = [\"F\", \"G\", \"\"]\n")
	for form, want := range map[string]string{"B": "A", "C": "E", "D": "E", "E": "E", "G": "A", "F": "A", "H": "H"} {
		if got := taken.Same(form); got != want {
			t.Errorf("%s is %s, want %s", form, got, want)
		}
	}
}

func TestATitleIsOneShortLine(t *testing.T) {
	for title, want := range map[string]bool{strings.Repeat("ä", maxName): true, strings.Repeat("ä", maxName+1): false, "": true, "a\tb": false} {
		if oneLine(title) != want {
			t.Errorf("%q: %t", title, !want)
		}
	}
}
