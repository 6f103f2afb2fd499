package tagger

import (
	"sync"
	"testing"
)

// Many ask for the rows of many words at once, and each gets the word's own.
func TestAMemoGivesEachWordItsRow(t *testing.T) {
	const words = 3 * mostKept / 2
	rows := make([]row, words)
	var m memo
	var done sync.WaitGroup
	for part := range 4 {
		done.Go(func() {
			for i := range words {
				print := uint32((i*4 + part) % words * 7919)
				r := &rows[print/7919]
				if got := m.get(print); got != nil && got != r {
					t.Errorf("word %d has the row of another", print)
					return
				}
				m.put(print, r)
			}
		})
	}
	done.Wait()
	if n := int(m.count.Load()); n < mostKept || n > mostKept+4 {
		t.Errorf("%d rows are kept", n)
	}
	found := 0
	for i := range words {
		if m.get(uint32(i*7919)) == &rows[i] {
			found++
		}
	}
	if found < mostKept*9/10 {
		t.Errorf("%d of %d rows are found again", found, mostKept)
	}
}

// The vectors are found by where they are likely to be, first and last too.
func TestEveryVectorIsFound(t *testing.T) {
	vectors := map[uint64][Dims]int8{}
	for i := range 5000 {
		vectors[Hash(string(rune('a'+i%26))+string(rune('一'+i)))] = [Dims]int8{int8(i % 100), int8(i / 100)}
	}
	n := net{vectors: string(Vectors(vectors))}
	for key, v := range vectors {
		got := n.vector(uint32(Mix(key) >> 32))
		if got == "" || int8(got[0]) != v[0] || int8(got[1]) != v[1] {
			t.Fatalf("the vector of %x is %q", key, got)
		}
	}
	for i := range uint32(1000) {
		if v := n.vector(i * 4_294_967); v != "" && len(vectors) < 100 {
			t.Errorf("a word that has none: %q", v)
		}
	}
}
