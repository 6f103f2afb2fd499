package ui

import (
	"testing"

	"stet/ui/keys"
	"stet/ui/list"
	"stet/ui/reader"
	"stet/ui/review"
)

// A key that means something in an article means the same in the list and in
// the review: the command has the same name there, or it is here with what
// is the same about it.
func TestAKeyHasOneMeaningInAllPanes(t *testing.T) {
	same := map[string]string{
		"q": "leaves the pane", "esc": "lets go of what is in hand", "i": "tells all about it", "W": "writes a file", "space": "one page on",
		"m .": "all or nothing", "m q": "quotes", "m e": "names", "m c": "claims", "m s": "stances", "m a": "notes",
	}
	article := names(reader.Commands)
	for pane, bound := range map[string]map[string]string{"the list": names(list.Commands()), "the review": names(review.Commands())} {
		for key, name := range bound {
			if was, ok := article[key]; ok && was != name && same[key] == "" {
				t.Errorf("%s is %s in an article and %s in %s", key, was, name, pane)
			}
		}
	}
}

func names[M any](t keys.Table[M]) map[string]string {
	out := map[string]string{}
	for _, c := range t {
		for _, k := range c.Keys {
			out[k] = c.Name
		}
	}
	return out
}
