package main

import (
	"context"
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"
)

// untilSignalled returns a context that ends with the first SIGINT or SIGTERM, and
// which of them that was, nil while none came. A second one ends the program at
// once. stop gives the signals back.
func untilSignalled() (ctx context.Context, came func() os.Signal, stop func()) {
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

// nameOf is a signal as manuals write it.
func nameOf(sig os.Signal) string {
	if sig == os.Interrupt {
		return "SIGINT"
	}
	return "SIGTERM"
}
