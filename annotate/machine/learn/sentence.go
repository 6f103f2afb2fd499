package learn

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/annotate/suggest"
	"stet/model"
	"stet/model/mention"
	"stet/model/quotation"
	"stet/model/segment"
)

// A Sentence is one of an article, with what stet finds in it without learning.
type Sentence struct {
	model.Range
	Text  string
	sight sight
	finds []string // kinds of names and quotes, and verbs of saying, each once

	features []feature // by a [Background]; nil until they are made
}

// A sight is what a sentence looks like in numbers.
type sight [sights]float64

const (
	worthSight = iota // stet's score of what is worth a check, as a logit
	quoteSight        // words that somebody is said to have said or thought
	saidSight         // words between quotation marks
	cueSight          // a verb of saying
	numberSight
	lengthSight
	questionSight
	exclaimSight
	marksSight
	percentSight
	moneySight
	colonSight
	nameSight
	placeSight // where it is in the article, from 0 to 1
	sights
)

// taught are the sights of which a background learns how other words go with them.
const taught = cueSight + 1

// sightScale is how much a deviation of a sight counts beside the words of a sentence,
// which count 1 together.
func sightScale(i int) float64 {
	if i < taught {
		return 0.7
	}
	return 0.3
}

// sightNames are what a reason calls them, "" for those that explain nothing.
var sightNames = [sights]string{
	worthSight: "a statement to check", quoteSight: "what somebody says", saidSight: "a quote", cueSight: "a verb of saying", numberSight: "a number",
	questionSight: "a question", exclaimSight: "an exclamation mark", percentSight: "a percentage", moneySight: "an amount of money", nameSight: "names",
}

// mostSentences is how many sentences of one article are looked at: those of longer ones
// are learned from, and suggested, up to there.
const mostSentences = 2000

// leastSentence is how long a sentence is at least that anything is learned from, in
// bytes.
const leastSentence = 12

// Look cuts an article into sentences and tells what stet finds in each. It takes as
// long as the analysis of the article, so it is work for the background.
func Look(a *model.Article) []Sentence {
	ranges := sentencesOf(a)
	out := make([]Sentence, len(ranges))
	if len(out) == 0 {
		return out
	}
	for i, r := range ranges {
		out[i] = Sentence{Range: r, Text: a.Slice(r)}
		out[i].see()
		out[i].sight[placeSight] = float64(i) / float64(len(ranges))
	}
	within := model.Range{End: ranges[len(ranges)-1].End}
	names := mention.Find(a, within, nil)
	for _, m := range names.Mentions {
		for i := range touched(out, m.Range) {
			out[i].find("name " + string(m.Type))
		}
	}
	for _, q := range quotation.Find(a, within, names) {
		for _, p := range q.Parts {
			for i := range touched(out, p) {
				out[i].sight[quoteSight] = 1
				if q.Said() {
					out[i].sight[saidSight] = 1
				}
				out[i].find("content " + string(q.Content))
			}
		}
		for i := range touched(out, q.Cue) {
			out[i].sight[cueSight] = 1
			out[i].find("cue " + q.Word)
		}
	}
	return out
}

// touched yields the sentences that a range overlaps.
func touched(list []Sentence, r model.Range) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		i, _ := slices.BinarySearchFunc(list, r.Start, func(s Sentence, p model.Pos) int { return int(s.End - p - 1) })
		for ; i < len(list) && list[i].Start < r.End; i++ {
			if list[i].Overlaps(r) && !yield(i) {
				return
			}
		}
	}
}

func (s *Sentence) find(what string) {
	if !slices.Contains(s.finds, what) {
		s.finds = append(s.finds, what)
	}
}

// sentencesOf are the sentences of an article without blanks at their ends.
func sentencesOf(a *model.Article) (out []model.Range) {
	for _, s := range segment.Sentences(a.Text, model.Range{End: model.Pos(len(a.Text))}) {
		text := a.Text[s.Start:s.End]
		left := len(text) - len(strings.TrimLeft(text, " \t\r\n"))
		s.Start += model.Pos(left)
		s.End = s.Start + model.Pos(len(strings.TrimSpace(text)))
		if s.Len() >= leastSentence {
			out = append(out, s)
		}
		if len(out) == mostSentences {
			break
		}
	}
	return out
}

// see fills in what a sentence looks like by itself.
func (s *Sentence) see() {
	words := wordsOf(s.Text)
	numbers, names := 0, 0
	for i, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case strings.ContainsFunc(w, unicode.IsDigit):
			numbers++
		case unicode.IsUpper(r) && i > 0:
			names++
		}
	}
	worth := suggest.WorthOf(s.Text)
	s.sight[worthSight] = math.Log((worth + 0.02) / (1.02 - worth))
	s.sight[numberSight] = float64(min(numbers, 3)) / 3
	s.sight[nameSight] = float64(min(names, 4)) / 4
	s.sight[lengthSight] = math.Log1p(float64(len(words)))
	for i, marks := range [sights]string{questionSight: "?", exclaimSight: "!", marksSight: "“\"„«", percentSight: "%", moneySight: "$€£", colonSight: ":"} {
		if marks != "" && strings.ContainsAny(s.Text, marks) {
			s.sight[i] = 1
		}
	}
}

func wordsOf(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '\'' && r != '’' && r != '%' && r != '$' && r != '€' && r != '£'
	})
}

// normal is a word in lower case, its digits alike.
func normal(w string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return '0'
		}
		return unicode.ToLower(r)
	}, w)
}
