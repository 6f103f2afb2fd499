package fetch

import (
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// guarded is a server that answers only who knows the password, and that writes it into
// every address it gives.
func guarded(t *testing.T) (server *httptest.Server, withLogin string) {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("/feed", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "<rss version='2.0'><channel><title>%s</title><link>%[2]s/</link>"+
			"<item><guid>%[2]s/a</guid><link>%[2]s/a</link><title>Tram dearer</title><description>The council has decided.</description></item></channel></rss>",
			strings.Repeat("Gazette ", 9000), withLogin)
	})
	mux.HandleFunc("/page", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "<html><head><title>Tram</title><link rel='canonical' href='%s/page'></head><body><article><h1>Tram</h1>%s</article></body></html>",
			withLogin, strings.Repeat("<p>The council has decided that the tram will be dearer from May on.</p>", 8))
	})
	mux.HandleFunc("/moved", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, withLogin+"/page", http.StatusMovedPermanently)
	})
	mux.HandleFunc("/nothing", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusNoContent) })
	mux.HandleFunc("/picture", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Write([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"))
	})
	server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if name, password, _ := r.BasicAuth(); name != "ann" || password != "s3cret" {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
		mux.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	withLogin = strings.Replace(server.URL, "//", "//ann:s3cret@", 1)
	return server, withLogin
}

// holds reports the files below a folder in which some words are.
func holds(t *testing.T, dir, words string) (files []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if data, err := os.ReadFile(path); err == nil && strings.Contains(string(data), words) {
			files = append(files, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestAPasswordIsInNoFile(t *testing.T) {
	_, address := guarded(t)
	dir := newLibrary(t)
	c := New(quick)
	shelf, err := OpenArticleStore(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range []string{"/page", "/moved"} {
		p, err := c.Page(t.Context(), address+page)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := shelf.Put(p.Article, "", nil); err != nil {
			t.Fatal(err)
		}
	}
	f, err := c.Feed(t.Context(), address+"/feed")
	if err != nil {
		t.Fatal(err)
	}
	if n := len([]rune(f.Title)); n > 300 {
		t.Errorf("the title of the feed has %d letters", n)
	}
	listed := Feed{URL: address + "/feed", Site: address, Title: address + "/feed"}
	if err := SaveFeeds(dir, []Feed{f, listed}); err != nil {
		t.Fatal(err)
	}
	for range 2 { // a list that an earlier stet wrote still has it
		if err := c.Refresh(t.Context(), shelf, []Feed{listed}, true, func(r Report) {
			if r.Err != nil || len(r.Problems) > 0 {
				t.Errorf("%v %v", r.Err, r.Problems)
			}
		}); err != nil {
			t.Fatal(err)
		}
	}
	if err := shelf.Close(); err != nil {
		t.Fatal(err)
	}
	if got := filesIn(t, dir); len(got) < 3 {
		t.Errorf("kept %v", got)
	}
	for _, where := range []string{dir, os.Getenv("XDG_CACHE_HOME")} {
		if leaked := holds(t, where, "s3cret"); len(leaked) > 0 {
			t.Errorf("the password stands in %v", leaked)
		}
	}
}

func TestALoginComesFromNetrc(t *testing.T) {
	server, _ := guarded(t)
	file := filepath.Join(t.TempDir(), ".netrc")
	o := quick
	o.Logins = file
	for text, works := range map[string]bool{
		"machine 127.0.0.1 login ann password s3cret\n":                                                 true,
		"machine other.example login x password y\nmachine 127.0.0.1\n\tlogin ann\n\tpassword s3cret\n": true,
		"default login ann password s3cret\n":                                                           true,
		"machine 127.0.0.1 login ann password wrong default login ann password s3cret":                  false,
		"machine other.example login ann password s3cret":                                               false,
		"": false,
	} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := New(o).Page(t.Context(), server.URL+"/page"); (err == nil) != works {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestWhatIsNoPageIsNamed(t *testing.T) {
	_, address := guarded(t)
	for path, want := range map[string]string{"/nothing": "204 No Content", "/picture": "no page but image/png"} {
		if _, err := New(quick).Page(t.Context(), address+path); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%s: %v", path, err)
		}
	}
}
