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
	for name, want := range map[string]error{"codebook.toml": fs.ErrExist, "codebook.toml/below": syscall.ENOTDIR} {
		if err := MakeDirIn(root, name); !errors.Is(err, want) {
			t.Errorf("a folder in the place of %s: %v, want %v", name, err, want)
		}
	}
	if err := os.Symlink(".stet", filepath.Join(root, "alias")); err != nil {
		t.Fatal(err)
	}
	if err := MakeDirIn(root, "alias"); err != nil {
		t.Errorf("a link to a folder in the library is a folder: %v", err)
	}
	if info, err := os.Stat(filepath.Join(root, ".stet/texts")); err != nil || !info.IsDir() {
		t.Errorf("the folder was not made: %v", err)
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
	if data, err := ReadIn(root, "codebook.toml", 4); err != nil || string(data) != "name" {
		t.Errorf("in the library %q, %v", data, err)
	}
	for most, want := range map[int64]string{1 << 10: "larger than 1 KB", 1<<20 - 1: "larger than 1023 KB", 1 << 20: "larger than 1 MB", 256 << 20: "larger than 256 MB"} {
		if got := (TooLarge{most}).Error(); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	var large TooLarge
	if _, err := Read(path, 3); !errors.As(err, &large) || large.Most != 3 {
		t.Errorf("4 bytes where 3 are allowed: %v", err)
	}
	if data, err := Read("/proc/self/maps", 1<<20); !errors.Is(err, fs.ErrNotExist) && (err != nil || len(data) == 0) {
		t.Errorf("a file whose size is told as 0: %d bytes, %v", len(data), err)
	}
	if _, err := Read("/proc/self/maps", 64); !errors.Is(err, fs.ErrNotExist) && !errors.As(err, &large) {
		t.Errorf("a file of more than it tells: %v", err)
	}
}
