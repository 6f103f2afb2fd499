package lang

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Recognise returns the tag of the language that text is written in, "" where it
// is not clear or the language is not one of the set. At most [SampleSize] bytes of
// the text are read.
//
// The script leaves some candidates, and how letters follow each other decides
// between them: each of their profiles says how many bits the text costs. The best
// is taken if it leads by a margin and the text costs no more than texts of that
// language do.
func (s *Set) Recognise(text string) string {
	if len(text) > SampleSize {
		text = text[:SampleSize]
	}
	return s.decide(s.rate(text, stretch))
}

// Recognise is [Set.Recognise] among the embedded languages.
func Recognise(text string) string { return Embedded().Recognise(text) }

// SampleSize is how much of a text recognition looks at, in bytes.
const SampleSize = 4 << 10

// Settings of recognition, chosen on ../shared/corpora/lang/recognition.
const (
	leastMargin = 10.0 // bits by which the best must lead
	perLetter   = 0.7  // and bits for the root of the letters
	leastPlain  = 9    // letters of words without a capital that are enough for names to count less
	perNear     = 1.3  // and if the next is a near one
	headStart   = 6.0  // bits less that English needs, the language most texts here are in
	dearest     = 2.2  // bits that a letter may cost more than is usual for the language: news is no declaration
	slack       = 12.0 // and more, divided by the root of the letters, in a short text

	plain = 0.9 // bits for each letter that make a lead so clear that the cost does not count

	stretch   = 120 // letters after which a clear lead ends the reading, and after each further
	clearLead = 120 // bits

	blockLook  = 240                                               // letters of a block by which it is told whether it is in another language
	leastBlock = 60                                                // letters that a block needs for that
	surely     = 1.5                                               // bits that they may cost more than is usual, to end that look
	widening   = (dearest + 1 - surely) / (blockLook - leastBlock) // and more for each further letter, up to what may be at the end
	atOnce     = 0.0                                               // the same by runs of fewLetters, to take no closer look: so do two of three blocks, and none in eighty thousand of another language
)

// A rated is how well a language fits a text.
type rated struct {
	lang  *Language
	place int // among the candidates, as they were before any was left out
	bits  int // sixteenths
	named int // those of words with a capital
}

// rate rates the candidates for a text, the best first, and counts its letters. Words
// with a capital, names mostly, count a quarter where most words have none. At least
// that many letters are read, if the text has them.
func (s *Set) rate(text string, least int) ([]rated, int) {
	scripts, total := scriptsOf(text)
	var found []rated
	key := gram(0) // of the list of candidates
	for i, l := range s.list {
		if share := scripts.shareOf(l); share*10 >= total*6 && total > 0 {
			found = append(found, rated{lang: l, place: len(found)})
			key = key.grow(rune(i))
		}
	}
	if len(found) == 0 {
		return nil, 0
	}
	text = sampleOf(text)
	found = s.shortlist(found, key, text)
	profiles := make([]*profile, len(found))
	for i := range found {
		profiles[i] = found[i].lang.profile()
	}
	in := letters{text: text, blank: true}
	var runs [order]gram
	count, named := 0, 0
	for n := in.next(&runs); n > 0; n = in.next(&runs) {
		for i := range found {
			bits := profiles[i].follow(&runs, n)
			found[i].bits += bits
			if in.named {
				found[i].named += bits
			}
		}
		if in.named {
			named++
		}
		if count++; count%stretch == 0 && count >= least && leads(found, count) {
			break
		}
	}
	if count-named >= leastPlain {
		for i := range found {
			found[i].bits -= found[i].named * 3 / 4
		}
		count -= named * 3 / 4
	}
	slices.SortFunc(found, byBits)
	byWords(found, text)
	return found, count
}

// leads reports whether the best has a clear lead over all that are no kin of it. Kin
// are told apart, where they are, by more letters than one stretch.
func leads(found []rated, count int) bool {
	best := slices.MinFunc(found, byBits)
	if len(best.lang.Kin) > 0 && count <= stretch {
		return false
	}
	for _, r := range found {
		if r.lang != best.lang && !slices.Contains(best.lang.Kin, r.lang.Tag) && r.bits-r.named-best.bits+best.named < clearLead*perBit {
			return false
		}
	}
	return true
}

func byBits(x, y rated) int {
	if x.bits != y.bits {
		return x.bits - y.bits
	}
	if x.lang.Tag < y.lang.Tag {
		return -1
	}
	return 1
}

// decide takes the best of the candidates if it is good enough.
func (s *Set) decide(found []rated, count int) string {
	if len(found) == 0 {
		return ""
	}
	best := found[0]
	if best.lang.letters().short == "" {
		if len(found) == 1 {
			return best.lang.Tag // its script says it
		}
		return ""
	}
	lead, margin := math.Inf(1), max(leastMargin, perLetter*math.Sqrt(float64(count)))
	for _, other := range found[1:] {
		if slices.Contains(best.lang.Kin, other.lang.Tag) {
			continue
		}
		lead = float64(other.bits-best.bits) / perBit
		if slices.Contains(best.lang.Near, other.lang.Tag) {
			margin = max(leastMargin, perNear*math.Sqrt(float64(count)))
		}
		break
	}
	if best.lang.Tag == "en" {
		margin -= headStart
	}
	if lead < margin || !best.fits(count) && lead < plain*float64(count) {
		return ""
	}
	return best.lang.Tag
}

// Other returns the tag of the language that a block of an article in l is clearly
// written in instead, "" where it may be in l. Of an unknown article (l is nil) the
// block stands for itself.
func (l *Language) Other(block string) string {
	block = block[:min(len(block), SampleSize/2)]
	if l != nil && (l.fits(block) && !l.marksUnusual(block) || l.letters().short == "") {
		return ""
	}
	found, count := Embedded().rate(block, 2*stretch)
	if count < leastBlock {
		return ""
	}
	tag := Embedded().decide(found, count)
	if l != nil && (tag == l.Tag || slices.Contains(l.Kin, tag)) {
		return ""
	}
	return tag
}

// rareMarks are quotation marks that few languages share.
var rareMarks = [...]rune{'«', '„'}

// marksUnusual reports whether text has quotation marks that are not used in l.
func (l *Language) marksUnusual(text string) bool {
	for _, r := range rareMarks {
		used := slices.ContainsFunc(l.Marks, func(p Pair) bool { return p.Open == r || p.Close == r })
		if !used && strings.ContainsRune(text, r) {
			return true
		}
	}
	return false
}

// fits reports whether the letters of text follow each other as they do in l, or
// there are too few to tell.
func (l *Language) fits(text string) bool {
	in, p := readLetters(text), l.profile()
	var runs [order]gram
	bits, count := 0, 0
	for quick := in; count < leastBlock; count++ {
		n := quick.next(&runs)
		for n > 0 && quick.named {
			n = quick.next(&runs)
		}
		if n == 0 {
			return true
		}
		bits += p.short.follow(&runs, min(n, fewLetters), 0)
	}
	if float64(bits) < (p.usual+atOnce)*perBit*leastBlock {
		return true
	}
	bits, count = 0, 0
	for n := in.next(&runs); n > 0 && count < blockLook; n = in.next(&runs) {
		if in.named {
			continue
		}
		bits += p.follow(&runs, n)
		if count++; count%leastBlock == 0 && float64(bits) < (p.usual+surely+widening*float64(count-leastBlock))*perBit*float64(count) {
			return true
		}
	}
	return float64(bits) < (p.usual+dearest+1)*perBit*float64(count)
}

// fits reports whether the letters of a text cost about as much as is usual.
func (r *rated) fits(count int) bool {
	cost := float64(r.bits) / perBit / float64(count)
	return cost < r.lang.letters().usual+dearest+slack/math.Sqrt(float64(count)) || r.lang.dense()
}

// dense reports whether the language has so many letters that how they follow each
// other says nothing.
func (l *Language) dense() bool { return slices.Contains(l.Scripts, "Han") || l.Scripts[0] == "Hangul" }

// A scriptCount is how many letters of a text are in each script.
type scriptCount map[string]int

// shareOf is how many letters are in the scripts of the language.
func (c scriptCount) shareOf(l *Language) int {
	n := 0
	for _, script := range l.Scripts {
		n += c[script]
	}
	if slices.Contains(l.Scripts, "Hiragana") && 10*(n-c["Han"]) < n {
		return 0 // Han without Kana is no Japanese
	}
	return n
}

// scriptsOf counts the letters of a text by script.
func scriptsOf(text string) (scriptCount, int) {
	count, total := scriptCount{}, 0
	latin, cyrillic := 0, 0
	var script string
	var table *unicode.RangeTable
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			if c |= 0x20; 'a' <= c && c <= 'z' {
				latin++
			}
			i++
			continue
		}
		if 0xD0 <= c && c <= 0xD1 && i+1 < len(text) && text[i+1]&0xC0 == 0x80 { // U+0400 to U+047F, letters all
			cyrillic++
			i += 2
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		i += n
		if !unicode.IsLetter(r) {
			continue
		}
		if table == nil || !unicode.Is(table, r) {
			script, table = scriptOf(r)
		}
		count[script]++
		total++
	}
	count["Latin"] += latin
	count["Cyrillic"] += cyrillic
	return count, total + latin + cyrillic
}

// scripts are those of the news, the commonest first.
var scripts = []string{"Latin", "Cyrillic", "Arabic", "Han", "Hiragana", "Katakana", "Hangul", "Greek", "Hebrew", "Devanagari", "Thai", "Bengali"}

func scriptOf(r rune) (string, *unicode.RangeTable) {
	for _, name := range scripts {
		if t := unicode.Scripts[name]; unicode.Is(t, r) {
			return name, t
		}
	}
	for name, t := range unicode.Scripts {
		if unicode.Is(t, r) {
			return name, t
		}
	}
	return "", nil
}
