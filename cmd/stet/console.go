package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/charmbracelet/x/term"

	"stet/annotate/format"
	"stet/model/clean"
	"stet/model/files"
)

// A console is where a run reads and writes, and how it speaks to whom is there.
type console struct {
	in     io.Reader
	out    *bufio.Writer // to standard output, through safeOutput
	err    io.Writer
	stdin  *os.File // in and out as files, to ask whether they are terminals
	stdout *os.File
}

func newConsole(stdin, stdout *os.File, stderr io.Writer) console {
	c := console{in: stdin, err: stderr, stdin: stdin, stdout: stdout}
	c.out = bufio.NewWriterSize(c.safeOutput(), 64<<10)
	return c
}

// report prints a problem that does not end the command.
func (c *console) report(err error) {
	if err != nil && !errors.Is(err, errReported) {
		c.out.Flush()
		explain(c.err, err)
	}
}

// notice prints what had to be mended in reading a file.
func (c *console) notice(name, text string) {
	c.out.Flush()
	fmt.Fprintf(c.err, "stet: %s: %s\n", clean.Line(name), clean.Line(text))
}

// safeOutput is standard output; where a person reads it nothing but text passes,
// whatever a format must hold: what has to be exact goes to a file or a pipe. Pages
// of help, which are styled, go past it.
func (c *console) safeOutput() io.Writer {
	if c.toTerminal() {
		return clean.NewWriter(c.stdout)
	}
	return c.stdout
}

// toTerminal reports whether a person reads the results as they are printed.
func (c *console) toTerminal() bool { return term.IsTerminal(c.stdout.Fd()) }

// width is the width of the terminal in columns, or of a page if missing.
func (c *console) width() int {
	if w, _, err := term.GetSize(c.stdout.Fd()); err == nil && w > 0 {
		return w
	}
	return 80
}

// account prints in one line what was lost, and each loss on a line where that
// was asked for.
func (c *console) account(what string, losses []format.Loss, each bool) {
	c.out.Flush()
	if each {
		for _, l := range losses {
			fmt.Fprintln(c.err, clean.Line(l.String()))
		}
	}
	if len(losses) == 0 {
		return
	}
	more := ""
	if !each {
		more = "; --losses lists them"
	}
	fmt.Fprintf(c.err, "stet: %s: %s%s\n", what, format.Account(losses), more)
}

// mostFeedList is how large a list of feeds may be, in bytes.
const mostFeedList = 64 << 20

// readAll reads a file, or standard input for "-".
func (c *console) readAll(name string) ([]byte, error) {
	if name == "-" {
		data, err := io.ReadAll(io.LimitReader(c.in, mostFeedList+1))
		if len(data) > mostFeedList {
			err = fmt.Errorf("standard input: %w", files.TooLarge{Most: mostFeedList})
		}
		return data, err
	}
	return files.Read(name, mostFeedList)
}
