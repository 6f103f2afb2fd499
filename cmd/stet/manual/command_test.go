package manual

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"stet/annotate/format"
	"stet/model/intake"
	"stet/model/lang"
	"stet/model/need"
	"stet/model/source"
)

// little is a program of a few commands, one of which is hidden.
func little() *cobra.Command {
	run := func(*cobra.Command, []string) {}
	root := &cobra.Command{Use: "stet [FILE | DIR]", Short: "read news, and keep who said what", Long: "stet opens an article.\nOr a folder.", Run: run}
	root.Flags().Bool("version", false, "say which stet this is")
	root.PersistentFlags().String("annotator", "", "the `NAME` of who annotates")
	root.PersistentFlags().String("lang", "", "the `LANGUAGE` of the articles")
	root.PersistentFlags().BoolP("help", "h", false, "show this help")
	show := &cobra.Command{Use: "show FILE…", Short: "print an article", Args: cobra.MinimumNArgs(1), Run: run, Example: "  stet show a.txt"}
	show.Flags().String("format", "text", "as `FORMAT`: text, md")
	show.Flags().IntP("width", "w", 72, "how many `COLUMNS` it may have")
	fetch := &cobra.Command{Use: "fetch", Short: "bring what is new", Long: "Feeds are asked.", Args: cobra.NoArgs, Run: run}
	fetch.Flags().StringSlice("into", nil, "the `DIR` for it")
	hidden := &cobra.Command{Use: "secret", Short: "a thing", Hidden: true, Args: cobra.NoArgs, Run: run}
	root.AddCommand(show, fetch, hidden)
	Complete(show, "format", "text", "md")
	CompleteFolder(fetch, "into")
	CompleteBy(show, "width", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) { return []string{"72"}, 0 })
	Finish(root)
	return root
}

// TestPagesOfAProgram holds the help, the man pages and the tables of a small program.
func TestPagesOfAProgram(t *testing.T) {
	root := little()
	var b strings.Builder
	say := func(what, text string) { fmt.Fprintf(&b, "==== %s\n%s\n", what, text) }
	say("overview", withoutTopics(Overview(root)))
	for _, c := range root.Commands() {
		say("usage of "+c.Name(), withoutTopics(usage(c)))
	}
	say("names", strings.Join(CommandNames(root), " "))
	for _, name := range []string{"show", "start", "none", "secret", ""} {
		page, ok := Page(root, name)
		first, _, _ := strings.Cut(page, "\n")
		say(fmt.Sprintf("page %s: %v", name, ok), first)
	}
	topics := 0
	for _, m := range ManPages(root) {
		if m.Name == "stet-secret" {
			continue
		}
		if m.Section == 1 {
			say(m.File(), withoutTopics(m.Roff("1.2-x", time.Date(2026, 3, 18, 23, 30, 0, 0, time.FixedZone("", -7200)))))
			continue
		}
		topics++
		if page := m.Roff("1.2", time.Time{}); !strings.HasPrefix(page, fmt.Sprintf(".TH %s 7 \"\" \"stet 1.2\" \"stet\"\n.SH NAME\n", strings.ToUpper(strings.ReplaceAll(m.Name, "-", "\\-")))) || !strings.Contains(page, ".SH \"SEE ALSO\"") || strings.Index(page, ".SH") == strings.LastIndex(page, ".SH") {
			t.Errorf("%s begins with\n%s", m.File(), page[:min(len(page), 300)])
		}
	}
	if want := len(slices.DeleteFunc(Topics(), func(name string) bool { return commandNamed(root, name) != nil })); topics != want {
		t.Errorf("%d pages of topics, want %d", topics, want)
	}
	for _, shell := range Shells() {
		var out strings.Builder
		err := WriteCompletion(&out, root, shell)
		say(fmt.Sprintf("completion of %s: %v, more than nothing %v", shell, err, out.Len() > 1000), "")
	}
	if err := WriteCompletion(new(strings.Builder), root, "odd"); err == nil {
		t.Error("an odd shell is completed")
	}
	PlainUsages(root)
	for _, c := range append(root.Commands(), root) {
		say("plain usage of "+c.Name(), c.LocalFlags().FlagUsages())
	}
	need.Golden(t, filepath.Join("testdata", "pages.txt"), b.String(), 0)
}

// aboutTopics are the parts of a page that the topics are written into: they change with
// these.
var aboutTopics = regexp.MustCompile(`(?ms)^(## Topics|\.SH "TOPICS"|\.SH "DESCRIPTION"|\.SH "ENVIRONMENT"|\.SH "EXIT STATUS")$.*?(^## |^\.SH |\z)`)

func withoutTopics(page string) string {
	for {
		short := aboutTopics.ReplaceAllString(page, "…\n$2")
		if short == page {
			return page
		}
		page = short
	}
}

// The tables of what is found and of what is opened name each language and format once.
func TestGroupsNameEachOnce(t *testing.T) {
	languages := languageGroupTable(nil)
	named := 0
	for _, l := range lang.Embedded().All() {
		finds := 0
		for _, f := range lang.Findings {
			if l.Finds(f) {
				finds++
			}
		}
		n := 0
		for row := range strings.Lines(languages) {
			cells := strings.Split(row, "|")
			if len(cells) == 4 && slices.Contains(strings.Split(strings.TrimSpace(cells[2]), ", "), l.Name) {
				n++
				if found := strings.Split(strings.TrimSpace(cells[1]), ", "); len(found) != finds+1 || found[0] != "quotes" {
					t.Errorf("%s has %d findings in the table, %d in its own: %s", l.Name, len(found)-1, finds, row)
				}
			}
		}
		if want := min(1, finds); n != want {
			t.Errorf("%s is in %d rows, want %d", l.Name, n, want)
		}
		named += 1 - min(1, finds)
	}
	if !strings.HasSuffix(languages, fmt.Sprintf("| quotes | %d others, and unknown ones |\n", named)) {
		t.Errorf("the last row:\n%s", languages)
	}
	formats := formatGroupTable(nil)
	for _, f := range format.Formats {
		if strings.Count(formats, f.Title) == 0 {
			t.Errorf("%s is not in\n%s", f.Title, formats)
		}
	}
	for _, f := range source.Formats {
		if !strings.Contains(formats, f.Name) {
			t.Errorf("%s is not in\n%s", f.Name, formats)
		}
	}
	for _, f := range intake.Formats {
		if name, _, _ := strings.Cut(f.Doc, ":"); strings.Count(formats, name) == 0 {
			t.Errorf("%s is not in\n%s", name, formats)
		}
	}
	if list := compareList(nil); strings.Count(list, "\n## ")+1 != len(neighbours) || strings.HasPrefix(list, "\n") {
		t.Errorf("%d neighbours, the list:\n%s", len(neighbours), list)
	}
}

// What a shell offers: articles by how their names begin, pages, annotators.
func TestWhatAShellOffers(t *testing.T) {
	golden, err := filepath.Abs(filepath.Join("testdata", "offers.txt"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	t.Chdir(dir)
	for _, name := range []string{"a.txt", "ab.md", "b.txt", ".hidden.txt", "a.txt.alice.anno.json", "picture.png", "news/c.txt", "news/c.txt.bob.anno.json", "news/d.txt.@owl.anno.json", "old/deep/x.md", "odd\x1b.txt", "only/one/y.txt"} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	root := little()
	var b strings.Builder
	say := func(what string, offers []string, d cobra.ShellCompDirective) {
		fmt.Fprintf(&b, "%s\t%d\t%s\n", what, d, strings.ReplaceAll(strings.Join(offers, " | "), "\t", ": "))
	}
	for _, begins := range []string{"", "a", "ab", "n", "news/", "news/c", "o", "only", "only/", "old/deep/", ".", ".h", "none", "none/x", "pic", "odd", "./a"} {
		offers, d := CompleteArticles(root, nil, begins)
		say("article "+begins, offers, d)
	}
	offers, d := CompleteArticles(root, []string{"a.txt"}, "a")
	say("a second article", offers, d)
	if offers, d = CompletePages(root, nil, ""); d != cobra.ShellCompDirectiveNoFileComp {
		t.Errorf("files are offered beside pages: %d", d)
	}
	if want := 2 + len(Topics()); len(offers) < 3 || !strings.HasPrefix(offers[0], "fetch\tbring what is new") || slices.ContainsFunc(offers, func(o string) bool { return strings.HasPrefix(o, "secret") }) || len(offers) > want || !slices.ContainsFunc(offers, func(o string) bool { return strings.HasPrefix(o, "start\t") && len(o) > 9 }) {
		t.Errorf("%d pages of at most %d, the first is %q", len(offers), want, offers[0])
	}
	offers, d = CompletePages(root, []string{"show"}, "")
	say("a second page", offers, d)
	for _, args := range [][]string{nil, {"a.txt"}, {"news"}, {"news/c.txt"}, {"none"}, {"old", "news"}, {"old"}} {
		offers, d = CompleteAnnotators(root, args, "")
		say("annotator of "+strings.Join(args, " "), offers, d)
	}
	for _, c := range append(root.Commands(), root) {
		if c.ValidArgsFunction != nil {
			offers, d = c.ValidArgsFunction(c, nil, "")
			say("arguments of "+c.Name(), offers, d)
		} else {
			say("arguments of "+c.Name()+" are files", nil, 0)
		}
		fmt.Fprintf(&b, "%s\t%v\n", c.UseLine(), c.DisableFlagsInUseLine)
	}
	for flag, c := range map[string]string{"format": "show", "into": "fetch"} {
		offer, ok := commandNamed(root, c).GetFlagCompletionFunc(flag)
		if !ok {
			t.Fatalf("nothing is offered for --%s", flag)
		}
		if offers, d := offer(root, nil, ""); flag == "format" && (strings.Join(offers, " ") != "text md" || d != cobra.ShellCompDirectiveNoFileComp) || flag == "into" && (offers != nil || d != cobra.ShellCompDirectiveFilterDirs) {
			t.Errorf("--%s: %v, %d", flag, offers, d)
		}
	}
	func() {
		defer func() {
			if recover() == nil {
				t.Error("a flag that is not there is completed")
			}
		}()
		Complete(root, "none", "x")
	}()
	need.Golden(t, golden, b.String(), 0)
}
