package ui

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stet/model/fetch"
)

// typing is the keys of words, for press.
func typing(words string) string { return strings.Join(strings.Split(words, ""), " ") }

func TestTheAnnotatorIsNamedOnTheFirstScreen(t *testing.T) {
	s := onStage(t, "", 100, 30).press("c " + typing("bob") + " enter")
	got := s.screen()
	if !strings.Contains(got, "You annotate as   bob ") || !strings.Contains(got, `annotator = "bob"`) {
		t.Errorf("the first screen:\n%s", got)
	}
	if s.m.env.Desk.Annotator != "bob" {
		t.Errorf("%s annotates", s.m.env.Desk.Annotator)
	}
}

func TestTheLibraryIsNamedOnTheFirstScreen(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.txt"), []byte("Talks end\n\nBoth sides left.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := onStage(t, "", 140, 30).press("l " + typing(dir+"-none") + " enter")
	if got := s.screen(); !strings.Contains(got, "no such folder") || s.m.o.Library != "" {
		t.Errorf("of a folder that is not there:\n%s", got)
	}
	s.press("l " + typing(dir) + " enter")
	if got := s.screen(); !strings.Contains(got, "Talks end") || s.m.o.Library != dir {
		t.Errorf("the library is %q:\n%s", s.m.o.Library, got)
	}
}

func TestAFeedIsFollowedOnce(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/feed" {
			http.NotFound(w, r)
			return
		}
		fmt.Fprint(w, `<?xml version="1.0"?><rss version="2.0"><channel><title>Riverton Gazette</title></channel></rss>`)
	}))
	defer server.Close()
	o := fetch.DefaultOptions
	o.AllowPrivate = true
	dir := filepath.Join(t.TempDir(), "news")
	if _, err := follow(context.Background(), fetch.New(o), dir, server.URL+"/missing"); err == nil {
		t.Error("what is no feed is followed")
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("a folder was made for it")
	}
	if _, err := follow(context.Background(), fetch.New(fetch.DefaultOptions), dir, server.URL+"/feed"); err == nil || !strings.Contains(err.Error(), "private = true") {
		t.Errorf("a feed of one's own network: %v", err)
	}
	for range 2 {
		if said, err := follow(context.Background(), fetch.New(o), dir, server.URL+"/feed"); err != nil || !strings.Contains(said, "Riverton Gazette") {
			t.Errorf("%q, %v", said, err)
		}
	}
	if feeds, err := fetch.LoadFeeds(dir); err != nil || len(feeds) != 1 || feeds[0].Title != "Riverton Gazette" {
		t.Errorf("%+v, %v", feeds, err)
	}
}
