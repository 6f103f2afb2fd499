package reader

import (
	"fmt"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/annotate/agree"
	"stet/annotate/anchor"
	"stet/annotate/kind"
	"stet/annotate/session"
	"stet/annotate/suggest"
	"stet/model"
	"stet/model/count"
	"stet/model/mention"
	"stet/ui/ask"
	"stet/ui/pane"
	"stet/ui/sheet"
)

// Notes are the annotations of the article, and how they are saved: the session, what of
// it is in the contents of the page, and what the status line says of it.
type notes struct {
	*shared
	work    *session.Article       // nil until the sidecars are read
	own     *session.Sidecar       // your own among them
	glanced []*annotate.Annotation // your own on the first screen, until then
	project *session.Project       // of the folder: that of work, once that is read
	pen     *ask.Pen               // makes annotations of the article
	shelve  func(*model.Article) (*model.Article, error)
	asked   *session.Part // of the act of an earlier session that a second u undoes
	closing bool          // a Closed is owed once all is written
	stored  []string      // files of which all is in a note: they go once that is saved
	unnoted bool          // it was said that the journal cannot be written
	failure string        // what was said of what cannot be saved, until it is
	of      pane.Pane     // that is closed then
	finds   *analysis
	cards   *cards
	learner
}

// around makes the suggestions of the stretch around near, where they are not made of
// the whole article.
func (ns *notes) around(near model.Range) {
	ns.finds.around(near)
	ns.gather()
}

// gather makes the list of items anew: after an edit, and when something was
// found. 10,000 annotations take under 3 ms.
func (ns *notes) gather() {
	focused, selected := ns.focus.Item.Copy(), (*sheet.Item)(nil)
	if ns.focus.Sel != nil {
		selected = ns.focus.Sel.Of.Copy()
	}
	ns.compare()
	items := ns.in.Items[:0]
	decided := ns.glanced
	if ns.own != nil {
		decided = ns.own.Set.Snapshot()
	}
	ns.in.Links = nil
	for _, a := range decided {
		if kind.Of(a).Links && a.Origin.How != annotate.Refused {
			ns.in.Links = append(ns.in.Links, a)
		}
		if a.Origin.How == annotate.Refused {
			if !ns.in.Show.Hidden[sheet.LayerRefused] {
				items = append(items, sheet.Item{Note: a})
			}
			continue
		}
		items = append(items, sheet.Item{Note: a})
	}
	if ns.work != nil {
		for _, sc := range ns.work.Shown() {
			for _, a := range sc.Set.All() {
				items = append(items, sheet.Item{Note: a, By: sc.Annotator})
			}
		}
	}
	for _, s := range ns.suggested(decided) {
		s = ns.named(s)
		if s.Indirect && ns.in.Show.Hidden[sheet.LayerIndirect] && (kind.AsClaim(&s.Annotation) == nil || ns.in.Show.Hidden[sheet.LayerReported]) {
			continue
		}
		items = append(items, sheet.Item{Note: &s.Annotation, Ends: s.Ends, Why: s.Why, Machine: s.Machine, Found: true})
	}
	ns.in.Put(items)
	ns.focus.Item = ns.in.Same(focused)
	if ns.focus.Sel != nil {
		ns.focus.Sel.Of = ns.in.Same(selected)
	}
	if ns.in.Show.Skim == sheet.SkimSaid {
		ns.sheet.LayOut()
	}
}

// suggested are the suggestions that are not decided yet: the suggestions and, once the
// sidecars are read, what machines say.
func (ns *notes) suggested(decided []*annotate.Annotation) (out []*suggest.Suggestion) {
	if ns.work == nil {
		found := ns.project.Pending(ns.finds.found, decided)
		for i := range found {
			out = append(out, &found[i])
		}
		return out
	}
	return ns.work.Suggested(ns.finds.found, func(machine string) bool { return ns.in.Show.Hidden[sheet.LayerOfMachine(machine)] })
}

// compare finds out anew where the coders differ, and flags what of that is
// undecided.
func (ns *notes) compare() {
	ns.in.Flags = nil
	if ns.work == nil {
		return
	}
	ns.work.Compare()
	for _, i := range ns.work.Open {
		if x := ns.work.Differ[i]; !x.Whole() {
			ns.in.Flags = append(ns.in.Flags, sheet.Flag{At: x.Range, Kind: x.What, Title: ns.subject(x), Says: x.Differ(ns.work.Coders)})
		}
	}
}

// anew returns the disagreement that what is tagged next decides; nil for none.
func (ns *notes) anew() *agree.Disagreement {
	if ns.work == nil {
		return nil
	}
	return ns.work.Anew()
}

// anewOf begins to choose words and label for a disagreement; nil ends it.
func (ns *notes) anewOf(x *agree.Disagreement) {
	ns.work.BeginAnew(x)
	ns.focus.Sel = nil
}

// tagged takes what was tagged: while a disagreement is decided anew that is the
// decision, else an edit of your own annotations.
func (ns *notes) tagged(e annotate.Edit) tea.Cmd {
	tellIn(ns.in, e)
	x := ns.anew()
	if x == nil {
		for _, s := range e.Swaps {
			if s.Before == nil && kind.AsQuote(s.After) != nil {
				e.Swaps = append(e.Swaps, kind.Telling(ns.own.Set, s.After)...)
			}
		}
		return ns.do(e)
	}
	return message(ruledMsg{*x, e}) // after what the caller says
}

// tellIn says of suggestions that are kept between the marks of a quote of your own that
// they are told in it.
func tellIn(in *sheet.Contents, e annotate.Edit) {
	for _, s := range e.Swaps {
		if a := s.After; a != nil && s.Before == nil && (a.Origin.How == annotate.Kept || a.Origin.How == annotate.Edited) {
			if q := in.KeptQuote(a.Target.Range); q != nil && kind.AsQuote(a) == nil {
				kind.TellIn(a, q.ID)
			}
		}
	}
}

// useKinds lets the keys of the kinds work that the project adds, and those of the
// machines that say something here.
func (ns *notes) useKinds() {
	var machines []string
	if ns.work != nil {
		machines = ns.work.Machines
	}
	if len(ns.project.Book.Kinds)+len(machines) > 0 {
		ns.statusLine.table = append(commandsFor(ns.project.Book.Rows()), showingMachines(machines)...).Bound(ns.env.Keys)
	}
}

// kindOf returns the row of a kind by its name, of those that the project adds, too.
func (ns *notes) kindOf(name string) kind.Kind {
	k, _ := ns.project.Book.Rows().Find(name)
	return k
}

// sayOpened tells what a person must know about the sidecar that was read; false if
// there is nothing.
func (ns *notes) sayOpened() bool {
	f := ns.own
	n := anchor.Tally(f.Set.All())
	if f.Home {
		ns.statusLine.status.Note = "your annotations were kept elsewhere and lie beside the article again"
	}
	switch moved, fuzzy, lost := n[annotate.Moved], n[annotate.Fuzzy], n[annotate.Orphan]; {
	case f.ReadOnly != "":
		ns.statusLine.complain(fmt.Sprintf("%s is read only: %s", filepath.Base(f.Path()), f.ReadOnly))
	case fuzzy+lost > 0:
		ns.statusLine.complain("changed since: " + sinceAnnotated(moved, fuzzy, lost) + ns.statusLine.table.Fill(" · {changed} shows them"))
	case ns.renamed() > 0:
		ns.statusLine.say(fmt.Sprintf("%s with renamed codes · stet codebook --migrate", count.Of(ns.renamed(), "annotation")))
	case ns.blind() && len(ns.work.Others)+len(ns.work.Machines) > 0:
		ns.statusLine.say(count.Of(len(ns.work.Others)+len(ns.work.Machines), "other coder") + ns.statusLine.table.Fill(" hidden until you press {done}"))
	case len(ns.work.Others) > 0:
		ns.statusLine.say(ns.othersHere())
	case len(ns.work.Machines) > 0 && ns.saysMachines() != "":
		ns.statusLine.say(ns.saysMachines())
	case len(ns.in.Art.Notices) > 0:
		ns.statusLine.complain(ns.in.Art.Notices[0])
	case moved > 0:
		ns.statusLine.say(fmt.Sprintf("the article has changed: %d moved with their words", moved))
	default:
		return false
	}
	return true
}

// othersHere says who else tagged the article.
func (ns *notes) othersHere() string {
	var names []string
	n := 0
	for _, f := range ns.work.Others {
		names = append(names, f.Annotator)
		n += len(f.Set.All())
	}
	says := fmt.Sprintf("%s tagged this too: %s", strings.Join(names, ", "), count.Of(n, "annotation"))
	if len(ns.work.Open) > 0 {
		return says + ", " + count.Of(len(ns.work.Open), "disagreement") + ns.statusLine.table.Fill(" · {next-difference} shows them")
	}
	return says + ns.statusLine.table.Fill(" · {show-others} hides them")
}

// blind reports whether what others tagged is hidden until your own work on
// this article is done. An adjudication has no work of its own.
func (ns *notes) blind() bool { return ns.work != nil && ns.work.Blind() }

// renamed counts one's annotations with codes that the codebook has renamed.
func (ns *notes) renamed() int {
	if len(ns.project.Book.Renames()) == 0 {
		return 0
	}
	changes, err := ns.project.Book.Migrate(ns.own.Set.All(), now())
	if err != nil {
		return 0 // stet codebook --migrate says what is wrong
	}
	return len(changes)
}

// near are your own annotations on the screen.
func (ns *notes) near() (out []*annotate.Annotation) {
	ns.in.Over(ns.sheet.Visible(), func(it *sheet.Item) {
		if it.By == "" && !it.Found {
			out = append(out, it.Note)
		}
	})
	return out
}

// takePen takes a pen for the article as it is now.
func (ns *notes) takePen() {
	creator := ""
	if ns.env.Desk != nil {
		creator = ns.env.Desk.Creator()
	}
	ns.pen = ask.NewPen(ns.in.Art, creator)
}

// subject names what a disagreement is about: a question, or a kind and the words.
func (ns *notes) subject(x agree.Disagreement) string {
	if set := ns.project.Book.Find(x.What); x.Whole() && set != nil {
		return set.Shown()
	}
	if k := ns.kindOf(x.What); k.Known() {
		return k.Title
	}
	return x.What
}

// follow makes the suggestions for what is on the screen, if it has left the
// stretch for which they were made.
func (ns *notes) follow() {
	if v := ns.sheet.Visible(); !ns.in.Everywhere() && !v.Empty() && !ns.finds.span.Covers(v) {
		ns.around(v)
	}
}

// rules are the corrections of names: those of the library, then those that
// your own annotations of this article make.
func (ns *notes) rules() []mention.Rule {
	if ns.own == nil {
		return nil
	}
	return append(ns.project.Names.Rules(), kind.Rules(ns.own.Set.Snapshot())...)
}

// regroup applies corrections of names to what was tagged, at once; speakers
// follow with the next analysis.
func (ns *notes) regroup() {
	if rules := ns.rules(); ns.finds.tagged.Len() > 0 || len(rules) > 0 {
		ns.in.Names = mention.Group(ns.in.Art, ns.finds.tagged, rules)
	}
}
