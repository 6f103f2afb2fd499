// Package programs hands words to other programs, because a person asked for it: a note
// to the editor, words to a command of the shell, an address to the browser.
//
// It refuses to know whose words they are, and what becomes of what comes back.
package programs

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"runtime"
	"strings"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/net/idna"

	"stet/model/files"
	"stet/ui/pane"
	"stet/ui/screen"
)

// Edited is what an editor has left.
type Edited struct {
	Text string // what is in the file now
	File string // where it is, "" where there is no file
	Err  error  // the editor failed, or the file cannot be read
}

// Edit opens text in the user's editor, and sends what done makes of the end of that;
// its Text is the given one where no editor came. Nil where none is named.
func Edit(text string, done func(Edited) tea.Msg) tea.Cmd {
	args := strings.Fields(cmp.Or(os.Getenv("VISUAL"), os.Getenv("EDITOR")))
	if len(args) == 0 {
		return nil
	}
	return func() tea.Msg {
		name, err := noteFile(text)
		if err != nil {
			return done(Edited{Text: text, Err: err})
		}
		return screen.Exec(exec.Command(args[0], append(args[1:], name)...), func(err error) tea.Msg {
			data, unread := files.Read(name, mostNote)
			return done(Edited{strings.TrimRight(string(data), "\n"), name, errors.Join(err, unread)})
		})()
	}
}

// noteFile writes text into a temporary file, and returns its name.
func noteFile(text string) (string, error) {
	f, err := os.CreateTemp("", "stet-note-*.md")
	if err != nil {
		return "", err
	}
	_, err = f.WriteString(text)
	return f.Name(), errors.Join(err, f.Close())
}

// mostNote bounds what is read of a note that was written outside, in bytes.
const mostNote = 16 << 20

// Remove removes files that nobody needs any more.
func Remove(names ...string) tea.Cmd {
	return func() tea.Msg {
		for _, name := range names {
			if name != "" {
				os.Remove(name)
			}
		}
		return nil
	}
}

// Host returns the host of a web address as the network knows it: letters that
// only look like those of another name are as xn--….
func Host(address string) (string, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return "", fmt.Errorf("this is no web address: %s", pane.Excerpt(address, 60))
	}
	host, err := idna.ToASCII(u.Host)
	if err != nil {
		return "", fmt.Errorf("this is no host: %s", pane.Excerpt(u.Host, 60))
	}
	return u.Scheme + "://" + host, nil
}

// Browse opens a web page outside, without a shell, after it was looked at: only
// http and https, never anything that could be taken for an option.
func Browse(link string) tea.Cmd {
	return func() tea.Msg {
		u, err := url.Parse(link)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
			return pane.Failed{Err: fmt.Errorf("not opened, this is no web address: %s", link)}
		}
		name, args := opener(runtime.GOOS, u.String())
		if browser := os.Getenv("BROWSER"); browser != "" && !strings.ContainsAny(browser, " :%") {
			name = browser
		}
		if err := exec.Command(name, args...).Start(); err != nil {
			return pane.Failed{Err: fmt.Errorf("not opened: %w", err)}
		}
		return pane.Said{Text: fmt.Sprintf("opened %s outside", u.Host)}
	}
}

// opener is the command of an operating system that opens a page.
func opener(system, page string) (name string, args []string) {
	switch system {
	case "darwin":
		return "open", []string{page}
	case "windows":
		return "rundll32", []string{"url.dll,FileProtocolHandler", page}
	}
	return "xdg-open", []string{page}
}
