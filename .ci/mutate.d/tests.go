package main

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"
)

const (
	together = 300 * time.Millisecond // tests faster than this share a process
	apart    = time.Second            // the subtests of slower tests are units of their own
)

// A unit is a test, or a subtest of a slow one, that runs in a process of its own.
type unit struct {
	binary, dir string
	top, sub    string
	took        time.Duration
	reaches     map[int]bool
}

// suite is the tests of some packages with all mutants in them.
type suite []*unit

// build compiles the tests of each folder, and runs each test once, -p folders at a
// time.
func build(dirs []string, work, overlay string) (suite, error) {
	if err := command(exec.Command("go", "build", "-overlay", overlay, "./...")); err != nil {
		return nil, err
	}
	var (
		all    errgroup.Group
		suites = make([]suite, len(dirs))
	)
	all.SetLimit(*workers)
	for i, dir := range dirs {
		if files, _ := filepath.Glob(filepath.Join(dir, "*_test.go")); len(files) == 0 {
			continue
		}
		all.Go(func() (err error) {
			suites[i], err = testsOf(dir, filepath.Join(work, "test"+strconv.Itoa(i)), overlay)
			return err
		})
	}
	if err := all.Wait(); err != nil {
		return nil, err
	}
	out := slices.Concat(suites...)
	if len(out) == 0 {
		return nil, errors.New("no test passes without a mutant")
	}
	return out, nil
}

// testsOf compiles the tests of a folder into the program at path, and runs each once.
func testsOf(dir, path, overlay string) (out suite, err error) {
	if err := command(exec.Command("go", "test", "-c", "-vet=off", "-ldflags=-s -w", "-overlay", overlay, "-o", path, "./"+dir)); err != nil {
		return nil, err
	}
	list := exec.Command(path, "-test.list", "^(Test|Fuzz|Example)")
	list.Dir = dir
	names, err := list.Output()
	if err != nil {
		return nil, fmt.Errorf("cannot list the tests of %s: %w", dir, err)
	}
	for _, name := range strings.Fields(string(names)) {
		if !regexp.MustCompile(`^(Test|Fuzz|Example)`).MatchString(name) {
			continue
		}
		u := &unit{binary: path, dir: dir, top: name}
		subs, err := u.first()
		if err != nil {
			fmt.Fprintf(os.Stderr, "mutate: left out: %v\n", err)
			continue
		}
		if u.took < apart || len(subs) < 2 {
			out = append(out, u)
			continue
		}
		for _, sub := range subs {
			s := &unit{binary: path, dir: dir, top: name, sub: sub}
			if _, err := s.first(); err != nil {
				fmt.Fprintf(os.Stderr, "mutate: left out: %v\n", err)
				continue
			}
			out = append(out, s)
		}
	}
	return out, nil
}

var subtest = regexp.MustCompile(`(?m)^=== RUN +[^/\s]+/([^/\s]+)$`)

// first runs a unit without a mutant, once more if it fails, notes what it reaches and
// how long it took, and returns its subtests.
func (u *unit) first() (subs []string, err error) {
	if subs, err = u.once(); err != nil {
		subs, err = u.once()
	}
	return subs, err
}

func (u *unit) once() (subs []string, err error) {
	seen := u.binary + ".seen"
	os.Remove(seen)
	begun := time.Now()
	c := process(context.Background(), u.binary, u.dir, u.pattern(), 0)
	c.Args = append(c.Args, "-test.v")
	c.Env = append(c.Env, "STET_MUTANT_SEEN="+seen)
	out, err := c.CombinedOutput()
	if err != nil {
		return nil, fmt.Errorf("%s of %s fails without a mutant: %w\n%s", u.pattern(), u.dir, err, out[max(0, len(out)-1000):])
	}
	u.took = time.Since(begun)
	for _, m := range subtest.FindAllSubmatch(out, -1) {
		subs = append(subs, string(m[1]))
	}
	u.reaches, err = numbers(seen)
	return subs, err
}

func numbers(file string) (map[int]bool, error) {
	out := map[int]bool{}
	data, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	for lines := bufio.NewScanner(bytes.NewReader(data)); lines.Scan(); {
		if n, err := strconv.Atoi(lines.Text()); err == nil {
			out[n] = true
		}
	}
	return out, nil
}

func (u *unit) pattern() string {
	p := "^" + regexp.QuoteMeta(u.top) + "$"
	if u.sub != "" {
		p += "/^" + regexp.QuoteMeta(u.sub) + "$"
	}
	return p
}

// notice reports whether a test fails with the mutant on: first those of its own
// package, and the fast ones before the slow. The tests of other packages together
// take at most -budget.
func (s suite) notice(m mutant) bool {
	var fast, slow []*unit
	for _, u := range s {
		switch {
		case !u.reaches[m.id]:
		case u.took < together && u.sub == "":
			fast = append(fast, u)
		default:
			slow = append(slow, u)
		}
	}
	own := func(dir string) int {
		if dir == m.dir() {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(fast, func(a, b *unit) int { return cmp.Or(own(a.dir)-own(b.dir), strings.Compare(a.dir, b.dir)) })
	slices.SortStableFunc(slow, func(a, b *unit) int { return cmp.Or(own(a.dir)-own(b.dir), cmp.Compare(a.took, b.took)) })
	var spent time.Duration
	afford := func(dir string, took time.Duration) bool {
		if dir == m.dir() || *budget == 0 {
			return true
		}
		spent += took
		return spent <= *budget
	}
	for len(fast) > 0 {
		n := 1
		took := fast[0].took
		names := []string{fast[0].top}
		for n < len(fast) && fast[n].dir == fast[0].dir {
			names = append(names, fast[n].top)
			took += fast[n].took
			n++
		}
		if afford(fast[0].dir, took) && fails(fast[0], "^("+strings.Join(names, "|")+")$", took, m.id) {
			return true
		}
		fast = fast[n:]
	}
	return slices.ContainsFunc(slow, func(u *unit) bool {
		return afford(u.dir, u.took) && fails(u, u.pattern(), u.took, m.id)
	})
}

// fails reports whether tests fail with a mutant on, or take much longer than without.
func fails(u *unit, pattern string, took time.Duration, id int) bool {
	limit := 10*time.Second + 5*took
	ctx, cancel := context.WithTimeout(context.Background(), limit+5*time.Second)
	defer cancel()
	c := process(ctx, u.binary, u.dir, pattern, id)
	c.Args = append(c.Args, "-test.timeout", limit.String())
	return c.Run() != nil
}

func process(ctx context.Context, binary, dir, pattern string, id int) *exec.Cmd {
	c := exec.CommandContext(ctx, binary, "-test.failfast", "-test.run", pattern, "-test.short="+strconv.FormatBool(*short))
	c.Dir = dir
	c.WaitDelay = time.Second
	c.Env = append(os.Environ(), "RAPID_NOFAILFILE=true", "STET_MUTANT="+strconv.Itoa(id)) // a mutant's failure is no find
	return c
}

func command(c *exec.Cmd) error {
	if out, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("%w\n%s", err, out)
	}
	return nil
}
