// Package pattern compiles regular expressions when they are first needed: starting
// stet pays for none.
package pattern

import (
	"regexp"
	"sync"
)

// Late returns the compiled expression, which must be a correct one.
func Late(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
