//go:build !windows

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Keys that are typed before anything is on the screen are carried out in order:
// those too that the terminal took in lines, before the program asked it for keys.
func TestKeysTypedBeforeTheScreenStands(t *testing.T) {
	for _, after := range []time.Duration{0, 10 * time.Millisecond, 40 * time.Millisecond, 150 * time.Millisecond} {
		dir := t.TempDir()
		if err := os.Mkdir(dir+"/news", 0o755); err != nil {
			t.Fatal(err)
		}
		write(t, dir+"/news/a.txt", []byte("A title\n\n“We will not sign,” said Angela Merkel in Berlin.\n"))
		cmd := exec.Command("stet", "news")
		cmd.Dir, cmd.Env = dir, environment(dir)
		term := startInTerminal(t, cmd)
		time.Sleep(after)
		if _, err := term.file.WriteString("\r\taqueues: jDxq\rqq"); err != nil {
			t.Fatal(err)
		}
		if err := term.end(time.Minute); err != nil {
			t.Errorf("after %v: %v\n%s", after, err, term.lately())
		}
		kept, _ := filepath.Glob(dir + "/news/*.anno.json")
		if len(kept) != 1 {
			t.Fatalf("after %v: %d sidecars\n%s", after, len(kept), term.lately())
		}
		if data, err := os.ReadFile(kept[0]); err != nil || strings.Count(string(data), `"queues: jDxq"`) != 1 {
			t.Errorf("after %v: the note is not there once (%v):\n%s", after, err, data)
		}
	}
}
