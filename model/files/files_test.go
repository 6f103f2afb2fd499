//go:build !windows

package files

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"stet/model/need"
)

// library is a folder beside another one with a secret in it.
func library(t *testing.T) (root, outside string) {
	t.Helper()
	dir := t.TempDir()
	root, outside = filepath.Join(dir, "library"), filepath.Join(dir, "secret.txt")
	for _, err := range []error{os.Mkdir(root, 0o777), os.WriteFile(outside, []byte("secret"), 0o600), os.WriteFile(filepath.Join(root, "codebook.toml"), []byte("name"), 0o600)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return root, outside
}

func TestLinksLeadNowhereOutOfALibrary(t *testing.T) {
	root, outside := library(t)
	for name, to := range map[string]string{"abs": outside, "rel": "../secret.txt", "zero": "/dev/zero", "dir": "..", "inside": "codebook.toml"} {
		if err := os.Symlink(to, filepath.Join(root, name)); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string]error{
		"codebook.toml": nil, "inside": nil, "abs": ErrOutside, "rel": ErrOutside, "zero": ErrOutside, "dir/secret.txt": ErrOutside, "../secret.txt": ErrOutside, "none": fs.ErrNotExist,
	} {
		data, err := ReadIn(root, name, 1<<10)
		if !errors.Is(err, want) || (err == nil) != (want == nil) {
			t.Errorf("%s: %q, %v; want %v", name, data, err, want)
		}
		if strings.Contains(string(data), "secret") {
			t.Errorf("%s leads out", name)
		}
		if err != nil && want == ErrOutside && !strings.Contains(err.Error(), filepath.Join(root, filepath.Base(filepath.Dir(name+"/x")))) && name != "dir/secret.txt" && name != "../secret.txt" {
			t.Errorf("%s: the error does not name it: %v", name, err)
		}
	}
	for _, name := range []string{"dir/made", "dir"} {
		if err := MakeDirIn(root, name); !errors.Is(err, ErrOutside) {
			t.Errorf("%s leads out of the library: %v", name, err)
		}
	}
	for range 2 {
		if err := MakeDirIn(root, ".stet/texts"); err != nil {
			t.Error(err)
		}
	}
	if err := MakeDirIn(root, "codebook.toml"); err == nil {
		t.Error("a file is taken for a folder")
	}
}

// Reading never waits for who writes into a pipe, and never reads a device.
func TestOnlyRegularFilesAreRead(t *testing.T) {
	root, _ := library(t)
	pipe := filepath.Join(root, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		need.Skip(t, need.Links, err)
	}
	for _, path := range []string{pipe, "/dev/zero", root} {
		if _, err := Read(path, 1<<20); !errors.Is(err, ErrSpecial) {
			t.Errorf("%s: %v", path, err)
		}
	}
	if _, err := ReadIn(root, "pipe", 1<<20); !errors.Is(err, ErrSpecial) {
		t.Errorf("in the library: %v", err)
	}
}

func TestNoMoreIsReadThanAllowed(t *testing.T) {
	root, _ := library(t)
	path := filepath.Join(root, "codebook.toml")
	if data, err := Read(path, 4); err != nil || string(data) != "name" {
		t.Errorf("%q, %v", data, err)
	}
	var large TooLarge
	if _, err := Read(path, 3); !errors.As(err, &large) || large.Most != 3 {
		t.Errorf("4 bytes where 3 are allowed: %v", err)
	}
	if _, err := Read("/proc/self/maps", 1<<20); err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file whose size is told as 0: %v", err)
	}
}
