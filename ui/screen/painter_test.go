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
			p := newPainter(out, colorprofile.TrueColor, false)
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
