package store

import (
	"bytes"
	"io"
	"slices"
	"sort"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/files"
)

const (
	// glancePart is how much of a file is read at a time to find an annotation,
	// of which most have 2 KB, and glanceMost how much is read in all.
	glancePart = 32 << 10
	glanceMost = 4 << 20
	// glanceBack is how far before the asked-for text, in code points, an
	// annotation may begin that reaches into it.
	glanceBack = 2000
)

// Glance returns those of the desk's own annotations that are in a range of the
// text, before [Desk.Open] has read all of a large sidecar: it looks for them where
// they lie in the file by the order in which stet writes. Of a file in another
// order, and of words that have moved, it returns less. The annotations are to be
// shown and not to be changed: their places may be in a text that is not yet
// wholly read.
func (d *Desk) Glance(a *model.Article, within model.Range) []*annotate.Annotation {
	path, _ := d.find(a)
	f, err := files.Open(path)
	if err != nil {
		return nil
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil
	}
	off := model.NewOffsets(a.Text)
	g := glance{file: f, size: info.Size(), left: glanceMost, kinds: kind.All.With(d.Kinds(a.Path))}
	from, to := off.CodePoint(within.Start), off.CodePoint(within.End)
	begin := g.find(0) // behind what was refused
	if begin < 0 {
		return nil
	}
	first := sort.Search(int((g.size-begin)/glancePart), func(i int) bool {
		next, _ := g.next(begin + int64(i)*glancePart)
		return next == nil || next.Target.Quote.Start >= from-glanceBack
	})
	var found []*annotate.Annotation
	for at := begin + int64(max(0, first-1))*glancePart; ; {
		next, end := g.next(at)
		if next == nil || next.Target.Quote.Start >= to {
			break
		}
		if next.Target.Quote.End > from && stands(a.Text, off, next) {
			found = append(found, next)
		}
		at = end
	}
	anchor.NewFinder(a, off, nil).FindAll(found)
	return slices.DeleteFunc(found, func(a *annotate.Annotation) bool { // of which it is not sure that they are meant
		return off.CodePoint(a.Target.Start) != a.Target.Quote.Start
	})
}

// stands reports whether the words of an annotation are where it says.
func stands(text string, off *model.Offsets, a *annotate.Annotation) bool {
	q := a.Target.Quote
	start, ok := off.PosOfCodePoint(q.Start)
	return ok && len(text)-int(start) >= len(q.Exact) && text[start:int(start)+len(q.Exact)] == q.Exact
}

// A glance reads single annotations of a file.
type glance struct {
	file  io.ReaderAt
	size  int64
	left  int    // bytes that may still be read
	part  []byte // of the file
	from  int64  // where that begins
	kinds kind.Rows
}

// Where an annotation begins and ends in a file that stet wrote.
var (
	itemBegins = []byte("\n      {\n")
	itemEnds   = []byte("\n      }")
)

// next returns the first annotation of words that begins at an offset of the file
// or behind it, and where it ends; nil if none is found.
func (g *glance) next(at int64) (*annotate.Annotation, int64) {
	for {
		raw, end := g.item(at)
		if raw == nil {
			return nil, 0
		}
		if a, err := decodeItem(raw, "", false, g.kinds); err == nil && a.Target.Quote.Exact != "" {
			return a, end
		}
		at = end
	}
}

// item returns the bytes of the first element at or behind an offset, and where
// it ends; nil if absent.
func (g *glance) item(at int64) ([]byte, int64) {
	if at = g.find(at); at < 0 {
		return nil, 0
	}
	for {
		part := g.part[at-g.from:]
		if end := bytes.Index(part, itemEnds); end >= 0 {
			end += len(itemEnds)
			return part[1:end:end], at + int64(end)
		}
		if !g.read(at, max(2*len(part), glancePart)) {
			return nil, 0
		}
	}
}

// find returns the line end before the first element at or behind an offset, and
// has it read; -1 if absent.
func (g *glance) find(at int64) int64 {
	for {
		if skip := at - g.from; skip >= 0 && skip < int64(len(g.part)) {
			if i := bytes.Index(g.part[skip:], itemBegins); i >= 0 {
				return at + int64(i)
			}
			at = max(at, g.from+int64(len(g.part)-len(itemBegins)+1))
		}
		if !g.read(at, glancePart) {
			return -1
		}
	}
}

// read reads n bytes from an offset on, or what is left of the file. What was read
// before stays as it is: annotations keep their bytes. It returns false where that
// brings nothing new.
func (g *glance) read(at int64, n int) bool {
	n = int(min(int64(n), g.size-at))
	if n < len(itemBegins) || n > g.left || at == g.from && n == len(g.part) {
		return false
	}
	g.left -= n
	g.part, g.from = make([]byte, n), at
	_, err := g.file.ReadAt(g.part, at)
	return err == nil
}
