//go:build !windows

package screen

import (
	"io"
	"time"

	"github.com/muesli/cancelreader"
	"golang.org/x/sys/unix"
)

// A keyboard is the terminal's input with its reports kept whole. Where it is a
// file it stays one, so that reading can be cancelled when an editor gets the
// terminal.
type keyboard struct {
	cancelreader.File
	gather gatherer
	whole  []byte // not handed over yet
	chunk  [4096]byte
	gone   func() // is told that nothing can be read any more
}

// wholeKeys returns r with its reports kept whole. Where nothing can be read any
// more gone is told, and reading goes on without a key: what is to be saved then is
// the program's affair.
func wholeKeys(r io.Reader, gone func()) io.Reader {
	if f, ok := r.(cancelreader.File); ok {
		return &keyboard{File: f, gone: gone}
	}
	return r
}

// rawKeys is the file behind r, which another program can read from by itself.
func rawKeys(r io.Reader) io.Reader {
	if k, ok := r.(*keyboard); ok {
		return k.File
	}
	return r
}

// Read returns at least one whole item. It waits for the rest of one that has
// begun, but no longer than a report may take.
func (k *keyboard) Read(to []byte) (int, error) {
	for len(k.whole) == 0 {
		if k.gather.waits() && !k.ready(late) {
			k.whole = k.gather.expire()
			continue
		}
		n, err := k.File.Read(k.chunk[:])
		if n > 0 {
			k.whole = k.gather.feed(k.chunk[:n], time.Now())
		}
		if err != nil {
			k.gone()
			time.Sleep(50 * time.Millisecond) // reading can be cancelled between two of these
			return 0, nil
		}
	}
	n := copy(to, k.whole)
	k.whole = k.whole[n:]
	return n, nil
}

// ready reports whether something can be read within a time.
func (k *keyboard) ready(within time.Duration) bool {
	fds := []unix.PollFd{{Fd: int32(k.Fd()), Events: unix.POLLIN}}
	for end := time.Now().Add(within); ; {
		n, err := unix.Poll(fds, int(max(0, time.Until(end).Milliseconds())))
		if err != unix.EINTR {
			return n > 0 && err == nil
		}
	}
}
