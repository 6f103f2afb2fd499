package list

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"stet/model/count"
	"stet/ui/card"
	"stet/ui/keys"
	"stet/ui/pane"
)

// commands is the table of the pane's keys.
var commands = keys.Table[*List]{
	{Name: "line-down", Keys: []string{"j", "down"}, Group: "Move", Help: "one article on", Do: func(l *List, n int) tea.Cmd { l.list.move(max(1, n)); return nil }},
	{Name: "line-up", Keys: []string{"k", "up"}, Group: "Move", Help: "one article back", Do: func(l *List, n int) tea.Cmd { l.list.move(-max(1, n)); return nil }},
	{Name: "page-down", Keys: []string{"space", "pgdown"}, Group: "Move", Help: "one page on", Do: plain(func(l *List) { l.list.move(l.draw.listHeight()) })},
	{Name: "page-up", Keys: []string{"b", "pgup"}, Group: "Move", Help: "one page back", Do: plain(func(l *List) { l.list.move(-l.draw.listHeight()) })},
	{Name: "half-down", Keys: []string{"ctrl+d"}, Group: "Move", Help: "half a page on", Do: plain(func(l *List) { l.list.move(max(1, l.draw.listHeight()/2)) })},
	{Name: "half-up", Keys: []string{"ctrl+u"}, Group: "Move", Help: "half a page back", Do: plain(func(l *List) { l.list.move(-max(1, l.draw.listHeight()/2)) })},
	{Name: "top", Keys: []string{"g", "home"}, Group: "Move", Help: "to the first article", Do: plain(func(l *List) { l.list.move(-len(l.list.lines)) })},
	{Name: "end", Keys: []string{"G", "end"}, Group: "Move", Help: "to the last article", Do: plain(func(l *List) { l.list.move(len(l.list.lines)) })},
	{Name: "on", Keys: []string{"n"}, Group: "Move", Help: "the next unread article", Do: plain(func(l *List) { l.goUnread(1) })},
	{Name: "on-back", Keys: []string{"p", "N"}, Group: "Move", Help: "the previous unread article", Do: plain(func(l *List) { l.goUnread(-1) })},

	{Name: "search", Keys: []string{"/"}, Group: "Ask", Asks: true, Help: "filter as you type, in titles and texts: words, is:unread, source:…, tag:…, kind:claim", Do: effect((*List).openFilter)},
	{Name: "sort", Keys: []string{"S"}, Group: "Ask", Asks: true, Help: "sort by date, title, source …", Do: plain((*List).openOrders)},
	{Name: "sort-newest", Group: "View", Help: "sort by date, the newest first", Do: sortBy("newest")},
	{Name: "sort-oldest", Group: "View", Help: "sort by date, the oldest first", Do: sortBy("oldest")},
	{Name: "sort-title", Group: "View", Help: "sort by title", Do: sortBy("title")},
	{Name: "sort-source", Group: "View", Help: "sort by source, then date", Do: sortBy("source")},
	{Name: "sort-path", Group: "View", Help: "sort by file", Do: sortBy("path")},
	{Name: "sort-unread", Group: "View", Help: "sort unread ones first", Do: sortBy("unread")},
	{Name: "sort-kept", Group: "View", Help: "sort by most annotations first", Do: sortBy("kept")},
	{Name: "sort-length", Group: "View", Help: "sort the shortest first", Do: sortBy("length")},
	{Name: "show-all", Keys: []string{"m ."}, Group: "Ask", Help: "show what is done too, or hide it", Do: plain(func(l *List) { l.list.all = !l.list.all; l.list.make() })},

	{Name: "keep", Keys: []string{"enter"}, Group: "Article", Asks: true, Help: "open; on what is done, show it", Why: needsRow, Do: effect((*List).open)},
	{Name: "skim", Keys: []string{"z"}, Group: "Article", Asks: true, Help: "open, folded to who said what", Why: needsItem, Do: effect((*List).skim)},
	{Name: "unread", Keys: []string{"U"}, Group: "Article", Help: "read or unread", Why: needsItem, Do: effect(func(l *List) tea.Cmd { return l.marks.toggleRead() })},
	{Name: "all-read", Keys: []string{"M"}, Group: "Article", Help: "all that are listed are read; u takes it back", Why: needsItem, Do: effect(func(l *List) tea.Cmd { return l.marks.allRead() })},
	{Name: "star", Keys: []string{"*"}, Group: "Article", Help: "star, or take the star away", Why: needsItem, Do: effect(func(l *List) tea.Cmd { return l.marks.toggleStar() })},
	{Name: "tag", Keys: []string{"t"}, Group: "Article", Asks: true, Help: "your own tags of the article; -word takes one away", Why: needsItem, Do: plain(func(l *List) { l.marks.tags() })},
	{Name: "done", Keys: []string{"D"}, Group: "Article", Help: "done: read and out of the list; nothing is deleted", Why: needsItem, Do: effect(func(l *List) tea.Cmd { return l.marks.toggleDone() })},
	{Name: "places", Keys: []string{"P"}, Group: "Article", Help: "list the other places of the story, or fold them", Why: needsStory, Do: plain(func(l *List) { l.list.turn() })},
	{Name: "carry", Keys: []string{"Y"}, Group: "Article", Asks: true, Help: "carry your annotations to the other places of the story, after a preview", Why: needsCopies, Do: effect(func(l *List) tea.Cmd { return l.marks.carry() })},
	{Name: "find-copies", Group: "View", Help: "find articles that share their text, in a folder of very many", Why: needsFolder, Do: effect(func(l *List) tea.Cmd { return l.catalog.findStories(true) })},
	{Name: "select", Keys: []string{"v"}, Group: "Article", Help: "mark it, for a command on several", Why: needsItem, Do: plain(func(l *List) { l.list.mark() })},
	{Name: "select-all", Keys: []string{"ctrl+a"}, Group: "Article", Help: "mark all that are listed, or none", Why: needsItem, Do: plain(func(l *List) { l.list.markAll() })},
	{Name: "undo", Keys: []string{"u"}, Group: "Article", Help: "undo the last change of marks", Why: needsUndo, Do: effect(func(l *List) tea.Cmd { return l.marks.undo() })},

	{Name: "fetch", Keys: []string{"F"}, Group: "Other", Help: "fetch the feeds that are due", Why: needsFetch, Do: effect((*List).fetch)},
	{Name: "review", Keys: []string{"R"}, Group: "Other", Asks: true, Help: "review the annotations of the folder", Why: needsFolder, Do: effect((*List).review)},
	{Name: "legend", Keys: []string{"I"}, Group: "Other", Help: "what the signs mean", Do: effect(func(l *List) tea.Cmd { return l.catalog.env.Ask(l.draw.legend()) })},
	{Name: "palette", Keys: []string{"?", ":"}, Group: "Other", Help: "all that can be done here", Do: effect(func(l *List) tea.Cmd { return l.catalog.env.Ask(pane.Palette{}) })},
	{Name: "leave", Keys: []string{"esc"}, Group: "Other", Help: "stop what is being done, unmark, then show everything again", Do: plain((*List).leave)},
	{Name: "quit", Keys: []string{"q"}, Group: "Other", Help: "back, or quit", Do: effect(func(l *List) tea.Cmd { return l.catalog.env.Ask(pane.Back{}) })},
}

func plain(do func(*List)) func(*List, int) tea.Cmd {
	return func(l *List, _ int) tea.Cmd { do(l); return nil }
}

func effect(do func(*List) tea.Cmd) func(*List, int) tea.Cmd {
	return func(l *List, _ int) tea.Cmd { return do(l) }
}

// sortBy lists the articles in the order of that name.
func sortBy(name string) func(*List, int) tea.Cmd {
	return plain(func(l *List) {
		l.list.order, _ = findOrder(name)
		l.list.make()
	})
}

func needsItem(l *List) string {
	if l.list.item() == nil {
		return "no article is listed"
	}
	return ""
}

func needsStory(l *List) string {
	if why := needsItem(l); why != "" {
		return why
	}
	if l.catalog.story(l.list.item()) == 0 {
		return "no other article here shares the text of this one"
	}
	return ""
}

func needsCopies(l *List) string {
	if l.catalog.env.Desk == nil {
		return "nothing can be annotated here"
	}
	return needsStory(l)
}

func needsRow(l *List) string {
	if len(l.list.lines) == 0 {
		return "no article is listed"
	}
	return ""
}

func needsFolder(l *List) string {
	if l.catalog.lib == nil {
		return "the folder is not listed yet"
	}
	return ""
}

func needsUndo(l *List) string {
	if len(l.marks.undone) == 0 {
		return l.front.Table.Fill("nothing to undo · {half-up} is half a page up")
	}
	return ""
}

func needsFetch(l *List) string {
	switch {
	case l.catalog.o.Fetch == nil:
		return "nothing can be fetched here"
	case l.catalog.fetching.Running():
		return l.front.Table.Fill("the feeds are being fetched · {leave} stops it")
	}
	return ""
}

func (l *List) fetch() tea.Cmd {
	ctx, done := l.catalog.fetching.Begin(l.catalog.ctx)
	l.front.Say(l.front.Table.Fill("fetching the feeds that are due · {leave} stops it"))
	return pane.Stream(l, l.catalog.news.Next(), "fetching the feeds", func(hand func(tea.Msg)) {
		defer done()
		l.catalog.o.Fetch(ctx, hand)
	})
}

func (l *List) goUnread(way int) {
	switch {
	case l.list.toUnread(way):
	case way > 0:
		l.front.Say("no unread article after this one")
	default:
		l.front.Say("no unread article before this one")
	}
}

// openFilter begins a filter; the texts are read for it meanwhile.
func (l *List) openFilter() tea.Cmd {
	l.front.AskFilter(l.list.asked, l.list.ask, l.list.move)
	return l.catalog.readTexts()
}

func (l *List) openOrders() {
	var choices []card.Choice
	for i, o := range orders {
		choices = append(choices, card.Choice{Key: string(rune('1' + i)), Text: o.name, Note: o.help, Value: o})
	}
	l.front.Ask(card.NewForm("sort", "esc leave", card.Pick("by", l.list.order.name, choices)), func(f *card.Form) tea.Cmd {
		l.list.order = card.One[order](f, "by")
		l.list.make()
		return nil
	})
}

// open opens the current article, or shows what is folded away.
func (l *List) open() tea.Cmd {
	it := l.list.item()
	if it == nil {
		l.list.all = true
		l.list.make()
		if i := slices.IndexFunc(l.list.lines, func(l line) bool { return l.it != nil && !l.it.mark.Done.IsZero() }); i >= 0 {
			l.list.to(i, 1)
		}
		return nil
	}
	return l.catalog.env.Ask(Open{Path: l.catalog.path(it.Path), Find: l.list.filter.words()})
}

// skim opens the current article folded to who said what.
func (l *List) skim() tea.Cmd {
	return l.catalog.env.Ask(Open{Path: l.catalog.path(l.list.item().Path), Skim: true})
}

func (l *List) review() tea.Cmd { return l.catalog.env.Ask(OpenReview{Dir: l.catalog.lib.Dir}) }

// leave goes back step by step to the whole list; it never leaves the program.
func (l *List) leave() {
	switch {
	case l.catalog.fetching.Stop(): // what came of it is told when it has ended
	case l.catalog.titling.Stop():
		l.front.Say(fmt.Sprintf("stopped: the titles of %s were not read", count.Of(l.catalog.untitled(), "article")))
	case len(l.list.marked) > 0:
		clear(l.list.marked)
	default:
		l.list.ask("")
	}
}
