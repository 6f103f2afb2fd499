package ui

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// headroom is how much of the heap may wait to be collected, in bytes. The runtime's
// own rule is as much as is in use: beside an article of 10 MB, analysed, that is 35
// MB that nobody needs. A small article's heap stays below headroom and is collected
// as ever.
const headroom = 6 << 20

// pauseFor is the shortest acceptable time between two collections: three times
// what one takes on one core. If they come more often, as when a folder of
// thousands of articles is read and half a gigabyte is allocated a second, the
// limit rises to the runtime's own rule.
func pauseFor(live uint64) time.Duration { return time.Duration(live>>20) * 1500 * time.Microsecond }

// boundGarbage sets, after each collection from now on, when the next one begins.
func boundGarbage() {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	percent, last := 100, time.Now()
	var next func(struct{})
	next = func(struct{}) {
		metrics.Read(live)
		pause := time.Since(last)
		if p := percentFor(live[0].Value.Uint64(), percent, pause); p != percent {
			debug.SetGCPercent(p)
			percent = p
		}
		last = last.Add(pause)
		type cycle struct{ _ *int } // a pointer keeps it apart from others' small values
		runtime.AddCleanup(new(cycle), next, struct{}{})
	}
	next(struct{}{})
}

// percentFor returns how much garbage may accumulate, as a percentage of the live
// heap. percent is the value before the last collection, and pause is the time
// between that collection and the one before it.
func percentFor(live uint64, percent int, pause time.Duration) int {
	least := int(max(10, min(100, 100*headroom/max(live, 1))))
	if pause < pauseFor(live) {
		return min(100, max(least, percent*3/2))
	}
	return least
}
