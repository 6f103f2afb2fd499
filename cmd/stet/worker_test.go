package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// withStet runs the tests with this binary on the PATH under the name of the program.
type withStet struct{ *testing.M }

func (m withStet) Run() int {
	dir, err := os.MkdirTemp("", "stet-bin")
	if err == nil {
		defer os.RemoveAll(dir)
		err = putStet(dir)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	os.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
	return m.M.Run()
}

// putStet puts this binary into a folder as stet.
func putStet(dir string) error {
	own, err := os.Executable()
	if err != nil {
		return err
	}
	name := filepath.Join(dir, "stet")
	if runtime.GOOS == "windows" {
		name += ".exe"
	} else if os.Link(own, name) == nil {
		return nil
	}
	data, err := os.ReadFile(own)
	if err != nil {
		return err
	}
	return os.WriteFile(name, data, 0o755)
}

// A worker is one process that carries out the command lines of a script one after the
// other: to begin a program takes longer than what most of them do. What "exec stet"
// runs is a program of its own all the same, and has what stdin gives it.
type worker struct {
	vars  []string // the names of all variables that the script may set
	at    []string // the folder, and the environment in which the process began
	lines *json.Encoder
	done  *json.Decoder
	stop  func()
}

// A ran is what a command line of a worker printed and returned.
type ran struct {
	Out, Err []byte
	Code     int
}

// isWorker is the variable by which a program knows that it is one.
const isWorker = "STET_IS_WORKER"

// workerKey is where a script has its worker.
type workerKey struct{}

// serveWorker is the process: command lines come in, what came of them goes out.
func serveWorker() {
	lines, replies := json.NewDecoder(os.Stdin), json.NewEncoder(os.Stdout)
	for {
		var args []string
		if lines.Decode(&args) != nil {
			return
		}
		var d ran
		in, none, err := os.Pipe()
		if err == nil {
			none.Close()
			d, err = carryOut(args, in)
			in.Close()
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		replies.Encode(d)
	}
}

// carryOut runs one command line in this process.
func carryOut(args []string, in *os.File) (d ran, err error) {
	out, err := os.CreateTemp("", "stet-out")
	if err != nil {
		return d, err
	}
	defer os.Remove(out.Name())
	defer out.Close()
	var said writes
	d.Code = run(args, in, out, &said)
	d.Err = said
	if _, err = out.Seek(0, io.SeekStart); err == nil {
		d.Out, err = io.ReadAll(out)
	}
	return d, err
}

type writes []byte

func (w *writes) Write(data []byte) (int, error) { *w = append(*w, data...); return len(data), nil }

// setsVariables is a line of a script that does so.
var setsVariables = regexp.MustCompile(`(?m)^env (.+)$`)

// newWorker is for one script, whose environment begins as it is given.
func newWorker(script string, env *testscript.Env) (*worker, error) {
	w := &worker{stop: func() {}}
	for _, v := range env.Vars {
		name, _, _ := strings.Cut(v, "=")
		w.vars = append(w.vars, name)
	}
	text, err := os.ReadFile(script)
	for _, line := range setsVariables.FindAllSubmatch(text, -1) {
		for _, name := range regexp.MustCompile(`(\w+)=`).FindAllSubmatch(line[1], -1) {
			w.vars = append(w.vars, string(name[1]))
		}
	}
	slices.Sort(w.vars)
	w.vars = slices.Compact(w.vars)
	env.Defer(func() { w.stop() })
	return w, err
}

// run carries out a command line where the script is now, with the variables it has now.
func (w *worker) run(ts *testscript.TestScript, args []string) ran {
	at := []string{ts.MkAbs(".")}
	for _, name := range w.vars {
		at = append(at, name+"="+ts.Getenv(name))
	}
	if !slices.Equal(at, w.at) {
		w.stop()
		ts.Check(w.begin(at))
	}
	defer time.AfterFunc(time.Minute, w.stop).Stop() // one that does not end
	var d ran
	ts.Check(w.lines.Encode(args))
	ts.Check(w.done.Decode(&d))
	return d
}

func (w *worker) begin(at []string) error {
	cmd := exec.Command("stet")
	cmd.Dir, cmd.Env = at[0], append(at[1:len(at):len(at)], "PWD="+at[0], isWorker+"=1")
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	w.at, w.lines, w.done = at, json.NewEncoder(in), json.NewDecoder(out)
	w.stop = sync.OnceFunc(func() {
		cmd.Process.Kill()
		cmd.Wait()
	})
	return nil
}

// stetCommand is what "stet" does in a script.
func stetCommand(ts *testscript.TestScript, neg bool, args []string) {
	d := ts.Value(workerKey{}).(*worker).run(ts, args)
	ts.Stdout().Write(d.Out)
	ts.Stderr().Write(d.Err)
	switch {
	case d.Code == 0 && neg:
		ts.Fatalf("unexpected command success")
	case d.Code != 0 && !neg:
		ts.Fatalf("[exit status %d]\nunexpected command failure", d.Code)
	}
}
