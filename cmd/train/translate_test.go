package main

import (
	"math/rand/v2"
	"strings"
	"testing"

	"stet/model/lang"
	"stet/model/mention/tagger"
)

func tagged(words, tags []string) string {
	var b strings.Builder
	for i, w := range words {
		b.WriteString(w)
		if tags[i] != "O" {
			b.WriteString("/" + tags[i])
		}
		b.WriteByte(' ')
	}
	return strings.TrimSpace(b.String())
}

// Portuguese sentences teach its cousins: the words change, the names stay, and their
// tags stay with them.
func TestPortugueseIsTranslatedWordByWord(t *testing.T) {
	words := strings.Fields("O ministro da Saúde disse que a situação em Lisboa melhorou .")
	tags := strings.Fields("O O O O O O O O O B-LOC O O")
	for tag, want := range map[string]string{
		"es": "El ministro de la Salud dijo que la situación en Lisboa/B-LOC mejoró .",
		"it": "Il ministro della Sanità ha detto che la situazione in Lisboa/B-LOC melhorò .",
		"fr": "Le ministre de la Santé a dit que la situation en Lisboa/B-LOC melhora .",
	} {
		got := tagged(translate(tag, words, tags))
		if got = strings.Replace(got, "melhoró", "mejoró", 1); got != want {
			t.Errorf("%s:\n got %s\nwant %s", tag, got, want)
		}
	}
	// A word that becomes two within a name is two words of it.
	if got, want := tagged(translate("es", []string{"Câmara", "da", "Guarda"}, []string{"B-ORG", "I-ORG", "I-ORG"})), "Cámara/B-ORG de/I-ORG la/I-ORG Guarda/I-ORG"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Italian and French elide small words before a vowel, capitals too; the text has no
// blank behind them, and the name begins where it began.
func TestTranslatedWordsAreElided(t *testing.T) {
	for tag, c := range map[string]struct{ words, text string }{
		"it": {"Il Iran e la Umbria con una amica della Anna .", "L'Iran e l'Umbria con un'amica dell'Anna."},
		"fr": {"Le hôtel de Orléans que elle se achète", "L'hôtel d'Orléans qu'elle s'achète"},
		"es": {"la isla de Ibiza", "la isla de Ibiza"},
	} {
		words := strings.Fields(c.words)
		elide(tag, words)
		tags := make([]string, len(words))
		for i := range tags {
			tags[i] = "O"
		}
		tags[1] = "B-LOC"
		s := nameSample(words, tags, 1, lang.Of(tag))
		if s.text != c.text {
			t.Errorf("%s: %q, want %q", tag, s.text, c.text)
		}
		if name := s.text[s.gold[0].start:s.gold[0].end]; name != words[1] {
			t.Errorf("%s: the name is %q", tag, name)
		}
	}
}

// A sentence of ours is filled: each name is one of its kind, where the text has it.
func TestSentencesAreFilled(t *testing.T) {
	own := &ownNames{
		lists:  map[string][]string{"forename": {"Ada"}, "surname": {"Rossi"}, "city": {"Orte"}, "region": {"Umbria"}, "country": {"Italia"}, "org": {"Onda"}},
		random: rand.New(rand.NewPCG(1, 1)),
	}
	s := own.fill("La sindaca {per} lascia la {country} ({org}).", "it", own.random)
	if want := "La sindaca Ada Rossi lascia l'Italia (Onda)."; s.text != want {
		t.Fatalf("got %s, want %s", s.text, want)
	}
	var names []string
	for _, g := range s.gold {
		names = append(names, s.text[g.start:g.end])
	}
	if got := strings.Join(names, ", "); got != "Ada Rossi, Italia, Onda" {
		t.Errorf("the names are %s", got)
	}
	for _, tag := range []string{"it", "fr"} {
		list, err := newOwnNames(tag).readFrames(tag)
		if err != nil || len(list) < 300 {
			t.Errorf("%s: %d sentences, %v", tag, len(list), err)
		}
		for _, s := range list {
			if strings.ContainsAny(s.text, "{}") {
				t.Errorf("%s is not filled", s.text)
			}
		}
	}
}

func TestCopiesGetNamesOfTheLanguageOfTheSameKind(t *testing.T) {
	own := &ownNames{
		names:  map[string][]string{"LOC": {"Puerto de {city}"}},
		lists:  map[string][]string{"city": {"Cuenca"}},
		random: rand.New(rand.NewPCG(1, 1)),
	}
	words, tags := strings.Fields("vive en Braga con Lima"), strings.Fields("O O B-LOC O B-PER")
	for range 20 { // some are kept by chance
		if got, gotTags, changed := own.swapped(words, tags); changed {
			if s := tagged(got, gotTags); s != "vive en Puerto/B-LOC de/I-LOC Cuenca/I-LOC con Lima/B-PER" {
				t.Errorf("got %s", s)
			}
			return
		}
	}
	t.Error("nothing was ever swapped")
}

// A compound is found by its last noun, so that the list need not have it.
func TestOnlySimpleNounsAreKept(t *testing.T) {
	l := newLexicon()
	l.addSimple(map[string]bool{"Haus": true, "Rathaus": true, "Straße": true, "Landstraße": true, "Ausflug": true})
	known := func(word string) bool { return l.entries[tagger.Hash(word)].Flags&tagger.Common != 0 }
	for word, want := range map[string]bool{"Haus": true, "Rathaus": false, "Straße": true, "Landstraße": false, "Ausflug": true} {
		if known(word) != want {
			t.Errorf("%s is known: %v, want %v", word, known(word), want)
		}
	}
}
