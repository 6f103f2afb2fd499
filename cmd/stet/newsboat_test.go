package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"stet/cmd/stet/manual"
	"stet/model/need"
)

// ignition is a feed of one article, with a link in it, as newsboat numbers them.
const ignition = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Science desk</title><link>https://desk.example/</link><item>
<title>More energy out than in</title><link>https://desk.example/ignition</link><author>desk@desk.example (Jane Doe)</author>
<pubDate>Tue, 13 Dec 2022 18:00:00 GMT</pubDate><description><![CDATA[<p>The lasers <a href="https://lab.example/">at Livermore</a>
have set free more energy than they put in, for the first time. “This is what it looks like for America to lead,” said Jennifer
Granholm, the secretary of energy, in Washington on Tuesday.</p>]]></description></item></channel></rss>
`

// What stet help newsboat says is done with newsboat itself: a macro pipes the
// article that is open, something is kept of it, and q leads back.
func TestNewsboatPipesItsArticles(t *testing.T) {
	if runtime.GOOS == "windows" {
		need.Skip(t, need.Terminal, "needs a pseudo-terminal")
	}
	newsboat := need.Program(t, "newsboat")
	t.Parallel()
	dir, binary := t.TempDir(), builtStet(t)
	for name, text := range map[string]string{
		"feed.xml": ignition, "urls": "file://" + filepath.Join(dir, "feed.xml") + "\n", "config": newsboatMacro(t) + "\n",
	} {
		write(t, filepath.Join(dir, name), []byte(text))
	}
	cmd := exec.Command(newsboat, "-r", "-u", "urls", "-C", "config", "-c", "cache.db")
	cmd.Dir = dir
	cmd.Env = append(environment(dir), "LC_ALL=C.UTF-8", "PATH="+filepath.Dir(binary)+string(os.PathListSeparator)+os.Getenv("PATH"))
	term := startInTerminal(t, cmd)
	term.see("Science desk")
	term.press("\r")
	term.see("Articles in feed")
	term.press("\r")
	term.see("https://desk.example/ignition")
	term.press(",")
	term.press("s")
	term.see("1 quote found")
	term.press("\t")
	term.press("\r")
	term.see("kept as ")
	term.press("q")
	term.quiet(background)
	term.press(",") // newsboat's again; what was kept is known the second time
	term.press("s")
	term.see("1 quote kept")
	term.press("q")
	term.quiet(background)
	// Article, list, feeds. On a busy machine an answer of the terminal can come when
	// newsboat has it again, and opens its help: one key more.
	for range 5 {
		if term.press("q"); term.end(background) != errRunning {
			break
		}
	}
	if err := term.end(time.Minute); err != nil {
		t.Errorf("newsboat does not end: %v\n%s", err, term.lately())
	}

	bare := exec.Command(binary) // lists what was kept, as no library is configured
	bare.Dir, bare.Env = dir, environment(dir)
	term = startInTerminal(t, bare)
	term.see("More energy out than in")
	term.press("q")
	if err := term.end(time.Minute); err != nil {
		t.Errorf("after q: %v\n%s", err, term.lately())
	}

	kept := filepath.Join(dir, ".home/data/stet/articles/2022-12-13-more-energy-out-than-in.md")
	article, err := os.ReadFile(kept)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`title: "More energy out than in"`, `publisher: "Science desk"`, `url: "https://desk.example/ignition"`, "date: 2022-12-13"} {
		if !strings.Contains(string(article), want) {
			t.Errorf("no %s in\n%s", want, article)
		}
	}
	list := exec.Command(binary, "list", kept)
	list.Env = environment(dir)
	out, err := list.Output()
	if want := "quote\tJennifer Granholm (direct)\t“This is what it looks like for America to lead,”"; err != nil || !strings.Contains(string(out), want) || strings.Count(string(out), "\n") != 1 {
		t.Errorf("kept: %v\n%s\nwant %s", err, out, want)
	}
}

// newsboatMacro is the line for newsboat's config that the help shows.
func newsboatMacro(t *testing.T) string {
	t.Helper()
	page, _ := manual.Page(new(program).root(), "newsboat")
	for line := range strings.Lines(page) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "macro ") {
			return line
		}
	}
	t.Fatal("stet help newsboat shows no macro")
	return ""
}
