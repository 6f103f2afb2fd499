package main

import (
	"regexp"
	"strings"
	"testing"
)

// The commented file explains every key there is, and no other; with all of its
// comments taken away it is a config without mistakes.
func TestTheConfigFileExplainsEveryKey(t *testing.T) {
	text := string(defaultConfig)
	for _, key := range configKeys() {
		if !strings.Contains(text, "\n#"+key+" = ") && !strings.Contains(text, "\n#["+key+"]") && !strings.Contains(text, "\n#["+key+".") {
			t.Errorf("config.toml does not explain %s", key)
		}
	}
	set := regexp.MustCompile(`(?m)^#(\S)`).ReplaceAllString(text, "$1")
	c, err := parseConfig("config.toml", []byte(set))
	if err != nil {
		t.Fatalf("config.toml, all of it set: %v", err)
	}
	if c.Annotator == "" || c.Mouse == "" || len(c.Keys) == 0 {
		t.Errorf("config.toml, all of it set, reads as %+v", c)
	}
	if c, err := parseConfig("config.toml", defaultConfig); err != nil || c.Annotator != "" || len(c.Keys) != 0 {
		t.Errorf("config.toml as it is sets something: %+v, %v", c, err)
	}
}

func TestNearest(t *testing.T) {
	list := []string{"show", "detect", "list", "help"}
	for word, want := range map[string]string{"shwo": "show", "lst": "list", "detct": "detect", "zebra": "", "libya.txt": ""} {
		if got := nearest(word, list); got != want {
			t.Errorf("nearest to %q is %q, want %q", word, got, want)
		}
	}
}

func TestWhoOrdersLettersFromRightToLeft(t *testing.T) {
	for _, test := range []struct {
		bidi string
		env  map[string]string
		want bool // the terminal
	}{
		{"", nil, false},
		{"auto", map[string]string{"KONSOLE_VERSION": "221203"}, true},
		{"", map[string]string{"TERM_PROGRAM": "Apple_Terminal"}, true},
		{"", map[string]string{"KONSOLE_VERSION": "221203", "TMUX": "/tmp/tmux"}, false},
		{"stet", map[string]string{"KONSOLE_VERSION": "221203"}, false},
		{"terminal", nil, true},
	} {
		c := config{Bidi: test.bidi}
		if got := c.terminalReorders(func(name string) string { return test.env[name] }); got != test.want {
			t.Errorf("bidi = %q in %v: the terminal orders: %v", test.bidi, test.env, got)
		}
	}
}
