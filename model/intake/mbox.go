package intake

import (
	"bufio"
	"errors"
	"io"
	"strings"

	"stet/model/pattern"
	"stet/model/source"
)

// mbox is a mailbox: messages one after the other, each behind a line "From "
// (RFC 4155).
var mbox = Format{
	Name: "mbox", Title: "mailbox",
	Doc:        "a mailbox: mbox",
	Extensions: []string{".mbox", ".mbx"},
	sniff:      func(p *probe) bool { return mailbox().MatchString(p.head) },
	read:       readMbox,
}

// fromLine begins a message: a sender and a time as asctime writes it.
var fromLine = pattern.Late(`^From \S+ +(?:\w{3} ){2}[ \d]\d \d\d:\d\d(?::\d\d)?(?: [A-Z+-]\w*)? \d{4}|^From \S+@\S+ `)

// mailbox is the beginning of a mailbox: such a line, and below it the header of a
// message. A text may begin with "From London".
var mailbox = pattern.Late(`^\x{feff}?From [^\r\n]+\r?\n(?:>?From [^\r\n]+\r?\n)?[A-Za-z][\w-]*:[ \t\r\n]`)

// mostMessage is how large a message may be, in bytes.
const mostMessage = 64 << 20

func readMbox(r *reading) error {
	in, err := r.open()
	if err != nil {
		return err
	}
	lines := bufio.NewReaderSize(in, 64<<10)
	var message strings.Builder
	n, cut := 0, false
	finish := func() error {
		if n == 0 {
			return nil
		}
		data := message.String()
		message.Reset()
		return r.message(n, data, cut)
	}
	blank := true
	for {
		line, err := readLine(lines)
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if line == "" && err != nil {
			return finish()
		}
		if n == 0 {
			line = strings.TrimPrefix(line, "\ufeff")
		}
		switch {
		case blank && strings.HasPrefix(line, "From ") && fromLine().MatchString(line):
			if err := finish(); err != nil {
				return err
			}
			n, cut = n+1, false
		case message.Len()+len(line) > mostMessage:
			cut = true
		default:
			message.WriteString(unquoted(line))
		}
		blank = strings.TrimRight(line, "\r\n") == ""
	}
}

// unquoted takes away the sign that a mailbox puts before "From " in a message.
func unquoted(line string) string {
	if rest := strings.TrimLeft(line, ">"); rest != line && strings.HasPrefix(rest, "From ") {
		return line[1:]
	}
	return line
}

// readLine returns a line with its end, or a part of one that is very long.
func readLine(r *bufio.Reader) (string, error) {
	line, err := r.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		err = nil
	}
	return string(line), err
}

func (r *reading) message(n int, data string, cut bool) error {
	a, err := source.ReadMail(data)
	if err != nil {
		r.fault(Fault{Number: n, What: err.Error(), Lost: true})
		return nil
	}
	if cut {
		r.fault(Fault{n, a.Meta.Title, "is larger than 64 MB: its end is left out", true})
	}
	return r.item(&Item{Number: n, Article: a})
}
