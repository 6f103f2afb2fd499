package feed

import "strings"

// namespaces are the vocabularies that feeds use, by the prefix under which this
// package knows them, whatever prefix a feed gives them: one row each. Elements of
// "" need none.
var namespaces = []struct {
	prefix    string
	addresses []string // in lower case, without a scheme and what is at the end of some
}{
	{"", []string{"purl.org/rss/1.0", "purl.org/net/rss1.1", "my.netscape.com/rdf/simple/0.9", "my.netscape.com/publish/formats/rss-0.91", "channel.netscape.com/rdf/simple/0.9", "backend.userland.com/rss", "backend.userland.com/rss2", "blogs.law.harvard.edu/tech/rss", "cyber.law.harvard.edu/rss"}},
	{"rdf", []string{"www.w3.org/1999/02/22-rdf-syntax-ns"}},
	{"atom", []string{"www.w3.org/2005/atom", "purl.org/atom/ns"}},
	{"xhtml", []string{"www.w3.org/1999/xhtml"}},
	{"dc", []string{"purl.org/dc/elements/1.1", "purl.org/dc/elements/1.0"}},
	{"dcterms", []string{"purl.org/dc/terms"}},
	{"content", []string{"purl.org/rss/1.0/modules/content"}},
	{"media", []string{"search.yahoo.com/mrss", "search.yahoo.com/mrss/rss", "video.search.yahoo.com/mrss"}},
	{"itunes", []string{"www.itunes.com/dtds/podcast-1.0.dtd", "example.com/dtds/podcast-1.0.dtd"}},
	{"googleplay", []string{"www.google.com/schemas/play-podcasts/1.0"}},
	{"podcast", []string{"podcastindex.org/namespace/1.0"}},
	{"feedburner", []string{"rssnamespace.org/feedburner/ext/1.0"}},
	{"prism", []string{"prismstandard.org/namespaces/basic/1.2", "prismstandard.org/namespaces/basic/2.0", "prismstandard.org/namespaces/1.2/basic"}},
}

// prefixOf is the prefix for a namespace; one that is not in the table is its own.
func prefixOf(address string) string {
	bare := strings.ToLower(strings.TrimSpace(address))
	bare = strings.TrimPrefix(strings.TrimPrefix(bare, "http://"), "https://")
	bare = strings.TrimRight(bare, "/#")
	for _, n := range namespaces {
		for _, a := range n.addresses {
			if a == bare {
				return n.prefix
			}
		}
	}
	return bare
}
