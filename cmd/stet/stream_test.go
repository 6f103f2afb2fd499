package main

import (
	"bufio"
	"errors"
	"io"
	"strings"
	"testing"
)

// A line that is too long takes no more memory than another, and keeps its beginning, by
// which it is told; the lines after it count.
func TestALineThatIsTooLongIsLeftOut(t *testing.T) {
	in := bufio.NewReaderSize(strings.NewReader("one\n"+strings.Repeat("x", 100)+"\ntwo\n"+strings.Repeat("y", 50)+"\nlast"), 16)
	var got []string
	for {
		line, err := boundedLine(in, 50)
		switch {
		case errors.Is(err, errLongLine):
			got = append(got, string(line[:3]))
			if err := skipLine(in, 1000); err != nil {
				t.Fatal(err)
			}
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
	if want := "one, xxx, two, yyy, last"; strings.Join(got, ", ") != want {
		t.Errorf("%q, want %s", got, want)
	}
}

// A line without an end is told before its end is looked for, and ends the run after so
// many bytes.
func TestALineThatNeverEndsIsNotReadForEver(t *testing.T) {
	in := bufio.NewReader(endless{})
	if _, err := boundedLine(in, 50_000); !errors.Is(err, errLongLine) {
		t.Fatalf("it is not told: %v", err)
	}
	if err := skipLine(in, 1_000_000); !errors.Is(err, errEndlessLine) {
		t.Errorf("it is read on: %v", err)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}
