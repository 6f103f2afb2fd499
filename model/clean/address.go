package clean

import "strings"

// Address takes the name and the password out of an address: they are for the server
// that was asked, and are in no file and in no message.
func Address(s string) string {
	scheme, rest, ok := strings.Cut(s, "//")
	if !ok || strings.ContainsAny(scheme, "/?#") {
		return s
	}
	server := rest
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		server = rest[:i]
	}
	return scheme + "//" + rest[strings.LastIndexByte(server, '@')+1:]
}
