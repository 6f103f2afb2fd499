package main

import (
	"bufio"
	"errors"
	"io"
	"strings"
	"testing"
)

// A line without an end takes no more memory than a long one; the lines after it count.
func TestALineThatNeverEndsIsLeftOut(t *testing.T) {
	in := bufio.NewReaderSize(strings.NewReader("one\n"+strings.Repeat("x", 100)+"\ntwo\nlast"), 16)
	var got []string
	for {
		line, err := boundedLine(in, 50)
		switch {
		case errors.Is(err, errLongLine):
			got = append(got, "too long")
			continue
		case len(line) > 0:
			got = append(got, strings.TrimSpace(string(line)))
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if want := "one, too long, two, last"; strings.Join(got, ", ") != want {
		t.Errorf("%q, want %s", got, want)
	}
}
