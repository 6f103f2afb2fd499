package files

import (
	"errors"

	"golang.org/x/sys/windows"
)

// busy reports whether an error is that of a file that another program has open. What
// may not be done at all has the same code: it costs a moment longer.
func busy(err error) bool {
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_LOCK_VIOLATION) || errors.Is(err, windows.ERROR_ACCESS_DENIED)
}
