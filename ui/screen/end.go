package screen

import (
	"fmt"
	"os"
	"syscall"
)

// An Ended message tells the program that it is to end, without a question: a
// signal says so, or the terminal is gone. The program saves and then quits.
type Ended struct{}

// A Signalled is the error of a program that a signal ended.
type Signalled struct{ Signal syscall.Signal }

func (s *Signalled) Error() string { return fmt.Sprintf("ended by a signal (%v)", s.Signal) }

// obey ends the program when a signal says so. While another program has the
// terminal, an interrupt is meant for that one. A second signal does not wait for
// what is still being saved.
func (s *screen) obey(signals <-chan os.Signal, end <-chan struct{}) {
	for {
		select {
		case <-end:
			return
		case sig := <-signals:
			if sig == os.Interrupt && s.isAway() {
				continue
			}
			if sig, ok := sig.(syscall.Signal); ok {
				s.end(sig)
			}
		}
	}
}

func (s *screen) isAway() bool {
	s.hold.Lock()
	defer s.hold.Unlock()
	return s.away
}

// end tells the program to end, and the second time ends it.
func (s *screen) end(sig syscall.Signal) {
	if s.ended.CompareAndSwap(nil, &Signalled{sig}) {
		s.program.Send(Ended{})
		return
	}
	if sig != syscall.SIGHUP { // the terminal is gone only once, however often it is told
		s.program.Quit()
	}
}
