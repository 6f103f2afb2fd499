package programs

import (
	"os"
	"testing"
)

// A note is handed to the editor as a file of its words, which goes when it is told to.
func TestANoteIsAFileUntilItIsRemoved(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	name, err := noteFile("ask the envoy\nand the minister")
	if err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(name); err != nil || string(data) != "ask the envoy\nand the minister" {
		t.Errorf("the file holds %q, %v", data, err)
	}
	Remove("", name, name+"-none")()
	if _, err := os.Stat(name); err == nil {
		t.Error("it is still there")
	}
	t.Setenv("TMPDIR", "/none/of/this")
	if name, err := noteFile("x"); err == nil || name != "" {
		t.Errorf("where no file can be made there is %q", name)
	}
}
