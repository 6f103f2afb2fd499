package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"stet/cmd/stet/manual"
)

// An example of help is an indented line that begins with a command, up to two
// blanks or a comment.
var (
	exampleLine  = regexp.MustCompile(`(?m)^    ((?:… \| )?stet(?: .*)?)$`)
	continued    = regexp.MustCompile(`\s*\\\n\s*`)
	exampleSays  = regexp.MustCompile(`  +[^ ].*$|\s+#.*$`)
	placeholders = regexp.MustCompile(`…|\b[A-Z]{3,}\b|https?://|\[|\|| \|`)
)

// needsTerminal are the commands that open the screen or the network: of their
// examples only the flags are checked.
var needsTerminal = map[string]bool{"": true, "demo": true, "review": true, "fetch": true, "add-feed": true, "config": true, "code": true, "mcp": true}

// examples are the lines of a topic that a reader would type. A line that ends in a
// backslash goes on in the next one.
func examples(page string) []string {
	page = continued.ReplaceAllString(page, " ")
	var out []string
	for _, m := range exampleLine.FindAllStringSubmatch(page, -1) {
		out = append(out, strings.TrimSpace(exampleSays.ReplaceAllString(m[1], "")))
	}
	return out
}

// Every example of help does what it shows: those with real names run in a folder
// that has those files; of those with placeholders the command and flags exist.
func TestExamplesOfHelpRun(t *testing.T) {
	root := new(program).root()
	dir := exampleFolder(t)
	for _, name := range manual.Topics() {
		page, _ := manual.Page(root, name)
		for _, line := range examples(page) {
			words := strings.Fields(line)[1:]
			cmd, rest, err := new(program).root().Find(words)
			if err != nil {
				t.Errorf("stet help %s: %s: %v", name, line, err)
				continue
			}
			command := strings.TrimPrefix(strings.TrimPrefix(cmd.CommandPath(), "stet"), " ")
			if placeholders.MatchString(line) || needsTerminal[command] || strings.HasPrefix(command, "feeds add") {
				var flags []string
				for _, w := range rest {
					if strings.HasPrefix(w, "--") {
						flags = append(flags, strings.TrimPrefix(w, "--"))
					}
				}
				for _, f := range flags {
					f, _, _ = strings.Cut(f, "=")
					if f != "" && f != "help" && cmd.Flags().Lookup(f) == nil && cmd.InheritedFlags().Lookup(f) == nil {
						t.Errorf("stet help %s: %s: no flag --%s", name, line, f)
					}
				}
				continue
			}
			run := exec.Command("sh", "-c", line)
			run.Dir, run.Env = dir, exampleEnv(dir)
			if out, err := run.CombinedOutput(); err != nil {
				t.Errorf("stet help %s: %s: %v\n%s", name, line, err, out)
			}
		}
	}
}

// exampleFolder has the files that the examples name.
func exampleFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	talks, err := os.ReadFile(filepath.Join(moduleRoot(t), "testdata", "articles", "libya-talks.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for file, text := range map[string]string{
		"talks.txt":            string(talks),
		"articles/talks.txt":   string(talks),
		"texts.jsonl":          `{"id":"1","text":"“We agreed,” said Angela Merkel."}` + "\n",
		"taken.csv":            "file,annotator,kind,target,quote,who_kind,who\narticles/talks.txt,carol,quote,words,serious talks,name,Sergey Lavrov\n",
		"corpus.jsonl":         `{"title":"Mayor defends tram plan","text":"The plan is sound, the mayor said on Monday."}` + "\n",
		"all.jsonl":            `{"id":1,"text":"The plan is sound.","label":[[4,8,"topic"]]}` + "\n",
		"mine.opml":            `<opml version="2.0"><body><outline text="Gazette" type="rss" xmlUrl="https://gazette.example/feed"/></body></opml>`,
		".home/.newsboat/urls": "https://gazette.example/feed news\n",
		"news/.stet/.keep":     "",
	} {
		path := filepath.Join(dir, filepath.FromSlash(file))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		write(t, path, []byte(text))
	}
	for _, args := range [][]string{
		{"add", "claim", "articles/talks.txt", "--exact", "serious talks", "--by", "Sergey Lavrov"},
		{"add", "quote", "articles/talks.txt", "--annotator", "bob", "--exact", "serious talks", "--by", "Sergey Lavrov"},
		{"import", "--format", "csv", "--article", "articles/talks.txt", "taken.csv"},
	} {
		run := exec.Command("stet", args...)
		run.Dir, run.Env = dir, exampleEnv(dir)
		if out, err := run.CombinedOutput(); err != nil {
			t.Fatalf("stet %s: %v\n%s", strings.Join(args, " "), err, out)
		}
	}
	return dir
}

// exampleEnv is the environment of somebody called alice whose library is news.
func exampleEnv(dir string) []string {
	home := filepath.Join(dir, ".home")
	return append(os.Environ(), "HOME="+home, "USER=alice", "STET_LIBRARY="+filepath.Join(dir, "news"),
		"XDG_CONFIG_HOME="+home, "XDG_DATA_HOME="+filepath.Join(home, "data"), "XDG_STATE_HOME="+filepath.Join(home, "state"),
		"XDG_CACHE_HOME="+filepath.Join(home, "cache"), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_SYSTEM="+os.DevNull)
}
