package reader

import (
	"fmt"
	"maps"

	"stet/annotate/kind"
	"stet/ui/card"
	"stet/ui/sheet"
)

// Looks are how the article is looked at: what is shown of it and how wide.
type looks struct {
	*shared
	notes *notes
	walk  *walk
}

func (lo *looks) toggle(name string) {
	lo.in.Show.Hidden[name] = !lo.in.Show.Hidden[name]
	if name == sheet.LayerIndirect {
		lo.in.Show.Hidden[sheet.LayerReported] = lo.in.Show.Hidden[name]
	}
	lo.notes.gather()
	state := "shown"
	if lo.in.Show.Hidden[name] {
		state = "hidden"
		if lo.focus.Item != nil && lo.in.Same(lo.focus.Item) == nil {
			lo.focus.Item = nil
		}
	}
	label := name
	if k := lo.notes.kindOf(name); k.Known() {
		label = k.Plural()
	}
	lo.statusLine.say(label + " " + state)
	if name == sheet.LayerMargin {
		lo.sheet.LayOut()
	}
}

// toggleNames goes from people, organisations and places to everything named,
// to none.
func (lo *looks) toggleNames() {
	switch {
	case lo.in.Show.Hidden[sheet.LayerNames]:
		lo.in.Show.Hidden[sheet.LayerNames] = false
		lo.statusLine.say("people, organisations and places shown")
	case lo.in.Show.Hidden[sheet.LayerTimes]:
		lo.in.Show.Hidden[sheet.LayerTimes] = false
		lo.statusLine.say("dates, amounts and nationalities shown too")
	default:
		lo.in.Show.Hidden[sheet.LayerNames], lo.in.Show.Hidden[sheet.LayerTimes] = true, true
		lo.statusLine.say(lo.statusLine.table.Fill("names hidden · {show-names} shows them"))
	}
}

// toggleAll hides every mark, and brings back those that were shown.
func (lo *looks) toggleAll() {
	if lo.in.Show.Before != nil {
		lo.in.Show.Hidden, lo.in.Show.Before = lo.in.Show.Before, nil
		lo.statusLine.say("marks shown")
	} else {
		lo.in.Show.Before = lo.in.Show.Hidden
		lo.in.Show.Hidden = map[string]bool{}
		for _, l := range sheet.LayersOf(lo.notes.project.Book.Rows()) {
			lo.in.Show.Hidden[l.Name] = l.Name != sheet.LayerMargin || lo.in.Show.Before[sheet.LayerMargin]
		}
		lo.statusLine.say(lo.statusLine.table.Fill("marks hidden · {show-nothing} shows them"))
	}
	lo.notes.gather()
}

// legend says what the marks of an article mean, as they look now.
func (lo *looks) legend() *card.Legend {
	l := &card.Legend{Title: "What the marks mean"}
	kinds := lo.notes.project.Book.Rows()
	for _, layer := range sheet.LayersOf(kinds) {
		row, command := card.LegendRow{Marks: layer.Marks, Says: layer.Title}, layerCommands[layer.Name]
		if k, ok := kinds.Find(layer.Name); ok {
			if row.Marks, row.Says = kindMarks(k), k.Title; !k.Links {
				command = shows(k)
			}
		}
		if command != "" {
			row.Key, row.Does = lo.statusLine.table.Key(command), "hides"
			if lo.in.Show.Hidden[layer.Name] {
				row.Does = "shows"
			}
		}
		l.Rows = append(l.Rows, row)
	}
	mark := func(says, role string, text ...string) {
		row := card.LegendRow{Says: says}
		for _, t := range text {
			row.Marks = append(row.Marks, card.LegendMark{Role: role, Text: t})
		}
		l.Rows = append(l.Rows, row)
	}
	quote, claim := kind.All[0].Sign, kind.All[1].Sign
	l.Rows = append(l.Rows, card.LegendRow{Marks: []card.LegendMark{{Role: "focus", Text: "focus"}, {Role: "selection", Text: "selection"}, {Role: "search", Text: "hit"}, {Role: "label", Text: "F"}},
		Says: "where you are; selected; found; a label"})
	mark("", "")
	mark("left of a line", "")
	mark("only found, not kept", "gutter.suggested", quote+"?")
	mark("two begin here; both only found", "gutter", quote+claim)
	l.Rows[len(l.Rows)-1].Marks = append(l.Rows[len(l.Rows)-1].Marks, card.LegendMark{Role: "gutter.suggested", Text: quote + claim})
	mark("that many begin here", "gutter", "3")
	mark("where you are; coders differ", "gutter", lo.env.Sign("▸", ">"), lo.env.Sign("≠", "!"))
	return l
}

func (lo *looks) toggleRest() {
	lo.in.Show.RestTurned = !lo.in.Show.RestTurned
	lo.sheet.LayOut()
	if lo.in.ShowsRest() {
		lo.statusLine.say("the rest of the page is shown")
	} else {
		lo.statusLine.say("the rest of the page is hidden")
	}
}

func (lo *looks) nextSkim() {
	lo.in.Show.Skim = (lo.in.Show.Skim + 1) % sheet.Skims
	lo.sheet.LayOut()
	lo.statusLine.say(sheet.SkimSays[lo.in.Show.Skim])
}

// now returns how this article is looked at, for the next one.
func (lo *looks) now() Look {
	return Look{lo.in.Show.Skim, maps.Clone(lo.in.Show.Hidden), maps.Clone(lo.in.Show.Before), lo.walk.on}
}

// like looks at the article as at another one before.
func (lo *looks) like(o Look) {
	lo.in.Show.Skim = o.skim
	if o.hidden != nil {
		lo.in.Show.Hidden, lo.in.Show.Before = maps.Clone(o.hidden), maps.Clone(o.shownBefore)
	}
}

// widen sets the text wider or narrower, here and in what is read next.
func (lo *looks) widen(by int) {
	at := lo.sheet.Frame().Measure // where the window is narrower than what is asked for, narrowing shows at once
	if by > 0 && at < lo.sheet.Desired() {
		lo.statusLine.say(fmt.Sprintf("%d columns: the window is no wider", at))
		return
	}
	lo.env.Measure = max(leastWidth, min(at+by, mostWidth))
	lo.sheet.LayOut()
	if now := lo.sheet.Frame().Measure; now < lo.env.Measure {
		lo.env.Measure = now
		lo.statusLine.say(fmt.Sprintf("%d columns: the window is no wider", now))
		return
	}
	lo.statusLine.say(fmt.Sprintf("%d columns · measure = %d in the config file keeps it so", lo.env.Measure, lo.env.Measure))
}

// toggleZen leaves only the text on the screen, or brings the rest back.
func (lo *looks) toggleZen() {
	lo.env.Zen = !lo.env.Zen
	lo.sheet.LayOut()
	if lo.env.Zen {
		lo.statusLine.say(lo.statusLine.table.Fill("only the text · {zen} brings the rest back"))
	} else {
		lo.statusLine.say("gutter, margin and status are back")
	}
}

// kindMarks are the sign of a kind and what it looks like in the text: kept, and
// where the program looks for such things, found, in focus and refused.
func kindMarks(k kind.Kind) []card.LegendMark {
	role := k.Role()
	marks := []card.LegendMark{{Role: "gutter", Text: k.Sign}, {Role: role, Text: "kept"}}
	if k.Found {
		marks = append(marks, card.LegendMark{Role: role + ".suggested", Text: "found"}, card.LegendMark{Role: role + ".suggested focus", Text: "in focus"})
	}
	return marks
}
