package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// full lets the disk be full at every write of a session: a small tmpfs has room for one
// page more each time, for the library, for the home, and for both.
func (b *bench) full(pages int) {
	if os.Geteuid() != 0 {
		fmt.Println("full: skipped, only root can mount a small disk")
		b.tried++
		return
	}
	small := b.folder("small")
	for _, where := range []string{"library", "home", "both"} {
		for room := range pages {
			if err := exec.Command("mount", "-t", "tmpfs", "-o", "size=400k,mode=755", "tmpfs", small).Run(); err != nil {
				fmt.Println("full: skipped, nothing can be mounted here")
				b.tried++
				return
			}
			b.tried++
			b.fill(small, where, room)
			exec.Command("umount", "-l", small).Run()
		}
	}
}

// fill runs a session on a disk with room for so many pages.
func (b *bench) fill(small, where string, room int) {
	name := fmt.Sprintf("full/%s-%d", where, room)
	lib, home := b.folder(name+"/library"), b.folder(name+"/home")
	if where != "home" {
		lib = filepath.Join(small, "library")
	}
	if where != "library" {
		home = filepath.Join(small, "home")
	}
	must(os.MkdirAll(lib, 0o755))
	must(os.MkdirAll(home, 0o755))
	article(lib + "/a.txt")
	leaveRoom(small, room)
	words := []string{fmt.Sprintf("one%dq", room), fmt.Sprintf("two%dq", room)}
	s, err := start(lib, environment(home), b.stet, "a.txt")
	must(err)
	if !s.sees("quote") {
		b.lose("%s: it does not open: %s", name, s.bytes())
	}
	for _, w := range words {
		s.keys("\ta" + w + "\r")
		time.Sleep(150 * time.Millisecond)
	}
	code, ended := b.leave(s, "q")
	for _, w := range words {
		switch {
		case stands(w, lib, home):
		case ended && code == 0:
			b.lose("%s: %s is gone, and the program ended with 0", name, w)
		default:
			b.told++
		}
	}
	if !ended {
		b.lose("%s: it cannot be left", name)
		s.kill()
		return
	}
	// With room again, what was promised for the next start is done.
	kept := map[string]bool{}
	for _, w := range words {
		kept[w] = stands(w, lib, home)
	}
	must(os.Remove(small + "/filler"))
	b.command(lib, home, "list", ".")
	for _, w := range words {
		if kept[w] && !stands(w, lib, home) {
			b.lose("%s: %s was kept, and the next start lost it", name, w)
		}
	}
}

// leaveRoom fills a disk up to so many pages.
func leaveRoom(dir string, pages int) {
	f, err := os.Create(filepath.Join(dir, "filler"))
	must(err)
	defer f.Close()
	page := make([]byte, 4096)
	written := int64(0)
	for {
		n, err := f.Write(page)
		written += int64(n)
		if err != nil {
			break
		}
	}
	must(f.Truncate(max(0, written-int64(pages)*4096)))
}

// leave types the way out until the program has ended, as somebody does who was told
// what is not saved, and goes all the same.
func (b *bench) leave(s *session, key string) (code int, ended bool) {
	for range 12 {
		s.keys(key)
		if code, ended = s.ended(1500 * time.Millisecond); ended {
			return code, true
		}
	}
	return 0, false
}

// faults are how a sync of the disk goes wrong, as strace has it.
var faults = []string{"delay_enter=400000", "delay_enter=2500000", "error=EIO", "error=ENOSPC"}

// ways are all ways to leave an article while its note is being saved.
var ways = []struct {
	name  string
	leave func(*session)
}{
	{"q", func(s *session) { s.keys("q") }},
	{"J q", func(s *session) { s.keys("Jq") }},
	{"K q", func(s *session) { s.keys("Kq") }},
	{"D q", func(s *session) { s.keys("Dq") }},
	{"R q q", func(s *session) { s.keys("Rqq") }},
	{"esc q", func(s *session) { s.keys("\x1b"); time.Sleep(100 * time.Millisecond); s.keys("q") }},
	{"ctrl+c", func(s *session) { s.keys("\x03") }},
	{"SIGTERM", func(s *session) { s.signal(syscall.SIGTERM) }},
	{"SIGHUP", func(s *session) { s.signal(syscall.SIGHUP) }},
	{"closing the terminal", func(s *session) { s.hangUp() }},
}

// signal is for the program below strace.
func (s *session) signal(sig syscall.Signal) {
	out, _ := exec.Command("pgrep", "-P", strconv.Itoa(s.cmd.Process.Pid)).Output()
	if pid, err := strconv.Atoi(strings.TrimSpace(string(out))); err == nil {
		syscall.Kill(pid, sig)
	}
}

// fsyncs has each sync of the disk be slow, or fail, and leaves in every way.
func (b *bench) fsyncs(times int) {
	if _, err := exec.LookPath("strace"); err != nil {
		fmt.Println("fsyncs: skipped, there is no strace")
		b.tried++
		return
	}
	for n := range times {
		for _, fault := range faults {
			for _, w := range ways {
				b.tried++
				b.syncs(fmt.Sprintf("fsyncs/%d-%s-%s", n, fault, strings.ReplaceAll(w.name, " ", "")), fault, w.leave)
			}
		}
	}
}

func (b *bench) syncs(name, fault string, leave func(*session)) {
	lib, home := b.folder(name+"/library"), b.folder(name+"/home")
	for _, file := range []string{"a.txt", "b.txt", "c.txt"} {
		article(filepath.Join(lib, file))
	}
	s, err := start(lib, environment(home), "strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync,fdatasync,sync_file_range",
		"-e", "inject=fsync,fdatasync:"+fault, b.stet, "b.txt")
	must(err)
	if !s.sees("quote") {
		b.lose("%s: it does not open: %s", name, s.bytes())
	}
	const words = "slowly typed"
	s.keys("\ta" + words)
	time.Sleep(50 * time.Millisecond)
	s.keys("\r")
	time.Sleep(20 * time.Millisecond)
	leave(s)
	code, ended := s.ended(15 * time.Second)
	if !ended { // it asks
		if code, ended = b.leave(s, "q"); !ended {
			b.lose("%s: it cannot be left: %s", name, tail(s.bytes()))
			s.kill()
			return
		}
	}
	switch {
	case stands(words, lib, home):
	case code == 0:
		b.lose("%s: the note is gone, and the program ended with 0", name)
	default:
		b.told++
	}
}

func tail(drawn []byte) []byte { return drawn[max(0, len(drawn)-300):] }
