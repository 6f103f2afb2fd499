package main

import (
	"errors"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"stet/model/lang"
	"stet/model/need"
)

// TestMain makes the test's own binary be stet too, for the scripts and on the PATH.
func TestMain(m *testing.M) {
	if filepath.Base(os.Args[0]) != "stet" {
		flag.Parse()
		if f := flag.Lookup("test.parallel"); f.Value.String() == f.DefValue {
			f.Value.Set("8") // what runs in a terminal waits more than it computes
		}
	}
	if strings.TrimSuffix(filepath.Base(os.Args[0]), ".exe") == "stet" {
		stet()
	}
	testscript.Main(withStet{m}, map[string]func(){"profile": profile})
}

// stet is the program; where a script says so, it knows the languages of a folder
// besides those that it carries.
func stet() {
	if own := os.Getenv("OWN_LANGUAGES"); own != "" {
		embedded := lang.Embedded()
		lang.Embedded = sync.OnceValue(func() *lang.Set {
			set, err := embedded.With(os.DirFS(own))
			if err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
			return set
		})
	}
	if os.Getenv(isWorker) != "" {
		os.Unsetenv(isWorker)
		serveWorker()
		os.Exit(0)
	}
	main()
}

// profile makes the files by which the language of a text is recognised: profile TEXT FOLDER.
func profile() {
	text, err := os.ReadFile(os.Args[1])
	for name, data := range lang.NewProfile([]string{string(text)}) {
		err = errors.Join(err, os.WriteFile(filepath.Join(os.Args[2], name), data, 0o666))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// parallel are the scripts of commands that work on several things at a time. A
// short run, which is that with the race detector, has no need of the others; .ci/mutate
// tries all.
var parallel = []string{"detect", "export", "fetch", "list"}

// The scripts are the manual of the command line: each says what it shows.
func TestScripts(t *testing.T) {
	t.Parallel()
	site := httptest.NewServer(http.FileServer(http.Dir(filepath.Join("testdata", "site"))))
	t.Cleanup(site.Close)
	weights, err := filepath.Abs(filepath.Join("..", "..", "model", "lang", "pt", "names.bin"))
	if err != nil {
		t.Fatal(err)
	}
	dir, files := filepath.Join("testdata", "script"), []string(nil)
	mutant, mutated := os.LookupEnv("STET_MUTANT")
	if testing.Short() && !mutated {
		for _, name := range parallel {
			files = append(files, filepath.Join(dir, name+".txtar"))
		}
		dir = ""
	}
	testscript.Run(t, testscript.Params{
		Dir: dir, Files: files,
		UpdateScripts: need.Update(),
		Setup: func(env *testscript.Env) error {
			home := filepath.Join(env.WorkDir, ".home")
			for name, value := range map[string]string{
				"HOME": home, "USER": "alice", "GIT_CONFIG_GLOBAL": os.DevNull, "GIT_CONFIG_SYSTEM": os.DevNull,
				"XDG_CONFIG_HOME": home, "XDG_DATA_HOME": filepath.Join(home, "data"), "XDG_STATE_HOME": filepath.Join(home, "state"),
				"XDG_RUNTIME_DIR": "", "XDG_CACHE_HOME": filepath.Join(home, "cache"),
				"SITE":    site.URL, // what scripts fetch from: testdata/site
				"LOCKED":  strings.Replace(site.URL, "http://", "http://me:word@", 1),
				"WEIGHTS": weights, // of a language, for another one
			} {
				env.Setenv(name, value)
			}
			if mutated { // the program of the script is the changed one, too
				env.Setenv("STET_MUTANT", mutant)
				env.Setenv("STET_MUTANT_SEEN", os.Getenv("STET_MUTANT_SEEN"))
			}
			w, err := newWorker(filepath.Join("testdata", "script", filepath.Base(env.T().(testing.TB).Name())+".txtar"), env)
			env.Values[workerKey{}] = w
			return errors.Join(err, os.Mkdir(home, 0o777))
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"stet": stetCommand, "transcript": transcript},
		Condition: func(name string) (bool, error) {
			if name == "root" { // whom no file permission stops
				return runtime.GOOS != "windows" && os.Geteuid() == 0, nil
			}
			return false, nil
		},
	})
}
