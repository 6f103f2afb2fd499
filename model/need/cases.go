package need

import (
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// Cases compares the results of small inputs with a file that holds both: a line
// "=== NAME", the input, a line "---" and the result. Unlike [Golden] it reports a result
// of several lines as a whole. With -update the results are written anew.
func Cases(t testing.TB, file string, read func(input string) string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, _ := strings.Cut(string(data), caseMark)
	var anew strings.Builder
	anew.WriteString(head)
	names := map[string]bool{}
	for rest != "" {
		one := rest
		if i := strings.Index(rest, "\n"+caseMark); i >= 0 {
			one, rest = rest[:i+1], rest[i+1+len(caseMark):]
		} else {
			rest = ""
		}
		name, input, _ := strings.Cut(one, "\n")
		input, want, found := strings.Cut(input, "\n---\n")
		if names[name] || !found && !Update() {
			t.Errorf("%s: %q is there twice or has no result", file, name)
		}
		names[name] = true
		if !found {
			input = strings.TrimSuffix(input, "\n")
		}
		got := strings.TrimRight(read(input), "\n") + "\n"
		if got != want && !Update() {
			t.Errorf("%s: %s\n%s\n got:\n%s\nwant:\n%s", file, name, input, got, want)
		}
		anew.WriteString(caseMark + name + "\n" + input + "\n---\n" + got)
	}
	if len(names) == 0 {
		t.Errorf("%s: no cases", file)
	}
	if Update() {
		if err := os.WriteFile(file, []byte(anew.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// caseMark begins the line with the name of a case.
const caseMark = "=== "

// Bytes is text in which \xHH stands for a byte.
func Bytes(text string) string {
	return escape.ReplaceAllStringFunc(text, func(s string) string {
		n, _ := strconv.ParseUint(s[2:], 16, 8)
		return string([]byte{byte(n)})
	})
}

var escape = regexp.MustCompile(`\\x[0-9a-f]{2}`)
