// Package copies finds articles that share their text: the same wire story in
// several papers, cut, edited or with another headline. Different stories about
// one event share words and no text, and are not joined.
//
// It compares word shingles by scaled MinHash (FracMinHash; Irber and others,
// 2022): of each text the hashes below a bound are kept, so that what a short text
// shares with a long one can be estimated, and is counted exactly where the
// estimate is close.
package copies

import (
	"cmp"
	"hash/maphash"
	"slices"
	"strings"
	"time"
	"unicode"

	"stet/model"
)

const (
	// width is how many words a shingle has.
	width = 5
	// scale is how many shingles one kept hash stands for. Texts of fewer than
	// small shingles keep all of them.
	scale = 4
	small = 200
	// Share is the least part of the shorter text's shingles that a copy has in
	// common with another. Copies that were edited share 0.55 and more, texts with
	// the same quotations or closing paragraphs 0.4 and less.
	Share = 0.47
	// An estimate farther than this from Share is believed.
	doubt = 0.13
	// least is the fewest shingles that a text has to be compared at all.
	least = 12
	// common is in how many texts a shingle may be; one in more is a phrase of
	// the agencies or a notice.
	common = 200
)

var seed = maphash.MakeSeed()

// A Finder takes texts and finds copies among them. The zero value is ready.
type Finder struct {
	texts []sample
	hits  []hit
}

type sample struct {
	shingles int // of the whole text, without repetitions
	day      time.Time
	length   int
}

type hit struct {
	hash uint64
	text int32
}

// Add takes a text, which is known by its number, from 0, after that. The day is
// that of its publication, zero if unknown.
func (f *Finder) Add(text string, day time.Time) {
	all := shingles(text)
	n := int32(len(f.texts))
	f.texts = append(f.texts, sample{len(all), day, len(text)})
	if len(all) < least {
		return
	}
	for h := range all {
		if len(all) < small || h%scale == 0 {
			f.hits = append(f.hits, hit{h, n})
		}
	}
}

// Prose is the text of an article by which copies are told: without headline,
// captions kept, boilerplate left out.
func Prose(a *model.Article) string {
	var b strings.Builder
	for i := range a.Blocks {
		if block := &a.Blocks[i]; block.Prose() && block.Kind != model.Heading {
			b.WriteString(a.Slice(block.Range))
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// shingles returns the hashes of the word shingles of a text.
func shingles(text string) map[uint64]struct{} {
	var last [width]uint64
	set := make(map[uint64]struct{}, len(text)/6)
	n := 0
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }) {
		copy(last[:], last[1:])
		last[width-1] = maphash.String(seed, strings.ToLower(word))
		if n++; n >= width {
			set[mix(last)] = struct{}{}
		}
	}
	return set
}

// mix makes one hash of the hashes of words.
func mix(words [width]uint64) uint64 {
	h := uint64(14695981039346656037)
	for _, w := range words {
		h = (h ^ w) * 1099511628211
		h ^= h >> 29
	}
	return h
}

// A Cluster is a story: the numbers of the texts that are copies of each other,
// the one that was published first, or the longest of those, at the head.
type Cluster []int

// Clusters finds the copies. Text returns a text that was added; it is called for
// those of which the estimate is not enough.
func (f *Finder) Clusters(text func(n int) string) []Cluster {
	u := make(union, len(f.texts))
	for i := range u {
		u[i] = i
	}
	exact := exactCounter{text: text, sets: map[int]map[uint64]struct{}{}}
	for _, p := range f.pairs() {
		if u.find(p.a) == u.find(p.b) {
			continue
		}
		if f.same(p, &exact) {
			u.join(p.a, p.b)
		}
	}
	groups := map[int]Cluster{}
	for i := range f.texts {
		if root := u.find(i); f.texts[i].shingles >= least {
			groups[root] = append(groups[root], i)
		}
	}
	var out []Cluster
	for _, c := range groups {
		if len(c) > 1 {
			slices.SortFunc(c, f.first)
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(a, b Cluster) int { return cmp.Compare(slices.Min(a), slices.Min(b)) })
	return out
}

// first orders texts of a cluster: by day, then the longer one, then as added.
func (f *Finder) first(a, b int) int {
	x, y := f.texts[a], f.texts[b]
	if x.day.IsZero() != y.day.IsZero() {
		return cmp.Compare(boolInt(x.day.IsZero()), boolInt(y.day.IsZero()))
	}
	return cmp.Or(x.day.Compare(y.day), cmp.Compare(y.length, x.length), cmp.Compare(a, b))
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// A pair is two texts and how many kept hashes they share.
type pair struct{ a, b, shared int }

// pairs returns the texts that share something, those that share most first.
func (f *Finder) pairs() []pair {
	slices.SortFunc(f.hits, func(x, y hit) int { return cmp.Or(cmp.Compare(x.hash, y.hash), cmp.Compare(x.text, y.text)) })
	count := map[[2]int32]int{}
	for i := 0; i < len(f.hits); {
		j := i + 1
		for j < len(f.hits) && f.hits[j].hash == f.hits[i].hash {
			j++
		}
		if j-i <= common {
			for k := i; k < j; k++ {
				for l := k + 1; l < j; l++ {
					count[[2]int32{f.hits[k].text, f.hits[l].text}]++
				}
			}
		} else { // neighbours only: a story in so many papers is still found
			for k := i; k+1 < j; k++ {
				count[[2]int32{f.hits[k].text, f.hits[k+1].text}]++
			}
		}
		i = j
	}
	var out []pair
	for p, n := range count {
		a, b := int(p[0]), int(p[1])
		if f.estimate(pair{a, b, n}) >= Share-doubt-0.1 {
			out = append(out, pair{a, b, n})
		}
	}
	slices.SortFunc(out, func(x, y pair) int {
		return cmp.Or(cmp.Compare(y.shared, x.shared), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	return out
}

// estimate is the part of the shorter text that two share, by their kept hashes.
func (f *Finder) estimate(p pair) float64 {
	a, b := f.texts[p.a].shingles, f.texts[p.b].shingles
	short := min(a, b)
	if max(a, b) < small {
		return float64(p.shared) / float64(short)
	}
	return float64(p.shared) * scale / float64(short)
}

// same reports whether two texts are copies.
func (f *Finder) same(p pair, exact *exactCounter) bool {
	e := f.estimate(p)
	short := min(f.texts[p.a].shingles, f.texts[p.b].shingles)
	if short >= 2*small && (e > Share+doubt || e < Share-doubt) {
		return e > Share
	}
	return exact.share(p.a, p.b) >= Share
}

// exactCounter counts shared shingles. It keeps the sets of the texts it saw last.
type exactCounter struct {
	text func(n int) string
	sets map[int]map[uint64]struct{}
}

func (e *exactCounter) of(n int) map[uint64]struct{} {
	if s, ok := e.sets[n]; ok {
		return s
	}
	if len(e.sets) > 500 {
		clear(e.sets)
	}
	s := shingles(e.text(n))
	e.sets[n] = s
	return s
}

func (e *exactCounter) share(a, b int) float64 {
	x, y := e.of(a), e.of(b)
	if len(y) < len(x) {
		x, y = y, x
	}
	if len(x) == 0 {
		return 0
	}
	n := 0
	for h := range x {
		if _, ok := y[h]; ok {
			n++
		}
	}
	return float64(n) / float64(len(x))
}

// A union joins numbers to sets.
type union []int

func (u union) find(i int) int {
	for u[i] != i {
		u[i] = u[u[i]]
		i = u[i]
	}
	return i
}

func (u union) join(a, b int) { u[u.find(a)] = u.find(b) }
