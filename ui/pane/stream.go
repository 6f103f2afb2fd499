package pane

import (
	"sync"

	tea "charm.land/bubbletea/v2"
)

// A Streamed is what running work has to tell since the last one, to the pane
// that began it. Next waits for more; it is nil when the work is over.
type Streamed struct {
	To   Pane
	Msgs []tea.Msg
	Next tea.Cmd
}

// Stream runs work beside the interface. Each message that it hands over comes
// to the pane in a [Streamed], all of them and in order; the work never waits. A
// panic in it becomes a [Panicked].
func Stream(to Pane, t Token, what string, work func(hand func(tea.Msg))) tea.Cmd {
	b := &mailbox{to: to, ready: make(chan struct{}, 1)}
	run := Safely(t, what, func() tea.Msg {
		defer b.end()
		work(b.put)
		return nil
	})
	return tea.Batch(run, b.wait)
}

type mailbox struct {
	to    Pane
	ready chan struct{} // holds one token while there is something to take

	mu   sync.Mutex
	msgs []tea.Msg
	over bool
}

func (b *mailbox) put(m tea.Msg) {
	b.mu.Lock()
	b.msgs = append(b.msgs, m)
	b.mu.Unlock()
	b.signal()
}

func (b *mailbox) end() {
	b.mu.Lock()
	b.over = true
	b.mu.Unlock()
	b.signal()
}

func (b *mailbox) signal() {
	select {
	case b.ready <- struct{}{}:
	default:
	}
}

// wait takes what has come.
func (b *mailbox) wait() tea.Msg {
	<-b.ready
	b.mu.Lock()
	defer b.mu.Unlock()
	m := Streamed{To: b.to, Msgs: b.msgs}
	b.msgs = nil
	if !b.over {
		m.Next = b.wait
	}
	return m
}
