package format

import (
	"unicode"
	"unicode/utf8"

	"stet/annotate"
	"stet/model"
)

// reckon takes the first way of counting under which all quotes are where the
// file says, else the one under which most are, and returns what it makes of a
// place's offsets.
func (p *page) reckon(places []*annotate.Place, declared Unit, lose func(Loss)) func(*annotate.Place) (model.Range, bool) {
	var offsets []int
	quotes := 0
	for _, pl := range places {
		if pl.Quote.Start == unplaced {
			continue
		}
		offsets = append(offsets, pl.Quote.Start, pl.Quote.End)
		if pl.Quote.Exact != "" {
			quotes++
		}
	}
	var ways []reckoning
	switch {
	case len(offsets) > 0 && quotes > 0:
		ways = reckonings(declared)
	case len(offsets) > 0 && p.said:
		ways = reckonings(declared)[:1]
	case len(offsets) > 0: // edges of words tell these two apart, and no more
		ways = reckonings(declared)[:2]
	}
	best, bestScore := map[int]model.Pos{}, -1
	var taken reckoning
	for i, way := range ways {
		pos := way.positions(p.Article.Text, offsets)
		score := p.score(places, pos, quotes == 0)
		if score > bestScore {
			best, bestScore, taken = pos, score, ways[i]
		}
		if quotes > 0 && score == 2*quotes {
			break
		}
	}
	if bestScore >= 0 && declared != NoOffsets && (taken.unit != declared || taken.ends != asTheyAre) {
		lose(Loss{What: OtherUnit, Detail: taken.String(), Kept: true})
	}
	if len(offsets) > 0 && quotes == 0 && !p.said && p.offsets.Len() != len(p.Article.Text) {
		lose(Loss{What: NoQuote, Detail: "offsets could not be checked; read as " + taken.String(), Kept: true})
	}
	return func(pl *annotate.Place) (model.Range, bool) {
		start, ok1 := best[pl.Quote.Start]
		end, ok2 := best[pl.Quote.End]
		return model.Range{Start: start, End: end}, ok1 && ok2 && start <= end
	}
}

// score counts how well places fit: two for the very words, one for words that
// differ in white space. Where nothing is quoted, it counts ends that are edges
// of words.
func (p *page) score(places []*annotate.Place, pos map[int]model.Pos, edges bool) int {
	n := 0
	for _, pl := range places {
		start, ok1 := pos[pl.Quote.Start]
		end, ok2 := pos[pl.Quote.End]
		if !ok1 || !ok2 || end < start {
			continue
		}
		switch words := p.Article.Text[start:end]; {
		case edges:
			n += edgesOf(p.Article.Text, start, end)
		case pl.Quote.Exact == "":
		case words == pl.Quote.Exact:
			n += 2
		case sameWords(words, pl.Quote.Exact):
			n++
		}
	}
	return n
}

// edgesOf counts the ends of a stretch that lie between a word and no word, the
// stretch being on the side of the word.
func edgesOf(text string, start, end model.Pos) int {
	wordy := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	n := 0
	in, _ := utf8.DecodeRuneInString(text[start:end])
	out, _ := utf8.DecodeLastRuneInString(text[:start])
	if !unicode.IsSpace(in) && !(wordy(in) && wordy(out)) {
		n++
	}
	in, _ = utf8.DecodeLastRuneInString(text[start:end])
	out, _ = utf8.DecodeRuneInString(text[end:])
	if !unicode.IsSpace(in) && !(wordy(in) && wordy(out)) {
		n++
	}
	return n
}

func (r reckoning) String() string {
	return r.unit.String() + [...]string{"", ", CRLF as one", ", LF as two"}[r.ends]
}
