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
		if !strings.Contains(text, "\n#"+key+" = ") && !strings.Contains(text, "\n#["+key+"]") {
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
