package fetch

import (
	"errors"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"stet/model"
	"stet/model/feed"
)

// Two addresses are of one page where they differ by the scheme, the parameters of
// campaigns, a slash at the end or the case of the server; by anything else they are not.
func TestAddressesOfOnePage(t *testing.T) {
	const page = "https://gazette.example/a?id=1#part"
	for address, same := range map[string]bool{
		page: true, "http://gazette.example/a?id=1#part": true, "https://GAZETTE.example/a/?id=1#part": true,
		"https://gazette.example/a?utm_source=x&id=1&fbclid=2&gclid=3#part": true,
		"https://gazette.example/a?id=2#part":                               false, "https://gazette.example/A?id=1#part": false, "https://gazette.example/a#part": false,
		"https://gazette.example/a?id=1": false, "https://gazette.example/a?id=1#other": false, "https://gazette.example/a?id=1&autm_source=x#part": false,
		"https://other.example/a?id=1#part": false, "https://[::1": false,
	} {
		if got := addressKey(address) == addressKey(page); got != same {
			t.Errorf("%s is of that page: %t, want %t", address, got, same)
		}
	}
	if addressKey("no address") != "no address" || addressKey("https://[::1") != "https://[::1" {
		t.Error("what is no address stands for itself")
	}
}

// After each failure twice as long is waited, from an hour to a day at most, and longer
// where the server says so; what is gone stays gone until it answers.
func TestHowLongIsWaitedAfterFailures(t *testing.T) {
	now := time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC)
	known := feedState{}
	last := time.Duration(0)
	for n := 1; n <= 80; n++ {
		known = failed(known, errors.New("no"), now)
		wait := known.Next.Sub(now)
		want := lastBackOff
		if n < 8 {
			want = min(firstBackOff*(1<<(n-1)), lastBackOff)
		}
		if wait != want || wait < last || known.Failures != n || known.Error != "no" || !known.Checked.Equal(now) || known.Gone {
			t.Fatalf("after %d failures %v is waited, want %v: %+v", n, wait, want, known)
		}
		last = wait
	}
}

// What is forgotten of a feed is no longer in it, and no more than has to be.
func TestWhatAFeedForgets(t *testing.T) {
	f := feedState{Items: map[string]string{}}
	var listed []feed.Item
	for i := range mostRemembered + 10 {
		key := fmt.Sprintf("%06d", i)
		f.Items[key] = "x"
		if i < 5 {
			listed = append(listed, feed.Item{Key: key})
		}
	}
	f.forget(listed)
	if len(f.Items) != mostRemembered {
		t.Errorf("%d are remembered, want %d", len(f.Items), mostRemembered)
	}
	for _, it := range listed {
		if _, ok := f.Items[it.Key]; !ok {
			t.Errorf("%s is in the feed and forgotten", it.Key)
		}
	}
	if _, ok := f.Items["000005"]; ok {
		t.Error("what is no longer in the feed is remembered, and something later is not")
	}
	f.forget(nil)
	if len(f.Items) != mostRemembered {
		t.Error("more is forgotten than has to be")
	}
}

// The file of an article is found by its name, its text and its address, also behind
// others of the same name.
func TestAnArticleIsFoundBehindItsNamesakes(t *testing.T) {
	dir := t.TempDir()
	shelf, err := OpenArticleStore(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	tram := func(text, url string) *model.Article {
		return &model.Article{Text: text, Digest: model.DigestOf(text), Meta: model.Meta{Title: "Tram", URL: url}, Blocks: []model.Block{{Range: model.Range{End: model.Pos(len(text))}, Soft: true}}}
	}
	var files []string
	for _, a := range []*model.Article{tram("One.", "https://a.example/1"), tram("Two.", "https://a.example/2"), tram("Two.", "https://b.example/2")} {
		file, _, err := shelf.Put(a, "", nil)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	for _, c := range []struct {
		text, url, want string
	}{{"One.", "https://a.example/1", files[0]}, {"Two.", "http://a.example/2/", files[1]}, {"Two.", "https://b.example/2", files[2]}, {"One.", "https://b.example/2", ""}, {"Three.", "https://a.example/1", ""}} {
		got, ok := Shelved(dir, tram(c.text, c.url))
		if got != c.want || ok != (c.want != "") {
			t.Errorf("%s of %s is in %q (%t), want %q", c.text, c.url, got, ok, c.want)
		}
	}
	if _, ok := Shelved(filepath.Join(dir, "none"), tram("One.", "https://a.example/1")); ok {
		t.Error("a folder that is not there holds an article")
	}
}
