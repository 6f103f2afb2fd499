package programs

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stet/model/need"
	"stet/ui/pane"
)

// browser is a program in the place of a browser, which writes down what it was asked for.
func browser(t *testing.T, name string) (asked string) {
	t.Helper()
	dir := t.TempDir()
	asked = filepath.Join(dir, "asked")
	script := "#!/bin/sh\nprintf '%s\\n' \"$#\" \"$@\" >'" + asked + ".new' && mv '" + asked + ".new' '" + asked + "'\n"
	if err := os.WriteFile(filepath.Join(dir, name), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+":/bin:/usr/bin")
	return asked
}

// A page is opened by the browser that the environment names, else by that of the desktop,
// as one argument whatever is in it; what is no page of the web is refused.
func TestAPageIsOpenedOutside(t *testing.T) {
	need.Program(t, "sh")
	for _, c := range []struct{ named, want string }{{"", "xdg-open"}, {"fox", "fox"}, {"fox %s", "xdg-open"}, {"a:b", "xdg-open"}} {
		asked := browser(t, c.want)
		t.Setenv("BROWSER", c.named)
		const link = "https://gazette.example/a?b=c;touch%20x&d=$(id)"
		if m, ok := Browse(link)().(pane.Said); !ok || m.Text != "opened gazette.example outside" {
			t.Fatalf("%q: %v", c.named, m)
		}
		var got []byte
		for range 1000 {
			if got, _ = os.ReadFile(asked); got != nil {
				break
			}
			time.Sleep(5 * time.Millisecond)
		}
		if string(got) != "1\n"+link+"\n" {
			t.Errorf("%q was asked for %q", c.want, got)
		}
	}
	t.Setenv("BROWSER", "no-such-browser")
	if m, ok := Browse("https://gazette.example/")().(pane.Failed); !ok || !strings.HasPrefix(m.Err.Error(), "not opened: ") {
		t.Errorf("without a browser: %v", m)
	}
	for _, link := range []string{"file:///etc/passwd", "javascript:alert(1)", "--help", "https://", "http://[", ""} {
		if m, ok := Browse(link)().(pane.Failed); !ok || !strings.Contains(m.Err.Error(), "no web address") {
			t.Errorf("%q: %v", link, m)
		}
	}
}
