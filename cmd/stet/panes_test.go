package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"
)

// The rules of the panes, read from their source: what a key leads to reads and
// writes nothing, drawing changes nothing, and no object grows into a second program.

// A room is the source of one package: its functions by their bare names, so that a
// name that two types share counts for both.
type room struct {
	dir   string
	fset  *token.FileSet
	funcs map[string][]*ast.FuncDecl
	vars  []ast.Expr // the values of package variables: tables of commands
}

// rooms parses the packages below ui.
func rooms(t *testing.T) []*room {
	t.Helper()
	root := moduleRoot(t)
	byDir := map[string]*room{}
	var out []*room
	eachGoFile(t, root, func(file string) {
		dir := path.Dir(file)
		if dir != "ui" && !strings.HasPrefix(dir, "ui/") || strings.HasSuffix(file, "_test.go") || strings.HasSuffix(dir, "test") {
			return
		}
		r := byDir[dir]
		if r == nil {
			r = &room{dir: dir, fset: token.NewFileSet(), funcs: map[string][]*ast.FuncDecl{}}
			byDir[dir] = r
			out = append(out, r)
		}
		f, err := parser.ParseFile(r.fset, filepath.Join(root, file), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				r.funcs[d.Name.Name] = append(r.funcs[d.Name.Name], d)
			case *ast.GenDecl:
				for _, s := range d.Specs {
					if v, ok := s.(*ast.ValueSpec); ok && d.Tok == token.VAR {
						r.vars = append(r.vars, v.Values...)
					}
				}
			}
		}
	})
	sort.Slice(out, func(i, j int) bool { return out[i].dir < out[j].dir })
	return out
}

// reached visits everything that is run on the way from some functions, and from the
// tables of commands if those are asked for. Work that is only made there and runs
// elsewhere is left out.
func (r *room) reached(roots []string, tables bool, visit func(in string, n ast.Node)) {
	seen := map[*ast.FuncDecl]bool{}
	var walk func(in string, n ast.Node)
	enter := func(name string, method bool) {
		for _, d := range r.funcs[name] {
			if !seen[d] && d.Body != nil && method == (d.Recv != nil) {
				seen[d] = true
				walk(name, d.Body)
			}
		}
	}
	walk = func(in string, n ast.Node) {
		ast.Inspect(n, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncLit:
				if runsElsewhere(n) {
					return false
				}
			case *ast.CallExpr:
				switch f := n.Fun.(type) {
				case *ast.Ident:
					enter(f.Name, false)
				case *ast.SelectorExpr:
					enter(f.Sel.Name, true)
				}
			case *ast.SelectorExpr:
				if _, ok := n.X.(*ast.ParenExpr); ok { // (*Reader).openPipe, in a table
					enter(n.Sel.Name, true)
				}
			}
			if n != nil {
				visit(in, n)
			}
			return true
		})
	}
	for _, name := range roots {
		enter(name, true)
	}
	if tables {
		for _, v := range r.vars {
			walk("a table", v)
		}
	}
}

// runsElsewhere reports whether a function is a command: one that ends in a message,
// or hands messages over.
func runsElsewhere(f *ast.FuncLit) bool {
	is := func(e ast.Expr) bool {
		s, ok := e.(*ast.SelectorExpr)
		return ok && s.Sel.Name == "Msg"
	}
	if res := f.Type.Results; res != nil && len(res.List) == 1 && is(res.List[0].Type) {
		return true
	}
	for _, p := range f.Type.Params.List {
		if fn, ok := p.Type.(*ast.FuncType); ok && len(fn.Params.List) == 1 && is(fn.Params.List[0].Type) {
			return true
		}
	}
	return false
}

// reading are functions that read or write outside the program, by package.
var reading = map[string][]string{
	"os": {"Stat", "Lstat", "Open", "OpenFile", "Create", "CreateTemp", "MkdirAll", "MkdirTemp", "ReadFile", "WriteFile", "ReadDir", "Remove", "RemoveAll",
		"Rename", "Getwd", "UserHomeDir"},
	"filepath":   {"Abs", "EvalSymlinks", "Walk", "WalkDir", "Glob"},
	"source":     {"Open", "OpenHead", "Read"},
	"library":    {"Root", "List", "Open", "OpenMarks", "WriteMarks", "OpenIndex"},
	"codebook":   {"Load", "LoadNames", "JoinNames", "ReplaceNames", "BlindIn"},
	"fetch":      {"OpenArticleStore", "Shelved"},
	"query":      {"Open", "Read", "Load"},
	"session":    {"Open", "OpenArticle", "LoadProject", "Complete"},
	"screen":     {"Detect"},
	"time":       {"Sleep"},
	"cmd":        {"Run", "Start", "Output"},
	"Desk":       {"Open", "Others", "Glance"},
	"desk":       {"Open", "Others", "Glance"},
	"exec":       {"LookPath"},
	"file":       {"Save", "Refresh", "Earlier", "Did", "Undid", "Redid"},
	"annotators": {"Name"},
}

// What a key or a message leads to asks for reading and writing; it does none.
func TestUpdateReadsAndWritesNothing(t *testing.T) {
	for _, r := range rooms(t) {
		if !slices.Contains([]string{"ui", "ui/reader", "ui/list", "ui/review", "ui/start", "ui/sheet", "ui/ask", "ui/card", "ui/guide", "ui/programs"}, r.dir) {
			continue
		}
		r.reached([]string{"Update", "Do", "Close", "Init", "Entries", "View", "Resize", "Facts"}, true, func(in string, n ast.Node) {
			s, ok := n.(*ast.SelectorExpr)
			if !ok {
				return
			}
			of := ""
			switch x := s.X.(type) {
			case *ast.Ident:
				of = x.Name
			case *ast.SelectorExpr:
				of = x.Sel.Name
			}
			if slices.Contains(reading[of], s.Sel.Name) {
				t.Errorf("%s: %s calls %s.%s", r.fset.Position(n.Pos()), in, of, s.Sel.Name)
			}
		})
	}
}

// Drawing changes nothing but what it draws into.
func TestViewChangesNothing(t *testing.T) {
	for _, r := range rooms(t) {
		if !slices.Contains([]string{"ui", "ui/reader", "ui/list", "ui/review", "ui/start", "ui/sheet", "ui/card", "ui/guide"}, r.dir) {
			continue
		}
		receivers := map[string]string{} // of the functions, by name
		for name, ds := range r.funcs {
			for _, d := range ds {
				if d.Recv != nil && len(d.Recv.List[0].Names) > 0 {
					if _, ok := d.Recv.List[0].Type.(*ast.StarExpr); ok {
						receivers[name] = d.Recv.List[0].Names[0].Name
					}
				}
			}
		}
		r.reached([]string{"View", "Draw", "Overlay"}, false, func(in string, n ast.Node) {
			var left []ast.Expr
			switch n := n.(type) {
			case *ast.AssignStmt:
				left = n.Lhs
			case *ast.IncDecStmt:
				left = []ast.Expr{n.X}
			}
			for _, e := range left {
				if root, deep := rootOfExpr(e); deep && root == receivers[in] {
					t.Errorf("%s: %s changes %s", r.fset.Position(n.Pos()), in, root)
				}
			}
		})
	}
}

// rootOfExpr returns the name with which x.y[z].w begins, and whether there is more
// than it.
func rootOfExpr(e ast.Expr) (root string, deep bool) {
	for {
		switch x := e.(type) {
		case *ast.SelectorExpr:
			e, deep = x.X, true
		case *ast.IndexExpr:
			e, deep = x.X, true
		case *ast.StarExpr:
			e, deep = x.X, true
		case *ast.ParenExpr:
			e = x.X
		case *ast.Ident:
			return x.Name, deep
		default:
			return "", false
		}
	}
}
