package manual

import (
	"strings"
	"testing"

	"charm.land/glamour/v2/styles"
	"github.com/charmbracelet/x/ansi"
)

// Items of lists are broken once, hang, and leave what is no list alone.
func TestItemsHang(t *testing.T) {
	page := "Words that are\nin two lines.\n\n- one two three\n  four five\n10. six seven\n"
	want := "Words that are\nin two lines.\n\n- one two\n\u00a0\u00a0three four\n\u00a0\u00a0five\n10. six\n\u00a0\u00a0\u00a0\u00a0seven\n"
	if got := wrapItems(page, 10); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Each row is a page of help and its lines on a terminal: code as it was typed, however
// long, and no flag and no word cut at its hyphens.
func TestPagesOnAScreen(t *testing.T) {
	for _, c := range []struct{ page, want string }{
		{"# How to begin\n\nWords that are\nin two lines.\n", "# How to begin\n\nWords that are in two lines."},
		{"Press `tab`:\n\n    stet   demo           a line that is far too long\n\n      more\n\nThen this.\n",
			"Press tab:\n\n  stet   demo           a line that is far too long\n\n    more\n\nThen this."},
		{"```\n  - no item\n\n    x-y\n```\n- an item\n", "    - no item\n\n      x-y\n\n• an item"},
		{"It takes the flag --errors-as-lines for one-line answers.\n", "It takes the flag\n--errors-as-lines for one-line\nanswers."},
	} {
		shown, err := Render(c.page, styles.NoTTYStyleConfig, 34)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.Trim(shown, "\n"), "\n")
		for i := range lines {
			lines[i] = strings.TrimRight(strings.TrimPrefix(lines[i], "  "), " ")
		}
		if got := strings.Join(lines, "\n"); got != c.want {
			t.Errorf("%q is shown as\n%s\nwant\n%s", c.page, got, c.want)
		}
	}
}

// A table of many columns becomes a list, a narrow one stays.
func TestWideTables(t *testing.T) {
	narrow := "| a | b |\n|---|---|\n| 1 | x \\| y |\n\n"
	page := narrow + "| tool | flag | file | in | unit | |\n|---|---|---|---|---|---|\n| Brat | `brat` | .ann |  | a \\| b | Good. |\n"
	want := narrow + "- **Brat**; flag `brat`; file .ann; unit a | b. Good.\n"
	if got := unrollTables(page, manyColumns); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Code in the help is not broken, so it has to fit between the margins of a terminal of
// 80 columns.
func TestCodeFitsATerminal(t *testing.T) {
	for _, name := range Topics() {
		page, _ := topic(name)
		for text, code := range pieces(page) {
			for line := range strings.Lines(text) {
				if w := ansi.StringWidth(strings.TrimPrefix(strings.TrimRight(line, "\n"), "    ")); code && w > 76 {
					t.Errorf("topics/%s.md: %d columns: %s", name, w, line)
				}
			}
		}
	}
}
