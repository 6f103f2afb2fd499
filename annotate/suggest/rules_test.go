package suggest

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"stet/model"
	"stet/model/need"
)

// ofWords tells for each word of a statement which of the rules hold for it.
func ofWords(statement string) string {
	words := strings.Fields(strings.ToLower(statement))
	cased := strings.Fields(statement)
	var out []string
	for i, w := range words {
		c := cues()[w]
		var holds []string
		for _, rule := range []struct {
			name string
			is   bool
		}{
			{"idle", idleNumber(cased, i)}, {"names", designates(cased, i)}, {"saying", saying(words, i)}, {"aside", aside(words, i)}, {"degree", matterOfDegree(words, i)},
			{"judges", judges(words, i)}, {"causes", causes(words, i)}, {"attributive", attributive(words, i)}, {"topped", topped(words, i)}, {"several", several(w)},
			{"ranks", rankOf(words, i, ranks) == ranks}, {"tops", rankOf(words, i, ranks)&tops != 0}, {"year", year(w)}, {"capital", capital(cased[i])},
		} {
			if rule.is {
				holds = append(holds, rule.name)
			}
		}
		from, to := sized(words, i)
		out = append(out, fmt.Sprintf("%s %d,%d,%d %s %d %s", w, counted(words, i), amount(w), patterned(words, i, c), shown(words, i), to-from, strings.Join(holds, "+")))
	}
	return strings.Join(out, "; ")
}

// TestRulesOfWords holds what single rules make of words, on both sides of each: a row of
// testdata/rules.txt is what a rule reads and what it says of that.
func TestRulesOfWords(t *testing.T) {
	is := func(rule func(string) bool) func(string) string {
		return func(s string) string { return strconv.FormatBool(rule(s)) }
	}
	lean := func(l leaning, ok bool) string { return fmt.Sprintf("%s %v", l.label, ok) }
	need.Table(t, "testdata/rules.txt", map[string]func(string) string{
		"answers": is(answers), "headless": is(headless), "titled": is(titled), "severed": is(severed), "balanced": is(balanced), "named": is(named),
		"bearsSide": is(bearsSide), "predicate": is(predicate), "aimed": is(aimed), "supposed": is(supposed), "anyone": is(anyone), "onlyJudges": is(onlyJudges),
		"goesOnWithVerb": is(goesOnWithVerb), "describes": is(describes), "manner": is(manner), "hyphened": is(hyphened), "lastOf": is(lastOf), "startsQuote": is(startsQuote),
		"mainClause": mainClause, "pastDateline": pastDateline, "ownClause": ownClause,
		"judgement": func(s string) string { return lean(judgement(s)) },
		"misdeed":   func(s string) string { return lean(misdeed(s, "say")) },
		"weigh": func(s string) string {
			score, why, by := weigh(s)
			return fmt.Sprintf("%.2f %d %s", score, by, why)
		},
		"words":    ofWords,
		"capitals": func(s string) string { return strconv.Itoa(capitals(s)) },
		"endsSentence": func(s string) string { // a bar behind each byte with which a sentence ends
			var b strings.Builder
			for i := range len(s) {
				b.WriteByte(s[i])
				if endsSentence(s, i) {
					b.WriteByte('|')
				}
			}
			return b.String()
		},
		"bare": func(s string) string {
			before, text, _ := strings.Cut(s, "|")
			r, ok := bare(before+text, model.Range{Start: model.Pos(len(before)), End: model.Pos(len(s) - 1)})
			return fmt.Sprintf("%q %v", (before + text)[r.Start:r.End], ok)
		},
		"nested": func(s string) string { // what is between the brackets is asked about
			before, rest, _ := strings.Cut(s, "[")
			in, after, _ := strings.Cut(rest, "]")
			return strconv.FormatBool(nested(before+in+after, model.Range{Start: model.Pos(len(before)), End: model.Pos(len(before) + len(in))}))
		},
		"lowered": func(s string) string {
			var score, by float64
			fmt.Sscan(s, &score, &by)
			return fmt.Sprintf("%.2f", lowered(score, by))
		},
		"ofLength": func(s string) string {
			n, _ := strconv.Atoi(s)
			return fmt.Sprintf("%.1f", math.Round(ofLength(n)*10)/10)
		},
	})
}
