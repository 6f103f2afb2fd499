// Package count says numbers of things in English, for messages and reports.
package count

import (
	"strconv"
	"strings"
)

// Of is a number and its noun: "1 claim", "2 claims". The plural takes an s.
func Of(n int, noun string) string { return Many(n, noun, noun+"s") }

// Many is Of for a noun with a plural of its own: "1 entry", "2 entries".
func Many(n int, one, several string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + several
}

// List is several things in a row: "a", "a and b", "a, b and c".
func List(of []string) string {
	last := len(of) - 1
	if last < 1 {
		return strings.Join(of, "")
	}
	return strings.Join(of[:last], ", ") + " and " + of[last]
}
