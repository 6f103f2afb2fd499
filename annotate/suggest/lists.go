package suggest

import (
	"bufio"
	"embed"
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"stet/model/lang"
)

//go:embed data/*.txt
var data embed.FS

// A leaning is how somebody is who uses a word of data/stances.txt.
type leaning struct{ label, denied string }

// leanings is data/stances.txt.
var leanings = sync.OnceValue(func() map[string]leaning {
	out := map[string]leaning{}
	eachLine("data/stances.txt", func(f []string) {
		if f[0] == "called" {
			for _, w := range f[2:] {
				out["called-"+w] = leaning{label: f[1]}
			}
			return
		}
		l := leaning{label: f[1], denied: f[2]}
		if l.denied == "-" {
			l.denied = ""
		}
		out[f[0]] = l
	})
	return out
})

// A cueClass is a set of the classes of data/claims.txt, and of what else is seen
// in a statement.
type cueClass uint32

const (
	asserts cueClass = 1 << iota
	number
	few // a small number in words
	great
	span
	ranks
	compares
	trend
	cause
	because
	deed
	scope
	past
	wish
	modal
	taste
	me
	we
	you
	subject // one of the last three is where a subject does
	than
	headed    // a wish governs the statement
	names     // there is a name behind the first word
	manyNames // there are several
	act       // I or we do it by saying so
	wrong     // nobody would own up to it
	tops      // more than all others in the world or in history
	play      // words of sport
	verdict   // words of praise and blame
	times     // rose or fell by a factor
)

var cueNames = map[string]cueClass{
	"asserts": asserts, "number": number, "few": few, "great": great, "span": span, "ranks": ranks, "compares": compares, "trend": trend,
	"cause": cause, "because": because, "deed": deed, "scope": scope, "than": than, "past": past, "wish": wish, "modal": modal, "taste": taste,
	"wrong": wrong, "act": act, "play": play, "times": times, "first-person": me, "we": we, "second-person": you,
}

// cues is data/claims.txt.
var cues = sync.OnceValue(func() map[string]cueClass {
	out := map[string]cueClass{}
	eachLine("data/claims.txt", func(f []string) {
		for _, w := range f[1:] {
			out[w] |= cueNames[f[0]]
		}
	})
	for w := range leanings() {
		if w, called := strings.CutPrefix(w, "called-"); called {
			out[w] |= verdict
		}
	}
	return out
})

// A wordList is a set of the lists of data/words.txt, which says what each is.
type wordList uint64

const (
	papers wordList = 1 << iota
	opens
	minds
	awaits
	denials
	subordinated
	documents
	currencies
	clauses
	wholly
	ownKin
	aged
	intransitive
	reducedBy
	becomes
	vague
	measurable
	definite
	wide
	measured
	duties
	contracted
	deities
	ofCourts
	courts
	function
	armed
	fighters
	weekdays
	denies
	doubts
	hopes
	asks
	dropped
	endsTarget
	sided
	demonstrative
	pronoun
	title
	months // of model/lang
)

var listNames = map[string]wordList{
	"papers": papers, "opens": opens, "minds": minds, "awaits": awaits, "denials": denials, "subordinated": subordinated,
	"documents": documents, "currencies": currencies, "clauses": clauses, "wholly": wholly, "ownKin": ownKin, "aged": aged,
	"intransitive": intransitive, "reducedBy": reducedBy, "becomes": becomes, "vague": vague, "measurable": measurable, "definite": definite,
	"wide": wide, "measured": measured, "duties": duties, "contracted": contracted, "deities": deities, "ofCourts": ofCourts,
	"courts": courts, "function": function, "armed": armed, "fighters": fighters, "weekdays": weekdays, "denies": denies, "doubts": doubts,
	"hopes": hopes, "asks": asks, "dropped": dropped, "endsTarget": endsTarget, "sided": sided, "demonstrative": demonstrative,
	"pronoun": pronoun, "title": title,
}

// lists is data/words.txt, and the months of English.
var lists = sync.OnceValue(func() map[string]wordList {
	out := map[string]wordList{}
	eachLine("data/words.txt", func(f []string) {
		list, known := listNames[f[0]]
		if !known {
			panic(fmt.Sprintf("suggest: no list %q", f[0])) // the file is part of the program
		}
		for _, w := range f[1:] {
			out[w] |= list
		}
	})
	for _, line := range lang.Of("en").List("months.txt") {
		for w := range strings.FieldsSeq(line) {
			out[w] |= months
		}
	}
	return out
})

// has reports whether a word is in one of the lists.
func (l wordList) has(w string) bool { return lists()[w]&l != 0 }

// sayings is data/sayings.txt.
var sayings = beside("data/sayings.txt")

// literal is data/literal.txt.
var literal = beside("data/literal.txt")

// beside reads a file of which each line is a word and those that may be beside it.
func beside(file string) func() map[string][]string {
	return sync.OnceValue(func() map[string][]string {
		out := map[string][]string{}
		eachLine(file, func(f []string) { out[f[0]] = f[1:] })
		return out
	})
}

// eachLine calls f with the fields of each line of an embedded file that is no
// comment.
func eachLine(name string, f func([]string)) {
	file, err := data.Open(name)
	if err != nil {
		panic(err) // the file is part of the program
	}
	defer file.Close()
	for s := bufio.NewScanner(file); s.Scan(); {
		if fields := strings.Fields(s.Text()); len(fields) > 1 && fields[0] != "#" {
			f(fields)
		}
	}
}

// wordsOf returns the words of text in small letters, apostrophes as ’.
func wordsOf(text string) []string {
	words := strings.FieldsFunc(strings.ReplaceAll(strings.ToLower(text), "'", "’"), betweenWords)
	out := words[:0]
	for _, w := range words {
		if w = strings.TrimFunc(w, aroundWords); w != "" {
			out = append(out, w)
		}
	}
	return out
}

func betweenWords(r rune) bool {
	if r < utf8.RuneSelf {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && strings.IndexByte("'%$.,", byte(r)) < 0
	}
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '’' && r != '£' && r != '€'
}

func aroundWords(r rune) bool { return r == '.' || r == ',' || r == '’' }
