//go:build !windows

package files

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"stet/model/need"
)

// hostile puts everything but a file in the place of a file, and returns what it is
// called.
func hostile(t *testing.T, dir string) (paths []string) {
	t.Helper()
	outside := filepath.Join(t.TempDir(), "diary")
	if err := os.WriteFile(outside, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if data, err := os.ReadFile(outside); err != nil || string(data) != "mine" {
			t.Errorf("a file elsewhere says %q now, %v", data, err)
		}
		if left, _ := os.ReadDir(filepath.Dir(outside)); len(left) != 1 {
			t.Errorf("elsewhere there are %v", left)
		}
	})
	for name, make := range map[string]func(string) error{
		"pipe":    func(p string) error { return syscall.Mkfifo(p, 0o600) },
		"link":    func(p string) error { return os.Symlink(outside, p) },
		"nowhere": func(p string) error { return os.Symlink(outside+"-made", p) },
		"endless": func(p string) error { return os.Symlink("/dev/zero", p) },
		"folder":  func(p string) error { return os.MkdirAll(filepath.Join(p, "more"), 0o700) },
	} {
		path := filepath.Join(dir, name)
		if err := make(path); err != nil {
			need.Skip(t, need.Links, err)
		}
		paths = append(paths, path)
	}
	slices.Sort(paths)
	return paths
}

// soon fails a test that waits for a pipe.
func soon(t *testing.T, what string, do func()) {
	t.Helper()
	done := make(chan bool)
	go func() { do(); close(done) }()
	select {
	case <-done:
	case <-time.After(10 * time.Second):
		t.Fatalf("%s: it waits", what)
	}
}

// Notes of stet's own are written into files alone: not through links, and without
// waiting for whoever reads a pipe.
func TestWritingAtTheEndFollowsNothing(t *testing.T) {
	dir := t.TempDir()
	for _, path := range hostile(t, dir) {
		soon(t, path, func() {
			if f, err := Append(path); !errors.Is(err, ErrSpecial) {
				t.Errorf("%s: %v, %v", path, f, err)
			}
		})
	}
	path := filepath.Join(dir, "notes")
	for _, text := range []string{"one\n", "two\n"} {
		f, err := Append(path)
		if err != nil {
			t.Fatal(err)
		}
		f.WriteString(text)
		f.Close()
	}
	if data, err := os.ReadFile(path); err != nil || string(data) != "one\ntwo\n" {
		t.Errorf("%q, %v", data, err)
	}
	if info, _ := os.Stat(path); info.Mode().Perm() != 0o600 {
		t.Errorf("others may read it: %v", info.Mode())
	}
}

// Whatever lies in the place of a lock, nobody waits for a pipe, and none is made
// through a link.
func TestALockFollowsNothing(t *testing.T) {
	dir := t.TempDir()
	for _, path := range hostile(t, dir) {
		soon(t, path, func() {
			l := Lock(path, 0o600)
			if free, err := l.TryLock(); !free || err != nil {
				t.Errorf("%s: %t, %v", path, free, err)
			}
			l.Unlock()
			if _, err := os.Lstat(path + "-1"); err != nil {
				t.Errorf("%s is gone: %v", path, err)
			}
		})
	}
	one, two := Lock(filepath.Join(dir, "lock"), 0o600), Lock(filepath.Join(dir, "lock"), 0o600)
	if free, err := one.TryLock(); !free || err != nil {
		t.Fatalf("the first: %t, %v", free, err)
	}
	if free, err := two.TryLock(); free || err != nil {
		t.Errorf("the second: %t, %v", free, err)
	}
	one.Unlock()
}

// What can never be read is put aside and named, and a new file can take its place.
func TestWhatCannotBeReadIsPutAside(t *testing.T) {
	dir := t.TempDir()
	large := filepath.Join(dir, "large")
	if err := os.WriteFile(large, []byte("seven of"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range append(hostile(t, dir), large) {
		soon(t, path, func() {
			_, err := ReadOwn(path, "the letters", 7)
			var aside *Aside
			if !errors.As(err, &aside) || aside.To != path+"-1" || !strings.HasPrefix(err.Error(), "the letters cannot be read: ") {
				t.Errorf("%s: %v", path, err)
				return
			}
			if _, err := os.Lstat(aside.To); err != nil {
				t.Errorf("%s is gone: %v", path, err)
			}
			if err := Replace(path, []byte("new"), 0o600); err != nil {
				t.Errorf("%s: %v", path, err)
			}
			if data, err := ReadOwn(path, "the letters", 7); err != nil || string(data) != "new" {
				t.Errorf("%s: %q, %v", path, data, err)
			}
		})
	}
	if data, err := ReadOwn(filepath.Join(dir, "missing"), "the letters", 7); data != nil || err != nil {
		t.Errorf("what is missing: %q, %v", data, err)
	}
	if _, err := ReadOwn(filepath.Join(large, "below"), "the letters", 7); err == nil || errors.Is(err, fs.ErrNotExist) {
		t.Errorf("below a file: %v", err)
	}
	if to, err := SetAside(large); err != nil || to != large+"-2" {
		t.Errorf("put aside again: %s, %v", to, err)
	}
}

// A line that is added is a line of its own, even behind one that a crash cut off.
func TestLinesAreAdded(t *testing.T) {
	for name, c := range map[string]struct{ was, want string }{
		"no file":       {"-", "new\n"},
		"an empty file": {"", "new\n"},
		"whole lines":   {"one\ntwo\n", "one\ntwo\nnew\n"},
		"a cut line":    {"one\ntw", "one\ntw\nnew\n"},
		"one letter":    {"o", "o\nnew\n"},
	} {
		path := filepath.Join(t.TempDir(), "lines")
		if c.was != "-" {
			if err := os.WriteFile(path, []byte(c.was), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if err := AppendLines(path, []byte("new\n")); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(path); string(got) != c.want || err != nil {
			t.Errorf("%s: %q, want %q, %v", name, got, c.want, err)
		}
	}
	if err := AppendLines(t.TempDir(), []byte("new\n")); err == nil {
		t.Error("lines are added to a folder")
	}
}
