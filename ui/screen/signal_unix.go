//go:build !windows

package screen

import (
	"os"
	"os/signal"
	"syscall"
)

// suspends says that a program can be stopped and brought back by its shell.
const suspends = true

func notifyResize(c chan<- os.Signal) { signal.Notify(c, syscall.SIGWINCH) }
