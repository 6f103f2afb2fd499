package main

import (
	"cmp"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"stet/annotate/codebook"
	"stet/annotate/kind"
	"stet/annotate/store"
	"stet/model/clean"
	"stet/model/source"
)

// A completer is what a shell asks for what may stand next.
type completer = func(cmd *cobra.Command, args []string, toComplete string) ([]string, cobra.ShellCompDirective)

// complete makes the shell offer these values for a flag.
func complete(cmd *cobra.Command, flag string, values ...string) {
	completeBy(cmd, flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
}

// completeFolder makes it offer folders.
func completeFolder(cmd *cobra.Command, flag string) { completeBy(cmd, flag, folders) }

func folders(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveFilterDirs
}

func completeBy(cmd *cobra.Command, flag string, offer completer) {
	if err := cmd.RegisterFlagCompletionFunc(flag, offer); err != nil {
		panic(err) // there is no such flag
	}
}

// finish sets for a command and those below it what holds for all: one that takes no
// arguments offers no files, and a line of usage lists no flags.
func finish(cmd *cobra.Command) {
	cmd.DisableFlagsInUseLine = true
	if cmd.HasParent() && cmd.Args != nil && cmd.Args(cmd, []string{"x"}) != nil && cmd.ValidArgs == nil && cmd.ValidArgsFunction == nil {
		cmd.ValidArgsFunction = cobra.NoFileCompletions
	}
	for _, c := range cmd.Commands() {
		finish(c)
	}
}

// plainUsages takes the marks around the names of values out of what flags say,
// which is for a shell: help shows the names.
func plainUsages(cmd *cobra.Command) {
	plain := func(f *pflag.Flag) { _, f.Usage = pflag.UnquoteUsage(f) }
	cmd.Flags().VisitAll(plain)
	cmd.PersistentFlags().VisitAll(plain)
	for _, c := range cmd.Commands() {
		plainUsages(c)
	}
}

// articlesToOpen offers articles and folders in the place of a command, once there
// is a letter to go by.
func articlesToOpen(_ *cobra.Command, args []string, toComplete string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 || toComplete == "" {
		return nil, cobra.ShellCompDirectiveDefault
	}
	dir, begins := filepath.Split(toComplete)
	entries, err := os.ReadDir(cmp.Or(dir, "."))
	if err != nil {
		return nil, cobra.ShellCompDirectiveDefault
	}
	var out []string
	for _, e := range entries {
		name := e.Name()
		if !strings.HasPrefix(name, begins) || !clean.Safe(name) || strings.HasPrefix(name, ".") && begins == "" {
			continue
		}
		switch {
		case e.IsDir():
			out = append(out, dir+name+string(filepath.Separator))
		case source.Known(name):
			out = append(out, dir+name)
		}
	}
	directive := cobra.ShellCompDirectiveDefault
	if len(out) == 1 && strings.HasSuffix(out[0], string(filepath.Separator)) {
		directive = cobra.ShellCompDirectiveNoSpace
	}
	return out, directive
}

// pages offers what help and the manual have a page about, and what it says.
func pages(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	var out []string
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	for _, c := range cmd.Root().Commands() {
		if !c.Hidden {
			out = append(out, c.Name()+"\t"+c.Short)
		}
	}
	for _, name := range topics() {
		if commandNamed(cmd.Root(), name) == nil {
			text, _ := topic(name)
			out = append(out, name+"\t"+heading(text))
		}
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}

// mostLooked is how many files are looked at for annotators at most: a shell waits.
const mostLooked = 10_000

// annotators offers whose sidecars lie in the folders named, or in this one.
func annotators(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	dirs := []string{"."}
	for _, arg := range args {
		if info, err := os.Stat(arg); err == nil {
			if !info.IsDir() {
				arg = filepath.Dir(arg)
			}
			dirs = append(dirs, arg)
		}
	}
	if len(dirs) > 1 {
		dirs = dirs[1:]
	}
	var out []string
	looked := 0
	for _, dir := range dirs {
		filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
			if looked++; looked > mostLooked {
				return fs.SkipAll
			}
			if name, ok := store.AnnotatorOf(path); ok && err == nil && clean.Safe(name) {
				out = append(out, name)
			}
			return nil
		})
	}
	slices.Sort(out)
	return slices.Compact(out), cobra.ShellCompDirectiveNoFileComp
}

// labels offers the codes of the kind that is being added, from the codebook that
// holds for the article.
func labels(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) == 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	dir := "."
	if len(args) > 1 {
		dir = filepath.Dir(args[1])
	}
	book, err := readCodebook(dir)
	if err != nil || book == nil {
		book = codebook.Default()
	}
	var out []string
	for _, set := range book.For(args[0], "") {
		for _, c := range set.Codes {
			out = append(out, clean.Line(c.Name)+"\t"+clean.Line(cmp.Or(c.Title, kind.Word(c.Name))))
		}
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}
