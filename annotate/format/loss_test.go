package format

import "testing"

func TestAccountIsOneLine(t *testing.T) {
	if got := Account(nil); got != "nothing" {
		t.Errorf("no losses are %q", got)
	}
	losses := []Loss{
		{What: Overlaps.What()}, {What: Notes.What()}, {What: Overlaps.What()}, {What: Discontinuous.What()},
		{What: BrokenLine, Kept: true}, {What: NotText}, {What: NotText}, {What: Tags.What()}, {What: Tags.What()},
	}
	want := "2 annotations of no text, 2 lists of tags, 2 overlaps, 1 discontinuous quote, 1 note, 1 broken line (kept)"
	if got := Account(losses); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// Every sort of loss is a row of its own with a plural; what comes before a relative
// clause or a preposition bears it.
func TestEveryLossHasAPlural(t *testing.T) {
	for _, row := range features {
		if w := row.what; w.one == "" || w.several == "" || w.one == w.several {
			t.Errorf("%s: %q, %q", row.title, w.one, w.several)
		}
	}
	for what, want := range map[What]string{
		Identities.What(): "2 identities of a name", TooLong: "2 values that are too long", Words.What(): "2 cues",
		OutOfText: "2 offsets outside the text", Elsewhere: "2 quotes found elsewhere", Remarks.What(): "2 notes on an annotation",
		EdgeLineEnd: "2 line ends at an edge", refiOthers["Link"]: "2 links between parts of a project",
	} {
		if got := Account([]Loss{{What: what}, {What: what}}); got != want {
			t.Errorf("two of %q are %q, want %q", what, got, want)
		}
	}
}
