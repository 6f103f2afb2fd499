package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"stet/model/files"
)

// A file is locked in a hidden folder beside it. There every program sees the lock,
// whatever its environment, its user and its host: flock(2) is a lock of the server
// on NFS (Linux 2.6.12 and later), and on Windows it is LockFileEx. A lock file is
// never removed: unlinking one that somebody waits for makes two locks of it, leaves
// a .nfs file on NFS, and fails on Windows. The folder holds a .gitignore that hides
// all of it from git, the .gitignore too.
//
// Versions before this locked in folders of the user's own. These locks are taken
// as well, so that old and new programs exclude each other.
const lockFolder = ".stet-lock"

// lockWait is how long a file may be locked by others before a save gives up.
const lockWait = 30 * time.Second

// lock takes the locks of a file, which the system releases when their holder dies.
// An error that is [ErrBusy] says that others had them for too long.
func (d *Desk) lock(path string) (unlock func(), err error) {
	until := time.Now().Add(lockWait)
	beside, err := lockBeside(path)
	if err != nil {
		return nil, fmt.Errorf("cannot lock: %w", err)
	}
	var held []*flock.Flock
	unlock = func() {
		for _, l := range slices.Backward(held) {
			l.Unlock()
		}
	}
	for i, name := range append([]string{beside}, d.earlierLocks(path)...) {
		l, err := acquire(name, until)
		switch {
		case errors.Is(err, ErrBusy), err != nil && i == 0:
			unlock()
			return nil, err
		case err == nil: // a folder of the user's own may be missing or closed
			held = append(held, l)
		}
	}
	return unlock, nil
}

// acquire takes one lock. In the order of the kernel's queue everybody gets it, which
// asking again and again does not warrant.
func acquire(name string, until time.Time) (*flock.Flock, error) {
	l := flock.New(name, flock.SetFlag(os.O_RDWR)) // NFS locks what was opened for writing
	free, err := l.TryLock()
	if errors.Is(err, fs.ErrPermission) {
		l = flock.New(name, flock.SetFlag(os.O_RDONLY))
		free, err = l.TryLock()
	}
	var pe *fs.PathError
	switch {
	case errors.As(err, &pe):
		return nil, fmt.Errorf("cannot lock %s: %w", name, pe.Err)
	case err != nil:
		return nil, fmt.Errorf("cannot lock: %w", err)
	case free:
		return l, nil
	}
	got, late := make(chan error, 1), time.NewTimer(time.Until(until))
	defer late.Stop()
	go func() { got <- l.Lock() }()
	select {
	case err := <-got:
		if err != nil {
			return nil, fmt.Errorf("cannot lock: %w", err)
		}
		return l, nil
	case <-late.C:
		go func() { // it comes too late, and is given back
			if <-got == nil {
				l.Unlock()
			}
		}()
		return nil, ErrBusy
	}
}

// lockBeside returns the file that is locked for another one, and makes it.
func lockBeside(path string) (string, error) {
	dir, name := filepath.Split(path)
	folder, err := firstUsable(filepath.Join(filepath.Clean(dir+"."), lockFolder), "", fs.FileMode.IsDir, makeLockFolder)
	if err != nil {
		return "", err
	}
	lock := filepath.Join(folder, hash(strings.ToLower(name))) // names may differ in case only
	return firstUsable(lock, ".lock", fs.FileMode.IsRegular, func(lock string) error { return makeLockFile(lock, dir+".") })
}

// firstUsable returns the first of path, path-1, path-2 and so on that is of the right
// kind or can be made: what somebody else put there stays, is not followed, and every
// program passes over it alike.
func firstUsable(path, end string, right func(fs.FileMode) bool, create func(string) error) (string, error) {
	at := path + end
	for n := range 10 {
		if n > 0 {
			at = fmt.Sprintf("%s-%d%s", path, n, end)
		}
		info, err := os.Lstat(at)
		if errors.Is(err, fs.ErrNotExist) {
			if err = create(at); err == nil {
				return at, nil
			}
			if errors.Is(err, fs.ErrExist) { // somebody was faster
				info, err = os.Lstat(at)
			}
		}
		if err != nil {
			return "", err
		}
		if right(info.Mode()) {
			return at, nil
		}
	}
	return "", fmt.Errorf("%s is in the way; remove it, stet keeps its locks there", at)
}

func makeLockFile(lock, beside string) error {
	f, err := os.OpenFile(lock, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	defer f.Close()
	if info, err := os.Stat(beside); err == nil { // whoever can write beside can lock
		f.Chmod(info.Mode().Perm() & 0o666)
	}
	return nil
}

func makeLockFolder(folder string) error {
	if err := os.Mkdir(folder, 0o777); err != nil {
		return err
	}
	if info, err := os.Stat(filepath.Dir(folder)); err == nil {
		os.Chmod(folder, info.Mode().Perm())
	}
	return os.WriteFile(filepath.Join(folder, ".gitignore"), []byte("*\n"), 0o666)
}

// earlierLocks returns where earlier versions lock a file: by its real path, in
// folders of the user's own.
func (d *Desk) earlierLocks(path string) (out []string) {
	dir, name := filepath.Split(path)
	if real, err := filepath.EvalSymlinks(filepath.Clean(dir)); err == nil {
		dir = real
	}
	if abs, err := filepath.Abs(dir); err == nil {
		dir = abs
	}
	file := hash(filepath.Join(dir, name)) + ".lock"
	for _, folder := range append([]string{d.Locks}, d.also...) {
		lock := filepath.Join(folder, file)
		if folder == "" || slices.Contains(out, lock) || os.MkdirAll(folder, 0o700) != nil {
			continue
		}
		if f, err := files.Append(lock); err == nil {
			f.Close()
			out = append(out, lock)
		}
	}
	slices.Sort(out) // in one order everywhere
	return out
}
