package reader

import (
	"slices"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/mention"
	"stet/ui/layout"
	"stet/ui/paint"
)

// marks returns what lies on the given lines, from all layers, in order.
func (r *Reader) marks(lines []layout.Line) []paint.Mark {
	var v model.Range
	for _, l := range lines {
		if !l.Gap {
			v = v.Union(l.Src)
		}
	}
	var out []paint.Mark
	if !r.hidden[layerNames] && r.skim != skimClean {
		out = r.nameMarks(out, v)
	}
	r.over(v, func(it *item) { out = append(out, r.itemMarks(it)...) })
	if r.focus.on && r.sel == nil {
		out = append(out, paint.Mark{Range: r.focus.rng, Layer: paint.Focus, Role: "focus"})
	}
	if r.sel != nil {
		out = append(out, paint.Mark{Range: r.sel.Range(), Layer: paint.Selection, Role: "selection"})
	}
	out = r.search.marks(out, v)
	if r.point != nil {
		for _, l := range r.point.marks {
			out = append(out, r.labelMark(l))
		}
	}
	slices.SortFunc(out, func(a, b paint.Mark) int { return a.Range.Compare(b.Range) })
	return out
}

// quietTypes are the names that are shown only on request.
var nameRoles = map[mention.Type]string{
	mention.Person: "name.person", mention.Org: "name.org", mention.GPE: "name.place", mention.Loc: "name.place",
	mention.Event: "name.other", mention.Topic: "name.other",
}

func (r *Reader) nameMarks(out []paint.Mark, v model.Range) []paint.Mark {
	lit := -1
	if r.focus.on && r.focus.item == nil {
		lit = r.entityAt(r.focus.rng)
	}
	ms := r.names.Mentions
	i, _ := slices.BinarySearchFunc(ms, v.Start, func(m mention.Mention, p model.Pos) int { return int(m.Range.End - p) })
	for ; i < len(ms) && ms[i].Range.Start < v.End; i++ {
		role, ok := nameRoles[ms[i].Type]
		if !ok {
			if r.hidden[layerTimes] {
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

// kindLayers says on which layer of the page a kind lies; any other lies with the
// notes.
var kindLayers = map[string]paint.Layer{"quote": paint.Quote, "claim": paint.Claim, "stance": paint.Stance, "note": paint.Note}

// role is the theme's role of an item: of its kind, and whether it is only
// suggested, somebody else's, or refused.
func (r *Reader) role(it *item) string {
	role := "kind." + it.note.Kind()
	switch {
	case it.found:
		role += ".suggested"
	case it.by != "":
		role += ".other"
	case it.note.Origin.How == annotate.Refused:
		role += ".refused"
	}
	return role
}

// itemMarks returns the marks of one item: its words, part by part where it has
// parts, and the speaker beside the cue.
func (r *Reader) itemMarks(it *item) []paint.Mark {
	if !r.stands(it) {
		return nil
	}
	layer, ok := kindLayers[it.note.Kind()]
	if !ok {
		layer = paint.Note
	}
	var out []paint.Mark
	q, isQuote := it.note.Body.(*kind.Quote)
	if isQuote && len(q.Parts) > 0 {
		for _, p := range q.Parts {
			out = append(out, paint.Mark{Range: p.Range, Layer: layer, Role: r.role(it)})
		}
	} else {
		out = append(out, paint.Mark{Range: it.rng(), Layer: layer, Role: r.role(it)})
	}
	if isQuote && q.Speaker.Words != nil && !q.Speaker.Words.Range.Empty() {
		out = append(out, paint.Mark{Range: q.Speaker.Words.Range, Layer: paint.Name, Role: "name.speaker"})
	}
	return out
}
