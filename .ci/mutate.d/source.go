package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A mutant is one small change of a source.
type mutant struct {
	id     int // from 1
	at     token.Position
	in     string // the function
	change string // "< becomes <="
	nth    int    // of those in the function, so that other edits of the file do not rename it
}

func (m mutant) place() string { return fmt.Sprintf("%s:%d", m.at.Filename, m.at.Line) }

func (m mutant) dir() string { return filepath.Dir(m.at.Filename) }

// key names a mutant in the list of equivalent ones.
func (m mutant) key() string {
	return fmt.Sprintf("%s %s %d %s", filepath.ToSlash(m.at.Filename), m.in, m.nth, m.change)
}

// A source is one file and the text to be put into it.
type source struct {
	set     *token.FileSet
	file    *ast.File
	data    string
	first   int // the number of mutants before this file
	mutants []mutant
	edits   []edit
	in      string
	nth     int
	untyped map[string]bool // names of constants and of packages, which may hold some
}

// An edit replaces the bytes from at to end. Of those at one place, the ends of what
// lies inside come first.
type edit struct {
	at, end int
	text    string
	closes  bool
	order   int
}

func open(name string, first int, untyped map[string]bool) (*source, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	s := &source{set: token.NewFileSet(), data: string(data), first: first, untyped: untyped}
	if s.file, err = parser.ParseFile(s.set, name, data, parser.ParseComments|parser.SkipObjectResolution); err != nil {
		return nil, err
	}
	for _, d := range s.file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil {
			s.in, s.nth = receiver(f)+f.Name.Name, 0
			s.walk(f.Body)
		}
	}
	return s, nil
}

// constants adds the names in a file that may stand for a constant without a type: a
// call would give it one that does not fit.
func constants(out map[string]bool, name string) error {
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	for _, im := range file.Imports {
		path := strings.Trim(im.Path.Value, `"`)
		out[path[strings.LastIndexByte(path, '/')+1:]] = true
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if d, ok := n.(*ast.GenDecl); ok && d.Tok == token.CONST {
			for _, spec := range d.Specs {
				for _, name := range spec.(*ast.ValueSpec).Names {
					out[name.Name] = true
				}
			}
		}
		return true
	})
	return nil
}

func receiver(f *ast.FuncDecl) string {
	if f.Recv == nil || len(f.Recv.List) == 0 {
		return ""
	}
	t := f.Recv.List[0].Type
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	if id, ok := t.(*ast.Ident); ok {
		return id.Name + "."
	}
	return ""
}

// add makes a mutant at a node, and returns its number.
func (s *source) add(at ast.Node, change string) int {
	s.nth++
	m := mutant{id: s.first + len(s.mutants) + 1, at: s.set.Position(at.Pos()), in: s.in, change: change, nth: s.nth}
	s.mutants = append(s.mutants, m)
	return m.id
}

func (s *source) replace(from, to token.Pos, text string, closes bool) {
	s.edits = append(s.edits, edit{s.set.Position(from).Offset, s.set.Position(to).Offset, text, closes, len(s.edits)})
}

// around puts text before and after a node.
func (s *source) around(n ast.Node, before, after string) {
	s.replace(n.Pos(), n.Pos(), before, false)
	s.replace(n.End(), n.End(), after, true)
}

// walk finds what can be changed below a node.
func (s *source) walk(root ast.Node) {
	ast.Inspect(root, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GenDecl:
			return n.Tok != token.CONST
		case *ast.ArrayType:
			return false
		case *ast.IfStmt:
			id := s.add(n.Cond, "if becomes if not")
			s.around(n.Cond, fmt.Sprintf("mutOn(%d) != (", id), ")")
		case *ast.BinaryExpr:
			s.binary(n)
		case *ast.ReturnStmt:
			s.returned(n)
		case *ast.BlockStmt:
			s.statements(n.List)
		case *ast.CaseClause:
			s.statements(n.Body)
		}
		return true
	})
}

func (s *source) binary(n *ast.BinaryExpr) {
	op := n.Op.String()
	if literal(n.X) && literal(n.Y) {
		return
	}
	switch n.Op {
	case token.LSS, token.LEQ, token.GTR, token.GEQ:
		other := map[string]string{"<": "<=", "<=": "<", ">": ">=", ">=": ">"}[op]
		name := map[string]string{"<": "mutLess", "<=": "mutMost", ">": "mutGreater", ">=": "mutLeast"}[op]
		s.call(n, name, fmt.Sprintf("%d, ", s.add(n, op+" becomes "+other)), ",", ")")
	case token.EQL, token.NEQ:
		id := s.add(n, op+" becomes its opposite")
		s.around(n, fmt.Sprintf("(mutOn(%d) != (", id), "))")
	case token.LAND:
		s.call(n, "mutAnd", fmt.Sprintf("%d, ", s.add(n, "&& becomes ||")), ", func() bool { return (", ") })")
	case token.LOR:
		s.call(n, "mutOr", fmt.Sprintf("%d, ", s.add(n, "|| becomes &&")), ", func() bool { return (", ") })")
	case token.ADD, token.SUB:
		if y, ok := n.Y.(*ast.BasicLit); ok && y.Kind == token.INT && simple(n.X) && !s.constant(n.X) {
			was := s.data[s.set.Position(n.Pos()).Offset:s.set.Position(n.End()).Offset]
			at := s.set.Position(n.OpPos).Offset - s.set.Position(n.Pos()).Offset
			other := map[string]string{"+": "-", "-": "+"}[op]
			id := s.add(n, op+" becomes "+other)
			s.replace(n.Pos(), n.Pos(), fmt.Sprintf("mutPick(%d, ", id), false)
			s.replace(n.End(), n.End(), ", "+was[:at]+other+was[at+1:]+")", true)
		}
	}
}

// call makes an operator a call: name(given X between Y end.
func (s *source) call(n *ast.BinaryExpr, name, given, between, end string) {
	s.replace(n.Pos(), n.Pos(), name+"("+given, false)
	s.replace(n.OpPos, n.OpPos+token.Pos(len(n.Op.String())), between, false)
	s.replace(n.End(), n.End(), end, true)
}

// literal reports whether an expression is a constant by its look.
func literal(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.BasicLit:
		return true
	case *ast.ParenExpr:
		return literal(e.X)
	case *ast.BinaryExpr:
		return literal(e.X) && literal(e.Y)
	}
	return false
}

// constant reports whether an expression may be a constant without a type.
func (s *source) constant(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return s.untyped[e.Name]
	case *ast.SelectorExpr:
		return s.constant(e.X)
	}
	return false
}

// simple reports whether an expression can be written twice.
func simple(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return true
	case *ast.SelectorExpr:
		return simple(e.X)
	case *ast.CallExpr:
		f, ok := e.Fun.(*ast.Ident)
		return ok && f.Name == "len" && simple(e.Args[0])
	}
	return false
}

func (s *source) returned(n *ast.ReturnStmt) {
	for _, r := range n.Results {
		id, ok := r.(*ast.Ident)
		if !ok || id.Name != "true" && id.Name != "false" {
			continue
		}
		m := s.add(r, "return "+id.Name+" becomes its opposite")
		s.replace(r.Pos(), r.End(), map[string]string{"true": "!", "false": ""}[id.Name]+fmt.Sprintf("mutOn(%d)", m), false)
	}
}

// statements can be left out: calls, assignments to what is there, counting.
func (s *source) statements(list []ast.Stmt) {
	for _, n := range list {
		switch n := n.(type) {
		case *ast.ExprStmt:
			call, ok := n.X.(*ast.CallExpr)
			if !ok || ends(call) {
				continue
			}
		case *ast.AssignStmt:
			if n.Tok == token.DEFINE {
				continue
			}
		case *ast.IncDecStmt:
		default:
			continue
		}
		id := s.add(n, "statement is left out")
		s.around(n, fmt.Sprintf("if !mutOn(%d) { ", id), " }")
	}
}

// ends reports whether a call does not return, so that a function needs it.
func ends(call *ast.CallExpr) bool {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name == "panic"
	case *ast.SelectorExpr:
		return f.Sel.Name == "Exit" || strings.HasPrefix(f.Sel.Name, "Fatal")
	}
	return false
}

// text is the file with its edits.
func (s *source) text() string {
	slices.SortStableFunc(s.edits, func(a, b edit) int {
		switch {
		case a.at != b.at:
			return a.at - b.at
		case a.closes != b.closes: // what ends here does so before something begins
			if a.closes {
				return -1
			}
			return 1
		case a.closes:
			return b.order - a.order
		}
		return a.order - b.order
	})
	var b strings.Builder
	at := 0
	for _, e := range s.edits {
		b.WriteString(s.data[at:e.at])
		b.WriteString(e.text)
		at = e.end
	}
	b.WriteString(s.data[at:])
	return b.String()
}
