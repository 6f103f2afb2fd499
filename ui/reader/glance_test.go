package reader

import (
	"testing"

	"stet/ui/pane/panetest"
)

// What is kept on the first screen is shown before its sidecar is read, and cannot
// be changed until it is.
func TestWhatIsKeptIsSeenBeforeTheSidecarIsRead(t *testing.T) {
	d := open(t, "A title here\n\n“We will not sign,” said Angela Merkel in Berlin.\n")
	d.press("tab enter")
	if kept := d.in.Quoted.Kept; kept != 1 {
		t.Fatalf("%d quotes kept:\n%s", kept, d.screen())
	}
	again := &driven{t: t, path: d.path, Reader: New(testEnv(t, d.path), Options{Article: d.in.Art})}
	panetest.Show(again, 80, 24)
	again.carryOut(again.opener.glance())
	if len(again.in.Items) != 1 || again.in.Items[0].Found || again.notes.own != nil {
		t.Fatalf("%d items are seen", len(again.in.Items))
	}
	again.press("tab x")
	if len(again.in.Items) != 1 || again.Reader.statusLine.status.Message != "the annotations are still being read" {
		t.Errorf("%d items after x, and it says %q", len(again.in.Items), again.Reader.statusLine.status.Message)
	}
	again.carryOut(again.opener.readSidecars())
	if again.notes.own == nil || len(again.in.Items) != 1 || again.focus.Item != &again.in.Items[0] {
		t.Errorf("the sidecar does not take the place of what was seen: %d items", len(again.in.Items))
	}
}
