package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stet/model/mention/tagger"
	"stet/model/need"
)

// inBrackets writes a sample's names as [PER Sergey Lavrov].
func inBrackets(s sample) string {
	names := [...]string{"PER", "ORG", "LOC", "NORP", "EVENT", "MISC"}
	var b strings.Builder
	at := 0
	for _, g := range s.gold {
		b.WriteString(s.text[at:g.start] + "[" + names[g.kind] + " " + s.text[g.start:g.end] + "]")
		at = g.end
	}
	return b.String() + s.text[at:]
}

func TestSamples(t *testing.T) {
	for _, test := range []struct{ corpus, words, tags, want string }{
		{"wikigold", "Sergey Lavrov , in Moscow .", "B-PER I-PER O O B-LOC O", "[PER Sergey Lavrov], in [LOC Moscow]."},
		{"gum_other", "Turkish Foreign Minister Mevlut Cavusoglu spoke", "B-PER I-PER I-PER I-PER I-PER O", "Turkish Foreign Minister [PER Mevlut Cavusoglu] spoke"},
		{"gum_other", "the United Nations 's envoy", "O O B-ORG O O", "the [ORG United Nations]'s envoy"},
		{"btc", "# UN and @ flipboard", "B-ORG I-ORG O B-ORG I-ORG", "#[ORG UN] and @ flipboard"},
		{"btc", "#UN report", "B-ORG O", "#[ORG UN] report"},
		{"crossner_politics", "The Kenyan `` Daily Nation ''", "O O O B-magazine I-magazine O", "The [NORP Kenyan] \"[ORG Daily Nation]\""},
		{"crossner_ai", "the algorithm of Paris", "O B-algorithm O B-location", "the algorithm of [LOC Paris]"},
	} {
		s := newSample(test.corpus, strings.Fields(test.words), strings.Fields(test.tags))
		if got := inBrackets(s); got != test.want {
			t.Errorf("got %s\nwant %s", got, test.want)
		}
	}
}

// TestTheLearnerLearns trains on three sentences and finds their names again.
func TestTheLearnerLearns(t *testing.T) {
	samples := []sample{
		newSample("wikigold", strings.Fields("Anna Solberg met the Harbour Union in Oslo ."), strings.Fields("B-PER I-PER O O B-ORG I-ORG O B-LOC O")),
		newSample("wikigold", strings.Fields("The Harbour Union of Oslo thanked Anna Solberg ."), strings.Fields("O B-ORG I-ORG O B-LOC O B-PER I-PER O")),
		newSample("wikigold", strings.Fields("In Oslo the Harbour Union met Anna Solberg ."), strings.Fields("O B-LOC O B-ORG I-ORG O B-PER I-PER O")),
	}
	lex := newLexicon()
	lex.add("Oslo", tagger.City)
	m, err := tagger.Load(string(tagger.Bytes(tagger.Wide, lex.entries, nil, [labels][labels]int16{})))
	if err != nil {
		t.Fatal(err)
	}
	var l learner
	l.train(l.examples(m, samples))
	weights, change := l.quantised()
	if m, err = tagger.Load(string(tagger.Bytes(tagger.Wide, lex.entries, weights, change))); err != nil {
		t.Fatal(err)
	}
	var text tagger.Text
	for _, s := range samples {
		m.Label(&text, s.text, nil)
		want := project(&text, s.gold)
		for i := range want {
			if text.Labels[i] != want[i] {
				t.Errorf("%s: token %d is %d, want %d", s.text, i, text.Labels[i], want[i])
			}
		}
	}
}

func TestClustersGatherWordsOfOneKind(t *testing.T) {
	var texts []string
	for range 10 {
		for _, place := range []string{"oslo", "rome", "lima"} {
			for _, verb := range []string{"sleeps", "waits"} {
				texts = append(texts, "in "+place+" she "+verb+" now")
			}
		}
	}
	of := clusterWords(texts)
	if of[tagger.Hash("oslo")] != of[tagger.Hash("rome")] || of[tagger.Hash("sleeps")] != of[tagger.Hash("waits")] ||
		of[tagger.Hash("oslo")] == of[tagger.Hash("sleeps")] {
		t.Errorf("oslo %d, rome %d, sleeps %d, waits %d", of[tagger.Hash("oslo")], of[tagger.Hash("rome")], of[tagger.Hash("sleeps")], of[tagger.Hash("waits")])
	}
}

// TestOurGold holds every annotated name against the text that it was made on.
func TestOurGold(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "shared", "corpora", "wikinews")
	if _, err := os.Stat(dir); err != nil {
		need.Skip(t, need.Shared, dir+" is not here")
	}
	samples, err := readGold(dir)
	if err != nil {
		t.Fatal(err)
	}
	names := 0
	for _, s := range samples {
		for _, g := range s.gold {
			names++
			if name := s.text[g.start:g.end]; strings.TrimSpace(name) != name || name == "" {
				t.Errorf("%q has blanks at its edges", name)
			}
		}
	}
	if names < 4000 {
		t.Errorf("%d names", names)
	}
}
