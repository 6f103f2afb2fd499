package format

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

func (s Source) stem() string { return strings.TrimSuffix(path.Base(s.Name), path.Ext(s.Name)) }

func writeJSONLine(w io.Writer, v any) error {
	line, err := marshal(v)
	if err == nil {
		_, err = w.Write(append(line, '\n'))
	}
	return err
}

var errNoLine = errors.New("no line of it could be read")

// readJSONLines calls f for each line, from 1. Lines end with LF alone: texts
// hold U+0085 and U+2028, at which other readers break. A line that f cannot
// read is reported; a file of nothing else is an error.
func readJSONLines(src Source, f func(n int, line []byte) error, losses *[]Loss) ([]Loss, error) {
	data := bytes.TrimPrefix(src.Data, []byte("\ufeff"))
	n, good, bad := 0, 0, 0
	var first error
	for line := range bytes.SplitSeq(data, []byte("\n")) {
		n++
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		if err := f(n, line); err != nil {
			bad++
			if first == nil {
				first = err
			}
			*losses = append(*losses, Loss{What: BrokenLine, Document: src.Name, Line: n, Detail: err.Error()})
			continue
		}
		good++
	}
	if good == 0 && bad > 0 {
		return *losses, fmt.Errorf("%w: %w", errNoLine, first)
	}
	return *losses, nil
}
