package reader

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stet/annotate/session"
	"stet/ui/pane/panetest"
)

// A note that was half typed when the program was killed is offered again, with every
// letter, on the words that it was about.
func TestAHalfWrittenNoteOutlivesAKill(t *testing.T) {
	d := open(t, talks)
	d.press("/ type:opposes enter a type:ask_Merkel_abo")
	if d.cards.open == nil {
		t.Fatalf("no card is open:\n%s", d.screen())
	}
	again := reopenAs(t, d.path, "alice") // the first one never closed
	again.shows("left unfinished", "⏎ goes on with it")
	again.press("enter")
	again.shows("ask Merkel abo")
	again.press("type:ut_it enter")
	if got := again.statusLine(); !strings.Contains(got, "ask Merkel about it") {
		t.Fatalf("kept:\n%s", got)
	}
	if last := reopenAs(t, d.path, "alice"); strings.Contains(last.screen(), "left unfinished") {
		t.Errorf("what was finished is offered:\n%s", last.screen())
	}
}

// A card that was left with esc waits as well; one that was emptied does not.
func TestACardThatWasLeftWaits(t *testing.T) {
	d := open(t, talks)
	d.press("/ type:opposes enter a type:half esc")
	again := reopenAs(t, d.path, "alice")
	again.press("enter")
	again.shows("half")
	again.press("backspace backspace backspace backspace esc")
	if last := reopenAs(t, d.path, "alice"); strings.Contains(last.screen(), "left unfinished") {
		t.Errorf("an empty card is offered:\n%s", last.screen())
	}
}

// A note that was answered stays a draft until it is saved: a kill in between loses
// nothing. Once it is saved it is not offered, even where the draft was left behind.
func TestAnAnsweredNoteOutlivesAKillBeforeItIsSaved(t *testing.T) {
	d := open(t, talks)
	d.press("/ type:opposes enter a type:ask_Merkel")
	saving := d.Reader.Update(panetest.Key("enter"))
	if d.cards.open != nil {
		t.Fatal("the note is not answered")
	}
	again := reopenAs(t, d.path, "alice") // killed before the disk had it
	again.shows("left unfinished")
	drafts, _ := session.Drafts(d.env.Desk, d.in.Art)
	d.carryOut(saving)
	if left, _ := session.Drafts(d.env.Desk, d.in.Art); len(left) != 0 || len(drafts) != 1 {
		t.Errorf("%d drafts while it was saved, %d afterwards", len(drafts), len(left))
	}
	if err := session.KeepDrafts(d.env.Desk, d.in.Art, drafts); err != nil { // killed just after it was saved
		t.Fatal(err)
	}
	if last := reopenAs(t, d.path, "alice"); strings.Contains(last.screen(), "left unfinished") {
		t.Errorf("what was saved is offered:\n%s", last.screen())
	}
}

// Unfinished cards that cannot be read are not written over, and a message says where they
// are now.
func TestDamagedDraftsArePutAsideAndSaid(t *testing.T) {
	d := open(t, talks)
	d.press("/ type:opposes enter a type:ask_her")
	kept, _ := filepath.Glob(filepath.Join(d.env.Desk.State, "drafts", "*.json"))
	if len(kept) != 1 {
		t.Fatalf("drafts: %v", kept)
	}
	if err := os.Truncate(kept[0], 20); err != nil {
		t.Fatal(err)
	}
	again := reopenAs(t, d.path, "alice")
	again.shows("what was left unfinished cannot be read: it is damaged")
	again.press("/ type:opposes enter a type:again")
	if data, err := os.ReadFile(kept[0] + "-1"); err != nil || len(data) != 20 {
		t.Errorf("the damaged file is %q now, %v", data, err)
	}
}
