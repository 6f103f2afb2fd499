package screen

import (
	"bytes"
	"runtime"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// A painter writes frames to a terminal, of each only what differs from the one
// before it.
type painter struct {
	console uv.Console
	profile colorprofile.Profile
	method  ansi.Method // how the terminal measures a cluster of code points
	// disputed is true if other methods would give the last frame other cells.
	disputed bool
	wheel    bool // the wheel sends arrow keys
	whole    bool // the terminal shows a frame as a whole: mode 2026
	diff     *uv.TerminalRenderer
	cells    uv.ScreenBuffer
	buf      bytes.Buffer // what is written next
	title    string
	mouse    tea.MouseMode
	screen   bool // the terminal is GNU screen
	// ordered is true if frames have their letters in the order of the eye, which
	// the terminal is to leave as it is; left, if it would do so anyway.
	ordered, left bool
}

func newPainter(console uv.Console, profile colorprofile.Profile, o Options) *painter {
	return &painter{
		console: console, profile: profile, wheel: o.Wheel, ordered: !o.Reorders,
		method: ansi.WcWidth, screen: gnuScreen(console.Environ()),
	}
}

// gnuScreen reports whether the terminal is GNU screen. While it reports the mouse
// it keeps an escape back until the next key, and it shows italics reversed.
func gnuScreen(environ []string) bool {
	env := uv.Environ(environ)
	return env.Getenv("TMUX") == "" && (env.Getenv("STY") != "" || strings.HasPrefix(env.Getenv("TERM"), "screen"))
}

// enter takes the alternate screen of a terminal of w×h cells, which is empty
// then, and sets the modes that a program needs. It is written with the next
// frame.
func (p *painter) enter(w, h int) {
	p.diff = uv.NewTerminalRenderer(&p.buf, p.console.Environ())
	p.diff.SetColorProfile(p.profile)
	p.diff.SetScrollOptim(runtime.GOOS != "windows") // microsoft/terminal#19016
	p.diff.SetTabStops(-1)
	p.diff.EnterAltScreen()
	p.diff.Resize(w, h)
	p.cells = uv.NewScreenBuffer(w, h)
	p.title, p.mouse = "", tea.MouseModeNone

	p.diff.WriteString(ansi.WindowOp(pushTitle, ofWindow))
	p.diff.WriteString(ansi.ResetModeTextCursorEnable + ansi.SetModeBracketedPaste + ansi.SetModeFocusEvent)
	// Both are asked for: a terminal passes over what it does not know.
	p.diff.WriteString(ansi.SetModifyOtherKeys2 + ansi.PushKittyKeyboard(ansi.KittyDisambiguateEscapeCodes))
	if p.method == ansi.GraphemeWidth {
		p.diff.SetGraphemeWidth(true)
		p.diff.WriteString(ansi.SetModeUnicodeCore)
	}
	if p.ordered {
		if asked(p.console.Environ()) {
			p.diff.WriteString(ansi.RequestModeBiDirectionalSupport)
		}
		p.diff.WriteString(ansi.ResetModeBiDirectionalSupport)
	}
	if p.wheel {
		p.diff.WriteString(saveMode(alternateScroll) + ansi.SetMode(alternateScroll))
	}
}

// The title of the window is pushed before it is set, and popped in the end
// (XTWINOPS). A terminal without that stack keeps the last one.
const pushTitle, popTitle, ofWindow = 22, 23, 2

// alternateScroll makes a terminal send arrow keys for its wheel while the
// alternate screen is on. People have it on or off for all their programs, so it
// is put back as it was.
const alternateScroll = ansi.DECMode(1007)

// saveMode and restoreMode are xterm's XTSAVE and XTRESTORE.
func saveMode(m ansi.Mode) string    { return strings.TrimSuffix(ansi.SetMode(m), "h") + "s" }
func restoreMode(m ansi.Mode) string { return strings.TrimSuffix(ansi.SetMode(m), "h") + "r" }

// leave undoes what enter did.
func (p *painter) leave() error {
	p.setMouse(tea.MouseModeNone)
	if p.wheel {
		p.diff.WriteString(restoreMode(alternateScroll))
	}
	if p.method == ansi.GraphemeWidth {
		p.diff.WriteString(ansi.ResetModeUnicodeCore)
	}
	if p.ordered && !p.left {
		p.diff.WriteString(ansi.SetModeBiDirectionalSupport)
	}
	p.diff.WriteString(ansi.ResetModifyOtherKeys + ansi.PopKittyKeyboard(1))
	p.diff.WriteString(ansi.ResetModeFocusEvent + ansi.ResetModeBracketedPaste)
	p.diff.ExitAltScreen()
	return p.write(ansi.SetModeTextCursorEnable + ansi.WindowOp(popTitle, ofWindow))
}

// frame paints a view.
func (p *painter) frame(v tea.View) error {
	p.setTitle(v.WindowTitle)
	p.setMouse(v.MouseMode)
	p.cells.Clear()
	p.measure(v.Content)
	uv.NewStyledString(v.Content).Draw(p.cells, p.cells.Bounds())
	if p.screen {
		upright(p.cells)
	}
	p.diff.Render(p.cells.RenderBuffer)
	return p.flush()
}

// measure chooses how the cells of a frame are measured: where all counts agree, and
// did in the frame before, by the one that is there already.
func (p *painter) measure(content string) {
	before := p.disputed
	p.disputed = p.method == ansi.WcWidth && !agreed(content)
	p.cells.Method = ansi.GraphemeWidth
	if p.disputed {
		p.cells.Method = ansi.WcWidth
	}
	p.diff.SetGraphemeWidth(!p.disputed && (!before || p.method == ansi.GraphemeWidth))
}

// upright takes the italics out of a frame.
func upright(cells uv.ScreenBuffer) {
	for y := range cells.Height() {
		for x := range cells.Width() {
			if c := cells.CellAt(x, y); c != nil {
				c.Style.Attrs &^= uv.AttrItalic
			}
		}
	}
}

// resize says that the terminal has w×h cells now; what is on them is unknown.
func (p *painter) resize(w, h int) {
	p.diff.Erase()
	p.diff.Resize(w, h)
	p.cells.Touched = nil
	p.cells.Resize(w, h)
}

// measureGraphemes makes the terminal give a cluster of code points the width
// of what is seen, as layout does: mode 2027.
func (p *painter) measureGraphemes() error {
	p.method = ansi.GraphemeWidth
	p.diff.SetGraphemeWidth(true)
	return p.write(ansi.SetModeUnicodeCore)
}

func (p *painter) setTitle(title string) {
	if title != p.title && title != "" {
		p.title = title
		p.diff.WriteString(ansi.SetWindowTitle(title))
	}
}

func (p *painter) setMouse(mode tea.MouseMode) {
	if mode == p.mouse || p.screen {
		return
	}
	p.mouse = mode
	switch mode {
	case tea.MouseModeNone:
		p.diff.WriteString(ansi.ResetModeMouseButtonEvent + ansi.ResetModeMouseAnyEvent + ansi.ResetModeMouseExtSgr)
	case tea.MouseModeCellMotion:
		p.diff.WriteString(ansi.SetModeMouseButtonEvent + ansi.SetModeMouseExtSgr)
	case tea.MouseModeAllMotion:
		p.diff.WriteString(ansi.SetModeMouseAnyEvent + ansi.SetModeMouseExtSgr)
	}
}

func (p *painter) write(seq string) error {
	p.diff.WriteString(seq)
	return p.flush()
}

// flush writes what has gathered, in one piece.
func (p *painter) flush() error {
	if err := p.diff.Flush(); err != nil {
		return err
	}
	if p.buf.Len() == 0 {
		return nil
	}
	out := p.buf.Bytes()
	if p.whole {
		out = append(append([]byte(ansi.SetModeSynchronizedOutput), out...), ansi.ResetModeSynchronizedOutput...)
	}
	_, err := p.console.Write(out)
	p.buf.Reset()
	return err
}

// questions are what a terminal is asked at the beginning: its background, and
// whether it knows modes 2026 and 2027.
func questions(env uv.Environ) string {
	if !asked(env) {
		return ansi.RequestBackgroundColor
	}
	return ansi.RequestBackgroundColor + ansi.RequestModeSynchronizedOutput + ansi.RequestModeUnicodeCore
}

// asked reports whether a terminal is asked about modes. Apple's prints the question,
// and over a network the answer may come when nobody waits for it any more.
func asked(env uv.Environ) bool {
	_, ssh := env.LookupEnv("SSH_TTY")
	_, windows := env.LookupEnv("WT_SESSION")
	safe := !ssh && !strings.Contains(env.Getenv("TERM_PROGRAM"), "Apple")
	for _, good := range []string{"ghostty", "wezterm", "alacritty", "kitty", "rio"} {
		safe = safe || strings.Contains(env.Getenv("TERM"), good)
	}
	return safe || windows
}
