package pane

import "context"

// A Task is long work that a person can stop. The zero value is none.
type Task struct {
	ctx  context.Context
	stop context.CancelFunc
}

// Begin ends the task before it, if that still works, and returns the context of
// the new one and what the work calls when it is over.
func (t *Task) Begin(parent context.Context) (context.Context, func()) {
	t.Stop()
	t.ctx, t.stop = context.WithCancel(parent)
	return t.ctx, t.stop
}

// Running reports whether the work goes on.
func (t *Task) Running() bool { return t.ctx != nil && t.ctx.Err() == nil }

// Stop asks the work to end, and reports whether there was any.
func (t *Task) Stop() bool {
	if !t.Running() {
		return false
	}
	t.stop()
	return true
}
