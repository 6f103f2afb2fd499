package anchor

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"stet/annotate"
	"stet/model"
)

// Publishers and tools change how words are written without changing the words:
// straight marks become curly ones, blanks become no-break spaces, lines are
// wrapped, accents are composed. A folded text has one spelling for all of these.
type folded struct {
	text string
	at   []int32 // for each byte of text, where its character begins in the original
}

// maxFolded is the length in bytes of the longest text that is folded; longer
// ones would take more memory than finding a quote is worth.
const maxFolded = 32 << 20

// maxDrift is how far from where a comparison of the texts puts them, in bytes,
// respelled words may begin.
const maxDrift = 16

// fold returns the folded form of a text: marks straight, white space one blank,
// invisible characters gone, letters composed (NFC).
func fold(text string) folded {
	f := folded{at: make([]int32, 0, len(text)+1)}
	var b strings.Builder
	b.Grow(len(text))
	add := func(s string, at int) {
		for range len(s) {
			f.at = append(f.at, int32(at))
		}
		b.WriteString(s)
	}
	blank := false
	for i := 0; i < len(text); {
		n := norm.NFC.NextBoundaryInString(text[i:], true) // at least one byte: the end is a boundary
		if n == 1 && text[i] > ' ' && text[i] < utf8.RuneSelf {
			add(text[i:i+1], i)
			blank = false
			i++
			continue
		}
		for _, c := range norm.NFC.String(text[i : i+n]) {
			switch s := straight(c); {
			case unicode.IsSpace(c):
				if !blank {
					add(" ", i)
				}
				blank = true
			case s != "":
				add(s, i)
				blank = false
			}
		}
		i += n
	}
	f.text, f.at = b.String(), append(f.at, int32(len(text)))
	return f
}

// straight returns the plain spelling of a character, "" for one that is not seen.
func straight(c rune) string {
	switch c {
	case '‘', '’', '‚', '‛', '′', 'ʼ', '＇':
		return "'"
	case '“', '”', '„', '‟', '″', '«', '»', '＂':
		return `"`
	case '‐', '‑', '−':
		return "-"
	case '…':
		return "..."
	case '\u00ad', '\u200b', '\ufeff', '\u2060':
		return ""
	}
	return string(c)
}

// original returns the stretch of the original text that folded[from:to] stands for.
func (f *folded) original(text string, from, to int) model.Range {
	start, end := int(f.at[from]), int(f.at[to])
	for end > start { // a blank stands for all white space, of which none ends the words
		c, n := utf8.DecodeLastRuneInString(text[start:end])
		if !unicode.IsSpace(c) && straight(c) != "" {
			break
		}
		end -= n
	}
	return span(start, end)
}

// respelled finds the words of a quote in another spelling: of several places
// the one whose surroundings agree best. Expect is where they should begin in
// the text, -1 if that is not known.
func (f *Finder) respelled(q annotate.Quote, expect int) (annotate.Place, bool) {
	words := strings.TrimSpace(fold(q.Exact).text)
	if words == "" || len(f.text) > maxFolded {
		return annotate.Place{}, false
	}
	if f.folded == nil {
		whole := fold(f.text)
		f.folded, f.foldedSeen = &whole, newOccurrences(whole.text)
	}
	prefix, suffix := strings.TrimSpace(fold(q.Prefix).text), strings.TrimSpace(fold(q.Suffix).text)
	best, bestScore, sure := annotate.Place{}, -1.0, false
	places := f.foldedSeen.of(words)
	for _, at := range places {
		r := f.folded.original(f.text, at, at+len(words))
		if f.text[r.Start:r.End] == q.Exact {
			continue // the same spelling, which was weighed before
		}
		score, certain := 0.0, false
		switch {
		case expect >= 0:
			far := max(int(r.Start)-expect, expect-int(r.Start))
			score, certain = -float64(far), far <= maxDrift
		default:
			before := similarity(lastPoints(strings.TrimSpace(f.folded.text[:at]), points(prefix)), prefix)
			after := similarity(firstPoints(strings.TrimSpace(f.folded.text[at+len(words):]), points(suffix)), suffix)
			if prefix == "" {
				before = after
			}
			if suffix == "" {
				after = before
			}
			score = before + after
			certain = min(before, after) >= minContext || len(places) == 1 && points(words) >= longQuote
			if !certain && max(before, after) < minContext {
				continue
			}
		}
		switch {
		case best.Score == 0 || score > bestScore:
			best, bestScore, sure = placed(q, r, annotate.Moved, 0.98), score, certain
		case score == bestScore:
			sure = false // nothing tells the two apart
		}
	}
	if best.Score == 0 || expect >= 0 && !sure {
		return annotate.Place{}, false
	}
	if !sure {
		best.State = annotate.Fuzzy
	}
	return best, true
}
