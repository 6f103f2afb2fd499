package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"stet/annotate/store"
	"stet/cmd/stet/manual"
	"stet/model/fetch"
	"stet/model/library"
	"stet/model/pattern"
	"stet/model/places"
	"stet/ui"
)

// A target is what is to be opened: a file, perhaps at a line, a folder, the
// text on standard input ("-"), a page of the web, or nothing in particular ("").
type target struct {
	path   string
	line   int  // of the file, from 1; 0 for where the reader stopped
	guided bool // it is the demo, with its guide
}

// An opening shows something on the screen.
type opening struct{ *program }

// bare is stet without a command: it opens what is named on the screen, or prints it where
// there is no screen.
func (o opening) bare(cmd *cobra.Command, args []string) error {
	switch {
	case len(args) > 0 && args[0] == "":
		return misused("check what the quotation marks hold; `stet help start` shows what can be opened", "the name is empty")
	case len(args) > 1:
		if near := nearest(args[0], manual.CommandNames(cmd)); near != "" && !exists(args[0]) {
			return misused(fmt.Sprintf("did you mean stet %s?", near), "there is no command %q", args[0])
		}
		return misused("several articles are opened as their folder", "%q is one too many", args[1])
	}
	name := ""
	if len(args) == 1 {
		name = args[0]
	} else if !term.IsTerminal(o.stdin.Fd()) {
		name = "-"
	}
	t, err := o.locate(cmd.Root(), name)
	if err != nil {
		return err
	}
	if t.path == "" && !o.toTerminal() {
		return o.helpFor(cmd.Root())
	}
	if !o.toTerminal() {
		if info, err := os.Stat(t.path); err == nil && info.IsDir() {
			return misused("stet show FILE prints an article, stet list DIR the annotations", "%s: is a folder, and standard output is no terminal", t.path)
		}
		return showing{program: o.program, format: "text"}.show(cmd.Context(), t.path)
	}
	return o.show(cmd.Context(), t)
}

var atLine = pattern.Late(`^(.+):(\d+)$`)

// locate finds what a name on the command line means.
func (o opening) locate(root *cobra.Command, name string) (target, error) {
	switch {
	case name == "":
		return target{path: cmp.Or(o.homeLibrary(), ownArticles())}, nil
	case name == "-":
		return target{path: name}, nil
	case isAddress(name):
		return target{path: name}, nil
	}
	_, err := os.Stat(name)
	if err == nil {
		return target{path: name}, nil
	}
	// A file of that very name comes before a line of another one.
	if m := atLine().FindStringSubmatch(name); m != nil {
		if _, ferr := os.Stat(m[1]); ferr == nil {
			line, nerr := strconv.Atoi(m[2])
			if nerr != nil {
				return target{}, misused("", "%s: there is no such line", name)
			}
			return target{path: m[1], line: line}, nil
		}
	}
	if errors.Is(err, fs.ErrNotExist) {
		return target{}, &failure{code: problems, text: name + ": no such file or directory", hint: nameHint(root, name), err: err}
	}
	return target{}, err
}

// nameHint says what a name that is no file may have meant.
func nameHint(root *cobra.Command, name string) string {
	if near := nearest(name, manual.CommandNames(root)); near != "" {
		return fmt.Sprintf("if you mean the command: stet %s", near)
	}
	dir := filepath.Dir(name)
	files, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Sprintf("there is no folder %s either", dir)
	}
	var names []string
	for _, f := range files {
		names = append(names, f.Name())
	}
	if near := nearest(filepath.Base(name), names); near != "" {
		return fmt.Sprintf("did you mean %s?", filepath.Join(dir, near))
	}
	return "check the name; `stet help start` shows what can be opened"
}

// homeLibrary is the library that the current folder is in, else the configured
// one, else "".
func (p *program) homeLibrary() string {
	if dir, err := os.Getwd(); err == nil {
		if root, ok := library.Root(dir); ok {
			return root
		}
	}
	return places.Expand(p.config.Library)
}

// ownArticles is the folder in which texts from programs and pages were kept while
// no library was configured, "" if none was.
func ownArticles() string {
	dir := ui.ShelfDir(store.NewDesk("").Data)
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return ""
	}
	return dir
}

// show runs the program on the screen. Standard input may be the article;
// the keys come from the terminal all the same.
func (o opening) show(ctx context.Context, t target) error {
	if err := canShow(os.Getenv("TERM")); err != nil {
		return err
	}
	with := o.options(ctx)
	with.Path, with.Line, with.Guided = t.path, t.line, t.guided
	if t.path == "-" || isAddress(t.path) {
		a, err := o.articleAt(ctx, t.path)
		if err != nil {
			return err
		}
		with.Article, with.Path = a, ""
	}
	return o.run(ctx, with)
}

// canShow refuses a terminal that has no screen to draw on.
func canShow(term string) error {
	if runtime.GOOS == "windows" || term != "" && term != "dumb" {
		return nil
	}
	return failed("stet show FILE prints an article, stet list DIR the annotations", "this terminal has no screen (TERM is %q)", term)
}

// options are what the screen is started with, whatever it shows.
func (o opening) options(ctx context.Context) ui.Options {
	return ui.Options{
		Desk: o.desk(ctx),
		Face: ui.Face{
			Theme:    places.Expand(o.config.Theme),
			Dark:     o.config.dark(),
			ASCII:    o.config.ASCII,
			Reorders: o.config.terminalReorders(os.Getenv),
			Mouse:    o.config.Mouse,
			Keys:     o.config.Keys,
			Measure:  o.config.Measure,
			Layers:   o.config.Layers,
			Sort:     o.config.Sort,
			Filter:   o.config.Filter,
		},
		Claims:  o.config.Claims,
		Learn:   o.config.Learn,
		Formats: reviewFormats(),
		Write:   rowWriter(o).write,
		Library: places.Expand(o.config.Library),
		Demo:    unpackDemo,
		Client:  func(dir string) (*fetch.Client, error) { return usualFetching(o.program).client(dir) },
	}
}
