package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// D goes to the next article that is not coded, opened or not, and u there brings the
// coded one back as it was.
func TestDGoesToTheNextUncodedArticleAndUComesBack(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"codebook.toml": "name = \"talks\"\n[[set]]\nname = \"topic\"\napplies = \"article\"\n[[set.code]]\nname = \"war\"\n",
		"a1.txt":        "The first one\n\nIt rained in the morning.\n", "a2.txt": "The second one\n\nIt was dry at noon.\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s := onStage(t, dir, 80, 24)
	s.press("G enter q g enter") // the second one was opened before
	s.press("A 1 D")
	if got := s.screen(); !strings.Contains(got, "The second one") {
		t.Fatalf("D does not go on:\n%s", got)
	}
	s.press("u")
	if got := s.screen(); !strings.Contains(got, "The first one") {
		t.Fatalf("u does not come back:\n%s", got)
	}
	s.press("D")
	if got := s.screen(); !strings.Contains(got, "The second one") {
		t.Errorf("the article is still coded, or its answers are gone:\n%s", got)
	}
}
