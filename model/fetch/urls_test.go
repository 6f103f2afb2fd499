package fetch

import (
	"fmt"
	"strings"
	"testing"
)

func TestFeedsOfOtherReaders(t *testing.T) {
	for _, tt := range []struct{ list, want string }{
		{"https://a.example/feed\n", "https://a.example/feed"},
		{"# mine\n\nhttps://a.example/feed news \"~The Gazette\" local # every day\n", "https://a.example/feed The Gazette in news"},
		{"\"https://a.example/f?x=\\\"y\\\"\" \"world news\" ~A\r\n", `https://a.example/f?x="y" A in world news`},
		{"https://a.example/feed !hidden ~\"A\nhttps://a.example/feed other\n", `https://a.example/feed "A`},
		{"\ufeffhttps://a.example/a\nexec:~/bin/feed\n\"query:unread:unread = \\\"yes\\\"\"\nfilter:sed:https://b.example/\nfile:///tmp/x\n",
			"https://a.example/a | line 2 | line 3 | line 4 | line 5"},
		{`<?xml version="1.0"?><opml><body><outline text="Local"><outline text="A" xmlUrl="https://a.example/feed"/></outline></body></opml>`, "https://a.example/feed A in Local"},
		{`<opml><body><outline title="" text="A &amp;amp; B" category="/Local/Trams,/x" type="rss" url="feed://a.example/f"/><outline type="link" url="https://b.example/"/></body></opml>`, "http://a.example/f A & B in Local/Trams"},
		{`<opml><outline text="A" xmlUrl="https://a.example/f"/></opml>`, "https://a.example/f A"},
		{`<opml><body><outline text="A" xmlUrl="https://a.example/f"/><outline text="B" xmlUrl="file:///b"/><outline te`, `https://a.example/f A | what is behind "file | "file`},
		{"feed:https://a.example/f\n", "https://a.example/f"},
		{"https://a.example/f \"~A\\\n", "https://a.example/f A\\"},
		{"<opml><body><outline te", "error: broken OPML: XML syntax error on line 1: unexpected EOF"},
		{"", ""},
		{"a story in some words\n", "error: no list of feeds: neither OPML nor an address of the web on a line"},
		{`"`, "error: no list of feeds: neither OPML nor an address of the web on a line"},
	} {
		feeds, left, err := ReadFeeds([]byte(tt.list))
		var got []string
		for _, f := range feeds {
			s := strings.TrimSpace(f.URL + " " + f.Title)
			if f.Group != "" {
				s += " in " + f.Group
			}
			got = append(got, s)
		}
		for _, l := range left {
			line, _, _ := strings.Cut(l, ":")
			got = append(got, line)
		}
		if err != nil {
			got = append(got, fmt.Sprint("error: ", err))
		}
		if s := strings.Join(got, " | "); s != tt.want {
			t.Errorf("%q\n got %s\nwant %s", tt.list, s, tt.want)
		}
	}
}

func FuzzTokens(f *testing.F) {
	f.Add(`https://a.example "a \"b" ~c # d`)
	f.Fuzz(func(t *testing.T, line string) {
		n := 0
		for _, w := range tokens(line) {
			n += len(w)
		}
		if n > len(line) {
			t.Errorf("%d bytes of words in %d", n, len(line))
		}
	})
}
