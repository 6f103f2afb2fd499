package fetch

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"stet/model"
)

// longestName is the length of a file or folder name in bytes, without what is
// added to make it unique, its extension and a sidecar's ending: 255 is the
// limit of the common file systems, and eCryptfs takes 143.
const longestName = 90

// nameOf is the name of an article's file; one without a title is named by its first
// words.
func nameOf(a *model.Article) string {
	title := a.Meta.Title
	if slug(title, longestName) == "" {
		title = strings.Join(firstWords(a.Text, 8), " ")
	}
	return fileName(title, a.Meta.Published)
}

func firstWords(text string, n int) []string {
	words := strings.Fields(text[:min(len(text), 1000)])
	return words[:min(len(words), n)]
}

// fileName returns a name for an article that every system takes: its date and
// its title in lower case, letters and digits of any script, hyphens else.
func fileName(title string, date time.Time) string {
	name := slug(title, longestName)
	if name == "" {
		name = "article"
	}
	if !date.IsZero() {
		return date.UTC().Format("2006-01-02") + "-" + name
	}
	if reserved[name] {
		return name + "-article"
	}
	return name
}

// folderName returns a name for the folder of a feed, likewise.
func folderName(title string) string {
	name := slug(title, longestName/2)
	switch {
	case name == "":
		return "feed"
	case reserved[name]:
		return name + "-feed"
	}
	return name
}

// slug returns the letters and digits of s in lower case with single hyphens
// between, limit bytes at most. Lower case, because some systems see no
// difference.
func slug(s string, limit int) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(s) {
		// A mark without its letter would be another name after normalisation.
		part := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) && b.Len() > 0 && !gap
		if !part || r == utf8.RuneError {
			gap = gap || r != '\'' && r != '’'
			continue
		}
		n := utf8.RuneLen(r)
		if gap && b.Len() > 0 {
			n++
		}
		if b.Len()+n > limit {
			break
		}
		if gap && b.Len() > 0 {
			b.WriteByte('-')
		}
		b.WriteRune(r)
		gap = false
	}
	return b.String()
}

// reserved are the names of devices, which Windows gives to no file.
var reserved = map[string]bool{
	"con": true, "prn": true, "aux": true, "nul": true,
	"com1": true, "com2": true, "com3": true, "com4": true, "com5": true, "com6": true, "com7": true, "com8": true, "com9": true,
	"lpt1": true, "lpt2": true, "lpt3": true, "lpt4": true, "lpt5": true, "lpt6": true, "lpt7": true, "lpt8": true, "lpt9": true,
	"com¹": true, "com²": true, "com³": true, "lpt¹": true, "lpt²": true, "lpt³": true,
}
