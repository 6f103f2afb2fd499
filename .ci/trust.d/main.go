// Trust tries to lose what was typed into the real program, and to get out of it what a
// terminal would obey: trust STET ATTACK [TIMES]. Each attack prints what was tried,
// lost and leaked, and ends with an error unless that is nothing.
package main

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// attacks are what can be tried, with how often unless another number is given.
var attacks = map[string]struct {
	times int
	try   func(*bench, int)
}{
	"kills":  {300, (*bench).kills},
	"full":   {26, (*bench).full},
	"fsyncs": {1, (*bench).fsyncs},
	"prints": {300, (*bench).prints},
}

// A bench is a folder to work in, and the count.
type bench struct {
	stet, dir    string
	random       *rand.Rand
	tried        int
	lost, leaked []string
	told         int // edits that the program said it could not save
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "trust:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	a, ok := attacks[args[1]]
	if !ok {
		return fmt.Errorf("there is no attack %s", args[1])
	}
	if len(args) > 2 {
		n, err := strconv.Atoi(args[2])
		if err != nil {
			return err
		}
		a.times = n
	}
	dir, err := os.MkdirTemp("", "stet-trust-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	b := &bench{stet: args[0], dir: dir, random: rand.New(rand.NewPCG(7, 11))}
	a.try(b, a.times)
	fmt.Printf("%s: tried %d, lost %d, leaked %d", args[1], b.tried, len(b.lost), len(b.leaked))
	if b.told > 0 {
		fmt.Printf(" (%d told as not saved)", b.told)
	}
	fmt.Println()
	for _, what := range append(b.lost, b.leaked...) {
		fmt.Println("  ", what)
	}
	if len(b.lost)+len(b.leaked) > 0 || b.tried == 0 {
		return fmt.Errorf("%s: something was lost or leaked, or nothing was tried", args[1])
	}
	return nil
}

func (b *bench) lose(format string, args ...any) {
	b.lost = append(b.lost, fmt.Sprintf(format, args...))
}

// environment is that of a person called alice, whose home is a folder.
func environment(home string) []string {
	return []string{"HOME=" + home, "PATH=" + os.Getenv("PATH"), "TERM=xterm-256color", "LANG=C.UTF-8", "STET_ANNOTATOR=alice",
		"XDG_STATE_HOME=" + home + "/state", "XDG_DATA_HOME=" + home + "/data", "XDG_CACHE_HOME=" + home + "/cache", "XDG_CONFIG_HOME=" + home + "/config"}
}

// folder makes an empty one.
func (b *bench) folder(name string) string {
	path := filepath.Join(b.dir, name)
	must(os.MkdirAll(path, 0o755))
	return path
}

// article writes one with a quote in it.
func article(path string) string {
	must(os.WriteFile(path, []byte("The tram of "+filepath.Base(path)+"\n\n“We will not sign,” said Angela Merkel in Berlin on Monday. The tram will be dearer.\n"), 0o644))
	return path
}

// stands reports whether words are in a file below one of the folders.
func stands(words string, dirs ...string) bool {
	for _, dir := range dirs {
		found := false
		filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || found || d.IsDir() || strings.HasSuffix(path, ".txt") || strings.HasSuffix(path, ".stet-tmp") {
				return nil // what vanishes meanwhile is not there
			}
			data, _ := os.ReadFile(path)
			found = strings.Contains(string(data), words)
			return nil
		})
		if found {
			return true
		}
	}
	return false
}

// command runs one that is to work.
func (b *bench) command(dir, home string, args ...string) string {
	cmd := exec.Command(b.stet, args...)
	cmd.Dir, cmd.Env = dir, environment(home)
	out, err := cmd.CombinedOutput()
	if err != nil {
		b.lose("stet %s: %v: %s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
