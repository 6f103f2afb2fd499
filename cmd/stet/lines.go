package main

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"

	"stet/model/clean"
	"stet/model/source"
)

// lineJobs yields a job for each line {"id":…,"text":…} of standard input, which may
// say the language of its text, "lang". An id may be any
// JSON value and is given back as it came. Nothing in the answer to a line depends on
// the lines around it.
func lineJobs(p *program, d detection) jobs {
	return func(yield func(job) bool) error {
		in := bufio.NewReaderSize(p.in, 64<<10)
		for n := 1; ; n++ {
			line, err := boundedLine(in, mostLine)
			name := fmt.Sprintf("standard input:%d", n)
			if errors.Is(err, errLongLine) {
				// It is told before its end is looked for, which may never come.
				if !yield(job{name, func() (result, error) { return d.broken(name, line, fmt.Sprintf("longer than %d MB", mostLine>>20)) }}) {
					return nil
				}
				if err := skipLine(in, mostSkipped); err != nil {
					return fmt.Errorf("%s: %w", name, err)
				}
				continue
			}
			if len(bytes.TrimSpace(line)) > 0 && !yield(job{name, func() (result, error) { return p.findInLine(name, line, d) }}) {
				return nil
			}
			if err == io.EOF {
				return nil
			}
			if err != nil {
				return fmt.Errorf("standard input: %w", err)
			}
		}
	}
}

const (
	// mostLine is how long a line of standard input may be, in bytes.
	mostLine = 64 << 20
	// mostSkipped is how much of a longer one is skipped, in bytes; then it has no end.
	mostSkipped = 4 << 30
	// lineHead is how much is kept of a line that is too long, in bytes: its id.
	lineHead = 4 << 10
)

var (
	errLongLine    = errors.New("a line is too long")
	errEndlessLine = fmt.Errorf("a line of more than %d GB, it is not read further", mostSkipped>>30)
)

// boundedLine reads a line with its end. Of a longer one it returns the beginning and
// errLongLine; skipLine skips its rest.
func boundedLine(in *bufio.Reader, most int) ([]byte, error) {
	var line []byte
	for {
		part, err := in.ReadSlice('\n')
		if len(line)+len(part) > most {
			head := append(line, part...)
			if err == nil || err == io.EOF { // its end was just read
				in.UnreadByte()
			}
			return bytes.Clone(head[:min(len(head), lineHead)]), errLongLine
		}
		line = append(line, part...)
		if err != bufio.ErrBufferFull {
			return line, err
		}
	}
}

// skipLine skips the rest of a line with its end.
func skipLine(in *bufio.Reader, most int64) error {
	for skipped := int64(0); skipped < most; {
		part, err := in.ReadSlice('\n')
		skipped += int64(len(part))
		switch err {
		case bufio.ErrBufferFull:
		case io.EOF:
			return nil
		default:
			return err
		}
	}
	return errEndlessLine
}

// findInLine answers a line. A panic is an error of that line alone.
func (p *program) findInLine(name string, line []byte, d detection) (r result, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			r, err = d.broken(name, line, fmt.Sprintf("the analysis failed: %v", cause))
		}
	}()
	var record struct {
		ID   json.RawMessage `json:"id"`
		Text *string         `json:"text"`
		Lang string          `json:"lang"`
	}
	var shape *json.UnmarshalTypeError
	switch err := json.Unmarshal(line, &record); {
	case errors.As(err, &shape) && shape.Field == "":
		return d.broken(name, line, fmt.Sprintf("a JSON %s, not an object", shape.Value))
	case errors.As(err, &shape):
		return d.broken(name, line, fmt.Sprintf("%s is a %s, not a string", shape.Field, shape.Value))
	case err != nil:
		return d.broken(name, line, "not a JSON object: "+err.Error())
	case record.Text == nil:
		return d.broken(name, line, "there is no text")
	}
	a := source.OfTextIn("", *record.Text, cmp.Or(p.language, record.Lang), p.config.Language)
	out, err := d.of(origin{ID: record.ID}, a)
	return result{out: out}, err
}

// idOf finds the id in a line that need not be JSON.
var idOf = regexp.MustCompile(`"id"\s*:\s*("(?:[^"\\]|\\.)*"|-?[0-9][0-9.eE+-]*)`)

// lineShown is how much of a broken line is shown, in bytes.
const lineShown = 80

// broken reports a line that cannot be read, by its id where it has one: as an error, or
// as a line among the answers.
func (d *detection) broken(name string, line []byte, why string) (result, error) {
	var id json.RawMessage
	if m := idOf.FindSubmatch(line[:min(len(line), 4<<10)]); m != nil && json.Valid(m[1]) {
		id = m[1]
	}
	if !d.errorsAsLines {
		if id != nil {
			name += fmt.Sprintf(" (id %s)", id)
		}
		return result{}, failed(`a line looks like {"id":"a1","text":"…"}; the others were read`, "%s: %s", name, why)
	}
	answer := struct {
		ID    json.RawMessage `json:"id"`
		Kind  string          `json:"kind"`
		Error string          `json:"error"`
		Line  string          `json:"line,omitempty"` // its beginning, where it has no id
	}{ID: id, Kind: "error", Error: clean.Line(why)}
	if id == nil {
		answer.ID = json.RawMessage("null")
		answer.Line = clean.Line(string(bytes.ToValidUTF8(bytes.TrimSpace(line[:min(len(line), lineShown)]), nil)))
	}
	out, err := jsonLine(answer)
	return result{out: out}, err
}
