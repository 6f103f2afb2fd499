package machine

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"stet/model/clean"
)

// An Answer is one thing that a machine says: an object in the schema of stet detect,
// where the words themselves may be in the place of offsets.
type Answer struct {
	Kind   string
	Words  Words
	Label  string            // the code of the kind's label, by whatever name it came
	Set    string            // of a code
	Code   string            // of a code
	Note   string            // the text of a note, or a remark on anything
	Refs   map[string]Party  // whom it speaks of, by role
	Parts  []Words           // of a quote in pieces
	Cue    *Words            // the words of saying
	Fields map[string]string // whatever else, by name
	Score  float64           // 0 where it did not say
	Why    string
}

// Words are how an answer points at the text: by the words, and where they are
// several times by what is around them, by their number or by an offset.
type Words struct {
	Exact, Prefix, Suffix string
	Occurrence            int // from 1, 0 where it is not said
	Start                 int // in code points, -1 where it is not said
	End                   int
	// Units is true where the offsets are UTF-16, as of JavaScript.
	Units bool
}

// None reports whether nothing is pointed at.
func (w *Words) None() bool { return w.Exact == "" && w.Start < 0 }

// A Party is who is spoken of: words of the article, the name of whom they mean, or
// both.
type Party struct {
	Words
	Entity string
}

// Limits of one answer.
const (
	mostExact  = 20_000 // bytes of words
	mostRemark = 10_000 // bytes of a note
	mostWhy    = 600    // bytes
	mostFields = 64
)

var errNoObject = errors.New("no object")

// readAnswer reads one object. A member of an unexpected type says nothing.
func readAnswer(raw []byte) (Answer, error) {
	var m map[string]json.RawMessage
	if err := json.Unmarshal(raw, &m); err != nil || m == nil {
		return Answer{}, errNoObject
	}
	if len(m) > mostFields {
		return Answer{}, fmt.Errorf("more than %d members", mostFields)
	}
	a := Answer{Words: wordsIn(m), Refs: map[string]Party{}, Fields: map[string]string{}}
	for key, raw := range m {
		if take, known := members[key]; known {
			take(&a, raw)
			continue
		}
		a.other(key, raw)
	}
	if len(a.Words.Exact) > mostExact {
		return a, fmt.Errorf("words of more than %d bytes", mostExact)
	}
	a.Note = cut(a.Note, mostRemark)
	a.Why = cut(a.Why, mostWhy)
	return a, nil
}

// members are those of an answer that stand for themselves; all others are fields of
// its kind, or nothing.
var members = map[string]func(*Answer, []byte){
	"kind": func(a *Answer, raw []byte) { a.Kind = textOf(raw) },
	"set":  func(a *Answer, raw []byte) { a.Set = textOf(raw) }, "question": func(a *Answer, raw []byte) { a.Set = textOf(raw) },
	"code":       func(a *Answer, raw []byte) { a.Code = textOf(raw) },
	"label":      func(a *Answer, raw []byte) { a.Label = textOf(raw) },
	remarkMember: func(a *Answer, raw []byte) { a.Note = textOf(raw) }, "comment": func(a *Answer, raw []byte) { a.Note = textOf(raw) },
	"why":   func(a *Answer, raw []byte) { a.Why = textOf(raw) },
	"score": func(a *Answer, raw []byte) { a.Score = scoreOf(raw) }, "confidence": func(a *Answer, raw []byte) { a.Score = scoreOf(raw) },
	"parts": func(a *Answer, raw []byte) { a.Parts = severalWords(raw) },
	"cue":   func(a *Answer, raw []byte) { a.Cue = someWords(raw) },
	"exact": nothing, "prefix": nothing, "suffix": nothing, "occurrence": nothing, "start": nothing, "end": nothing,
	"id": nothing, "file": nothing, "ends": nothing, "whole": nothing,
}

// Two members are called like kinds.
const (
	remarkMember = "note"   // of any annotation
	nameMember   = "entity" // of a party
)

func nothing(*Answer, []byte) {}

// other takes a member that only the kind knows: as a party where it can be one, and
// as a text.
func (a *Answer) other(key string, raw []byte) {
	if p, ok := partyOf(raw); ok {
		a.Refs[key] = p
	}
	if t := textOf(raw); t != "" {
		a.Fields[key] = clean.Text(cut(t, mostRemark))
	}
}

// textOf reads a string or a number, and of several their list; "" for anything else.
func textOf(raw []byte) string {
	var v any
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if d.Decode(&v) != nil {
		return ""
	}
	return plain(v)
}

func plain(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v)
	case json.Number:
		return v.String()
	case bool:
		return strconv.FormatBool(v)
	case []any:
		var parts []string
		for _, x := range v {
			if s := plain(x); s != "" {
				parts = append(parts, s)
			}
		}
		return strings.Join(parts, "; ")
	}
	return ""
}

// scoreOf reads a number from 0 to 1, or a share of a hundred; 0 for anything else.
func scoreOf(raw []byte) float64 {
	text, share := strings.CutSuffix(textOf(raw), "%")
	s, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if share {
		s /= 100
	}
	if err != nil || math.IsNaN(s) || s < 0 || s > 1 {
		return 0
	}
	return max(math.Round(s*100)/100, leastScore)
}

// leastScore is what a machine's 0 becomes: a score of 0 is none, and files have
// hundredths.
const leastScore = 0.01

func wordsIn(m map[string]json.RawMessage) Words {
	w := Words{Start: -1, End: -1}
	w.Exact, w.Prefix, w.Suffix = textAt(m, "exact"), rawText(m, "prefix"), rawText(m, "suffix")
	if n, err := strconv.Atoi(textAt(m, "occurrence")); err == nil && n > 0 {
		w.Occurrence = n
	}
	if n, err := strconv.Atoi(textAt(m, "start")); err == nil && n >= 0 {
		w.Start = n
	}
	if n, err := strconv.Atoi(textAt(m, "end")); err == nil && n >= w.Start {
		w.End = n
	}
	return w
}

func textAt(m map[string]json.RawMessage, key string) string {
	if raw, ok := m[key]; ok {
		return textOf(raw)
	}
	return ""
}

// rawText reads a string with the blanks at its ends.
func rawText(m map[string]json.RawMessage, key string) (s string) {
	if raw, ok := m[key]; ok && json.Unmarshal(raw, &s) != nil {
		return ""
	}
	return s
}

func someWords(raw []byte) *Words {
	if p, ok := partyOf(raw); ok && !p.None() {
		return &p.Words
	}
	return nil
}

func severalWords(raw []byte) (out []Words) {
	var parts []json.RawMessage
	if json.Unmarshal(raw, &parts) != nil {
		return nil
	}
	for _, p := range parts {
		if w := someWords(p); w != nil {
			out = append(out, *w)
		}
	}
	return out
}

// partyOf reads who is meant: {"exact":…,"entity":…}, or a text that is both.
func partyOf(raw []byte) (Party, bool) {
	if len(raw) > 2*mostExact {
		return Party{}, false
	}
	var s string
	if json.Unmarshal(raw, &s) == nil {
		s = strings.TrimSpace(s)
		return Party{Words: Words{Exact: s, Start: -1, End: -1}, Entity: s}, s != ""
	}
	var m map[string]json.RawMessage
	if json.Unmarshal(raw, &m) != nil || m == nil {
		return Party{}, false
	}
	p := Party{Words: wordsIn(m), Entity: textAt(m, nameMember)}
	if p.Entity == "" {
		p.Entity = textAt(m, "name")
	}
	return p, !p.None() || p.Entity != ""
}

// redact takes the key of a machine out of all that an answer says besides words of the
// article.
func (a *Answer) redact(key string) {
	if key == "" {
		return
	}
	take := func(s string) string { return strings.ReplaceAll(s, key, "…") }
	a.Label, a.Set, a.Code, a.Note, a.Why, a.Kind = take(a.Label), take(a.Set), take(a.Code), take(a.Note), take(a.Why), take(a.Kind)
	for name, f := range a.Fields {
		a.Fields[name] = take(f)
	}
	for name, p := range a.Refs {
		p.Entity = take(p.Entity)
		a.Refs[name] = p
	}
}

// cut shortens a text to a number of bytes, at a character.
func cut(s string, most int) string {
	if len(s) <= most {
		return s
	}
	for most > 0 && s[most]&0xC0 == 0x80 {
		most--
	}
	return s[:most] + "…"
}
