package store

import (
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"time"
)

// asNobody runs f with the rights of a user who owns nothing, if the tests run as root.
func asNobody(t *testing.T, f func()) {
	t.Helper()
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if os.Geteuid() == 0 {
		const nobody = 65534
		syscall.Setfsgid(nobody)
		syscall.Setfsuid(nobody)
		defer syscall.Setfsgid(0)
		defer syscall.Setfsuid(0)
	}
	f()
}

// A file whose lock nobody here may take is not written.
func TestALockThatCannotBeTaken(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	path := SidecarPath(a.Path, "alice")
	unlock, err := d.lock(path)
	if err != nil {
		t.Fatal(err)
	}
	unlock()
	locks, _ := filepath.Glob(filepath.Join(filepath.Dir(path), lockFolder, "*.lock"))
	if len(locks) != 1 {
		t.Fatalf("locks: %v", locks)
	}
	for at := filepath.Dir(path); at != os.TempDir() && at != "/"; at = filepath.Dir(at) {
		os.Chmod(at, 0o755)
	}
	os.Chmod(filepath.Dir(locks[0]), 0o755)
	if err := os.Chmod(locks[0], 0); err != nil {
		t.Fatal(err)
	}
	asNobody(t, func() {
		if f, err := os.Open(locks[0]); err == nil {
			f.Close()
			t.Skip("this user may read everything")
		}
		if unlock, err := d.lock(path); err == nil {
			unlock()
			t.Error("it is locked")
		}
	})
}

// A lock that somebody else's program has made is taken by whoever may read it only.
func TestALockOfAnotherUserIsTaken(t *testing.T) {
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for at := dir; at != os.TempDir() && at != "/"; at = filepath.Dir(at) {
		os.Chmod(at, 0o755)
	}
	name := filepath.Join(dir, "lock")
	if err := os.WriteFile(name, nil, 0o444); err != nil {
		t.Fatal(err)
	}
	asNobody(t, func() {
		if f, err := os.OpenFile(name, os.O_RDWR, 0); err == nil {
			f.Close()
			t.Skip("this user may write everything")
		}
		l, err := acquire(name, time.Now().Add(time.Minute))
		if err != nil {
			t.Errorf("it is not taken: %v", err)
			return
		}
		if _, err := acquire(name, time.Now()); err == nil {
			t.Error("it is taken twice")
		}
		l.Unlock()
	})
}
