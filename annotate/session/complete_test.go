package session

import (
	"testing"

	"stet/annotate"
	"stet/model/source"
)

// saveOne saves one sidecar, while the saves of the others do not come to an end.
func (b *bench) saveOne(s *Session, i int) {
	b.t.Helper()
	sc := s.Sidecars()[i]
	if r := s.write(sc)(); r.err != nil {
		b.t.Fatal(r.err)
	} else {
		s.Take(r)
	}
}

func (b *bench) completes(s *Session) {
	b.t.Helper()
	s.die()
	if _, err := Complete(b.desk, source.Open); err != nil {
		b.t.Fatal(err)
	}
}

func remove(a *annotate.Annotation) annotate.Edit {
	return annotate.Edit{Title: "delete", Swaps: []annotate.Swap{{Before: a}}}
}

// An act is completed upon what was done before it, although that is not saved either,
// and what was done after it and is saved stays done. Of the files that each
// case is about some are saved before the process is killed.
func TestAnActIsCompletedAmongOthers(t *testing.T) {
	for name, c := range map[string]struct {
		acts func(b *bench, s *Session)
		want []string // what the files say at last
	}{
		"the undo of an act that deleted what an act had added, saved in the third file": {
			func(b *bench, s *Session) {
				b.do(s, add(b.note(0, "fare")), add(b.note(1, "fare")))
				b.do(s, add(b.note(0, "stop")), remove(one(s, 1)), add(b.note(2, "stop")))
				s.Undo()
				b.saveOne(s, 2)
			}, []string{"fare", "fare", ""},
		},
		"a change of something that is not saved yet": {
			func(b *bench, s *Session) {
				b.do(s, add(b.note(0, "fare")))
				b.do(s, change(one(s, 0), "dearer"), add(b.note(1, "line")))
				b.saveOne(s, 1)
			}, []string{"dearer", "line", ""},
		},
		"what was saved of it is deleted by a later edit, which is saved": {
			func(b *bench, s *Session) {
				b.do(s, add(b.note(0, "fare")), add(b.note(1, "fare")))
				b.saveOne(s, 0)
				b.do(s, remove(one(s, 0)))
				b.saveOne(s, 0)
			}, []string{"", "fare", ""},
		},
		"saved at once with the edit that deletes it again": {
			func(b *bench, s *Session) {
				b.do(s, add(b.note(0, "fare")), add(b.note(1, "fare")))
				b.do(s, remove(one(s, 0)))
				b.saveOne(s, 0)
			}, []string{"", "fare", ""},
		},
		"another program deletes what was saved of it": {
			func(b *bench, s *Session) {
				b.do(s, add(b.note(0, "fare")), add(b.note(1, "fare")))
				b.saveOne(s, 0)
				other := b.open()
				b.do(other, remove(one(other, 0)))
				b.flush(other)
			}, []string{"", "fare", ""},
		},
		"another program changes what the act is about, before it is saved": {
			func(b *bench, s *Session) {
				b.do(s, add(b.note(0, "fare")))
				b.flush(s)
				other := b.open()
				b.do(other, change(one(other, 0), "theirs"))
				b.flush(other)
				b.do(s, change(one(s, 0), "mine"), add(b.note(1, "line")))
				b.saveOne(s, 1)
			}, []string{"mine theirs", "line", ""},
		},
		"it answers what was shown before another program's change came in": {
			func(b *bench, s *Session) {
				b.do(s, add(b.note(0, "fare")))
				b.flush(s)
				shown, other := one(s, 0), b.open()
				b.do(other, change(one(other, 0), "theirs"))
				b.flush(other)
				s.Take(s.Meet()[0]())
				b.do(s, change(shown, "mine"), add(b.note(1, "line")))
				b.saveOne(s, 1)
			}, []string{"mine theirs", "line", ""},
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, 3)
			s := b.open()
			c.acts(b, s)
			b.completes(s)
			for i, want := range c.want {
				b.says(i, want)
			}
		})
	}
}

// Two programs that were killed have both changed the same annotation: neither change
// takes the place of the other.
func TestActsOfTwoProgramsAreBothCompleted(t *testing.T) {
	b := newBench(t, 2)
	s := b.open()
	b.do(s, add(b.note(0, "fare")))
	b.flush(s)
	first, second := b.open(), b.open()
	for i, p := range []*Session{first, second} {
		b.do(p, change(one(p, 0), []string{"first", "second"}[i]), add(b.note(1, "line")))
		b.saveOne(p, 1)
	}
	first.die()
	b.completes(second)
	b.says(0, "first second")
	b.says(1, "line line")
}

// What is unsaved beside an act on several files is written down with it; an edit of one
// file alone is not.
func TestWhatIsWrittenDown(t *testing.T) {
	b := newBench(t, 3)
	s := b.open()
	b.do(s, add(b.note(0, "alone")))
	if plans := s.ahead(s.Sidecars()[0].pending); len(plans) != 0 {
		t.Errorf("%d plans for one edit of one file", len(plans))
	}
	b.do(s, add(b.note(0, "with")), add(b.note(1, "others")))
	b.do(s, add(b.note(0, "after")))
	if plans := s.ahead(s.Sidecars()[1].pending); len(plans) != 2 || plans[0].path >= plans[1].path {
		t.Errorf("%d plans up to the act", len(plans))
	}
	b.flush(s)
	b.do(s, add(b.note(0, "alone")))
	if plans := s.ahead(s.Sidecars()[0].pending); len(plans) != 0 {
		t.Errorf("the act is saved, and %d plans are written down", len(plans))
	}
}
