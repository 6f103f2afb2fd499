package screen

import (
	"os"
	"os/signal"
)

// Suspends says that a program can be stopped and brought back by its shell.
const Suspends = false

// notifyResize has nothing to do: the console tells of a new size among its keys.
func notifyResize(chan<- os.Signal) {}

// notifyEnd tells of the signals that end a program.
func notifyEnd(c chan<- os.Signal) { signal.Notify(c, os.Interrupt) }
