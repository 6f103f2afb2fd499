package screen

import (
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"
)

// A pace keeps the keyboard and the program in step: a key is read once the program has
// taken the one before it. What is typed after the key that hands the terminal to an
// editor is not read then, and the editor gets it.
type pace struct {
	taken chan struct{} // holds one token once the program has taken a key or a paste
	since atomic.Int64  // when the program began to hand the terminal over, 0 while it does not
}

const (
	// step is how long the keyboard waits for a key to be taken.
	step = 100 * time.Millisecond
	// handing is how long a program takes at most to hand the terminal over; then keys
	// are read again.
	handing = time.Second
)

// took is told after each message that the program has taken it, and whether it hands
// the terminal over now.
func (p *pace) took(msg tea.Msg, handsOver bool) {
	switch {
	case !handsOver:
		p.since.Store(0)
	case p.since.Load() == 0:
		p.since.Store(time.Now().UnixNano())
	}
	switch msg.(type) {
	case tea.KeyPressMsg, tea.PasteMsg:
		select {
		case p.taken <- struct{}{}:
		default:
		}
	}
}

// holds reports whether nothing is to be read: the terminal is about to be another
// program's.
func (p *pace) holds() bool {
	since := p.since.Load()
	return since != 0 && time.Since(time.Unix(0, since)) < handing
}

// handed is called when a key is handed to the program.
func (p *pace) handed() {
	select {
	case <-p.taken:
	default:
	}
}

// wait waits until it was taken.
func (p *pace) wait() {
	select {
	case <-p.taken:
	case <-time.After(step):
	}
}

// An Unread message says how many keys another program left, which were typed while it
// had the terminal. They are dropped.
type Unread struct{ Keys int }
