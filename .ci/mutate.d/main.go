// Mutate changes packages in small ways and reports which changes the tests do not
// notice. It prints each survivor with its place, and fails if more than -alive per
// cent of the mutants of a package survive.
//
// All mutants are compiled into the test binaries at once, by an overlay made of the
// sources: every place that is changed asks whether it is the one that is on (mutant
// schemata; Untch, Offutt and Harrold 1993). STET_MUTANT names it. The tree is not
// touched. A first run of each test notes which places it reaches, so that a mutant
// meets only tests that can tell, the fast ones first.
//
//	go run ./.ci/mutate.d [-n 60] [-seed 7] [-alive 15] [-with ./ui/...,./cmd/stet] ./annotate/store
//	go run ./.ci/mutate.d -n 900 -with ./... ./...
package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	gobuild "go/build"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

var (
	most       = flag.Int("n", 60, "how many mutants to try; 0 tries all")
	seed       = flag.Uint64("seed", 7, "which of them")
	alive      = flag.Float64("alive", 15, "per cent of a package that may survive")
	with       = flag.String("with", "", "further packages whose tests may notice, separated by commas")
	equivalent = flag.String("equivalent", ".ci/mutate.equivalent", "the list of mutants that change nothing")
	only       = flag.String("only", "", "a file that an earlier run has written: its survivors alone are tried again")
	list       = flag.Bool("list", false, "print all mutants, and try none")
	short      = flag.Bool("short", true, "run the tests with -short")
	workers    = flag.Int("p", 1, "how many folders are built, and mutants tried, at a time")
	budget     = flag.Duration("budget", 0, "how long the tests of other packages may take for one mutant; 0 runs all")
)

func main() {
	flag.Parse()
	if flag.NArg() == 0 {
		fmt.Fprintln(os.Stderr, "mutate: name a package, such as ./annotate/store")
		os.Exit(2)
	}
	if err := run(flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "mutate:", err)
		os.Exit(1)
	}
}

func run(patterns []string) error {
	work, err := os.MkdirTemp("", "mutate")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	dirs, err := packages(patterns)
	if err != nil {
		return err
	}
	mutants, overlay, err := rewrite(dirs, work)
	if err != nil {
		return err
	}
	if *list {
		for _, m := range mutants {
			fmt.Printf("%s: %s\t# %s\n", m.place(), m.change, m.key())
		}
		return nil
	}
	noticing, err := packages(append(slices.Clone(patterns), strings.FieldsFunc(*with, func(r rune) bool { return r == ',' })...))
	if err != nil {
		return err
	}
	tests, err := build(noticing, work, overlay)
	if err != nil {
		return err
	}
	same, err := listed(*equivalent)
	if err != nil {
		return err
	}
	mutants = slices.DeleteFunc(mutants, func(m mutant) bool { return same[m.key()] })
	all := len(mutants)
	if *only != "" {
		again, err := survivors(*only)
		if err != nil {
			return err
		}
		mutants = slices.DeleteFunc(mutants, func(m mutant) bool { return !again[m.key()] })
	}
	rnd := rand.New(rand.NewPCG(*seed, 0))
	rnd.Shuffle(len(mutants), func(i, j int) { mutants[i], mutants[j] = mutants[j], mutants[i] })
	if *most > 0 {
		mutants = mutants[:min(*most, len(mutants))]
	}
	return summary(try(mutants, tests), all)
}

// try runs the tests with one mutant after the other on, -p of them at a time, and
// prints the survivors. An interrupt ends it early: mutants are in random order, so
// what was tried until then is a sample too.
func try(mutants []mutant, tests suite) map[string]*count {
	interrupted, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	tally := map[string]*count{}
	var mu sync.Mutex
	var all sync.WaitGroup
	next := make(chan mutant)
	for range *workers {
		all.Go(func() {
			for m := range next {
				noticed := tests.notice(m)
				if interrupted.Err() != nil {
					return // the tests were interrupted with us
				}
				mu.Lock()
				c := tally[m.dir()]
				if c == nil {
					c = &count{}
					tally[m.dir()] = c
				}
				c.tried++
				if !noticed {
					c.alive++
					fmt.Printf("%s: %s\t# %s\n", m.place(), m.change, m.key())
				}
				mu.Unlock()
			}
		})
	}
	for _, m := range mutants {
		select {
		case next <- m:
			continue
		case <-interrupted.Done():
		}
		break
	}
	close(next)
	all.Wait()
	return tally
}

// A count is of the mutants of one package.
type count struct{ tried, alive int }

func (c count) share() float64 { return 100 * float64(c.alive) / float64(max(c.tried, 1)) }

func summary(tally map[string]*count, all int) error {
	var sum count
	var over []string
	for _, dir := range slices.Sorted(maps.Keys(tally)) {
		c := tally[dir]
		sum.tried += c.tried
		sum.alive += c.alive
		if c.share() > *alive {
			over = append(over, dir)
		}
		fmt.Printf("%-28s %4d tried %4d alive %4.0f %%\n", dir, c.tried, c.alive, c.share())
	}
	fmt.Printf("%d of %d mutants tried, %d alive (%.0f %%), seed %d\n", sum.tried, all, sum.alive, sum.share(), *seed)
	if len(over) > 0 {
		return fmt.Errorf("more than %.0f %% are alive in %s", *alive, strings.Join(over, ", "))
	}
	return nil
}

// packages are the folders of the packages that patterns name, each once.
func packages(patterns []string) ([]string, error) {
	c := exec.Command("go", append([]string{"list", "-f", "{{.Dir}}"}, patterns...)...)
	c.Stderr = os.Stderr
	out, err := c.Output()
	if err != nil {
		return nil, err
	}
	here, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	dirs := strings.Fields(string(out))
	for i, dir := range dirs {
		if dirs[i], err = filepath.Rel(here, dir); err != nil {
			return nil, err
		}
	}
	slices.Sort(dirs)
	return slices.Compact(dirs), nil
}

// listed reads the keys of mutants that change nothing, one a line; what follows a
// tab says why.
func listed(file string) (map[string]bool, error) {
	out := map[string]bool{}
	f, err := os.Open(file)
	if errors.Is(err, os.ErrNotExist) {
		return out, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		key, _, _ := strings.Cut(lines.Text(), "\t")
		out[strings.TrimSpace(key)] = true
	}
	return out, nil
}

// survivors reads the keys that an earlier run has printed.
func survivors(file string) (map[string]bool, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	out := map[string]bool{}
	for line := range strings.Lines(string(data)) {
		if _, key, ok := strings.Cut(line, "\t# "); ok {
			out[strings.TrimSpace(key)] = true
		}
	}
	return out, nil
}

// rewrite parses packages and writes each of their files, changed, into work. overlay
// is the file that tells the compiler.
func rewrite(dirs []string, work string) (mutants []mutant, overlay string, err error) {
	replace := map[string]string{}
	packageOf := map[string]string{}
	for _, dir := range dirs {
		files, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil {
			return nil, "", err
		}
		files = slices.DeleteFunc(files, func(f string) bool {
			built, err := gobuild.Default.MatchFile(dir, filepath.Base(f)) // not those of other systems
			return strings.HasSuffix(f, "_test.go") || err == nil && !built
		})
		untyped := map[string]bool{}
		for _, file := range files {
			if err := constants(untyped, file); err != nil {
				return nil, "", err
			}
		}
		for _, file := range files {
			s, err := open(file, len(mutants), untyped)
			if err != nil {
				return nil, "", err
			}
			packageOf[dir] = s.file.Name.Name
			mutants = append(mutants, s.mutants...)
			if err := overlaid(replace, work, file, s.text()); err != nil {
				return nil, "", err
			}
		}
	}
	for dir, name := range packageOf {
		text := fmt.Sprintf(switchFile, name, len(mutants)+1)
		if err := overlaid(replace, work, filepath.Join(dir, "mutate_switch.go"), text); err != nil {
			return nil, "", err
		}
	}
	if len(mutants) == 0 {
		return nil, "", fmt.Errorf("nothing to change in %s", strings.Join(dirs, ", "))
	}
	data, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return nil, "", err
	}
	overlay = filepath.Join(work, "overlay.json")
	return mutants, overlay, os.WriteFile(overlay, data, 0o666)
}

func overlaid(replace map[string]string, work, file, text string) error {
	abs, err := filepath.Abs(file)
	if err != nil {
		return err
	}
	replace[abs] = filepath.Join(work, cmp.Or(strings.ReplaceAll(file, string(filepath.Separator), "+"), "none"))
	return os.WriteFile(replace[abs], []byte(text), 0o666)
}
