package list

import (
	"fmt"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"stet/model"
	"stet/model/lang"
	"stet/model/source"
	"stet/ui/pane"
)

// A peek is what is around the words that were looked for, in the current article.
type peek struct {
	catalog *catalog
	list    *listing
	guard   pane.Guard
	peeked
}

// A peeked is what is around some words of an article.
type peeked struct {
	path, words string // "" for none
	text        string // around the first of them, "" where they are not in the text
	hit         model.Range
}

type peekMsg struct {
	token pane.Token
	peeked
}

// look asks for what is around the words, if it is not at hand.
func (pk *peek) look() tea.Cmd {
	it, words := pk.list.item(), pk.list.filter.words()
	if it == nil || words == "" || it.Problem != "" {
		pk.peeked = peeked{}
		return nil
	}
	if pk.path == it.Path && pk.words == words {
		return nil
	}
	pk.peeked = peeked{path: it.Path, words: words}
	t, file, p := pk.guard.Next(), pk.catalog.path(it.Path), pk.peeked
	return pane.Safely(t, fmt.Sprintf("reading %s", it.Path), func() tea.Msg {
		if a, err := source.Open(file); err == nil {
			p.text, p.hit = around(a, words)
		}
		return peekMsg{t, p}
	})
}

func (pk *peek) got(m peekMsg) {
	if pk.guard.Holds(m.token) {
		pk.peeked = m.peeked
	}
}

// How much of a paragraph is shown before and after the words, in bytes.
const (
	beforeHit = 130
	afterHit  = 400
)

// around returns what is around the first of some words in the text of an article,
// and where they are in that.
func around(a *model.Article, words string) (string, model.Range) {
	finder := lang.NewFinder(lang.FoldWords(words, false), false)
	for at, n := range finder.All(a.Text) {
		start, end := model.Pos(at), model.Pos(at+n)
		i := a.BlockAt(start)
		if i < 0 || !a.Blocks[i].Prose() || a.Blocks[i].Kind == model.Heading {
			continue
		}
		b := a.Blocks[i].Range
		from, to := max(b.Start, start-beforeHit), min(b.End, end+afterHit)
		for from > b.Start && from < start && a.Text[from-1] != ' ' {
			from++
		}
		for to < b.End && !utf8.RuneStart(a.Text[to]) {
			to++
		}
		return a.Text[from:to], model.Range{Start: start - from, End: end - from}
	}
	return "", model.Range{}
}
