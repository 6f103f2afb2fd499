package agree

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/need"
)

// marked reads an article in which a coder marked words as "[label words]", and
// returns what was marked. Each coder's copy has to be the same text.
func marked(t *testing.T, copies map[string]string) Document {
	d := Document{Coders: map[string]Coding{}}
	for coder, text := range copies {
		var plain strings.Builder
		var as []*annotate.Annotation
		for text != "" {
			before, rest, found := strings.Cut(text, "[")
			plain.WriteString(before)
			if !found {
				break
			}
			inside, after, _ := strings.Cut(rest, "]")
			label, words, _ := strings.Cut(inside, " ")
			start := model.Pos(plain.Len())
			plain.WriteString(words)
			a := &annotate.Annotation{Body: &kind.Stance{Stance: label}}
			a.Target.Range = model.Range{Start: start, End: model.Pos(plain.Len())}
			as = append(as, a)
			text = after
		}
		if d.Article == nil {
			d.Article = &model.Article{Text: plain.String()}
		}
		if d.Article.Text != plain.String() {
			t.Fatalf("%s has another text: %q", coder, plain.String())
		}
		d.Coders[coder] = Coding{Annotations: as, Coded: time.Unix(1, 0)}
	}
	return d
}

func coded(tags ...string) *annotate.Annotation {
	return &annotate.Annotation{Body: new(kind.Note), Target: annotate.Target{Whole: true}, Tags: tags}
}

func find(t *testing.T, fs []Figure, level, what, label, measure string) Figure {
	t.Helper()
	for _, f := range fs {
		if f.Level == level && f.What == what && f.Label == label && f.Measure == measure {
			return f
		}
	}
	t.Fatalf("no figure %s %s %q %s among %v", level, what, label, measure, fs)
	return Figure{}
}

func TestCompareWords(t *testing.T) {
	fs := Compare([]Document{
		marked(t, map[string]string{
			"alice": "[FAVOR Turkey backs] the plan. [AGAINST Haftar rejects it.] Rain.",
			"bob":   "[FAVOR Turkey backs] the plan. Haftar [AGAINST rejects it.] [FAVOR Rain].",
			"@gold": "Turkey backs the plan. Haftar rejects it. Rain.",
		}),
		marked(t, map[string]string{"alice": "[FAVOR Alone]."}), // nobody else has seen it
	}, nil)
	for measure, want := range map[string]float64{
		"F1, words and label": 2.0 / 5, "F1, words": 2.0 / 5, "F1, words overlap": 4.0 / 5,
		"α of labels where words overlap": 1,
	} {
		if f := find(t, fs, "words", "stance", "", measure); off(f.Value, want) || f.Coders != 2 {
			t.Errorf("%s of %d coders is %f, want %f", measure, f.Coders, f.Value, want)
		}
	}
	if f := find(t, fs, "words", "stance", "AGAINST", "F1, words and label"); f.Value != 0 {
		t.Errorf("F1 of AGAINST is %f, want 0", f.Value)
	}
	if f := find(t, fs, "words", "stance", "", "αᵤ"); !(f.Value > 0 && f.Value < 1) {
		t.Errorf("αᵤ is %f", f.Value)
	}
	// Sentences: FAVOR/FAVOR, AGAINST/AGAINST, —/FAVOR.
	if f := find(t, fs, "sentence", "stance", "", "Cohen’s κ"); f.Units != 3 || off(f.Value, 0.5) {
		t.Errorf("κ over %d sentences is %f, want 0.5 over 3", f.Units, f.Value)
	}
}

func TestCompareArticles(t *testing.T) {
	var docs []Document
	for i, pair := range [][2]string{{"war", "war"}, {"war", "economy"}, {"economy", "economy"}, {"", "economy"}} {
		alice, bob := coded("topic:"+pair[0], "frame:conflict", "frame:human"), coded("topic:"+pair[1], "frame:conflict")
		if pair[0] == "" {
			alice.Tags = nil
		}
		docs = append(docs, Document{Article: &model.Article{Text: fmt.Sprint(i)}, Coders: map[string]Coding{
			"alice": {[]*annotate.Annotation{alice}, time.Unix(1, 0)}, "bob": {[]*annotate.Annotation{bob}, time.Unix(1, 0)},
		}})
	}
	docs = append(docs, Document{Article: &model.Article{Text: "x"}, Coders: map[string]Coding{
		"alice": {nil, time.Unix(1, 0)}, "bob": {nil, time.Time{}}, // bob is not done
	}})
	fs := Compare(docs, nil)
	// war/war, war/economy, economy/economy, —/economy: Ao = 1/2, Ae = (2·1 + 1·3)/16.
	f := find(t, fs, "article", "topic", "", "Cohen’s κ")
	if want := (0.5 - 5.0/16) / (1 - 5.0/16); f.Units != 4 || off(f.Value, want) {
		t.Errorf("κ of topic over %d articles is %f, want %f over 4", f.Units, f.Value, want)
	}
	// A question with several answers is one figure a code.
	find(t, fs, "article", "frame", "conflict", "α")
	if f := find(t, fs, "article", "frame", "human", "α"); f.Value > 0 {
		t.Errorf("α of a code that only one coder gives is %f", f.Value)
	}
}

func TestOverlapsArePairedOnce(t *testing.T) {
	long := []Stretch{{0, 10, "x"}}
	short := []Stretch{{0, 2, "x"}, {3, 5, "x"}, {8, 10, "x"}}
	if f := OverlapF1(long, short); f.Matched != 1 || f.Value != 0.5 {
		t.Errorf("one long stretch matches %d of three, F1 %f", f.Matched, f.Value)
	}
	if f := OverlapF1(short, []Stretch{{2, 3, "x"}, {4, 9, "x"}}); f.Matched != 1 {
		t.Errorf("%d pairs, want 1: stretches that touch do not overlap", f.Matched)
	}
}

// chakki-works/seqeval, README: of three MISC and PER names two are the same,
// F1 0.50.
func TestExactF1IsThatOfSeqeval(t *testing.T) {
	truth := []Stretch{{3, 6, "MISC"}, {7, 9, "PER"}}
	guess := []Stretch{{2, 6, "MISC"}, {7, 9, "PER"}}
	if f := ExactF1(truth, guess); f.Value != 0.5 {
		t.Errorf("F1 is %f, published 0.50", f.Value)
	}
}

var polnearSpan = regexp.MustCompile(`(?m)^T[0-9]+\t(Source|Cue|Content) ([0-9; ]+)\t`)

// The articles of PolNeAR's training set that several people annotated. Its
// README gives 75.4 % for α over tokens, on articles of its own test of
// annotators; ours has to be of that order.
func TestAlphaOverTokensOfPolNeAR(t *testing.T) {
	dir := polnear(t)
	files, _ := filepath.Glob(filepath.Join(dir, "attributions", "*.ann"))
	byArticle := map[string][]string{}
	for _, f := range files {
		stem := strings.TrimSuffix(filepath.Base(f), ".ann")
		article := stem[:strings.LastIndex(stem, "_")]
		byArticle[article] = append(byArticle[article], f)
	}
	var tokens Table
	articles := 0
	for article, files := range byArticle {
		if len(files) < 2 {
			continue
		}
		articles++
		text, err := os.ReadFile(filepath.Join(dir, "text", article+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		tokens = append(tokens, tokenCodes(t, string(text), files)...)
	}
	if articles == 0 {
		t.Skip("no article has several annotators")
	}
	r := Alpha(tokens, Nominal())
	t.Logf("%d articles, %d tokens: α = %.3f", articles, r.Units, r.Value)
	if r.Value < 0.65 || r.Value > 0.9 {
		t.Errorf("α over tokens is %.3f, reported 0.754", r.Value)
	}
}

// tokenCodes gives each token the roles that each annotator put it in.
func tokenCodes(t *testing.T, text string, files []string) Table {
	var rows Table
	runes := []rune(text)
	var starts []int
	for i, r := range runes {
		if r > ' ' && (i == 0 || runes[i-1] <= ' ') {
			starts = append(starts, i)
			rows = append(rows, make([]string, len(files)))
		}
	}
	for column, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		roles := make([]map[string]bool, len(runes)+1)
		for _, m := range polnearSpan.FindAllStringSubmatch(string(data), -1) {
			for frag := range strings.SplitSeq(m[2], ";") {
				from, to, _ := strings.Cut(frag, " ")
				start, _ := strconv.Atoi(from)
				end, _ := strconv.Atoi(to)
				for i := start; i < min(end, len(runes)); i++ {
					if roles[i] == nil {
						roles[i] = map[string]bool{}
					}
					roles[i][m[1]] = true
				}
			}
		}
		for i, start := range starts {
			code := ""
			for _, role := range []string{"Source", "Cue", "Content"} {
				if roles[start][role] {
					code += role
				}
			}
			if code == "" {
				code = none
			}
			rows[i][column] = code
		}
	}
	return rows
}

func polnear(t *testing.T) string {
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		dir = filepath.Dir(dir)
	}
	dir = filepath.Join(dir, "..", "shared", "corpora", "quotes", "polnear", "train")
	if _, err := os.Stat(dir); err != nil {
		need.Skip(t, need.Shared, "no corpora/quotes/polnear here: the corpora are not part of the repository")
	}
	return dir
}
