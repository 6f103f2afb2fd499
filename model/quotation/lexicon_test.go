package quotation

import (
	"strings"
	"testing"
)

// The data files are part of the program: a slip in one is found here, by line.
func TestTheWordListsAreSound(t *testing.T) {
	l := words()
	for _, name := range []string{"verbs", "nouns", "adjectives"} {
		data, err := data.ReadFile("data/" + name + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for line := range strings.Lines(string(data)) {
			f := strings.Fields(line)
			if len(f) == 0 || strings.HasPrefix(f[0], "#") {
				continue
			}
			if seen[f[0]] {
				t.Errorf("%s.txt: %s stands there twice", name, f[0])
			}
			seen[f[0]] = true
			for _, field := range f[1:] {
				letters, preps, isPreps := strings.Cut(field, "p:")
				switch {
				case strings.Contains(field, "="):
				case isPreps && letters == "":
					for _, p := range strings.Split(preps, ",") {
						if l.words[p].class&(cPrep|cAdv) == 0 {
							t.Errorf("%s.txt: %s: no preposition %q", name, f[0], p)
						}
					}
				default:
					for i := range len(field) {
						if frameLetters[field[i]] == 0 {
							t.Errorf("%s.txt: %s: no frame %q", name, f[0], field[i])
						}
					}
				}
			}
		}
	}
}

func TestFormsOfVerbs(t *testing.T) {
	for spelling, want := range map[string]struct {
		word string
		form form
	}{
		"said": {"say", past | participle}, "says": {"say", third}, "saying": {"say", ing},
		"replied": {"reply", past | participle}, "replies": {"reply", third},
		"quipped": {"quip", past | participle}, "written": {"write", participle}, "wrote": {"write", past},
		"arguing": {"argue", ing}, "agreeing": {"agree", ing}, "stresses": {"stress", third},
	} {
		e := words().words[spelling]
		if got := words().lemmas[e.verb].word; got != want.word || e.form&^(noun|adjective) != want.form {
			t.Errorf("%s is %s in form %b, want %s, %b", spelling, got, e.form, want.word, want.form)
		}
	}
}
