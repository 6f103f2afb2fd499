package tagger

import (
	"sync"
	"sync/atomic"
)

// A memo keeps the rows of words for the whole program, worked out by whoever meets a
// word first. Many may ask and add at the same time.
type memo struct {
	table atomic.Pointer[[]remembered]
	count atomic.Int32
	grows sync.Mutex
}

// A remembered is one place of a memo; it is written once.
type remembered struct {
	key atomic.Uint64 // see [keyOf]; 0 in a free place
	row atomic.Pointer[row]
}

func keyOf(print uint32) uint64 { return uint64(print)<<1 | 1 }

const (
	leastMemo = 1 << 10
	// mostKept bounds the rows that are kept: some 20 MB in a run over a library.
	mostKept = 30_000
	// mostSteps is how far from its own place a word may be.
	mostSteps = 16
)

// get returns the row of a word, nil if it is not known.
func (m *memo) get(print uint32) *row {
	table := m.table.Load()
	if table == nil {
		return nil
	}
	places := *table
	for i := range mostSteps {
		p := &places[(int(print)+i)&(len(places)-1)]
		switch p.key.Load() {
		case keyOf(print):
			return p.row.Load()
		case 0:
			return nil
		}
	}
	return nil
}

// put keeps the row of a word, as long as there is room.
func (m *memo) put(print uint32, r *row) {
	n := int(m.count.Load())
	if n >= mostKept {
		return
	}
	table := m.table.Load()
	if table == nil || 2*n >= len(*table) {
		table = m.grow(2 * n)
	}
	if putIn(*table, keyOf(print), r) {
		m.count.Add(1)
	}
}

func putIn(places []remembered, key uint64, r *row) bool {
	for i := range mostSteps {
		p := &places[(int(key>>1)+i)&(len(places)-1)]
		if p.key.CompareAndSwap(0, key) {
			p.row.Store(r)
			return true
		}
		if p.key.Load() == key {
			return false
		}
	}
	return false
}

// grow makes room for twice as many rows as are in more than half of the places.
func (m *memo) grow(least int) *[]remembered {
	m.grows.Lock()
	defer m.grows.Unlock()
	old := m.table.Load()
	if old != nil && len(*old) > least {
		return old // another one was faster
	}
	size := leastMemo
	for size <= least {
		size *= 2
	}
	table := make([]remembered, size)
	if old != nil {
		for i := range *old {
			p := &(*old)[i]
			if r := p.row.Load(); r != nil {
				putIn(table, p.key.Load(), r)
			}
		}
	}
	m.table.Store(&table)
	return &table
}
