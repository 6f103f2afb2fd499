package machine

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"stet/model"
	"stet/model/clean"
	"stet/model/process"
)

// A command is a program that reads a JSON line for each article and writes JSON
// lines: answers with the id of the article, and {"id":…,"kind":"done"} when it is
// done with one. A program that never says so is done with an article when it answers
// about a later one, or ends.
type command struct {
	machine *Machine
	wanted  *Wanted
	told    told
}

func newCommand(m *Machine, w *Wanted) *command { return &command{m, w, w.told()} }

var errNotStarted = errors.New("not started")

const (
	// batchOfCommand is how many articles one process is handed: starting it may take
	// longer than all of them.
	batchOfCommand = 64
	mostLine       = 8 << 20   // bytes of one line of answer
	mostOutput     = 256 << 20 // bytes of all answers of a process
	mostErrors     = 2 << 10   // bytes of standard error that are told
	endIn          = 2 * time.Second
)

// The words of the protocol besides the kinds.
const (
	doneKind  = "done"
	errorKind = "error"
	usageKind = "usage"
	modelKind = "model"
)

func (c *command) batch() int { return batchOfCommand }

// recipe names the program and not its arguments, among which there may be a key.
func (c *command) recipe() string {
	args := model.DigestOf(strings.Join(c.machine.Command[1:], "\x00"))
	return c.machine.recipeOf("command", fmt.Sprintf("%s, arguments by digest %s\n%s\n", filepath.Base(c.machine.Command[0]), args[:16], c.wanted.json()))
}

// ask runs the program over the articles. Those that it leaves unanswered, because it
// crashed or hung, are asked about one by one, so that the blame falls on the right one.
func (c *command) ask(ctx context.Context, qs []*question, done func(*question, reply, error)) {
	left, err := c.run(ctx, qs, done)
	if len(left) == 0 {
		return
	}
	if len(qs) == 1 || ctx.Err() != nil || errors.Is(err, errNotStarted) {
		for _, q := range left {
			done(q, reply{}, err)
		}
		return
	}
	for _, q := range left {
		c.ask(ctx, []*question{q}, done)
	}
}

// run starts one process. It returns the questions that it gave no whole answer to,
// and why.
func (c *command) run(ctx context.Context, qs []*question, done func(*question, reply, error)) ([]*question, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	cmd := exec.CommandContext(ctx, c.machine.Command[0], c.machine.Command[1:]...)
	process.Group(cmd)
	cmd.WaitDelay = endIn
	complaint := &tail{most: mostErrors}
	cmd.Stderr = complaint
	in, err := cmd.StdinPipe()
	if err != nil {
		return qs, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return qs, err
	}
	if err := cmd.Start(); err != nil {
		e := fail("`command` of the machine is the program and its arguments", "%s cannot be started: %v", c.machine.Command[0], err)
		e.err = errNotStarted
		return qs, e
	}
	go c.write(in, qs)
	timer := time.AfterFunc(c.machine.timeout(), cancel)
	defer timer.Stop()
	r := &reading{questions: qs, done: done}
	err = r.read(out, func() { timer.Reset(c.machine.timeout()) })
	late := !timer.Stop() && ctx.Err() != nil
	if err != nil {
		cancel()
	}
	ended := cmd.Wait()
	switch {
	case late:
		err = fail("`timeout` says how long it may take", "no answer within %s", c.machine.timeout())
	case err == nil && ctx.Err() == nil && ended != nil:
		err = fail("it runs by itself as `stet help machines` shows", "the program ended with %s%s", endOf(ended), c.machine.redact(complaint.String()))
	case err == nil && ctx.Err() == nil:
		r.rest() // it has ended well: it is done with all
	case err == nil:
		err = ctx.Err()
	}
	return r.questions, err
}

func endOf(err error) string {
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.Error()
	}
	return "an error"
}

// write hands the articles over. What the program does not take is its own affair.
func (c *command) write(in io.WriteCloser, qs []*question) {
	defer in.Close()
	w := bufio.NewWriter(in)
	for _, q := range qs {
		line, err := json.Marshal(struct {
			ID    string `json:"id"`
			Text  string `json:"text"`
			Lang  string `json:"lang,omitempty"`
			Title string `json:"title,omitempty"`
			told
		}{q.id, q.text(), q.article.Meta.Language, q.article.Meta.Title, c.told})
		if err != nil {
			continue
		}
		if _, err := w.Write(append(line, '\n')); err != nil {
			return
		}
		if w.Flush() != nil {
			return
		}
	}
}

// A reading takes a program's lines apart. questions are those that are open.
type reading struct {
	questions []*question
	done      func(*question, reply, error)
	now       reply // to the first open question
	version   string
}

// read reads to the end of the output; alive is told of each line.
func (r *reading) read(out io.Reader, alive func()) error {
	in := bufio.NewReaderSize(out, 64<<10)
	total := 0
	for {
		line, err := boundedLine(in)
		total += len(line)
		switch {
		case errors.Is(err, errTooLong):
			return fail("", "a line of the answer is longer than %d MB", mostLine>>20)
		case total > mostOutput:
			return fail("", "the answer is longer than %d MB", mostOutput>>20)
		}
		if len(bytes.TrimSpace(line)) > 0 {
			alive()
			if !r.line(line) {
				return nil
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// line takes one line; false where nothing more is asked.
func (r *reading) line(line []byte) bool {
	line = finite(line)
	var head struct {
		ID      json.RawMessage `json:"id"`
		Kind    json.RawMessage `json:"kind"`
		Why     json.RawMessage `json:"why"`
		Version json.RawMessage `json:"version"`
		In      json.RawMessage `json:"input_tokens"`
		Out     json.RawMessage `json:"output_tokens"`
	}
	if json.Unmarshal(line, &head) != nil {
		r.now.bad++
		return true
	}
	if id := textOf(head.ID); id != "" && !r.goTo(id) {
		r.now.bad++
		return true
	}
	if len(r.questions) == 0 {
		return false
	}
	switch textOf(head.Kind) {
	case doneKind:
		r.finish(nil)
	case errorKind:
		r.finish(fail("", "the machine says: %s", clean.Line(cut(textOf(head.Why), mostWhy))))
	case usageKind:
		r.now.usage.In, r.now.usage.Out = r.now.usage.In+tokens(head.In), r.now.usage.Out+tokens(head.Out)
	case modelKind:
		r.version = clean.Line(cut(textOf(head.Version), 200))
	default:
		a, err := readAnswer(line)
		if err != nil {
			r.now.bad++
			break
		}
		r.now.answers = append(r.now.answers, a)
	}
	return len(r.questions) > 0
}

// goTo makes the question of that id the one at hand, being done with those before it;
// false where it is not one of the open ones.
func (r *reading) goTo(id string) bool {
	for i, q := range r.questions {
		if q.id == id {
			for range i {
				r.finish(nil)
			}
			return true
		}
	}
	return false
}

func (r *reading) finish(err error) {
	q := r.questions[0]
	r.questions = r.questions[1:]
	rep := r.now
	rep.version = r.version
	r.now = reply{}
	r.done(q, rep, err)
}

func (r *reading) rest() {
	for len(r.questions) > 0 {
		r.finish(nil)
	}
}

var errTooLong = errors.New("too long")

func boundedLine(in *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := in.ReadSlice('\n')
		if len(line)+len(part) > mostLine {
			return nil, errTooLong
		}
		line = append(line, part...)
		if err != bufio.ErrBufferFull {
			return line, err
		}
	}
}

// A tail keeps the end of what is written to it.
type tail struct {
	most int
	b    []byte
}

func (t *tail) Write(p []byte) (int, error) {
	t.b = append(t.b, p...)
	if len(t.b) > t.most {
		t.b = append(t.b[:0], t.b[len(t.b)-t.most:]...)
	}
	return len(p), nil
}

// String is the last line, after a colon; "" if absent.
func (t *tail) String() string {
	lines := strings.Split(strings.TrimSpace(string(t.b)), "\n")
	if last := clean.Line(strings.TrimSpace(lines[len(lines)-1])); last != "" {
		return ": " + cut(last, 200)
	}
	return ""
}
