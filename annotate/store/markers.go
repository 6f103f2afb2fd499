package store

import (
	"bytes"
	"fmt"
)

// hasMarkers reports whether git has left its conflict markers in a file.
func hasMarkers(data []byte) bool {
	return bytes.Contains(data, []byte("\n<<<<<<< ")) && bytes.Contains(data, []byte("\n>>>>>>> "))
}

// Resolve merges the two sides of a sidecar in which git has left its conflict
// markers, and the base where git has written it too (merge.conflictStyle diff3).
func Resolve(data []byte) ([]byte, []Conflict, error) {
	if !hasMarkers(data) {
		return nil, nil, fmt.Errorf("there are no conflict markers in it")
	}
	const ours, base, theirs = 0, 1, 2
	var sides [3][]byte
	in, inBase := -1, false
	for line := range bytes.Lines(data) {
		switch {
		case bytes.HasPrefix(line, []byte("<<<<<<< ")):
			in = ours
		case bytes.HasPrefix(line, []byte("||||||| ")) && in == ours:
			in, inBase = base, true
		case bytes.HasPrefix(line, []byte("=======")) && in >= 0 && in != theirs:
			in = theirs
		case bytes.HasPrefix(line, []byte(">>>>>>> ")) && in == theirs:
			in = -1
		case in < 0:
			for i := range sides {
				sides[i] = append(sides[i], line...)
			}
		default:
			sides[in] = append(sides[in], line...)
		}
	}
	if !inBase {
		sides[base] = nil
	}
	return Merge(sides[base], sides[ours], sides[theirs])
}
