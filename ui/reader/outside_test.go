package reader

import (
	"strings"
	"testing"
)

// Before the source is opened its host is said, as the network knows it.
func TestTheHostIsSaidBeforeTheSourceIsOpened(t *testing.T) {
	for _, test := range []struct{ address, host string }{
		{"https://news.example/a?b=c", "https://news.example"},
		{"http://user@news.example:8080/a", "http://news.example:8080"},
		{"https://аpple.example/", "https://xn--pple-43d.example"},
		{"javascript:alert(1)", ""},
		{"file:///etc/passwd", ""},
		{"-option", ""},
		{"https://", ""},
	} {
		if host, err := hostOf(test.address); host != test.host || (err == nil) != (test.host != "") {
			t.Errorf("%s: %q, %v", test.address, host, err)
		}
	}
	d := open(t, threeVoices)
	d.art.Meta.URL = "https://news.example/a"
	opened := func() bool {
		for _, m := range d.said {
			if _, ok := m.(OpenURL); ok {
				return true
			}
		}
		return false
	}
	if d.press("O"); opened() || !strings.Contains(d.screen(), "https://news.example · O again opens it outside") {
		t.Errorf("after one O, opened %v:\n%s", opened(), d.screen())
	}
	if d.press("j O"); opened() {
		t.Error("O, something else and O opened it")
	}
	if d.press("O"); !opened() {
		t.Errorf("O O did not open it:\n%s", d.screen())
	}
}
