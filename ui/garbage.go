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

// pauseFor is how long a collection is worth waiting for: three times what one takes
// on one core. Where they would be closer, as in reading a folder of thousands, which
// allocates half a gigabyte a second, the runtime's rule comes to hold.
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

// percentFor returns how much of what is in use may wait, in percent, where it was
// as much as percent before a collection that came after a pause.
func percentFor(live uint64, percent int, pause time.Duration) int {
	least := int(max(10, min(100, 100*headroom/max(live, 1))))
	if pause < pauseFor(live) {
		return min(100, max(least, percent*3/2))
	}
	return least
}
