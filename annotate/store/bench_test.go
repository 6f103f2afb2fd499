package store

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"stet/annotate"
)

// What an edit costs until it is on the disk, beside its floor: the same bytes
// written to a temporary file, synced, renamed, and the folder synced.
func BenchmarkEdit(b *testing.B) {
	for _, n := range []int{10, 10_000} {
		desk, a := long(b, n)
		f := open(b, desk, a)
		note := f.Set.Snapshot()[n/2]
		b.Run(fmt.Sprintf("%d annotations", n), func(b *testing.B) {
			for b.Loop() {
				changed := note.Clone()
				changed.Comment += "."
				e := annotate.Edit{Title: "note", Swaps: []annotate.Swap{{Before: note, After: changed}}}
				f.Set.Do(e)
				note = changed
				save(b, f)
				settle(b, f)
				if err := f.Did(e); err != nil {
					b.Fatal(err)
				}
			}
		})
		data, err := os.ReadFile(f.Path())
		if err != nil {
			b.Fatal(err)
		}
		dir := b.TempDir()
		b.Run(fmt.Sprintf("%d annotations, floor", n), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				if err := durably(dir, data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// settle makes a file's time of change an hour old: a person's edits are more than
// two seconds apart, within which a file is read again before it is written.
func settle(b *testing.B, f *File) {
	old := f.disk.time.Add(-time.Hour)
	if err := os.Chtimes(f.Path(), old, old); err != nil {
		b.Fatal(err)
	}
	f.disk.time = old
}

// durably writes a file in the way that cannot be done with less.
func durably(dir string, data []byte) error {
	temp := filepath.Join(dir, "temp")
	f, err := os.Create(temp)
	if err != nil {
		return err
	}
	if _, err := f.Write(data); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	if err := os.Rename(temp, filepath.Join(dir, "file")); err != nil {
		return err
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}
