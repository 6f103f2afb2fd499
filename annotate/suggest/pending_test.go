package suggest

import (
	"testing"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/mention"
)

// on is an annotation of the words from start to end.
func on(start, end model.Pos, body annotate.Body) *annotate.Annotation {
	return &annotate.Annotation{Target: annotate.Target{Place: *place(model.Range{Start: start, End: end})}, Body: body, Origin: annotate.Origin{How: annotate.Kept}}
}

func refused(a *annotate.Annotation) *annotate.Annotation {
	a.Origin.How = annotate.Refused
	return a
}

func tagged(a *annotate.Annotation, comment string, tags ...string) *annotate.Annotation {
	a.Comment, a.Tags = comment, tags
	return a
}

func lost(a *annotate.Annotation) *annotate.Annotation {
	a.Target.State = annotate.Orphan
	return a
}

// What a person has decided is not asked again, and what nobody has decided is.
func TestWhatADecisionSettles(t *testing.T) {
	direct := func() annotate.Body { return &kind.Quote{Form: "direct"} }
	indirect := &kind.Quote{Form: "indirect"}
	note := func() annotate.Body { return new(kind.Note) }
	person := func(name string) annotate.Ref { return annotate.NameRef(name, mention.Person) }
	words := func(start, end model.Pos) annotate.Ref {
		return annotate.Ref{Kind: annotate.RefWords, Words: place(model.Range{Start: start, End: end})}
	}
	stance := func(holder, towards annotate.Ref) annotate.Body {
		return &kind.Stance{Holder: holder, Towards: towards, Stance: kind.Favor}
	}
	type many = []*annotate.Annotation
	for name, c := range map[string]struct {
		decided many
		asked   *annotate.Annotation
		settled bool
	}{
		"kept":                                {many{on(10, 20, direct())}, on(10, 20, direct()), true},
		"kept with another form":              {many{on(10, 20, indirect)}, on(10, 20, direct()), true},
		"refused":                             {many{refused(on(10, 20, direct()))}, on(10, 20, direct()), true},
		"refused with another form":           {many{refused(on(10, 20, indirect))}, on(10, 20, direct()), false},
		"kept with an earlier end":            {many{on(10, 12, direct())}, on(10, 20, direct()), true},
		"refused on fewer words than half":    {many{refused(on(10, 14, direct()))}, on(10, 20, direct()), false},
		"refused on half of the words":        {many{refused(on(10, 15, direct()))}, on(10, 20, direct()), true},
		"kept on what overlaps by half":       {many{on(0, 15, direct())}, on(10, 20, direct()), true},
		"kept on what overlaps by less":       {many{on(0, 14, direct())}, on(10, 20, direct()), false},
		"kept beside it, before":              {many{on(0, 10, direct())}, on(10, 20, direct()), false},
		"kept beside it, behind":              {many{on(20, 30, direct())}, on(10, 20, direct()), false},
		"kept around it, from far before":     {many{on(0, 90, direct()), on(30, 31, direct())}, on(50, 60, direct()), true},
		"one of several, in no order":         {many{on(70, 80, direct()), on(40, 50, direct()), on(10, 20, direct())}, on(10, 20, direct()), true},
		"kept as another kind":                {many{on(10, 20, note())}, on(10, 20, direct()), false},
		"kept, then lost from the text":       {many{lost(on(10, 20, direct()))}, on(10, 20, direct()), false},
		"kept on no words":                    {many{on(15, 15, direct())}, on(10, 20, direct()), false},
		"nothing":                             {nil, on(10, 20, direct()), false},
		"a code, kept":                        {many{tagged(on(10, 20, note()), "", "mood:sad")}, tagged(on(10, 20, note()), "", "mood:sad"), true},
		"a code, kept with another":           {many{tagged(on(10, 20, note()), "", "mood:sad", "mood:shy")}, tagged(on(10, 20, note()), "", "mood:shy"), true},
		"another code, kept":                  {many{tagged(on(10, 20, note()), "", "mood:sad")}, tagged(on(10, 20, note()), "", "mood:shy"), false},
		"a code, refused":                     {many{refused(tagged(on(10, 20, note()), "no", "mood:sad"))}, tagged(on(10, 20, note()), "", "mood:sad"), true},
		"a code, refused with another":        {many{refused(tagged(on(10, 20, note()), "", "mood:sad", "mood:shy"))}, tagged(on(10, 20, note()), "", "mood:shy"), false},
		"a remark, refused":                   {many{refused(tagged(on(10, 20, note()), "odd"))}, tagged(on(10, 20, note()), "odd"), true},
		"another remark, refused":             {many{refused(tagged(on(10, 20, note()), "odd"))}, tagged(on(10, 20, note()), "bold"), false},
		"another remark, kept":                {many{tagged(on(10, 20, note()), "odd")}, tagged(on(10, 20, note()), "bold"), true},
		"a quote refused, remarks differ":     {many{refused(tagged(on(10, 20, direct()), "odd"))}, tagged(on(10, 20, direct()), "bold"), true},
		"a stance, the same two":              {many{on(10, 20, stance(person("Jane Doe"), person("John Roe")))}, on(10, 20, stance(person("Jane Doe"), person("John Roe"))), true},
		"a stance of somebody else":           {many{on(10, 20, stance(person("Ann Ames"), person("John Roe")))}, on(10, 20, stance(person("Jane Doe"), person("John Roe"))), false},
		"a stance towards somebody else":      {many{on(10, 20, stance(person("Jane Doe"), person("Ann Ames")))}, on(10, 20, stance(person("Jane Doe"), person("John Roe"))), false},
		"a stance towards the same words":     {many{on(10, 20, stance(person("Jane Doe"), words(16, 20)))}, on(10, 20, stance(person("Jane Doe"), words(14, 17))), true},
		"a stance towards other words":        {many{on(10, 20, stance(person("Jane Doe"), words(17, 20)))}, on(10, 20, stance(person("Jane Doe"), words(14, 17))), false},
		"a stance towards a name, then words": {many{on(10, 20, stance(person("Jane Doe"), person("John Roe")))}, on(10, 20, stance(person("Jane Doe"), words(14, 17))), false},
		"a stance towards words, then a name": {many{on(10, 20, stance(person("Jane Doe"), words(14, 17)))}, on(10, 20, stance(person("Jane Doe"), person("John Roe"))), false},
		"a stance of nobody named":            {many{on(10, 20, stance(annotate.Ref{Kind: annotate.RefNobody}, person("John Roe")))}, on(10, 20, stance(annotate.Ref{Kind: annotate.RefNobody}, person("John Roe"))), true},
		"a stance of nobody, then of words":   {many{on(10, 20, stance(annotate.Ref{Kind: annotate.RefNobody}, person("John Roe")))}, on(10, 20, stance(words(14, 17), person("John Roe"))), false},
		"names without an IRI":                {many{on(10, 20, stance(annotate.Ref{Kind: annotate.RefName, Name: "Jane Doe"}, person("John Roe")))}, on(10, 20, stance(annotate.Ref{Kind: annotate.RefName, Name: "Jane Doe"}, person("John Roe"))), true},
		"other names without an IRI":          {many{on(10, 20, stance(annotate.Ref{Kind: annotate.RefName, Name: "Jane Doe"}, person("John Roe")))}, on(10, 20, stance(annotate.Ref{Kind: annotate.RefName, Name: "Ann Ames"}, person("John Roe"))), false},
		"a name and a topic of one spelling":  {many{on(10, 20, stance(annotate.Ref{Kind: annotate.RefName, Name: "Doe"}, person("John Roe")))}, on(10, 20, stance(annotate.Ref{Kind: annotate.RefTopic, Name: "Doe"}, person("John Roe"))), false},
	} {
		if left := Pending([]Suggestion{{Annotation: *c.asked}}, c.decided); (len(left) == 0) != c.settled {
			t.Errorf("%s: settled %t, want %t", name, len(left) == 0, c.settled)
		}
	}
}
