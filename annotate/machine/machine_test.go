package machine

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFaultsOfATable(t *testing.T) {
	minus := -1
	for want, m := range map[string]Machine{
		"":                      {Name: "owl", Endpoint: "http://localhost:11434/v1", Model: "m"},
		"neither":               {Name: "owl"},
		"no name for a machine": {Name: "Owl", Command: []string{"x"}},
		"\"gold\" is no name":   {Name: "gold", Command: []string{"x"}},
		"both":                  {Name: "owl", Command: []string{"x"}, Endpoint: "http://localhost/"},
		"no address":            {Name: "owl", Endpoint: "localhost:80"},
		"no key and no pass":    {Name: "owl", Endpoint: "http://me:secret@localhost/v1", Model: "m"},
		"which model":           {Name: "owl", Endpoint: "http://localhost/v1"},
		"there is no \"soap\"":  {Name: "owl", Endpoint: "http://localhost/v1", Protocol: "soap"},
		"is no time":            {Name: "owl", Command: []string{"x"}, Timeout: "soon"},
		"-1":                    {Name: "owl", Command: []string{"x"}, Retries: &minus},
		"below zero":            {Name: "owl", Command: []string{"x"}, Price: Price{In: -1}},
	} {
		f := m.Fault()
		switch {
		case want == "" && f != nil:
			t.Errorf("%+v: %s", m, f.Text)
		case want != "" && (f == nil || !strings.Contains(f.Text, want)):
			t.Errorf("%+v: %+v, want %q", m, f, want)
		case f != nil && strings.Contains(f.Text+f.Hint, "secret"):
			t.Errorf("the fault tells a password: %s", f.Text)
		}
	}
}

func TestWhereAKeyComesFrom(t *testing.T) {
	file := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(file, []byte("  abc \n"), 0o600); err != nil {
		t.Fatal(err)
	}
	m := &Machine{KeyFile: file}
	if k, err := m.key(); k != "abc" || err != nil {
		t.Errorf("%q, %v", k, err)
	}
	m = &Machine{KeyEnv: "OWL_KEY_OF_A_TEST"}
	if _, err := m.key(); err == nil {
		t.Error("an empty variable is a key")
	}
	t.Setenv("OWL_KEY_OF_A_TEST", "xyz")
	if k, err := m.key(); k != "xyz" || err != nil {
		t.Errorf("%q, %v", k, err)
	}
}

// What models put around their JSON is taken off; half of it stays none.
func TestMendedJSON(t *testing.T) {
	for text, want := range map[string]int{
		`{"annotations":[]}`:          0,
		`[]`:                          0,
		`{}`:                          0,
		`[{"kind":"note"}]`:           1,
		`{"kind":"note","exact":"a"}`: 1,
		"<think>[maybe?] {\"a\":1}</think>\n[{\"kind\":\"note\"}]":  1,
		"Sure!\n```json\n[{\"kind\":\"note\",},]\n```":              1,
		"{\"annotations\":[{\"kind\":\"note\",\"note\":\"a\nb\"}]}": 1,
		`In [brackets] I say: {"annotations":[{"kind":"note"}]}`:    1,
		`{"annotations":[{"kind":"note"},{"kind":`:                  -1,
		`{"annotations":[{"kind":"note","exact":"a}]`:               -1,
		`nothing at all`: -1,
		`[1, 2]`:         -1,
		"":               -1,
	} {
		got, _, err := objects(text)
		if n := len(got); want < 0 != (err != nil) || want >= 0 && n != want {
			t.Errorf("%q: %d objects, %v, want %d", text, n, err, want)
		}
	}
}

func FuzzAnswers(f *testing.F) {
	f.Add(`{"annotations":[{"kind":"claim","exact":"The port","occurrence":2,"score":0.5}]}`)
	f.Add("```json\n[{\"kind\":\"quote\",\"parts\":[{\"exact\":\"port\"}],\"speaker\":\"x\"},]\n```")
	m := &Machine{Name: "owl"}
	w := m.Want(nil)
	a := newMakerArticle(f, harbour)
	f.Fuzz(func(t *testing.T, text string) {
		raws, _, _ := objects(text)
		for _, raw := range raws {
			one, err := readAnswer(raw)
			if err != nil {
				continue
			}
			maker := newMaker(m, w, a, maker{}.at)
			as, tally := maker.annotations([]asked{{maker.within, reply{answers: []Answer{one}}}})
			if len(as)+tally.Refused()+tally.Joined != 1 {
				t.Errorf("%s: %d annotations, %d refused", raw, len(as), tally.Refused())
			}
			for _, an := range as {
				if !an.Target.Whole && a.Slice(an.Target.Range) != an.Target.Quote.Exact {
					t.Errorf("%s stands at %q", raw, a.Slice(an.Target.Range))
				}
			}
		}
	})
}
