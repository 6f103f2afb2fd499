package need

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// A judged is a test that notes what it is told, and ends where a test ends.
type judged struct {
	testing.TB
	faults, end, logged string
}

func (t *judged) Helper()                   {}
func (t *judged) Failed() bool              { return t.faults != "" }
func (t *judged) Log(values ...any)         { t.logged += fmt.Sprint(values...) }
func (t *judged) Errorf(f string, v ...any) { t.faults += fmt.Sprintf(f, v...) + "\n" }
func (t *judged) Fatal(values ...any)       { t.finish("fatal: " + fmt.Sprint(values...)) }
func (t *judged) Fatalf(f string, v ...any) { t.finish("fatal: " + fmt.Sprintf(f, v...)) }
func (t *judged) Skip(values ...any)        { t.finish("skip: " + fmt.Sprint(values...)) }
func (t *judged) finish(how string)         { t.end = how; runtime.Goexit() }
func judge(t *testing.T, do func(*judged)) *judged {
	is := &judged{TB: t}
	done := make(chan bool)
	go func() {
		defer close(done)
		do(is)
	}()
	<-done
	return is
}

func write(t *testing.T, file, text string) string {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

func text(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// A fault names the line that those set in belong to.
func TestAFaultNamesItsLine(t *testing.T) {
	file := write(t, filepath.Join(t.TempDir(), "lines.txt"), "tide\n at six\n\tat noon\nebb\n at ten\n")
	for got, want := range map[string]string{
		"tide\n at six\n\tat noon\nebb\n at nine": file + ":5, of ebb\n got  at nine\nwant  at ten\n",
		"tide\n at six\n\tat one\nebb\n at ten":   file + ":3, of tide\n got \tat one\nwant \tat noon\n",
		"flow\n at six\n\tat noon\nebb\n at ten":  file + ":1, of flow\n got flow\nwant tide\n",
	} {
		if is := judge(t, func(is *judged) { Golden(is, file, got, 0) }); is.faults != want {
			t.Errorf("%q:\n%s", got, is.faults)
		}
	}
	for _, c := range []struct {
		a, b string
		near float64
		want bool
	}{{"1", "1.5", 0.5, true}, {"1", "1.75", 0.5, false}, {"1", "one", 0.5, false}, {"one", "1", 2, false}, {"", "0", 2, false}} {
		if got := differLittle(c.a, c.b, c.near); got != c.want {
			t.Errorf("%s and %s within %v: %v", c.a, c.b, c.near, got)
		}
	}
	if is := judge(t, func(is *judged) { Golden(is, file+"x", "", 0) }); !strings.HasPrefix(is.end, "fatal") {
		t.Error("a file that is not there is no fault")
	}
}

// The results of a line are compared with those written below it; comments and blank lines
// have none.
func TestWhatStandsUnderALine(t *testing.T) {
	double := func(line string, say func(string, ...any)) { say("%s %s", line, line) }
	good := "# tides\n\nebb\n\tebb ebb\nflow\n\tflow flow\n"
	for content, fails := range map[string]bool{
		good: false, strings.Replace(good, "\tflow flow\n", "", 1): true, strings.Replace(good, "ebb ebb", "ebb", 1): true, good + "# end\n": false,
	} {
		file := write(t, filepath.Join(t.TempDir(), "under.txt"), content)
		if is := judge(t, func(is *judged) { Under(is, file, double) }); is.Failed() != fails || is.end != "" {
			t.Errorf("%q: %s %s", content, is.faults, is.end)
		}
	}
	if is := judge(t, func(is *judged) { Under(is, "no-such-file", double) }); !strings.HasPrefix(is.end, "fatal") {
		t.Error("a file that is not there is no fault")
	}
}

// With -update the results are written, in folders that are made.
func TestResultsAreWrittenAnew(t *testing.T) {
	*update = true
	defer func() { *update = false }()
	folder := t.TempDir()
	file := filepath.Join(folder, "new", "lines.txt")
	if is := judge(t, func(is *judged) { Golden(is, file, "tide\nebb", 0) }); is.Failed() || is.end != "" || text(t, file) != "tide\nebb\n" {
		t.Errorf("%s %s", is.faults, is.end)
	}
	for _, no := range []string{folder, filepath.Join(file, "x")} {
		if is := judge(t, func(is *judged) { Golden(is, no, "tide", 0) }); !strings.HasPrefix(is.end, "fatal") {
			t.Errorf("%s could be written", no)
		}
	}
	cases := write(t, filepath.Join(folder, "cases.txt"), "head\n=== one\ntide\n---\nold\n=== two\nebb\nflow\n=== three\nebb\n")
	if is := judge(t, func(is *judged) { Cases(is, cases, strings.ToUpper) }); is.Failed() || is.end != "" {
		t.Errorf("%s %s", is.faults, is.end)
	}
	if got := text(t, cases); got != "head\n=== one\ntide\n---\nTIDE\n=== two\nebb\nflow\n---\nEBB\nFLOW\n=== three\nebb\n---\nEBB\n" {
		t.Errorf("%q", got)
	}
}

// Sums notice a change; everything is written where a folder is named.
func TestSumsAreHeld(t *testing.T) {
	folder := t.TempDir()
	file := write(t, filepath.Join(folder, "sums.txt"), "a/b\t2 tides\t2d711642\n")
	results := []Result{{Name: "a/b", About: "2 tides", All: "x"}}
	if is := judge(t, func(is *judged) { Unchanged(is, file, results) }); is.Failed() || is.logged != "" {
		t.Errorf("%s", is.faults)
	}
	results[0].All = "y"
	if is := judge(t, func(is *judged) { Unchanged(is, file, results) }); !is.Failed() || !strings.Contains(is.logged, "STET_FOUND") {
		t.Error("another text is no fault")
	}
	if names, _ := filepath.Glob(filepath.Join(folder, "*")); len(names) != 1 {
		t.Errorf("%v", names)
	}
	t.Setenv("STET_FOUND", folder)
	judge(t, func(is *judged) { Unchanged(is, file, results) })
	if got := text(t, filepath.Join(folder, "a+b")); got != "y" {
		t.Errorf("%q", got)
	}
	t.Setenv("STET_FOUND", filepath.Join(folder, "none"))
	if is := judge(t, func(is *judged) { Unchanged(is, file, results) }); !strings.HasPrefix(is.end, "fatal") {
		t.Error("a folder that is not there is no fault")
	}
}

// What is missing skips a test, unless it is required.
func TestWhatIsMissing(t *testing.T) {
	t.Setenv("STET_REQUIRE", "groff")
	if is := judge(t, func(is *judged) { Skip(is, "tmux", "gone") }); is.end != "skip: needs tmux: gone" {
		t.Errorf("%q", is.end)
	}
	if is := judge(t, func(is *judged) { Skip(is, "groff", "gone") }); is.end != "fatal: groff is required by STET_REQUIRE and missing: [gone]" {
		t.Errorf("%q", is.end)
	}
	t.Setenv("STET_REQUIRE", "")
	if is := judge(t, func(is *judged) { Program(is, "no-such-program") }); !strings.HasPrefix(is.end, "skip: needs no-such-program") {
		t.Errorf("%q", is.end)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if is := judge(t, func(is *judged) {
		if got := Program(is, self); got != self {
			t.Errorf("%s, want %s", got, self)
		}
		if got := Executable(is); got != self {
			t.Errorf("%s, want %s", got, self)
		}
	}); is.end != "" {
		t.Error(is.end)
	}
	base := t.TempDir()
	data, deep := filepath.Join(base, "shared", "corpora", "tides"), filepath.Join(base, "module", "a", "b")
	for _, dir := range []string{data, deep} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	write(t, filepath.Join(base, "module", "go.mod"), "module tides\n")
	t.Chdir(deep)
	if is := judge(t, func(is *judged) {
		got, err := os.Stat(Corpora(is, "tides"))
		want, _ := os.Stat(data)
		if err != nil || !os.SameFile(got, want) {
			t.Errorf("%v, want %s: %v", got, data, err)
		}
	}); is.end != "" {
		t.Error(is.end)
	}
	if is := judge(t, func(is *judged) { Corpora(is, "ebbs") }); !strings.HasPrefix(is.end, "skip: needs shared") {
		t.Errorf("%q", is.end)
	}
}

func TestWhatIsPacked(t *testing.T) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte("tide"))
	z.Close()
	folder := t.TempDir()
	for name, c := range map[string]struct{ content, want string }{
		"whole": {b.String(), "tide"}, "cut": {b.String()[:b.Len()-6], ""}, "plain": {"tide", ""},
	} {
		file := write(t, filepath.Join(folder, name), c.content)
		got := ""
		is := judge(t, func(is *judged) { got = string(Gunzip(is, file)) })
		if got != c.want || strings.HasPrefix(is.end, "fatal") != (c.want == "") {
			t.Errorf("%s: %q, %s", name, got, is.end)
		}
	}
	if is := judge(t, func(is *judged) { Gunzip(is, filepath.Join(folder, "none")) }); !strings.HasPrefix(is.end, "fatal") {
		t.Error("a file that is not there is no fault")
	}
}

// The work that a function does is counted, and the function is run.
func TestWorkIsCounted(t *testing.T) {
	sum := 0
	if took := CPU(func() {
		for i := range 50_000_000 {
			sum += i % 7
		}
	}); sum == 0 || runtime.GOOS == "linux" && took <= 0 {
		t.Errorf("%v, %d", took, sum)
	}
}
