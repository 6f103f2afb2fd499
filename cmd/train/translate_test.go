package main

import (
	"math/rand/v2"
	"strings"
	"testing"
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
