package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// kills kills the program at some moment, again and again: while a note is written,
// while rows are changed in review, and while one act reaches many files.
func (b *bench) kills(times int) {
	home, lib := b.folder("home"), b.folder("library")
	ways := []func(home, lib string, n int){b.killTagging, b.killReview, b.killBulk}
	for n := range times {
		b.tried++
		ways[n%len(ways)](home, lib, n)
	}
}

// soon waits up to so many milliseconds.
func (b *bench) soon(ms int) { time.Sleep(time.Duration(b.random.IntN(ms*1000)) * time.Microsecond) }

// killTagging kills while a note is typed, accepted and saved. Once it was on the disk,
// in a draft or in the sidecar, it stays on the disk.
func (b *bench) killTagging(home, lib string, n int) {
	dir := b.folder(fmt.Sprintf("tagging/%d", n))
	article(dir + "/a.txt")
	s, err := start(dir, environment(home), b.stet, "a.txt")
	must(err)
	words := fmt.Sprintf("typed%dq", n)
	s.keys("\ta" + words)
	if !until(20*time.Second, func() bool { return stands(words, dir, home) }) {
		b.lose("kill %d: what was typed is not on the disk after 20 s", n)
	}
	b.soon(20)
	s.keys("\r")
	b.soon(60)
	s.kill()
	if !stands(words, dir, home) {
		b.lose("kill %d: a note that was typed is lost", n)
	}
}

// rows lays out so many articles with an annotation each.
func (b *bench) rows(home, name string, articles int) (dir string) {
	dir = b.folder(name)
	if _, err := os.Stat(dir + "/0.txt.alice.anno.json"); err == nil {
		return dir
	}
	for i := range articles {
		article(fmt.Sprintf("%s/%d.txt", dir, i))
		b.command(dir, home, "add", "claim", fmt.Sprintf("%d.txt", i), "--exact", "The tram will be dearer")
	}
	return dir
}

// killReview kills after one change in review was saved and while the next is.
func (b *bench) killReview(home, lib string, n int) {
	dir := b.rows(home, fmt.Sprintf("review/%d", n/30), 3)
	s, err := start(dir, environment(home), b.stet, "review", ".")
	must(err)
	first, second := fmt.Sprintf("first%dq", n), fmt.Sprintf("second%dq", n)
	s.keys("t" + first + "\r")
	if !until(20*time.Second, func() bool { return stands(first, dir) }) {
		b.lose("kill %d: a tag in review is not on the disk after 20 s", n)
	}
	s.keys("j" + "t" + second + "\r")
	b.soon(60)
	s.kill()
	if !stands(first, dir) {
		b.lose("kill %d: a tag that was saved in review is lost", n)
	}
}

// killBulk kills while one act tags all rows of many files: afterwards all have the tag,
// or none.
func (b *bench) killBulk(home, lib string, n int) {
	const articles = 8
	dir := b.rows(home, fmt.Sprintf("bulk/%d", n/30), articles)
	s, err := start(dir, environment(home), b.stet, "review", ".")
	must(err)
	tag := fmt.Sprintf("bulk%dq", n)
	s.keys("\x01t" + tag) // ctrl+a marks all rows
	if !s.sees(tag) {
		b.lose("kill %d: the card of tags did not come", n)
	}
	s.keys("\r")
	b.soon(50)
	s.kill()
	b.command(dir, home, "list", ".")
	have := 0
	sidecars, _ := filepath.Glob(dir + "/*.anno.json")
	for _, path := range sidecars {
		data, err := os.ReadFile(path)
		must(err)
		if strings.Contains(string(data), tag) {
			have++
		}
	}
	if have != 0 && have != articles {
		b.lose("kill %d: an act on %d files is done in %d of them", n, articles, have)
	}
}
