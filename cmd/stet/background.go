package main

import (
	"image/color"
	"io"
	"os"
	"time"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"

	"stet/model/pattern"
	"stet/ui"
)

// dark reports whether the background of the terminal is dark: as the config says, or
// COLORFGBG, or the terminal itself. One that says nothing is taken for dark.
func (c *console) dark(said *bool) bool {
	if said != nil {
		return *said
	}
	if colours := os.Getenv("COLORFGBG"); colours != "" {
		return !ui.LightBackground(colours)
	}
	return c.asksDark()
}

// patience is how long the terminal may take to answer. A terminal that knows the
// question answers within milliseconds; one far away within some hundred.
const patience = 500 * time.Millisecond

// mostAnswer is how much of an answer is read, in bytes.
const mostAnswer = 1 << 10

// told is the terminal's answer, and attributes what every terminal answers after it.
var (
	told       = pattern.Late(`\]11;([#:/0-9A-Za-z]+)`)
	attributes = pattern.Late(`\[\?[0-9;]*c`)
)

// asksDark asks the terminal for its background.
func (c *console) asksDark() bool {
	if !term.IsTerminal(c.stdin.Fd()) {
		return true
	}
	state, err := term.MakeRaw(c.stdin.Fd())
	if err != nil {
		return true
	}
	defer term.Restore(c.stdin.Fd(), state)
	answers, err := uv.NewCancelReader(c.stdin)
	if err != nil {
		return true
	}
	defer answers.Close()
	giveUp := time.AfterFunc(patience, func() { answers.Cancel() })
	defer giveUp.Stop()
	if _, err := io.WriteString(c.stdout, ansi.RequestBackgroundColor+ansi.RequestPrimaryDeviceAttributes); err != nil {
		return true
	}
	var answer []byte
	for len(answer) < mostAnswer && !attributes().Match(answer) {
		var piece [64]byte
		n, err := answers.Read(piece[:])
		if answer = append(answer, piece[:n]...); err != nil {
			break
		}
	}
	return darkAnswer(answer)
}

// darkAnswer reads what a terminal answered.
func darkAnswer(answer []byte) bool {
	m := told().FindSubmatch(answer)
	if m == nil {
		return true
	}
	at := ansi.XParseColor(string(m[1]))
	if at == nil {
		return true
	}
	return color.GrayModel.Convert(at).(color.Gray).Y < 128
}
