package reader

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stet/annotate/session"
	"stet/annotate/store"
	"stet/ui/pane"
	"stet/ui/pane/panetest"
)

// coderOf codes articles of a library: the sentence about money is a claim in each.
func coderOf(t *testing.T, learns string, articles int) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "codebook.toml"), []byte("name = \"x\"\n[project]\n"+learns), 0o600); err != nil {
		t.Fatal(err)
	}
	for i := range articles {
		path := filepath.Join(dir, fmt.Sprintf("a%d.txt", i))
		if err := os.WriteFile(path, []byte(fmt.Sprintf("The subsidy costs %d million crowns a year. Rain fell on the pier all day. Nobody came home early.\n", i+2)), 0o600); err != nil {
			t.Fatal(err)
		}
		reopen(t, path).press("] s [ s c 0").press("enter enter g esc D D")
	}
	path := filepath.Join(dir, "new.txt")
	if err := os.WriteFile(path, []byte("A new subsidy costs 90 million crowns. The ferry waited at the pier all day.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func learnedIn(d *driven) (says []string) {
	for i := range d.in.Items {
		if it := &d.in.Items[i]; it.Machine == session.LearnedName {
			says = append(says, d.in.Art.Slice(it.Range())+" "+it.Why)
		}
	}
	return says
}

// Where it is wanted, what was coded before is suggested with a reason; it is forgotten
// when told, and it writes no sidecar.
func TestTheReaderLearnsWhereAsked(t *testing.T) {
	path := coderOf(t, "learn = true\n", 7)
	d := reopen(t, path)
	says := learnedIn(d)
	if len(says) != 1 || !strings.HasPrefix(says[0], "A new subsidy costs 90 million crowns. because of “") {
		t.Errorf("learned: %q\n%s", says, d.statusLine())
	}
	for _, name := range []string{"@learned", "alice"} {
		if _, err := os.Stat(store.SidecarPath(path, name)); err == nil {
			t.Errorf("a sidecar of %s was written", name)
		}
	}
	d.press("] ? enter")
	if a := d.notes.own.Set.All(); len(a) != 1 || a[0].Origin.Generator != "learned/1" {
		t.Errorf("kept: %v", a)
	}
	d.press("u")
	if err := session.Forget(panetest.Desk(filepath.Join(filepath.Dir(path), "state"), "alice", nil), filepath.Dir(path), time.Now().Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	if says := learnedIn(reopen(t, path)); len(says) > 0 {
		t.Errorf("it was to be forgotten: %q", says)
	}
}

func TestTheReaderLearnsNothingUnasked(t *testing.T) {
	path := coderOf(t, "", 7)
	if says := learnedIn(reopen(t, path)); len(says) > 0 {
		t.Errorf("learned unasked: %q", says)
	}
	asked := reopenWith(t, path, func(env *pane.Env) { env.Learn = true })
	if says := learnedIn(asked); len(says) != 1 {
		t.Errorf("the config asks for it: %q", says)
	}
}

// Whom words such as “the mayor” stood for is remembered.
func TestWhoWasMeantBeforeIsRemembered(t *testing.T) {
	path := coderOf(t, "learn = true\n", 1)
	for name, text := range map[string]string{
		"b.txt": "“We will pay,” the mayor said. Rain fell on the pier.\n", "new.txt": "“Nobody will pay,” the mayor said. Rain fell on the pier.\n",
	} {
		if err := os.WriteFile(filepath.Join(filepath.Dir(path), name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	reopen(t, filepath.Join(filepath.Dir(path), "b.txt")).press("tab w type:Ida_Holm enter enter")
	d := reopen(t, path)
	d.press("tab enter")
	if !strings.Contains(d.statusLine(), "speaker=Ida Holm") {
		t.Errorf("kept:\n%s\n%s", d.statusLine(), d.screen())
	}
}
