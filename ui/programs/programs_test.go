package programs

import (
	"slices"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// A host is said as the network knows it.
func TestTheHostOfAnAddress(t *testing.T) {
	for _, test := range []struct{ address, host string }{
		{"https://news.example/a?b=c", "https://news.example"},
		{"http://user@news.example:8080/a", "http://news.example:8080"},
		{"https://аpple.example/", "https://xn--pple-43d.example"},
		{"javascript:alert(1)", ""},
		{"file:///etc/passwd", ""},
		{"-option", ""},
		{"https://", ""},
		{"http://[", ""},
		{"http:a", ""},
	} {
		if host, err := Host(test.address); host != test.host || (err == nil) != (test.host != "") {
			t.Errorf("%s: %q, %v", test.address, host, err)
		}
	}
}

// Each system has its own command that opens a page.
func TestWhatOpensAPage(t *testing.T) {
	for system, want := range map[string][]string{
		"linux": {"xdg-open", "p"}, "freebsd": {"xdg-open", "p"}, "darwin": {"open", "p"}, "windows": {"rundll32", "url.dll,FileProtocolHandler", "p"},
	} {
		if name, args := opener(system, "p"); !slices.Equal(append([]string{name}, args...), want) {
			t.Errorf("%s: %s %q, want %q", system, name, args, want)
		}
	}
}

// Without an editor there is nothing to do; where no file can be made, the words come back.
func TestAnEditorThatDoesNotCome(t *testing.T) {
	t.Setenv("VISUAL", "")
	t.Setenv("EDITOR", "")
	same := func(e Edited) tea.Msg { return e }
	if Edit("words", same) != nil {
		t.Error("without an editor there is a command")
	}
	t.Setenv("EDITOR", "ed -s")
	t.Setenv("TMPDIR", "/none/of/this")
	if e, ok := Edit("words", same)().(Edited); !ok || e.Text != "words" || e.File != "" || e.Err == nil {
		t.Errorf("without a file: %+v", e)
	}
}
