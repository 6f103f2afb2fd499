package ui

import (
	"runtime"
	"runtime/debug"
	"testing"
	"time"
)

func TestHowMuchMayWaitToBeCollected(t *testing.T) {
	for live, want := range map[uint64]int{0: 100, 3 << 20: 100, headroom: 100, 2 * headroom: 50, 40 << 20: 15, 4 << 30: 10} {
		if got := percentFor(live); got != want {
			t.Errorf("%d MB in use: %d %%, want %d", live>>20, got, want)
		}
	}
}

func TestALargeHeapIsCollectedSooner(t *testing.T) {
	before := debug.SetGCPercent(100)
	defer debug.SetGCPercent(before)
	boundGarbage()
	large := make([]byte, 60<<20)
	for range 100 { // a cleanup runs some time after the collection that calls for it
		runtime.GC()
		time.Sleep(10 * time.Millisecond)
		if percent := debug.SetGCPercent(100); percent < 20 {
			runtime.KeepAlive(large)
			return
		}
	}
	t.Error("60 MB in use, and as much again may wait")
}
