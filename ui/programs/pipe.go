package programs

import (
	"bytes"
	"context"
	"fmt"
	"os/exec"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"stet/model/clean"
	"stet/model/process"
	"stet/ui/pane"
)

// PipeTime is how long a command may take.
const PipeTime = 10 * time.Second

// pipeOutput is how much of what a command prints is read, in bytes.
const pipeOutput = 64 << 10

// Pipe runs a line of the user's own shell with text on its standard input, and ends it
// with all that it started when it takes longer than it may, or when ctx is over. It
// tells of the first line that was printed.
func Pipe(ctx context.Context, line, text string, atMost time.Duration) tea.Msg {
	timed, cancel := context.WithTimeout(ctx, atMost)
	defer cancel()
	cmd := exec.CommandContext(timed, "sh", "-c", line)
	process.Group(cmd)
	cmd.Stdin = strings.NewReader(text)
	cmd.WaitDelay = time.Second
	out := &limited{left: pipeOutput}
	cmd.Stdout, cmd.Stderr = out, out // one writer: exec writes to it from one goroutine
	err := cmd.Run()
	first, _, _ := strings.Cut(strings.TrimSpace(out.kept.String()), "\n")
	switch {
	case ctx.Err() != nil:
		return pane.Said{Text: fmt.Sprintf("%s was stopped", line)}
	case timed.Err() != nil:
		return pane.Failed{Err: fmt.Errorf("%s took longer than %v and was ended", line, atMost)}
	case err != nil && first == "":
		return pane.Failed{Err: fmt.Errorf("%s: %w", line, err)}
	case err != nil:
		return pane.Failed{Err: fmt.Errorf("%s: %w: %s", line, err, clean.Line(first))}
	case first == "":
		first = "done"
	}
	return pane.Said{Text: line + ": " + first}
}

// A limited buffer drops what is beyond its limit.
type limited struct {
	kept bytes.Buffer // not embedded: its ReadFrom knows no limit
	left int          // bytes
}

func (l *limited) Write(p []byte) (int, error) {
	n := min(len(p), l.left)
	l.left -= n
	l.kept.Write(p[:n])
	return len(p), nil
}
