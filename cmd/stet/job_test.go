package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"stet/annotate/kind"
	"stet/model/mention"
	"stet/model/need"
	"stet/model/source"
)

// background is how long the program draws nothing once what goes on in the
// background is done.
const background = 700 * time.Millisecond

// TestTheJob runs the whole job on an article, key by key, in the built binary
// in a pseudo-terminal, and looks at what lies on the disk afterwards.
func TestTheJob(t *testing.T) {
	if runtime.GOOS == "windows" {
		need.Skip(t, need.Terminal, "needs a pseudo-terminal")
	}
	t.Parallel()
	binary := builtStet(t)
	for _, job := range []struct {
		name, article string
		most          int // keys that the whole job may cost
	}{
		{"libya", "../shared/articles/libya-ceasefire.txt", 80}, // the user's own
		{"libya-talks", "testdata/articles/libya-talks.txt", 85},
	} {
		t.Run(job.name, func(t *testing.T) {
			t.Parallel()
			runJob(t, binary, job.name, job.article, job.most)
		})
	}
}

func runJob(t *testing.T, binary, name, article string, most int) {
	root := moduleRoot(t)
	text, err := os.ReadFile(filepath.Join(root, article))
	if errors.Is(err, fs.ErrNotExist) {
		need.Skip(t, need.Shared, fmt.Sprintf("%s is not here; the twin of ours in testdata/articles does the same", article))
	}
	if err != nil {
		t.Fatal(err)
	}
	script, err := os.ReadFile(filepath.Join(root, "testdata/job", name+".keys"))
	if err != nil {
		t.Fatal(err)
	}
	j := &keyScript{t: t, binary: binary, dir: t.TempDir(), article: filepath.Base(article), ready: "6 quotes"}
	j.args = []string{j.article}
	// Three articles: the one that is worked on, and two that are beside it.
	write(t, filepath.Join(j.dir, filepath.Base(article)), text)
	for _, other := range []string{"paris-agreement.md", "moon-landing.txt"} {
		data, err := demoFiles.ReadFile("demo/" + other)
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(j.dir, other), data)
	}

	j.open()
	j.run(string(script), most)
	j.judge()
	compareGolden(t, filepath.Join(root, "testdata/job", name+".jsonl"), j.list())
}

// A keyScript is a job, key by key, on its way:
//
//	# STEP            what the next keys are for
//	$ COMMAND         a command for the shell, in the folder; what it prints is kept
//	open ARGUMENTS    starts the program on the screen
//	reopen            starts it again, once q has ended it
//	tab enter f h a   keys, by name or as they are
//	type:some_words   words that are typed, which are not counted; _ is a blank
//	~                 waits for what goes on in the background
type keyScript struct {
	t       *testing.T
	binary  string
	dir     string
	article string
	site    string   // the address that commands know as $SITE
	args    []string // of the program
	ready   string   // what it draws once it is ready; "" where it is when it draws no more
	term    *terminal
	printed bytes.Buffer // the commands with what they printed
	step    string       // the last comment
	steps   []step
}

// run plays a script to its end, holds it to what it may cost, and gives an account.
func (j *keyScript) run(script string, most int) {
	j.t.Helper()
	for n, line := range strings.Split(script, "\n") {
		j.line(n+1, strings.TrimSpace(line))
	}
	if j.term != nil {
		j.t.Error("the script does not end the program")
	}
	j.t.Logf("keys a step:\n%s%4d  in all", j.account(), j.sum())
	if j.sum() > most {
		j.t.Errorf("the job costs %d keys, more than %d", j.sum(), most)
	}
}

type step struct {
	name string
	keys int
}

// keyNames are the keys that are no letter.
var keyNames = map[string]string{
	"space": " ", "enter": "\r", "tab": "\t", "shift+tab": "\x1b[Z", "esc": "\x1b",
	"backspace": "\x7f", "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D",
	"ctrl+d": "\x04", "ctrl+o": "\x0f", "ctrl+r": "\x12", "ctrl+u": "\x15",
}

func (j *keyScript) line(n int, line string) {
	j.t.Helper()
	if step, ok := strings.CutPrefix(line, "#"); ok {
		j.step = strings.TrimSpace(step)
		return
	}
	if command, ok := strings.CutPrefix(line, "$ "); ok {
		j.shell(n, command)
		return
	}
	if args, ok := strings.CutPrefix(line, "open "); ok {
		j.args = strings.Fields(args)
		j.open()
		return
	}
	if line == "" {
		return
	}
	j.steps = append(j.steps, step{name: j.step})
	for _, key := range strings.Fields(line) {
		j.key(n, key)
	}
	_, limit, _ := strings.Cut(j.step, ": at most ")
	if most, err := strconv.Atoi(strings.TrimSuffix(limit, " keys")); err == nil && j.steps[len(j.steps)-1].keys > most {
		j.t.Errorf("line %d: %s, and it takes %d", n, j.step, j.steps[len(j.steps)-1].keys)
	}
}

func (j *keyScript) key(n int, key string) {
	j.t.Helper()
	if key == "reopen" {
		j.open()
		return
	}
	if j.term == nil {
		j.t.Fatalf("line %d: the program has ended", n)
	}
	words, typed := strings.CutPrefix(key, "type:")
	code, named := keyNames[key]
	switch {
	case key == "~":
		j.term.rest()
	case typed:
		j.term.press(strings.ReplaceAll(words, "_", " "))
	case named, len([]rune(key)) == 1:
		j.steps[len(j.steps)-1].keys++
		j.press(n, cmp.Or(code, key))
	default:
		j.t.Fatalf("line %d: there is no key %q", n, key)
	}
}

func (j *keyScript) open() {
	j.t.Helper()
	cmd := exec.Command(j.binary, j.args...)
	cmd.Dir, cmd.Env = j.dir, environment(j.dir)
	log := logged(cmd, j.t.TempDir())
	j.term = startInTerminal(j.t, cmd)
	j.term.log = log
	j.term.rest()
	if j.ready != "" {
		j.term.see(j.ready)
	}
}

// shell runs a command that must succeed, and keeps what it prints.
func (j *keyScript) shell(n int, command string) {
	j.t.Helper()
	cmd := exec.Command("sh", "-c", command)
	cmd.Dir = j.dir
	cmd.Env = append(environment(j.dir), "SITE="+j.site, "PATH="+filepath.Dir(j.binary)+string(os.PathListSeparator)+os.Getenv("PATH"))
	out, err := cmd.CombinedOutput()
	if err != nil {
		j.t.Fatalf("line %d: %s: %v\n%s", n, command, err, out)
	}
	fmt.Fprintf(&j.printed, "$ %s\n%s", command, strings.ReplaceAll(string(out), j.site, "$SITE"))
}

func (j *keyScript) press(n int, keys string) {
	j.t.Helper()
	j.term.press(keys)
	if keys != "q" {
		return
	}
	// q leaves a pane, and with the last one the program.
	if err := j.term.end(10 * time.Millisecond); err == nil {
		j.term = nil
	} else if err != errRunning {
		j.t.Fatalf("line %d: after q: %v\n%s", n, err, j.term.lately())
	}
}

func (j *keyScript) account() string {
	var b strings.Builder
	for _, s := range j.steps {
		fmt.Fprintf(&b, "%4d  %s\n", s.keys, s.name)
	}
	return b.String()
}

func (j *keyScript) sum() (n int) {
	for _, s := range j.steps {
		n += s.keys
	}
	return n
}

// list returns what stet list prints of the article.
func (j *keyScript) list() []byte {
	j.t.Helper()
	cmd := exec.Command(j.binary, "list", "--format", "jsonl", j.article)
	cmd.Dir, cmd.Env = j.dir, environment(j.dir)
	out, err := cmd.Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			err = fmt.Errorf("%w\n%s", err, exit.Stderr)
		}
		j.t.Fatalf("stet list: %v", err)
	}
	return out
}

// judge holds the result to INTERACTION §8, whatever the golden file says.
func (j *keyScript) judge() {
	count := map[string]int{}
	for line := range bytes.Lines(j.list()) {
		var a listed
		if err := json.Unmarshal(line, &a); err != nil {
			j.t.Fatalf("stet list: %v\n%s", err, line)
		}
		count[a.Kind]++
		count[a.Kind+" by "+a.By]++
		count[a.Kind+" by "+a.By+" "+a.Label]++
		if a.By == "" || a.By == "nobody named" {
			count[a.Kind+" by nobody"]++
		}
		if a.Kind == "quote" && strings.HasSuffix(a.Exact, "the LNA") {
			count["quote that ends at LNA"]++
		}
	}
	count["mention of the Kremlin as an organisation"] = j.mentions("Kremlin", mention.Org)
	for what, want := range map[string]int{
		"quote": 6, "quote by Sergey Lavrov": 3, "quote by Khalifa Haftar": 1, "quote by Angela Merkel": 1,
		"quote by Mevlut Cavusoglu": 1, "quote that ends at LNA": 1,
		"claim": 4, "claim by nobody": 0, "stance": 7, "stance by nobody": 0, "note": 1,
		"stance by Turkey FAVOR": 1, "stance by Russia FAVOR": 1, "stance by Egypt FAVOR": 1, "stance by Jordan FAVOR": 1,
		"stance by United Arab Emirates FAVOR": 1, "stance by Angela Merkel FAVOR": 1, "stance by Khalifa Haftar AGAINST": 1,
		"mention of the Kremlin as an organisation": 2,
	} {
		if count[what] != want {
			j.t.Errorf("%d × %s, want %d", count[what], what, want)
		}
	}
}

// mentions counts the mentions of a name as what it was said to be, as the
// program shows them when the article is opened again.
func (j *keyScript) mentions(name string, as mention.Type) (n int) {
	j.t.Helper()
	a, err := source.Open(filepath.Join(j.dir, j.article))
	if err != nil {
		j.t.Fatal(err)
	}
	desk := testDesk(j.t)
	file, err := desk.Open(a)
	if err != nil {
		j.t.Fatal(err)
	}
	for _, e := range mention.Find(a, all(a), kind.Rules(file.Set.All())).Entities {
		if e.Name == name && e.Type == as {
			n += len(e.Mentions)
		}
	}
	return n
}

// builtStet is where the binary lies: see TestMain.
func builtStet(t *testing.T) string {
	t.Helper()
	path, err := exec.LookPath("stet")
	if err != nil {
		t.Fatal(err)
	}
	return path
}
