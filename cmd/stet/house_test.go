package main

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"stet/cmd/stet/manual"
)

// house is the table of DESIGN §3: the trees, left to right, and in each tree
// its packages by level. A package may import packages of trees to the right,
// and in its own tree those of a smaller number.
var house = []struct {
	tree   string
	levels [][]string
}{
	{"cmd", [][]string{{"cmd"}}}, // every command
	{"ui", [][]string{
		{"ui/layout", "ui/theme", "ui/keys"}, {"ui/paint"}, {"ui/pane", "ui/screen"}, {"ui/card", "ui/guide", "ui/programs"}, {"ui/sheet", "ui/ask"},
		{"ui/reader", "ui/list", "ui/review", "ui/start", "ui/unpack"}, {"ui"},
	}},
	{"annotate", [][]string{
		{"annotate", "annotate/wire"}, {"annotate/kind"}, {"annotate/anchor", "annotate/suggest", "annotate/codebook"}, {"annotate/store"},
		{"annotate/query", "annotate/agree", "annotate/format", "annotate/machine"}, {"annotate/report", "annotate/session"},
	}},
	{"model", [][]string{
		{"model", "model/clean", "model/lang", "model/places", "model/files", "model/count", "model/pattern", "model/process"}, {"model/segment", "model/date", "model/encoding", "model/copies"}, {"model/page", "model/feed"}, {"model/source", "model/mention"}, {"model/intake"}, {"model/quotation", "model/library"}, {"model/fetch"},
	}},
}

// plain packages take what they need of annotations as plain data.
var plain = []string{"ui/layout", "ui/theme", "ui/keys"}

// terminalLibraries may be imported by cmd and ui alone.
var terminalLibraries = []string{"charm.land/", "github.com/charmbracelet/"}

// place finds where a package is; one that is not in the table is with
// the nearest folder above it that is (model/mention/tagger with model/mention).
func place(pkg string) (tree, level int, ok bool) {
	for ; pkg != "." && pkg != "/"; pkg = path.Dir(pkg) {
		for t, h := range house {
			for l, names := range h.levels {
				if slices.Contains(names, pkg) {
					return t, l, true
				}
			}
		}
	}
	return 0, 0, false
}

// mayImport says why package from may not import package to, "" if it may.
func mayImport(from, to string) string {
	ft, fl, fok := place(from)
	tt, tl, tok := place(to)
	switch {
	case !fok:
		return from + " has no place in the table of the house"
	case !tok:
		return to + " has no place in the table of the house"
	case strings.HasPrefix(to, from+"/") && !inHouse(to):
		return "" // a part of the package, in a folder of its own
	case strings.HasPrefix(from, to+"/") && !inHouse(from):
		return "" // and such a part may speak of the whole
	case ft > tt:
		return "the arrows go " + house[tt].tree + " → " + house[ft].tree
	case ft == tt && fl <= tl:
		return "both stand in " + house[ft].tree + ", on level " + strconv.Itoa(fl) + " and " + strconv.Itoa(tl)
	case slices.Contains(plain, from) && house[tt].tree == "annotate":
		return from + " knows no annotations"
	}
	return ""
}

func inHouse(pkg string) bool {
	for _, h := range house {
		for _, names := range h.levels {
			if slices.Contains(names, pkg) {
				return true
			}
		}
	}
	return false
}

func TestTheArrowsOfTheHouse(t *testing.T) {
	root := moduleRoot(t)
	eachGoFile(t, root, func(file string) {
		f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, file), nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		from, test := path.Dir(file), strings.HasSuffix(file, "_test.go")
		for _, spec := range f.Imports {
			to, _ := strconv.Unquote(spec.Path.Value)
			if inner, ours := strings.CutPrefix(to, "stet/"); ours {
				// A test may use what its package must not know.
				if why := mayImport(from, inner); why != "" && !test {
					t.Errorf("%s imports %s: %s", file, to, why)
				}
				continue
			}
			tree, _, _ := strings.Cut(from, "/")
			for _, lib := range terminalLibraries {
				if strings.HasPrefix(to, lib) && tree != "cmd" && tree != "ui" && !test {
					t.Errorf("%s imports %s: only cmd and ui know terminals", file, to)
				}
			}
		}
	})
}

// The picture of the house that contributors see has every room.
func TestTheHouseIsDocumented(t *testing.T) {
	page, _ := manual.Page(new(program).root(), "hacking")
	for _, tree := range house[1:] {
		for level, names := range tree.levels {
			for _, name := range names {
				room := path.Base(name)
				line := regexp.MustCompile(fmt.Sprintf(`(?m)^[^0-9\n]*%d .*\b%s\b`, level, room))
				if !line.MatchString(page) {
					t.Errorf("help hacking does not show %s on level %d", name, level)
				}
			}
		}
	}
}

func TestTheTableOfTheHouseHolds(t *testing.T) {
	for _, c := range []struct {
		from, to string
		may      bool
	}{
		{"ui/reader", "annotate/store", true},
		{"ui/reader", "ui/card", true},
		{"ui/card", "ui/reader", false},
		{"ui/reader", "ui/sheet", true},
		{"ui/sheet", "ui/reader", false},
		{"ui/reader", "ui/review", false},
		{"annotate/store", "ui/paint", false},
		{"model", "annotate", false},
		{"model/mention", "model/quotation", false},
		{"ui/layout", "annotate", false},
		{"ui/layout", "model/clean", true},
		{"cmd/stet", "ui", true},
	} {
		if why := mayImport(c.from, c.to); (why == "") != c.may {
			t.Errorf("%s imports %s: may = %v (%s)", c.from, c.to, !c.may, why)
		}
	}
}

// Only ui/paint makes escape sequences from article text.
func TestEscapesAreWrittenInOnePackage(t *testing.T) {
	root := moduleRoot(t)
	spellings := []string{"\x1b", `\x1b`, `\x1B`, `\033`, `\u001b`, `\u001B`}
	eachGoFile(t, root, func(file string) {
		if path.Dir(file) == "ui/paint" || strings.HasSuffix(file, "_test.go") {
			return
		}
		data, err := os.ReadFile(filepath.Join(root, file))
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(data), "\n") {
			for _, s := range spellings {
				if strings.Contains(line, s) {
					t.Errorf("%s:%d holds an escape character", file, i+1)
				}
			}
		}
	})
}

func TestTheTopOfTheHouse(t *testing.T) {
	allowed := []string{"cmd", "ui", "model", "annotate", "testdata", "go.mod", "go.sum", "README.md"}
	entries, err := os.ReadDir(moduleRoot(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if name := e.Name(); !strings.HasPrefix(name, ".") && name != "stet" && !slices.Contains(allowed, name) {
			t.Errorf("%s stands at the top, where only %s do", name, strings.Join(allowed, ", "))
		}
	}
}

// A folder's first file carries its name and the package comment, and no folder
// is named for what is left over.
func TestEveryFolderSaysWhatItIs(t *testing.T) {
	root := moduleRoot(t)
	comments := map[string]bool{}
	eachGoFile(t, root, func(file string) {
		dir := path.Dir(file)
		if slices.Contains([]string{"utils", "util", "common", "helpers", "types", "misc"}, path.Base(dir)) {
			t.Errorf("%s: the folder's name says nothing", file)
		}
		if strings.HasSuffix(file, "_test.go") {
			return
		}
		f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, file), nil, parser.PackageClauseOnly|parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		comments[dir] = comments[dir] || f.Doc != nil
	})
	for dir, has := range comments {
		if !has {
			t.Errorf("%s has no package comment", dir)
		}
	}
}

// moduleRoot is the folder of go.mod.
func moduleRoot(t testing.TB) string {
	t.Helper()
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(root, "go.mod")); err != nil {
		t.Fatal(err)
	}
	return root
}

// eachGoFile visits the module's Go files, by slash-separated path from the root.
func eachGoFile(t *testing.T, root string, visit func(file string)) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && name != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata"):
			return fs.SkipDir
		case strings.HasSuffix(name, ".go"):
			visit(name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
