package fetch

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
)

// lists are the formats in which other readers hand over their feeds: one row
// each. The first that takes the data reads it. To add one, write its row.
var lists = []struct {
	takes func(data []byte) bool
	read  func(data []byte) (feeds []Feed, left []string, err error)
}{
	{
		takes: func(data []byte) bool { return bytes.HasPrefix(bytes.TrimLeft(data, "\ufeff \t\r\n"), []byte("<")) },
		read:  readOPML,
	},
	{
		takes: func([]byte) bool { return true },
		read:  readURLs,
	},
}

var errNoList = errors.New("no list of feeds: neither OPML nor an address of the web on a line")

// ReadFeeds reads a list of feeds of another reader: OPML, or the urls file of
// newsboat. What is no feed of the web is among those left, a sentence each; of
// a feed that is there twice the first counts.
func ReadFeeds(data []byte) (feeds []Feed, left []string, err error) {
	for _, l := range lists {
		if l.takes(data) {
			return l.read(data)
		}
	}
	return nil, nil, errNoList
}

// readOPML reads OPML of another reader. A list that breaks off is read as far as it
// goes.
func readOPML(data []byte) (feeds []Feed, left []string, err error) {
	all, err := ReadOPML(data)
	if err != nil && len(all) == 0 {
		return nil, nil, err
	}
	if err != nil {
		left = append(left, fmt.Sprintf("what is behind %q: %s", all[len(all)-1].URL, err))
	}
	for _, f := range all {
		f.URL = webScheme(f.URL)
		if _, err := parseAddress(f.URL); err != nil {
			left = append(left, err.Error())
			continue
		}
		feeds = append(feeds, f)
	}
	return feeds, left, nil
}

// readURLs reads newsboat's urls file: an address a line, and its tags behind it,
// quoted where they hold blanks (newsboat.org/releases/2.21/docs/newsboat.html).
// The tag that begins with a tilde is the title, the first other one the group.
// Programs, filters and queries are no feeds of the web.
func readURLs(data []byte) (feeds []Feed, left []string, err error) {
	seen := map[string]bool{}
	n := 0
	for line := range strings.Lines(strings.TrimPrefix(string(data), "\ufeff")) {
		n++
		words := tokens(line)
		if len(words) == 0 {
			continue
		}
		words[0] = webScheme(words[0])
		if _, err := parseAddress(words[0]); err != nil {
			left = append(left, fmt.Sprintf("line %d: %s", n, err))
			continue
		}
		f := Feed{URL: words[0]}
		for _, tag := range words[1:] {
			title, titled := strings.CutPrefix(tag, "~")
			switch {
			case titled:
				f.Title = title
			case f.Group == "" && !strings.HasPrefix(tag, "!"):
				f.Group = tag
			}
		}
		if !seen[f.URL] {
			seen[f.URL] = true
			feeds = append(feeds, f)
		}
	}
	if len(feeds) == 0 && len(left) > 0 {
		return nil, nil, errNoList
	}
	return feeds, left, nil
}

// tokens parts a line of newsboat's at its blanks, but for those in double quotes,
// in which a backslash takes the next character as it is. # begins a remark.
func tokens(line string) (words []string) {
	for rest := strings.TrimSpace(line); rest != "" && rest[0] != '#'; rest = strings.TrimLeft(rest, " \t") {
		if rest[0] != '"' {
			i := strings.IndexAny(rest, " \t")
			if i < 0 {
				i = len(rest)
			}
			words, rest = append(words, rest[:i]), rest[i:]
			continue
		}
		var word strings.Builder
		i := 1
		for ; i < len(rest) && rest[i] != '"'; i++ {
			if rest[i] == '\\' && i+1 < len(rest) {
				i++
			}
			word.WriteByte(rest[i])
		}
		words, rest = append(words, word.String()), rest[min(len(rest), i+1):]
	}
	return words
}
