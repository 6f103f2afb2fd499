package store

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stet/annotate"
	"stet/model"
	"stet/model/need"
)

// kills is how often a writer is killed: go test -run Kill -kills 1000
var kills = flag.Int("kills", 50, "how many writers TestKill9 kills")

// TestMain lets the test's own binary be the process that is killed.
func TestMain(m *testing.M) {
	if path := os.Getenv("STET_TEST_WRITER"); path != "" {
		writeUntilKilled(path)
		return
	}
	os.Exit(m.Run())
}

func killDesk(home string) *Desk {
	return &Desk{Annotator: "alice", Data: home, State: home, Locks: filepath.Join(home, "locks")}
}

// writeUntilKilled saves one annotation after the other, and says so on standard
// output once each is saved.
func writeUntilKilled(path string) {
	text, err := os.ReadFile(path)
	fail := func(err error) {
		if err != nil {
			fmt.Println("failed:", err)
			os.Exit(1)
		}
	}
	fail(err)
	a := article(path, string(text))
	f, err := killDesk(filepath.Join(filepath.Dir(path), "home")).Open(a)
	fail(err)
	if f.ReadOnly != "" {
		fail(fmt.Errorf("read-only: %s", f.ReadOnly))
	}
	for {
		n := note(a, "pay", NewID())
		e := annotate.Edit{Title: "note", Swaps: []annotate.Swap{{After: n}}}
		f.Set.Do(e)
		_, err := f.Save(f.Set.Snapshot(), f.Set.Coded())
		fail(err)
		fmt.Println(n.Comment)
		fail(f.Did(e))
	}
}

// A writer is killed at some moment of a save, again and again: the file is whole
// each time, and holds every annotation whose save was acknowledged.
func TestKill9(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "tram.txt")
	if err := os.WriteFile(path, []byte(tram), 0o644); err != nil {
		t.Fatal(err)
	}
	desk, a := killDesk(filepath.Join(dir, "home")), article(path, tram)
	acknowledged := map[string]bool{}
	rng := rand.New(rand.NewPCG(5, uint64(*kills)))
	for n := range *kills {
		for _, id := range killOne(t, path, time.Duration(rng.IntN(12_000))*time.Microsecond) {
			acknowledged[id] = true
		}
		held := holds(t, desk, a)
		for id := range acknowledged {
			if !held[id] {
				t.Fatalf("kill %d: the annotation %s was saved and is lost", n, id)
			}
		}
	}
	t.Logf("%d kills, %d acknowledged saves, none lost", *kills, len(acknowledged))
	if err := os.Remove(SidecarPath(path, "alice")); err != nil {
		t.Fatal(err)
	}
	left, err := filepath.Glob(filepath.Join(dir, ".*.stet-tmp"))
	if err != nil {
		t.Fatal(err)
	}
	f := open(t, desk, a)
	add(f, note(a, "pay", "young"))
	save(t, f)
	for _, temp := range left {
		if _, err := os.Stat(temp); err != nil {
			t.Errorf("a temporary file was swept while it was young: %v", err)
		}
		long := time.Now().Add(-2 * sweptAfter)
		if err := os.Chtimes(temp, long, long); err != nil {
			t.Fatal(err)
		}
	}
	f = open(t, desk, a)
	add(f, note(a, "pay", "last"))
	save(t, f)
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 4 { // the article, its sidecar, the home, the locks
		t.Errorf("beside the article lie %v (%v)", entries, err)
	}
}

// killOne starts a writer, kills it some time after its first save, and returns
// what it had acknowledged.
func killOne(t *testing.T, path string, after time.Duration) (ids []string) {
	t.Helper()
	cmd := exec.Command(need.Executable(t))
	cmd.Env = append(os.Environ(), "STET_TEST_WRITER="+path)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	in := bufio.NewReader(out)
	for n := 0; ; n++ {
		line, err := in.ReadString('\n')
		if err != nil {
			break // a line that was cut off was not acknowledged
		}
		if id := strings.TrimSpace(line); strings.HasPrefix(id, "urn:") {
			ids = append(ids, id)
		} else {
			t.Errorf("the writer says: %s", id)
		}
		if n == 0 {
			time.AfterFunc(after, func() { cmd.Process.Kill() })
		}
	}
	io.Copy(io.Discard, out)
	cmd.Wait()
	return ids
}

func holds(t *testing.T, d *Desk, a *model.Article) map[string]bool {
	t.Helper()
	f := open(t, d, a)
	if f.ReadOnly != "" || len(f.Problems) > 0 {
		t.Fatalf("the file is broken: %s %v", f.ReadOnly, f.Problems)
	}
	held := map[string]bool{}
	for _, n := range f.Set.All() {
		held[n.Comment] = true
	}
	return held
}
