// Package files reads and makes files that somebody else may have prepared: those
// of a library that was cloned, and those that a name in another file leads to.
//
// It reads regular files only, never waits for a pipe or a device, and never more
// than its caller allows. In a library it follows no link that leads out of it. It
// refuses to know what is in a file.
package files

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Errors of files that are not read or made, whoever may read them. They come in a
// [*fs.PathError], with the path.
var (
	ErrSpecial = errors.New("not a regular file")
	ErrOutside = errors.New("a link that leads out of the library")
	ErrLink    = errors.New("a link")
	ErrDamaged = errors.New("it is damaged")
)

// A TooLarge is the error of a file of more bytes than are read.
type TooLarge struct{ Most int64 } // bytes

func (e TooLarge) Error() string {
	if e.Most < 1<<20 {
		return fmt.Sprintf("larger than %d KB", e.Most>>10)
	}
	return fmt.Sprintf("larger than %d MB", e.Most>>20)
}

// Open opens a regular file for reading.
func Open(path string) (*os.File, error) {
	var f *os.File
	err := Patiently(func() (err error) {
		f, err = os.OpenFile(path, os.O_RDONLY|nonBlocking, 0)
		return err
	})
	return regular(f, path, err)
}

// Read returns what is in a regular file of at most that many bytes.
func Read(path string, most int64) ([]byte, error) {
	f, err := Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return bounded(f, path, most)
}

// ReadIn returns what is in the regular file of that name, with slashes, in the
// library at root.
func ReadIn(root, name string, most int64) ([]byte, error) {
	path := filepath.Join(root, filepath.FromSlash(name))
	r, err := os.OpenRoot(root)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	f, err := r.OpenFile(filepath.FromSlash(name), os.O_RDONLY|nonBlocking, 0)
	if f, err = regular(f, path, within(path, err)); err != nil {
		return nil, err
	}
	defer f.Close()
	return bounded(f, path, most)
}

// MakeDirIn makes a folder, and those above it, in the library at root.
func MakeDirIn(root, name string) error {
	r, err := os.OpenRoot(root)
	if err != nil {
		return err
	}
	defer r.Close()
	name = filepath.FromSlash(name)
	err = r.MkdirAll(name, 0o777)
	if err == nil || errors.Is(err, fs.ErrExist) {
		var info fs.FileInfo
		if info, err = r.Stat(name); err == nil && !info.IsDir() {
			err = fs.ErrExist
		}
	}
	return within(filepath.Join(root, name), err)
}

// within gives the error of a name in a library its path and a reason that a
// person understands.
func within(path string, err error) error {
	if err != nil && escapes(err) {
		return &fs.PathError{Op: "open", Path: path, Err: ErrOutside}
	}
	return err
}

// escapes reports whether os.Root refused to follow a link. The innermost error has no
// name of its own.
func escapes(err error) bool {
	for inner := err; inner != nil; inner = errors.Unwrap(inner) {
		err = inner
	}
	return err.Error() == "path escapes from parent"
}

// regular refuses everything but regular files.
func regular(f *os.File, path string, err error) (*os.File, error) {
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = &fs.PathError{Op: "open", Path: path, Err: ErrSpecial}
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

func bounded(f *os.File, path string, most int64) ([]byte, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.Size() > most {
		return nil, &fs.PathError{Op: "read", Path: path, Err: TooLarge{most}}
	}
	data := make([]byte, 0, info.Size()+1)
	for {
		n, err := f.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		switch {
		case int64(len(data)) > most: // it grew meanwhile
			return nil, &fs.PathError{Op: "read", Path: path, Err: TooLarge{most}}
		case err == io.EOF:
			return data, nil
		case err != nil:
			return nil, err
		}
		if len(data) == cap(data) {
			data = append(data, 0)[:len(data)]
		}
	}
}
