package codebook

import (
	"strings"
	"testing"
)

const people = `# who is who in the Libya articles
[[name]]
id = "urn:x-stet:name:khalifa-haftar"
name = "Khalifa Haftar"
type = "PERSON"
also = ["Haftar", "General Haftar"]

[[name]]
name = "the plan"
type = "TOPIC"
also = ["the initiative"]
`

func names(t *testing.T, text string) *Names {
	t.Helper()
	n, err := ReadNames("names.toml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestNamesAreJoined(t *testing.T) {
	n := names(t, people)
	for name, want := range map[string]string{
		"Haftar": "Khalifa Haftar", "General Haftar": "Khalifa Haftar", "Khalifa Haftar": "Khalifa Haftar",
		"the initiative": "the plan", "Angela Merkel": "Angela Merkel", "": "",
	} {
		if got := n.Same(name); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
	var none *Names
	if got := none.Same("Haftar"); got != "Haftar" {
		t.Errorf("without a file Haftar is %s", got)
	}
}

func TestJoiningOnlyAddsToTheFile(t *testing.T) {
	text := people
	for _, join := range [][2]string{{"Khalifa Haftar", "the field marshal"}, {"Haftar", "Gen. \"K.\" Haftar\n"}, {"the road map", "the plan"}, {"Angela Merkel", "Merkel"}} {
		n := names(t, text)
		text += n.Entry(join[0], "", join[1])
		after := names(t, text)
		if got, want := after.Same(join[1]), n.Same(join[0]); got != want {
			t.Errorf("%q is %q after it was joined with %s, want %s", join[1], got, join[0], want)
		}
		for _, e := range n.list {
			for _, form := range e.Also {
				if got := after.Same(form); got != n.Same(form) && got != n.Same(join[0]) {
					t.Errorf("joining %s makes %s %s", join[1], form, got)
				}
			}
		}
	}
	if got := names(t, text).Same("the initiative"); got != "the road map" {
		t.Errorf("the initiative was the plan, which is the road map now; it is %s", got)
	}
	if !strings.HasPrefix(text, people) {
		t.Error("what stood in the file has changed")
	}
}

func TestNamesThatCannotBeRead(t *testing.T) {
	for text, want := range map[string]string{"[[name]]\nalso = [\"x\"]\n": "names.toml: name 1 has no name", "[[name": "names.toml: "} {
		if _, err := ReadNames("names.toml", []byte(text)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func FuzzNames(f *testing.F) {
	f.Add("Khalifa Haftar", "Gen. \"K\" \\ Haftar\x00\u2028")
	f.Fuzz(func(t *testing.T, into, name string) {
		into, name = strings.ToValidUTF8(into, "?"), strings.ToValidUTF8(name, "?")
		if strings.TrimSpace(into) == "" || name == "" || name == into {
			return
		}
		n, err := ReadNames("names.toml", []byte((*Names)(nil).Entry(into, "", name)))
		if err != nil {
			t.Fatalf("what was written cannot be read: %v", err)
		}
		if got := n.Same(name); got != into {
			t.Errorf("%q is %q, want %q", name, got, into)
		}
	})
}
