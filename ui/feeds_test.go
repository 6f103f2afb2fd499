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

func TestTheFeedsOfALibraryAreFetched(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/feed" {
			http.NotFound(w, r)
			return
		}
		fmt.Fprintf(w, `<?xml version="1.0"?><rss version="2.0"><channel><title>Riverton Gazette</title>
<item><title>Trams again</title><link>http://%s/a</link><guid>1</guid><description>%s</description></item></channel></rss>`,
			r.Host, strings.Repeat("The mayor spoke about trams in the town hall, and the union answered. ", 10))
	}))
	defer server.Close()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, ".stet"), 0o700); err != nil {
		t.Fatal(err)
	}
	var told []int
	o := fetch.DefaultOptions
	o.AllowPrivate = true
	if _, err := refreshFeeds(context.Background(), fetch.New(o), dir, func(done, all int) { told = append(told, done) }); err == nil || !strings.Contains(err.Error(), "stet feeds add") {
		t.Errorf("without feeds: %v", err)
	}
	if err := fetch.SaveFeeds(dir, []fetch.Feed{{URL: server.URL + "/feed"}, {URL: server.URL + "/missing", Title: "Missing"}}); err != nil {
		t.Fatal(err)
	}
	told = nil
	text, err := refreshFeeds(context.Background(), fetch.New(o), dir, func(done, all int) { told = append(told, done) })
	if err != nil || !strings.HasPrefix(text, "1 new · 2 of 2 feeds asked · not from Missing: ") || !strings.Contains(text, "404") {
		t.Errorf("%q, %v", text, err)
	}
	if fmt.Sprint(told) != "[1 2]" {
		t.Errorf("it was told of %v", told)
	}
	if err := fetch.SaveFeeds(dir, []fetch.Feed{{URL: server.URL + "/other"}}); err != nil {
		t.Fatal(err)
	}
	if text, err := refreshFeeds(context.Background(), fetch.New(fetch.DefaultOptions), dir, func(int, int) {}); err == nil || !strings.Contains(err.Error(), "private = true") {
		t.Errorf("a feed of one's own network: %q, %v", text, err)
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if text, err := refreshFeeds(ctx, fetch.New(o), dir, func(int, int) {}); err != nil || !strings.HasPrefix(text, "stopped ") {
		t.Errorf("stopped: %q, %v", text, err)
	}
}
