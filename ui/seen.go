package ui

import (
	"os"
	"path/filepath"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"stet/annotate/kind"
	"stet/annotate/query"
	folder "stet/model/library"
	"stet/model/segment"
	"stet/ui/library"
	"stet/ui/pane"
	"stet/ui/reader"
	"stet/ui/review"
)

// A verdicts is the claims of a folder that have a verdict, as its index knew
// them when it was last written.
type verdicts struct {
	dir  string
	at   time.Time // of the index
	rows []*query.Row
}

// seenMsg says that something in an article was checked before.
type seenMsg struct {
	to       pane.Pane
	text     string // "" if nothing was
	verdicts verdicts
}

// seenBefore looks whether an article says again what has a verdict in its
// folder. It reads the index, not the sidecars: it must cost next to nothing.
func (m *program) seenBefore(r *reader.Reader) tea.Cmd {
	a, desk, known := r.Article(), m.o.Desk, m.verdicts
	if desk == nil || a.Path == "" {
		return nil
	}
	dir, name := m.folderOf(a.Path)
	return pane.Safely(m.seeing.Next(), "looking for what was checked before", func() tea.Msg {
		msg := seenMsg{to: r, verdicts: known.fresh(dir, desk.Cache)}
		if len(msg.verdicts.rows) == 0 {
			return msg
		}
		var sentences []string
		for i := range a.Blocks {
			if b := &a.Blocks[i]; b.Prose() {
				for _, s := range segment.Sentences(a.Text, b.Range) {
					sentences = append(sentences, a.Slice(s))
				}
			}
		}
		if seen := query.SeenBefore(msg.verdicts.rows, name, sentences); len(seen) > 0 {
			msg.text = seenText(seen[0].Claim) + reader.Commands.Bound(m.env.Keys).Fill(" · {review} shows it")
		}
		return msg
	})
}

func seenText(claim *query.Row) string {
	words := []rune(strings.Join(strings.Fields(claim.Words), " "))
	if len(words) > 40 {
		words = append(words[:39], '…')
	}
	return "seen before: “" + string(words) + "” " + kind.Word(claim.Detail("verdict")) + ", " + filepath.Base(claim.Article)
}

// fresh returns the verdicts of a folder, read again if its index was written
// since.
func (v verdicts) fresh(dir, cache string) verdicts {
	info, err := os.Stat(folder.CacheFile(cache, dir, "annotations"))
	if err != nil {
		return verdicts{}
	}
	if v.dir == dir && v.at.Equal(info.ModTime()) {
		return v
	}
	v = verdicts{dir: dir, at: info.ModTime()}
	for _, row := range query.Open(dir, cache).Rows() {
		if row.Kind == "claim" && row.Detail("verdict") != "" {
			v.rows = append(v.rows, row)
		}
	}
	return v
}

// folderOf returns the folder whose list or review is open and holds an article,
// else its library or own folder, and the article's name there.
func (m *program) folderOf(path string) (dir, name string) {
	for _, p := range m.panes {
		open := ""
		switch p := p.(type) {
		case *library.Library:
			open = p.Dir()
		case *review.Review:
			open = p.Dir()
		}
		if rel, err := filepath.Rel(open, path); open != "" && err == nil && filepath.IsLocal(rel) {
			return open, filepath.ToSlash(rel)
		}
	}
	return rootOf(path)
}

func (m *program) saw(s seenMsg) tea.Cmd {
	m.verdicts = s.verdicts
	if s.text == "" || m.top() != s.to {
		return nil
	}
	return s.to.Update(pane.Said{Text: s.text})
}
