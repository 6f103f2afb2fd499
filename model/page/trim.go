package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"stet/model/date"
	"stet/model/lang"
)

// The lengths, in bytes, up to which lines are compared with set phrases.
const (
	longestDay   = 90  // "Jane Roe, Tuesday, 17 March 2026, 9:12 Reply"
	longestLabel = 200 // "Read also: …"
	longestOffer = 400 // "Sign up for our newsletter …"
)

// A trimmer takes lines out of a chosen story.
type trimmer struct{ *Page }

// trim takes lines out of the story by what they say: labels of advertisements,
// pointers to other stories, credits of pictures, offers, notes on rights, and
// what is there twice. All after the heading of the comments goes.
func (p trimmer) trim(e *element) {
	kept := p.keptIn(e)
	prose, all := 0, 0
	for _, l := range kept {
		all += proseOf(l)
	}
	for i, l := range kept {
		prose += proseOf(l)
		if len(l.text) > longestOffer {
			continue
		}
		words := lang.Words(l.text)
		switch {
		case l.heading > 0 && len(words) > 0 && lang.Phrase(lang.Bio, words) == len(words) && i > leastBefore:
			p.dropBelow(kept[i:])
		case 3*prose > all && opensComments(l):
			p.dropComments(e, l)
			kept = kept[:i]
		case isAd(words), isPointer(l, words), isCredit(l, words), isOffer(l, words), p.endsInOffer(l), isNetworks(l, words), isRights(words),
			isControl(l, words), isCounter(l), isPlaceholder(l, words), isAgency(l):
			p.dropLine(l)
		}
		if i+1 >= len(kept) {
			break
		}
	}
	p.dropLabels(e)
	p.trimHead(p.keptIn(e))
	p.dropTwice(e)
	p.trimTail(p.keptIn(e))
	p.dropHeadings(e)
}

// dropComments takes out the line that opens the comments and all after it.
func (p trimmer) dropComments(e *element, first *line) {
	for i := e.first; i < e.end; i++ {
		if l := &p.lines[i]; l.first >= first.first {
			p.dropLine(l)
			l.out, l.cause = true, "comments"
		}
	}
}

func (p trimmer) keptIn(e *element) (kept []*line) {
	for i := e.first; i < e.end; i++ {
		if l := &p.lines[i]; p.Kept[l.first] {
			kept = append(kept, l)
		}
	}
	return kept
}

// opensComments reports whether a short line is the heading of the comments:
// "3 Comments", "Leave a reply".
func opensComments(l *line) bool {
	if len(l.text) > 80 || l.prose() {
		return false
	}
	words, counted := lang.Words(l.text), false
	for len(words) > 0 && isNumber(words[0]) {
		words, counted = words[1:], true
	}
	n := lang.Phrase(lang.Comments, words)
	rest := words[n:]
	for len(rest) > 0 && isNumber(rest[0]) {
		rest = rest[1:]
	}
	return n > 0 && (len(rest) == 0 || l.heading > 0 && (n > 1 || counted))
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

func isNumber(s string) bool { return strings.Trim(s, "0123456789.,") == "" }

// isRights reports whether the line is a note on rights and nothing else.
func isRights(words []string) bool {
	return len(words) > 0 && lang.Phrase(lang.Rights, words) == len(words)
}

func isAd(words []string) bool {
	n := lang.Phrase(lang.Ad, words)
	return n > 0 && (n == len(words) || n > 2 && len(words) <= n+3)
}

// isPointer reports whether the line leads to other stories.
func isPointer(l *line, words []string) bool {
	n := lang.Phrase(lang.More, words)
	if n == 0 && len(words) <= 12 && !l.prose() {
		for i := 1; i < len(words); i++ { // "This could interest you, too:"
			if lang.Phrase(lang.More, words[i:]) > 2 {
				return true
			}
		}
	}
	if n == 0 || len(l.text) > longestLabel {
		return false
	}
	switch {
	case n == len(words):
		return true
	case l.heading > 0:
		return n > 1 && len(words) <= n+6
	}
	label, _, found := strings.Cut(l.text, ":")
	if n > 1 && 10*l.linked >= 9*(len(l.text)-len(strings.Join(words[:n], " "))) { // "You may also like" and links
		return true
	}
	return found && len(lang.Words(label)) == n && !l.prose()
}

// isCredit reports whether the line names the maker of a picture and nothing
// else.
func isCredit(l *line, words []string) bool {
	text := strings.TrimLeft(l.text, "([|–-: ")
	if l.heading > 0 && l.heading < 4 || len(text) > 120 || len(words) > 14 {
		return false
	}
	if strings.HasPrefix(text, "©") || strings.HasPrefix(text, "(c)") {
		return true
	}
	n := lang.Phrase(lang.Credit, words)
	if n > 0 {
		at := strings.IndexAny(text, ":©/|")
		return at > 0 && len(lang.Words(text[:at])) <= n+1 || n == len(words) && l.tag == atom.Figcaption
	}
	return strings.Contains(text, "©") && !endsSentence(text) && l.linked == 0
}

// isOffer reports whether the line asks the reader to subscribe, sign up or give.
// A word of the trade within a sentence is no offer.
func isOffer(l *line, words []string) bool {
	if len(words) > 12 && (l.tag == atom.Figcaption || l.tag == atom.Li) {
		return false
	}
	label := l.heading > 0 && len(words) < 8 || len(words) <= 8 && !endsSentence(l.text)
	for i := range words {
		n := lang.Phrase(lang.Offer, words[i:])
		switch {
		case n == 0:
		case n > 2 && len(words) <= 12:
			return true
		case label && (n > 1 || i == 0 || len(words) < 5), n > 1 && i < 3 && l.tag != atom.Li, n > 1 && l.linked > 0 && len(l.text) <= longestLabel && l.tag != atom.Li:
			return true
		case len(l.text) <= longestLabel && 3*l.linked > len(l.text) && l.tag != atom.Li:
			return true
		}
	}
	return false
}

// mostHead is how many lines before the first paragraph are looked at.
const mostHead = 12

// belowLead is how many lines from the lead on may still say who and when.
const belowLead = 5

// trimHead takes out what says who wrote the story and when, and labels over the
// title. The head of a live blog's first post is like those of the others: it
// stays.
func (p trimmer) trimHead(kept []*line) {
	first := 0
	for first < len(kept) && !kept[first].prose() {
		first++
	}
	if first == len(kept) {
		return
	}
	for i, l := range kept[:first] {
		if l.heading > 0 || l.tag == atom.Figcaption || l.tag == atom.Td || len(l.text) > longestLabel {
			continue
		}
		words := lang.Words(l.text)
		if l.tag == atom.Li && !saysHowLong(words) {
			continue
		}
		overTitle := false
		for _, above := range kept[i+1 : first] {
			overTitle = overTitle || above.heading == 1 || p.title >= 0 && above == &p.lines[p.title]
		}
		sentence := endsSentence(l.text)
		switch {
		case overTitle && !sentence:
		case len(words) == 0:
		case p.recurs(l, kept[first:]):
			continue
		case first-i > mostHead:
			continue
		case countWords(words) <= 3 && !sentence, l.saysWho(words), l.saysWhen(words, p.locale), saysHowLong(words):
		default:
			continue
		}
		p.dropLine(l)
	}
	for _, l := range kept[first:min(len(kept), first+belowLead)] {
		if words := lang.Words(l.text); l.heading == 0 && l.tag != atom.Li && !l.prose() && !namesStaff(l, words) && (l.saysWho(words) || l.saysWhen(words, p.locale) || saysHowLong(words)) && !p.recurs(l, kept[min(len(kept), first+belowLead):]) {
			p.dropLine(l)
		}
	}
}

// recurs reports whether a line of the same element name, as short as l, comes
// again in the story.
func (p trimmer) recurs(l *line, below []*line) bool {
	n := p.elements[l.in].node
	class := firstWord(Attr(n, "class"))
	for _, m := range below {
		o := p.elements[m.in].node
		if o.DataAtom == n.DataAtom && firstWord(Attr(o, "class")) == class && len(m.text) < 2*len(l.text)+10 && m.heading == l.heading {
			return true
		}
	}
	return false
}

// saysWho reports whether the line names an author: "By Jane Roe".
func (l *line) saysWho(words []string) bool {
	n := lang.Phrase(lang.By, words)
	return n > 0 && len(words) <= n+8 && !endsSentence(l.text)
}

// saysWhen reports whether the line gives a date and little else.
func (l *line) saysWhen(words []string, language string) bool {
	if len(words) > 14 || endsSentence(l.text) && len(words) > 8 {
		return false
	}
	if _, ok := date.First(l.text, language); ok {
		return true
	}
	n := lang.Phrase(lang.Dated, words)
	return n > 0 && len(words) <= n+6 && hasDigit(l.text)
}

// saysHowLong reports whether the line says how long the reading takes.
func saysHowLong(words []string) bool {
	return len(words) <= 8 && lang.HasPhrase(lang.Reading, words)
}

// countWords counts words; in scripts without spaces each letter is one.
func countWords(words []string) (n int) {
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) {
			n += utf8.RuneCountInString(w)
		} else {
			n++
		}
	}
	return n
}

// mostTail is how many lines at the end of a story are looked at.
const mostTail = 8

// trimTail takes from the end what speaks of rights or of the author, and short
// lines that are no sentences.
func (p trimmer) trimTail(kept []*line) {
	for n := len(kept) - 1; n > 0 && n >= len(kept)-mostTail; n-- {
		l := kept[n]
		words := lang.Words(l.text[:min(len(l.text), longestOffer)])
		switch {
		case l.tag == atom.Figcaption || l.tag == atom.Li || namesStaff(l, words):
			continue
		case len(l.text) <= longestOffer && lang.HasPhrase(lang.Rights, words), len(l.text) <= longestLabel && lang.HasPhrase(lang.Paywall, words):
		case countWords(words) <= 2 && !endsSentence(l.text) && l.heading == 0 && l.tag != atom.Td, l.heading == 0 && !l.prose() && l.saysWhen(words, p.locale) && lang.Phrase(lang.Dated, words) > 0:
		case lang.Phrase(lang.Credit, words) > 0 && len(words) < 12 && strings.Contains(l.text, ":"):
		default:
			return
		}
		p.dropLine(l)
	}
}

// What is compared with the rest of a story is no shorter than leastTwice and no
// longer than mostTwice letters and digits; longer stories than mostCompared are left
// alone.
const (
	leastTwice   = 30
	leastCaption = 12
	mostTwice    = 400
	mostPull     = 160 // of a paragraph that is not marked as a quote
	mostCompared = 300_000
)

// dropTwice takes out lines whose words are in another line of the story:
// pull quotes, repeated captions.
func (p trimmer) dropTwice(e *element) {
	kept := p.keptIn(e)
	var all strings.Builder
	squeezed := make([]string, len(kept))
	for i, l := range kept {
		squeezed[i] = squeeze(l.text)
		all.WriteString(squeezed[i])
		all.WriteByte('\n')
	}
	text := all.String()
	if len(text) > mostCompared {
		return
	}
	at, tries := 0, 0
	for i, l := range kept {
		s := squeezed[i]
		from := at
		at += len(s) + 1
		quote := l.tag == atom.Blockquote || l.tag == atom.Figcaption || l.heading > 0
		if len(s) < leastTwice && l.tag != atom.Figcaption || len(s) < leastCaption || len(s) > mostTwice || !quote && (len(s) > mostPull || Attr(p.elements[l.in].node, "class") == "") || l.heading == 1 || l.tag == atom.Td {
			continue
		}
		if tries++; tries > 300 {
			return
		}
		other := strings.Index(text, s)
		if other == from { // no earlier one; is there a longer one below?
			if other = strings.Index(text[at:], s); other < 0 {
				continue
			}
			if other += at; text[other-1] == '\n' && text[other+len(s)] == '\n' {
				continue // the same line again: the first one stays
			}
		} else if l.tag != atom.Figcaption && (other == 0 || text[other-1] == '\n') && text[other+len(s)] == '\n' {
			continue // tables and recipes repeat lines
		}
		p.dropLine(l)
	}
}
