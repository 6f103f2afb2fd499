package tagger

import (
	"os"
	"runtime"
	"strconv"
	"strings"
	"testing"
)

// A program that has analysed an article gives the tables' memory back, and finds
// the same names afterwards.
func TestReleasedTablesAreReadAgain(t *testing.T) {
	sum := func() (n int) {
		for _, table := range []string{embedded, embeddedNet} {
			for i := range len(table) {
				n += int(table[i])
			}
		}
		return n
	}
	before := sum()
	held := inFile(t)
	Release()
	if freed := held - inFile(t); runtime.GOOS == "linux" && freed < 8<<20 {
		t.Errorf("%d bytes given back, want most of %d", freed, len(embedded)+len(embeddedNet))
	}
	if after := sum(); after != before {
		t.Errorf("the tables changed: a sum of %d, was %d", after, before)
	}
}

// inFile returns how many bytes of files the process holds in memory, 0 where the
// system does not say.
func inFile(t *testing.T) int {
	statm, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	pages, err := strconv.Atoi(strings.Fields(string(statm))[2])
	if err != nil {
		t.Fatal(err)
	}
	return pages * os.Getpagesize()
}
