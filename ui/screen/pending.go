package screen

import (
	"context"
	"log/slog"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"
)

// A pending counts, for the debug log, the commands whose messages the program has not
// taken yet: at 0 it is at rest. Without a debug log it counts nothing.
type pending struct {
	counts bool
	n      atomic.Int64
	log    sync.Mutex // while a line tells the count: no older count comes behind a newer one
}

// An arrived is the message of a counted command on its way to the program.
type arrived struct{ tea.Msg }

// logging reports whether there is a debug log.
func logging() bool { return slog.Default().Enabled(context.Background(), slog.LevelDebug) }

// begin counts a command.
func (p *pending) begin() {
	if p.counts {
		p.n.Add(1)
	}
}

// end passes on what a command has answered. No message, and those that Bubble Tea takes
// itself, never come to the program.
func (p *pending) end(msg tea.Msg) tea.Msg {
	switch {
	case !p.counts:
		return msg
	case msg == nil || strings.HasPrefix(reflect.TypeOf(msg).PkgPath(), "charm.land/bubbletea/"):
		p.log.Lock()
		defer p.log.Unlock()
		if p.n.Add(-1) == 0 {
			slog.Debug("rest") // no frame comes that could tell it
		}
		return msg
	}
	return arrived{msg}
}

// drawn tells of a frame that was begun then, and how many commands are under way.
func (p *pending) drawn(began time.Time) {
	p.log.Lock()
	defer p.log.Unlock()
	timed("frame", began, "pending", p.n.Load())
}

// take unwraps a message; taken is called when the program has taken it.
func (p *pending) take(msg tea.Msg) (inner tea.Msg, taken func()) {
	if a, ok := msg.(arrived); ok {
		return a.Msg, func() { p.n.Add(-1) }
	}
	return msg, func() {}
}
