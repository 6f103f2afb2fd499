package tagger

import (
	"os"
	"unsafe"

	"golang.org/x/sys/unix"
)

// Release hands the memory of the embedded tables back to the system. They are part
// of the program's file, and what is needed again is read from there: a reader that
// waits for a key has no use for 13 MB of weights.
func Release() {
	for _, table := range []string{embedded, embeddedNet} {
		page := uintptr(os.Getpagesize())
		start := uintptr(unsafe.Pointer(unsafe.StringData(table)))
		first := (page - start%page) % page // the start of the first whole page
		if first+page > uintptr(len(table)) {
			continue
		}
		whole := (uintptr(len(table)) - first) / page * page
		// A refusal only means that the memory stays in use.
		_ = unix.Madvise(unsafe.Slice(unsafe.StringData(table[first:]), whole), unix.MADV_DONTNEED)
	}
}
