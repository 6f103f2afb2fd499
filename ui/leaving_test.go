package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"stet/annotate/session"
	"stet/annotate/store"
	"stet/model/source"
	"stet/ui/pane/panetest"
	"stet/ui/screen"
)

// leaving is the whole program in a folder of two articles. Besides keys it takes what
// happens to it: "block:a.txt" makes a folder where a sidecar would be, so that no edit
// of that article can be saved, "free:a.txt" takes it away; "later" is when what was put
// off comes about, "signal" ends the program, "start" is the next one, which saves what
// was kept.
func leaving(t *testing.T, open string) panetest.Played {
	first, desk := twoArticles(t)
	dir := filepath.Dir(first)
	temp := filepath.Dir(filepath.Dir(dir))[:len(os.TempDir())+len("/TestW")]
	o := Options{Path: filepath.Join(dir, open), Desk: desk}
	s := stageOf(t, o, 100, 12)
	var due []tea.Msg
	s.m.ending.later = func(_ time.Duration, msg tea.Msg) tea.Cmd { due = append(due, msg); return nil }
	said := ""
	happens := map[string]func(of string){
		"block": func(of string) { block(t, filepath.Join(dir, of)) },
		"free":  func(of string) { unblock(t, filepath.Join(dir, of)) },
		"later": func(string) {
			now := due
			due = nil
			for _, msg := range now {
				s.send(msg)
			}
		},
		"signal": func(string) { s.send(screen.Ended{}) },
		"start": func(string) {
			n, lost, err := s.m.ending.keep()
			said = fmt.Sprintf("kept %d, lost %d, fault %v", n, lost, err != nil)
			done, err := session.Complete(desk, source.Open)
			said += fmt.Sprintf("; the next start saves %d, fault %v", done, err != nil)
		},
		"nowhere": func(string) {
			if err := os.RemoveAll(desk.State); err != nil {
				t.Fatal(err)
			}
			panetest.Write(t, filepath.Dir(desk.State), filepath.Base(desk.State), "")
		},
	}
	return panetest.Played{
		Press: func(keys string) {
			for key := range strings.FieldsSeq(keys) {
				what, of, _ := strings.Cut(key, "=")
				if does, is := happens[what]; is {
					does(of)
				} else {
					s.press(key)
				}
				s.m.View()
			}
		},
		Lines: func() (out []string) {
			for l := range strings.SplitSeq(s.m.View().Content, "\n") {
				if i := strings.Index(l, temp); i >= 0 {
					l = l[:i] + "…" // where the test runs
				}
				out = append(out, l)
			}
			return out
		},
		Tell: func() string {
			var out []string
			for _, name := range []string{"a.txt", "b.txt"} {
				out = append(out, fmt.Sprintf("%s %d", name, strings.Count(noteOf(t, filepath.Join(dir, name)), "urn:uuid")))
			}
			if found, err := filepath.Glob(filepath.Join(desk.Data, "*.json")); err == nil && len(found) > 0 {
				out = append(out, fmt.Sprintf("%d elsewhere", len(found)))
			}
			if s.quit {
				out = append(out, "ended")
			}
			return strings.Join(append(out, said), ", ")
		},
	}
}

// TestWalksWhereSavingFails holds what is on the screen, and what lies on the disk, while
// a person leaves articles whose edits cannot be saved.
func TestWalksWhereSavingFails(t *testing.T) {
	panetest.Walk(t, "walks/unsaved.txt", `
		block=a.txt tab enter | q | q | start | free=a.txt start
		block=a.txt tab enter | q | j | q | esc | free=a.txt q
		block=a.txt tab enter | q | W | later | q | q
		block=a.txt tab enter | q | free=a.txt W | q
		block=a.txt tab enter | J | later | q | q | start
		block=a.txt tab enter | J | free=a.txt later | q
		block=a.txt tab enter | J | W | j | later | q
		block=a.txt tab enter | J | block=b.txt tab enter | q | W | q | q
		block=a.txt block=b.txt tab enter J tab enter | K | J | ctrl+c | ctrl+c | start
		block=a.txt block=b.txt tab enter J tab enter | free=a.txt later | free=b.txt later | q
		block=a.txt tab enter | signal | start | free=a.txt start
		block=a.txt tab enter | J signal | free=a.txt start
		tab enter signal | start
		block=a.txt tab enter | nowhere q q | start
		block=a.txt tab enter | a type:half | signal | start
		block=a.txt tab enter | R | q | q
		block=a.txt tab enter | ? | esc | ? type:save-elsewhere enter | q`, func() panetest.Played { return leaving(t, "a.txt") })
	panetest.Walk(t, "walks/unsaved-list.txt", `
		enter block=a.txt tab enter | q | q | j | later | q | q
		enter block=a.txt tab enter q | q | free=a.txt later | q
		enter block=a.txt tab enter q | q | W | q
		enter block=a.txt tab enter q | q | enter | tab | q | q
		enter block=a.txt tab enter q | q j enter block=b.txt tab enter | q | q | W | q | q
		enter block=a.txt tab enter q | q | / type:tram W | enter | W | q
		enter block=a.txt tab enter q q | R | q | signal | start
		enter tab enter q | q
		enter q q`, func() panetest.Played { return leaving(t, "") })
}

func TestAnArticleThatWasLeftTriesAgainUntilItIsSaved(t *testing.T) {
	a, desk := twoArticles(t)
	s := stageOf(t, Options{Path: a, Desk: desk}, 100, 24)
	var due []tea.Msg
	var after []time.Duration
	s.m.ending.later = func(d time.Duration, msg tea.Msg) tea.Cmd {
		due, after = append(due, msg), append(after, d)
		return nil
	}
	block(t, a)
	s.press("tab enter J")
	for range 3 {
		if len(due) == 0 || after[len(after)-1] != retryEvery {
			t.Fatalf("nothing tries again: %v", after)
		}
		again := due[len(due)-1]
		due = nil
		s.send(again)
	}
	unblock(t, a)
	s.send(due[len(due)-1])
	if !kept(a) || len(s.m.ending.closing) != 0 || len(s.m.ending.failed) != 0 {
		t.Errorf("saved %v, %d panes still save, %d failed", kept(a), len(s.m.ending.closing), len(s.m.ending.failed))
	}
	due = nil
	s.send(retryMsg{s.m.top()}) // of one that has nothing to save
	if len(due) != 0 || s.quit || store.SidecarPath(a, "alice") == "" {
		t.Errorf("what is on the screen is closed by it: %v", due)
	}
}
