package programs

import (
	"context"
	"strings"
	"testing"
	"time"

	"stet/model/need"
	"stet/ui/pane"
)

// Whatever a command does, it ends, with all that it started, and what came of it
// is told; one that did not end would hold the test up for a day.
func TestACommandThatIsPipedToEnds(t *testing.T) {
	need.Program(t, "sh")
	text := strings.Repeat("a line that is not read\n", 100_000)
	for _, test := range []struct{ line, want string }{
		{"true", "true: done"},
		{"exit 4", "exit 4: exit status 4"},
		{"echo no such word >&2; exit 1", "exit 1: exit status 1: no such word"},
		{"kill -9 $$", "kill -9 $$: signal: killed"},
		{"while :; do echo flood; done", "while :; do echo flood; done took longer than 300ms and was ended"},
		{"sleep 86400 & sleep 86400", "sleep 86400 & sleep 86400 took longer than 300ms and was ended"},
		{"head -n 1", "head -n 1: a line that is not read"},
		{"wc -l", "wc -l: 100000"},
		{"printf '\\033[31mred\\n'; cat >/dev/null", "red"},
	} {
		var got string
		switch m := Pipe(context.Background(), test.line, text, 300*time.Millisecond).(type) {
		case pane.Said:
			got = m.Text
		case pane.Failed:
			got = m.Err.Error()
		}
		if !strings.Contains(got, test.want) {
			t.Errorf("%s: %q, want %q", test.line, got, test.want)
		}
	}
	ctx, stop := context.WithCancel(context.Background())
	time.AfterFunc(50*time.Millisecond, stop)
	if m, ok := Pipe(ctx, "sleep 86400", text, time.Minute).(pane.Said); !ok || m.Text != "sleep 86400 was stopped" {
		t.Errorf("stopped: %v", m)
	}
}

func TestWhatACommandSaysOnBothWaysIsKeptTogether(t *testing.T) {
	need.Program(t, "sh")
	m, ok := Pipe(context.Background(), "for i in 1 2 3 4 5 6 7 8 9; do echo word; echo word >&2; done", "", time.Minute).(pane.Said)
	if !ok || !strings.HasSuffix(m.Text, ": word") {
		t.Errorf("%v", m)
	}
}

// What a command prints is kept up to a limit, and the rest is taken and dropped.
func TestOnlySoMuchOfWhatIsPrintedIsKept(t *testing.T) {
	l := limited{left: 5}
	for _, step := range []struct{ written, kept string }{{"abc", "abc"}, {"de", "abcde"}, {"f", "abcde"}, {"ghi", "abcde"}} {
		if n, err := l.Write([]byte(step.written)); n != len(step.written) || err != nil || l.kept.String() != step.kept {
			t.Errorf("%s: %d, %v, kept %q, want %q", step.written, n, err, l.kept.String(), step.kept)
		}
	}
	l = limited{left: 2}
	if l.Write([]byte("abc")); l.kept.String() != "ab" {
		t.Errorf("kept %q", l.kept.String())
	}
}
