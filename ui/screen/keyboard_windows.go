package screen

import "io"

// wholeKeys returns r: the console sends keys and reports as records, not as bytes.
func wholeKeys(r io.Reader, _ int, _ *pace, _ func()) io.Reader { return r }

func typedBefore(io.Reader) int { return 0 }

func dropUnread(io.Reader) int { return 0 }

func rawKeys(r io.Reader) io.Reader { return r }
