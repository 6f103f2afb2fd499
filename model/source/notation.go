package source

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/model/pattern"
)

// What Obsidian and others write besides Markdown: links to notes, marked words,
// remarks, boxes, and notes where they are meant.
var (
	noteLink   = pattern.Late(`!?\[\[(?:[^\[\]|\n]{0,300}\|)?([^\[\]|\n]{1,300})\]\]`)
	markedText = pattern.Late(`==([^\s=](?:[^=\n]*[^\s=])?)==`)
	remark     = pattern.Late(`%%[^%\n]+()%%`)
	headingID  = pattern.Late(`^(#{1,6} .*?)[ \t]*\{[#.][\w-]+(?: [#.][\w-]+)*\}[ \t#]*\n?$`)
	inlineNote = pattern.Late(`\^\[([^\[\]\n]+ [^\[\]\n]+)\]`)
	box        = pattern.Late(`^(\s*>[\s>]*)\[!([A-Za-z-]+)\][+-]?[ \t]*(.*)$`)
	noteBegin  = pattern.Late(`^ {0,3}\[\^([^\]\s]+)\]:`)
	noteMark   = pattern.Late(`\[\^([^\]\s]+)\]`)
)

// notations are signs of which a text with any of that has one.
var notations = []string{"[[", "==", "%%", "[^", "^[", "[!", "{#", "{."}

// plainNotation writes these as Markdown has them, without a change to the number of
// lines. Code stays as it is.
func plainNotation(body string) string {
	if !slices.ContainsFunc(notations, func(sign string) bool { return strings.Contains(body, sign) }) {
		return body
	}
	w := notationWriter{meant: notesMeant(body)}
	fence := ""
	for line := range strings.Lines(body) {
		bare := strings.TrimLeft(line, " \t>")
		switch {
		case fence != "":
			if strings.HasPrefix(bare, fence) {
				fence = ""
			}
		case strings.HasPrefix(bare, "```"), strings.HasPrefix(bare, "~~~"):
			fence = bare[:3]
		case !strings.HasPrefix(line, "    "):
			line = w.line(line)
		}
		w.out.WriteString(line)
	}
	return w.out.String() + w.notes.String()
}

// notesMeant are the notes to which a text refers.
func notesMeant(body string) map[string]bool {
	meant := map[string]bool{}
	for line := range strings.Lines(body) {
		if at := noteBegin().FindStringIndex(line); at != nil {
			line = line[at[1]:]
		}
		for _, m := range noteMark().FindAllStringSubmatch(line, -1) {
			meant[strings.ToLower(m[1])] = true
		}
	}
	return meant
}

type notationWriter struct {
	out, notes strings.Builder
	meant      map[string]bool
	inline     int // notes that were written where they are meant
}

func (w *notationWriter) line(line string) string {
	if m := noteBegin().FindStringSubmatch(line); m != nil && !w.meant[strings.ToLower(m[1])] {
		line = strings.Replace(line, "[^", `\[^`, 1) // the parser would drop it
	}
	if m := box().FindStringSubmatch(strings.TrimRight(line, "\n")); m != nil {
		title := m[3]
		if title != "" {
			title = "**" + title + "**  " // a break, unless nothing follows
		}
		line = m[1] + title + "\n"
	}
	if m := headingID().FindStringSubmatch(line); m != nil {
		line = m[1] + "\n"
	}
	if at := noteBegin().FindStringIndex(line); at != nil {
		line = strings.ToLower(line[:at[1]]) + line[at[1]:]
	}
	parts := strings.Split(line, "`")
	for i := 0; i < len(parts); i += 2 { // what is between two signs is code
		parts[i] = w.words(parts[i])
	}
	return strings.Join(parts, "`")
}

func (w *notationWriter) words(s string) string {
	s = inlineNote().ReplaceAllStringFunc(s, func(note string) string {
		w.inline++
		name := fmt.Sprintf("[^stet-%d]", w.inline)
		fmt.Fprintf(&w.notes, "\n\n%s: %s\n", name, note[2:len(note)-1])
		return name
	})
	s = noteMark().ReplaceAllStringFunc(s, strings.ToLower) // the parser tells capitals apart
	s = replaced(s, noteLink(), func(before, after rune) bool { return after != '(' && after != '[' && after != ':' })
	s = replaced(s, markedText(), func(before, after rune) bool { return before != '\\' && !isWordRune(before) && !isWordRune(after) })
	return replaced(s, remark(), func(before, _ rune) bool { return before != '\\' })
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// replaced puts the first group of an expression in its place where the signs around
// it allow that.
func replaced(s string, e *regexp.Regexp, allowed func(before, after rune) bool) string {
	var b strings.Builder
	at := 0
	for _, m := range e.FindAllStringSubmatchIndex(s, -1) {
		before, _ := utf8.DecodeLastRuneInString(s[:m[0]])
		after, _ := utf8.DecodeRuneInString(s[m[1]:])
		if allowed(before, after) {
			b.WriteString(s[at:m[0]] + s[m[2]:m[3]])
			at = m[1]
		}
	}
	return b.String() + s[at:]
}
