package store

import (
	"path/filepath"
	"strings"

	"stet/annotate/codebook"
	"stet/model/library"
)

// Belongs reports whether a file of a folder is the program's own, by its name: a
// sidecar or what is stored of one, a codebook, the names and the assignments of a
// project, the feeds of a library.
func Belongs(path string) bool {
	switch base := filepath.Base(path); base {
	case library.Codebook, library.Feeds, library.Rules, codebook.NamesFile, codebook.AssignmentsFile:
		return true
	default:
		return strings.Contains(base, Extension)
	}
}
