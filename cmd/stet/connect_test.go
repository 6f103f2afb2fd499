package main

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
)

// With machines in the config nothing connects anywhere, unless one of them is asked by
// its name: connections to the server are counted.
func TestNothingConnectsUnlessAMachineIsAsked(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	var connects atomic.Int32
	go func() {
		for {
			c, err := listener.Accept()
			if err != nil {
				return
			}
			connects.Add(1)
			c.Close()
		}
	}()
	home, dir := t.TempDir(), t.TempDir()
	for _, name := range []string{"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"} {
		t.Setenv(name, home)
	}
	proxy := "http://" + listener.Addr().String()
	t.Setenv("HTTP_PROXY", proxy)
	t.Setenv("HTTPS_PROXY", proxy)
	config := fmt.Sprintf("annotator = \"alice\"\n[machine.owl]\nendpoint = \"%s/v1\"\nmodel = \"m\"\nretries = 0\ntimeout = \"2s\"\n", proxy)
	for file, text := range map[string]string{
		filepath.Join(home, "stet", "config.toml"): config,
		filepath.Join(dir, "ferry.txt"):            "The ferry waits. “The tide is late,” Ada Berg said.\n",
		filepath.Join(dir, "codebook.toml"):        "name = \"sea\"\n",
	} {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	article := filepath.Join(dir, "ferry.txt")
	stet := func(args ...string) int {
		out, err := os.Create(filepath.Join(t.TempDir(), "out"))
		if err != nil {
			t.Fatal(err)
		}
		defer out.Close()
		var stderr strings.Builder
		return run(args, os.Stdin, out, &stderr)
	}
	for _, args := range [][]string{
		{"config", "check"}, {"detect", article}, {"list", dir}, {"add", "note", article, "--whole", "--text", "x"}, {"check", dir}, {"export", "--format", "csv", dir},
		{"agree", dir}, {"agree", "--machine", "owl", dir}, {"report", dir}, {"report", "--methods", "--machine", "owl", dir}, {"list", "--machine", "owl", dir},
		{"code", "--with", "owl", "--show-prompt", article}, {"code", "--with", "owl", "--template"}, {"code", "--with", "owl", filepath.Join(dir, "nothing.txt")},
		{"sample", "--blind", "1", dir}, {"show", article}, {"help", "machines"},
	} {
		stet(args...)
		if n := connects.Load(); n != 0 {
			t.Fatalf("stet %s has connected %d times", strings.Join(args, " "), n)
		}
	}
	if code := stet("code", "--with", "owl", article); code == 0 || connects.Load() == 0 {
		t.Errorf("stet code ended with %d after %d connections: the count sees nothing", code, connects.Load())
	}
}
