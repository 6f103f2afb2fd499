package main

import (
	"bufio"
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"stet/annotate/machine"
	"stet/annotate/query"
)

// What an import took is counted: sidecars, annotations, and those that were there.
func TestWhatAnImportTookIsSaid(t *testing.T) {
	for _, tt := range []struct {
		taken, sidecars, known int
		want                   string
	}{
		{0, 0, 1, "nothing new: 1 annotation is there already\n"},
		{0, 0, 3, "nothing new: 3 annotations are there already\n"},
		{1, 1, 0, "1 annotation in 1 sidecar\n"},
		{5, 2, 0, "5 annotations in 2 sidecars\n"},
		{5, 2, 1, "5 annotations in 2 sidecars; 1 other is there already\n"},
		{1, 1, 2, "1 annotation in 1 sidecar; 2 others are there already\n"},
		{0, 0, 0, "0 annotations in 0 sidecars\n"},
	} {
		var b bytes.Buffer
		p := &program{console: console{out: bufio.NewWriter(&b), err: &b}}
		importing{program: p}.took(tt.taken, tt.sidecars, tt.known)
		p.out.Flush()
		if got := b.String(); got != tt.want {
			t.Errorf("%d in %d, %d known: %q, want %q", tt.taken, tt.sidecars, tt.known, got, tt.want)
		}
	}
}

// A table is as wide as the terminal, one line a row: the columns of speakers and places
// give room to the words. A place is cut at its beginning, everything else at its end.
func TestATableFitsTheTerminal(t *testing.T) {
	rows := []*query.Row{
		{ID: "1", Article: "2026/a-very-long-name-of-an-article.md", Kind: "claim", Who: "Jane Doe of the harbour board", Words: "the line costs 40 million euros a year, and nobody knows who pays for it", Line: 12},
		{ID: "2", Article: "b.md", Kind: "quote", Who: "Ben", Words: "so it is", Line: 3},
	}
	for width, want := range map[int]string{
		200: "claim  Jane Doe of the harbour board  the line costs 40 million euros a year, and nobody knows who pays for it  2026/a-very-long-name-of-an-article.md:12\n" +
			"quote  Ben                            so it is                                                                  b.md:3\n",
		80: "claim  Jane Doe of the …  the line costs 40 million euros a …  …an-article.md:12\n" +
			"quote  Ben                so it is                             b.md:3\n",
		40: "claim  Jane Do…  the line cos…  …e.md:12\n" +
			"quote  Ben       so it is       b.md:3\n",
	} {
		var b bytes.Buffer
		table := &table{width: width}
		if err := errors.Join(table.write(nil, rows), table.end(&b)); err != nil {
			t.Fatal(err)
		}
		if b.String() != want {
			t.Errorf("%d columns:\n%s\nwant\n%s", width, b.String(), want)
		}
	}
}

// A run of a machine tells its progress and the outcome of each article.
func TestHowFarAMachineIsIsSaid(t *testing.T) {
	var out, stderr bytes.Buffer
	s := &codingProgress{machineCoding: machineCoding{program: &program{console: console{out: bufio.NewWriter(&out), err: &stderr}}, format: "text"},
		machine: &machine.Machine{}, all: 3, live: true}
	sum := machine.Sum{Done: 1, Skipped: 1, Began: time.Now()}
	sum.Tally.Kept = 2
	if got := s.far(sum); got != "2 of 3 articles · 2 suggestions · 0 refused · 0s" {
		t.Errorf("far: %s", got)
	}
	sum.Failed = 1
	if got := s.far(sum); got != "3 of 3 articles · 2 suggestions · 0 refused · 1 failed · 0s" {
		t.Errorf("far: %s", got)
	}
	s.told(machine.Event{Path: "a.txt", Tally: &sum.Tally}, sum)
	s.told(machine.Event{Path: "b.txt", Skipped: true}, sum)
	s.told(machine.Event{Path: "c.txt", Err: errors.New("c.txt: no answer")}, sum)
	s.out.Flush()
	if got := out.String(); got != "a.txt: 2 suggestions\n" {
		t.Errorf("printed: %q", got)
	}
	wipe := "\r" + strings.Repeat(" ", 78) + "\r"
	line := "\r3 of 3 articles · 2 suggestions · 0 refused · 1 failed · 0s"
	if got := stderr.String(); got != line+wipe+line+wipe+"stet: c.txt: no answer\n"+line {
		t.Errorf("said: %q", got)
	}
}
