package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"stet/annotate/kind"
)

// mostKindNames is how many string literals outside annotate/kind may be the name of a
// kind. They stand where something is about that kind alone: its card, the formats
// that know it, the demo that teaches quotes. More of them mean that a property of
// kinds is a switch somewhere, and not a column of the table.
const mostKindNames = 103

// What varies by kind is a column of the table of kinds. Outside its package no body is
// taken for one of a kind's own type, and few places name a kind.
func TestFewPlacesNameAKind(t *testing.T) {
	names := map[string]bool{}
	for _, name := range kind.All.Names() {
		names[name] = true
	}
	count := map[string]int{}
	total := 0
	root := moduleRoot(t)
	eachGoFile(t, root, func(file string) {
		if strings.HasPrefix(file, "annotate/kind/") || strings.HasSuffix(file, "_test.go") || strings.HasPrefix(file, "model/") || strings.HasPrefix(file, ".") {
			return
		}
		f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, file), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ImportSpec:
				return false
			case *ast.BasicLit:
				if s, err := strconv.Unquote(n.Value); err == nil && n.Kind == token.STRING && names[s] {
					count[file]++
					total++
				}
			case *ast.TypeAssertExpr:
				if typ := bodyType(n.Type); typ != "" {
					t.Errorf("%s takes a body for a %s: the kind package has As%s", file, typ, typ)
				}
			case *ast.CaseClause:
				for _, e := range n.List {
					if typ := bodyType(e); typ != "" {
						t.Errorf("%s switches over a %s", file, typ)
					}
				}
			}
			return true
		})
	})
	if total > mostKindNames {
		t.Errorf("%d string literals name a kind, %d were enough: %v", total, mostKindNames, count)
	}
	t.Logf("%d string literals name a kind: %v", total, count)
}

// bodyType is the name of a kind's Go type in *kind.NAME, "" for anything else.
func bodyType(e ast.Expr) string {
	star, ok := e.(*ast.StarExpr)
	if !ok {
		return ""
	}
	sel, ok := star.X.(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	pkg, ok := sel.X.(*ast.Ident)
	if !ok || pkg.Name != "kind" {
		return ""
	}
	switch sel.Sel.Name {
	case "Quote", "Claim", "Stance", "Entity", "Note", "Link":
		return sel.Sel.Name
	}
	return ""
}
