package tagger

import (
	"strings"
	"unicode/utf8"

	"stet/model/lang"
)

// Features are 64-bit keys: the template's number mixed with what it saw. Two
// templates never share a weight except where 64 bits collide.

// Keys appends the keys of the features of token i to dst. The words around it
// are seen two to each side; the row of capitals it is in as a whole.
func (t *Text) Keys(dst []uint64, i int) []uint64 {
	k := keys{dst: dst}
	t.describe(&k, i)
	return k.dst
}

func (t *Text) describe(k *keys, i int) {
	w := &t.words[i]
	at := func(j int) *word {
		if j < 0 || j >= len(t.words) {
			return &t.beyond
		}
		return &t.words[j]
	}
	p1, n1, p2, n2 := at(i-1), at(i+1), at(i-2), at(i+2)
	kind := uint64(t.Tokens[i].Kind)
	s := t.word(i)

	k.add(1, w.lower)
	k.add(2, w.lower^kind<<8)
	k.add(3, p1.lower)
	k.add(4, n1.lower)
	k.add(5, p2.lower)
	k.add(6, n2.lower)
	k.add(7, p1.lower*31+w.lower)
	k.add(8, w.lower*31+n1.lower)
	k.add(9, p2.lower*31+p1.lower)
	k.add(10, n1.lower*31+n2.lower)
	k.add(11, p1.lower*31+n1.lower)

	sh := uint64(w.shape)
	k.add(12, sh)
	k.add(13, uint64(p1.shape)<<8|sh)
	k.add(14, sh<<8|uint64(n1.shape))
	k.add(15, uint64(p1.shape)<<16|sh<<8|uint64(n1.shape))
	k.add(16, uint64(w.style)<<8|kind)
	if w.first {
		k.add(17, kind<<16|uint64(w.flags&Common))
		k.add(18, w.lower)
	}

	switch {
	case t.Tokens[i].Kind == Sign:
	case t.byLetter:
		if head, curly := strings.CutSuffix(s, "’"); curly {
			s = head + "'" // see plainElided
		}
		k.letters(s)
	default:
		k.affixes(s)
	}
	k.flags(t, i, w, p1, n1, p2, n2)
	if w.row.end > 0 {
		k.row(t, i, w)
	}
}

// keys gathers the keys of one token.
type keys struct{ dst []uint64 }

func (k *keys) add(template, value uint64) {
	k.dst = append(k.dst, Mix(value*0x9e3779b97f4a7c15+template*0xc2b2ae3d27d4eb4f))
}

// affixes are the first and last letters of a word, by bytes where they are
// ASCII, in lower case.
func (k *keys) affixes(s string) {
	h := uint64(offset64)
	for n := 0; n < min(4, len(s)); n++ {
		h = (h ^ uint64(lowerByte(s[n]))) * prime64
		if n >= 1 {
			k.add(20+uint64(n), h)
		}
	}
	h = offset64
	for n := 0; n < min(4, len(s)); n++ {
		h = (h ^ uint64(lowerByte(s[len(s)-1-n]))) * prime64
		if n >= 1 {
			k.add(24+uint64(n), h)
		}
	}
}

// letters are the affixes of a word in letters of any script.
func (k *keys) letters(s string) {
	h := uint64(offset64)
	for i, n := 0, 0; i < len(s) && n < 4; n++ {
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		if h = (h ^ uint64(lang.Lower(r))) * prime64; n >= 1 {
			k.add(20+uint64(n), h)
		}
	}
	h = offset64
	for i, n := len(s), 0; i > 0 && n < 5; n++ {
		r, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
		if h = (h ^ uint64(lang.Lower(r))) * prime64; n >= 1 {
			k.add(24+uint64(n), h)
		}
	}
}

func lowerByte(c byte) byte {
	if c < utf8.RuneSelf && c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

func (k *keys) flags(t *Text, i int, w, p1, n1, p2, n2 *word) {
	kind := uint64(t.Tokens[i].Kind)
	f := uint64(w.flags &^ Prefix)
	k.add(30, f<<3|kind)
	k.add(31, uint64(p1.flags&^Prefix)<<3|kind)
	k.add(32, uint64(n1.flags&^Prefix)<<3|kind)
	k.add(33, uint64(w.phrase)<<8|uint64(w.place)<<4|kind)
	if kind == uint64(Capital) || kind == uint64(Upper) {
		for b := Flag(1); b < Everything; b <<= 1 {
			if w.flags&b != 0 && b != Prefix {
				k.add(34, uint64(b)<<3|kind)
			}
		}
	}
	k.add(35, uint64(p1.flags&^Prefix)<<16|f)
	k.add(36, f<<16|uint64(n1.flags&^Prefix))
	k.add(37, uint64(n1.phrase)<<4|uint64(n1.place))
	k.add(38, uint64(p1.phrase)<<4|uint64(p1.place))
	if t.paths {
		k.paths(w, p1, n1, p2, n2, kind)
		return
	}
	if w.cluster != 0 {
		k.add(40, uint64(w.cluster)<<3|kind)
	}
	k.add(41, uint64(p1.cluster)<<3|kind)
	k.add(42, uint64(n1.cluster)<<3|kind)
	k.add(43, uint64(p1.cluster)<<8|uint64(w.cluster))
	k.add(44, uint64(w.cluster)<<8|uint64(n1.cluster))
	k.add(45, uint64(p2.cluster)<<3|kind)
	k.add(46, uint64(n2.cluster)<<3|kind)
}

// row describes the row of capitals that token i is in: its last word tells
// an organisation or a street, the word before and behind it tell a person from
// a place.
func (k *keys) row(t *Text, i int, w *word) {
	start, end := int(w.row.start), int(w.row.end)
	size := uint64(min(end-start, 7))
	before, behind, last := &t.beyond, &t.beyond, &t.words[end-1]
	if start > 0 {
		before = &t.words[start-1]
	}
	if end < len(t.words) {
		behind = &t.words[end]
	}
	place := uint64(min(i-start, 3))<<4 | uint64(min(end-1-i, 3))
	k.add(50, place<<4|size)
	k.add(51, last.lower*8+place>>4)
	k.add(52, before.lower*8+min(place>>4, 1))
	k.add(53, behind.lower*8+min(place&3, 1))
	k.add(54, uint64(before.cluster)<<8|size<<4|min(place>>4, 1))
	k.add(55, uint64(behind.cluster)<<8|size<<4|min(place&3, 1))
	var union Flag
	for j := start; j < end; j++ {
		union |= t.words[j].flags & (OrgCue | PlaceCue | EventCue | Title | Country | Nationality | Org)
	}
	k.add(56, uint64(union)<<8|place)
	k.add(57, uint64(last.flags&^Prefix)<<8|place)
	k.add(58, uint64(t.words[start].flags&^Prefix)<<8|place)
}

// paths are the features of clusters that are paths from the root of a tree, its
// first turn in the lowest bit: the words of a whole branch have the low bits in common.
func (k *keys) paths(w, p1, n1, p2, n2 *word, kind uint64) {
	c, before, behind := uint64(w.cluster), uint64(p1.cluster), uint64(n1.cluster)
	k.add(40, c<<3|kind)
	k.add(60, c&1023<<3|kind)
	k.add(61, c&63<<3|kind)
	k.add(41, before<<3|kind)
	k.add(42, behind<<3|kind)
	k.add(62, before&63<<3|kind)
	k.add(63, behind&63<<3|kind)
	k.add(43, before<<16|c)
	k.add(44, c<<16|behind)
	k.add(64, before&63<<16|c&63)
	k.add(65, c&63<<16|behind&63)
	k.add(45, uint64(p2.cluster)<<3|kind)
	k.add(46, uint64(n2.cluster)<<3|kind)
}
