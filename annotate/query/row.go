package query

import (
	"slices"
	"strings"
	"time"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/store"
	"stet/model/lang"
)

// A Row is one annotation with what a list of many needs to show, ask and sort
// without its article at hand.
type Row struct {
	Article   string // path of the article, slash-separated, from the folder that was read
	Title     string // of the article, "" if it has none
	Source    string // its publisher
	Published time.Time
	Sidecar   string // path of the file it lies in
	Annotator string // whose sidecar that is

	ID    string
	Kind  string
	Who   string // speaker, claimant, holder or name, as shown
	To    string // what a stance is towards, the ID of the other end of a link
	Label string // the code that was assigned
	On    string // ID of the annotation that it is about, "" if it is about words
	// Details are what else the body says, such as a claim's status.
	Details []Detail

	Words          string // the target's words, "" for the whole article
	Prefix, Suffix string // what is around them
	Comment        string
	Tags           []string

	State      annotate.State
	Start, End int // code points of the present text; as annotated while State is Orphan
	Line       int // line of the file, from 1; 0 if not known
	Whole      bool
	How        annotate.How
	Score      float64 // how likely an engine held it to be right, see [annotate.Origin]
	Generator  string  // what suggested it, "" where nothing did
	Created    time.Time
	Modified   time.Time

	// Full is the annotation itself. It is nil where the row came from an index.
	Full *annotate.Annotation

	// OnRow and ToRow are what On and To are about, where [JoinEnds] found it.
	OnRow, ToRow *Row
	// Shared is the claim whose verdict this one has, see [SharedVerdicts], where [Collect]
	// found it.
	Shared *Row

	text string // folded; see foldText
}

// JoinEnds lets the rows that speak of other annotations know these, if they are among
// the rows.
func JoinEnds(rows []*Row) {
	var ends map[string]*Row
	for _, r := range rows {
		if r.On == "" && !strings.HasPrefix(r.To, "urn:") {
			continue
		}
		if ends == nil {
			ends = make(map[string]*Row, len(rows))
			for _, e := range rows {
				ends[e.ID] = e
			}
		}
		r.OnRow, r.ToRow = ends[r.On], ends[r.To]
	}
}

// A Detail is one field of a body (see [kind.Field]) that has a value.
type Detail struct{ Name, Value string }

// At returns when the row was last touched.
func (r *Row) At() time.Time {
	if r.Modified.IsZero() {
		return r.Created
	}
	return r.Modified
}

// Detail returns the value of one detail, "" if there is not one of that name.
func (r *Row) Detail(name string) string {
	for _, d := range r.Details {
		if d.Name == name {
			return d.Value
		}
	}
	return ""
}

// Machine returns the name of the machine that says it, "" where a person does.
func (r *Row) Machine() string {
	if !store.IsMachine(r.Annotator) {
		return ""
	}
	return r.Annotator[1:]
}

// Row returns the row of its kind. Of a kind that a codebook adds, whoever has no
// annotation at hand asks the codebook.
func (r *Row) Row() kind.Kind {
	if r.Full != nil {
		return kind.Of(r.Full)
	}
	k, ok := kind.Find(r.Kind)
	if !ok {
		k = kind.Kind{Name: r.Kind, Title: r.Kind, Sign: "·"}
	}
	return k
}

// Links reports whether it relates two annotations.
func (r *Row) Links() bool { return r.Kind == kind.LinkName }

// Claims reports whether it says that something is so.
func (r *Row) Claims() bool { return r.Kind == kind.ClaimName }

// Review returns what checking a claim has led to, nil where nothing has.
func (r *Row) Review() *kind.Review {
	k, ok := kind.Find(r.Kind)
	if !ok {
		return nil
	}
	b := k.New()
	for _, f := range k.Fields {
		if v := r.Detail(f.Name); v != "" && !f.Refers() {
			f.Set(b, v) // what cannot be read is left out
		}
	}
	return kind.ReviewOf(b)
}

// Says reports whether a row says what an annotation says now, its place in the text
// aside.
func (r *Row) Says(a *annotate.Annotation) bool {
	now := NewRow(a)
	return r.Kind == now.Kind && r.Who == now.Who && r.To == now.To && r.Label == now.Label && r.Words == now.Words &&
		r.Comment == now.Comment && slices.Equal(r.Details, now.Details) && slices.Equal(r.Tags, now.Tags)
}

// NewRow fills in what an annotation says; the article's part is the caller's.
func NewRow(a *annotate.Annotation) Row {
	t := a.Target
	r := Row{
		ID: a.ID, Kind: a.Kind(), Comment: a.Comment, Tags: a.Tags,
		Words: t.Quote.Exact, Prefix: t.Quote.Prefix, Suffix: t.Quote.Suffix,
		On: t.Annotation, State: t.State, Start: t.Quote.Start, End: t.Quote.End, Whole: t.Whole,
		How: a.Origin.How, Generator: a.Origin.Generator, Score: a.Origin.Score, Created: a.Created, Modified: a.Modified, Full: a,
	}
	if a.Body == nil {
		return r
	}
	r.Label = a.Body.Label()
	k := kind.Of(a)
	for i, role := range a.Body.Refs() {
		switch {
		case role.Name == "target" || role.Name == "to":
			r.To = role.Ref.String()
		case i == 0:
			r.Who = role.Ref.String()
		case role.Ref.Kind != annotate.RefUnset:
			r.Details = append(r.Details, Detail{role.Name, role.Ref.String()})
		}
	}
	label, _ := k.Label()
	for _, f := range k.Fields {
		if v := f.Get(a.Body); v != "" && !f.Refers() && f.Name != label.Name {
			r.Details = append(r.Details, Detail{f.Name, v})
		}
	}
	return r
}

// The first parts of a row's folded text, in their order.
const (
	foldedWords = iota
	foldedWho
	foldedTo
)

// foldText prepares what words are looked for in. Its parts end in line ends,
// which no folded text holds, so that no match reaches over two of them.
func (r *Row) foldText() {
	var b strings.Builder
	write := func(s string) {
		lang.AppendFold(&b, s)
		b.WriteByte('\n')
	}
	for _, s := range []string{r.Words, r.Who, r.To, r.Comment, r.Title, r.Article} {
		write(s)
	}
	for _, d := range r.Details {
		write(d.Value)
	}
	for _, t := range r.Tags {
		write(t)
	}
	r.text = b.String()
}

// folded returns one of the first parts of the folded text.
func (r *Row) folded(part int) string {
	rest := r.text
	for range part {
		_, rest, _ = strings.Cut(rest, "\n")
	}
	s, _, _ := strings.Cut(rest, "\n")
	return s
}
