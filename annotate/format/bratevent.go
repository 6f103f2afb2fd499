package format

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"stet/annotate"
	"stet/annotate/kind"
)

// event makes an annotation of an event that stet knows: an attribution, or a
// kind with the words of its source or target.
func (r *bratReader) event(e bratEvent) {
	trigger := r.spans[e.args[0].id]
	if trigger == nil {
		r.lose(e.line, Loss{What: Dangling, ID: e.id, Detail: e.args[0].id})
		return
	}
	content, parts, roles := r.parts(e)
	if r.pieces += len(content) + len(parts) + len(trigger.frags); r.pieces > maxPieces {
		r.lose(e.line, Loss{What: TooLong, ID: e.id, Detail: "more parts than a file of texts has"})
		return
	}
	isQuote := strings.HasPrefix(e.args[0].role, bratAttribution)
	switch {
	case isQuote && content == nil:
		r.lose(e.line, Loss{What: What{"attribution without content", "attributions without content"}, ID: e.id, Kept: true})
		return
	case !isQuote && len(parts) == 0:
		return
	}
	a := labelled(bratAttributed, "")
	if isQuote {
		slices.SortStableFunc(content, func(a, b annotate.Place) int { return cmp.Compare(a.Quote.Start, b.Quote.Start) })
	} else {
		a, content = bratSpanOf(r.src.kinds(), trigger.typ), trigger.frags
	}
	if len(a.Body.Refs()) == 0 {
		return // not a kind that somebody says something by
	}
	a.ID = e.id
	r.aim(a, content)
	r.trigger(e, trigger, roles, content)
	r.refs(a, e, roles)
	l := r.of(a)
	l.ID, l.Lines = e.id, append(l.Lines, e.raw)
	for _, s := range append(parts, trigger) {
		if !s.used {
			l.Lines = append(l.Lines, s.raw)
		}
		s.used = true
		if r.owner[s.id] == nil {
			r.owner[s.id] = a
		}
	}
	r.add(e.id, a)
}

// maxPieces is how many parts the events of a file may have together: a few
// lines that refer to each other often can stand for any number.
const maxPieces = 1 << 18

// parts returns the content of an event, all its parts, and those of each role.
func (r *bratReader) parts(e bratEvent) (content []annotate.Place, parts []*bratSpan, roles map[string]*bratSpan) {
	roles = map[string]*bratSpan{}
	seen := map[bratArg]bool{}
	for _, arg := range e.args[1:] {
		s := r.spans[arg.id]
		role := strings.TrimRight(arg.role, "0123456789")
		if s == nil || seen[bratArg{role, arg.id}] || role != bratContent && role != bratCue && role != bratSource && role != bratTarget {
			continue
		}
		seen[bratArg{role, arg.id}] = true
		parts = append(parts, s)
		switch {
		case role == bratContent && len(content) < maxPieces:
			content = append(content, s.frags...)
		case roles[role] == nil:
			roles[role] = s
		default:
			r.lose(e.line, Loss{What: UnknownThing, ID: e.id, Detail: fmt.Sprintf("a second %s", role)})
		}
	}
	return content, parts, roles
}

// trigger takes the trigger of an event for its cue where it has no other; one
// that says something of its own is told.
func (r *bratReader) trigger(e bratEvent, trigger *bratSpan, roles map[string]*bratSpan, content []annotate.Place) {
	within := func(ps []annotate.Place) bool {
		at := make(map[[2]int]bool, len(ps))
		for _, p := range ps {
			at[[2]int{p.Quote.Start, p.Quote.End}] = true
		}
		return !slices.ContainsFunc(trigger.frags, func(f annotate.Place) bool { return !at[[2]int{f.Quote.Start, f.Quote.End}] })
	}
	switch cue := roles[bratCue]; {
	case within(content):
	case cue == nil:
		roles[bratCue] = trigger
	case !within(cue.frags):
		r.lose(e.line, Loss{What: UnknownThing, ID: e.id, Detail: "a trigger that is not the cue: " + trigger.id})
	}
}

// refs sets the words of an event's cue, source and target.
func (r *bratReader) refs(a *annotate.Annotation, e bratEvent, roles map[string]*bratSpan) {
	one := func(role string) (annotate.Place, bool) {
		s := roles[role]
		if s == nil {
			return annotate.Place{}, false
		}
		if len(s.frags) > 1 {
			r.lose(s.line, Loss{What: What{"cue or source in parts", "cues or sources in parts"}, ID: s.id, Kept: true, Detail: "covered as one"})
		}
		return cover(s.frags), true
	}
	for _, f := range kind.Of(a).Places {
		if cue, ok := one(bratCue); ok && !f.Whole {
			f.Set(a.Body, []annotate.Place{cue})
		}
	}
	refs := a.Body.Refs()
	for i, ref := range refs[:min(len(refs), bratRoles)] {
		words, ok := one([]string{bratSource, bratTarget}[min(i, 1)])
		switch {
		case ok:
			ref.Ref.Kind, ref.Ref.Words = annotate.RefWords, &words
		case i == 0 && e.args[0].role == "Attribution-no-source":
			ref.Ref.Kind = annotate.RefNobody
		}
	}
}

// unknown makes relations of the arguments of the events that stet does not know.
// An event may refer to one that follows.
func (r *bratReader) unknown() {
	var left []bratEvent
	for _, e := range r.events {
		if from := r.owner[e.args[0].id]; r.owner[e.id] == nil && from != nil { // else it is known, or was told as dangling
			r.owner[e.id] = from
			l := r.of(from)
			l.Lines = append(l.Lines, e.raw)
			left = append(left, e)
		}
	}
	for _, e := range left {
		from := r.owner[e.id]
		for _, arg := range e.args[1:] {
			if a := r.link(e.line, "", from, arg.id, arg.role); a != nil {
				r.of(a).Part = e.id
				r.of(from).part(e.id)
			}
		}
	}
}

// link makes a relation; nil where one of its ends is nowhere.
func (r *bratReader) link(line int, id string, from *annotate.Annotation, to, relation string) *annotate.Annotation {
	end := r.owner[to]
	if from == nil || end == nil {
		r.lose(line, Loss{What: Dangling, ID: id, Detail: to})
		return nil
	}
	a := linked(relation)
	a.ID = id
	if r.owner[id] != nil {
		a.ID = ""
	}
	a.Target.Annotation = from.ID
	*a.Body.Refs()[0].Ref = annotate.Ref{Kind: annotate.RefAnnotation, ID: end.ID}
	return r.add(id, a)
}

// relation reads an R line, and the classes of a * line, each a relation from one
// to the next.
func (r *bratReader) relation(o bratOther) {
	fields := strings.Fields(o.head)
	if o.id == "*" && len(fields) > 2 {
		first := r.owner[fields[1]]
		for i := 2; i < len(fields); i++ {
			if a := r.link(o.line, "", r.owner[fields[i-1]], fields[i], fields[0]); a != nil && first != nil {
				part := strings.Join(fields, " ")
				r.of(a).Part = part
				r.of(first).part(part)
			}
		}
		if first != nil {
			r.of(first).Lines = append(r.of(first).Lines, o.raw)
		}
		return
	}
	args, ok := bratArgs(fields[min(1, len(fields)):])
	if !ok || len(args) != 2 {
		r.lose(o.line, Loss{What: BrokenLine, ID: o.id})
		return
	}
	from := r.owner[args[0].id]
	if from == nil {
		r.lose(o.line, Loss{What: Dangling, ID: o.id, Detail: args[0].id})
		return
	}
	if a := r.link(o.line, o.id, from, args[1].id, fields[0]); a != nil {
		l := r.of(a)
		l.ID, l.Type, l.Lines = o.id, fields[0], append(l.Lines, o.raw)
	}
}

// about takes over what an attribute, a normalisation or a note says.
func (r *bratReader) about(o bratOther) {
	if o.id[0] == 'R' || o.id[0] == '*' {
		return
	}
	fields := strings.SplitN(o.head, " ", 3)
	if len(fields) < 2 {
		r.lose(o.line, Loss{What: BrokenLine, ID: o.id})
		return
	}
	name, a := fields[0], r.owner[fields[1]]
	value := ""
	if len(fields) > 2 {
		value = fields[2]
	}
	if a == nil {
		r.lose(o.line, Loss{What: Dangling, ID: o.id, Detail: fields[1]})
		return
	}
	l := r.of(a)
	l.Lines = append(l.Lines, o.raw)
	var err error
	switch o.id[0] {
	case 'N':
		r.normalisation(a, name, value, o.tail)
	case '#':
		r.note(a, name, o.tail)
	default:
		var known bool
		if known, err = setValue(a, name, r.reference(name, value, a)); !known {
			tag := name
			if value != "" {
				tag += ":" + value
			}
			a.Tags = append(a.Tags, tag)
			l.attribute(name, value)
		}
	}
	if err != nil {
		r.lose(o.line, Loss{What: BrokenLine, ID: o.id, Detail: err.Error()})
	}
}

// reference turns the id of a line into that of the annotation it is part of.
func (r *bratReader) reference(name, value string, of *annotate.Annotation) string {
	for _, c := range columnsFor(of) {
		if c.name == name && c.refers && r.owner[value] != nil {
			return r.owner[value].ID
		}
	}
	return value
}

func (r *bratReader) normalisation(a *annotate.Annotation, name, value, surface string) {
	if known, _ := setValue(a, "who_id", value); known {
		if who := a.Who(); surface != "" && who.Kind == annotate.RefUnset && !sameWords(surface, a.Target.Quote.Exact) {
			setValue(a, "who", surface)
		}
		return
	}
	a.Tags = append(a.Tags, name+":"+value)
}

// note keeps one line of a note, or of the column of that name.
func (r *bratReader) note(a *annotate.Annotation, typ, line string) {
	n := bratNote{a, typ}
	switch {
	case typ == bratNotes:
		n.column = noteColumn
	case !slices.ContainsFunc(columnsFor(a), func(c column) bool { return c.name == typ }):
		n.column, line = noteColumn, typ+": "+line
	}
	if r.notes[n] == nil {
		r.noted = append(r.noted, n)
	}
	r.notes[n] = append(r.notes[n], line)
}

// setNotes sets the columns that notes say.
func (r *bratReader) setNotes() {
	for _, n := range r.noted {
		v := strings.Join(r.notes[n], "\n")
		if _, err := setValue(n.of, n.column, r.reference(n.column, v, n.of)); err != nil {
			r.lose(0, Loss{What: BrokenLine, ID: n.of.ID, Detail: err.Error()})
		}
	}
}
