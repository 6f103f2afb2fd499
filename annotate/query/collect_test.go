package query

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"stet/annotate/store"
)

func collect(t *testing.T, desk *store.Desk, paths ...string) (got []string, problems []error) {
	t.Helper()
	problems, err := Collect(context.Background(), desk, paths, Query[Row]{}, func(rows []*Row) error {
		for _, r := range rows {
			if r.Full == nil || r.Full.ID != r.ID {
				t.Errorf("row %s comes without its annotation", r.ID)
			}
			got = append(got, fmt.Sprintf("%s:%d %s %s %s", r.Article, r.Line, r.Annotator, r.Words, r.State))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return got, problems
}

func TestCollect(t *testing.T) {
	dir, n := t.TempDir(), 0
	t.Chdir(dir)
	write(t, dir, "news/b.txt", plain("It [rained].\n"))
	write(t, dir, "news/b.txt.alice.anno.json", sidecar("It [rained].\n", "alice", &n))
	write(t, dir, "news/b.txt.bob.anno.json", sidecar("[It] rained.\n", "bob", &n))
	write(t, dir, "news/a.txt", "It changed. It rained.\n")
	write(t, dir, "news/a.txt.alice.anno.json", sidecar("[It rained.]\n", "alice", &n))
	write(t, dir, "bad.txt", "text")
	write(t, dir, "bad.txt.alice.anno.json", "[]")
	data := t.TempDir()
	desk := &store.Desk{Annotator: "alice", Data: data}
	c, err := store.Decode([]byte(sidecar("It [rained].\n", "carol", &n)))
	if err != nil {
		t.Fatal(err)
	}
	c.Document.Path = filepath.Join(dir, "news", "b.txt")
	write(t, data, "kept/"+c.Document.Digest+".carol.anno.json", string(c.Encode()))

	all := []string{
		"news/a.txt:1 alice It rained. moved",
		"news/b.txt:1 bob It exact",
		"news/b.txt:1 alice rained exact",
		"news/b.txt:1 carol rained exact",
	}
	for _, c := range []struct {
		paths    []string
		want     []string
		problems int
	}{
		{[]string{"news"}, all, 0},
		{[]string{"."}, all, 1},
		{[]string{"news/b.txt"}, all[1:], 0},
		{[]string{"./news/b.txt.bob.anno.json"}, []string{"./news/b.txt:1 bob It exact"}, 0},
		{[]string{"news/b.txt", "news/a.txt", "missing.txt"}, append(append([]string(nil), all[1:]...), all[0]), 1},
	} {
		got, problems := collect(t, desk, c.paths...)
		if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("%v\n got %s\nwant %s", c.paths, strings.Join(got, "\n     "), strings.Join(c.want, "\n     "))
		}
		if len(problems) != c.problems {
			t.Errorf("%v: problems %v", c.paths, problems)
		}
	}
	stop := errors.New("enough")
	if _, err := Collect(context.Background(), desk, []string{"news"}, Query[Row]{}, func([]*Row) error { return stop }); err != stop {
		t.Errorf("a consumer that stops gets %v", err)
	}
}

// A sidecar that goes on elsewhere while another lies beside the article is counted
// once, and what was deleted in it is gone.
func TestASidecarThatGoesOnElsewhereIsCountedOnce(t *testing.T) {
	dir, data, n := t.TempDir(), t.TempDir(), 0
	t.Chdir(dir)
	write(t, dir, "b.txt", plain("It [rained] and [snowed].\n"))
	beside := sidecar("It [rained] and [snowed].\n", "alice", &n)
	write(t, dir, "b.txt.alice.anno.json", beside)
	c, err := store.Decode([]byte(beside))
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte(beside))
	c.Document.Path, c.Document.Continues = filepath.Join(dir, "b.txt"), hex.EncodeToString(sum[:])
	c.Annotations = c.Annotations[:1]
	write(t, data, "kept/"+c.Document.Digest+".alice.anno.json", string(c.Encode()))
	desk := &store.Desk{Annotator: "alice", Data: data}
	for _, where := range []string{".", "b.txt", dir} {
		if got, _ := collect(t, desk, where); len(got) != 1 || !strings.Contains(got[0], "rained") {
			t.Errorf("%s: %q", where, got)
		}
	}
	write(t, dir, "b.txt.alice.anno.json", beside+"\n") // changed since: what both have is one
	for _, where := range []string{".", "b.txt", dir} {
		if got, _ := collect(t, desk, where); len(got) != 2 {
			t.Errorf("%s: %q", where, got)
		}
	}
}
