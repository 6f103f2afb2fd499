package machine

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
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
	"stet/model"
	"stet/model/source"
)

// script is a server that gives one answer after the other, the last again and again, and
// keeps what it was asked.
type script struct {
	*httptest.Server
	asked []map[string]any
	paths []string
}

type step struct {
	status int
	body   string
	after  string // Retry-After
}

func scripted(t *testing.T, steps ...step) *script {
	t.Helper()
	s := &script{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var body map[string]any
		if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
			t.Error(err)
		}
		one := steps[min(len(s.asked), len(steps)-1)]
		s.asked, s.paths = append(s.asked, body), append(s.paths, r.URL.Path)
		if one.after != "" {
			w.Header().Set("Retry-After", one.after)
		}
		if one.status != 0 {
			w.WriteHeader(one.status)
		}
		io.WriteString(w, one.body)
	}))
	t.Cleanup(s.Close)
	return s
}

// What a server has against a question is told once, in one line, without codes.
func TestWhatARefusalSays(t *testing.T) {
	s := &server{machine: &Machine{Endpoint: "http://models.example/v1"}, key: "k-1"}
	for body, want := range map[string]string{
		`{"error":"busy"}`: ": busy", `{"error":{"message":"busy"}}`: ": busy", `{"error":{"message":""}}`: "", `{"error":{"code":7}}`: "", `{"error":7}`: ": 7", `{"error":null}`: "",
		`{}`: "", `null`: "", `[]`: "", `busy`: "", ``: "", `{"error":"a\nb\u001b[1m"}`: ": a b␛[1m", `{"error":"key k-1"}`: ": key …", `{"error":"` + strings.Repeat("x", 201) + `"}`: ": " + strings.Repeat("x", 200) + "…",
		`{"error":["a","b"]}`: ": a; b",
	} {
		if got := s.saying([]byte(body)); got != want {
			t.Errorf("%s says %q, want %q", body, got, want)
		}
	}
	for value, want := range map[string]time.Duration{"": 0, "0": 0, "1": time.Second, " 5 ": 5 * time.Second, "59": 59 * time.Second, "60": mostPause, "61": mostPause, "-1": 0, "soon": 0, "Mon, 30 Nov 2026 10:00:00 GMT": 0, "1.5": 0} {
		if got := retryAfter(value); got != want {
			t.Errorf("Retry-After %q is %v, want %v", value, got, want)
		}
	}
	for _, c := range []struct {
		status       int
		after        string
		again, hints bool
		wait         time.Duration
	}{
		{400, "7", false, false, 0}, {401, "7", false, true, 0}, {403, "", false, true, 0}, {404, "", false, true, 0}, {409, "", false, false, 0}, {429, "7", true, false, 7 * time.Second}, {499, "", false, false, 0}, {500, "", true, false, 0}, {503, "90", true, false, time.Minute},
	} {
		answer := &http.Response{StatusCode: c.status, Status: fmt.Sprint(c.status), Header: http.Header{"Retry-After": {c.after}}, Body: io.NopCloser(strings.NewReader(`{"error":"k-1 is wrong"}`))}
		err := s.refused(answer)
		var p passing
		var r *refusal
		if !errors.As(err, &r) || errors.As(err, &p) != c.again || (r.Hint() != "") != c.hints || r.wait != c.wait || asStatus(err) != c.status {
			t.Errorf("%d: %+v, again %v", c.status, r, errors.As(err, &p))
		}
		if want := fmt.Sprintf("models.example answers %d: … is wrong", c.status); err.Error() != want {
			t.Errorf("%d: %s, want %s", c.status, err, want)
		}
	}
	if asStatus(errors.New("x")) != 0 || asStatus(nil) != 0 {
		t.Error("an error without a status has one")
	}
}

// Between tries it waits longer each time, up to a minute, or as long as the server asks;
// it tries as often as the table says and only what may pass.
func TestHowOftenItTries(t *testing.T) {
	defer func(was time.Duration) { firstPause = was }(firstPause)
	firstPause = 10 * time.Second
	passes := again(errors.New("busy"))
	asks := again(&refusal{said: &Error{What: "slow down"}, status: 429, wait: 3 * time.Second})
	final := errors.New("never")
	for what, c := range map[string]struct {
		retries int
		errs    []error
		waits   string
		want    error
	}{
		"at once":               {2, []error{nil}, "", nil},
		"at the second try":     {2, []error{passes, nil}, "10s", nil},
		"never":                 {2, []error{passes, passes, passes}, "10s 20s", errors.New("busy")},
		"no second try":         {0, []error{passes}, "", errors.New("busy")},
		"what does not pass":    {2, []error{final}, "", final},
		"what does not, later":  {5, []error{passes, final}, "10s", final},
		"as long as it asks":    {5, []error{asks, passes, asks, nil}, "3s 20s 3s", nil},
		"a minute at the most":  {5, []error{passes, passes, passes, passes, passes, nil}, "10s 20s 40s 1m0s 1m0s", nil},
		"the last of five more": {5, []error{passes, passes, passes, passes, passes, passes}, "10s 20s 40s 1m0s 1m0s", errors.New("busy")},
	} {
		var waits []string
		s := &server{machine: &Machine{Retries: &c.retries}, pause: func(_ context.Context, d time.Duration) error { waits = append(waits, d.String()); return nil }}
		n := 0
		err := s.retry(context.Background(), func(ctx context.Context) error {
			if at, ok := ctx.Deadline(); !ok || time.Until(at) > usualTimeout {
				t.Errorf("%s: a try without an end", what)
			}
			n++
			return c.errs[n-1]
		})
		if got := strings.Join(waits, " "); got != c.waits || n != len(c.errs) || fmt.Sprint(err) != fmt.Sprint(c.want) {
			t.Errorf("%s: waited %q, tried %d times, %v", what, got, n, err)
		}
	}
	// Whoever interrupts it while it waits is told what had failed.
	four := 4
	s := &server{machine: &Machine{Retries: &four}, pause: func(context.Context, time.Duration) error { return context.Canceled }}
	n := 0
	if err := s.retry(context.Background(), func(context.Context) error { n++; return passes }); n != 1 || err == nil || err.Error() != "busy" {
		t.Errorf("interrupted: %d tries, %v", n, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	n = 0
	if err := s.retry(ctx, func(context.Context) error { n++; cancel(); return passes }); n != 1 || err == nil {
		t.Errorf("interrupted while asking: %d tries, %v", n, err)
	}
	if err := sleep(ctx, time.Hour); err == nil {
		t.Error("it sleeps on")
	}
	if err := sleep(context.Background(), time.Nanosecond); err != nil {
		t.Error(err)
	}
}

// What is sent: the model, the messages and a schema, with the table's parameters, which
// take the place of none of these but the schema.
func TestWhatAChatIsSent(t *testing.T) {
	idle := content(annotations())
	none := 0
	own := map[string]any{"type": "json_object"}
	for what, c := range map[string]struct {
		steps  []step
		params map[string]any
		schema []string // of each question: json_schema, own, or none
		err    string
	}{
		"a schema":           {[]step{{body: idle}}, nil, []string{"json_schema"}, ""},
		"its own":            {[]step{{body: idle}}, map[string]any{"response_format": own}, []string{"json_object"}, ""},
		"400: no schema":     {[]step{{status: 400}, {body: idle}}, nil, []string{"json_schema", ""}, ""},
		"422: no schema":     {[]step{{status: 422}, {body: idle}}, nil, []string{"json_schema", ""}, ""},
		"501: no schema":     {[]step{{status: 501}, {body: idle}}, nil, []string{"json_schema", ""}, ""},
		"500 is no 501":      {[]step{{status: 500}}, nil, []string{"json_schema"}, "500"},
		"404 is something":   {[]step{{status: 404}}, nil, []string{"json_schema"}, "404"},
		"400 twice":          {[]step{{status: 400}}, nil, []string{"json_schema", ""}, "400"},
		"its own is refused": {[]step{{status: 400}, {body: idle}}, map[string]any{"response_format": own}, []string{"json_object", "json_object"}, ""},
	} {
		s := scripted(t, c.steps...)
		m := &Machine{Name: "owl", Endpoint: s.URL + "/v1/", Model: "big", Retries: &none, Parameters: map[string]any{"seed": 7, "model": "x", "messages": "y", "stream": true}}
		for k, v := range c.params {
			m.Parameters[k] = v
		}
		p := newPlace(t, map[string]string{"harbour.txt": harbour})
		_, events, err := p.run(m)
		err = errors.Join(err, events["harbour.txt"].Err)
		if (err != nil) != (c.err != "") || err != nil && !strings.Contains(err.Error(), c.err) {
			t.Errorf("%s: %v", what, err)
		}
		var schemas []string
		for i, body := range s.asked {
			format, _ := body["response_format"].(map[string]any)
			kind, _ := format["type"].(string)
			schemas = append(schemas, kind)
			talk, _ := body["messages"].([]any)
			if body["model"] != "big" || body["stream"] != false || body["seed"] != 7.0 || body["temperature"] != 0.0 || len(talk) != 2 || s.paths[i] != "/v1/chat/completions" {
				t.Errorf("%s: it is sent %v to %s", what, body, s.paths[i])
			}
		}
		if !slices.Equal(schemas, c.schema) {
			t.Errorf("%s: schemas %q, want %q", what, schemas, c.schema)
		}
	}
	// Once refused, a schema is sent no more.
	s := scripted(t, step{status: 400}, step{body: idle})
	p := newPlace(t, map[string]string{"a.txt": "One.", "b.txt": "Two."})
	if sum, _, err := p.run(&Machine{Name: "owl", Endpoint: s.URL, Model: "m"}); err != nil || sum.Done != 2 || len(s.asked) != 3 {
		t.Errorf("%+v, asked %d times, %v", sum, len(s.asked), err)
	}
	// Its own temperature is taken.
	s = scripted(t, step{body: idle})
	if _, _, err := newPlace(t, map[string]string{"a.txt": "One."}).run(&Machine{Name: "owl", Endpoint: s.URL, Model: "m", Parameters: map[string]any{"temperature": 0.5}}); err != nil || s.asked[0]["temperature"] != 0.5 {
		t.Errorf("%v, %v", s.asked, err)
	}
}

// All that a model was asked is paid for: useless answers, and the question which of
// several places it means.
func TestAllThatWasAskedIsCounted(t *testing.T) {
	for what, c := range map[string]struct {
		steps   []step
		in, out int
		says    string
	}{
		"one":             {[]step{{body: content(annotations(`{"kind":"note","exact":"in June","note":"x"}`))}}, 1000, 50, "note in June"},
		"one useless":     {[]step{{body: content("no")}, {body: content(annotations())}}, 2000, 100, ""},
		"one refused":     {[]step{{status: 500}, {body: content(annotations())}}, 1000, 50, ""},
		"asked again":     {[]step{{body: content(annotations(`{"kind":"note","exact":"port","note":"x"}`))}, {body: content(annotations(`{"kind":"note","exact":"port","note":"x","occurrence":3}`))}}, 2000, 100, "note port"},
		"again, in vain":  {[]step{{body: content(annotations(`{"kind":"note","exact":"port","note":"x"}`))}, {status: 403}}, 1000, 50, ""},
		"no count":        {[]step{{body: `{"choices":[{"message":{"content":"[]"}}]}`}}, 0, 0, ""},
		"no choice first": {[]step{{body: `{"choices":[],"usage":{"prompt_tokens":7,"completion_tokens":1}}`}, {body: content(annotations())}}, 1007, 51, ""},
	} {
		s := scripted(t, c.steps...)
		p := newPlace(t, map[string]string{"harbour.txt": harbour})
		sum, events, err := p.run(&Machine{Name: "owl", Endpoint: s.URL, Model: "m", Price: Price{In: 1000, Out: 10000, Article: 0.25}})
		if err != nil || events["harbour.txt"].Err != nil {
			t.Errorf("%s: %v, %v", what, err, events["harbour.txt"].Err)
			continue
		}
		if cost := float64(c.in)/1000 + float64(c.out)/100 + 0.25; sum.In != c.in || sum.Out != c.out || sum.Cost < cost-1e-9 || sum.Cost > cost+1e-9 {
			t.Errorf("%s: %d and %d tokens at %v, want %d, %d at %v", what, sum.In, sum.Out, sum.Cost, c.in, c.out, cost)
		}
		if got := strings.Join(p.says("harbour.txt", "@owl"), ", "); got != c.says || len(s.asked) != len(c.steps) {
			t.Errorf("%s: it says %q after %d questions", what, got, len(s.asked))
		}
	}
}

// A run asks about as many articles as it may, passes over those that were answered unless
// it is asked again, and says of each that cannot be read why.
func TestWhatARunAsksAbout(t *testing.T) {
	s := scripted(t, step{body: content(annotations(`{"kind":"note","exact":"One","note":"x"}`))})
	p := newPlace(t, map[string]string{"a.txt": "One.", "b.txt": "One two.", "c.txt": "One three."})
	paths := []string{"a.txt", "nowhere.txt", "b.txt", "c.txt"}
	run := func(change func(*Run), paths ...string) (string, Sum, error) {
		t.Helper()
		before := len(s.asked)
		var told []string
		r := &Run{Machine: &Machine{Name: "owl", Endpoint: s.URL, Model: "m", Price: Price{Article: 1}}, Desk: p.desk, Read: source.Open}
		r.Told = func(e Event, _ Sum) {
			what := "done"
			switch {
			case e.Skipped:
				what = "skipped"
			case e.Err != nil:
				what = "failed"
			case e.Sidecar == "" || e.Tally.Kept != 1:
				what = "empty"
			}
			told = append(told, filepath.Base(e.Path)+" "+what)
		}
		change(r)
		var all []string
		for _, path := range paths {
			all = append(all, filepath.Join(p.dir, path))
		}
		sum, err := r.Code(context.Background(), all)
		slices.Sort(told) // what is passed over is told while the server answers
		return fmt.Sprintf("%s; asked %d", strings.Join(told, ", "), len(s.asked)-before), sum, err
	}
	for _, c := range []struct {
		what   string
		change func(*Run)
		want   string
		sum    [3]int // done, skipped, failed
		err    error
	}{
		{"one", func(r *Run) { r.Limit = 1 }, "a.txt done; asked 1", [3]int{1, 0, 0}, nil},
		{"one more", func(r *Run) { r.Limit = 1 }, "a.txt skipped, b.txt done, nowhere.txt failed; asked 1", [3]int{1, 1, 1}, nil},
		{"the same prompt, again", func(r *Run) { r.Again, r.Limit = true, 2 }, "a.txt done, b.txt done, nowhere.txt failed; asked 2", [3]int{2, 0, 1}, nil},
		{"all", func(r *Run) {}, "a.txt skipped, b.txt skipped, c.txt done, nowhere.txt failed; asked 1", [3]int{1, 2, 1}, nil},
		{"another model", func(r *Run) { r.Machine.Model = "n" }, "a.txt done, b.txt done, c.txt done, nowhere.txt failed; asked 3", [3]int{3, 0, 1}, nil},
		{"a parameter", func(r *Run) { r.Machine.Model, r.Machine.Parameters, r.Limit = "n", map[string]any{"seed": 1}, 1 }, "a.txt done; asked 1", [3]int{1, 0, 0}, nil},
		{"no kind of it", func(r *Run) { r.Machine.Kinds = []string{"rumour"} }, "; asked 0", [3]int{}, errors.New(`machine owl: kinds: there is no "rumour" here`)},
		{"no prompt", func(r *Run) { r.Machine.Prompt = filepath.Join(p.dir, "none") }, "; asked 0", [3]int{}, os.ErrNotExist},
		{"no key", func(r *Run) { r.Machine.KeyEnv = "OWL_NOT_SET" }, "; asked 0", [3]int{}, errors.New("is empty")},
	} {
		got, sum, err := run(c.change, paths...)
		if got != c.want || [3]int{sum.Done, sum.Skipped, sum.Failed} != c.sum || (err != nil) != (c.err != nil) {
			t.Errorf("%s: %s, %+v, %v; want %s, %v, %v", c.what, got, sum, err, c.want, c.sum, c.err)
		}
		if c.err != nil && !errors.Is(err, c.err) && !strings.Contains(err.Error(), c.err.Error()) {
			t.Errorf("%s: %v, want %v", c.what, err, c.err)
		}
	}
	// What became of the answers is summed over the articles.
	if _, sum, err := run(func(r *Run) { r.Again = true }, "a.txt", "b.txt"); err != nil || sum.Tally.Given != 2 || sum.Tally.Kept != 2 {
		t.Errorf("%+v, %v", sum, err)
	}
	// The budget ends it after the article with which it is reached.
	if got, sum, err := run(func(r *Run) { r.Again, r.Budget = true, 2 }, paths...); !errors.Is(err, ErrBudget) || sum.Done > 3 || sum.Cost < 2 {
		t.Errorf("%s, %+v, %v", got, sum, err)
	}
	// The text of an article has changed.
	p.write("a.txt", "One or two.")
	if got, _, err := run(func(r *Run) {}, "a.txt", "b.txt"); err != nil || got != "a.txt done, b.txt skipped; asked 1" {
		t.Errorf("%s, %v", got, err)
	}
	// A codebook that cannot be read ends it, as it would for every article.
	p.write(codebook.FileName, "[[set]]\n")
	if got, _, err := run(func(r *Run) {}, "a.txt", "b.txt"); err == nil || got != "; asked 0" {
		t.Errorf("%s, %v", got, err)
	}
}

// Failures end a run only where they follow each other and nothing has been answered.
func TestFailuresBetweenAnswers(t *testing.T) {
	var steps []step
	texts := map[string]string{}
	for i := range 2 * mostInARow {
		one := step{status: 500}
		if i%(mostInARow-1) == 1 {
			one = step{body: content(annotations())}
		}
		steps = append(steps, one)
		texts[fmt.Sprintf("a%02d.txt", i)] = fmt.Sprintf("Number %d.", i)
	}
	none := 0
	p := newPlace(t, texts)
	if sum, _, err := p.run(&Machine{Name: "owl", Endpoint: scripted(t, steps...).URL, Model: "m", Retries: &none}); err != nil || sum.Done+sum.Failed != len(steps) {
		t.Errorf("%+v, %v", sum, err)
	}
	m := &Run{Machine: &Machine{}, inARow: mostInARow - 1, Desk: p.desk, Read: source.Open}
	m.finish(context.Background(), func(error) {}, &work{path: "x", err: errors.New("x")})
	if m.inARow != mostInARow || m.stopped == nil {
		t.Errorf("after the last of %d failures it goes on: %+v", mostInARow, m.stopped)
	}
}

// A sidecar says of the run which model it was, by its own word where the table has none,
// what it was told, of which codebook, and how many of its answers were of use.
func TestWhatASidecarSaysOfItsRun(t *testing.T) {
	answer := content(annotations(`{"kind":"note","exact":"in June","note":"x"}`, `{"kind":"note","exact":"nowhere","note":"x"}`, `7`))
	at := time.Date(2026, 3, 4, 5, 6, 7, 8, time.FixedZone("", 3600))
	for what, c := range map[string]struct{ own, want string }{"its own word": {"", "parrot-1b-q4"}, "the table's": {"7b", "7b"}} {
		s := scripted(t, step{body: answer})
		p := newPlace(t, map[string]string{"harbour.txt": harbour, codebook.FileName: moodBook})
		p.desk.Now = func() time.Time { return at }
		m := &Machine{Name: "owl", Endpoint: s.URL, Model: "m", Version: c.own, Parameters: map[string]any{"seed": 7}}
		if _, events, err := p.run(m); err != nil || events["harbour.txt"].Err != nil {
			t.Fatal(err, events["harbour.txt"].Err)
		}
		by, text := p.desk.Ran(p.at("harbour.txt"), "@owl")
		if by.Version != c.want || by.Model != "m" || by.Parameters != `{"seed":7}` || by.Codebook != "https://example.org/moods#2" || by.Given != 3 || by.Refused != 2 || !by.Ran.Equal(at.Truncate(time.Second)) || text != model.DigestOf(harbour) {
			t.Errorf("%s: %+v of %s", what, by, text)
		}
		if told, ok := p.desk.Prompt(filepath.Join(p.dir, "harbour.txt"), by.Prompt); !ok || !strings.Contains(told, "way: chat\nmodel: m\n") || model.DigestOf(told) != by.Prompt {
			t.Errorf("%s: what it was told is not kept: %.200q", what, told)
		}
	}
	for _, c := range [][3]string{{"", "", ""}, {"a", "", "a"}, {"", "1", "1"}, {"a", "1", "a#1"}} {
		if got := versionOf(&codebook.Codebook{ID: c[0], Version: c[1]}); got != c[2] {
			t.Errorf("%q and %q are %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

// A long article is asked about in parts; all of their answers are in one sidecar.
func TestALongArticleIsAskedAboutInParts(t *testing.T) {
	text := strings.Repeat("A gull sat here and did nothing.\n", 20) + "The last gull flew.\n" // 680 bytes
	s := scripted(t, step{body: content(annotations(`{"kind":"note","exact":"A gull sat","occurrence":1,"note":"x"}`, `{"kind":"note","exact":"The last gull","note":"x"}`))})
	p := newPlace(t, map[string]string{"gulls.txt": text})
	m := &Machine{Name: "owl", Endpoint: s.URL, Model: "m", Chunk: 500}
	_, events, err := p.run(m)
	if e := events["gulls.txt"]; err != nil || e.Err != nil || e.Tally.Given != 4 || e.Tally.Of(NotThere) != 1 {
		t.Fatal(err, e.Err, refusals(e))
	}
	if got := p.says("gulls.txt", "@owl"); len(s.asked) != 2 || !slices.Equal(got, []string{"note A gull sat", "note A gull sat", "note The last gull"}) {
		t.Errorf("asked %d times it says %q", len(s.asked), got)
	}
	shown, err := m.Show(m.Want(nil), p.at("gulls.txt"))
	if err != nil || strings.Count(shown, partsMessage) != 2 || strings.Count(shown, "A gull sat here") != 20 || strings.Count(shown, "The last gull flew") != 1 {
		t.Errorf("it shows %s, %v", shown, err)
	}
	// One part that fails fails the article.
	one := 0
	m.Retries, m.Name = &one, "crow"
	m.Endpoint = scripted(t, step{status: 500}, step{body: content(annotations())}).URL
	if _, events, _ := p.run(m); events["gulls.txt"].Err == nil || events["gulls.txt"].Sidecar != "" {
		t.Errorf("half of it was asked: %+v", events)
	}
}

// A prompt of the project has one or two messages and contains the text; an unknown member
// is an error.
func TestAPromptOfOnesOwn(t *testing.T) {
	p := newPlace(t, nil)
	a := &model.Article{Text: "One two.", Meta: model.Meta{Title: "T", Language: "de"}}
	for text, want := range map[string]string{
		"Read {{.Text}}": "|Read One two.",
		" S \n-----\n {{.Title}} {{.Lang}} {{.Text}} ": "S|T de One two.",
		"S {{.Text}}\n-----\nU":                        "S One two.|U",
		"a ----- {{.Text}}":                            "|a ----- One two.",
		"S\n-----\nU\n-----\n{{.Text}}":                "S|U\n-----\nOne two.",
		"{{.Mark}}{{.Text}}":                           "|" + mark("One two.") + "One two.",
		"no text":                                      "error: never uses {{.Text}}",
		"{{.Texts}}":                                   "error: the prompt",
		"{{.Text":                                      "error: the prompt ",
		"{{index .Kinds 99}}{{.Text}}":                 "error: the prompt",
	} {
		p.write("prompt", text)
		m := &Machine{Name: "owl", Endpoint: "http://localhost:1", Model: "m", Prompt: filepath.Join(p.dir, "prompt")}
		got := ""
		pr, err := newPrompt(m, m.Want(nil))
		if err == nil {
			var system, user string
			if system, user, err = pr.fill(&question{article: a, within: model.Range{End: 8}}); err == nil {
				got = system + "|" + user
			}
		}
		if err != nil {
			got = "error: " + err.Error()
		}
		if got != want && (!strings.HasPrefix(want, "error: ") || err == nil || !strings.Contains(err.Error(), want[7:])) {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
		if _, err := m.transport(m.Want(nil)); (err != nil) != strings.HasPrefix(want, "error: ") {
			t.Errorf("%q: a run begins with %v", text, err)
		}
	}
	// The usual prompt tells of kinds, of questions and of what the codes of the kinds mean.
	owl := &Machine{Name: "owl", Endpoint: "http://localhost:1", Model: "m"}
	shown, err := owl.Show(owl.Want(bookAt(t, moodBook)), a)
	for _, want := range []string{"Kind \"frame\"", "Code: {\"kind\": \"code\", \"set\": \"mood\", \"code\": …} about the whole article", "\"set\": \"topic\"", "What the codes of frame mean:\n- \"conflict\"", "Title: T\nLanguage: de\n"} {
		if err != nil || !strings.Contains(shown, want) {
			t.Errorf("the prompt does not say %s:\n%s, %v", want, shown, err)
		}
	}
	if text, err := (&Machine{}).Template(); err != nil || text != usualPrompt {
		t.Errorf("the usual prompt: %v", err)
	}
	// What a command or a model of Label Studio is told is shown as it is kept.
	for way, m := range map[string]*Machine{"way: command": {Command: []string{"owl", "secret-argument"}}, "way: labelstudio": {Endpoint: "http://localhost:1", Protocol: LabelStudio}} {
		shown, err := m.Show(m.Want(nil), a)
		if err != nil || !strings.HasPrefix(shown, way+"\n") || strings.Contains(shown, "secret-argument") {
			t.Errorf("%s: %.300s, %v", way, shown, err)
		}
	}
	other := &Machine{Command: []string{"/usr/bin/owl", "x"}}
	if one, two := newCommand(other, other.Want(nil)).recipe(), newCommand(&Machine{Command: []string{"/bin/owl", "y"}}, other.Want(nil)).recipe(); one == two || !strings.Contains(one, "\nowl, arguments by digest ") {
		t.Errorf("other arguments are the same run: %.200s", one)
	}
}

// A program's lines, one by one: what each does to the questions that are open.
func TestTheLinesOfAProgram(t *testing.T) {
	note := `{"id":"%s","kind":"note","exact":"One","note":"x"}`
	for what, c := range map[string]struct {
		lines []string
		want  string // of each question that was finished: answers, bad, tokens, version, error
		open  int
	}{
		"nothing":                {nil, "", 3},
		"done":                   {[]string{`{"id":"1","kind":"done"}`}, "1: 0 0 0/0 ", 2},
		"an answer":              {[]string{fmt.Sprintf(note, "1")}, "", 3},
		"two and done":           {[]string{fmt.Sprintf(note, "1"), fmt.Sprintf(note, "1"), `{"id":"1","kind":"done"}`}, "1: 2 0 0/0 ", 2},
		"a number as its id":     {[]string{`{"id":2,"kind":"done"}`}, "1: 0 0 0/0 , 2: 0 0 0/0 ", 1},
		"a later one":            {[]string{fmt.Sprintf(note, "1"), fmt.Sprintf(note, "3")}, "1: 1 0 0/0 , 2: 0 0 0/0 ", 1},
		"an earlier one":         {[]string{`{"id":"2","kind":"done"}`, fmt.Sprintf(note, "1"), `{"id":"3","kind":"done"}`}, "1: 0 0 0/0 , 2: 0 0 0/0 , 3: 0 1 0/0 ", 0},
		"of no question":         {[]string{fmt.Sprintf(note, "9"), `{"id":"1","kind":"done"}`}, "1: 0 1 0/0 ", 2},
		"without an id":          {[]string{`{"kind":"note","exact":"One","note":"x"}`, `{"kind":"done"}`}, "1: 1 0 0/0 ", 2},
		"no JSON":                {[]string{`Loading…`, `[1]`, `{"id":"1","kind":"done"}`}, "1: 0 2 0/0 ", 2},
		"a member of Python":     {[]string{`{"id":"1","kind":"note","exact":"One","score":NaN}`, `{"kind":"done"}`}, "1: 1 0 0/0 ", 2},
		"an error":               {[]string{fmt.Sprintf(note, "1"), `{"id":"1","kind":"error","why":"no\nidea"}`}, "1: 1 0 0/0 the machine says: no idea", 2},
		"a count":                {[]string{`{"kind":"usage","input_tokens":5,"output_tokens":2}`, `{"id":"1","kind":"usage","input_tokens":1}`, `{"kind":"done"}`, `{"kind":"done"}`}, "1: 0 0 6/2 , 2: 0 0 0/0 ", 1},
		"its version":            {[]string{`{"kind":"model","version":"owl 3\u001b"}`, `{"kind":"done"}`, `{"kind":"done"}`}, "1: 0 0 0/0 owl 3␛, 2: 0 0 0/0 owl 3␛", 1},
		"too much of one answer": {[]string{`{"kind":"note","exact":"` + strings.Repeat("x", mostExact+1) + `"}`, `{"kind":"done"}`}, "1: 0 1 0/0 ", 2},
		"after the last":         {[]string{`{"kind":"done"}`, `{"kind":"done"}`, `{"kind":"done"}`, fmt.Sprintf(note, "3")}, "1: 0 0 0/0 , 2: 0 0 0/0 , 3: 0 0 0/0 ", 0},
	} {
		var done []string
		r := &reading{done: func(q *question, rep reply, err error) {
			said := rep.version
			if err != nil {
				said += err.Error()
			}
			done = append(done, fmt.Sprintf("%s: %d %d %d/%d %s", q.id, len(rep.answers), rep.bad, rep.usage.In, rep.usage.Out, said))
		}}
		for i := range 3 {
			r.questions = append(r.questions, &question{id: fmt.Sprint(i + 1)})
		}
		alive := 0
		err := r.read(strings.NewReader(strings.Join(c.lines, "\n\n")), func() { alive++ })
		if got := strings.Join(done, ", "); err != nil || got != c.want || len(r.questions) != c.open {
			t.Errorf("%s: %s with %d open, %v; want %s, %d", what, got, len(r.questions), err, c.want, c.open)
		}
		if want := min(len(c.lines), 3+len(c.lines)*(c.open+1)); alive != want && what != "after the last" {
			t.Errorf("%s: it was alive %d times, want %d", what, alive, want)
		}
		r.rest()
		if len(done) != 3 || len(r.questions) != 0 {
			t.Errorf("%s: %d were finished", what, len(done))
		}
	}
	// A line may be as long as it may, and not a byte longer.
	for _, n := range []int{mostLine, mostLine + 1} {
		r := &reading{questions: []*question{{id: "1"}}, done: func(*question, reply, error) {}}
		err := r.read(bytes.NewReader(bytes.Repeat([]byte("x"), n)), func() {})
		if (err != nil) != (n > mostLine) {
			t.Errorf("a line of %d bytes: %v", n, err)
		}
	}
	bad := errors.New("gone")
	if err := (&reading{questions: []*question{{id: "1"}}, done: func(*question, reply, error) {}}).read(io.MultiReader(strings.NewReader("{\"id\":\"1\",\"kind\":\"done\"}\n"), errReader{bad}), func() {}); err != nil {
		t.Errorf("it reads on behind the last answer: %v", err)
	}
	if err := (&reading{}).read(io.MultiReader(strings.NewReader(" \n"), errReader{bad}), func() {}); !errors.Is(err, bad) {
		t.Errorf("%v, want %v", err, bad)
	}
}

type errReader struct{ err error }

func (r errReader) Read([]byte) (int, error) { return 0, r.err }

// Of what a program complains about the last line is told, of the end of it.
func TestTheEndOfAComplaint(t *testing.T) {
	for what, c := range map[string]struct {
		most   int
		writes []string
		want   string
	}{
		"nothing": {10, nil, ""}, "a line": {10, []string{"no idea\n"}, ": no idea"}, "the last": {20, []string{"one\n", "two\n", "\n"}, ": two"}, "in pieces": {20, []string{"o", "n", "e"}, ": one"},
		"as much as there is room": {5, []string{"abcde"}, ": abcde"}, "its end": {5, []string{"abc", "defg"}, ": cdefg"}, "blanks": {5, []string{" \n "}, ""}, "codes": {20, []string{"\x1b[1mno"}, ": ␛[1mno"},
		"long": {300, []string{strings.Repeat("x", 300)}, ": " + strings.Repeat("x", 200) + "…"},
	} {
		tl := &tail{most: c.most}
		for _, w := range c.writes {
			if n, err := tl.Write([]byte(w)); n != len(w) || err != nil {
				t.Errorf("%s: %d, %v", what, n, err)
			}
		}
		if got := tl.String(); got != c.want || len(tl.b) > c.most {
			t.Errorf("%s: %q, want %q", what, got, c.want)
		}
	}
}

// What a prediction of Label Studio becomes, label by label.
func TestWhatAPredictionBecomes(t *testing.T) {
	result := func(of string) string {
		return `{"results":[{"score":0.25,"model_version":"v1","result":[` + of + `]}]}`
	}
	value := func(labels string) string {
		return `{"value":{"start":0,"end":12,"text":"Harbour fees","labels":` + labels + `}}`
	}
	none := 0
	for what, c := range map[string]struct {
		body, says, err string
		refused         int
	}{
		"a kind":               {result(value(`["claim"]`)), "claim Harbour fees", "", 0},
		"a code of one kind":   {result(value(`["ORG"]`)), "entity Harbour fees", "", 0},
		"in any case":          {result(value(`["org"]`)), "entity Harbour fees", "", 0},
		"of the table":         {result(value(`["PER"]`)), "entity Harbour fees", "", 0},
		"a code of the book":   {result(value(`["conflict"]`)), "frame Harbour fees", "", 0},
		"two labels":           {result(value(`["claim","ORG"]`)), "entity Harbour fees, claim Harbour fees", "", 0},
		"no label":             {result(value(`[]`)), "", "", 1},
		"a label of nothing":   {result(value(`["dog"]`)), "", "", 1},
		"an answer":            {result(`{"from_name":"mood","value":{"choices":["calm"]}}`), "note  mood:calm", "", 0},
		"an answer to nothing": {result(`{"from_name":"weather","value":{"choices":["calm"]}}`), "", "", 1},
		"several answers":      {result(`{"from_name":"topic","value":{"choices":["sea","money"]}}`), "note  topic:sea, note  topic:money", "", 0},
		"nothing":              {result(``), "", "", 0},
		"no result":            {`{"results":[]}`, "", "the answer is no prediction", 0},
		"no JSON":              {`hello`, "", "the answer is no prediction", 0},
		"another shape":        {`{"results":{"a":1}}`, "", "the answer is no prediction", 0},
	} {
		s := scripted(t, step{body: c.body})
		p := newPlace(t, map[string]string{"harbour.txt": harbour, codebook.FileName: moodBook})
		m := &Machine{Name: "ls", Endpoint: s.URL, Protocol: LabelStudio, Labels: map[string]string{"PER": "name PERSON"}, Retries: &none}
		_, events, err := p.run(m)
		e := events["harbour.txt"]
		if err != nil || (e.Err != nil) != (c.err != "") || e.Err != nil && !strings.Contains(e.Err.Error(), c.err) {
			t.Errorf("%s: %v, %v", what, err, e.Err)
			continue
		}
		if got := p.says("harbour.txt", "@ls"); c.err == "" && (!sameSet(got, c.says) || e.Tally.Refused() != c.refused) {
			t.Errorf("%s: it says %q, want %q; refused %v", what, got, c.says, refusals(e))
		}
		task, _ := s.asked[0]["tasks"].([]any)
		if len(task) != 1 || s.paths[0] != "/predict" || fmt.Sprint(task[0]) != fmt.Sprint(map[string]any{"id": 1.0, "data": map[string]any{"text": harbour}}) || !strings.Contains(fmt.Sprint(s.asked[0]["label_config"]), `value="PER"`) {
			t.Errorf("%s: it is asked %v", what, s.asked[0])
		}
	}
	// Each label has the score of its own, or that of the whole.
	s := scripted(t, step{body: `{"model_version":"v2","results":[{"score":0.25,"result":[{"score":0.75,` + value(`["claim"]`)[1:] + `,{"value":{"start":48,"end":51,"text":"The","labels":["claim"]}}]}]}`})
	b, err := newBackend(&Machine{Endpoint: s.URL}, (&Machine{}).Want(nil))
	if err != nil {
		t.Fatal(err)
	}
	b.ask(context.Background(), []*question{{id: "7", article: &model.Article{Text: "x"}, within: model.Range{End: 1}}}, func(_ *question, r reply, err error) {
		if err != nil || len(r.answers) != 2 || r.answers[0].Score != 0.75 || r.answers[1].Score != 0.25 || r.version != "v2" || !r.answers[0].Words.Units || r.bad != 0 {
			t.Errorf("%+v, %v", r, err)
		}
	})
}

func sameSet(got []string, want string) bool {
	var wants []string
	if want != "" {
		wants = strings.Split(want, ", ")
	}
	got = slices.Sorted(slices.Values(got))
	slices.Sort(wants)
	return slices.Equal(got, wants)
}
