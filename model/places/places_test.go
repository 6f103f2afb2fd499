package places

import (
	"os"
	"os/user"
	"path/filepath"
	"testing"
)

// The variables of the specification come first; a relative one is ignored.
func TestFoldersFollowTheEnvironment(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	for variable, c := range map[string]struct {
		folder func() string
		usual  string
	}{
		"XDG_CONFIG_HOME": {Config, ".config/stet"},
		"XDG_DATA_HOME":   {Data, ".local/share/stet"},
		"XDG_STATE_HOME":  {State, ".local/state/stet"},
		"XDG_CACHE_HOME":  {Cache, ".cache/stet"},
	} {
		for value, want := range map[string]string{
			"":           filepath.Join(home, filepath.FromSlash(c.usual)),
			"here/there": filepath.Join(home, filepath.FromSlash(c.usual)),
			home:         filepath.Join(home, "stet"),
		} {
			t.Setenv(variable, value)
			if got := c.folder(); got != want {
				t.Errorf("%s=%q: %s, want %s", variable, value, got, want)
			}
		}
	}
	t.Setenv("XDG_RUNTIME_DIR", "here")
	if _, ok := Runtime(); ok {
		t.Error("a relative runtime folder is used")
	}
	t.Setenv("XDG_RUNTIME_DIR", home)
	if dir, ok := Runtime(); !ok || dir != filepath.Join(home, "stet") {
		t.Errorf("the runtime folder is %s, %v", dir, ok)
	}
}

// Without HOME the system's record of the user tells.
func TestTheHomeFolderThatTheSystemKnows(t *testing.T) {
	t.Setenv("HOME", "")
	want := ""
	if u, err := user.Current(); err == nil && filepath.IsAbs(u.HomeDir) {
		want = u.HomeDir
	}
	if got := Home(); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// Without HOME nothing may be created in the folder where stet is started.
func TestNoHomeIsNoRelativeFolder(t *testing.T) {
	for _, home := range []string{"", "relative"} {
		t.Setenv("HOME", home)
		t.Setenv("XDG_STATE_HOME", "")
		if dir := State(); !filepath.IsAbs(dir) {
			t.Errorf("HOME=%q: %s", home, dir)
		}
	}
	if err := os.MkdirAll(nowhere, 0o700); err == nil {
		t.Errorf("%s could be created", nowhere)
	}
}

func TestTheHomeFolderIsWrittenAsATilde(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	inside := filepath.Join(home, "news", "a.txt")
	if got := Shorten(inside); got != filepath.Join("~", "news", "a.txt") || Expand(got) != inside {
		t.Errorf("%s and back: %s", got, Expand(got))
	}
	for _, path := range []string{"~other/x", "/srv/x", "news/~"} {
		if got := Expand(path); got != path {
			t.Errorf("%s became %s", path, got)
		}
	}
	if got := Shorten(home + "-2/x"); got != home+"-2/x" {
		t.Errorf("a neighbour of the home folder became %s", got)
	}
}
