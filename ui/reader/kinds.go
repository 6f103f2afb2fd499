package reader

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"stet/annotate/kind"
	"stet/ui/ask"
	"stet/ui/keys"
	"stet/ui/sheet"
)

// A maker replaces the default form for a kind whose row is not enough to build
// one: do tags with that kind, and why gives the reason if that is impossible now.
type maker struct {
	why func(*Reader) string
	do  func(*tagger, kind.Kind) tea.Cmd
}

// makers are those of the kinds with a card of their own, by name. Any other kind
// is asked from its row, where there are words.
func makers() map[string]maker {
	return map[string]maker{
		"quote":  {needsWords, (*tagger).quote},
		"claim":  {do: func(t *tagger, k kind.Kind) tea.Cmd { return t.tagNew(k, (*ask.Scene).Claim) }},
		"stance": {do: func(t *tagger, k kind.Kind) tea.Cmd { return t.tagNew(k, (*ask.Scene).Stance) }},
		"entity": {needsFile, (*tagger).name},
		"note":   {do: func(t *tagger, _ kind.Kind) tea.Cmd { return t.note() }},
		"link":   {needsOwn, func(t *tagger, _ kind.Kind) tea.Cmd { return t.relates.relate() }},
	}
}

// making are the commands that tag words with a kind, or relate what is tagged.
func making(kinds kind.Rows, relations bool) (t keys.Table[*Reader]) {
	own := makers()
	for _, k := range kinds {
		if k.Links != relations {
			continue
		}
		m := own[k.Name]
		if m.why == nil {
			m.why = needsWordsFor(k.Title)
		}
		if m.do == nil {
			m.do = func(t *tagger, k kind.Kind) tea.Cmd { return t.tagNew(k, askRow(k)) }
		}
		t = append(t, keys.Command[*Reader]{Name: k.Command, Keys: bound("", k.Key), Group: "Tag", Asks: true, Help: k.Asks, Why: m.why,
			Do: onTags(func(t *tagger) tea.Cmd { return m.do(t, k) })})
	}
	return t
}

// walking are the commands that go by the annotations of a kind.
func walking(kinds kind.Rows) (t keys.Table[*Reader]) {
	for _, k := range kinds {
		if k.Walk == "" {
			continue
		}
		g, next := motion{what: nextOfKind, kind: k.Name}, fmt.Sprintf("the next %s", k.Title)
		switch {
		case k.Named: // those that were only found, too
			g = motion{what: nextName}
		case k.Reported:
			next = fmt.Sprintf("%s, found or yours, those in reported speech too", next)
		}
		t = append(t,
			keys.Command[*Reader]{Name: "next-" + k.Command, Keys: bound("]", k.Walk), Group: "Focus", Help: next, Do: goBy(g, true)},
			keys.Command[*Reader]{Name: "previous-" + k.Command, Keys: bound("[", k.Walk), Group: "Focus", Help: fmt.Sprintf("the previous %s", k.Title), Do: goBy(g, false)})
	}
	return t
}

// shows is the name of the command that shows or hides a kind.
func shows(k kind.Kind) string {
	if k.Added() {
		return "show-" + k.Command
	}
	return "show-" + k.Command + "s"
}

// layerCommands are those that show or hide the layers that are no kind's.
var layerCommands = map[string]string{
	sheet.LayerNames: "show-names", sheet.LayerTimes: "show-names",
	sheet.LayerIndirect: "show-indirect", sheet.LayerReported: "show-indirect",
	sheet.LayerOthers: "show-others", sheet.LayerRefused: "show-refused", sheet.LayerMargin: "show-margin",
}

// showing are the commands that show or hide the annotations of a kind.
func showing(kinds kind.Rows) (t keys.Table[*Reader]) {
	for _, k := range kinds {
		c := keys.Command[*Reader]{Name: shows(k), Keys: bound("m ", k.Layer), Group: "Show", Help: fmt.Sprintf("show or hide %s", k.Plural()), Do: layer(k.Name)}
		switch {
		case k.Layer == "" || k.Links: // which have no words to be marked
			continue
		case k.Named:
			c.Help, c.Do = "show names, then dates and amounts too, then none", onLooks((*looks).toggleNames)
		}
		t = append(t, c)
	}
	return t
}

// bound puts a prefix before the key of a kind, nothing before none.
func bound(before, key string) []string {
	switch {
	case key == "":
		return nil
	case len(key) > 1 && len(before) == 1: // the keys of a longer sequence are apart
		before += " "
	}
	return []string{before + key}
}

// askRow asks the questions of a kind's row.
func askRow(k kind.Kind) func(*ask.Scene) ask.Question {
	return func(s *ask.Scene) ask.Question { return s.Row(k, nil, false) }
}
