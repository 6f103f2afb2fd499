package reader

import (
	"stet/annotate"
	"stet/ui/sheet"
)

// gather makes the list of items anew: after an edit, and when something was
// found. 10,000 annotations take under 3 ms.
func (r *Reader) gather() {
	focused, selected := r.focus.Item.Copy(), (*sheet.Item)(nil)
	if r.focus.Sel != nil {
		selected = r.focus.Sel.Of.Copy()
	}
	r.compare()
	items := r.in.Items[:0]
	decided := r.glanced
	if r.file != nil {
		decided = r.file.Set.Snapshot()
	}
	for _, a := range decided {
		if a.Origin.How == annotate.Refused {
			if !r.in.Show.Hidden[sheet.LayerRefused] {
				items = append(items, sheet.Item{Note: a})
			}
			continue
		}
		items = append(items, sheet.Item{Note: a})
	}
	if r.work != nil {
		for _, sc := range r.work.Shown() {
			for _, a := range sc.Set.All() {
				items = append(items, sheet.Item{Note: a, By: sc.Annotator})
			}
		}
	}
	for _, s := range r.project.Pending(r.finds.found, decided) {
		kind := s.Annotation.Kind()
		if s.Indirect && r.in.Show.Hidden[sheet.LayerIndirect] && (kind != "claim" || r.in.Show.Hidden[sheet.LayerReported]) {
			continue
		}
		items = append(items, sheet.Item{Note: &s.Annotation, Ends: s.Ends, Why: s.Why, Found: true})
	}
	r.in.Put(items)
	r.focus.Item = r.in.Same(focused)
	if r.focus.Sel != nil {
		r.focus.Sel.Of = r.in.Same(selected)
	}
	if r.in.Show.Skim == sheet.SkimSaid {
		r.sheet.LayOut()
	}
}
