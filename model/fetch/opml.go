package fetch

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/net/html/charset"

	"stet/model/clean"
	"stet/model/files"
	"stet/model/library"
)

// A Feed is one subscription.
type Feed struct {
	URL   string
	Title string
	Site  string // the address of the site, ""
	Group string // the folders it lies in, parted by "/", ""
	// Full asks for the page of each article instead of what the feed holds.
	Full bool
}

// named reports whether somebody gave the feed a title: its address is none.
func (f Feed) named() bool { return f.Title != "" && f.Title != f.URL }

// FeedsFile is the list of feeds of a library, in its folder: OPML, which other
// readers understand.
const FeedsFile = library.Feeds

// LoadFeeds reads the feeds of the library at dir; none if there is no list.
func LoadFeeds(dir string) ([]Feed, error) {
	file := filepath.Join(dir, FeedsFile)
	data, err := files.ReadIn(dir, FeedsFile, mostList)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	feeds, err := ReadOPML(data)
	if err != nil { // a part of the list would be saved as the whole
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return feeds, nil
}

// SaveFeeds writes the feeds of the library at dir. It creates the library if needed, as
// [OpenArticleStore] does, so that the feeds are found from there again.
func SaveFeeds(dir string, feeds []Feed) error {
	data, err := WriteOPML("stet", feeds)
	if err != nil {
		return err
	}
	if err := makeLibrary(dir); err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	return writeWhole(root, FeedsFile, data)
}

// deepestOutline bounds how deep groups lie in groups.
const deepestOutline = 50

// ReadOPML reads a list of feeds. Outlines without a feed's address are groups;
// of a feed that is there twice the first counts. With an error come the feeds before
// the place where the list is broken.
func ReadOPML(data []byte) ([]Feed, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	d.CharsetReader = charset.NewReaderLabel
	var feeds []Feed
	var groups []string
	seen := map[string]bool{}
	body := false
	for {
		token, err := d.Token()
		switch {
		case errors.Is(err, io.EOF):
			if !body && len(feeds) == 0 {
				return nil, errors.New("no OPML: there is no list of outlines in it")
			}
			return feeds, nil
		case err != nil:
			return feeds, fmt.Errorf("broken OPML: %w", err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch strings.ToLower(t.Name.Local) {
			case "body":
				body = true
			case "outline":
				f, category := feedOf(t)
				if len(groups) >= deepestOutline {
					return nil, errors.New("broken OPML: groups lie too deep in groups")
				}
				name := ""
				if f.URL == "" {
					name = f.Title
				} else if f.Group = cmp.Or(joinGroups(groups), category); !seen[f.URL] {
					seen[f.URL] = true
					feeds = append(feeds, f)
				}
				groups = append(groups, name)
			}
		case xml.EndElement:
			if strings.EqualFold(t.Name.Local, "outline") && len(groups) > 0 {
				groups = groups[:len(groups)-1]
			}
		}
	}
}

// feedOf reads an outline; the category is a group that needs no outline of its own.
func feedOf(t xml.StartElement) (f Feed, category string) {
	values := map[string]string{}
	for _, a := range t.Attr {
		values[strings.ToLower(a.Name.Local)] = strings.TrimSpace(a.Value)
	}
	f.URL = values["xmlurl"]
	if kind := strings.ToLower(values["type"]); f.URL == "" && (kind == "rss" || kind == "atom" || kind == "feed") {
		f.URL = values["url"]
	}
	f.Title = clean.Entities(cmp.Or(values["title"], values["text"]))
	f.Site = values["htmlurl"]
	f.Full = values["full"] == "true"
	category, _, _ = strings.Cut(values["category"], ",")
	return f, strings.Trim(strings.TrimSpace(category), "/")
}

func joinGroups(groups []string) string {
	var names []string
	for _, g := range groups {
		if g != "" {
			names = append(names, g)
		}
	}
	return strings.Join(names, "/")
}

// An outline is an element of the file that is written.
type outline struct {
	XMLName xml.Name  `xml:"outline"`
	Type    string    `xml:"type,attr,omitempty"`
	Text    string    `xml:"text,attr"`
	URL     string    `xml:"xmlUrl,attr,omitempty"`
	Site    string    `xml:"htmlUrl,attr,omitempty"`
	Full    string    `xml:"full,attr,omitempty"`
	Inner   []outline `xml:"outline"`
}

// WriteOPML writes a list of feeds that [ReadOPML] reads, one line a feed, in
// the order given; groups become outlines around theirs.
func WriteOPML(title string, feeds []Feed) ([]byte, error) {
	var doc struct {
		XMLName xml.Name  `xml:"opml"`
		Version string    `xml:"version,attr"`
		Title   string    `xml:"head>title"`
		Body    []outline `xml:"body>outline"`
	}
	doc.Version, doc.Title = "2.0", title
	at := map[string]int{}
	for _, f := range feeds {
		f.URL, f.Site, f.Title = clean.Address(f.URL), clean.Address(f.Site), clean.Address(f.Title)
		o := outline{Type: "rss", Text: f.Title, URL: f.URL, Site: f.Site}
		if o.Text == "" {
			o.Text = f.URL
		}
		if f.Full {
			o.Full = "true"
		}
		if f.Group == "" {
			doc.Body = append(doc.Body, o)
			continue
		}
		i, ok := at[f.Group]
		if !ok {
			i = len(doc.Body)
			at[f.Group] = i
			doc.Body = append(doc.Body, outline{Text: f.Group})
		}
		doc.Body[i].Inner = append(doc.Body[i].Inner, o)
	}
	data, err := xml.MarshalIndent(doc, "", "  ")
	if err != nil {
		return nil, err
	}
	return append(append([]byte(xml.Header), data...), '\n'), nil
}
