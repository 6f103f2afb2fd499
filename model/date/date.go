// Package date reads dates in the forms that files, feeds and pages use: ISO
// 8601, RFC 822 with its many misspellings, and dates as people of a language
// write them.
//
// It refuses to guess: a date without a year, "yesterday" and a number that may
// be anything are no dates.
package date

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"stet/model/lang"
)

// longest is how much text is looked at for one date, in bytes.
const longest = 120

// The years between which a number may be one.
const (
	earliest = 1900
	latest   = 2100
)

// A Found is a date in a text.
type Found struct {
	Time       time.Time // UTC where the text names no zone
	Clock      bool      // the text gives a time of day
	Start, End int       // bytes of the text
}

// Parse reads a text that is a date and nothing else: a weekday may be before
// it, a remark in brackets after it. The language is that of the text, "" if
// unknown; it decides what 3/4/2025 is. The zero time means that it is no date.
func Parse(s, language string) time.Time {
	s = strings.TrimSpace(s)
	if len(s) < 6 || len(s) > longest {
		return time.Time{}
	}
	f, ok := First(s, language)
	if !ok || !onlyWeekday(s[:f.Start]) || strings.ContainsFunc(withoutRemark(s[f.End:]), isAlnum) {
		return time.Time{}
	}
	return f.Time
}

// onlyWeekday reports whether s may be before a date: nothing, or one word.
func onlyWeekday(s string) bool {
	return len(strings.Fields(s)) <= 1 && !strings.ContainsFunc(s, unicode.IsDigit)
}

func withoutRemark(s string) string {
	if before, _, ok := strings.Cut(s, "("); ok {
		return before
	}
	return s
}

func isAlnum(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// isAmerican reports whether a language writes the month first with strokes: English,
// unless its region is another one than the United States.
func isAmerican(language string) bool {
	switch strings.ToLower(language) {
	case "en", "en-us", "en_us":
		return true
	}
	return false
}

// First returns the first date in a text, of which the first 2,000 bytes are
// looked at.
func First(s, language string) (Found, bool) {
	const most = 2000
	if len(s) > most {
		s = s[:most]
	}
	p := parser{text: s, language: language, american: isAmerican(language)}
	if strings.ContainsAny(language, "-_") {
		p.language = lang.Primary(language)
	}
	p.tokens = tokenise(s)
	for p.at = 0; p.at < len(p.tokens); p.at++ {
		start := p.at
		p.late, p.place = false, nil
		if y, m, d, ok := p.day(); ok {
			f := Found{Start: p.tokens[start].start}
			p.weekday()
			clock, zone := p.clock()
			if p.late {
				p.at++
			}
			f.Time, ok = assemble(y, m, d, clock, zone, p.place)
			if ok {
				f.Clock = clock.given
				f.End = p.tokens[p.at-1].end
				return f, true
			}
		}
		p.at = start
	}
	return Found{}, false
}

// A token is a number, a word, or one sign that is no blank.
type token struct {
	start, end int
	text       string
	number     int  // -1 if it is not one
	blank      bool // a blank is before it
}

func tokenise(s string) (tokens []token) {
	blank := false
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		start := i
		i += n
		switch {
		case unicode.IsSpace(r):
			blank = true
			continue
		case unicode.IsDigit(r):
			figures := string(figure(r))
			for i < len(s) {
				r, n := utf8.DecodeRuneInString(s[i:])
				if !unicode.IsDigit(r) {
					break
				}
				figures += string(figure(r))
				i += n
			}
			t := token{start, i, figures, -1, blank}
			if len(figures) <= 14 {
				t.number, _ = strconv.Atoi(figures)
			}
			tokens = append(tokens, t)
			blank = false
			continue
		case unicode.IsLetter(r) && !unicode.Is(unicode.Han, r):
			for i < len(s) {
				r, n := utf8.DecodeRuneInString(s[i:])
				if !unicode.IsLetter(r) && !unicode.IsMark(r) || unicode.Is(unicode.Han, r) {
					break
				}
				i += n
			}
		}
		tokens = append(tokens, token{start, i, s[start:i], -1, blank})
		blank = false
	}
	return tokens
}

// figure is a digit of any script as one of ASCII: those of a script follow each
// other from zero to nine.
func figure(r rune) rune {
	for zero := r; ; zero-- {
		if !unicode.IsDigit(zero-1) || r-zero == 9 {
			return '0' + (r-zero)%10
		}
	}
}

type parser struct {
	text     string
	language string
	american bool // 3/4/2025 is in March
	tokens   []token
	at       int
	late     bool           // the year is behind the time of day
	place    *time.Location // the zone by its place, nil if it has none
}

// peek returns the token n after the next one.
func (p *parser) peek(n int) token {
	if p.at+n < len(p.tokens) {
		return p.tokens[p.at+n]
	}
	return token{number: -1}
}

// skip passes over the next token if it is one of these, and reports it.
func (p *parser) skip(texts ...string) bool {
	next := strings.ToLower(p.peek(0).text)
	for _, t := range texts {
		if next == t && next != "" {
			p.at++
			return true
		}
	}
	return false
}

// month reads the name of a month.
func (p *parser) month() (time.Month, bool) {
	t := p.peek(0)
	if t.number >= 0 || t.text == "" {
		return 0, false
	}
	m, ok := lang.Month(t.text, p.language)
	if !ok && p.peek(1).blank { // names of two words
		if m, ok = lang.Month(t.text+" "+p.peek(1).text, p.language); ok {
			p.at++
		}
	}
	if !ok && p.peek(1).text == "." && p.peek(2).number < 0 { // มี.ค.
		if m, ok = lang.Month(t.text+"."+p.peek(2).text, p.language); ok {
			p.at += 2
		}
	}
	if ok {
		p.at++
		p.skip(".")
	}
	return m, ok
}

// year reads a year of four digits.
func (p *parser) year() (int, bool) {
	p.buddhistEra()
	t := p.peek(0)
	year := t.number
	if len(t.text) == 4 && year >= earliest+buddhist && p.isThai() {
		year -= buddhist
	}
	if len(t.text) != 4 || year < earliest || year > latest {
		return 0, false
	}
	p.at++
	return year, true
}

// day reads a year, a month and a day in any order that is used.
func (p *parser) day() (y int, m time.Month, d int, ok bool) {
	t := p.peek(0)
	switch {
	case t.number < 0 && (t.text == "令" || t.text == "平"):
		return p.era()
	case t.number < 0:
		return p.monthFirst()
	case len(t.text) == 8 || len(t.text) == 14:
		return p.compact(t)
	case len(t.text) == 4:
		return p.yearFirst()
	case len(t.text) <= 2:
		return p.dayFirst()
	}
	return 0, 0, 0, false
}

// compact reads 20250304, perhaps with the time of day at once.
func (p *parser) compact(t token) (int, time.Month, int, bool) {
	y, _ := strconv.Atoi(t.text[:4])
	m, _ := strconv.Atoi(t.text[4:6])
	d, _ := strconv.Atoi(t.text[6:8])
	p.at++
	return y, time.Month(m), d, earliest <= y && y <= latest
}

// yearFirst reads 2025-03-04, 2025/3/4, 2025.03.04, 2025年3月4日, 2025 March 4.
func (p *parser) yearFirst() (int, time.Month, int, bool) {
	y, ok := p.year()
	if !ok {
		return 0, 0, 0, false
	}
	sep := p.peek(0).text
	if byName := sep == "." && p.peek(1).number < 0; !byName && p.skip("-", "/", ".", "年", "년") { // 2025. március 4.
		m, d := p.peek(0).number, 0
		if m < 1 || len(p.peek(0).text) > 2 {
			return 0, 0, 0, false
		}
		p.at++
		switch sep {
		case "年":
			ok = p.skip("月")
		case "년":
			ok = p.skip("월")
		default:
			ok = p.skip(sep)
		}
		if d = p.peek(0).number; !ok || d < 1 || len(p.peek(0).text) > 2 {
			return 0, 0, 0, false
		}
		p.at++
		p.skip("日", "일")
		return y, time.Month(m), d, true
	}
	p.skip(",", ".")
	m, ok := p.month()
	d := p.peek(0).number
	if !ok || d < 1 || len(p.peek(0).text) > 2 {
		return 0, 0, 0, false
	}
	p.at++
	p.skip(".")
	return y, m, d, true
}

// monthFirst reads March 4, 2025 and Mar 4th 2025, and Mar 4 10:00:00 2025.
func (p *parser) monthFirst() (int, time.Month, int, bool) {
	m, ok := p.month()
	if !ok {
		return 0, 0, 0, false
	}
	p.skip("-", "/")
	d := p.peek(0).number
	if d < 1 || d > 31 || len(p.peek(0).text) > 2 {
		return 0, 0, 0, false
	}
	p.at++
	p.skip("st", "nd", "rd", "th")
	p.skip(",", ".", "-", "/")
	if y, ok := p.year(); ok {
		return y, m, d, true
	}
	// The year may be behind the time of day.
	at := p.at
	if c, _ := p.clock(); c.given {
		if y, ok := p.year(); ok {
			p.at, p.late = at, true
			return y, m, d, true
		}
	}
	return 0, 0, 0, false
}

// dayFirst reads 4 March 2025, 4. März 2025, 4 de marzo de 2025, 04.03.2025,
// 4/3/2025, 04-Mar-2025, 4.3.25.
func (p *parser) dayFirst() (int, time.Month, int, bool) {
	d := p.peek(0).number
	if d < 1 || d > 31 {
		return 0, 0, 0, false
	}
	p.at++
	if sep := p.peek(0).text; p.peek(1).number > 0 && len(p.peek(1).text) <= 2 && !p.peek(1).blank || sep == "." && p.peek(1).number > 0 && p.peek(2).text == "." {
		if sep == "." || sep == "/" || sep == "-" {
			return p.numbers(d, sep)
		}
	}
	p.skip("st", "nd", "rd", "th", "er", "º", "ª", "°", ".", "-", "/")
	p.skip("of", "de", "-")
	m, ok := p.month()
	if !ok {
		return 0, 0, 0, false
	}
	p.skip(",", "-", "/", "'", "’")
	p.skip("de", "del", "do", "năm")
	if y, ok := p.year(); ok {
		p.yearWord()
		return y, m, d, true
	}
	if t := p.peek(0); len(t.text) == 2 && t.number >= 0 && p.peek(1).text != ":" { // RFC 822
		p.at++
		return century(t.number), m, d, true
	}
	return 0, 0, 0, false
}

// numbers reads the rest of 04.03.2025 and its like, after the first number.
func (p *parser) numbers(first int, sep string) (int, time.Month, int, bool) {
	p.at++
	second := p.peek(0).number
	p.at++
	if !p.skip(sep) {
		return 0, 0, 0, false
	}
	y, ok := p.year()
	if t := p.peek(0); !ok && len(t.text) == 2 && t.number >= 0 && p.peek(1).text != ":" && p.peek(1).text != sep {
		p.at++
		y, ok = century(t.number), true
	}
	d, m := first, second
	if second > 12 || sep == "/" && p.american && first <= 12 {
		d, m = second, first
	}
	return y, time.Month(m), d, ok
}

// yearWord passes over the word for year that some languages put behind it.
func (p *parser) yearWord() {
	switch next := strings.ToLower(p.peek(0).text); {
	case next == "r" && p.peek(1).text == ".", next == "г", next == "р":
		p.at++
		p.skip(".")
	default:
		p.skip("года", "год", "року", "roku")
	}
}

// century completes a year of two digits.
func century(y int) int {
	if y < 70 {
		return 2000 + y
	}
	return 1900 + y
}
