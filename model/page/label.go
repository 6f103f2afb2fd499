package page

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"stet/model/lang"
)

// isControl reports whether the line is controls of the page and nothing else: "Show
// more", "Save Share Print".
func isControl(l *line, words []string) bool {
	if len(words) == 0 || l.heading > 0 && l.heading < 3 || l.tag == atom.Td || l.tag == atom.Th || l.tag == atom.Dt || endsSentence(l.text) && !strings.HasSuffix(l.text, "…") && !strings.HasSuffix(l.text, "...") {
		return false
	}
	for len(words) > 0 {
		n := lang.Phrase(lang.Control, words)
		if n == 0 {
			return false
		}
		words = words[n:]
	}
	return true
}

// isCounter reports whether the line is a place in a series: "3/10", "Picture 2 of 5".
func isCounter(l *line) bool {
	if l.heading > 0 || l.tag != 0 && l.tag != atom.P && l.tag != atom.Figcaption || len(l.text) > 40 {
		return false
	}
	fields := strings.FieldsFunc(l.text, func(r rune) bool { return unicode.IsSpace(r) || r == '/' })
	numbers, words := []int{}, 0
	for _, f := range fields {
		n, digits := 0, true
		for _, r := range f {
			digits = digits && '0' <= r && r <= '9'
			n = 10*n + int(r-'0')
		}
		switch {
		case digits && len(f) <= 3:
			numbers = append(numbers, n)
		case strings.IndexFunc(f, unicode.IsLetter) < 0:
			return false
		default:
			words++
		}
	}
	label := l.tag == 0 || strings.IndexFunc(fields[0], unicode.IsLetter) >= 0
	return label && len(numbers) == 2 && 0 < numbers[0] && numbers[0] <= numbers[1] && words <= 2 &&
		(words > 0 || strings.Contains(l.text, "/")) && unicode.IsDigit(rune(l.text[len(l.text)-1]))
}

// isFault reports whether the line is a message of the server's program, in the form
// of PHP.
func isFault(l *line) bool {
	return strings.Contains(l.text, ".php on line ")
}

// isPlaceholder reports whether the line replaces content of another site, or
// what a program would show.
func isPlaceholder(l *line, words []string) bool {
	return len(l.text) <= longestOffer && l.heading == 0 && lang.HasPhrase(lang.Embed, words)
}

// agencies sell pictures or give them away.
var agencies = strings.Split(`getty images|getty|gettyimages|afp|ap|ap photo|reuters|epa|epa-efe|efe|dpa|apa|ansa|anp|keystone|shutterstock|istock|istock.com|istockphoto|adobe stock|stock.adobe.com|adobestock|fotolia|depositphotos|alamy|alamy stock photo|imago|imago images|picture alliance|picture-alliance|ddp|unsplash|pixabay|pixabay.com|pexels|flickr|wikimedia commons|wikimedia|zuma|zuma press|xinhua|corbis|bloomberg|nurphoto|anadolu|tass|sipa|sipa usa|rex|pa images|pa wire|via getty images|afp via getty images|reuters files|agencies|123rf|dreamstime|freepik`, "|")

// isAgency reports whether the line is the maker or the seller of a picture, without a
// word before them: "Jane Roe/Reuters".
func isAgency(l *line) bool {
	if len(l.text) > 90 || l.heading > 0 || l.tag == atom.Li || l.tag == atom.Td || l.tag == atom.Th || endsSentence(l.text) || len(lang.Words(l.text)) > 6 {
		return false
	}
	text := strings.ToLower(strings.Trim(l.text, " ()[]©"))
	last := text
	if i := strings.LastIndexAny(text, "/|©"); i >= 0 {
		last = strings.TrimSpace(strings.TrimPrefix(text[i:], "©"))
		last = strings.Trim(last, " /|©")
	}
	return slices.Contains(agencies, last) && (last != text || l.tag == 0 || l.tag == atom.Figcaption)
}

// dropLabels takes out labels in elements of their own that come three times, or that have
// no line of the story right above or below.
func (p trimmer) dropLabels(e *element) {
	for i := e.first; i < e.end; i++ {
		if l := &p.lines[i]; p.keptAt(i) && l.weight < 0 && p.isLabel(l) && !p.keptAt(i-1) && !p.keptAt(i+1) {
			p.dropLine(l)
		}
	}
	times := map[string]int{}
	for i := e.first; i < e.end; i++ {
		l := &p.lines[i]
		if !p.keptAt(i) || !p.isLabel(l) {
			continue
		}
		if i > e.first && p.lines[i-1].prose() || i+1 < e.end && p.lines[i+1].prose() { // no cell of a table
			times[l.text]++
		}
	}
	for _, l := range p.keptIn(e) {
		if times[l.text] >= leastTimes && p.isLabel(l) {
			p.dropLine(l)
		}
	}
}

// leastTimes is how often a label is repeated before it counts as furniture of the page.
const leastTimes = 3

// isLabel reports whether a line is a few words in an element without a kind that
// holds nothing else.
func (p trimmer) isLabel(l *line) bool {
	in := &p.elements[l.in]
	first, _ := utf8.DecodeRuneInString(l.text) // signs between scenes are no labels
	return unicode.IsLetter(first) && l.tag == 0 && l.heading == 0 && !l.prose() && len(l.text) <= mostLabel && in.end-in.first == 1
}

const mostLabel = 60 // bytes

func (p trimmer) keptAt(i int) bool {
	return 0 <= i && i < len(p.lines) && p.Kept[p.lines[i].first]
}

// trimAuthors takes out the names of the authors above the story, and the notes about them
// below it.
func (p trimmer) trimAuthors() {
	if !p.Found {
		return
	}
	kept := p.keptIn(&p.elements[0])
	names := strings.FieldsFunc(p.Meta.Byline, func(r rune) bool { return r == ',' || r == ';' })
	for _, l := range kept[:min(len(kept), mostHead)] {
		for _, name := range names {
			if l.heading == 0 && len(l.text) < 2*len(name) && squeeze(l.text) == squeeze(name) {
				p.dropLine(l)
			}
		}
	}
	for i := len(kept) - 1; i > leastBefore && i >= len(kept)-mostBio; i-- {
		if l := kept[i]; p.Kept[l.first] && l.heading == 0 && len(l.text) <= longestBio && p.saysOfAuthor(l) {
			p.dropLine(l)
		}
	}
}

// Where a note on the authors may be, and how long it is.
const (
	leastBefore = 4 // lines before it
	mostBio     = 4 // lines from the end
	longestBio  = 600
)

// saysOfAuthor reports whether a line is a signature, or begins as a note on the
// author does.
func (p trimmer) saysOfAuthor(l *line) bool {
	words := lang.Words(l.text)
	if namesStaff(l, words) {
		return false
	}
	return lang.Phrase(lang.Bio, words) > 0 || p.endsInBio(l) || p.beginsWithAuthor(l) || lang.Phrase(lang.By, words) > 0 && len(words) < 12 && !endsSentence(l.text) && l.tag != atom.Li
}

// namesStaff reports whether a short line says who edited, translated or helped: it
// belongs to the story.
func namesStaff(l *line, words []string) bool {
	return len(l.text) <= longestLabel && l.linked == 0 && (lang.Phrase(lang.Staff, words) > 0 || len(words) > 3 && !strings.HasSuffix(l.text, ":") && lang.HasPhrase(lang.Staff, words))
}

// beginsWithAuthor reports whether a line begins with the full name of an author and
// goes on in small letters: "Jane Roe covers the harbour".
func (p trimmer) beginsWithAuthor(l *line) bool {
	for name := range strings.SplitSeq(p.Meta.Byline, ", ") {
		rest, ok := strings.CutPrefix(l.text, name+" ")
		if first, _ := utf8.DecodeRuneInString(rest); ok && strings.Contains(name, " ") && unicode.IsLower(first) {
			return true
		}
	}
	return false
}

// endsInBio reports whether a line ends in a link to what the author wrote: "More by
// Jane Roe".
func (p trimmer) endsInBio(l *line) bool {
	if l.linked == 0 {
		return false
	}
	last := p.lastWords(l)
	return last.Parent != nil && last.Parent.DataAtom == atom.A && lang.Phrase(lang.Bio, lang.Words(last.Data)) > 0
}

// dropBelow takes out a heading and what is below it, up to the next heading.
func (p trimmer) dropBelow(kept []*line) {
	for i, l := range kept {
		if i > 0 && (l.heading > 0 || i > mostBio || len(l.text) > longestBio) {
			return
		}
		p.dropLine(l)
	}
}
