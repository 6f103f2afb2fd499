package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"stet/annotate/store"
	"stet/cmd/stet/manual"
)

// commands is the table: one row a command, each in the file of its name, in
// the order of help. To add one, write its file and its row.
var commands = []func(*program) *cobra.Command{
	showCommand,
	detectCommand,
	listCommand,
	addCommand,
	checkCommand,
	anchorCommand,
	diffCommand,
	mergeCommand,
	exportCommand,
	importCommand,
	unpackCommand,
	copiesCommand,
	codeCommand,
	sampleCommand,
	agreeCommand,
	codebookCommand,
	reportCommand,
	reviewCommand,
	fetchCommand,
	feedsCommand,
	learnCommand,
	mcpCommand,
	demoCommand,
	configCommand,
	completionCommand,
	manCommand,
	versionCommand,
}

// A program is one run of stet: its streams, the flags that every command has, and what
// commands share. What one command does is a type of its own, beside its flags.
type program struct {
	console
	annotator string // --annotator
	asked     sync.Once
	tidied    sync.Once
	system    string // who one is to git, or to the system, once that was asked
	config    config
	language  string // --lang
	onScreen  atomic.Bool
}

// run carries out one command line and returns its exit code.
func run(args []string, stdin, stdout *os.File, stderr io.Writer) (code int) {
	defer func() {
		if fault := recover(); fault != nil {
			code = explain(stderr, crashed(store.NewDesk("").State, fault, debug.Stack()))
		}
	}()
	p := &program{console: newConsole(stdin, stdout, stderr)}
	stopLog, err := startDebugLog()
	if err != nil {
		return explain(stderr, err)
	}
	defer stopLog()
	ctx, came, stop := untilSignalled(p.cutShort)
	defer stop()
	root := p.root()
	if len(args) > 0 && args[0] == cobra.ShellCompRequestCmd {
		manual.PlainUsages(root)
	}
	root.SetArgs(args)
	err = root.ExecuteContext(ctx)
	if ferr := p.out.Flush(); err == nil && ferr != nil {
		err = fmt.Errorf("standard output: %w", ferr)
	}
	if sig := came(); sig != nil && errors.Is(err, context.Canceled) {
		err = beforeAllWasDone(sig)
	}
	return explain(stderr, err)
}

// root is the command that bare stet is, with all others under it.
func (p *program) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "stet [FILE[:LINE] | DIR | URL | -]",
		Short: "read news, and keep who said what",
		Long: "stet opens an article, a folder of articles, or the text on standard input.\n" +
			"A file that is called like a command is opened as ./NAME.",
		Args:                  cobra.ArbitraryArgs,
		ValidArgsFunction:     manual.CompleteArticles,
		RunE:                  opening{p}.bare,
		SilenceErrors:         true,
		DisableFlagsInUseLine: true,
		SilenceUsage:          true,
		PersistentPreRunE:     func(cmd *cobra.Command, _ []string) error { return p.readConfig(cmd) },
	}
	root.SetOut(p.out)
	root.SetErr(p.err)
	root.SetFlagErrorFunc(flagFailure)
	root.Version = version()
	root.SetVersionTemplate(versionLine() + "\n")
	root.Flags().Bool("version", false, "say which stet this is")
	screenFlags(root)
	root.PersistentFlags().StringVar(&p.annotator, "annotator", "", annotatorHelp)
	root.PersistentFlags().Var((*languageTag)(&p.language), "lang", "the `LANGUAGE` of the articles, as in de, whatever they say themselves")
	root.PersistentFlags().BoolP("help", "h", false, "show this help")
	for _, row := range commands {
		root.AddCommand(row(p))
	}
	root.SetHelpCommand(helpCommand(p))
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { p.report(p.helpFor(cmd)) })
	root.CompletionOptions.DisableDefaultCmd = true // completion.go says it in our words
	manual.CompleteBy(root, "annotator", manual.CompleteAnnotators)
	manual.Finish(root)
	return root
}

// usageHint shows how a command is used.
func usageHint(cmd *cobra.Command) string {
	return fmt.Sprintf("usage: %s; `%s --help` says more", cmd.UseLine(), cmd.CommandPath())
}

// commandPrefix begins a message about how a command was called; bare stet has none.
func commandPrefix(cmd *cobra.Command) string {
	if !cmd.HasParent() {
		return ""
	}
	return strings.TrimPrefix(cmd.CommandPath(), "stet ") + ": "
}

// flagFailure says what is wrong with a flag.
func flagFailure(cmd *cobra.Command, err error) error {
	text, hint := err.Error(), usageHint(cmd)
	var unknown *pflag.NotExistError
	var bare *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() != "":
		text = fmt.Sprintf("unknown flag: -%s", unknown.GetSpecifiedName())
	case errors.As(err, &unknown):
		var names []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, "--"+f.Name) })
		text = fmt.Sprintf("unknown flag: --%s", unknown.GetSpecifiedName())
		if near := nearest("--"+unknown.GetSpecifiedName(), names); near != "" {
			hint = fmt.Sprintf("did you mean %s? %s", near, hint)
		}
	case errors.As(err, &bare):
		text = fmt.Sprintf("--%s needs a value", bare.GetFlag().Name)
	case errors.As(err, &invalid):
		f := invalid.GetFlag()
		what := map[string]string{"int": "a number", "int64": "a number", "bool": "true or false"}[f.Value.Type()]
		return misused(fmt.Sprintf("it takes %s; %s", cmp.Or(what, "a "+f.Value.Type()), hint), "%s--%s: %q does not fit", commandPrefix(cmd), f.Name, invalid.GetValue())
	}
	return misused(hint, "%s%s", commandPrefix(cmd), text)
}

// arguments accepts between low and high arguments; high < 0 means any number.
func arguments(low, high int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < low:
			return misused(usageHint(cmd), "%ssomething to work on is missing", commandPrefix(cmd))
		case high >= 0 && len(args) > high:
			return misused(usageHint(cmd), "%s%q is one too many", commandPrefix(cmd), args[high])
		}
		return nil
	}
}

// oneOf refuses a value that is not among those a flag or an argument may have.
func oneOf(what, value string, allowed ...string) error {
	for _, a := range allowed {
		if a == value {
			return nil
		}
	}
	hint := fmt.Sprintf("it can be %s", strings.Join(allowed, ", "))
	if value == "" {
		return misused(hint, "%s is needed", what)
	}
	if near := nearest(value, allowed); near != "" {
		hint = fmt.Sprintf("did you mean %s? %s", near, hint)
	}
	return misused(hint, "%s: there is no %q", what, value)
}
