package manual

import (
	"cmp"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"stet/annotate/store"
	"stet/model/clean"
	"stet/model/source"
)

// A Completer is what a shell asks for what may be next.
type Completer = func(cmd *cobra.Command, args []string, toComplete string) ([]string, cobra.ShellCompDirective)

// Complete makes the shell offer these values for a flag.
func Complete(cmd *cobra.Command, flag string, values ...string) {
	CompleteBy(cmd, flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
}

// CompleteFolder makes it offer folders.
func CompleteFolder(cmd *cobra.Command, flag string) { CompleteBy(cmd, flag, folders) }

func folders(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveFilterDirs
}

// CompleteBy makes it offer what a completer does. The flag must exist.
func CompleteBy(cmd *cobra.Command, flag string, offer Completer) {
	if err := cmd.RegisterFlagCompletionFunc(flag, offer); err != nil {
		panic(err) // there is no such flag
	}
}

// Finish sets for a command and those below it what holds for all: one that takes no
// arguments offers no files, and a line of usage lists no flags.
func Finish(cmd *cobra.Command) {
	cmd.DisableFlagsInUseLine = true
	if cmd.HasParent() && cmd.Args != nil && cmd.Args(cmd, []string{"x"}) != nil && cmd.ValidArgs == nil && cmd.ValidArgsFunction == nil {
		cmd.ValidArgsFunction = cobra.NoFileCompletions
	}
	for _, c := range cmd.Commands() {
		Finish(c)
	}
}

// PlainUsages takes the marks around the names of values out of what flags say,
// which is for a shell: help shows the names.
func PlainUsages(cmd *cobra.Command) {
	plain := func(f *pflag.Flag) { _, f.Usage = pflag.UnquoteUsage(f) }
	cmd.Flags().VisitAll(plain)
	cmd.PersistentFlags().VisitAll(plain)
	for _, c := range cmd.Commands() {
		PlainUsages(c)
	}
}

// CompleteArticles offers articles and folders in the place of a command, once there
// is a letter to go by.
func CompleteArticles(_ *cobra.Command, args []string, toComplete string) ([]string, cobra.ShellCompDirective) {
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

// CompletePages offers what help and the manual have a page about, and what it says.
func CompletePages(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	var out []string
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	for _, c := range cmd.Root().Commands() {
		if !c.Hidden {
			out = append(out, c.Name()+"\t"+c.Short)
		}
	}
	for _, name := range Topics() {
		if commandNamed(cmd.Root(), name) == nil {
			text, _ := topic(name)
			out = append(out, name+"\t"+heading(text))
		}
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}

// mostLooked is how many files are looked at for annotators at most: a shell waits.
const mostLooked = 10_000

// CompleteAnnotators offers whose sidecars lie in the folders named, or in this one.
func CompleteAnnotators(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
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
