package codebook

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"stet/model/files"
	"stet/model/mention"
)

// LoadNames reads a names.toml; nil without an error if missing.
func LoadNames(file string) (*Names, error) {
	data, err := files.ReadIn(filepath.Dir(file), filepath.Base(file), maxFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return ReadNames(filepath.Base(file), data)
}

// A NamesEdit is a change of a names.toml. [ReplaceNames] takes it back.
type NamesEdit struct {
	File          string
	Before, After []byte // Before is nil where there was no file
	Names         *Names // what the file says now
}

// JoinNames adds to a names.toml that each of the forms is the same as into.
func JoinNames(file, into string, t mention.Type, forms ...string) (NamesEdit, error) {
	e := NamesEdit{File: file}
	data, err := files.ReadIn(filepath.Dir(file), filepath.Base(file), maxFile)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return e, err
	}
	if err == nil {
		e.Before = data
	}
	e.After = e.Before
	for _, form := range forms {
		if e.After, e.Names, err = join(filepath.Base(file), e.After, into, t, form); err != nil {
			return e, err
		}
	}
	return e, files.Replace(file, e.After, 0o666)
}

// ReplaceNames puts then in the place of now, both as a [NamesEdit] has them, and
// returns what the file says after that. It is an error if somebody else changed
// the file meanwhile.
func ReplaceNames(file string, now, then []byte) (*Names, error) {
	data, err := files.ReadIn(filepath.Dir(file), filepath.Base(file), maxFile)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if !bytes.Equal(data, now) {
		return nil, fmt.Errorf("%s was changed meanwhile: nothing is undone", filepath.Base(file))
	}
	if then == nil {
		return nil, os.Remove(file)
	}
	names, err := ReadNames(filepath.Base(file), then)
	if err != nil {
		return nil, err
	}
	return names, files.Replace(file, then, 0o666)
}
