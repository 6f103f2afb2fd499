// Mutate changes a package in small ways and reports which changes its tests do not
// notice. It prints each survivor with its place, and fails if more than -alive per
// cent of the mutants survive.
//
// All mutants are compiled into one test binary, which an overlay makes of the
// sources: every place that is changed asks whether it is the one that is on (mutant
// schemata; Untch, Offutt and Harrold 1993). STET_MUTANT names it. The tree is not
// touched.
//
//	go run ./.ci/mutate.d [-n 60] [-seed 7] [-alive 15] [-with ./ui/...,./cmd/stet] ./annotate/store
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

var (
	most       = flag.Int("n", 60, "how many mutants to try; 0 tries all")
	seed       = flag.Uint64("seed", 7, "which of them")
	alive      = flag.Float64("alive", 15, "per cent that may survive")
	with       = flag.String("with", "", "further packages whose tests may notice, separated by commas")
	equivalent = flag.String("equivalent", ".ci/mutate.equivalent", "the list of mutants that change nothing")
)

func main() {
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "mutate: name one package, such as ./annotate/store")
		os.Exit(2)
	}
	if err := run(strings.TrimSuffix(flag.Arg(0), "/")); err != nil {
		fmt.Fprintln(os.Stderr, "mutate:", err)
		os.Exit(1)
	}
}

func run(dir string) error {
	work, err := os.MkdirTemp("", "mutate")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	mutants, overlay, err := rewrite(dir, work)
	if err != nil {
		return err
	}
	same, err := listed(*equivalent)
	if err != nil {
		return err
	}
	mutants = slices.DeleteFunc(mutants, func(m mutant) bool { return same[m.key()] })
	binaries, err := build(dir, work, overlay)
	if err != nil {
		return err
	}
	all := len(mutants)
	rnd := rand.New(rand.NewPCG(*seed, 0))
	rnd.Shuffle(len(mutants), func(i, j int) { mutants[i], mutants[j] = mutants[j], mutants[i] })
	if *most > 0 {
		mutants = mutants[:min(*most, len(mutants))]
	}
	var survivors []mutant
	for _, m := range mutants {
		if !slices.ContainsFunc(binaries, func(b binary) bool { return b.notices(m.id) }) {
			survivors = append(survivors, m)
		}
	}
	slices.SortFunc(survivors, func(a, b mutant) int { return strings.Compare(a.place(), b.place()) })
	for _, m := range survivors {
		fmt.Printf("%s: %s\t# %s\n", m.place(), m.change, m.key())
	}
	share := 100 * float64(len(survivors)) / float64(max(len(mutants), 1))
	fmt.Printf("%s: %d of %d mutants tried, %d alive (%.0f %%), seed %d\n", dir, len(mutants), all, len(survivors), share, *seed)
	if share > *alive {
		return fmt.Errorf("more than %.0f %% are alive", *alive)
	}
	return nil
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

// rewrite parses a package and writes each of its files, changed, into work. overlay
// is the file that tells the compiler.
func rewrite(dir, work string) (mutants []mutant, overlay string, err error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, "", err
	}
	replace := map[string]string{}
	name := ""
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		s, err := open(file, len(mutants))
		if err != nil {
			return nil, "", err
		}
		name = s.file.Name.Name
		mutants = append(mutants, s.mutants...)
		if err := overlaid(replace, work, file, s.text()); err != nil {
			return nil, "", err
		}
	}
	if name == "" {
		return nil, "", fmt.Errorf("%s holds no Go", dir)
	}
	if err := overlaid(replace, work, filepath.Join(dir, "mutate_switch.go"), fmt.Sprintf(switchFile, name)); err != nil {
		return nil, "", err
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
	replace[abs] = filepath.Join(work, filepath.Base(file))
	return os.WriteFile(replace[abs], []byte(text), 0o666)
}

// switchFile is what the changed places ask.
const switchFile = `package %s

import (
	"cmp"
	"os"
	"strconv"
)

var mutantOn, _ = strconv.Atoi(os.Getenv("STET_MUTANT"))

func mutOn(id int) bool { return mutantOn == id }

func mutAnd(id int, a bool, b func() bool) bool {
	if mutOn(id) {
		return a || b()
	}
	return a && b()
}

func mutOr(id int, a bool, b func() bool) bool {
	if mutOn(id) {
		return a && b()
	}
	return a || b()
}

func mutCmp[T cmp.Ordered](id int, op string, a, b T) bool {
	switch op {
	case "<":
		return a < b || mutOn(id) && a == b
	case "<=":
		return a < b || !mutOn(id) && a == b
	case ">":
		return a > b || mutOn(id) && a == b
	}
	return a > b || !mutOn(id) && a == b
}

func mutPick[T any](id int, a, b T) T {
	if mutOn(id) {
		return b
	}
	return a
}
`

// A binary is the tests of one package with all mutants in it.
type binary struct {
	path, dir string
	limit     time.Duration // a run that takes longer has noticed
}

func build(dir, work, overlay string) ([]binary, error) {
	var out []binary
	for i, pkg := range append([]string{dir}, strings.FieldsFunc(*with, func(r rune) bool { return r == ',' })...) {
		b := binary{path: filepath.Join(work, "test"+strconv.Itoa(i)), dir: pkg}
		if err := command(exec.Command("go", "test", "-c", "-vet=off", "-overlay", overlay, "-o", b.path, pkg)); err != nil {
			return nil, err
		}
		begun := time.Now()
		if err := command(b.command(0, time.Hour)); err != nil {
			return nil, fmt.Errorf("the tests of %s fail without a mutant: %w", pkg, err)
		}
		b.limit = 10*time.Second + 5*time.Since(begun)
		out = append(out, b)
	}
	return out, nil
}

func (b binary) command(id int, limit time.Duration) *exec.Cmd {
	c := exec.Command(b.path, "-test.short", "-test.failfast", "-test.timeout", limit.String())
	c.Dir = b.dir
	c.Env = append(os.Environ(), "RAPID_NOFAILFILE=true", "STET_MUTANT="+strconv.Itoa(id)) // a mutant's failure is no find
	return c
}

// notices reports whether the tests fail with that mutant on.
func (b binary) notices(id int) bool { return b.command(id, b.limit).Run() != nil }

func command(c *exec.Cmd) error {
	if out, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("%w\n%s", err, out)
	}
	return nil
}
