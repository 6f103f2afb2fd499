package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// exportFiles makes the files of an export. Each is written under another name
// beside its place, so that a file which is there already is whole at every moment.
type exportFiles struct {
	export
	several bool
	path    string // of the file being written
	open    *os.File
	buffer  *bufio.Writer
}

// create makes the next file; the one before is complete.
func (x *exportFiles) create(name string) (io.Writer, error) {
	if !x.several && x.to == "" {
		return x.program.out, x.mark(x.program.out)
	}
	if err := x.close(); err != nil {
		return nil, err
	}
	path := x.to
	if x.several {
		if err := os.MkdirAll(x.to, 0o777); err != nil {
			return nil, err
		}
		path = filepath.Join(x.to, name)
	}
	if dir := filepath.Dir(path); !exists(dir) {
		return nil, failed("make it first; -o makes no folders for a single file", "%s: there is no such folder", dir)
	}
	f, path, err := x.begin(path)
	if err != nil {
		return nil, err
	}
	x.open, x.path, x.buffer = f, path, bufio.NewWriterSize(f, 64<<10)
	return x.buffer, x.mark(x.buffer)
}

// mark begins a file with a byte-order mark if that was asked for.
func (x *exportFiles) mark(w io.Writer) error {
	if !x.bom {
		return nil
	}
	_, err := io.WriteString(w, "\ufeff")
	return err
}

// begin opens what is to become the file at path, which may be a link to it.
func (x *exportFiles) begin(path string) (f *os.File, place string, err error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, "", err
	case info.IsDir():
		return nil, "", failed("name a file in it", "%s: is a folder", path)
	case !x.force:
		return nil, "", errThere(path)
	case !info.Mode().IsRegular(): // a device or a pipe is written to, not replaced
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		return f, path, err
	default:
		if path, err = filepath.EvalSymlinks(path); err != nil {
			return nil, "", err
		}
	}
	name := fmt.Sprintf(".stet-%016x.tmp", rand.Uint64())
	f, err = os.OpenFile(filepath.Join(filepath.Dir(path), name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	return f, path, err
}

func errThere(path string) error {
	return failed("--force writes over it", "%s: this file is there already", path)
}

// close finishes the file that is being written and gives it its name.
func (x *exportFiles) close() error {
	f := x.open
	if x.open = nil; f == nil {
		return nil
	}
	err := errors.Join(x.buffer.Flush(), f.Close())
	if f.Name() == x.path {
		return err
	}
	if err == nil {
		err = x.rename(f.Name())
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

// rename puts the finished file in its place. Another that came there meanwhile stays
// unless --force was given.
func (x *exportFiles) rename(from string) error {
	if x.force {
		return os.Rename(from, x.path)
	}
	switch err := os.Link(from, x.path); {
	case errors.Is(err, fs.ErrExist):
		return errThere(x.path)
	case err != nil: // a file system without links
		return os.Rename(from, x.path)
	}
	return os.Remove(from)
}

// abandon takes away what was not finished.
func (x *exportFiles) abandon() {
	if f := x.open; f != nil {
		f.Close()
		if f.Name() != x.path {
			os.Remove(f.Name())
		}
		x.open = nil
	}
}
