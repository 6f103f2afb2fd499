package ui

import (
	"runtime"
	"runtime/debug"
	"testing"
	"time"
)

func TestHowMuchMayWaitToBeCollected(t *testing.T) {
	for _, test := range []struct {
		live   uint64
		before int
		pause  time.Duration
		want   int
	}{
		{0, 100, time.Hour, 100},
		{3 << 20, 100, time.Millisecond, 100},
		{40 << 20, 100, time.Second, 15},
		{40 << 20, 20, time.Second, 15},
		{40 << 20, 20, time.Millisecond, 30},
		{40 << 20, 80, time.Millisecond, 100},
		{400 << 20, 20, time.Second, 10},
		{400 << 20, 20, 500 * time.Millisecond, 30},
	} {
		if got := percentFor(test.live, test.before, test.pause); got != test.want {
			t.Errorf("%d MB in use, %d %% before, after %v: %d %%, want %d", test.live>>20, test.before, test.pause, got, test.want)
		}
	}
}

func TestALargeHeapIsCollectedSooner(t *testing.T) {
	before := debug.SetGCPercent(100)
	defer debug.SetGCPercent(before)
	boundGarbage()
	large := make([]byte, 60<<20)
	for range 20 { // a cleanup runs some time after the collection that calls for it
		runtime.GC()
		time.Sleep(pauseFor(100 << 20))
		percent := debug.SetGCPercent(100)
		debug.SetGCPercent(percent)
		if percent < 20 {
			runtime.KeepAlive(large)
			return
		}
	}
	t.Error("60 MB in use, and as much again may wait")
}
