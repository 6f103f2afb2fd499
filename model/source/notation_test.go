package source

import (
	"strings"
	"testing"
)

// What Obsidian and others write besides Markdown is read as its readers see it; code
// and what only looks like it stay.
func TestNotationBesideMarkdown(t *testing.T) {
	for text, want := range map[string]string{
		"See [[Riverton]] and [[places/weir|the weir]].": "See Riverton and the weir.",
		"A note[[1]](https://a.example).":                "A note[1].",
		"It is ==very dear== now.":                       "It is very dear now.",
		"a==b==c and x == y == z":                        "a==b==c and x == y == z",
		"One %%for me%% two.":                            "One  two.",
		"`[[x]]` ==y==":                                  "[[x]] y",
		"```\n[[x]] ==y==\n```":                          "[[x]] ==y==",
		"> [!warning] Take care\n> The ice is thin.":     "Take care\nThe ice is thin.",
		"> [!warning] Take care":                         "Take care",
		"> [!warning]- Take care\n\nThe ice is thin.":    "Take care\n\nThe ice is thin.",
		"> [!NOTE]\n> The ice is thin.":                  "The ice is thin.",
		"## Trams {#trams .wide}\n\nText.":               "Trams\n\nText.",
		"It rose.^[By a tenth, they say.] Then":          "It rose.¹ Then\n\nBy a tenth, they say.",
		"It rose.\n\n[^9]: Nobody refers to this.":       "It rose.\n\n[^9]: Nobody refers to this.",
		"It rose.[^Long]\n\n[^long]: By a tenth.":        "It rose.¹\n\nBy a tenth.",
	} {
		if got := mustRead(t, "x.md", text).Text; got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// What is written is read as the same text, also where it looks like such notation.
func TestNotationIsWrittenAsText(t *testing.T) {
	for _, text := range []string{"a ==b== c", "50 %%of%% it", "see [[x]] and ^[a b]", "## x {#y}", "> [!note] x"} {
		a := mustRead(t, "x.txt", "A title\n\n"+text+"\n")
		a.Meta.Format = ""
		if b := mustRead(t, "x.md", string(Write(a))); b.Text != a.Text {
			t.Errorf("%q became %q", a.Text, b.Text)
		}
	}
}

// Front matter comes in many hands.
func TestFrontMatterOfManyHands(t *testing.T) {
	const body = "\nThe tram is dear.\n"
	for head, want := range map[string]string{
		"{\"title\": \"A, }\", \"author\": {\"name\": \"Ann Lee\"},\n}\n":                     "A, }|Ann Lee|",
		"\n\n{\"title\": \"A\"}\n":                                                            "A||",
		"---\n{\"title\": \"A\", \"date\": \"2026-03-17\"}\n---\n":                            "A||2026-03-17",
		"\n--- \ntitle: A\n---\t\n":                                                           "A||",
		"---\ntitle: A\nauthors:\n  - name: Ann Lee\n    email: a@x\n  - name: Bo Ray\n---\n": "A|Ann Lee, Bo Ray|",
		"---\nauthor:\n  name: Ann Lee\n  url: https://a.example\ntitle: A\n---\n":            "A|Ann Lee|",
		"---\ntitle: A\nauthor: \"[[Ann Lee]], [[people/bo|Bo Ray]]\"\n---\n":                 "A|Ann Lee, Bo Ray|",
		"+++\ntitle = \"\"\"A\"\"\"\nabout = '''\nx = 1\ny'''\ndate = 2026-03-17\n+++\n":      "A||2026-03-17",
		"% A\n% Ann Lee; Bo Ray\n% 17 March 2026\n":                                           "A|Ann Lee, Bo Ray|2026-03-17",
		"% A title\n  that goes on\n":                                                         "A title that goes on||",
		"Title: A\nAuthors: Ann Lee,\n  Bo Ray\nSlug: a\nDate: 2026-03-17\n":                  "A|Ann Lee, Bo Ray|2026-03-17",
	} {
		a := mustRead(t, "x.md", head+body)
		got := a.Meta.Title + "|" + a.Meta.Byline + "|"
		if !a.Meta.Published.IsZero() {
			got += a.Meta.Published.Format("2006-01-02")
		}
		if got != want || !strings.HasSuffix(a.Text, "The tram is dear.") || strings.Contains(a.Text, "Lee") {
			t.Errorf("%q: %s, %q; want %s", head, got, a.Text, want)
		}
	}
	for _, text := range []string{"Title: a letter\n\nDear all,\n", "Title: A\nand more words\n\nx\n", "{\"x\": 1}\n\nx\n"} {
		if a := mustRead(t, "x.md", text); a.Meta.Title != "" && !strings.Contains(a.Text, a.Meta.Title) {
			t.Errorf("%q has front matter: %+v", text, a.Meta)
		}
	}
}

// A mail may begin with a mark, or with the line that parts a mailbox; its head may hold
// letters as they are.
func TestHeadsOfMails(t *testing.T) {
	const head = "From: Ann Lee <ann@a.example>\r\nDate: Tue, 17 Mar 2026 09:30:00 (UTC)\r\n"
	for mail, title := range map[string]string{
		"\ufeff" + head + "Subject: Trams\r\n\r\nDear.\r\n":                                          "Trams",
		"From ann@a.example Tue Mar 17 09:30:00 2026\r\n" + head + "Subject: Trams\r\n\r\nDear.\r\n": "Trams",
		head + "Subject: F\xeate \xe0 vous\r\n\r\nDear.\r\n":                                         "Fête à vous",
	} {
		a := mustRead(t, "x.eml", mail)
		if a.Meta.Title != title || a.Meta.Byline != "Ann Lee" || a.Meta.Published.Format("2006-01-02") != "2026-03-17" {
			t.Errorf("%q: %+v", mail, a.Meta)
		}
	}
}
