package source

import (
	"strings"
	"testing"
)

func TestFrontMatterInJSON(t *testing.T) {
	a := mustRead(t, "a.md", "{\n  \"title\": \"Tram dearer\",\n  \"author\": [\"Jane Roe\", {\"name\": \"A. Doe\"}],\n  \"date\": \"2026-03-17\",\n  \"draft\": false\n}\n\n# Tram dearer\n\nThe tram is dearer.\n")
	if m := a.Meta; m.Title != "Tram dearer" || m.Byline != "Jane Roe, A. Doe" || m.Published.Day() != 17 {
		t.Errorf("%+v", m)
	}
	if a.Text != "Tram dearer\n\nThe tram is dearer." {
		t.Errorf("%q", a.Text)
	}
	for _, fence := range []string{"---json|---", ";;;|;;;"} {
		open, end, _ := strings.Cut(fence, "|")
		a := mustRead(t, "a.md", open+"\n{\"title\": \"Tram dearer\", \"author\": \"Jane Roe\"}\n"+end+"\n\nThe tram is dearer.\n")
		if a.Meta.Title != "Tram dearer" || a.Meta.Byline != "Jane Roe" || a.Text != "The tram is dearer." {
			t.Errorf("%s: %+v %q", fence, a.Meta, a.Text)
		}
	}
	for _, text := range []string{
		"{\"a\": 1}\n\nNo front matter: nothing that is known.",
		"{\"title\": \"x\"} is an example.",
		"{ a set }",
	} {
		if a := mustRead(t, "a.md", text); !strings.HasPrefix(a.Text, "{") {
			t.Errorf("%q is read as %q", text, a.Text)
		}
	}
}

func TestClippingsNameTheirSource(t *testing.T) {
	m := mustRead(t, "a.md", "---\ntitle: \"Tram\"\nsource: \"https://gazette.example/tram\"\nauthor:\n  - \"[[Jane Roe]]\"\n  - \"[[people/doe|A. Doe]]\"\npublished: 2026-03-17\n---\nThe tram is dearer.\n").Meta
	if m.URL != "https://gazette.example/tram" || m.Publisher != "" || m.Byline != "Jane Roe, A. Doe" || m.Published.Day() != 17 {
		t.Errorf("%+v", m)
	}
	if m := mustRead(t, "a.md", "---\ntitle: Tram\nsource: Riverton Gazette\n---\nText.\n").Meta; m.Publisher != "Riverton Gazette" || m.URL != "" {
		t.Errorf("%+v", m)
	}
}

func TestFootnotesAreNotes(t *testing.T) {
	a := mustRead(t, "a.md", "The tram is dearer.[^steel] Again.[^2]\n\n[^steel]: Because of *steel*.\n[^2]: And of wages,\n    which rose.\n\nThe end, and no note[^3] here.\n")
	want := `| The tram is dearer.¹ Again.²
| The end, and no note[^3] here.
item1 1.| Because of steel.
item1 2.| And of wages,⏎which rose.
`
	if got := strings.ReplaceAll(outline(a), "~", ""); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	if back := mustRead(t, "b.md", string(Write(a))); back.Text != a.Text {
		t.Errorf("written and read: %q", back.Text)
	}
}
