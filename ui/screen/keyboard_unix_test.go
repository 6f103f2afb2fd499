//go:build !windows

package screen

import (
	"io"
	"testing"
)

// While the terminal made lines of what is typed, enter was a line end; of what is typed
// afterwards a line end is ctrl+j.
func TestEnterThatWasTypedEarlyIsEnter(t *testing.T) {
	k := &keyboard{before: 3}
	for _, tt := range []struct{ read, want string }{{"a\n", "a\r"}, {"\n\nb", "\r\nb"}, {"\n", "\n"}} {
		read := []byte(tt.read)
		if k.enters(read); string(read) != tt.want {
			t.Errorf("%q became %q, want %q", tt.read, read, tt.want)
		}
	}
	if k.before != 0 {
		t.Errorf("%d bytes were typed before", k.before)
	}
	if n := typedBefore(io.MultiReader()); n != 0 {
		t.Errorf("of what is no file %d bytes wait", n)
	}
}
