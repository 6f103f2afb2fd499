package main

import (
	"fmt"
	"os"
	"regexp"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// transcript runs the lines of a file that begin with "$ " and writes another file
// that has, for each of them, the exit code and what is on standard error:
//
//	transcript LINES WRITTEN
//
// Every message has to be one line that names a thing and one that is a hint, in
// words of this program and not in those of Go's.
func transcript(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: transcript LINES WRITTEN")
	}
	var out strings.Builder
	faults := 0
	for line := range strings.Lines(ts.ReadFile(args[0])) {
		words, isCommand := strings.CutPrefix(strings.TrimSpace(line), "$ stet ")
		if !isCommand {
			if strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "" {
				out.WriteString(line)
			}
			continue
		}
		d := ts.Value(workerKey{}).(*worker).run(ts, fields(words))
		said := strings.ReplaceAll(string(d.Err), ts.MkAbs("."), "HERE")
		if fault := badVoice(d.Code, said); fault != "" {
			ts.Logf("$ stet %s: %s:\n%s", words, fault, said)
			faults++
		}
		fmt.Fprintf(&out, "$ stet %s\n%s[%d]\n", words, said, d.Code)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(out.String()), 0o666))
	if faults > 0 {
		ts.Fatalf("%d mistakes are not answered as they should be", faults)
	}
}

// fields cuts a command line at blanks; what is in single quotes is one word.
func fields(line string) []string {
	var out []string
	for _, w := range regexp.MustCompile(`'[^']*'|\S+`).FindAllString(line, -1) {
		out = append(out, strings.Trim(w, "'"))
	}
	return out
}

var goWords = regexp.MustCompile(`strconv|invalid character|main\.|%!|dial tcp|cannot unmarshal|\bEOF\b|open /|panic|<nil>|\[flags\]`)

// badVoice says what is wrong with what a mistake was answered, "" if nothing is.
func badVoice(code int, said string) string {
	lines := strings.Split(strings.TrimSuffix(said, "\n"), "\n")
	if code != problems && code != misuse {
		return fmt.Sprintf("the exit code is %d", code)
	}
	if goWords.MatchString(said) {
		return "these are not the program's words"
	}
	for i, l := range lines {
		switch {
		case i%2 == 0 && !strings.HasPrefix(l, "stet: "):
			return "a message begins with stet:"
		case i%2 == 1 && !strings.HasPrefix(l, "hint: "):
			return "a message has one line"
		case strings.HasSuffix(l, "."):
			return "a line ends in a full stop"
		}
	}
	if len(lines)%2 != 0 {
		return "a hint is missing"
	}
	return ""
}
