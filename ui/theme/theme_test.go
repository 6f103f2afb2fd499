package theme

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const small = `
[both]
"" = ""
"kind" = "underline"
"kind.quote" = "on blue"
"search" = "reverse bold #ff8000 on 236"
[dark]
"kind.quote" = "on 236"
`

func TestStyle(t *testing.T) {
	for _, test := range []struct {
		role string
		dark bool
		want Style
	}{
		{"kind.quote", false, Style{Bg: "4"}},
		{"kind.quote", true, Style{Bg: "236"}},
		{"kind.quote.suggested.more", true, Style{Bg: "236"}},
		{"kind.claim", true, Style{Underline: true}},
		{"kindness", true, Style{}},
		{"", true, Style{}},
		{"search", true, Style{Fg: "#ff8000", Bg: "236", Bold: true, Reverse: true}},
		{"search.current", true, Style{Fg: "#ff8000", Bg: "236", Bold: true, Reverse: true}},
	} {
		th, err := Parse("small", []byte(small), test.dark)
		if err != nil {
			t.Fatal(err)
		}
		if got := th.Style(test.role); got != test.want {
			t.Errorf("%q, dark %v: %+v, want %+v", test.role, test.dark, got, test.want)
		}
	}
}

func TestAWrongThemeSaysWhere(t *testing.T) {
	for _, test := range []struct{ file, want string }{
		{"[both]\nfocus = \"blod\"", `theme mine:2: focus: "blod" is no colour and no attribute`},
		{"[both]\nfocus = \"on 300\"", `theme mine:2: focus: "300" is no colour and no attribute`},
		{"[both]\nfocus = \"#12345\"", `theme mine:2: focus: "#12345" is no colour and no attribute`},
		{"inherits = \"nosuch\"", `theme mine inherits "nosuch", expected one of terminal, `},
		{"inherits = \"mine\"", `theme mine inherits "mine", `},
		{"[both]\n\n\"kind.qoute\" = \"bold\"", `theme mine:3: there is no role "kind.qoute"`},
		{"[light]\nlist.chosen = \"bold\"", "theme mine: "},
		{"[light]\n\"list.chosen\" = \"bold\"", `theme mine:2: there is no role "list.chosen"`}, // the background is dark
		{"[both]\nfocus = 1", "theme mine: "},
		{"[bth]\nfocus = \"bold\"", "theme mine: "},
	} {
		if _, err := Parse("mine", []byte(test.file), true); err == nil || !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("%q: %v, want %s", test.file, err, test.want)
		}
	}
	if _, err := Load("nosuch", true); err == nil || !strings.Contains(err.Error(), Default) {
		t.Errorf("an unknown theme: %v, want the names there are", err)
	}
}

func TestAThemeOfOnesOwn(t *testing.T) {
	file := filepath.Join(t.TempDir(), "mine.toml")
	if err := os.WriteFile(file, []byte("inherits = \"contrast\"\n[both]\nfocus = \"reverse\""), 0o644); err != nil {
		t.Fatal(err)
	}
	th, err := Load(file, true)
	if err != nil {
		t.Fatal(err)
	}
	base, err := Load("contrast", true)
	if err != nil {
		t.Fatal(err)
	}
	if th.Style("focus") != (Style{Reverse: true}) || th.Style("name.person") != base.Style("name.person") {
		t.Errorf("focus is %+v, people are %+v", th.Style("focus"), th.Style("name.person"))
	}
	if _, err := Load(filepath.Join(t.TempDir(), "none.toml"), true); err == nil || !strings.Contains(err.Error(), "none.toml") {
		t.Errorf("a file that is not there: %v", err)
	}
}

func TestEveryBuiltInThemeLoads(t *testing.T) {
	for _, name := range append(Names(), "") {
		for _, dark := range []bool{true, false} {
			if th, err := Load(name, dark); err != nil || th.About == "" {
				t.Errorf("%s, dark %v: %v, %+v", name, dark, err, th)
			}
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load("", true); err != nil {
			b.Fatal(err)
		}
	}
}
