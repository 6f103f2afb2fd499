package sheet

import (
	"cmp"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"stet/model"
	"stet/model/lang"
	"stet/model/segment"
	"stet/ui/keys"
	"stet/ui/paint"
	"stet/ui/pane"
)

// A Pointer lets a person point at a word on the screen.
type Pointer struct {
	at    *pointing // nil while nothing is pointed at
	sheet *Sheet
	say   func(string)
}

// NewPointer returns one for the words of a page, which says by say what it cannot find.
func NewPointer(s *Sheet, say func(string)) *Pointer { return &Pointer{sheet: s, say: say} }

// On reports whether a word is being pointed at.
func (p *Pointer) On() bool { return p.at != nil }

// Lettered reports whether its first letter is known.
func (p *Pointer) Lettered() bool { return p.at != nil && p.at.letter != "" }

// pointing is f: a first letter, then a label, put any word on the screen into
// focus (or into an open question, or at the end of a selection).
type pointing struct {
	letter string
	typed  string
	marks  []label
	take   func(model.Range) tea.Cmd
}

// A label is the letters that choose one word.
type label struct {
	keys string
	rng  model.Range
}

// labelKeys are the letters of labels: the home row first.
const labelKeys = "asdfghjklqwertyuiopzxcvbnm"

// Start asks for the first letter of a word.
func (p *Pointer) Start(take func(model.Range) tea.Cmd) { p.at = &pointing{take: take} }

// Key takes a key while pointing.
func (p *Pointer) Key(m tea.KeyPressMsg) tea.Cmd {
	pt, key := p.at, m.String()
	switch {
	case key == "esc" || utf8.RuneCountInString(key) != 1 && key != "space":
		p.at = nil
		return nil
	case pt.letter == "":
		pt.letter = key
		words := p.wordsBeginning(key)
		if l := keys.Latin(key); len(words) == 0 && l != "" {
			words = p.wordsBeginning(l)
		}
		pt.marks = labels(words)
		switch len(pt.marks) {
		case 0:
			p.at = nil
			p.say(fmt.Sprintf("no word on the screen begins with %s", key))
		case 1:
			return p.pointed(pt.marks[0].rng)
		}
		return nil
	}
	pt.typed += strings.ToLower(cmp.Or(keys.Latin(key), key))
	for _, m := range pt.marks {
		if m.keys == pt.typed {
			return p.pointed(m.rng)
		}
	}
	for _, m := range pt.marks {
		if strings.HasPrefix(m.keys, pt.typed) {
			return nil
		}
	}
	p.at = nil
	p.say(fmt.Sprintf("no word has the label %s", pt.typed))
	return nil
}

func (p *Pointer) pointed(rng model.Range) tea.Cmd {
	take := p.at.take
	p.at = nil
	return take(rng)
}

// Status says what is asked for while pointing.
func (p *Pointer) Status() pane.Status {
	pt := p.at
	how := "the first letter of a word"
	if pt.letter != "" {
		how = howToChoose(pt.letter)
	}
	return pane.Status{Message: "f" + pt.letter + pt.typed + "_   " + how, Hints: []pane.Hint{{Key: "esc", Does: "leave"}}}
}

// howToChoose says how a label is typed: on a keyboard of other letters by the key
// in its place.
func howToChoose(letter string) string {
	if keys.Latin(letter) == "" {
		return "the capital letters choose the word"
	}
	return "press the key where that capital lies"
}

// Labels draws the letters over the words that they choose.
func (p *Pointer) Labels() (out []paint.Mark) {
	if p.at != nil {
		for _, l := range p.at.marks {
			out = append(out, p.labelMark(l))
		}
	}
	return out
}

// labelMark draws what is left to type of a label over the word's first letters.
func (p *Pointer) labelMark(l label) paint.Mark {
	m := paint.Mark{Range: l.rng, Layer: paint.Label, Role: "label.other"}
	if rest, ok := strings.CutPrefix(l.keys, p.at.typed); ok {
		m.Role, m.Replace = "label", strings.ToUpper(rest[:1])
		m.Range.End = m.Range.Start + model.Pos(len(segment.ClusterAt(p.sheet.in.Art.Text, l.rng.Start)))
	}
	return m
}

// wordsBeginning returns the words on the screen whose first letter, or whose
// name's first letter, is that of the key. Accents do not count.
func (p *Pointer) wordsBeginning(key string) []model.Range {
	want := plainLetter(key)
	var out []model.Range
	for _, w := range p.sheet.ScreenWords() {
		for _, part := range strings.FieldsFunc(p.sheet.in.Art.Slice(w), func(c rune) bool { return unicode.IsSpace(c) || c == '-' || c == '‑' }) {
			if plainLetter(part) == want {
				out = append(out, w)
				break
			}
		}
	}
	return out
}

// labels gives each word its letters: one where 26 are enough; else the last
// letters begin labels of two.
func labels(words []model.Range) []label {
	n, k := len(words), len(labelKeys)
	long := 0 // how many letters begin labels of two
	for k-long+long*k < n && long < k {
		long++
	}
	var out []label
	for i, w := range words {
		switch j := i - (k - long); {
		case j < 0:
			out = append(out, label{labelKeys[i : i+1], w})
		case j < long*k:
			first := k - long + j/k
			out = append(out, label{labelKeys[first:first+1] + labelKeys[j%k:j%k+1], w})
		}
	}
	return out
}

// plainLetter is the first letter of s as [lang.Fold] folds it; of a Hangul syllable
// its first consonant, which is what a key types.
func plainLetter(s string) rune {
	r, _ := utf8.DecodeRuneInString(lang.Fold(s))
	if '가' <= r && r <= '힣' {
		return firstInitial + (r-'가')/syllablesPerInitial
	}
	return r
}

const (
	firstInitial        = 'ᄀ' // the consonants that begin a syllable are in this order
	syllablesPerInitial = 588
)
