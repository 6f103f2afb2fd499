package agree

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// Worked by hand: two people and a machine on forty items.
func TestTheAlternativeAnnotatorTest(t *testing.T) {
	people := LabelsOf{"ann": {}, "ben": {}, "cat": {}}
	machine := map[string]string{}
	for i := range 40 {
		item := fmt.Sprint(i)
		people["ann"][item], people["ben"][item], people["cat"][item], machine[item] = "yes", "yes", "yes", "yes"
		if i%4 == 0 {
			people["cat"][item] = "no" // who is alone with it
		}
	}
	r := AltTest{Epsilon: 0.1}.Alternative(people, machine)
	if len(r.People) != 3 || r.Winning != 1 || !r.Passed() {
		t.Errorf("a machine that always agrees: %+v", r)
	}
	for item := range machine {
		machine[item] = "no"
	}
	if r := (AltTest{Epsilon: 0.1}).Alternative(people, machine); r.Winning != 0 || r.Passed() {
		t.Errorf("a machine that never agrees: %+v", r)
	}
	few := LabelsOf{"ann": {"1": "yes"}, "ben": {"1": "yes"}}
	if r := (AltTest{}).Alternative(few, machine); !math.IsNaN(r.Winning) || len(r.People) > 0 {
		t.Errorf("one item is too few: %+v", r)
	}
}

// The distribution of t agrees with printed tables.
func TestTheDistributionOfT(t *testing.T) {
	for _, c := range []struct{ t, df, tail float64 }{
		{1.812, 10, 0.05}, {2.764, 10, 0.01}, {1.697, 30, 0.05}, {2.756, 29, 0.005}, {0, 7, 0.5},
	} {
		got := 0.5 * incompleteBeta(c.df/2, 0.5, c.df/(c.df+c.t*c.t))
		if math.Abs(got-c.tail) > 2e-4 {
			t.Errorf("t = %v with %v degrees: %v, want %v", c.t, c.df, got, c.tail)
		}
	}
}

// With the data of the paper the test says what was published, of all 30 models. It
// writes what eval/alttest.py reads, and asks it where Python is there.
func TestTheFiguresOfThePaper(t *testing.T) {
	shared, err := filepath.Abs(filepath.Join("..", "..", "..", "shared"))
	if err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(shared, "corpora", "alttest")
	var expected map[string]struct {
		Scoring     string
		Epsilon, Q  float64
		LeastPeople int `json:"min_humans_per_item"`
		LeastItems  int `json:"min_items_per_human"`
		Models      map[string]struct {
			Winning   float64 `json:"winning_rate"`
			Advantage float64 `json:"advantage_probability"`
		}
	}
	if !readJSON(t, filepath.Join(folder, "expected.json"), &expected) {
		t.Skip("there is no shared/corpora/alttest")
	}
	var lines bytes.Buffer
	right, n := 0, 0
	for name, e := range expected {
		var set struct{ Humans, Models map[string]map[string]any }
		readJSON(t, filepath.Join(folder, name+".json"), &set)
		test := AltTest{Epsilon: e.Epsilon, FalseRate: e.Q, LeastPeople: e.LeastPeople, LeastItems: e.LeastItems}
		if e.Scoring == "neg_rmse" {
			test.Scoring = NegativeRMSE
		}
		people := labelsOf(set.Humans)
		for model, labels := range labelsOf(set.Models) {
			n++
			r := test.Alternative(people, labels)
			want := e.Models[model]
			if math.Abs(r.Winning-want.Winning) <= 0.00501 && math.Abs(r.Advantage-want.Advantage) <= 0.00501 {
				right++
			} else {
				t.Errorf("%s, %s: ω = %.4f, ρ = %.4f; published %.2f and %.2f", name, model, r.Winning, r.Advantage, want.Winning, want.Advantage)
			}
			fmt.Fprintf(&lines, "{\"dataset\":%q,\"model\":%q,\"winning_rate\":%v,\"advantage_probability\":%v}\n", name, model, r.Winning, r.Advantage)
		}
	}
	t.Logf("as published: %d of %d", right, n)
	results := filepath.Join(t.TempDir(), "results.jsonl")
	if err := os.WriteFile(results, lines.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Log("without Python eval/alttest.py is not asked")
		return
	}
	out, err := exec.Command(python, filepath.Join(shared, "eval", "alttest.py"), folder, results).CombinedOutput()
	if err != nil || !bytes.Contains(out, []byte(fmt.Sprintf("as published: %d of %d", n, n))) {
		t.Errorf("eval/alttest.py: %v\n%s", err, out)
	}
}

func readJSON(t *testing.T, path string, into any) bool {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		return false
	}
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatal(path, err)
	}
	return true
}

func labelsOf(of map[string]map[string]any) LabelsOf {
	out := LabelsOf{}
	for who, labels := range of {
		out[who] = map[string]string{}
		for item, label := range labels {
			out[who][item] = fmt.Sprint(label)
		}
	}
	return out
}
