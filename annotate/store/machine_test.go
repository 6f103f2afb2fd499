package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/annotate/kind"
	"stet/model"
)

// machineDesk is a desk with one article in a folder, and what a machine says of it.
func machineDesk(t *testing.T) (*Desk, *model.Article, func(comment string) []*annotate.Annotation) {
	t.Helper()
	dir := t.TempDir()
	text := "The ferry was late. The harbour master said so twice."
	path := filepath.Join(dir, "ferry.txt")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	a := &model.Article{Text: text, Path: path, Digest: model.DigestOf(text)}
	desk := &Desk{Annotator: "Alice", Data: t.TempDir(), State: t.TempDir(), Locks: t.TempDir()}
	says := func(comment string) []*annotate.Annotation {
		return []*annotate.Annotation{{
			ID: NewID(), Body: new(kind.Note), Comment: comment, Creator: MachineIRI + "parrot", Created: time.Now().UTC(),
			Origin: annotate.Origin{How: annotate.Suggested, Generator: "@parrot/m/12345678", Score: 0.88, Why: "heard it"},
			Target: annotate.Target{Place: anchor.Describe(a, model.NewOffsets(text), model.Range{Start: 4, End: 9})},
		}}
	}
	return desk, a, says
}

func prompt(words string) Software {
	return Software{Model: "parrot-1b", Version: "3", Parameters: `{"seed":7}`, Prompt: model.DigestOf(words), Codebook: "urn:x:book#2", Ran: time.Date(2026, 4, 1, 8, 0, 0, 0, time.UTC), Given: 3, Refused: 2}
}

// What a run says of itself is in its sidecar, and the reader finds what it said.
func TestAMachinesSidecarSaysWhoRan(t *testing.T) {
	desk, a, says := machineDesk(t)
	path, err := desk.PutMachine(a, "@parrot", prompt("one"), says("late"))
	if err != nil || filepath.Base(path) != "ferry.txt.@parrot.anno.json" {
		t.Fatal(path, err)
	}
	by, digest := desk.Ran(a, "@parrot")
	if by == nil || *by != prompt("one") || digest != a.Digest {
		t.Errorf("read back %+v of %s", by, digest)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"type": "Software"`, `"model": "parrot-1b"`, `"promptDigest"`, `"score": 0.88`, `"origin": "suggested"`, `"stet:promptDigest"`} {
		if !bytes.Contains(data, []byte(want)) {
			t.Errorf("%s is missing in\n%s", want, data)
		}
	}
	if err := schema(t).Validate(unmarshal(t, data)); err != nil {
		t.Errorf("the schema refuses it: %v", err)
	}
	if people, err := desk.Others(a); err != nil || len(people) > 0 {
		t.Fatal("a machine passes for a person", people, err)
	}
	others, err := desk.Machines(a)
	if err != nil || len(others) != 1 || others[0].Annotator != "@parrot" {
		t.Fatal(others, err)
	}
	got := others[0].Set.All()
	if len(got) != 1 || got[0].Origin.Score != 0.88 || got[0].Origin.Why != "heard it" || a.Slice(got[0].Target.Range) != "ferry" {
		t.Errorf("read %+v", got[0])
	}
	c := &Checker{Desk: desk, Read: func(string) (*model.Article, error) { return a, nil }}
	c.Add(path)
	for p := range c.Problems {
		t.Error(p)
	}
}

// A run with another prompt moves the earlier one aside; the same prompt again
// replaces what it had said.
func TestAnEarlierRunStaysComparable(t *testing.T) {
	desk, a, says := machineDesk(t)
	for _, run := range []struct{ prompt, comment string }{{"one", "first"}, {"one", "again"}, {"two", "second"}} {
		if _, err := desk.PutMachine(a, "@parrot", prompt(run.prompt), says(run.comment)); err != nil {
			t.Fatal(err)
		}
	}
	earlier := "@parrot-" + model.DigestOf("one")[:8]
	for slug, want := range map[string]string{"@parrot": "second", earlier: "again"} {
		data, err := os.ReadFile(SidecarPath(a.Path, slug))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(data, []byte(want)) || !bytes.Contains(data, []byte(`"nickname": "`+slug+`"`)) {
			t.Errorf("%s does not say %q:\n%s", slug, want, data)
		}
	}
	if paths, _ := Sidecars(a.Path); len(paths) != 2 {
		t.Errorf("sidecars: %v", paths)
	}
}

// A run whose prompt nobody knows is replaced. Where an earlier run cannot be moved
// aside, nothing is written and it stays.
func TestAnEarlierRunIsMovedOrStays(t *testing.T) {
	desk, a, says := machineDesk(t)
	path, err := desk.PutMachine(a, "@parrot", Software{Model: "parrot-1b"}, says("first"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := desk.PutMachine(a, "@parrot", prompt("one"), says("second")); err != nil {
		t.Fatal(err)
	}
	if paths, _ := Sidecars(a.Path); len(paths) != 1 {
		t.Errorf("sidecars: %v", paths)
	}
	if text, ok := desk.KeptText(a.Path, a.Digest); !ok || text != a.Text {
		t.Errorf("the text that it read is not kept: %q", text)
	}
	data, err := os.ReadFile(path)
	if err != nil || !bytes.Contains(data, []byte(fmt.Sprintf(`"codePoints": %d`, utf8.RuneCountInString(a.Text)))) {
		t.Errorf("the length of the text is not said: %v\n%s", err, data)
	}
	desk.create = func(temp string) (tempFile, error) {
		if strings.Contains(temp, "@parrot-") {
			return nil, &os.PathError{Op: "open", Path: temp, Err: syscall.ENOSPC}
		}
		return createTemp(temp)
	}
	if _, err := desk.PutMachine(a, "@parrot", prompt("two"), says("third")); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("it could not be moved: %v", err)
	}
	if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, data) {
		t.Errorf("the earlier run has changed: %v", err)
	}
}

// Nothing of a person's is replaced, whatever it is called.
func TestAMachineReplacesNoPersonsFile(t *testing.T) {
	desk, a, says := machineDesk(t)
	path := SidecarPath(a.Path, "@parrot")
	c := NewCollection(Document{ID: DocumentID(a), Digest: a.Digest}, Creator{ID: "urn:x-stet:annotator:bob", Nickname: "@parrot"}, "", time.Now())
	c.Coded = time.Now()
	before := c.Encode()
	if err := os.WriteFile(path, before, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := desk.PutMachine(a, "@parrot", prompt("one"), says("late")); err == nil {
		t.Error("it was replaced")
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
		t.Error("the file changed")
	}
	if by, digest := desk.Ran(a, "@parrot"); by != nil || digest != "" {
		t.Errorf("a person is a run: %+v", by)
	}
	for _, slug := range []string{"alice", Gold} {
		if _, err := desk.PutMachine(a, slug, prompt("one"), nil); err == nil {
			t.Errorf("a machine wrote as %s", slug)
		}
	}
}

// A run is named by its machine, its model if that has a name, and its prompt.
func TestHowARunIsNamed(t *testing.T) {
	one := prompt("one")
	if got, want := one.Generator("@parrot"), "@parrot/parrot-1b/"+one.Prompt[:8]; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got := (&Software{Prompt: "1234"}).Generator("@parrot"); got != "@parrot/1234" {
		t.Error(got)
	}
}

// Outside a library they are kept with the desk's own data, and nowhere else.
func TestThePromptOfALooseArticle(t *testing.T) {
	desk := testDesk(t, "Alice")
	loose := filepath.Join(t.TempDir(), "ferry.txt")
	words := "Mark every claim."
	if err := desk.KeepPrompt(loose, words); err != nil {
		t.Fatal(err)
	}
	if got, ok := desk.Prompt(loose, model.DigestOf(words)); !ok || got != words {
		t.Errorf("kept %q", got)
	}
	if _, err := os.Stat(filepath.Join(desk.Data, "prompts", model.DigestOf(words)+".txt")); err != nil {
		t.Error(err)
	}
}

// The words of a prompt are kept by their digest, and no other file is read for them.
func TestThePromptIsKept(t *testing.T) {
	desk, a, _ := machineDesk(t)
	words := "Mark every claim."
	if err := desk.KeepPrompt(a.Path, words); err != nil {
		t.Fatal(err)
	}
	if got, ok := desk.Prompt(a.Path, model.DigestOf(words)); !ok || got != words {
		t.Errorf("kept %q", got)
	}
	if got, ok := desk.Prompt(a.Path, model.DigestOf("Another.")); ok {
		t.Errorf("one that was never kept is %q", got)
	}
	if err := os.WriteFile(desk.promptPath(a.Path, model.DigestOf(words)), []byte("Mark nothing."), 0o644); err != nil {
		t.Fatal(err)
	}
	if got, ok := desk.Prompt(a.Path, model.DigestOf(words)); ok {
		t.Errorf("it was changed since, and still is %q", got)
	}
	for _, bad := range []string{"", "../../ferry", strings.Repeat(".", 64)} {
		if _, ok := desk.Prompt(a.Path, bad); ok {
			t.Errorf("%q was read", bad)
		}
	}
}
