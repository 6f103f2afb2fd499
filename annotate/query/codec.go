package query

import (
	"encoding/binary"
	"errors"
	"math"
	"time"

	"stet/annotate"
	"stet/model/library"
)

// The index is a cache of our own, read once at every start of a review, and
// decoding 100,000 annotations from JSON takes ten times as long as the rest of
// the start. So it is a flat sequence of varints and strings, and the strings
// of the decoded rows are slices of the file.

// indexVersion changes with the meaning of what is written; an index of another
// version is as good as none.
const indexVersion = "stet rows 9\n"

var errIndex = errors.New("no index of this version, or a damaged one")

func encodeIndex(folders []*cachedSidecar) []byte {
	e := encoder{append([]byte(nil), indexVersion...)}
	rows, details, tags := 0, 0, 0
	for _, s := range folders {
		rows += len(s.rows)
		for i := range s.rows {
			details += len(s.rows[i].Details)
			tags += len(s.rows[i].Tags)
		}
	}
	for _, n := range []int{len(folders), rows, details, tags} {
		e.int(n)
	}
	for _, s := range folders {
		e.cachedSidecar(s)
	}
	return e.b
}

func decodeIndex(data string) ([]*cachedSidecar, error) {
	if len(data) < len(indexVersion) || data[:len(indexVersion)] != indexVersion {
		return nil, errIndex
	}
	d := decoder{s: data[len(indexVersion):]}
	folders, rows, details, tags := d.count(shelfBytes), d.count(rowBytes), d.count(2), d.count(1)
	d.rows, d.details, d.tags = make([]Row, rows), make([]Detail, details), make([]string, tags)
	shelves, all := make([]cachedSidecar, folders), make([]*cachedSidecar, folders)
	for i := range shelves {
		d.cachedSidecar(&shelves[i])
		all[i] = &shelves[i]
	}
	if d.bad || d.s != "" {
		return nil, errIndex
	}
	return all, nil
}

type encoder struct{ b []byte }

func (e *encoder) int(n int)    { e.b = binary.AppendVarint(e.b, int64(n)) }
func (e *encoder) str(s string) { e.int(len(s)); e.b = append(e.b, s...) }
func (e *encoder) bool(v bool) {
	n := 0
	if v {
		n = 1
	}
	e.int(n)
}

// time keeps a zero time zero, and the nanoseconds of a file's stamp.
func (e *encoder) time(t time.Time) {
	e.bool(!t.IsZero())
	if !t.IsZero() {
		e.b = binary.AppendVarint(e.b, t.Unix())
		e.int(t.Nanosecond())
	}
}

func (e *encoder) file(f library.File) {
	e.str(f.Path)
	e.int(int(f.Size))
	e.time(f.ModTime)
}

func (e *encoder) cachedSidecar(s *cachedSidecar) {
	e.file(s.sidecar)
	e.file(s.article)
	e.str(s.name)
	e.str(s.title)
	e.str(s.source)
	e.str(s.annotator)
	e.str(s.problem)
	e.bool(s.ofArticle)
	e.str(s.kinds)
	e.time(s.published)
	e.time(s.coded)
	e.int(len(s.rows))
	for i := range s.rows {
		e.row(&s.rows[i])
	}
}

func (e *encoder) row(r *Row) {
	for _, s := range []string{r.ID, r.Kind, r.Who, r.To, r.Label, r.On, r.Words, r.Prefix, r.Suffix, r.Comment, string(r.How), r.Generator, r.text} {
		e.str(s)
	}
	e.int(len(r.Details))
	for _, d := range r.Details {
		e.str(d.Name)
		e.str(d.Value)
	}
	e.int(len(r.Tags))
	for _, t := range r.Tags {
		e.str(t)
	}
	for _, n := range []int{int(r.State), r.Start, r.End, r.Line, int(math.Round(100 * r.Score))} {
		e.int(n)
	}
	e.bool(r.Whole)
	e.time(r.Created)
	e.time(r.Modified)
}

// A decoder reads what an encoder wrote. After the first mistake it is bad and
// gives zero values.
type decoder struct {
	s       string
	bad     bool
	rows    []Row // what is left of the room for all rows
	details []Detail
	tags    []string
}

func (d *decoder) int() int {
	var n uint64
	for i := range min(len(d.s), binary.MaxVarintLen64) {
		c := d.s[i]
		n |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			d.s = d.s[i+1:]
			return int(int64(n>>1) ^ -int64(n&1)) // zigzag, as binary.AppendVarint
		}
	}
	d.bad, d.s = true, ""
	return 0
}

// The least bytes that an empty one takes: what bounds the memory that a
// damaged index can ask for.
const (
	shelfBytes = 13
	rowBytes   = 21
)

// count reads how many parts follow, each of at least that many bytes.
func (d *decoder) count(least int) int {
	n := d.int()
	if n < 0 || n > len(d.s)/least {
		d.bad, d.s = true, ""
		return 0
	}
	return n
}

func (d *decoder) str() string {
	n := d.count(1)
	s := d.s[:n]
	d.s = d.s[n:]
	return s
}

func (d *decoder) bool() bool { return d.int() != 0 }

func (d *decoder) time() time.Time {
	if !d.bool() {
		return time.Time{}
	}
	sec := d.int()
	return time.Unix(int64(sec), int64(d.int())).UTC()
}

func (d *decoder) file() library.File {
	return library.File{Path: d.str(), Size: int64(d.int()), ModTime: d.time()}
}

func (d *decoder) cachedSidecar(s *cachedSidecar) {
	s.sidecar, s.article = d.file(), d.file()
	s.name, s.title, s.source, s.annotator, s.problem = d.str(), d.str(), d.str(), d.str(), d.str()
	s.ofArticle, s.kinds = d.bool(), d.str()
	s.published, s.coded = d.time(), d.time()
	s.rows = take(d, &d.rows)
	for i := range s.rows {
		d.row(&s.rows[i])
		s.dress(&s.rows[i])
	}
}

func (d *decoder) row(r *Row) {
	for _, s := range []*string{&r.ID, &r.Kind, &r.Who, &r.To, &r.Label, &r.On, &r.Words, &r.Prefix, &r.Suffix, &r.Comment} {
		*s = d.str()
	}
	r.How, r.Generator, r.text = annotate.How(d.str()), d.str(), d.str()
	r.Details = take(d, &d.details)
	for i := range r.Details {
		r.Details[i] = Detail{d.str(), d.str()}
	}
	r.Tags = take(d, &d.tags)
	for i := range r.Tags {
		r.Tags[i] = d.str()
	}
	r.State, r.Start, r.End, r.Line = annotate.State(d.int()), d.int(), d.int(), d.int()
	r.Score = float64(d.int()) / 100
	r.Whole, r.Created, r.Modified = d.bool(), d.time(), d.time()
	if r.State < annotate.Exact || r.State > annotate.Orphan {
		d.bad, r.State = true, annotate.Orphan
	}
}

// take reads a length and cuts that many off the room that was made for all.
func take[T any](d *decoder, room *[]T) []T {
	n := d.int()
	if n < 0 || n > len(*room) {
		d.bad = true
		return nil
	}
	if n == 0 {
		return nil
	}
	part := (*room)[:n:n]
	*room = (*room)[n:]
	return part
}
