package learn

import (
	"slices"
	"strings"
	"testing"
)

// The features of a sentence's words: each word, each pair, and how longer words begin and
// end; each once, in any case, digits alike.
func TestTheFeaturesOfWords(t *testing.T) {
	groups := map[byte]int{'w': wordGroup, 'p': pairGroup, 's': partGroup}
	for text, names := range map[string]string{
		"":             "",
		"sails":        "w sails|p ^ sails",
		"The ferries":  "w the|p ^ the|w ferries|p the ferries|s ferri|s -ies",
		"sailor":       "w sailor|p ^ sailor|s sailo|s -lor",
		"a a a":        "w a|p ^ a|p a a",
		"in 1984":      "w in|p ^ in|w 0000|p in 0000",
		"Größe":        "w größe|p ^ größe|s -öße",
		"naïveté":      "w naïveté|p ^ naïveté|s naïve|s -eté",
		"ships, ships": "w ships|p ^ ships|p ships ships",
	} {
		var want, got []uint32
		for _, name := range strings.Split(names, "|") {
			if name != "" {
				want = append(want, hash(groups[name[0]], name[2:]))
			}
		}
		for _, f := range wordFeatures(text) {
			if f.value != 1 {
				t.Errorf("%q: a feature counts %v", text, f.value)
			}
			got = append(got, f.at)
		}
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%q has %d features, want %d: %s", text, len(got), len(want), names)
		}
	}
}
