package reader

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"stet/annotate/kind"
	"stet/ui/keys"
	"stet/ui/sheet"
)

// plain makes a command's action of a method that changes only the screen.
func plain(f func(*Reader)) func(*Reader, int) tea.Cmd {
	return func(r *Reader, _ int) tea.Cmd { f(r); return nil }
}

// counted makes an action of a method that takes a count, 1 if none was typed.
func counted(f func(*Reader, int)) func(*Reader, int) tea.Cmd {
	return func(r *Reader, n int) tea.Cmd { f(r, max(1, n)); return nil }
}

// effect makes an action of a method that has something done outside.
func effect(f func(*Reader) tea.Cmd) func(*Reader, int) tea.Cmd {
	return func(r *Reader, _ int) tea.Cmd { return f(r) }
}

// onTags makes an action of a method of the tagger.
func onTags(f func(*tagger) tea.Cmd) func(*Reader, int) tea.Cmd {
	return func(r *Reader, _ int) tea.Cmd { return f(r.tags) }
}

// onLooks makes an action of a method of the looks.
func onLooks(f func(*looks)) func(*Reader, int) tea.Cmd {
	return func(r *Reader, _ int) tea.Cmd { f(r.looks); return nil }
}

func goBy(g motion, forward bool) func(*Reader, int) tea.Cmd {
	return func(r *Reader, _ int) tea.Cmd { return r.walk.by(g, forward) }
}

func layer(name string) func(*Reader, int) tea.Cmd {
	return plain(func(r *Reader) { r.looks.toggle(name) })
}

// Commands is the table of the reader's keys, in the order of the help.
var Commands = commandsFor(kind.All)

// commandsFor is the table with the keys of kinds.
func commandsFor(kinds kind.Rows) keys.Table[*Reader] {
	return slices.Concat(reading, walking(kinds), focusing, deciding, making(kinds, false), tagging, making(kinds, true), keeping, showing(kinds), looking)
}

var reading = keys.Table[*Reader]{
	{Name: "line-down", Keys: []string{"j", "down"}, Group: "Read", Help: "one line on", Do: counted((*Reader).scroll)},
	{Name: "line-up", Keys: []string{"k", "up"}, Group: "Read", Help: "one line back", Do: counted(func(r *Reader, n int) { r.scroll(-n) })},
	{Name: "read-on", Keys: []string{"space"}, Group: "Read", Help: "one page on; at the end, the next unread article", Do: effect((*Reader).readOn)},
	{Name: "page-down", Keys: []string{"pgdown"}, Group: "Read", Help: "one page on", Do: plain((*Reader).pageDown)},
	{Name: "page-up", Keys: []string{"b", "pgup"}, Group: "Read", Help: "one page back", Do: plain(func(r *Reader) { r.scroll(-max(1, r.sheet.TextHeight()-2)) })},
	{Name: "half-down", Keys: []string{"ctrl+d"}, Group: "Read", Help: "half a page on", Do: plain(func(r *Reader) { r.scroll(max(1, r.sheet.TextHeight()/2)) })},
	{Name: "half-up", Keys: []string{"ctrl+u"}, Group: "Read", Help: "half a page back", Do: plain(func(r *Reader) { r.scroll(-max(1, r.sheet.TextHeight()/2)) })},
	{Name: "top", Keys: []string{"g", "home"}, Group: "Read", Help: "to the beginning", Do: plain(func(r *Reader) { r.sheet.GoTop(); r.focus.Clear() })},
	{Name: "end", Keys: []string{"G", "end"}, Group: "Read", Help: "to the end", Do: plain(func(r *Reader) { r.sheet.GoEnd(); r.focus.Clear() })},
	{Name: "search", Keys: []string{"/"}, Group: "Read", Asks: true, Help: "search; in a selection, move its end there", Do: plain(func(r *Reader) { r.search.begin() })},
	{Name: "on", Keys: []string{"n"}, Group: "Read", Help: "go on by what you last went by: hit, quote, name, annotation; in an article of the list, the next unread one", Do: effect(func(r *Reader) tea.Cmd { return r.walk.step(true) })},
	{Name: "on-back", Keys: []string{"N"}, Group: "Read", Help: "the same, backwards", Do: effect(func(r *Reader) tea.Cmd { return r.walk.step(false) })},
	{Name: "next-article", Keys: []string{"J"}, Group: "Read", Help: "the next article of the list", Do: neighbour(1)},
	{Name: "previous-article", Keys: []string{"K"}, Group: "Read", Help: "the previous article of the list", Do: neighbour(-1)},

	{Name: "next", Keys: []string{"tab"}, Group: "Focus", Help: "the next quote, and what else is kept", Do: goBy(motion{what: nextAny}, true)},
	{Name: "previous", Keys: []string{"shift+tab"}, Group: "Focus", Help: "the previous one", Do: goBy(motion{what: nextAny}, false)},
	{Name: "point", Keys: []string{"f"}, Group: "Focus", Help: "point at a word: f, its first letter, its label", Do: plain(func(r *Reader) { r.sel.point() })},
}

var focusing = keys.Table[*Reader]{
	{Name: "next-annotation", Keys: []string{"]a"}, Group: "Focus", Help: "the next annotation", Do: goBy(motion{what: nextOwn}, true)},
	{Name: "previous-annotation", Keys: []string{"[a"}, Group: "Focus", Help: "the previous annotation", Do: goBy(motion{what: nextOwn}, false)},
	{Name: "next-suggestion", Keys: []string{"]u"}, Group: "Focus", Help: "the next suggestion to decide on, of any kind", Do: goBy(motion{what: nextUndecided}, true)},
	{Name: "previous-suggestion", Keys: []string{"[u"}, Group: "Focus", Help: "the previous suggestion", Do: goBy(motion{what: nextUndecided}, false)},
	{Name: "next-unsure", Keys: []string{"]?"}, Group: "Focus", Help: "the suggestion with the lowest score, then the next", Do: goBy(motion{what: nextUnsure}, true)},
	{Name: "previous-unsure", Keys: []string{"[?"}, Group: "Focus", Help: "the suggestion with the next lower score", Do: goBy(motion{what: nextUnsure}, false)},
	{Name: "next-sentence", Keys: []string{"]s"}, Group: "Focus", Help: "the next sentence", Do: goBy(motion{what: nextSentence}, true)},
	{Name: "previous-sentence", Keys: []string{"[s"}, Group: "Focus", Help: "the previous sentence", Do: goBy(motion{what: nextSentence}, false)},
	{Name: "next-difference", Keys: []string{"]d"}, Group: "Focus", Help: "the next place where coders differ, and what holds there; then where machines and people differ, the most first", Why: needsCoders, Do: goBy(motion{what: nextDiffering}, true)},
	{Name: "previous-difference", Keys: []string{"[d"}, Group: "Focus", Help: "the previous place where coders differ", Why: needsCoders, Do: goBy(motion{what: nextDiffering}, false)},
	{Name: "leave", Keys: []string{"esc"}, Group: "Focus", Help: "stop what is done; leave the selection, then the focus", Do: plain((*Reader).leave)},

	{Name: "select", Keys: []string{"v"}, Group: "Select", Help: "select from the focus on", Do: plain(func(r *Reader) { r.sel.begin() })},
	{Name: "grow", Keys: []string{"+", "="}, Group: "Select", Help: "more words: name, stretch, quote, sentence, paragraph", Why: needsFocus, Do: plain(func(r *Reader) { r.sel.more() })},
	{Name: "shrink", Keys: []string{"-"}, Group: "Select", Help: "fewer words", Why: needsFocus, Do: plain(func(r *Reader) { r.sel.fewer() })},
	{Name: "word-left", Keys: []string{"h", "left"}, Group: "Select", Help: "a word to the left; in a selection, its end", Do: move(false, true)},
	{Name: "word-right", Keys: []string{"l", "right"}, Group: "Select", Help: "a word to the right; in a selection, its end", Do: move(true, true)},
	{Name: "character-left", Keys: []string{"H"}, Group: "Select", Help: "the end one character to the left", Why: needsFocus, Do: move(false, false)},
	{Name: "character-right", Keys: []string{"L"}, Group: "Select", Help: "the end one character to the right", Why: needsFocus, Do: move(true, false)},
	{Name: "other-end", Keys: []string{"o"}, Group: "Select", Help: "the other end of the selection", Why: needsSelection, Do: plain(func(r *Reader) { r.focus.Sel.Selection = r.focus.Sel.Flip() })},
}

var deciding = keys.Table[*Reader]{
	{Name: "keep", Keys: []string{"enter"}, Group: "Tag", Asks: true, Help: "keep a suggestion and go on; open an annotation", Why: needsItemAndFile, Do: onTags((*tagger).keepOrOpen)},
	{Name: "who", Keys: []string{"w"}, Group: "Tag", Asks: true, Help: "say who speaks, claims or holds; keeps a suggestion", Why: needsWho, Do: onTags((*tagger).who)},
}

var tagging = keys.Table[*Reader]{
	{Name: "tag", Keys: []string{"t"}, Group: "Tag", Asks: true, Help: "tags of the annotation in focus", Why: needsItemAndFile, Do: onTags((*tagger).tags)},
}

var keeping = keys.Table[*Reader]{
	{Name: "verdict", Keys: []string{"V"}, Group: "Tag", Asks: true, Help: "verdict and evidence of a claim, or of any words", Why: needsClaim, Do: onTags((*tagger).verdict)},
	{Name: "refuse", Keys: []string{"x"}, Group: "Tag", Help: "refuse a suggestion, delete an annotation", Why: needsItemAndFile, Do: onTags((*tagger).refuseOrDelete)},
	{Name: "again", Keys: []string{"."}, Group: "Tag", Help: "the same again on the words in focus", Why: needsAgain, Do: effect(func(r *Reader) tea.Cmd { return r.tags.again() })},
	{Name: "undo", Keys: []string{"u"}, Group: "Tag", Help: "undo, and show where", Why: needsFile, Do: effect(func(r *Reader) tea.Cmd { return r.notes.undo() })},
	{Name: "redo", Keys: []string{"ctrl+r"}, Group: "Tag", Help: "redo the edit undone last", Why: needsFile, Do: effect(func(r *Reader) tea.Cmd { return r.notes.redo() })},
	{Name: "save-elsewhere", Keys: []string{"W"}, Group: "Tag", Help: "write again, or elsewhere, what was not saved", Why: needsFailure, Do: effect(func(r *Reader) tea.Cmd { return r.notes.elsewhere() })},
	{Name: "changed", Keys: []string{"]m"}, Group: "Tag", Asks: true, Help: "the annotations whose words the publisher changed", Why: needsFile, Do: effect(func(r *Reader) tea.Cmd { return r.mend.open() })},
	{Name: "article", Keys: []string{"A"}, Group: "Tag", Asks: true, Help: "the whole article: codes, tags, a note", Why: needsFile, Do: onTags((*tagger).article)},
	{Name: "done", Keys: []string{"D"}, Group: "Tag", Help: "done with this article", Why: needsFile, Do: onTags((*tagger).done)},
}

var looking = keys.Table[*Reader]{
	{Name: "show-indirect", Keys: []string{"m i"}, Group: "Show", Help: "show or hide indirect attributions", Do: layer(sheet.LayerIndirect)},
	{Name: "show-others", Keys: []string{"m o"}, Group: "Show", Help: "show or hide what others tagged", Do: layer(sheet.LayerOthers)},
	{Name: "show-refused", Keys: []string{"m r"}, Group: "Show", Help: "show or hide refused suggestions", Do: layer(sheet.LayerRefused)},
	{Name: "show-machines", Keys: []string{"m M *"}, Group: "Show", Help: "show or hide what all machines suggest; m M and a letter of its name, one machine", Do: onLooks((*looks).toggleMachines)},
	{Name: "show-margin", Keys: []string{"m m"}, Group: "Show", Help: "show or hide the margin", Do: layer(sheet.LayerMargin)},
	{Name: "show-nothing", Keys: []string{"m ."}, Group: "Show", Help: "hide or show all marks", Do: onLooks((*looks).toggleAll)},
	{Name: "skim", Keys: []string{"z"}, Group: "Show", Help: "all, only who said what, clean text", Do: onLooks((*looks).nextSkim)},
	{Name: "zen", Keys: []string{"Z"}, Group: "Show", Help: "only the text, without gutter, margin and status", Do: onLooks((*looks).toggleZen)},
	{Name: "narrower", Keys: []string{"<"}, Group: "Show", Help: "set the text narrower", Do: counted(func(r *Reader, n int) { r.looks.widen(-n * widthStep) })},
	{Name: "wider", Keys: []string{">"}, Group: "Show", Help: "set the text wider", Do: counted(func(r *Reader, n int) { r.looks.widen(n * widthStep) })},
	{Name: "show-rest", Keys: []string{"\\"}, Group: "Show", Help: "show or hide the rest of a web page", Why: needsRest, Do: onLooks((*looks).toggleRest)},
	{Name: "legend", Keys: []string{"I"}, Group: "Show", Help: "what the colours and signs mean", Do: effect(func(r *Reader) tea.Cmd { return r.env.Ask(r.looks.legend()) })},
	{Name: "why", Keys: []string{"i"}, Group: "Show", Help: "why this was found; by whom, when and where it is stored", Why: needsItem, Do: plain(func(r *Reader) { r.walk.explain() })},

	{Name: "copy", Keys: []string{"y"}, Group: "Other", Help: "copy the words with their source", Why: needsFocus, Do: effect(func(r *Reader) tea.Cmd { return r.outside.copy() })},
	{Name: "editor", Keys: []string{"E"}, Group: "Other", Asks: true, Help: "write the note in your editor", Why: needsWords, Do: effect(func(r *Reader) tea.Cmd { return r.outside.note() })},
	{Name: "pipe", Keys: []string{"|"}, Group: "Other", Asks: true, Help: "pipe the article or the selection to a command", Do: effect(func(r *Reader) tea.Cmd { return r.outside.pipe() })},
	{Name: "source", Keys: []string{"O"}, Group: "Other", Help: "say where the picture or link in focus lies, else the article's source; again, open it outside", Why: needsURL, Do: effect(func(r *Reader) tea.Cmd { return r.outside.source() })},
	{Name: "review", Keys: []string{"R"}, Group: "Other", Help: "review the annotations of the folder", Do: effect(func(r *Reader) tea.Cmd {
		return r.env.Ask(OpenReview{Path: r.in.Art.Path})
	})},
	{Name: "palette", Keys: []string{"?", ":"}, Group: "Other", Help: "all that can be done here", Do: effect(palette)},
	{Name: "quit", Keys: []string{"q"}, Group: "Other", Help: "back, or quit; everything is saved", Do: effect(back)},
}
