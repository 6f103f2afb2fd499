package files

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"github.com/gofrs/flock"
)

// Append opens a file of stet's own for writing at its end; only the user may read a new
// one. It follows no link and waits for no pipe in the place of the file.
func Append(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_APPEND|os.O_CREATE|nonBlocking|noFollow, 0o600)
	if err != nil && unusable(path) {
		err = &fs.PathError{Op: "open", Path: path, Err: ErrSpecial}
	}
	return regular(f, path, err)
}

// AppendLines adds whole lines to a file of stet's own, and makes the file if needed. If
// an earlier write was cut off, a line end comes first: only the cut line is lost.
func AppendLines(path string, lines []byte) error {
	f, err := Append(path)
	if err != nil {
		return err
	}
	cut, err := endsWithinLine(f)
	if cut {
		lines = append([]byte{'\n'}, lines...)
	}
	if err == nil {
		_, err = f.Write(lines)
	}
	return errors.Join(err, f.Close())
}

// endsWithinLine reports whether the last line of a file has no end.
func endsWithinLine(f *os.File) (bool, error) {
	info, err := f.Stat()
	if err != nil || info.Size() == 0 {
		return false, err
	}
	var last [1]byte
	_, err = f.ReadAt(last[:], info.Size()-1)
	return last[0] != '\n', err
}

// unusable reports whether something lies there that is not a regular file.
func unusable(path string) bool {
	info, err := os.Lstat(path)
	return err == nil && !info.Mode().IsRegular()
}

// Replace replaces a file whole or not at all: readers see the old bytes or the new ones.
// It does not wait for the disk.
func Replace(path string, data []byte, mode fs.FileMode) error {
	temp := filepath.Join(filepath.Dir(path), ".tmp-"+rand.Text())
	f, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	defer os.Remove(temp) // fails once it is renamed
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return Patiently(func() error { return os.Rename(temp, path) })
}

// Lock returns the lock on a file of stet's own, which the first lock creates. Anything
// else in its place is put aside.
func Lock(path string, mode fs.FileMode) *flock.Flock {
	if unusable(path) {
		SetAside(path)
	}
	return flock.New(path, flock.SetFlag(os.O_CREATE|os.O_RDWR|nonBlocking|noFollow), flock.SetPermissions(mode))
}

// SetAside renames the file or folder at path, so that a new file can be written there:
// it adds the first free number to the name.
func SetAside(path string) (aside string, err error) {
	for n := 1; ; n++ {
		aside = path + "-" + strconv.Itoa(n)
		if _, err := os.Lstat(aside); errors.Is(err, fs.ErrNotExist) {
			return aside, os.Rename(path, aside)
		} else if err != nil {
			return "", err
		}
	}
}

// Aside is the error of a file of stet's own that cannot be used and was renamed, so that
// a new one can be written.
type Aside struct {
	What string // its content, for a person
	To   string // its new name
	Err  error  // why it cannot be used
}

func (e *Aside) Error() string {
	return fmt.Sprintf("%s cannot be read: %v; it is kept as %s", e.What, e.Err, e.To)
}

func (e *Aside) Unwrap() error { return e.Err }

// ReadOwn reads a file of stet's own of at most that many bytes; of a missing file it
// returns nil. Anything that can never be read is put aside, with the error [Aside].
func ReadOwn(path, what string, most int64) ([]byte, error) {
	data, err := Read(path, most)
	var large TooLarge
	switch {
	case errors.Is(err, fs.ErrNotExist) && !unusable(path):
		return nil, nil
	case err == nil && unusable(path), errors.Is(err, fs.ErrNotExist):
		return nil, PutAside(path, what, ErrLink) // nothing is written through it either
	case errors.Is(err, ErrSpecial), errors.Is(err, fs.ErrPermission), errors.As(err, &large):
		return nil, PutAside(path, what, err)
	case err != nil:
		return nil, fmt.Errorf("%s cannot be read: %w", what, err)
	}
	return data, nil
}

// PutAside renames a file of stet's own that cannot be used because of err, by
// [SetAside], and returns the error [Aside].
func PutAside(path, what string, err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	to, failed := SetAside(path)
	if failed != nil {
		return fmt.Errorf("%s cannot be read: %w: %s", what, err, path)
	}
	return &Aside{what, to, err}
}
