package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"stet/model/need"
)

// TestJourneys plays what people do with the program from one end to the other,
// from a feed to what lies on the disk: testdata/job/NAME.keys is pressed, and what
// the commands in it print is in NAME.want. -v prints the keys of each step.
func TestJourneys(t *testing.T) {
	if runtime.GOOS == "windows" {
		need.Skip(t, need.Terminal, "needs a pseudo-terminal")
	}
	t.Parallel()
	dir := filepath.Join(moduleRoot(t), "testdata", "job")
	binary := builtStet(t)
	site := httptest.NewServer(http.FileServer(http.Dir(dir)))
	t.Cleanup(site.Close)
	for name, most := range map[string]int{"codes": 25, "facts": 65, "frames": 75, "skim": 6} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			script, err := os.ReadFile(filepath.Join(dir, name+".keys"))
			if err != nil {
				t.Fatal(err)
			}
			j := &keyScript{t: t, binary: binary, dir: t.TempDir(), site: site.URL}
			j.run(string(script), most)
			compareGolden(t, filepath.Join(dir, name+".want"), j.printed.Bytes())
		})
	}
}
