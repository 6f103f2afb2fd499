package reader

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A codebook says which relations there are and what they may connect.
func TestRelationsAreThoseOfTheCodebook(t *testing.T) {
	const book = "name = \"talks\"\n[[set]]\nname = \"relation\"\napplies = \"link\"\n[[set.code]]\nname = \"answers\"\nkey = \"w\"\n" +
		"definition = \"It was said because of the other.\"\nfrom = [\"claim\"]\nto = [\"quote\"]\n"
	d := coded(t, book, "tab enter / type:gone enter + c enter", "")
	d.press("] a ] a r") // from the claim
	d.shows("1  quote", "relation from the claim")
	d.press("1")
	d.shows("w  answers", "It was said because of the other.")
	d.press("w")
	if !strings.Contains(d.statusLine(), "answers: [] hand") {
		t.Errorf("tagged:\n%s", d.statusLine())
	}
	d.press("g esc tab r") // from the quote: nothing goes from one
	d.shows("no other annotation in the folder to relate this to")
}

func TestTagsOfTheCodebookAreOfferedWithTheirMeaning(t *testing.T) {
	const book = "name = \"talks\"\n[[set]]\nname = \"tone\"\napplies = \"tag\"\n[[set.code]]\nname = \"harsh\"\ndefinition = \"It would hurt the one it is about.\"\n" +
		"[[set.code]]\nname = \"calm\"\n"
	d := coded(t, book, "tab enter", "")
	d.press("] a t")
	d.shows("1  harsh", "It would hurt the one it is about.")
	d.press("1 enter type:ask,_later enter")
	if tags := d.notes.own.Set.All()[0].Tags; strings.Join(tags, "|") != "tone:harsh|ask|later" {
		t.Errorf("tags are %q", tags)
	}
	d.press("t 2 D") // another code; the words stay
	if tags := d.notes.own.Set.All()[0].Tags; strings.Join(tags, "|") != "tone:calm|ask|later" {
		t.Errorf("tags are %q", tags)
	}
}

// Annotations that bear a code which was renamed are told of when an article is
// opened.
func TestRenamedCodesAreToldOf(t *testing.T) {
	const book = "name = \"talks\"\n[[set]]\nname = \"topic\"\napplies = \"article\"\n[[set.code]]\nname = "
	d := coded(t, book+"\"war\"\n", "A 1 down down enter enter", "")
	if err := os.WriteFile(filepath.Join(filepath.Dir(d.path), "codebook.toml"), []byte(book+"\"conflict\"\nreplaces = [\"war\"]\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	reopenAs(t, d.path, "alice").shows("1 annotation with renamed codes · stet codebook --migrate")
}
