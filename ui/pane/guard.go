package pane

import (
	"fmt"
	"runtime/debug"
	"sync/atomic"

	tea "charm.land/bubbletea/v2"
)

// A Token names one request. A result that carries another token than the
// last one given out is stale and is dropped by its receiver.
type Token uint64

// A Guard gives out tokens and knows which is the last.
type Guard struct{ last Token }

var tokens atomic.Uint64

// Next returns a new token and makes all earlier ones stale.
func (g *Guard) Next() Token {
	g.last = Token(tokens.Add(1))
	return g.last
}

// Holds reports whether t is the last token given out.
func (g *Guard) Holds(t Token) bool { return t != 0 && t == g.last }

// A Panicked is the result of work that panicked: the program goes on, and the
// pane says what could not be done.
type Panicked struct {
	Token Token
	What  string // what was being done, for a person
	Err   error
	Stack []byte // holds no text of the article
}

// Safely runs work as a command. A panic in it becomes a [Panicked] instead of
// the end of the program.
func Safely(t Token, what string, work func() tea.Msg) tea.Cmd {
	return func() (msg tea.Msg) {
		defer func() {
			if p := recover(); p != nil {
				err, ok := p.(error)
				if !ok {
					err = fmt.Errorf("%v", p)
				}
				msg = Panicked{Token: t, What: what, Err: err, Stack: debug.Stack()}
			}
		}()
		return work()
	}
}
