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

// mostKindSwitches is how many comparisons, cases and map keys outside annotate/kind may
// be the name of a kind. They are where something is about that kind alone: the card
// of its own, a format that knows it, the demo that teaches quotes. More of them mean
// that a property of kinds is a switch somewhere, and not a column of the table.
const mostKindSwitches = 28

// What varies by kind is a column of the table of kinds. Outside its package no body is
// taken for one of a kind's own type, and few places tell kinds by their names.
func TestFewPlacesTellKindsByName(t *testing.T) {
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
		tells := func(exprs ...ast.Expr) {
			for _, e := range exprs {
				lit, ok := e.(*ast.BasicLit)
				if !ok || lit.Kind != token.STRING {
					continue
				}
				if s, err := strconv.Unquote(lit.Value); err == nil && names[s] {
					count[file]++
					total++
				}
			}
		}
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BinaryExpr:
				if n.Op == token.EQL || n.Op == token.NEQ {
					tells(n.X, n.Y)
				}
			case *ast.IndexExpr:
				tells(n.Index)
			case *ast.KeyValueExpr:
				tells(n.Key)
			case *ast.TypeAssertExpr:
				if typ := bodyType(n.Type); typ != "" {
					t.Errorf("%s takes a body for a %s: the kind package has As%s", file, typ, typ)
				}
			case *ast.CaseClause:
				tells(n.List...)
				for _, e := range n.List {
					if typ := bodyType(e); typ != "" {
						t.Errorf("%s switches over a %s", file, typ)
					}
				}
			}
			return true
		})
	})
	if total > mostKindSwitches {
		t.Errorf("%d places tell kinds by name, %d were enough: %v", total, mostKindSwitches, count)
	}
	t.Logf("%d places tell kinds by name: %v", total, count)
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
