package format

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"stet/annotate"
	"stet/model"
)

// limited is a file on a disk that is full after some bytes.
type limited struct {
	left *int
	err  error
}

func (l limited) Write(p []byte) (int, error) {
	n := min(len(p), *l.left)
	*l.left -= n
	if n < len(p) {
		return n, l.err
	}
	return n, nil
}

// exports are the formats that are written without the article's own file.
func exports() []Format {
	return slices.DeleteFunc(slices.Clone(Formats), func(f Format) bool { return !f.Exports() || f.Itself })
}

// written is what an export of the tram writes, in bytes, and in how many files.
func written(t *testing.T, f Format) (bytes, names int) {
	t.Helper()
	var out files
	if _, err := f.Export(out.create, slices.Values([]Document{tram()})); err != nil {
		t.Fatal(f.Name, err)
	}
	for _, b := range out.data {
		bytes += b.Len()
	}
	return bytes, len(out.data)
}

// An export that cannot be written wholly fails, at whatever byte or file the disk
// fills up.
func TestAnExportThatCannotBeWrittenFails(t *testing.T) {
	full := errors.New("disk full")
	for _, f := range exports() {
		size, names := written(t, f)
		for n := 0; n < size; n += 1 + size/40 {
			left := n
			_, err := f.Export(func(string) (io.Writer, error) { return limited{&left, full}, nil }, slices.Values([]Document{tram()}))
			if !errors.Is(err, full) {
				t.Errorf("%s: after %d of %d bytes: %v", f.Name, n, size, err)
				break
			}
		}
		for n := range names {
			made := 0
			_, err := f.Export(func(string) (io.Writer, error) {
				if made++; made > n {
					return nil, full
				}
				return new(bytes.Buffer), nil
			}, slices.Values([]Document{tram()}))
			if !errors.Is(err, full) {
				t.Errorf("%s: file %d cannot be made: %v", f.Name, n+1, err)
			}
		}
	}
}

// sound counts the annotations of an import that are where their words are; one that
// is elsewhere is a fault.
func sound(t *testing.T, what string, docs []Document) (n int) {
	t.Helper()
	for _, d := range docs {
		off := model.NewOffsets(d.Article.Text)
		for _, a := range d.Annotations {
			p := a.Target.Place
			switch {
			case a.Target.Whole, a.Target.Annotation != "":
			case p.State == annotate.Orphan:
				continue
			case d.Article.Text == "":
			case p.Start < 0 || p.End < p.Start || int(p.End) > len(d.Article.Text):
				t.Errorf("%s: %q stands at %v", what, p.Quote.Exact, p.Range)
				continue
			case p.State == annotate.Exact && d.Article.Slice(p.Range) != p.Quote.Exact:
				t.Errorf("%s: at %v stands %q, not %q", what, p.Range, d.Article.Slice(p.Range), p.Quote.Exact)
			case off.CodePoint(p.Start) < 0:
				t.Errorf("%s: %v", what, p.Range)
			}
			n++
		}
	}
	return n
}

// reread reads what an export wrote after some change of it.
func reread(f Format, out files, change func([]byte) []byte) ([]Document, []Loss, error) {
	article := tram().Article
	src := out.source(article)
	name := src.Name
	src.Data = change(slices.Clone(src.Data))
	src.Name = name
	return f.Import(src)
}

// A file of which the end is missing is refused or what it lacks is told: no annotation
// vanishes in silence, but those of whole lines that are not there. Lines of words and
// columns do not say how many of them follow.
func TestHalfAFileIsTold(t *testing.T) {
	columns := []string{"brat", "conll-2002", "conll-2003", "csv"}
	for _, f := range exports() {
		if !f.Imports() || f.Binary || slices.Contains(columns, f.Name) {
			continue
		}
		var out files
		if _, err := f.Export(out.create, slices.Values([]Document{tram()})); err != nil {
			t.Fatal(err)
		}
		whole, before, err := reread(f, out, func(b []byte) []byte { return b })
		if err != nil {
			t.Fatal(f.Name, err)
		}
		all := sound(t, f.Name, whole)
		size := len(out.source().Data)
		for n := 1; n < size-1; n += 1 + size/60 {
			var cut []byte
			docs, losses, err := reread(f, out, func(b []byte) []byte { cut = b[:n]; return cut })
			if err != nil {
				continue
			}
			what := fmt.Sprintf("%s, %d of %d bytes", f.Name, n, size)
			got := sound(t, what, docs)
			lines := bytes.HasSuffix(cut, []byte("\n")) || bytes.HasPrefix(out.source().Data[n:], []byte("\n"))
			if got < all && len(losses) <= len(before) && !lines {
				t.Errorf("%s: %d of %d annotations are there and nothing is told; the end is %q", what, got, all, cut[max(0, n-40):])
				break
			}
		}
	}
}

var number = regexp.MustCompile(`\b\d+\b`)

// A negative number in the place of any number, or one beyond every text, places no
// annotation on other words: the file is refused, the loss is told, or the words are
// found again by themselves.
func TestWrongOffsetsPlaceNothing(t *testing.T) {
	for _, f := range exports() {
		if !f.Imports() || f.Binary {
			continue
		}
		var out files
		if _, err := f.Export(out.create, slices.Values([]Document{tram()})); err != nil {
			t.Fatal(err)
		}
		data := out.source().Data
		whole, _, err := reread(f, out, func(b []byte) []byte { return b })
		if err != nil {
			t.Fatal(f.Name, err)
		}
		words := map[string]bool{}
		for _, d := range whole {
			for _, a := range d.Annotations {
				words[a.Target.Quote.Exact] = true
			}
		}
		places := number.FindAllIndex(data, -1)
		for i, at := range places {
			if len(places) > 150 && i%(len(places)/150) != 0 {
				continue
			}
			for _, wrong := range []string{"-1", "-7", "99999", strconv.Itoa(1 << 40)} {
				docs, losses, err := reread(f, out, func(b []byte) []byte {
					return slices.Concat(b[:at[0]], []byte(wrong), b[at[1]:])
				})
				if err != nil {
					continue
				}
				what := fmt.Sprintf("%s, %s for %s after %q", f.Name, wrong, data[at[0]:at[1]], data[max(0, at[0]-20):at[0]])
				sound(t, what, docs)
				for _, d := range docs {
					for _, a := range d.Annotations {
						if q := a.Target.Quote.Exact; q != "" && !words[q] && a.Target.State != annotate.Orphan && len(losses) == 0 {
							t.Errorf("%s: an annotation of %q is there, and nothing is told", what, q)
						}
					}
				}
			}
		}
	}
}
