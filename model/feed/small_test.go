package feed

import (
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"stet/model/need"
)

// TestSmallFeedsAreReadAsTheyWere holds what is read of feeds of our own, a few rules in
// each: all that is known of every entry, its text, and what is told of the feed. In the
// feeds \xHH stands for a byte.
func TestSmallFeedsAreReadAsTheyWere(t *testing.T) {
	need.Cases(t, filepath.Join("testdata", "small.txt"), smallFeed)
}

func smallFeed(input string) string {
	base, _ := url.Parse("https://gazette.example/feeds/all")
	first, rest, ok := strings.Cut(input, "\n")
	kind := ""
	if header, is := strings.CutPrefix(first, "Content-Type: "); ok && is {
		kind, input = header, rest
	}
	f, err := Read([]byte(need.Bytes(input)), kind, base)
	if err != nil {
		return fmt.Sprintf("error: %v", err)
	}
	return f.told()
}

// told is what was read of a feed.
func (f *Feed) told() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%q of %s\n", f.Title, f.Site)
	for _, n := range f.Notices {
		fmt.Fprintf(&b, "notice: %s\n", n)
	}
	for i := range f.Items {
		it := &f.Items[i]
		m := &it.Meta
		fmt.Fprintf(&b, "entry %q: %q", it.Key, m.Title)
		for _, s := range [][2]string{{"by", m.Byline}, {"in", m.Publisher}, {"at", m.URL}, {"language", m.Language}, {"tags", strings.Join(m.Tags, "; ")}} {
			if s[1] != "" {
				fmt.Fprintf(&b, ", %s %q", s[0], s[1])
			}
		}
		if !m.Published.IsZero() {
			fmt.Fprintf(&b, ", published %s", m.Published.UTC().Format("2006-01-02 15:04:05"))
		}
		if !m.Modified.IsZero() {
			fmt.Fprintf(&b, ", changed %s", m.Modified.UTC().Format("2006-01-02 15:04:05"))
		}
		if it.Base != nil && it.Base.String() != m.URL {
			fmt.Fprintf(&b, ", links from %s", it.Base)
		}
		b.WriteByte('\n')
		for line := range strings.SplitSeq(strings.TrimSpace(it.Content), "\n") {
			if line != "" {
				fmt.Fprintf(&b, "  %s\n", strings.Trim(fmt.Sprintf("%q", line), `"`))
			}
		}
	}
	return b.String()
}
