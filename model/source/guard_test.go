package source

import (
	"strings"
	"testing"
	"time"

	"stet/model"
	"stet/model/need"
)

// TestHostileMarkdown reads what takes goldmark 6 to 25 seconds each. The limit
// is twenty times what it takes here; it is there to see a square.
func TestHostileMarkdown(t *testing.T) {
	const n = 200_000
	fill := func(s string) string { return strings.Repeat(s, n/len(s)) }
	for name, data := range map[string]string{
		"links without an end":  fill("[a]("),
		"emphasis":              fill("**a_ "),
		"all signs":             fill("~~a*_`["),
		"numbers in numbers":    fill("1. "),
		"quotes in quotes":      fill(">"),
		"lists in lists":        fill("- * "),
		"lists a thousand deep": deepLists(1000, 1),
		"lists, up and down":    deepLists(250, 12),
		"a table of wide rows":  strings.Repeat("a|", 100) + "\n" + strings.Repeat("-|", 100) + "\n" + fill("b\n"),
		"brackets":              fill("["),
	} {
		var a *model.Article
		if took := need.CPU(func() { a = mustRead(t, "a.md", "Before *it*.\n\n"+data+"\n\nAfter *it*.\n") }); took > 4*time.Second {
			t.Errorf("%s: %v", name, took)
		}
		if !strings.HasPrefix(a.Text, "Before it.\n\n") || !strings.HasSuffix(a.Text, "After it.") {
			t.Errorf("%s: what stands around it is not Markdown: %.20q … %q", name, a.Text, a.Text[len(a.Text)-20:])
		}
		checkBlocks(t, a)
	}
}

// deepLists goes down so many lists, so often.
func deepLists(depth, times int) string {
	var b strings.Builder
	for i := range depth * times {
		b.WriteString(strings.Repeat("  ", i%depth) + "- item\n")
	}
	return b.String()
}

func TestListsAsDeepAsPeopleMakeThemAreLists(t *testing.T) {
	if got := outline(mustRead(t, "a.md", deepLists(12, 1))); strings.Count(got, "| item") != 12 {
		t.Errorf("%s", got)
	}
}

func TestCodeWithManySignsIsStillCode(t *testing.T) {
	code := strings.Repeat("a[i] = (b * c)\n", 400)
	if got := outline(mustRead(t, "a.md", "```\n"+code+"```\n")); !strings.HasPrefix(got, "code| a[i]") {
		t.Errorf("%.40s", got)
	}
}

// Rules and the lines under headings may be as wide as the page.
func TestAWideRuleIsNoNest(t *testing.T) {
	for text, want := range map[string]string{
		"The tide is high\n" + strings.Repeat("-", 90) + "\n\nSo.\n": "heading2| The tide is high\n| So.\n",
		"One.\n\n" + strings.Repeat("* ", 45) + "\n\nTwo.\n":         "| One.\n| Two.\n",
		"One.\n\n" + strings.Repeat("- ", 45) + "\n\nTwo.\n":         "| One.\n| Two.\n",
	} {
		if got := outline(mustRead(t, "a.md", text)); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
