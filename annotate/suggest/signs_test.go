package suggest

import (
	"fmt"
	"slices"
	"stet/model/need"
	"strings"
	"testing"
)

// parts are what makes a statement worth a check, and what only looks like it, beside each
// other: most differ from the one before in one word.
var parts = strings.Split(`spent 40 million euros|spent 40 m|spent a m|has 40 ships|has 4 ships|has four ships|has 1,200 ships|has 20 per cent|has 20 percent of it|has one third|has a third|has the third bridge|has a quarter|has the quarter|has two-bit lawyers|has a 2-1 lead
met in 2019|met in ’08|met on 5 May|met on May 5|met in May with 5 ships|met on May 5 per cent|met at 10:30|met at 5 a.m. sharp|met at 5 o’clock|met 3 days ago|met for 3 years|met in 3 ways|met on day 3|met on page 12|met on number 7|met on ship 7|met Team 7|met Team 7 per cent|met Covid-19|met covid-19|met Article 5|met Article 5,000|met a 57-year-old man|met a man 57 year-old
is the most popular|is most popular|is Oslo’s most popular|is the most of it|is the most likely|is the second most popular|is at most popular|is the least popular|is a record|is a record year|is the record|is the record high|is the record case|is new record land|is the best|is best
is more uplifting|is more houses|has more houses|has more houses than Oslo|has more to do|has more of it|has fewer houses|has fewer useful houses|is bigger|is bigger than Oslo|has become bigger|has become harder|is exceeding it|is less able|is more than happy|is more willing
was caused by wires|caused it|who attacked it|attacked it|were those which were attacked|had been attacked|is the alleged attacked port|charged with murder|charged it with killing|was charged with killing|sold its cranes|would have sold its cranes|will sell its cranes|might sell it sooner than Oslo|sells sooner than it might|can sell 40 million cranes
paid tribute|paid 5 euros|paid attention|raised questions|raised taxes|closed doors|closed ports|is fallen apart|has fallen|is one of them|is one ship|is 100 sure|is 100 euros|is the $64,000 question|is $64,000|is half-dead|is multi-coloured|is third party|is third
wants a bridge|hopes for a bridge|should have a bridge|needs a bridge|needs 5 bridges|promised a bridge|plans a bridge
lies between Oslo and Bergen|lies in Oslo|lies here|is a NATO port of the United Nations|increased by half|increased|rose by 5 per year|doubled|fell|because it rained|since it rained|has 5 per head|has 5 million`, "|")

// alone are statements as they stand: where a word is among the others decides.
var alone = strings.Split(`a fallen soldier|the fallen soldier|an increased rent|this growing town|his lost cat|her lost cat|lost cat|the lost|it grew up|it grew|they want to drop those|a drop these
the attacked port|all attacked ports|the town holding shares|the town is holding shares|the towns are holding shares|the town had been holding shares|holding shares is fine
it had built into it|it built it|built|it was not allowed it|allowed|it was opposed to it|it opposed it|it passed from one to other|it passed it
the fire is due to rain|the fire is due|it is due to rain|due to be here|due to rain|it happened in the town as was seen that day due to rain|responsible for it|responsible|it led to war|it led
multi-lane roads|Reds - 5 it is|- 5 it is|Reds - 5000 it is|Team 7|met Team x7|met Team 1000|the “Covid-19” year|a “ 40|4zebra|two in five|one in|in one in five|more|more in it|more than it|m|the 40m
1700|1699|1999|2100|20245|user than four|busier than four|two and a half years|half of it|five six seven years|five old years|5 per|5 per cent|third|a third|third party
coal-fired ships|coal-fed ships|the worst case|the worst|the record case|a b c d I would|a b c I would|a b c d e f g h you go|a b c d e f g you go|a b c want it|a b want it`, "|")

// Which words of a statement are signs of something to check, whatever these weigh: one
// that changes here changes what is suggested. -update writes the file.
func TestSignsOfSomethingToCheck(t *testing.T) {
	var got strings.Builder
	say := func(statement string) {
		seen, first, n := look(statement)
		signs := map[string]int{} // by the word that is one: how many classes it is of
		for c, w := range first {
			if seen&c != 0 {
				signs[w]++
			}
		}
		fmt.Fprintf(&got, "%d %v\t%s\n", n, signs, statement)
	}
	for _, line := range parts {
		for part := range strings.SplitSeq(line, "\n") {
			say("the town " + part)
			say("as a matter of fact I " + part)
			say("we " + part + " in the harbour while others only looked on and waited")
		}
	}
	for _, line := range alone {
		for statement := range strings.SplitSeq(line, "\n") {
			say(statement)
		}
	}
	for n := range 36 {
		say(strings.TrimSpace("the town sold ships" + strings.Repeat(" there", n)))
	}
	say("")
	need.Golden(t, "testdata/signs.txt", got.String(), 0)
}

// Single rules that decide what a word counts for, on both sides.
func TestWordsThatOnlyLookLikeSigns(t *testing.T) {
	words := func(s string) []string { return strings.Fields(s) }
	for s, want := range map[string]bool{"the most popular": true, "most popular": false, "the most of": false, "the most": false, "a record": true, "record high": false, "the record high": true, "the record case": false, "town’s most popular": true, "the most case": false} {
		i := 0
		for k, w := range words(s) {
			if w == "most" || w == "record" {
				i = k
			}
		}
		if got := topped(words(s), i); got != want {
			t.Errorf("%q ranks: %t", s, got)
		}
	}
	for s, want := range map[string]bool{"who attacked": true, "which were attacked": true, "who has been attacked": true, "they attacked": false, "was attacked": false, "attacked": false, "alleged attacked": true} {
		if got := aside(words(s), len(words(s))-1); got != want {
			t.Errorf("%q tells which are meant: %t", s, got)
		}
	}
	if !aside(words("charged with killing them"), 0) || aside(words("charged with murder and"), 0) || aside(words("charged with"), 0) || aside(words("paid with killing x"), 0) {
		t.Error("charged with")
	}
	for s, want := range map[string]bool{"more uplifting": true, "has more houses": false, "more houses": true, "nothing more than houses": true, "bigger than it": false, "bigger it": true, "less able": true, "fewer famous": true} {
		if got := matterOfDegree(words(s), max(0, slices.Index(words(s), "more"))); got != want {
			t.Errorf("%q is a matter of degree: %t", s, got)
		}
	}
	for w, want := range map[string]bool{"per": true, "percent": true, "percentage": true, "%": true, "million": true, "years": true, "ships": false, "": false} {
		if share(w) != want {
			t.Errorf("%q makes an amount: %t", w, !want)
		}
	}
}
