package date

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// eras are the years before the first of a Japanese era, by its two signs.
var eras = map[string]int{"令和": 2018, "平成": 1988}

// era reads 令和7年3月4日.
func (p *parser) era() (int, time.Month, int, bool) {
	before, ok := eras[p.peek(0).text+p.peek(1).text]
	n := p.peek(2).number
	m, d := p.peek(4).number, p.peek(6).number
	if !ok || n < 1 || before+n > latest || p.peek(3).text != "年" || p.peek(5).text != "月" || m < 1 || d < 1 {
		return 0, 0, 0, false
	}
	p.at += 7
	p.skip("日")
	return before + n, time.Month(m), d, true
}

// weekday passes over the day of the week that Chinese, Japanese and Korean put behind
// a date: (火), 星期二, 火曜日.
func (p *parser) weekday() {
	switch one, two, three := p.peek(0).text, p.peek(1).text, p.peek(2).text; {
	case (one == "(" || one == "（") && (three == ")" || three == "）") && strings.Contains("日月火水木金土一二三四五六일월화수목금토", two):
		p.at += 3
	case one == "星" && two == "期", two == "曜" && three == "日":
		p.at += 3
	case one == "周" && two != "" && strings.Contains("一二三四五六日", two):
		p.at += 2
	}
}

// The halves of the day that are named before the time: 下午3:05, 오후 3:05.
const (
	morning = iota + 1
	afternoon
)

func (p *parser) half() int {
	switch one := p.peek(0).text; {
	case one == "오전":
		p.at++
		return morning
	case one == "오후":
		p.at++
		return afternoon
	case one+p.peek(1).text == "上午", one+p.peek(1).text == "午前":
		p.at += 2
		return morning
	case one+p.peek(1).text == "下午", one+p.peek(1).text == "午後":
		p.at += 2
		return afternoon
	}
	return 0
}

// buddhist is how many years the Thai calendar is ahead.
const buddhist = 543

// buddhistEra passes over what Thai writes before the year: พ.ศ. 2568.
func (p *parser) buddhistEra() {
	if p.peek(0).text == "พ" && p.peek(1).text == "." && p.peek(2).text == "ศ" {
		p.at += 3
		p.skip(".")
	}
}

// isThai reports whether the text is declared as Thai, or whether the last word before the
// next token is in Thai letters.
func (p *parser) isThai() bool {
	if p.language == "th" {
		return true
	}
	for i := p.at - 1; i >= 0; i-- {
		if r, _ := utf8.DecodeRuneInString(p.tokens[i].text); unicode.IsLetter(r) {
			return unicode.Is(unicode.Thai, r)
		}
	}
	return false
}
