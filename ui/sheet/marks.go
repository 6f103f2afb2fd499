package sheet

import (
	"slices"

	"stet/annotate/kind"
	"stet/model"
	"stet/model/mention"
	"stet/ui/paint"
)

// marks returns what lies on the lines, from all layers, in order.
func (d *drawing) marks() []paint.Mark {
	v := rangeOf(d.lines)
	var out []paint.Mark
	if !d.in.Show.Hidden[LayerNames] && d.in.Show.Skim != SkimClean {
		out = d.nameMarks(out, v)
	}
	d.in.Over(v, func(it *Item) { out = append(out, d.itemMarks(it)...) })
	if d.focus.On && d.focus.Sel == nil {
		out = append(out, paint.Mark{Range: d.focus.Range, Layer: paint.Focus, Role: "focus"})
	}
	if d.focus.Sel != nil {
		out = append(out, paint.Mark{Range: d.focus.Sel.Range(), Layer: paint.Selection, Role: "selection"})
	}
	out = append(out, d.extra...)
	slices.SortFunc(out, func(a, b paint.Mark) int { return a.Range.Compare(b.Range) })
	return out
}

// quietTypes are the names that are shown only on request.
var nameRoles = map[mention.Type]string{
	mention.Person: "name.person", mention.Org: "name.org", mention.GPE: "name.place", mention.Loc: "name.place",
	mention.Event: "name.other", mention.Topic: "name.other",
}

func (d *drawing) nameMarks(out []paint.Mark, v model.Range) []paint.Mark {
	lit := -1
	if d.focus.On && d.focus.Item == nil {
		lit = d.in.Names.EntityAt(d.focus.Range.Start)
	}
	ms := d.in.Names.Mentions
	i, _ := slices.BinarySearchFunc(ms, v.Start, func(m mention.Mention, p model.Pos) int { return int(m.Range.End - p) })
	for ; i < len(ms) && ms[i].Range.Start < v.End; i++ {
		role, ok := nameRoles[ms[i].Type]
		if !ok {
			if d.in.Show.Hidden[LayerTimes] {
				continue
			}
			role = "name.other"
		}
		if lit >= 0 && ms[i].Entity == lit {
			role += " name.lit"
		}
		out = append(out, paint.Mark{Range: ms[i].Range, Layer: paint.Name, Role: role})
	}
	return out
}

// depths are the layers of the page by the depth of a kind.
var depths = [...]paint.Layer{paint.Quote, paint.Claim, paint.Stance, paint.Note}

// itemMarks returns the marks of one item: its words, part by part where it has
// parts, and the speaker beside the cue.
func (d *drawing) itemMarks(it *Item) []paint.Mark {
	if !d.in.Stands(it) {
		return nil
	}
	layer := depths[kind.Of(it.Note).Depth]
	var out []paint.Mark
	q := kind.AsQuote(it.Note)
	if q != nil && len(q.Parts) > 0 {
		for _, p := range q.Parts {
			out = append(out, paint.Mark{Range: p.Range, Layer: layer, Role: it.role()})
		}
	} else {
		out = append(out, paint.Mark{Range: it.Range(), Layer: layer, Role: it.role()})
	}
	if q != nil && q.Speaker.Words != nil && !q.Speaker.Words.Range.Empty() {
		out = append(out, paint.Mark{Range: q.Speaker.Words.Range, Layer: paint.Name, Role: "name.speaker"})
	}
	return out
}
