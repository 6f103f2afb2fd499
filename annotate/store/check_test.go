package store

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"stet/model"
)

// faultsIn writes a sidecar beside the article and returns what is wrong with it.
func faultsIn(t *testing.T, desk *tramDesk, data []byte) (out []Problem) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "tram.txt.alice.anno.json")
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	codes := []string{"mixed", "direct", "CFS", "CT+", "REFUTES", "FAVOR", "AGAINST", "NONE", "ORG", "PERSON", "GPE", "attacks"}
	c := &Checker{Desk: testDesk(t, "Alice"), Read: func(path string) (*model.Article, error) {
		if filepath.Base(path) != "tram.txt" {
			return nil, errors.New("there is none")
		}
		return desk.art, nil
	}, Knows: func(_, kind, field, code string) bool {
		return slices.Contains([]string{"claim", "claim_kind", "status", "told_by", "in_quote", "rating", "reviewed", "evidence", "scheme", "on_claim", "also", "apart"}, field) || slices.Contains(codes, code)
	}}
	c.Add(path)
	for p := range c.Problems {
		out = append(out, p)
	}
	return out
}

// Each fault is put into the golden sidecar, and found on its line.
func TestCheckFindsEveryFault(t *testing.T) {
	desk := newTramDesk(t)
	data, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	sound := strings.Replace(string(data), `"conflictsWith": "`+id(4)+`",`, "", 1)
	if ps := faultsIn(t, desk, []byte(sound)); len(ps) > 0 {
		t.Fatalf("the golden sidecar is at fault: %v", ps)
	}
	lost := "urn:uuid:0199a3c0-0000-7000-8000-0000000000aa"
	for name, c := range map[string]struct{ was, is, want string }{
		"a wrong start":          {`"start": 304`, `"start": 303`, `"Green" are not at 303 to 309 but at 304`},
		"a wrong end":            {`"end": 309`, `"end": 310`, `"Green" are not at 304 to 310 but at 304`},
		"an offset beyond":       {`"start": 304`, `"start": 99999`, `are not at 99999`},
		"a wrong quote":          {`"exact": "call it reckless"`, `"exact": "call it daring"`, `"call it daring" are not in the text`},
		"a wrong cue":            {`"exact": "told reporters"`, `"exact": "told poets"`, `part or mention "told poets" are not in the text`},
		"another letter":         {`"exact": "Taxpayers’ Union"`, `"exact": "Taxpayers' Union"`, `are not in the text`},
		"no words":               {`"exact": "Green"`, `"exact": "Greek"`, `"Greek" are not in the text`},
		"a target that is gone":  {`"target": "` + id(5) + `"`, `"target": "` + lost + `"`, `its target is the annotation ` + lost + `, which is nowhere`},
		"another end":            {`"source": "` + id(3) + `"`, `"source": "` + lost + `"`, `its to is the annotation ` + lost},
		"a claim in no quote":    {`"inQuote": "` + id(2) + `"`, `"inQuote": "` + lost + `"`, `its in quote is`},
		"told by nobody":         {`"toldBy": "` + id(2) + `"`, `"toldBy": "` + lost + `"`, `its told by is`},
		"on no claim":            {`"onClaim": "` + id(3) + `"`, `"onClaim": "` + lost + `"`, `its on claim is`},
		"towards nothing":        {"\"stanceTarget\": {\n              \"id\": \"" + id(3), "\"stanceTarget\": {\n              \"id\": \"" + lost, `its target is`},
		"an ID twice":            {`"id": "` + id(2) + `",`, `"id": "` + id(1) + `",`, `the ID ` + id(1) + ` occurs twice`},
		"no ID":                  {`"id": "` + id(11) + `",`, ``, `an annotation without an ID`},
		"an unknown stance":      {`"stance": "FAVOR"`, `"stance": "FOND"`, `no code "FOND" for a stance`},
		"an unknown factuality":  {`"factuality": "CT+"`, `"factuality": "CT"`, `no code "CT" for a claim’s factuality`},
		"an unknown verdict":     {`"verdict": "REFUTES"`, `"verdict": "FALSE"`, `no code "FALSE" for a claim’s verdict`},
		"a body that is none":    {`"speaker": {`, `"speaker": 7, "x": {`, `body of `},
		"a wrong total":          {`"total": 11`, `"total": 12`, `total says 12, but there are 11 annotations`},
		"a date of a review":     {`"reviewed": "2026-03-18`, `"reviewed": "18 March, `, `its reviewed is "18 March`},
		"a date of evidence":     {`"accessed": "2026-03-18`, `"accessed": "yesterday`, `its accessed is "yesterday`},
		"a time of a change":     {`"modified": "`, `"modified": "after `, `its modified is "after `},
		"a newer schema":         {`"schemaVersion": "1"`, `"schemaVersion": "2"`, `a newer stet wrote it`},
		"a comma too many":       {`"origin": "edited",`, `"origin": "edited",,`, `half of one: a string expected`},
		"a control character":    {`"label": "Mayor`, "\"label\": \"\x1b]0;Mayor", `control character U+001B`},
		"a text that is lost":    {desk.art.Digest, strings.Repeat("0", 64), ``},
		"a conflict not decided": {`"conflictsWith": "` + lost + `"`, `"conflictsWith": "` + id(4) + `"`, `it was changed twice`},
	} {
		t.Run(name, func(t *testing.T) {
			from := sound
			if name == "a conflict not decided" {
				from = strings.Replace(string(data), `"conflictsWith": "`+id(4), `"conflictsWith": "`+lost, 1)
			}
			at := strings.Index(from, c.was)
			if at < 0 {
				t.Fatalf("there is no %s", c.was)
			}
			ps := faultsIn(t, desk, []byte(from[:at]+c.is+from[at+len(c.was):]))
			if c.want == "" {
				if len(ps) > 0 { // the words are there all the same
					t.Fatalf("found %v", ps)
				}
				return
			}
			i := slices.IndexFunc(ps, func(p Problem) bool { return strings.Contains(p.Msg, c.want) })
			if i < 0 {
				t.Fatalf("found %v, want %s", ps, c.want)
			}
			if ps[i].Line > 1+strings.Count(from[:at], "\n") {
				t.Errorf("found on line %d, but it is on line %d", ps[i].Line, 1+strings.Count(from[:at], "\n"))
			}
			if regexp.MustCompile(`[\x00-\x1f]`).MatchString(ps[i].String()) {
				t.Errorf("not one line: %q", ps[i])
			}
		})
	}
}

// A field of the codebook's own kinds that is not what the codebook says is named, and a
// sidecar without a number of annotations says no wrong one.
func TestCheckReadsTheKindsOfTheLibrary(t *testing.T) {
	dir, d := t.TempDir(), newTramDesk(t)
	path := filepath.Join(dir, "tram.txt.alice.anno.json")
	data := bytes.Replace(framed(t), []byte("3.5"), []byte(`"many"`), 1)
	data = bytes.Replace(data, []byte(`"total": 1,`), nil, 1)
	for name, data := range map[string][]byte{
		path: data, filepath.Join(dir, "codebook.toml"): []byte("name = \"x\"\n[kind.frame]\nkey = \"f\"\n[[kind.frame.field]]\nname = \"type\"\ntype = \"choice\"\nchoices = [\"conflict\"]\n[[kind.frame.field]]\nname = \"strength\"\ntype = \"number\"\n"),
	} {
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	c := &Checker{Desk: testDesk(t, "Alice"), Read: func(string) (*model.Article, error) { return d.art, nil }, Knows: func(_, _, _, _ string) bool { return true }}
	c.Add(path)
	var got []string
	for p := range c.Problems {
		got = append(got, p.Msg)
	}
	if want := []string{`its strength: "many" is no number: want 12 or 3.5`}; !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

// However much of a file was written, check says that it is half of one.
func TestCheckFindsHalfAFileOfAnyLength(t *testing.T) {
	desk := newTramDesk(t)
	data, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.Count(data, []byte("\n"))
	for n := 0; n < len(data)-2; n += 97 {
		ps := faultsIn(t, desk, data[:n])
		if len(ps) != 1 || !strings.Contains(ps[0].Msg, "half of one") || ps[0].Line < 1 || ps[0].Line > lines {
			t.Fatalf("after %d bytes: %v", n, ps)
		}
	}
}
