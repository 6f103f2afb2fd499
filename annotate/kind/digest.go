package kind

import (
	"encoding/base64"
	"encoding/hex"
	"strings"
)

const digestScheme = "ni:///sha-256;"

// DigestIRI names a text by its digest in hexadecimal, as RFC 6920 does; "" if
// that is not one.
func DigestIRI(digest string) string {
	sum, err := hex.DecodeString(digest)
	if err != nil || len(sum) != 32 {
		return ""
	}
	return digestScheme + base64.RawURLEncoding.EncodeToString(sum)
}

// digestOf returns the digest in an IRI made by DigestIRI, "" for any other.
func digestOf(iri string) string {
	rest, ok := strings.CutPrefix(iri, digestScheme)
	sum, err := base64.RawURLEncoding.DecodeString(rest)
	if !ok || err != nil || len(sum) != 32 {
		return ""
	}
	return hex.EncodeToString(sum)
}
