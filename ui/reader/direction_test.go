package reader

import (
	"strings"
	"testing"

	"stet/model"
)

// In Hebrew the next word lies to the left, and so does the end of a selection.
func TestLeftIsOnwardsInTextFromRightToLeft(t *testing.T) {
	d := open(t, "ראש הממשלה אמר אתמול בירושלים דברים אחרים.\n\nNothing else happened on that day at all.\n")
	word := func() string { return d.in.Art.Slice(d.focus.Range) }
	d.press("h h")
	if got := word(); got != "הממשלה" {
		t.Errorf("h twice leads to %q", got)
	}
	d.press("l")
	if got := word(); got != "ראש" {
		t.Errorf("l leads back to %q", got)
	}
	d.press("v h")
	if got := d.in.Art.Slice(d.focus.Sel.Range()); got != "ראש הממשלה" {
		t.Errorf("v h selects %q", got)
	}
	d.press("esc esc")
	at := model.Pos(strings.Index(d.in.Art.Text, "all"))
	d.focus.Set(model.Range{Start: at, End: at + 3})
	d.press("h")
	if got := word(); got != "at" {
		t.Errorf("h in English leads to %q", got)
	}
}
