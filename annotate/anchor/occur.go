package anchor

import (
	"math/bits"
	"slices"
	"strings"

	"stet/annotate"
)

const (
	// maxPlaces is how many places of one quote are weighed against each other.
	maxPlaces = 1000
	// scanLimit is how many bytes all quotes together are searched through; the
	// surroundings of where a quote is expected are always searched. It is about
	// a second's work.
	scanLimit = 1 << 30
	// filterFrom is the length of a text from which it pays to know which quotes
	// cannot be in it at all.
	filterFrom = 1 << 18
)

// occurrences finds exact words in one text.
type occurrences struct {
	text    string
	filter  []uint64 // a bit for each hash of gramLen bytes that occur
	shift   int
	known   map[string][]int
	scanned int
}

// gramLen is how many bytes a hash is made of.
const gramLen = 8

func newOccurrences(text string) *occurrences {
	o := &occurrences{text: text, known: map[string][]int{}}
	if len(text) < filterFrom {
		return o
	}
	// Eight bits a byte: 1 in 8 of the hashes that do not occur seems to.
	n := bits.Len(uint(8 * len(text)))
	o.filter, o.shift = make([]uint64, 1<<(n-6)), 64-n
	grams(text, func(h uint64) bool {
		h >>= o.shift
		o.filter[h/64] |= 1 << (h % 64)
		return true
	})
	return o
}

// grams yields a hash of every gramLen bytes in turn.
func grams(s string, yield func(uint64) bool) {
	var g uint64
	for i := range len(s) {
		g = g<<8 | uint64(s[i])
		if i >= gramLen-1 && !yield(g*0x9e3779b97f4a7c15) { // 2^64 / golden ratio (Knuth, TAOCP 6.4)
			return
		}
	}
}

// may reports whether words can be in the text.
func (o *occurrences) may(words string) bool {
	found := true
	if o.filter != nil {
		grams(words, func(h uint64) bool {
			h >>= o.shift
			found = o.filter[h/64]&(1<<(h%64)) != 0
			return found
		})
	}
	return found
}

// of returns where words begin, in bytes, at most maxPlaces of them.
func (o *occurrences) of(words string) []int {
	if at, ok := o.known[words]; ok || !o.may(words) {
		return at
	}
	var out []int
	for from := 0; len(out) < maxPlaces && o.scanned < scanLimit; {
		i := strings.Index(o.text[from:], words)
		if i < 0 {
			o.scanned += len(o.text) - from
			break
		}
		o.scanned += i
		out = append(out, from+i)
		from += i + 1
	}
	o.known[words] = out
	return out
}

// searched finds words of which only the selectors are known: the third to the
// fifth step.
func (f *Finder) searched(q annotate.Quote) annotate.Place {
	p, ok := annotate.Place{}, false
	if q.Exact != "" {
		if p, ok = f.elsewhere(q); !ok && f.earlier(q) == nil {
			if p, ok = f.respelled(q, -1); !ok {
				p, ok = f.alike(q)
			}
		}
	}
	if !ok {
		return annotate.Place{Quote: q, State: annotate.Orphan}
	}
	f.shift = int(p.Start) - f.offset(q.Start)
	return p
}

// elsewhere is the third step: the same words in the same context, or long ones
// that occur once. Where the context agrees on one side only, a person is asked.
func (f *Finder) elsewhere(q annotate.Quote) (annotate.Place, bool) {
	if f.seen == nil {
		f.seen = newOccurrences(f.text)
	}
	if !f.seen.may(q.Exact) {
		return annotate.Place{}, false
	}
	if p := f.weigh(q, f.nearby(q)); p.State == annotate.Moved && p.Score >= minNearby {
		return p, true
	}
	p := f.weigh(q, f.seen.of(q.Exact))
	return p, p.State != annotate.Orphan
}

// nearby returns the places of a quote close to where it is expected.
func (f *Finder) nearby(q annotate.Quote) (out []int) {
	from, to := f.around(q, len(q.Exact))
	for len(out) < maxPlaces {
		i := strings.Index(f.text[from:to], q.Exact)
		if i < 0 {
			break
		}
		out = append(out, from+i)
		from += i + 1
	}
	return out
}

// weigh chooses among places of the same words by their context. Where that
// does not tell two apart, a person is asked.
func (f *Finder) weigh(q annotate.Quote, places []int) annotate.Place {
	best := annotate.Place{State: annotate.Orphan}
	sum := -1.0
	for _, at := range places {
		before, after := f.context(q, at, at+len(q.Exact))
		switch {
		case before+after == sum && best.State == annotate.Moved:
			best.State = annotate.Fuzzy
			continue
		case before+after <= sum:
			continue
		}
		sum = before + after
		best = placed(q, span(at, at+len(q.Exact)), annotate.Orphan, sum/2)
		switch {
		case min(before, after) >= minContext, len(places) == 1 && points(q.Exact) >= longQuote:
			best.State = annotate.Moved
		case max(before, after) >= minContext:
			best.State = annotate.Fuzzy
		}
	}
	return best
}

// context is how alike the words before and after a place are to those around a
// quote. Where a quote was at the edge of its text, the other side speaks for
// both.
func (f *Finder) context(q annotate.Quote, start, end int) (before, after float64) {
	before = similarity(lastPoints(f.text[:start], points(q.Prefix)), q.Prefix)
	after = similarity(firstPoints(f.text[end:], points(q.Suffix)), q.Suffix)
	switch {
	case q.Prefix == "":
		return after, after
	case q.Suffix == "":
		return before, before
	}
	return before, after
}

func points(s string) int {
	n := 0
	for range s {
		n++
	}
	return n
}

// alike is the fourth step: nearly the same words in nearly the same context,
// near where they are expected. A quote with k errors has a piece in k+1 that is
// without; only where such a piece is is it looked at closely.
func (f *Finder) alike(q annotate.Quote) (annotate.Place, bool) {
	pattern := []rune(q.Exact)
	limit := int(maxErrors * float64(len(pattern)))
	if limit == 0 {
		return annotate.Place{}, false
	}
	from, to := f.around(q, len(q.Exact))
	var best annotate.Place
	for _, c := range candidates(f.text[from:to], q.Exact, limit) {
		lo, hi := boundary(f.text, from+c.from), boundary(f.text, from+c.to)
		runes, offsets := runesOf(f.text, lo, hi)
		m, ok := search(runes, pattern, limit)
		if !ok || m.start >= m.end {
			continue
		}
		start, end := offsets[m.start], offsets[m.end]
		score := 1 - float64(m.errors)/float64(len(pattern))
		if before, after := f.context(q, start, end); max(before, after) >= minFuzzyContext && score > best.Score {
			best = placed(q, span(start, end), annotate.Fuzzy, score)
		}
	}
	return best, best.Score > 0
}

type stretch struct{ from, to int }

// candidates returns the stretches of a text that can hold a quote with at most
// limit errors, in order and apart.
func candidates(text, quote string, limit int) []stretch {
	step := len(quote) / (limit + 1)
	slack := 4 * limit // bytes that insertions and deletions can take
	var out []stretch
	for k := 0; k <= limit && step > 0; k++ {
		piece := quote[k*step : (k+1)*step]
		for at, n := 0, 0; n < maxPlaces; n++ {
			i := strings.Index(text[at:], piece)
			if i < 0 {
				break
			}
			at += i
			s := stretch{max(0, at-k*step-slack), min(len(text), at-k*step+len(quote)+slack)}
			out = append(out, s)
			at++
		}
	}
	return joined(out)
}

// around is the stretch of text in which a quote is expected: all of a short
// text, else a window.
func (f *Finder) around(q annotate.Quote, length int) (from, to int) {
	if len(f.text) <= shortText {
		return 0, len(f.text)
	}
	at := min(max(0, f.expected(q)), len(f.text))
	from, to = max(0, at-window), min(len(f.text), at+length+window)
	return boundary(f.text, from), boundary(f.text, to)
}

// expected is where a quote would be if nothing but what is known changed.
func (f *Finder) expected(q annotate.Quote) int {
	if old := f.earlier(q); old != nil {
		if at, ok := old.off.PosOfCodePoint(q.Start); ok {
			return old.near(int(at))
		}
	}
	return f.offset(q.Start) + f.shift
}

// offset is the byte offset of a code point, or the end of the text.
func (f *Finder) offset(point int) int {
	if at, ok := f.off.PosOfCodePoint(point); ok {
		return int(at)
	}
	return len(f.text)
}

// boundary returns the first offset from at on that does not cut a rune.
func boundary(text string, at int) int {
	for at < len(text) && text[at]&0xC0 == 0x80 {
		at++
	}
	return at
}

// joined sorts stretches and joins those that overlap.
func joined(ss []stretch) []stretch {
	slices.SortFunc(ss, func(a, b stretch) int { return a.from - b.from })
	out := ss[:0]
	for _, s := range ss {
		if n := len(out); n > 0 && s.from <= out[n-1].to {
			out[n-1].to = max(out[n-1].to, s.to)
			continue
		}
		out = append(out, s)
	}
	return out
}
