package reader

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stet/annotate/kind"
)

const frameBook = `name = "frames"
[kind.frame]
key = "f"
unit = "sentence"
definition = "How a problem is put."
[[kind.frame.field]]
name = "type"
title = "which frame"
type = "choice"
needed = true
[[kind.frame.field.code]]
name = "conflict"
key = "c"
[[kind.frame.field.code]]
name = "economy"
key = "e"
[[kind.frame.field]]
name = "blamed"
type = "name"
[[kind.frame.field]]
name = "strength"
type = "number"
[[kind.frame.field]]
name = "why"
type = "text"
[kind.irony]
key = "i"
`

// framed is an article in a project with kinds of its own.
func framed(t *testing.T) *driven {
	t.Helper()
	d := open(t, talks)
	if err := os.WriteFile(filepath.Join(filepath.Dir(d.path), "codebook.toml"), []byte(frameBook), 0o600); err != nil {
		t.Fatal(err)
	}
	return reopen(t, d.path)
}

func TestAKindOfTheCodebookIsTaggedShownAndGoneBy(t *testing.T) {
	d := framed(t)
	d.press("v X f")
	d.shows("How a problem is put.", "which frame", "c conflict   e economy")
	d.press("c enter")
	d.shows("▸3", "frame, conflict · u undo")
	d.press("esc ] s ] s X i") // nothing to ask
	d.shows("irony")
	if statusLine := d.statusLine(); strings.Count(statusLine, "\n") != 2 || !strings.Contains(statusLine, "frame blamed= conflict: [") || !strings.Contains(statusLine, "irony: [") {
		t.Fatalf("tagged:\n%s", statusLine)
	}
	d.press("g esc m X f")
	d.shows("frames hidden")
	d.press("m X f ] X f")
	if it := d.focus.Item; it == nil || it.Note.Kind() != "frame" {
		t.Errorf("]X f goes to %+v", it)
	}
	d.press("] X f")
	d.shows("no more frames after this")
	d.press("[ X i")
	d.shows("no more ironies before this")
	d.press("u u")
	if statusLine := d.statusLine(); statusLine != "" {
		t.Errorf("after two u there is\n%s", statusLine)
	}
}

// A card of a row refuses what is no number, can be gone through again, and is
// repeated by ".".
func TestTheCardOfAKindAsksItsFields(t *testing.T) {
	d := framed(t)
	d.press("v X f c tab type:much enter")
	d.shows(`"much" is no number`)
	d.press("backspace backspace backspace backspace 3 enter type:because enter")
	frame := d.notes.own.Set.All()[0]
	value := func(name string) string {
		f, _ := kind.Of(frame).Field(name)
		return f.Get(frame.Body)
	}
	if value("strength") != "3" || value("why") != "because" {
		t.Errorf("strength %q, why %q", value("strength"), value("why"))
	}
	d.press("esc ] X f enter") // opens it: ⏎ in an answered field ends
	d.shows("economy", "because")
	d.press("e enter")
	frame = d.notes.own.Set.All()[0]
	if frame.Body.Label() != "economy" || value("strength") != "3" {
		t.Errorf("it is %s, %s now", frame.Body.Label(), value("strength"))
	}
	d.press("] X f enter tab tab backspace enter") // takes the number away
	frame = d.notes.own.Set.All()[0]
	if value("strength") != "" || value("why") != "because" {
		t.Errorf("strength %q, why %q", value("strength"), value("why"))
	}
	d.press("esc ] s ] s .")
	if n := len(d.notes.own.Set.All()); n != 2 {
		t.Errorf("there are %d frames after .", n)
	}
}

func TestKindsOfTheCodebookStandInLegendAndHints(t *testing.T) {
	d := framed(t)
	d.press("v")
	d.shows("X f frame")
	says := map[string]string{}
	for _, row := range d.looks.legend().Rows {
		says[row.Says] = row.Key
	}
	if says["frame"] != "m X f" || says["irony"] != "m X i" {
		t.Errorf("the legend says %v", says)
	}
}

// Coders differ where another coded field differs, and what is decided is of the kind.
func TestKindsOfTheCodebookAreAdjudicated(t *testing.T) {
	d := coded(t, frameBook, "v X f c enter", "v X f e enter")
	d.press("] d")
	d.shows("frame · same words, another label")
	d.press("2 enter") // bob's
	f, err := d.env.Desk.Gold().Open(d.in.Art)
	if err != nil {
		t.Fatal(err)
	}
	if as := f.Set.All(); len(as) != 1 || as[0].Kind() != "frame" || as[0].Body.Label() != "economy" {
		t.Errorf("decided %+v", as)
	}
}

// No key of a kind means something else already, whichever keys a codebook takes.
func TestKeysOfKindsDoNotCollide(t *testing.T) {
	var own []kind.Kind
	for _, c := range "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" {
		own = append(own, kind.Make(kind.Spec{Name: "k" + string(c), Title: "k" + string(c), Sign: string(c), Key: string(c)}))
	}
	table := commandsFor(kind.All.With(own))
	if err := table.Check(); err != nil {
		t.Error(err)
	}
	for _, k := range kind.All {
		c, ok := table.Find(k.Command)
		if !ok || len(c.Keys) == 0 || c.Keys[0] != k.Key {
			t.Errorf("a %s is made by %v, and the table of kinds says %q", k.Title, c.Keys, k.Key)
		}
	}
}
