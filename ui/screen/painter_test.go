package screen

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
)

// A counter is a terminal that counts what is written to it.
type counter struct {
	uv.Console
	bytes int
}

func (c *counter) Write(b []byte) (int, error) { c.bytes += len(b); return len(b), nil }
func (c *counter) Environ() []string           { return []string{"TERM=xterm-256color"} }

// BenchmarkFrame paints a page that goes one line on: a key held down.
func BenchmarkFrame(b *testing.B) {
	for _, size := range []struct{ w, h int }{{80, 24}, {200, 50}} {
		b.Run(fmt.Sprintf("%dx%d", size.w, size.h), func(b *testing.B) {
			lines := make([]string, 1000)
			for i := range lines {
				lines[i] = fmt.Sprintf("    line %d: \x1b[3mRussia said it made progress\x1b[m after hosting talks", i)
			}
			out := &counter{}
			p := newPainter(out, colorprofile.TrueColor, Options{})
			p.enter(size.w, size.h)
			var v tea.View
			i := 0
			for b.Loop() {
				top := i % (len(lines) - size.h)
				v.Content = strings.Join(lines[top:top+size.h], "\n")
				if err := p.frame(v); err != nil {
					b.Fatal(err)
				}
				i++
			}
			b.ReportMetric(float64(out.bytes)/float64(i), "written/op")
		})
	}
}

// A script is a terminal that keeps what is written to it.
type script struct {
	uv.Console
	wrote   strings.Builder
	environ []string
}

func (s *script) Write(b []byte) (int, error) { return s.wrote.Write(b) }
func (s *script) Environ() []string           { return s.environ }

func TestATerminalLeavesLettersInTheOrderOfTheEye(t *testing.T) {
	const ask, off, on = "\x1b[8$p", "\x1b[8l", "\x1b[8h"
	for _, test := range []struct {
		name     string
		env      string
		o        Options
		answered bool // that it leaves them anyway
		want     []string
	}{
		{"told to at the beginning, and no longer at the end", "TERM=xterm", Options{}, false, []string{ask, off, on}},
		{"it is not told to order if it did not before", "TERM=xterm", Options{}, true, []string{ask, off}},
		{"not asked where the answer would be late", "SSH_TTY=/dev/pts/1", Options{}, false, []string{off, on}},
		{"left alone where it is to order them", "TERM=xterm", Options{Reorders: true}, false, nil},
	} {
		out := &script{environ: []string{test.env}}
		p := newPainter(out, colorprofile.ANSI, test.o)
		p.enter(10, 3)
		p.left = test.answered
		if err := p.leave(); err != nil {
			t.Fatal(err)
		}
		wrote, at := out.wrote.String(), 0
		for _, seq := range test.want {
			n := strings.Index(wrote[at:], seq)
			if n < 0 {
				t.Errorf("%s: %q is missing in %q", test.name, seq, wrote)
			}
			at += max(n, 0)
		}
		if n := strings.Count(wrote, ask) + strings.Count(wrote, off) + strings.Count(wrote, on); n != len(test.want) {
			t.Errorf("%s: the mode is written %d times, want %d", test.name, n, len(test.want))
		}
	}
}
