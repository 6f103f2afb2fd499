package machine

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"stet/annotate/codebook"
)

// The words of a quay article are written in a composed and in a decomposed form, with
// line ends of Windows; one word comes five times.
const quay = "Le d\u00e9bat a dur\u00e9.\r\nThe crane fell at the quay. The crane was old.\r\n\r\nCafe\u0301 owners saw the crane. A second crane stands idle, and no crane works.\r\n"

func sendsAs(header, value string, body []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set(header, value)
		_, _ = w.Write(body) // a client that hangs up is a case
	}
}

// bomb is some MB of zip that unpack to far more than an answer may be.
func bomb(t *testing.T) []byte {
	t.Helper()
	var b strings.Builder
	z := gzip.NewWriter(&b)
	part := make([]byte, 1<<20)
	for range 64 {
		if _, err := z.Write(part); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return []byte(b.String())
}

// drips sends a byte now and then and never ends.
func drips(w http.ResponseWriter, r *http.Request) {
	for range 200 {
		if _, err := io.WriteString(w, " "); err != nil {
			return
		}
		w.(http.Flusher).Flush()
		time.Sleep(20 * time.Millisecond)
	}
}

func wide(content any, usage string) string {
	data, err := json.Marshal(content)
	if err != nil {
		panic(err)
	}
	return `{"model":["m"],"usage":` + usage + `,"choices":[{"finish_reason":null,"message":{"content":` + string(data) + `}}]}`
}

// However a server writes what it means, the words decide; whatever else it writes is
// counted or named.
func TestAnswersInOddForms(t *testing.T) {
	crane := `{"kind":"note","exact":"crane","note":"which"`
	for name, c := range map[string]struct {
		answer http.HandlerFunc
		want   []string
		refuse int
		err    string
	}{
		"five places and a prefix of none":      {answer: sends(content(annotations(crane + `,"prefix":"the blue "}`))), refuse: 1},
		"five places, a prefix that says which": {answer: sends(content(annotations(crane + `,"prefix":"A second "}`))), want: []string{"note crane"}},
		"five places, the ninth of them":        {answer: sends(content(annotations(crane + `,"occurrence":9}`))), refuse: 1},
		"five places, an offset beside one":     {answer: sends(content(annotations(crane + `,"start":22}`))), want: []string{"note crane"}},
		"composed where the text is not":        {answer: sends(content(annotations(`{"kind":"note","exact":"Café owners","note":"x"}`))), want: []string{"note Cafe\u0301 owners"}},
		"decomposed where the text is not":      {answer: sends(content(annotations(`{"kind":"note","exact":"de\u0301bat","note":"x"}`))), want: []string{"note débat"}},
		"words over a line end":                 {answer: sends(content(annotations(`{"kind":"note","exact":"a duré. The crane fell","note":"x"}`))), want: []string{"note a duré.\nThe crane fell"}},
		"line ends of Windows":                  {answer: sends(content(annotations(`{"kind":"note","exact":"a duré.\r\nThe crane fell","note":"x"}`))), want: []string{"note a duré.\nThe crane fell"}},
		"a score that is no number":             {answer: sends(content(`{"annotations":[{"kind":"note","exact":"idle","note":"x","score":NaN},{"kind":"note","exact":"old","note":"x","score":-Infinity}]}`)), want: []string{"note old", "note idle"}},
		"words of Python":                       {answer: sends(content(`{"annotations":[{"kind":"note","exact":"idle","note":"None of it","why":None,"sure":True}]}`)), want: []string{"note idle"}},
		"a member twice: the last one":          {answer: sends(content(`{"annotations":[{"kind":"note","exact":"nowhere","exact":"idle","note":"x"}]}`)), want: []string{"note idle"}},
		"an object a line":                      {answer: sends(content("{\"kind\":\"note\",\"exact\":\"old\",\"note\":\"x\"}\n{\"kind\":\"note\",\"exact\":\"idle\",\"note\":\"x\"}")), want: []string{"note old", "note idle"}},
		"two lists":                             {answer: sends(content(annotations(`{"kind":"note","exact":"old","note":"x"}`) + " and " + annotations(`{"kind":"note","exact":"idle","note":"x"}`))), want: []string{"note old", "note idle"}},
		"two fences":                            {answer: sends(content("```json\n[{\"kind\":\"note\",\"exact\":\"old\",\"note\":\"x\"}]\n```\nand\n```\n[{\"kind\":\"note\",\"exact\":\"idle\",\"note\":\"x\",}]\n```")), want: []string{"note old", "note idle"}},
		"the second of two objects cut off":     {answer: sends(content("{\"kind\":\"note\",\"exact\":\"old\",\"note\":\"x\"}\n{\"kind\":\"note\",\"exact\":\"id")), err: "ends in its middle"},
		"a bracket after the answer":            {answer: sends(content(annotations(`{"kind":"note","exact":"old","note":"x"}`) + "\nThat was fun :-{")), want: []string{"note old"}},
		"a list of parts, odd counts":           {answer: sends(wide([]map[string]string{{"type": "text", "text": annotations(`{"kind":"note","exact":"old","note":"x"}`)}}, `{"prompt_tokens":12.5,"completion_tokens":1e300}`)), want: []string{"note old"}},
		"no content":                            {answer: sends(wide(nil, `{}`)), err: "no JSON"},
		"zipped to 64 MB":                       {answer: sendsAs("Content-Encoding", "gzip", bomb(t)), err: "longer than 16 MB"},
		"a drip without an end":                 {answer: drips, err: "no answer within"},
		"a page instead of an answer":           {answer: sendsAs("Content-Type", "text/html", []byte("<html>log in</html>")), err: "no JSON"},
	} {
		t.Run(name, func(t *testing.T) {
			s := httptest.NewServer(c.answer)
			defer s.Close()
			p := newPlace(t, map[string]string{"quay.txt": quay})
			none := 0
			_, events, err := p.run(&Machine{Name: "parrot", Endpoint: s.URL, Model: "m", Timeout: patience(c.err), Retries: &none})
			e := events["quay.txt"]
			switch {
			case err != nil:
				t.Fatal(err)
			case c.err == "" && e.Err != nil || c.err != "" && (e.Err == nil || !strings.Contains(e.Err.Error(), c.err)):
				t.Fatalf("the error is %v, want %q", e.Err, c.err)
			}
			if got := p.says("quay.txt", "@parrot"); !slices.Equal(got, c.want) {
				t.Errorf("it says %q, want %q; refused: %v", got, c.want, refusals(e))
			}
			if e.Tally != nil && e.Tally.Refused() != c.refuse {
				t.Errorf("%d answers are refused, want %d", e.Tally.Refused(), c.refuse)
			}
			p.untouched()
		})
	}
}

// Escapes and long texts in every member of an answer reach no file as they are.
func TestMembersAreCleanAndBounded(t *testing.T) {
	evil := `\u001b]0;owned\u0007\u202e`
	long := strings.Repeat("so ", 100_000)
	var objects []string
	for _, member := range []string{"why", "note", "label", "claimant", "checkWorthiness", "status", "cue", "id", "file", "unheard_of", "entity", "type"} {
		objects = append(objects, fmt.Sprintf(`{"kind":"claim","exact":"The port disagrees","%s":"%s"}`, member, evil+long),
			fmt.Sprintf(`{"kind":"frame","exact":"the port said","actor":"x%s","%s":"%s"}`, evil, member, evil+long))
	}
	objects = append(objects, `{"kind":"frame","exact":"The port","actor":"x`+evil+long+`","occurrence":1}`)
	s := httptest.NewServer(sends(content(annotations(objects...))))
	defer s.Close()
	p := newPlace(t, map[string]string{"harbour.txt": harbour})
	if err := os.WriteFile(filepath.Join(p.dir, codebook.FileName), []byte("name = \"x\"\n[kind.frame]\nkey = \"f\"\n[[kind.frame.field]]\nname = \"actor\"\ntype = \"text\"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, events, err := p.run(&Machine{Name: "parrot", Endpoint: s.URL, Model: "m"})
	if err != nil || events["harbour.txt"].Err != nil {
		t.Fatal(err, events["harbour.txt"].Err)
	}
	for _, line := range events["harbour.txt"].Tally.Refusals() {
		if strings.ContainsAny(line, "\x1b\u202e\x07") || len(line) > 600 {
			t.Errorf("told: %.200q", line)
		}
	}
	data, err := os.ReadFile(filepath.Join(p.dir, "harbour.txt.@parrot.anno.json"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(data), "owned") {
		t.Errorf("no text of the machine was kept:\n%.2000s", data)
	}
	if text := string(data); strings.Contains(text, `\u001b`) || strings.ContainsAny(text, "\x1b\u202e\x07") {
		t.Error("an escape reached the sidecar")
	}
	if most := 400 << 10; len(data) > most {
		t.Errorf("the sidecar has %d bytes, more than %d", len(data), most)
	}
}

// A server may send back the key that it was sent, in any member, whole or as the end of
// what is told of an error.
func TestAKeyThatComesBackIsTakenOut(t *testing.T) {
	const key = "sk-quite-secret-9876543210"
	t.Setenv("PARROT_KEY", key)
	coded := strings.Replace(key, "-", `\u002d`, 1)
	for name, answer := range map[string]http.HandlerFunc{
		"in an answer": sends(strings.Replace(content(annotations(
			`{"kind":"note","exact":"The port disagrees","note":"`+key+`","why":"`+coded+`"}`,
			`{"kind":"claim","exact":"The fee for a trawler is 90 crowns","claimant":{"entity":"`+coded+`"}}`)), "parrot-1b-q4", key, 1)),
		"at the end of an error":          status(401, `{"error":{"message":"`+strings.Repeat("x", 190)+key+`"}}`),
		"in an error, in another writing": status(500, `{"error":"`+coded+`"}`),
		"as the address of a redirect": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://"+key+".example/", http.StatusTemporaryRedirect)
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := httptest.NewServer(answer)
			defer s.Close()
			p := newPlace(t, map[string]string{"harbour.txt": harbour})
			none := 0
			_, events, err := p.run(&Machine{Name: "parrot", Endpoint: s.URL, Model: "m", KeyEnv: "PARROT_KEY", Retries: &none})
			e := events["harbour.txt"]
			if told := fmt.Sprint(err, e.Err, refusals(e)); strings.Contains(told, key[:12]) {
				t.Errorf("told: %s", told)
			}
			if err := filepath.Walk(p.dir, func(path string, info os.FileInfo, err error) error {
				if err != nil || info.IsDir() {
					return err
				}
				data, err := os.ReadFile(path)
				if strings.Contains(string(data), key[:12]) {
					t.Errorf("%s holds the key", path)
				}
				return err
			}); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// Of codes that differ by their case alone the one that was written is meant.
func TestCodesThatDifferByTheirCase(t *testing.T) {
	set := &codebook.Set{Name: "tone", Codes: []codebook.Code{{Name: "Calm"}, {Name: "calm"}, {Name: "LOUD"}}}
	for said, want := range map[string]string{"calm": "calm", "Calm": "Calm", "loud": "LOUD", "quiet": ""} {
		if got, _ := codeIn([]*codebook.Set{set}, said); got != want {
			t.Errorf("%s is %q, want %q", said, got, want)
		}
	}
}
