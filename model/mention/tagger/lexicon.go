package tagger

import (
	"maps"
	"slices"
	"unicode/utf8"

	"stet/model/lang"
)

// A Flag says what a word or phrase is known to be. Most words have none, many
// have several (Jordan).
type Flag uint16

// The flags.
const (
	Country     Flag = 1 << iota
	Nationality      // a people, a faith, a movement
	City
	Region          // a state, a province
	Place           // a continent, a sea, a quarter
	Forename        //
	Surname         //
	OrgCue          // makes what it is in an organisation: Ministry, Bank
	Org             // an organisation by itself: NATO
	Title           // is before a person's name: President
	Common          // mostly written without a capital
	Prefix          // begins a longer phrase of the lexicon
	PlaceCue        // makes what it is in a place: River, Street
	Calendar        // a month or a day of the week
	EventCue        // makes what it is in an event: Cup, Games
	Everything Flag = 1<<15 - 1
	Compound   Flag = 1 << 15 // ends in a word that is Common; found, not kept
	// Naming are the flags of what is a name by itself.
	Naming = Country | City | Region | Place | Forename | Surname | Org
)

// slotSize is that of a place of the lexicon: four bytes that tell a word from the
// others of its place, then the flags and the cluster, two bytes each.
const slotSize = 8

// Hash is the key of a word in the lexicon: FNV-1a over its lower-case letters.
func Hash(word string) uint64 {
	h := uint64(offset64)
	for i := 0; i < len(word); {
		c := word[i]
		if c < utf8.RuneSelf {
			if c >= 'A' && c <= 'Z' {
				c += 'a' - 'A'
			}
			h = (h ^ uint64(c)) * prime64
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(word[i:])
		r = lang.Lower(r)
		for ; r > 0; r >>= 8 {
			h = (h ^ uint64(r&0xff)) * prime64
		}
		i += n
	}
	return h
}

const (
	offset64 = 14695981039346656037
	prime64  = 1099511628211
)

// Join extends the key of a phrase by its next word.
func Join(phrase, word uint64) uint64 { return Mix(phrase*31 + word) }

// Mix spreads a key over all bits (the finalizer of MurmurHash3).
func Mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	return h
}

// Is reports whether a word is known as any of what flags say.
func (m *Model) Is(word string, flags Flag) bool {
	f, _ := m.Lookup(Hash(word))
	return f&flags != 0
}

// Lookup returns what is known of a word or phrase, and its cluster (0: none).
func (m *Model) Lookup(key uint64) (Flag, uint16) {
	flags, cluster := m.lookup(key)
	if m.base != nil {
		more, _ := m.base.lookup(key)
		flags |= more & shared
	}
	return flags, cluster
}

func (m *Model) lookup(key uint64) (Flag, uint16) {
	size := uint64(len(m.slots) / slotSize)
	if size == 0 {
		return 0, 0
	}
	at := Mix(key)
	print := m.form.print(at)
	for i := place(at, size); ; i = next(i, size) {
		s := m.slots[i*slotSize:][:slotSize]
		found := uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
		if found == print {
			return Flag(s[4]) | Flag(s[5])<<8, uint16(s[6]) | uint16(s[7])<<8
		}
		if found == 0 {
			return 0, 0
		}
	}
}

// An Entry is one word or phrase of a lexicon that is being built.
type Entry struct {
	Flags   Flag
	Cluster uint16
}

func sortedKeys[V any](table map[uint64]V) []uint64 {
	keys := slices.Collect(maps.Keys(table))
	slices.Sort(keys)
	return keys
}

// place is where a key belongs in a table of the given size, by its upper half
// (Lemire 2019, Fast random integer generation in an interval).
func place(key, size uint64) uint64 { return key >> 32 * size >> 32 }

func next(i, size uint64) uint64 {
	if i++; i == size {
		return 0
	}
	return i
}
