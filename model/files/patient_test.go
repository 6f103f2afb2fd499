package files

import (
	"errors"
	"testing"
)

// What fails for another reason than that a file is open is not done again.
func TestPatienceIsForOpenFilesOnly(t *testing.T) {
	for _, err := range []error{nil, errors.New("disk full")} {
		times := 0
		if got := Patiently(func() error { times++; return err }); got != err || times != 1 {
			t.Errorf("%v: done %d times, %v", err, times, got)
		}
	}
}
