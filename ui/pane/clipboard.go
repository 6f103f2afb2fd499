package pane

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
)

// A terminal does not say whether it has taken what it is sent for its clipboard.
// tmux, which is between, can be asked whether it passes it on.

// mostCopied is how much text many terminals take, in bytes: 100,000 of base64,
// which is what xterm reads of one sequence.
const mostCopied = 74_000

// Copied is a command that says what can be known of text that was sent to the
// clipboard.
func Copied(text string) tea.Cmd {
	return func() tea.Msg {
		say, ok := copied(len(text), os.Getenv("TMUX") != "", askTmux)
		if !ok {
			return Failed{Err: fmt.Errorf("%s · stet help clipboard", say)}
		}
		return Said{Text: say + " · stet help clipboard"}
	}
}

// copied says what became of so many bytes; false that they were not copied.
func copied(size int, inTmux bool, ask func() string) (says string, ok bool) {
	says = "copied, if the terminal lets programs do so"
	if inTmux {
		switch answer := ask(); answer {
		case "on":
			says = "copied to tmux, and beyond if its terminal lets it"
		case "external", "off":
			return fmt.Sprintf("not copied: set-clipboard of tmux is %s", answer), false
		default:
			says = "copied, if tmux and its terminal let programs do so"
		}
	}
	if size > mostCopied {
		says += fmt.Sprintf(" · %d KB, many take 74", size/1000)
	}
	return says, true
}

// askTmux returns what tmux does with what programs send to the clipboard, "" if
// it does not say.
func askTmux() string {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, "tmux", "show-options", "-sv", "set-clipboard").Output()
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(out))
}
