package store

import (
	"path/filepath"
	"strings"

	"stet/annotate/codebook"
	"stet/model/library"
)

// Belongs reports whether a file of a folder is the program's own, by its name: a
// sidecar or what is stored of one, a codebook, the names of a project.
func Belongs(path string) bool {
	base := filepath.Base(path)
	return strings.Contains(base, Extension) || base == library.Codebook || base == codebook.NamesFile
}
