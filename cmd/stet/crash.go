package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"stet/model/files"
	"stet/ui"
	"stet/ui/screen"
)

// run runs the program on the screen. Its panics, those that it survives
// and the one that ends it, are reported in files, and told of when the terminal
// is the shell's again.
func (o opening) run(ctx context.Context, with ui.Options) error {
	dir := with.Desk.State
	var mu sync.Mutex
	var survived []error
	with.Fault = func(fault error, stack []byte) {
		told := reported("a fault in stet was survived: one thing that you asked for was not done", dir, fault, stack)
		mu.Lock()
		survived = append(survived, told)
		mu.Unlock()
	}
	// On the screen signals are the program's own: it saves before it ends.
	o.onScreen.Store(true)
	err := ui.Run(context.WithoutCancel(ctx), with)
	mu.Lock()
	defer mu.Unlock()
	for _, told := range survived {
		o.report(told)
	}
	var ended *ui.Ended
	if errors.As(err, &ended) && ended.Signal == 0 {
		return failed("", "%s", ended.Error())
	}
	if errors.As(err, &ended) {
		return signalled(ended.Signal, ended.Error())
	}
	var crash *screen.Crash
	if errors.As(err, &crash) {
		return crashed(dir, crash.Value, crash.Stack)
	}
	return err
}

// crashed is what a panic that ends the program becomes.
func crashed(dir string, fault any, stack []byte) error {
	return reported("a fault in stet ended it; what you kept is saved", dir, fault, stack)
}

// reported is the failure text, with the file that says where in the program.
func reported(text, dir string, fault any, stack []byte) error {
	name, err := writeFault(dir, fault, stack)
	if err != nil {
		return failed(fmt.Sprintf("a report of it could not be written: %v", err), "%s", text)
	}
	return failed(fmt.Sprintf("%s says where, with no text of yours; it helps whoever mends stet", name), "%s", text)
}

// writeFault writes what is known of a fault of the program into a file of the
// folder dir. A report holds no text of an article: no values but those that the
// Go runtime names, which are numbers and types.
func writeFault(dir string, fault any, stack []byte) (string, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	now := time.Now().UTC()
	f, err := files.Append(filepath.Join(dir, now.Format("fault-20060102-150405.txt")))
	if err != nil {
		return "", err
	}
	_, err = fmt.Fprintf(f, "%s\n%s\nTERM %s\n\n%s\n\n%s\n", versionLine(), now.Format(time.RFC3339), os.Getenv("TERM"), faultLine(fault), stack)
	return f.Name(), errors.Join(err, f.Close())
}

// faultLine is a panic's value without what it may hold of a text.
func faultLine(fault any) string {
	err, _ := fault.(error)
	var known runtime.Error
	if errors.As(err, &known) {
		return known.Error()
	}
	return fmt.Sprintf("a %T, which is left out because it may hold text", fault)
}
