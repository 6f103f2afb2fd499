package theme

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func TestKnownRoles(t *testing.T) {
	for name, want := range map[string]bool{
		"": true, "kind": true, "kind.quote": true, "kind.quote.suggested.more": true, "kind.own.focus": true,
		"kind.qoute": false, "kind.quote.": false, "kind.quote.bright": false, "status.kye": false, "kindness": false, ".": false,
	} {
		if Known(name) != want {
			t.Errorf("%q: known %v, want %v", name, !want, want)
		}
	}
}

// A role in the program that no theme can name would never be styled.
func TestEveryRoleThatThePanesUseIsKnown(t *testing.T) {
	var first []string
	for _, name := range Roles() {
		word, _, _ := strings.Cut(name, ".")
		first = append(first, word)
	}
	seen := 0
	err := fs.WalkDir(os.DirFS(".."), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", path), nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			text, _ := strconv.Unquote(lit.Value)
			word, rest, dotted := strings.Cut(text, ".")
			if !dotted || rest == "" || strings.ContainsAny(rest, " /*%") || !slices.Contains(first, word) {
				return true
			}
			seen++
			if !Known(text) {
				t.Errorf("%s: no theme can name the role %q", path, text)
			}
			return true
		})
		return nil
	})
	if err != nil || seen < 50 {
		t.Errorf("%d roles seen: %v", seen, err)
	}
}
