package need

import (
	"runtime"
	"syscall"
	"time"
)

// CPU returns how long the processor worked for f, as far as that runs on one
// goroutine. Unlike the clock it does not count other programs, so that a test can
// bound the work on a machine that is busy.
func CPU(f func()) time.Duration {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	begun := worked()
	f()
	return worked() - begun
}

func worked() time.Duration {
	const thread = 1 // RUSAGE_THREAD
	var u syscall.Rusage
	if syscall.Getrusage(thread, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
