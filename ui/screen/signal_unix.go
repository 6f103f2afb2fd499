//go:build !windows

package screen

import (
	"os"
	"os/signal"
	"syscall"
)

// Suspends says that a program can be stopped and brought back by its shell.
const Suspends = true

func notifyResize(c chan<- os.Signal) { signal.Notify(c, syscall.SIGWINCH) }

// notifyEnd tells of the signals that end a program.
func notifyEnd(c chan<- os.Signal) {
	signal.Notify(c, syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
}
