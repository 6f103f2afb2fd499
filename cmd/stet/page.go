package main

import (
	"cmp"
	"errors"
	"io"
	"os"
	"os/exec"
	"strings"

	glamouransi "charm.land/glamour/v2/ansi"
	"charm.land/glamour/v2/styles"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"

	"stet/cmd/stet/manual"
	"stet/model/places"
	"stet/ui"
	"stet/ui/theme"
)

// printMarkdown shows a page: through Glamour and a pager to a person, as it is
// to a pipe.
func (c *console) printMarkdown(page string) error {
	if !c.toTerminal() {
		_, err := c.out.WriteString(page)
		return err
	}
	shown, err := manual.Render(page, c.pageStyle(), min(c.width()-4, 80))
	if err != nil {
		return err
	}
	// Glamour may write more colours than the terminal has.
	var b strings.Builder
	w := colorprofile.Writer{Forward: &b, Profile: ui.Colours(c.stdout)}
	if _, err := w.WriteString(shown); err != nil {
		return err
	}
	return c.throughPager(b.String())
}

// pageStyle is Glamour's style in the colours of the theme that the screen has, for the
// terminal's background. Headings lose the number signs: they are told by colour and
// weight.
func (c *console) pageStyle() glamouransi.StyleConfig {
	style, colours, yes := styles.LightStyleConfig, ui.Colours(c.stdout), true
	plain := colours < colorprofile.ANSI
	set, _ := loadConfig(configPath()) // help shows with any config
	dark := !plain && c.dark(set.dark())
	switch {
	case plain:
		style = styles.NoTTYStyleConfig
		style.Emph = glamouransi.StylePrimitive{Italic: &yes}
		style.Strong = glamouransi.StylePrimitive{Bold: &yes}
		style.Table = styles.DarkStyleConfig.Table
	case dark:
		style = styles.DarkStyleConfig
	}
	t, err := theme.Load(cmp.Or(places.Expand(set.Theme), ui.UsualTheme(colours)), dark)
	if err != nil {
		if t, err = theme.Load(ui.UsualTheme(colours), dark); err != nil {
			return style
		}
	}
	look := func(p *glamouransi.StylePrimitive, role string) {
		s := t.Style(role)
		p.Color, p.BackgroundColor = nil, nil
		if s.Fg != "" {
			p.Color = &s.Fg
		} else if s.Bold {
			p.Bold = &yes
		}
	}
	look(&style.Document.StylePrimitive, "")
	for _, h := range []*glamouransi.StyleBlock{&style.Heading, &style.H1, &style.H2, &style.H3, &style.H4} {
		h.Prefix, h.Suffix, h.Bold = "", "", &yes
		look(&h.StylePrimitive, "list.head")
	}
	style.Code.Prefix, style.Code.Suffix = "", ""
	look(&style.Code.StylePrimitive, "status.key")
	look(&style.CodeBlock.StylePrimitive, "speaker")
	style.CodeBlock.Chroma = nil
	look(&style.Link, "link")
	look(&style.LinkText, "link")
	look(&style.HorizontalRule, "card.border")
	return style
}

// throughPager prints a text that is longer than the terminal by $PAGER, or by
// less where there is one. The words of $PAGER are a program and its arguments:
// no shell reads them.
func (c *console) throughPager(text string) error {
	if err := c.out.Flush(); err != nil {
		return err
	}
	pager := pagerCommand()
	if _, height, err := term.GetSize(c.stdout.Fd()); err != nil || strings.Count(text, "\n") < height || pager == nil {
		_, err := io.WriteString(c.stdout, text)
		return err
	}
	cmd := exec.Command(pager[0], pager[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(text), c.stdout, c.stdout
	if os.Getenv("LESS") == "" {
		cmd.Env = append(os.Environ(), "LESS=-R") // show colours as colours
	}
	err := cmd.Run()
	var ended *exec.ExitError
	if err == nil || errors.As(err, &ended) { // whoever leaves a pager early has read enough
		return nil
	}
	_, err = io.WriteString(c.stdout, text)
	return err
}

// pagerCommand is $PAGER, else less; nil where neither is there or $PAGER is
// empty.
func pagerCommand() []string {
	words := []string{"less", "-R"}
	if value, set := os.LookupEnv("PAGER"); set {
		words = strings.Fields(value)
	}
	if len(words) == 0 {
		return nil
	}
	if _, err := exec.LookPath(words[0]); err != nil {
		return nil
	}
	return words
}
