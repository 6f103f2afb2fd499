package ui

import (
	"strings"
	"testing"

	"stet/ui/pane/panetest"
)

// toCode is a folder of two articles with one question about each.
func toCode(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	panetest.Write(t, dir, "codebook.toml", "name = \"talks\"\n[[set]]\nname = \"topic\"\napplies = \"article\"\n[[set.code]]\nname = \"war\"\n")
	panetest.Write(t, dir, "a1.txt", "The first one\n\nIt rained in the morning.\n")
	panetest.Write(t, dir, "a2.txt", "The second one\n\nIt was dry at noon.\n")
	return dir
}

// D goes to the next article that is not coded, opened or not, and u there brings the
// coded one back as it was.
func TestDGoesToTheNextUncodedArticleAndUComesBack(t *testing.T) {
	s := onStage(t, toCode(t), 80, 24)
	s.press("G enter q g enter") // the second one was opened before
	s.press("A 1 D")
	if got := s.screen(); !strings.Contains(got, "The second one") || !strings.Contains(got, "coded: The first one · u undo") {
		t.Fatalf("D does not go on, or does not say what it did:\n%s", got)
	}
	s.press("u")
	if got := s.screen(); !strings.Contains(got, "undone: coded, The first one") {
		t.Fatalf("u does not come back, or does not say so:\n%s", got)
	}
	s.press("D")
	if got := s.screen(); !strings.Contains(got, "The second one") {
		t.Errorf("the article is still coded, or its answers are gone:\n%s", got)
	}
}

// u in the list takes back what D did in the reader: the article is coded no more.
func TestTheListUndoesWhatWasCodedInTheReader(t *testing.T) {
	s := onStage(t, toCode(t), 80, 24)
	s.press("enter A 1 D q")
	if got := s.screen(); !strings.Contains(got, "1 of 2 coded") {
		t.Fatalf("after D in the reader:\n%s", got)
	}
	s.press("u")
	if got := s.screen(); !strings.Contains(got, "undone: done, The first one") || !strings.Contains(got, "0 of 2 coded, 1 begun") {
		t.Errorf("after u in the list:\n%s", got)
	}
}
