package store

import (
	"fmt"
	"slices"
	"strings"

	"stet/annotate/kind"
	"stet/annotate/wire"
)

// dated are the members of an annotation that hold a time.
var dated = []string{"created", "modified", "decided", "reviewed", "accessed"}

// wrongDates names the times of an annotation that are invalid: they are kept as they are, but
// nothing is shown of them.
func wrongDates(json []byte) (out []string) {
	r := wire.NewReader(json)
	var look func(key string)
	look = func(key string) {
		switch r.Next() {
		case '{':
			for key := range r.Object() {
				look(key)
			}
		case '[':
			for range r.Array() {
				look("")
			}
		case '"':
			s := r.String()
			if slices.Contains(dated, key) && kind.ReadTime(wire.NewReader(quoted(s))).IsZero() {
				out = append(out, fmt.Sprintf("its %s is %q, which is no date: want 2026-03-17 or 2026-03-17T09:41:07Z", strings.ToLower(key), s))
			}
		}
	}
	look("")
	return out
}

func quoted(s string) []byte {
	w := &wire.Writer{}
	w.String(s)
	return w.Bytes()
}
