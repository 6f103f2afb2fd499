package quotation

import (
	"encoding/binary"
	"slices"

	"stet/model"
	"stet/model/mention"
)

// A List holds what [Find] returns in a tenth of the memory, some 30 bytes a
// quotation: an interface keeps those of a whole article, of which a text of 10 MB
// has 90,000, and shows a few at a time. It is immutable.
type List struct {
	places  []place
	data    []byte
	strings []string // that quotations share
	article *model.Article
	names   *mention.Found
	said    int
}

// A place is where a quotation's words begin and end, and where in data it is.
type place struct {
	start, end int32
	at         uint32
}

// batch is how many quotations wait to be packed.
const batch = 256

// Collect finds the quotations of [Find] and packs them as they are found.
func Collect(a *model.Article, within model.Range, names *mention.Found) *List {
	f := newFinder(a, names)
	l := &List{article: a, names: f.names}
	size := within.Intersect(model.Range{End: model.Pos(len(a.Text))}).Len()
	l.places, l.data = make([]place, 0, max(0, size)/100), make([]byte, 0, max(0, size)/4) // what news needs
	p := packer{List: l, index: map[string]uint64{}}
	f.find(within, batch, func(final []Quotation) {
		for i := range final {
			p.add(&final[i])
		}
	})
	slices.SortStableFunc(l.places, func(x, y place) int { return x.cover().Compare(y.cover()) })
	l.places, l.data = slices.Clone(l.places), slices.Clone(l.data)
	return l
}

func (e place) cover() model.Range {
	return model.Range{Start: model.Pos(e.start), End: model.Pos(e.end)}
}

// Len is how many quotations there are; nil has none.
func (l *List) Len() int {
	if l == nil {
		return 0
	}
	return len(l.places)
}

// Said is how many of them have words between marks.
func (l *List) Said() int {
	if l == nil {
		return 0
	}
	return l.said
}

// IsSaid is [Quotation.Said] of the ith.
func (l *List) IsSaid(i int) bool { return l.data[l.places[i].at]&isSaid != 0 }

// Cover is [Quotation.Cover] of the ith.
func (l *List) Cover(i int) model.Range { return l.places[i].cover() }

// At returns the ith quotation.
func (l *List) At(i int) Quotation {
	e := l.places[i]
	u := unpacker{List: l, data: l.data[e.at:], base: model.Pos(e.start)}
	return u.quotation()
}

// Slice returns the quotations from i to before j.
func (l *List) Slice(i, j int) []Quotation {
	out := make([]Quotation, 0, j-i)
	for ; i < j; i++ {
		out = append(out, l.At(i))
	}
	return out
}

// The flags that begin a packed quotation.
const (
	hasCue = 1 << iota
	hasSpeaker
	hasEnds
	inSpeech
	namedByEntity // the speaker's name is that of the entity
	namedByWords  // it is the words by the cue
	isSaid
	isUnsought
)

// SpeakerOf returns who is said to have said the words of rng: the speaker of
// the smallest attribution that holds them, but for a fifth at an edge. One who is known by
// name goes before one who is only called "we" or "officials" there.
func (l *List) SpeakerOf(rng model.Range) (Speaker, bool) {
	best, size := Speaker{Entity: -1}, -1
	for i := range l.Len() {
		cover := l.Cover(i)
		if cover.Start > rng.End {
			break
		}
		if cover.Intersect(rng).Len()*5 < rng.Len()*4 {
			continue
		}
		s := l.At(i).Speaker
		if s.Name == "" {
			continue
		}
		named := s.Entity >= 0
		if size < 0 || named && best.Entity < 0 || named == (best.Entity >= 0) && cover.Len() < size {
			best, size = s, cover.Len()
		}
	}
	return best, size >= 0
}

// A packer appends quotations to a list. Numbers are varints; places count from
// the beginning of the words.
type packer struct {
	*List
	index map[string]uint64 // of strings
}

func (p *packer) add(q *Quotation) {
	cover := q.Cover()
	p.places = append(p.places, place{int32(cover.Start), int32(cover.End), uint32(len(p.data))})
	var flags byte
	set := func(flag byte, is bool) {
		if is {
			flags |= flag
		}
	}
	s := &q.Speaker
	set(hasCue, !q.Cue.Empty())
	set(hasSpeaker, !s.Range.Empty())
	set(hasEnds, len(q.Ends) > 0)
	set(inSpeech, q.InSpeech)
	set(isSaid, q.Said())
	set(isUnsought, q.Unsought)
	set(namedByEntity, s.Entity >= 0 && s.Name == p.names.Entities[s.Entity].Name)
	set(namedByWords, flags&namedByEntity == 0 && s.Name == p.article.Slice(s.Range))
	p.data = append(p.data, flags)
	p.ranges(q.Parts, cover.Start)
	p.ranges(q.Marked, cover.Start)
	if flags&hasCue != 0 {
		p.rng(q.Cue, cover.Start)
	}
	if flags&hasSpeaker != 0 {
		p.rng(s.Range, cover.Start)
	}
	p.number(s.Entity)
	if flags&(namedByEntity|namedByWords) == 0 {
		p.string(s.Name)
	}
	for _, word := range [...]string{q.Word, string(q.Form), string(q.Content), q.Why} {
		p.string(word)
	}
	if flags&hasEnds != 0 {
		p.number(len(q.Ends))
		for _, e := range q.Ends {
			p.number(int(e.Pos - cover.Start))
			p.string(e.Why)
		}
	}
	if q.Said() {
		p.said++
	}
}

func (p *packer) number(n int) { p.data = binary.AppendVarint(p.data, int64(n)) }

func (p *packer) rng(r model.Range, base model.Pos) {
	p.number(int(r.Start - base))
	p.number(r.Len())
}

func (p *packer) ranges(list []model.Range, base model.Pos) {
	p.number(len(list))
	for _, r := range list {
		p.rng(r, base)
	}
}

func (p *packer) string(s string) {
	i, known := p.index[s]
	if !known {
		i = uint64(len(p.strings))
		p.index[s], p.strings = i, append(p.strings, s)
	}
	p.data = binary.AppendUvarint(p.data, i)
}

// An unpacker reads what a [packer] wrote.
type unpacker struct {
	*List
	data []byte
	base model.Pos
}

func (u *unpacker) quotation() Quotation {
	flags := u.data[0]
	u.data = u.data[1:]
	q := Quotation{InSpeech: flags&inSpeech != 0, Unsought: flags&isUnsought != 0, Parts: u.ranges(), Marked: u.ranges()}
	s := &q.Speaker
	if flags&hasCue != 0 {
		q.Cue = u.rng()
	}
	if flags&hasSpeaker != 0 {
		s.Range = u.rng()
	}
	s.Entity = u.number()
	switch {
	case flags&namedByEntity != 0:
		s.Name = u.names.Entities[s.Entity].Name
	case flags&namedByWords != 0:
		s.Name = u.article.Slice(s.Range)
	default:
		s.Name = u.string()
	}
	q.Word, q.Form, q.Content, q.Why = u.string(), Form(u.string()), Content(u.string()), u.string()
	if flags&hasEnds != 0 {
		for range u.number() {
			q.Ends = append(q.Ends, End{Pos: u.base + model.Pos(u.number()), Why: u.string()})
		}
	}
	return q
}

func (u *unpacker) number() int {
	v, n := binary.Varint(u.data)
	u.data = u.data[n:]
	return int(v)
}

func (u *unpacker) rng() model.Range {
	start := u.base + model.Pos(u.number())
	return model.Range{Start: start, End: start + model.Pos(u.number())}
}

func (u *unpacker) ranges() []model.Range {
	n := u.number()
	if n == 0 {
		return nil
	}
	list := make([]model.Range, n)
	for i := range list {
		list[i] = u.rng()
	}
	return list
}

func (u *unpacker) string() string {
	i, n := binary.Uvarint(u.data)
	u.data = u.data[n:]
	return u.strings[i]
}
