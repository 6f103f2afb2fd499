package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The sizes beyond which a wall is missing: a type has one role, and half a hundred
// methods are several.
const (
	mostLinesOfFile     = 400
	mostLinesOfFunction = 60
	mostMethods         = 40
	mostFields          = 20
)

// wide are types with more fields, since they are rows of a table: a field a column.
var wide = []string{"annotate/kind.Kind", "annotate/query.Row"}

// sources visits the declarations of every Go file of the module that is no test.
func sources(t *testing.T, visit func(file string, fset *token.FileSet, f *ast.File)) {
	t.Helper()
	root := moduleRoot(t)
	eachGoFile(t, root, func(file string) {
		if strings.HasSuffix(file, "_test.go") {
			return
		}
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, filepath.Join(root, file), nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		visit(file, fset, f)
	})
}

func TestSizesOfFilesFunctionsAndTypes(t *testing.T) {
	methods := map[string]int{}
	sources(t, func(file string, fset *token.FileSet, f *ast.File) {
		lines := func(n ast.Node) int { return fset.Position(n.End()).Line - fset.Position(n.Pos()).Line + 1 }
		if n := fset.Position(f.FileEnd).Line; n > mostLinesOfFile {
			t.Errorf("%s has %d lines, more than %d", file, n, mostLinesOfFile)
		}
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if n := lines(d); n > mostLinesOfFunction {
					t.Errorf("%s: %s has %d lines, more than %d", file, d.Name.Name, n, mostLinesOfFunction)
				}
				if d.Recv != nil {
					methods[filepath.Dir(file)+"."+receiver(d)]++
				}
			case *ast.GenDecl:
				for _, s := range d.Specs {
					if name, n := fieldsOf(s); n > mostFields && !slices.Contains(wide, filepath.Dir(file)+"."+name) {
						t.Errorf("%s: %s has %d fields, more than %d", file, name, n, mostFields)
					}
				}
			}
		}
	})
	for name, n := range methods {
		if n > mostMethods {
			t.Errorf("%s has %d methods, more than %d", name, n, mostMethods)
		}
	}
}

// receiver is the name of the type that a method belongs to.
func receiver(d *ast.FuncDecl) string {
	t := d.Recv.List[0].Type
	for {
		switch x := t.(type) {
		case *ast.StarExpr:
			t = x.X
		case *ast.IndexExpr:
			t = x.X
		case *ast.IndexListExpr:
			t = x.X
		case *ast.Ident:
			return x.Name
		default:
			return ""
		}
	}
}

// fieldsOf counts the fields of a struct type, 0 for any other declaration.
func fieldsOf(s ast.Spec) (name string, n int) {
	ts, ok := s.(*ast.TypeSpec)
	if !ok {
		return "", 0
	}
	st, ok := ts.Type.(*ast.StructType)
	if !ok {
		return ts.Name.Name, 0
	}
	for _, f := range st.Fields.List {
		n += max(1, len(f.Names))
	}
	return ts.Name.Name, n
}

// Whoever uses a package reads its documentation, not its code. A method that an
// interface names is documented there.
func TestRulesEveryExportIsDocumented(t *testing.T) {
	promised := map[string]bool{}
	for _, name := range strings.Fields("Error String Unwrap Is Read Write ReadAt MarshalJSON UnmarshalJSON Len Less Swap") {
		promised[name] = true // the standard library documents them
	}
	type export struct{ file, name string }
	var bare []export
	sources(t, func(file string, _ *token.FileSet, f *ast.File) {
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Doc == nil && d.Name.IsExported() && (d.Recv == nil || ast.IsExported(receiver(d))) {
					bare = append(bare, export{file, d.Name.Name})
				}
			case *ast.GenDecl:
				for _, s := range d.Specs {
					switch s := s.(type) {
					case *ast.TypeSpec:
						if in, ok := s.Type.(*ast.InterfaceType); ok {
							for _, m := range in.Methods.List {
								for _, name := range m.Names {
									promised[name.Name] = true
								}
							}
						}
						if s.Name.IsExported() && s.Doc == nil && d.Doc == nil {
							t.Errorf("%s: %s is not documented", file, s.Name.Name)
						}
					case *ast.ValueSpec:
						for _, name := range s.Names {
							if name.IsExported() && s.Doc == nil && s.Comment == nil && d.Doc == nil {
								t.Errorf("%s: %s is not documented", file, name.Name)
							}
						}
					}
				}
			}
		}
	})
	for _, e := range bare {
		if !promised[e.name] {
			t.Errorf("%s: %s is not documented", e.file, e.name)
		}
	}
}

// riddles are phrases in comments that a reader has to read twice. A thing is called
// by its name, and is somewhere rather than standing there.
var riddles = regexp.MustCompile(`(?i)there (is|are) none\b|\bof ours\b|\bone[\x{2019}']s own\b|\bthat is none\b|\bwhat is kept\b|\bstands?\b|\bstood\b`)

// idioms are the uses of these words that are plain English.
var idioms = regexp.MustCompile(`(?i)\b(stands?|stood) (for|out|still|alone|by itself|in for)\b|stand-in|\bstands (reports|returns)\b`)

// Comments are written in the words of STYLE: no riddles made of relative clauses.
func TestRulesCommentsAskNoRiddles(t *testing.T) {
	sources(t, func(file string, fset *token.FileSet, f *ast.File) {
		for _, group := range f.Comments {
			for _, c := range group.List {
				if riddle := riddles.FindString(idioms.ReplaceAllString(c.Text, "")); riddle != "" {
					t.Errorf("%s: %q in a comment: name the thing", fset.Position(c.Pos()), riddle)
				}
			}
		}
	})
}
