package codebook

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// BlindIn reports whether the project in a library's folder is a blind one:
// what others tagged stays hidden from an annotator until their own work on an
// article is done. A codebook that cannot be read is taken for one of a blind
// project, because what was seen cannot be unseen; the error says so.
func BlindIn(root string, kinds Kinds) (bool, error) {
	data, err := os.ReadFile(filepath.Join(root, FileName))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return true, err
	}
	book, err := Read(FileName, data, kinds)
	if err != nil {
		return true, err
	}
	return book.Settings.Blind, nil
}
