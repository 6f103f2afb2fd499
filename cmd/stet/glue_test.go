package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// A sentence can be translated only as one piece: word order, case and plural differ. What is filled in is a blank in it (fmt.Sprintf), a
// number with its noun comes from package count, a list from count.List. Statements of
// their own may be joined: behind a colon, a full stop, a semicolon, a dot (·), a line end.
func TestRulesNoSentenceIsGlued(t *testing.T) {
	sources(t, func(file string, fset *token.FileSet, f *ast.File) {
		if strings.HasPrefix(file, "cmd/train/") || strings.HasPrefix(file, "cmd/generate/") || strings.HasPrefix(file, ".ci") {
			return // no part of the program that people use
		}
		for _, piece := range gluedIn(f) {
			if !slices.Contains(noSentences[filepath.ToSlash(file)], piece.text) {
				t.Errorf("%s: a sentence is glued: %q", fset.Position(piece.at), piece.text)
			}
		}
	})
}

// noSentences are pieces of text that look like words of a sentence but belong to none.
var noSentences = map[string][]string{
	"annotate/machine/learn/sentence.go":  {"name ", "content ", "cue "}, // features
	"annotate/wire/wire.go":               {"',' or '"},                  // what a parser wants
	"cmd/stet/manual/roff.go":             {"\\[u%04X]"},
	"model/count/count.go":                {" and "}, // the one place of lists
	"model/feed/mendjson.go":              {"\\u%04x"},
	"model/fetch/discover.go":             {" alternate"},
	"model/mention/context.go":            {" with"}, // how a text is looked up
	"model/mention/people.go":             {"given "},
	"model/source/pdf/pdftest/pdftest.go": {"<< /Length %d >>\nstream\n%sendstream"},
	"ui/card/codes.go":                    {" focus"}, // roles of colour, here and below
	"ui/card/palette.go":                  {"list.current "},
	"ui/pane/status.go":                   {" status.key"},
	"ui/review/tableview.go":              {"title "},
	"ui/sheet/margin.go":                  {"gloss "},
	"ui/sheet/marks.go":                   {" name.lit"},
	"ui/sheet/strip.go":                   {"bar.strip "},
	"ui/reader/details.go":                {"details "}, // which card it is
}

func TestGluedSentencesAreSeen(t *testing.T) {
	for code, want := range map[string]string{
		`"no article " + way + " this one"`:               "no article ",
		`n + " found"`:                                    " found",
		`"cannot read: " + err`:                           "",
		`name + ": no such file"`:                         "",
		`what + " · {undo} undo"`:                         "",
		`"name “" + name + "”"`:                           "name “",
		`title + " (the " + word + ")"`:                   " (the ",
		`"a" + b`:                                         "",
		`func() { s += ", as in a book" }`:                ", as in a book",
		`func() { s += "; it is late" }`:                  "",
		`func() { s += fmt.Sprintf(", at %s", time) }`:    ", at %s",
		`fmt.Sprintf("%d %ss", n, noun)`:                  "%d %ss",
		`fmt.Sprintf("%d of %d, %s", n, m, s)`:            "",
		`strings.Join(names, " and ")`:                    " and ",
		`func() { b.WriteString(" of the article") }`:     " of the article",
		`func() { fmt.Fprintf(&b, " with %d marks", n) }`: " with %d marks",
		`func() { fmt.Fprintln(w, "nothing to do") }`:     "",
		`"<p class=\"a\">" + text`:                        "",
	} {
		f := parsed(t, "package p\nvar x = "+code)
		got := ""
		for _, piece := range gluedIn(f) {
			got = piece.text
			break
		}
		if got != want {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
	}
}

type gluedPiece struct {
	at   token.Pos
	text string
}

// gluedIn finds the pieces of text in a file that are joined within a sentence.
func gluedIn(f *ast.File) (found []gluedPiece) {
	note := func(e ast.Expr, glued func(s string) bool) {
		if s, is := literal(e); is && prose(s) && glued(s) {
			found = append(found, gluedPiece{e.Pos(), s})
		}
	}
	inner := map[ast.Node]bool{}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			if n.Op != token.ADD || inner[n] {
				return true
			}
			operands := operandsOf(n, inner)
			for i, o := range operands {
				before, behind := i > 0 && !isLiteral(operands[i-1]), i+1 < len(operands) && !isLiteral(operands[i+1])
				note(o, func(s string) bool { return before && continues(s) || behind && goesOn(s) })
			}
		case *ast.AssignStmt:
			if n.Tok == token.ADD_ASSIGN {
				first := operandsOf(n.Rhs[0], inner)[0]
				if c, is := first.(*ast.CallExpr); is {
					if _, arg := called(c); arg != nil {
						first = arg
					}
				}
				note(first, func(s string) bool { return continues(s) && !inAList.MatchString(s) })
			}
		case *ast.CallExpr:
			name, arg := called(n)
			switch {
			case arg == nil:
			case name == "Join":
				if s, is := literal(n.Args[len(n.Args)-1]); is && strings.Contains(s, " ") && letters(s) {
					found = append(found, gluedPiece{n.Pos(), s})
				}
			case strings.HasSuffix(name, "f"):
				if s, is := literal(arg); is && verbInWord.MatchString(aBlank.ReplaceAllString(s, "\x00")) {
					found = append(found, gluedPiece{n.Pos(), s})
				}
			}
			if name == "WriteString" || name == "Fprint" || name == "Fprintf" || name == "Print" || name == "Printf" {
				note(arg, func(s string) bool {
					return (s[0] == ' ' || s[0] == ',') && continues(s) || strings.HasSuffix(s, " ") && goesOn(s)
				})
			}
		}
		return true
	})
	return found
}

// called is the name of a function and its text: the argument behind a writer.
func called(c *ast.CallExpr) (name string, text ast.Expr) {
	s, is := c.Fun.(*ast.SelectorExpr)
	if !is || len(c.Args) == 0 {
		return "", nil
	}
	if name = s.Sel.Name; strings.HasPrefix(name, "Fprint") && len(c.Args) > 1 {
		return name, c.Args[1]
	}
	return name, c.Args[0]
}

// operandsOf are what an expression joins by +.
func operandsOf(e ast.Expr, inner map[ast.Node]bool) []ast.Expr {
	b, is := e.(*ast.BinaryExpr)
	if !is || b.Op != token.ADD {
		return []ast.Expr{e}
	}
	inner[b] = true
	return append(operandsOf(b.X, inner), operandsOf(b.Y, inner)...)
}

func isLiteral(e ast.Expr) bool { _, is := literal(e); return is }

func literal(e ast.Expr) (string, bool) {
	l, is := e.(*ast.BasicLit)
	if !is || l.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(l.Value)
	return s, err == nil
}

var (
	someWord   = regexp.MustCompile(`(^|[ “‘(])[a-z]{2,}([ ,.;:”’)]|$)`)
	noWords    = regexp.MustCompile(`[<>=/|\\]|urn:`)
	inAList    = regexp.MustCompile("^, %[sd]") // one more of a list
	aBlank     = regexp.MustCompile(`%[-+#0-9.*]*[a-zA-Z]`)
	verbInWord = regexp.MustCompile("[a-z]\x00|\x00[a-z]")
)

func letters(s string) bool { return regexp.MustCompile(`[a-z]{2}`).MatchString(s) }

// prose reports whether text holds words of a sentence, not markup or names of roles.
func prose(s string) bool {
	return someWord.MatchString(s) && strings.Contains(s, " ") && !noWords.MatchString(s)
}

// continues reports whether text goes on with the sentence before it.
func continues(s string) bool {
	if strings.HasPrefix(s, "  ") {
		return false // a column of its own
	}
	s = strings.TrimLeft(strings.TrimLeft(s, "”’\")]"), " ")
	r, _ := utf8.DecodeRuneInString(s)
	return !strings.ContainsRune(".:;·(\n…", r) && !unicode.IsUpper(r)
}

// goesOn reports whether what is behind text goes on with its sentence.
func goesOn(s string) bool {
	s = strings.TrimRight(s, "“‘\"([")
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, " "))
	return !strings.HasSuffix(s, "\n") && !strings.HasSuffix(s, "  ") && !strings.ContainsRune(".:;·…?!", r)
}

func parsed(t *testing.T, code string) *ast.File {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), "x.go", code, 0)
	if err != nil {
		t.Fatal(err)
	}
	return f
}
