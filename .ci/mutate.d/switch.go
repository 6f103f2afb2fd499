package main

// switchFile is what the changed places ask: the name of the package, and how many
// mutants there are. A place asks only where the mutant would differ, so that a test
// in which it never differs is not run with it.
const switchFile = `package %s

import (
	"cmp"
	"os"
	"strconv"
	"sync/atomic"
)

var (
	mutantOn, _ = strconv.Atoi(os.Getenv("STET_MUTANT"))
	mutSeen     = mutOpen(os.Getenv("STET_MUTANT_SEEN"))
	mutWas      [%d]atomic.Bool
)

func mutOpen(name string) *os.File {
	if name == "" {
		return nil
	}
	f, _ := os.OpenFile(name, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o666)
	return f
}

func mutOn(id int) bool {
	if mutSeen != nil && !mutWas[id].Swap(true) {
		mutSeen.WriteString(strconv.Itoa(id) + "\n")
	}
	return mutantOn == id
}

func mutAnd(id int, a bool, b func() bool) bool {
	if a {
		return b() || mutOn(id)
	}
	return mutOn(id) && b()
}

func mutOr(id int, a bool, b func() bool) bool {
	if !a {
		return b() && !mutOn(id)
	}
	return !mutOn(id) || b()
}

func mutLess[T cmp.Ordered](id int, a, b T) bool    { return a < b || a == b && mutOn(id) }
func mutMost[T cmp.Ordered](id int, a, b T) bool    { return a < b || a == b && !mutOn(id) }
func mutGreater[T cmp.Ordered](id int, a, b T) bool { return a > b || a == b && mutOn(id) }
func mutLeast[T cmp.Ordered](id int, a, b T) bool   { return a > b || a == b && !mutOn(id) }

func mutPick[T any](id int, a, b T) T {
	if mutOn(id) {
		return b
	}
	return a
}
`
