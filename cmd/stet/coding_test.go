package main

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"stet/annotate/store"
	"stet/model/need"
)

// tramBook asks three questions about an article, and for two stances.
const tramBook = `name = "tram"
version = "1"

[project]
blind = true

[[set]]
name = "topic"
applies = "article"
definition = "What is the article mainly about?"
  [[set.code]]
  name = "transport"
  definition = "Getting people from one place to another."
  [[set.code]]
  name = "money"
  definition = "What something costs, and who pays for it."
[[set]]
name = "tone"
applies = "article"
  [[set.code]]
  name = "good"
  [[set.code]]
  name = "bad"
[[set]]
name = "frame"
applies = "article"
many = true
  [[set.code]]
  name = "conflict"
  [[set.code]]
  name = "people"
[[set]]
name = "stance"
applies = "stance"
  [[set.code]]
  name = "FAVOR"
  title = "for"
  key = "f"
  definition = "The holder wants it, or speaks well of it."
  [[set.code]]
  name = "AGAINST"
  title = "against"
  key = "a"
  definition = "The holder does not want it, or speaks ill of it."
`

// tramArticles are twenty short articles: who is for and who against a tram. They share
// their text, as copies of a wire story do, so that agreement has to count places.
func tramArticles(t *testing.T, dir string) {
	t.Helper()
	towns := strings.Fields("Ashby Burford Carlow Denby Elmstead Fenton Garston Hadley Ilford Jarrow Kelso Luton Marlow Newby Oakham Penrith Quorn Ripon Selby Thirsk")
	for i, town := range towns {
		text := fmt.Sprintf("%s votes on the tram\n\nMayor Anna Doe backs the tram. “It will bring people back to the centre,” Doe said on Monday.\n\n"+
			"Ben Roe, who owns a shop in Station Road, opposes the tram. The line is to cost %d million euros.\n", town, 30+i)
		write(t, filepath.Join(dir, fmt.Sprintf("%02d-%s.txt", i+1, strings.ToLower(town))), []byte(text))
	}
}

// A coder is a person at a terminal of their own who codes the articles of a
// shared folder.
type coder struct {
	t            *testing.T // of what the coder is about
	binary, desk string
	name, home   string
	term         *terminal
	keys         int // pressed since the last look, words typed for reasons apart
}

func (c *coder) command(args ...string) *exec.Cmd {
	cmd := exec.Command(c.binary, append(args, "--annotator", c.name)...)
	cmd.Dir, cmd.Env = c.desk, environment(c.home)
	return cmd
}

func (c *coder) open(t *testing.T, path string) {
	t.Helper()
	c.t, c.keys = t, 0
	cmd := c.command(path)
	log := logged(cmd, t.TempDir())
	c.term = startInTerminal(t, cmd)
	c.term.log = log
	c.term.rest()
}

// leave waits for the program to end.
func (c *coder) leave() {
	c.t.Helper()
	if err := c.term.end(time.Minute); err != nil {
		c.t.Fatalf("the program does not end: %v\n%s", err, c.term.lately())
	}
}

// code codes the articles of the folder one after the other, each with keys.
func (c *coder) code(t *testing.T, articles []string) {
	c.open(t, ".")
	c.press("enter ~")
	for i, keys := range articles {
		c.keys = 0
		c.press(keys)
		t.Logf("article %d: %d keys", i+1, c.keys)
		if c.keys > 15 {
			t.Errorf("coding article %d costs %d keys", i+1, c.keys)
		}
	}
	c.press("q q")
	c.leave()
}

// press sends keys; ~ waits for the next article to be analysed.
func (c *coder) press(keys string) {
	c.t.Helper()
	for _, key := range strings.Fields(keys) {
		words, typed := strings.CutPrefix(key, "type:")
		switch {
		case key == "~":
			c.term.rest()
		case typed:
			c.term.press(strings.ReplaceAll(words, "_", " "))
		default:
			c.keys++
			c.term.press(cmp.Or(keyNames[key], key))
		}
	}
}

// run returns what a command prints.
func (c *coder) run(args ...string) string {
	c.t.Helper()
	out, err := c.command(args...).Output()
	if err != nil {
		c.t.Fatalf("stet %s: %v", strings.Join(args, " "), err)
	}
	return string(out)
}

// TestCodingByTwo is a content analysis from the codebook to the table: two
// coders code five of twenty articles, each without seeing the other's work; one
// of them decides where they differ.
func TestCodingByTwo(t *testing.T) {
	if testing.Short() {
		t.Skip("the longest of the jobs: not in a short run")
	}
	if runtime.GOOS == "windows" {
		need.Skip(t, need.Terminal, "needs a pseudo-terminal")
	}
	t.Parallel()
	root := t.TempDir()
	binary, desk := builtStet(t), filepath.Join(root, "desk")
	for _, dir := range []string{desk, filepath.Join(root, "a"), filepath.Join(root, "b")} {
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	write(t, filepath.Join(desk, "codebook.toml"), []byte(tramBook))
	tramArticles(t, desk)
	alice := &coder{t: t, binary: binary, desk: desk, name: "alice", home: filepath.Join(root, "a")}
	bob := &coder{t: t, binary: binary, desk: desk, name: "bob", home: filepath.Join(root, "b")}

	// Both stances are found and kept; then topic, tone, frame, done. In the next
	// article n goes by suggestions, too.
	const first, usual = "] u enter enter A 1 1 1 D ~", "n enter enter A 1 1 1 D ~"
	codes := map[*coder][]string{
		alice: {first, usual, usual, usual, usual},
		bob: {first, "n enter enter A 2 1 1 D ~", usual, "n enter x A 1 1 1 D ~",
			"n enter x s enter type:the_tram enter f A 1 1 1 D ~"}, // the shopkeeper taken for a friend of the tram
	}
	t.Run("coding", func(t *testing.T) {
		for c, articles := range codes {
			t.Run(c.name, func(t *testing.T) {
				t.Parallel()
				c.code(t, articles)
			})
		}
	})

	alice.t = t
	differences := alice.run("agree", "--differences", ".")
	for _, want := range []string{
		`02-burford.txt: topic \| alice: .*topic:transport.* \| bob: .*topic:money`,
		`04-denby.txt:5: stance \| alice: AGAINST .* \| bob: —`,
		`05-elmstead.txt:5: stance \| alice: AGAINST .* \| bob: FAVOR`,
	} {
		if !regexp.MustCompile(want).MatchString(differences) {
			t.Errorf("the coders' differences are\n%s\nwant %s", differences, want)
		}
	}
	if n := strings.Count(differences, "\n"); n != 3 {
		t.Errorf("%d differences, want 3:\n%s", n, differences)
	}

	// Alice decides, and takes over what both say alike.
	t.Run("adjudication", func(t *testing.T) {
		for article, keys := range map[string]string{
			"01-ashby.txt": "] d a q", "02-burford.txt": "] d 2 type:it_is_about_the_price enter ] d a q",
			"03-carlow.txt": "] d a q", "04-denby.txt": "] d 1 type:opposes_says_it enter ] d a q",
			"05-elmstead.txt": "] d 1 enter ] d a q",
		} {
			t.Run(article, func(t *testing.T) {
				t.Parallel()
				judge := *alice
				judge.open(t, article)
				judge.press(keys)
				judge.leave()
				t.Logf("%d keys", judge.keys)
			})
		}
	})
	judgeTables(t, alice)
}

// judgeTables holds the figures and the tables of the study to what was coded.
func judgeTables(t *testing.T, c *coder) {
	t.Helper()
	for want, got := range map[string]string{
		`article +topic +α +0\.0`:            c.run("agree", "--places", "."), // 4 of 5 alike, all but one the same code
		`article +tone +α +—`:                c.run("agree", "--places", "."), // everybody gave every article the same
		`topic \| alice.*\| @gold: .*:money`: c.run("agree", "--places", "--differences", "."),
		`5 articles were annotated by 2 coders, 5 of them by two or more.*“tram”, version 1`: c.run("report", "--methods", "."),
	} {
		if !regexp.MustCompile(want).MatchString(got) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
	gold := *c
	gold.t, gold.name = t, store.Gold
	long := gold.table("csv")
	if n := len(long) - 1; n != 16 { // two stances and one note each, and the note on what was decided
		t.Errorf("%d rows of annotations, want 16: %v", n, long)
	}
	var wide []string
	for _, row := range gold.table("csv-wide") {
		wide = append(wide, row[0]+" "+strings.Join(row[len(row)-3:], " "))
	}
	if want := []string{"file frame tone topic", "01-ashby.txt conflict good transport", "02-burford.txt conflict good money",
		"03-carlow.txt conflict good transport", "04-denby.txt conflict good transport", "05-elmstead.txt conflict good transport",
	}; !slices.Equal(wide, want) {
		t.Errorf("the table of articles is\n%s\nwant\n%s", strings.Join(wide, "\n"), strings.Join(want, "\n"))
	}
}

// table exports what the folder holds as a table.
func (c *coder) table(format string) [][]string {
	c.t.Helper()
	rows, err := csv.NewReader(strings.NewReader(c.run("export", "--format", format, "."))).ReadAll()
	if err != nil {
		c.t.Fatalf("%s: %v", format, err)
	}
	return rows
}
