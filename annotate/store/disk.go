package store

import (
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"stet/model/files"
)

// A state is what a file was when it was last looked at; the zero state means
// that the file is missing.
type state struct {
	exists bool
	size   int64
	time   time.Time
	mode   fs.FileMode
	sum    [sha256.Size]byte
	seen   time.Time
}

// readFile reads a file of at most MaxSize bytes.
func readFile(path string) ([]byte, state, error) {
	f, err := files.Open(path)
	if err != nil {
		return nil, state{}, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, state{}, err
	}
	if info.Size() > MaxSize {
		return nil, state{}, &fs.PathError{Op: "read", Path: path, Err: fmt.Errorf("larger than %d MB", MaxSize>>20)}
	}
	data := make([]byte, info.Size()+1)
	n, err := io.ReadFull(f, data)
	if err != io.ErrUnexpectedEOF && err != io.EOF {
		return nil, state{}, &fs.PathError{Op: "read", Path: path, Err: errors.New("it grew while it was read")}
	}
	data = data[:n:n]
	return data, stateOf(info, sha256.Sum256(data)), nil
}

func stateOf(info fs.FileInfo, sum [sha256.Size]byte) state {
	return state{
		exists: true, size: info.Size(), time: info.ModTime(), mode: info.Mode(),
		sum: sum, seen: time.Now(),
	}
}

// racy is how long after a file's time of change another change may bear the
// same time: file systems count in ticks of up to two seconds.
const racy = 2 * time.Second

// same reports whether a file is certainly as it was, by its size and time.
func (s state) same(path string) bool {
	info, err := os.Stat(path)
	if err != nil {
		return !s.exists && errors.Is(err, fs.ErrNotExist)
	}
	return s.exists && info.Size() == s.size && info.ModTime().Equal(s.time) && s.seen.Sub(s.time) > racy
}

// A tempFile is what is written before it takes a file's place.
type tempFile interface {
	io.Writer
	Sync() error
	Close() error
}

// make makes a temporary file that is not there yet.
func (d *Desk) make(path string) (tempFile, error) {
	if d.create != nil {
		return d.create(path)
	}
	return createTemp(path)
}

func createTemp(path string) (tempFile, error) {
	return os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
}

// errChanged says that a file was changed while it was about to be replaced.
var errChanged = errors.New("changed on the disk")

// replace writes data and puts it in the place of a file, so that at every
// moment the whole old file or the whole new one is there, also after a loss of
// power. Still is asked just before, and may stop it.
func (d *Desk) replace(path string, data []byte, mode fs.FileMode, still func() error) (err error) {
	temp := tempName(path)
	f, err := d.make(temp)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(temp)
		}
	}()
	if _, err := f.Write(data); err != nil {
		f.Close()
		return err
	}
	if err := f.Sync(); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	if mode != 0 {
		if err := os.Chmod(temp, mode.Perm()); err != nil {
			return err
		}
	}
	if err := still(); err != nil {
		return err
	}
	if err := files.Patiently(func() error { return os.Rename(temp, path) }); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

// Replace puts data in the place of a file, whole or not at all.
func Replace(path string, data []byte) error {
	mode := fs.FileMode(0)
	if info, err := os.Stat(path); err == nil {
		mode = info.Mode()
	}
	return (&Desk{}).replace(path, data, mode, func() error { return nil })
}

// Put writes a file of the desk's own, for the user's eyes only, whole or not at
// all. It makes the folder.
func (d *Desk) Put(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	return d.replace(path, data, 0o600, func() error { return nil })
}

const tempPattern = ".*.stet-tmp"

func tempName(path string) string {
	dir, name := filepath.Split(path)
	return dir + "." + sidecarStem(name) + "." + rand.Text()[:8] + ".stet-tmp"
}

// A temporary file is swept only once it is old: a writer elsewhere, which locks
// otherwise or whose clock differs, may still be at it.
const sweptAfter = time.Hour

// sweep removes what writers that died have left of a file. How old that is counts
// from now, a time of the same file system.
func sweep(path string, now time.Time) {
	dir, name := filepath.Split(path)
	left, _ := filepath.Glob(escapeGlob(dir+"."+sidecarStem(name)) + tempPattern)
	for _, temp := range left {
		if info, err := os.Lstat(temp); err == nil && now.Sub(info.ModTime()) > sweptAfter {
			os.Remove(temp)
		}
	}
}

// canWrite reports whether files can be made in a folder.
func (d *Desk) canWrite(dir string) bool {
	temp := tempName(filepath.Join(dir, "stet"))
	f, err := d.make(temp)
	if err != nil {
		return false
	}
	f.Close()
	return os.Remove(temp) == nil
}

// escapeGlob makes a pattern that matches only s.
func escapeGlob(s string) string {
	var out []byte
	for i := 0; i < len(s); i++ {
		if s[i] == '*' || s[i] == '?' || s[i] == '[' || s[i] == '\\' {
			out = append(out, '\\')
		}
		out = append(out, s[i])
	}
	return string(out)
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// rename moves a file without ever replacing another.
func rename(from, to string) error {
	if err := os.Link(from, to); err != nil {
		return err
	}
	if err := os.Remove(from); err != nil {
		return err
	}
	return syncDir(filepath.Dir(to))
}
