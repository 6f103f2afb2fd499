package fetch

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

const story = `<p>The council met on Monday for the third time this month, and again it did not agree on the price of the tram, which has gone up since the plan was drawn.</p>
<p>The mayor, who has defended the plan since it was drawn, said in front of the hall where the council meets that the town would not pay for this twice.</p>`

// A page that shows its text by a program may name a version that does not.
func TestThePageThatNeedsProgramsIsReadAsAMP(t *testing.T) {
	mux := http.NewServeMux()
	page := func(path, body string) {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, body)
		})
	}
	shell := func(head string) string {
		return "<!doctype html><html><head><title>Tram</title>" + head + "</head><body><noscript>Please turn on JavaScript.</noscript><div id=app></div><script src=/x.js></script></body></html>"
	}
	page("/tram", shell("<link rel=amphtml href=/amp/tram>"))
	page("/both", shell("<link rel=amphtml href=/none>"))
	page("/none", shell(""))
	page("/amp/tram", "<!doctype html><html amp><head><title>Tram</title><link rel=canonical href=/tram></head><body><amp-sidebar><ul><li>Sport</ul></amp-sidebar><h1>Tram dearer</h1>"+story+"</body></html>")
	server := httptest.NewServer(mux)
	defer server.Close()
	c := New(quick)
	p, err := c.Page(t.Context(), server.URL+"/tram")
	if err != nil {
		t.Fatal(err)
	}
	if a := p.Article; a.Lacking != "" || !strings.Contains(a.Text, "pay for this twice") || strings.Contains(a.Text, "Sport") || a.Meta.URL != server.URL+"/tram" || !strings.Contains(strings.Join(a.Notices, "; "), "AMP") {
		t.Errorf("%q %q %q %q", a.Lacking, a.Meta.URL, a.Notices, a.Text)
	}
	if p, err = c.Page(t.Context(), server.URL+"/both"); err != nil || p.Article.Lacking == "" {
		t.Errorf("neither holds the story: %v, %+v", err, p)
	}
}
