package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"
	"time"
)

// grace is how long a command has to come to its end after a signal: it may wait for
// a pipe that nobody writes into, or for a disk that does not answer.
const grace = 3 * time.Second

// untilSignalled returns a context that ends with the first SIGINT or SIGTERM, and
// which of them that was, nil while none came. A second one ends the program at
// once, and so does late, which is called after a while. stop gives the signals back.
func untilSignalled(late func(os.Signal)) (ctx context.Context, came func() os.Signal, stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	var first atomic.Pointer[os.Signal]
	go func() {
		select {
		case sig := <-signals:
			first.Store(&sig)
			signal.Stop(signals)
			cancel()
			time.AfterFunc(grace, func() { late(sig) })
		case <-ctx.Done():
		}
	}()
	came = func() os.Signal {
		if sig := first.Load(); sig != nil {
			return *sig
		}
		return nil
	}
	return ctx, came, func() { signal.Stop(signals); cancel() }
}

// signalled is how a command ends that a signal ended: with the code that shells
// give it, 128 and the signal's number.
func signalled(sig os.Signal, text string) *failure {
	number, _ := sig.(syscall.Signal)
	return &failure{code: 128 + int(number), text: text}
}

// cutShort ends a command that does not come to its end after a signal. On the screen
// the program ends by itself, once everything is saved.
func (p *program) cutShort(sig os.Signal) {
	if !p.onScreen.Load() {
		os.Exit(explain(p.err, beforeAllWasDone(sig)))
	}
}

func beforeAllWasDone(sig os.Signal) *failure {
	return signalled(sig, fmt.Sprintf("ended by %s before all was done", nameOf(sig)))
}

// nameOf is a signal as manuals write it.
func nameOf(sig os.Signal) string {
	if sig == os.Interrupt {
		return "SIGINT"
	}
	return "SIGTERM"
}
