package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The steps edit, save, acknowledged, merged are joined in one room. Whoever wrote
// them by hand got them wrong before: an edit was lost in the review.
func TestOneRoomOfTheHouseSaves(t *testing.T) {
	const room = "annotate/session"
	root, inside := moduleRoot(t), 0
	eachGoFile(t, root, func(file string) {
		if strings.HasSuffix(file, "_test.go") || path.Dir(file) == "annotate/store" {
			return
		}
		files := token.NewFileSet()
		f, err := parser.ParseFile(files, filepath.Join(root, file), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			step := savingStep(call)
			switch {
			case step == "":
			case path.Dir(file) == room:
				inside++
			default:
				t.Errorf("%s calls %s: only %s does", files.Position(call.Pos()), step, room)
			}
			return true
		})
	})
	if inside < 5 {
		t.Errorf("the test knows %d steps in %s: were they renamed?", inside, room)
	}
}

// savingStep names the step of the sequence that a call is: a change of a Set, or a
// method of store.File that writes or that takes over what was read; "" for none.
func savingStep(call *ast.CallExpr) string {
	method, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	name := method.Sel.Name
	switch of, _ := method.X.(*ast.SelectorExpr); {
	case name == "Do" && of != nil && of.Sel.Name == "Set":
		return "Set.Do"
	case slices.Contains([]string{"Did", "Undid", "Redid", "Adopt"}, name):
		return "File." + name
	case (name == "Save" || name == "Refresh") && len(call.Args) >= 2 && len(call.Args) <= 3:
		return "File." + name
	}
	return ""
}
