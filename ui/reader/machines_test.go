package reader

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/annotate/kind"
	"stet/annotate/store"
	"stet/model"
	"stet/model/source"
	"stet/ui/pane/panetest"
)

const tide = `# Tide

The tide is late today. The ferry waits at the pier for an hour.

Nobody on board knows why. The captain has gone home.
`

// A saying is what a machine says of some words.
type saying struct {
	words string
	body  annotate.Body
	score float64
	tags  []string
}

// machineSays puts a machine's sidecar beside an article.
func machineSays(t testing.TB, path, slug string, says ...saying) {
	t.Helper()
	a, err := source.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	by := store.Software{Model: "m", Prompt: model.DigestOf("p"), Ran: time.Now().UTC().Truncate(time.Second)}
	off := model.NewOffsets(a.Text)
	var as []*annotate.Annotation
	for _, s := range says {
		n := annotate.Annotation{ID: store.NewID(), Body: s.body, Creator: store.MachineIRI + slug[1:], Created: by.Ran, Modified: by.Ran, Tags: s.tags,
			Origin: annotate.Origin{How: annotate.Suggested, Generator: by.Generator(slug), Score: s.score, Why: "because of the words"}}
		if i := strings.Index(a.Text, s.words); s.words != "" && i >= 0 {
			n.Target.Place = anchor.Describe(a, off, model.Range{Start: model.Pos(i), End: model.Pos(i + len(s.words))})
		} else {
			n.Target.Whole = true
		}
		as = append(as, &n)
	}
	desk := panetest.Desk(filepath.Join(filepath.Dir(path), "state"), "alice", nil)
	if _, err := desk.PutMachine(a, slug, by, as); err != nil {
		t.Fatal(err)
	}
}

func tidal(t *testing.T, codebook string) string {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "tide.md")
	if err := os.WriteFile(path, []byte(tide), 0o600); err != nil {
		t.Fatal(err)
	}
	if codebook != "" {
		if err := os.WriteFile(filepath.Join(dir, "codebook.toml"), []byte(codebook), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	machineSays(t, path, "@owl",
		saying{"The tide is late today", &kind.Claim{CheckWorthiness: "CFS", Status: kind.ToCheck}, 0.9, nil},
		saying{"Nobody on board knows why", &kind.Claim{CheckWorthiness: "UFS", Status: kind.ToCheck}, 0.4, nil},
		saying{"The captain has gone home", new(kind.Note), 0.6, []string{"mood:calm"}},
		saying{"", new(kind.Note), 0.7, []string{"mood:calm"}})
	machineSays(t, path, "@parrot",
		saying{"The ferry waits at the pier", &kind.Claim{CheckWorthiness: "UFS", Status: kind.ToCheck}, 0.5, nil},
		saying{"The tide is late today", &kind.Claim{CheckWorthiness: "CFS", Status: kind.ToCheck}, 0.8, nil})
	return path
}

// Nothing of a person's is written before they decide; what they keep says who suggested
// it and how sure that was, and what they refuse stays away.
func TestWhatMachinesSuggestIsKeptByAPerson(t *testing.T) {
	path := tidal(t, "")
	d := reopen(t, path)
	d.shows("4 suggestions of owl, parrot")
	if _, err := os.Stat(store.SidecarPath(path, "alice")); err == nil {
		t.Fatal("a sidecar of a person was written")
	}
	d.press("] u")
	if got := d.inFocus(); got != "[The tide is late today]. The ferry waits at the pier for an hour." {
		t.Errorf("]u goes to %s", got)
	}
	d.press("i")
	d.shows("suggested by owl, parrot 0.9: worth checking: because of the words")
	d.press("enter")
	a := d.notes.own.Set.All()[0]
	if a.Origin.How != annotate.Kept || !strings.HasPrefix(a.Origin.Generator, "@owl/m/") || a.Origin.Score != 0.9 || a.Origin.Why != "" || a.Creator == "" || strings.Contains(a.Creator, "machine") {
		t.Errorf("kept: %+v by %s", a.Origin, a.Creator)
	}
	d.press("g esc ] u x") // the ferry waits
	if refused := d.notes.own.Set.Refused(); len(refused) != 1 || !strings.HasPrefix(refused[0].Origin.Generator, "@parrot/") {
		t.Errorf("refused: %v", refused)
	}
	again := reopen(t, path)
	again.shows("2 suggestions of owl, parrot")
	again.press("u u") // the refusal of the earlier session, asked twice
	if n := len(again.notes.own.Set.Refused()); n != 0 {
		t.Errorf("%d are refused after undo", n)
	}
}

// ]? goes to the least sure, then up, [? down.
func TestGoingToTheLeastSure(t *testing.T) {
	d := reopen(t, tidal(t, ""))
	for i, want := range []string{"Nobody on board knows why", "The ferry waits at the pier", "The captain has gone home", "The tide is late today"} {
		d.press("] ?")
		if got := d.in.Art.Slice(d.focus.Range); got != want {
			t.Errorf("%d: ]? goes to %q, want %q", i, got, want)
		}
	}
	d.press("] ?")
	d.shows("this is the surest: 0.9")
	d.press("[ ?")
	if got := d.in.Art.Slice(d.focus.Range); got != "The captain has gone home" {
		t.Errorf("[? goes to %q", got)
	}
}

// m M and a letter hides one machine, m M * all.
func TestOneMachineIsHidden(t *testing.T) {
	d := reopen(t, tidal(t, ""))
	count := func() (n int) {
		for i := range d.in.Items {
			if d.in.Items[i].Machine != "" {
				n++
			}
		}
		return n
	}
	d.press("m M")
	d.shows("p machine parrot")
	d.press("p")
	d.shows("machine parrot hidden")
	if n := count(); n != 3 {
		t.Errorf("%d suggestions without the parrot, want 3", n)
	}
	d.press("m M o")
	if n := count(); n != 0 {
		t.Errorf("%d suggestions without both", n)
	}
	d.press("m M *")
	if n := count(); n != 4 {
		t.Errorf("%d suggestions shown again, want 4", n)
	}
}

// In a blind project machines are hidden until the coder is done, and suggestions =
// none hides them altogether.
func TestMachinesAreHiddenFromBlindCoders(t *testing.T) {
	const mood = "[[set]]\nname = \"mood\"\napplies = \"article\"\n[[set.code]]\nname = \"calm\"\n"
	machines := func(d *driven) (n int) {
		for i := range d.in.Items {
			if d.in.Items[i].Machine != "" {
				n++
			}
		}
		return n
	}
	d := reopen(t, tidal(t, "name = \"x\"\n[project]\nblind = true\n"+mood))
	if n := machines(d); n != 0 {
		t.Errorf("a blind coder sees %d suggestions of machines", n)
	}
	d.press("A")
	if strings.Contains(d.screen(), "owl") {
		t.Errorf("a blind coder sees a machine’s answer:\n%s", d.screen())
	}
	d.press("esc D D")
	if n := machines(d); n != 4 {
		t.Errorf("after D %d suggestions are shown", n)
	}
	d = reopen(t, tidal(t, "name = \"x\"\n[project]\nsuggestions = \"none\"\n"+mood))
	if n := machines(d); n != 0 {
		t.Errorf("suggestions = none shows %d suggestions", n)
	}
	d = reopen(t, tidal(t, "name = \"x\"\n"+mood))
	d.press("A")
	d.shows("owl: calm 0.7")
}

// 10,000 suggestions of a machine cost a key no more than 10,000 annotations do.
func BenchmarkKeyAmongSuggestions(b *testing.B) {
	dir := b.TempDir()
	path := filepath.Join(dir, "long.txt")
	var text strings.Builder
	var says []saying
	for i := range 10_000 {
		s := fmt.Sprintf("Sentence number %d is here", i)
		fmt.Fprintf(&text, "%s. ", s)
		if i%5 == 4 {
			text.WriteString("\n\n")
		}
		says = append(says, saying{s, &kind.Claim{CheckWorthiness: "UFS"}, 0.5, nil})
	}
	if err := os.WriteFile(path, []byte(text.String()), 0o600); err != nil {
		b.Fatal(err)
	}
	for _, with := range []int{0, len(says)} {
		machineSays(b, path, "@owl", says[:with]...)
		b.Run(fmt.Sprint(with), func(b *testing.B) {
			art, err := source.Open(path)
			if err != nil {
				b.Fatal(err)
			}
			desk := panetest.Desk(filepath.Join(dir, "state"), "alice", nil)
			env := panetest.Env(b, desk)
			r := New(env, Options{Article: art})
			panetest.Show(r, 80, 24)
			panetest.CarryOut(b, r.Init(), r.Update)
			keys := panetest.Keys("] u enter j j ] u k ] d ] d ] ? k")
			b.ResetTimer()
			for i := range b.N {
				r.Update(keys[i%len(keys)])
				panetest.Show(r, 80, 24)
			}
		})
	}
}

// Making the list of items anew, which every edit does.
func BenchmarkGatherSuggestions(b *testing.B) {
	dir := b.TempDir()
	path := filepath.Join(dir, "long.txt")
	var text strings.Builder
	var says []saying
	for i := range 10_000 {
		s := fmt.Sprintf("Sentence number %d is here", i)
		text.WriteString(s + ". ")
		says = append(says, saying{s, &kind.Claim{CheckWorthiness: "UFS"}, 0.5, nil})
	}
	if err := os.WriteFile(path, []byte(text.String()), 0o600); err != nil {
		b.Fatal(err)
	}
	machineSays(b, path, "@owl", says...)
	art, err := source.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	r := New(panetest.Env(b, panetest.Desk(filepath.Join(dir, "state"), "alice", nil)), Options{Article: art})
	panetest.Show(r, 80, 24)
	panetest.CarryOut(b, r.Init(), r.Update)
	for b.Loop() {
		r.notes.gather()
	}
}

// Names that a machine was asked for are gone to and kept as other suggestions are.
func TestNamesOfAMachineAreSuggestions(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "tide.md")
	if err := os.WriteFile(path, []byte(tide), 0o600); err != nil {
		t.Fatal(err)
	}
	machineSays(t, path, "@owl", saying{"The captain", &kind.Entity{Named: annotate.NameRef("The captain", "PERSON")}, 0.7, nil})
	d := reopen(t, path)
	d.press("] u")
	if got := d.in.Art.Slice(d.focus.Range); got != "The captain" {
		t.Fatalf("]u goes to %q", got)
	}
	d.press("enter")
	d.want("entity name=The captain PERSON: [The captain] kept")
}
