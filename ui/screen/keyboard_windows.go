package screen

import "io"

// wholeKeys returns r: the console sends keys and reports as records, not as bytes.
func wholeKeys(r io.Reader, _ func()) io.Reader { return r }

func rawKeys(r io.Reader) io.Reader { return r }
