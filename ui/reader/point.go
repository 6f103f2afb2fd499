package reader

import (
	"strings"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/text/unicode/norm"

	"stet/model"
	"stet/model/segment"
	"stet/ui/paint"
	"stet/ui/pane"
)

type wordRange = model.Range

// pointing is f: a first letter, then a label, put any word on the screen into
// focus (or into an open question, or at the end of a selection).
type pointing struct {
	letter string
	typed  string
	marks  []label
	take   func(wordRange) tea.Cmd
}

// A label is the letters that choose one word.
type label struct {
	keys string
	rng  model.Range
}

// labelKeys are the letters of labels: the home row first.
const labelKeys = "asdfghjklqwertyuiopzxcvbnm"

// startPointing asks for the first letter of a word.
func (r *Reader) startPointing(take func(wordRange) tea.Cmd) { r.point = &pointing{take: take} }

// pointKey takes a key while pointing.
func (r *Reader) pointKey(m tea.KeyPressMsg) tea.Cmd {
	pt, key := r.point, m.String()
	switch {
	case key == "esc" || utf8.RuneCountInString(key) != 1 && key != "space":
		r.point = nil
		return nil
	case pt.letter == "":
		pt.letter = key
		pt.marks = labels(r.wordsBeginning(key))
		switch len(pt.marks) {
		case 0:
			r.point = nil
			r.say("no word on the screen begins with " + key)
		case 1:
			return r.pointed(pt.marks[0].rng)
		}
		return nil
	}
	pt.typed += strings.ToLower(key)
	for _, m := range pt.marks {
		if m.keys == pt.typed {
			return r.pointed(m.rng)
		}
	}
	for _, m := range pt.marks {
		if strings.HasPrefix(m.keys, pt.typed) {
			return nil
		}
	}
	r.point = nil
	r.say("no word has the label " + pt.typed)
	return nil
}

func (r *Reader) pointed(rng wordRange) tea.Cmd {
	take := r.point.take
	r.point = nil
	return take(rng)
}

// pointStatus says what is asked for while pointing.
func (r *Reader) pointStatus() pane.Status {
	pt := r.point
	s := pane.Status{Message: "f" + pt.letter + pt.typed + "_   the first letter of a word", Hints: []pane.Hint{{Key: "esc", Does: "leave"}}}
	if pt.letter != "" {
		s.Message = "f" + pt.letter + pt.typed + "_   the capital letters choose the word"
	}
	return s
}

// labelMark draws what is left to type of a label over the word's first letters.
func (r *Reader) labelMark(l label) paint.Mark {
	m := paint.Mark{Range: l.rng, Layer: paint.Label, Role: "label.other"}
	if rest, ok := strings.CutPrefix(l.keys, r.point.typed); ok {
		m.Role, m.Replace = "label", strings.ToUpper(rest[:1])
		m.Range.End = m.Range.Start + model.Pos(len(segment.ClusterAt(r.in.Art.Text, l.rng.Start)))
	}
	return m
}

// wordsBeginning returns the words on the screen whose first letter, or whose
// name's first letter, is that of the key. Accents do not count.
func (r *Reader) wordsBeginning(key string) []model.Range {
	want := plainLetter(key)
	var out []model.Range
	for _, w := range r.sheet.ScreenWords() {
		for _, part := range strings.FieldsFunc(r.in.Art.Slice(w), func(c rune) bool { return unicode.IsSpace(c) || c == '-' || c == '‑' }) {
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

// plainLetter is the first letter of s in lower case and without its accent.
func plainLetter(s string) rune {
	for _, c := range norm.NFD.String(firstRune(s)) {
		return unicode.ToLower(c)
	}
	return 0
}

func firstRune(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return s[:n]
}
