package store

import (
	"bytes"

	"stet/annotate"
	"stet/annotate/kind"
)

// An encoder turns annotations into the bytes of items.
type encoder struct {
	source string // IRI of the document
	of     string // digest of the text that the file speaks of
	now    string // digest of the present text
	depth  int
}

// item returns an annotation's bytes: as they were where nothing changed, else
// anew, with whatever this version did not understand left in its place.
func (e encoder) item(a *annotate.Annotation) []byte {
	src := a.Source
	if src != nil && src.As == a && src.Of == e.of {
		return src.JSON
	}
	fresh := e.encode(a)
	if src == nil || (src.As.Origin.How == annotate.Refused) != (a.Origin.How == annotate.Refused) {
		return fresh
	}
	was := e
	was.of, was.now = src.Of, src.Of
	old := was.encode(src.As)
	if bytes.Equal(old, src.JSON) {
		return fresh // there is nothing in it that is not understood
	}
	if grafted, err := graft(src.JSON, old, fresh, e.depth); err == nil {
		return grafted
	}
	return fresh
}

func (e encoder) writer(a *annotate.Annotation) *kind.Writer {
	return &kind.Writer{ID: a.ID, Source: e.source, Of: e.of, Now: e.now}
}

func (e encoder) encode(a *annotate.Annotation) []byte {
	w := e.writer(a)
	w.Depth = e.depth
	w.Object(func() {
		if a.Origin.How == annotate.Refused {
			e.refused(w, a)
			return
		}
		w.Text("id", a.ID)
		w.Text("type", "Annotation")
		w.Text("motivation", kind.Of(a).Motivation)
		w.Text("creator", a.Creator)
		w.Time("created", a.Created)
		w.Time("modified", a.Modified)
		w.Text("origin", string(a.Origin.How))
		w.Text("engine", a.Origin.Generator)
		score(w, a.Origin)
		w.Text("why", a.Origin.Why)
		w.Text("conflictsWith", a.ConflictsWith)
		e.bodies(w, a)
		w.Key("target")
		e.target(w, a.Target)
		if len(a.Imported) > 0 {
			w.Key("imported").Raw(a.Imported)
		}
	})
	return w.Bytes()
}

// refused writes a suggestion that was turned down: enough to know it again.
func (e encoder) refused(w *kind.Writer, a *annotate.Annotation) {
	w.Text("id", a.ID)
	w.Text("kind", a.Kind())
	label := ""
	if a.Body != nil {
		label = a.Body.Label()
	}
	w.Text("label", label)
	known := &annotate.Annotation{ID: a.ID, Body: bare(kind.Of(a), a.Kind(), label, a.Target.Quote.Exact)}
	if !bytes.Equal(e.saying(a), e.saying(known)) {
		e.bodies(w, a)
	}
	w.Key("target")
	e.target(w, a.Target)
	w.Text("engine", a.Origin.Generator)
	score(w, a.Origin)
	w.Text("conflictsWith", a.ConflictsWith)
	w.Time("decided", a.Modified)
}

// score writes how likely an engine held its suggestion to be right.
func score(w *kind.Writer, o annotate.Origin) {
	if o.Score > 0 {
		w.Key("score").Raw([]byte(annotate.FormatScore(o.Score)))
	}
}

// saying returns the bodies of an annotation.
func (e encoder) saying(a *annotate.Annotation) []byte {
	w := e.writer(a)
	w.Object(func() { e.bodies(w, a) })
	return w.Bytes()
}

func (e encoder) bodies(w *kind.Writer, a *annotate.Annotation) {
	body, ok := a.Body.(kind.Coder)
	probe := e.writer(a)
	if ok {
		body.Encode(probe)
	}
	if len(probe.Bytes()) == 0 && a.Comment == "" && len(a.Tags) == 0 {
		return
	}
	w.Key("body").Array(func() {
		if ok {
			body.Encode(w)
		}
		if a.Comment != "" {
			w.Object(func() {
				w.Text("type", "TextualBody")
				w.Text("value", a.Comment)
				w.Text("format", "text/markdown")
				w.Text("purpose", "commenting")
			})
		}
		for _, tag := range a.Tags {
			w.Object(func() {
				w.Text("type", "TextualBody")
				w.Text("value", tag)
				w.Text("purpose", "tagging")
			})
		}
	})
}

func (e encoder) target(w *kind.Writer, t annotate.Target) {
	switch {
	case t.Annotation != "":
		w.String(t.Annotation)
	case t.Whole:
		w.String(e.source)
	case t.Quote.Exact == "":
		w.Object(func() {
			w.Text("type", "SpecificResource")
			w.Text("source", e.source)
			w.Key("selector").Array(func() {})
		})
	default:
		w.Words(t.Place)
	}
}
