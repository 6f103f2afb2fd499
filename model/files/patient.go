package files

import "time"

// How long is waited for a file that another program has open, on systems where it can
// be neither opened nor replaced meanwhile.
const (
	patience = 2 * time.Second
	pause    = 10 * time.Millisecond
)

// Patiently does something to a file, again and again while another program has it open.
func Patiently(do func() error) error {
	for end := time.Now().Add(patience); ; time.Sleep(pause) {
		if err := do(); err == nil || !busy(err) || time.Now().After(end) {
			return err
		}
	}
}
