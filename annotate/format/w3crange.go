package format

import (
	"fmt"
	"net/url"
	"strings"
	"unicode/utf8"

	"stet/annotate"
	"stet/model"
	"stet/model/pattern"
)

// A finding finds the words of a target that neither words nor offsets in the text
// tell.
type finding func(p *page, look *lookup) (model.Range, bool)

// A pendingTarget is a target that has to be found in the article, and how its file calls it.
type pendingTarget struct {
	finding
	called string
}

// wanted has the target of an annotation looked for once its article is known.
func (p *page) wanted(a *annotate.Annotation, s pendingTarget) {
	if p.pendingTarget == nil {
		p.pendingTarget = map[*annotate.Annotation]pendingTarget{}
	}
	p.pendingTarget[a] = s
}

// seek looks for the target of an annotation. One that is not found remains without
// a place.
func (p *page) seek(a *annotate.Annotation, s pendingTarget, look *lookup) {
	r, ok := s.finding(p, look)
	if !ok || r.Empty() {
		look.lose(Loss{What: NoPlace, ID: a.ID, Detail: s.called, Kept: true})
		return
	}
	delete(p.unresolved, a)
	a.Target.Place = annotate.Place{Range: r}
	p.describe(&a.Target.Place)
}

// bytesOfFile finds what a file holds from one byte to another. That can be told of
// files only that hold their text as it is, in UTF-8.
func bytesOfFile(start, end int) finding {
	return func(p *page, _ *lookup) (model.Range, bool) {
		a := p.Article
		switch a.FileDigest {
		case "":
			return model.Range{}, false
		case model.DigestOf(a.Text):
		case model.DigestOf(byteOrderMark + a.Text):
			start, end = start-len(byteOrderMark), end-len(byteOrderMark)
		default:
			return model.Range{}, false
		}
		edge := func(i int) bool { return i >= 0 && (i == len(a.Text) || i < len(a.Text) && utf8.RuneStart(a.Text[i])) }
		return model.Range{Start: model.Pos(start), End: model.Pos(end)}, edge(start) && edge(end)
	}
}

// between finds what a RangeSelector means whose ends are words: from the beginning of
// the first to the beginning of the last. It is nil where they are no words.
func between(from, to jsonObject) finding {
	var first, last w3cTarget
	first.selector(from)
	last.selector(to)
	if first.exact == "" || last.exact == "" {
		return nil
	}
	return func(p *page, look *lookup) (model.Range, bool) {
		start, ok := look.only(first.quote())
		if !ok {
			return model.Range{}, false
		}
		end, ok := look.only(last.quote())
		if !ok { // perhaps there is one only behind the first
			rest := p.Article.Text[start.End:]
			i := strings.Index(rest, last.exact)
			ok = i >= 0 && !strings.Contains(rest[i+1:], last.exact)
			end.Start = start.End + model.Pos(i)
		}
		return model.Range{Start: start.Start, End: end.Start}, ok && end.Start > start.Start
	}
}

// textFragment is what an address says of words in its page, as browsers write it: the
// text after ":~:" (WICG, URL Fragment Text Directives).
var textFragment = pattern.Late(`#.*:~:text=([^&]+)$`)

// partOfAddress takes over which part of a page an address means, where there is no
// selector. A route of an application, as in "#/news", is no part.
func (t *w3cTarget) partOfAddress() {
	_, part, found := strings.Cut(t.source, "#")
	if t.part || !found || part == "" || strings.HasPrefix(t.source, ownIDs) || strings.ContainsRune("/!", rune(part[0])) {
		return
	}
	t.part, t.carried = true, []string{fmt.Sprintf("the part #%s", part)}
	m := textFragment().FindStringSubmatch(t.source)
	if m == nil {
		return
	}
	terms := strings.Split(m[1], ",")
	for i := range terms {
		if s, err := url.PathUnescape(terms[i]); err == nil {
			terms[i] = s
		}
	}
	if before, ok := strings.CutSuffix(terms[0], "-"); ok && len(terms) > 1 {
		t.prefix, terms = before, terms[1:]
	}
	if after, ok := strings.CutPrefix(terms[len(terms)-1], "-"); ok && len(terms) > 1 {
		t.suffix, terms = after, terms[:len(terms)-1]
	}
	switch len(terms) {
	case 1:
		t.exact, t.resolved, t.carried = terms[0], true, nil
	case 2:
		first := annotate.Quote{Exact: terms[0], Prefix: t.prefix}
		last := annotate.Quote{Exact: terms[1], Suffix: t.suffix}
		t.where = func(p *page, look *lookup) (model.Range, bool) {
			start, ok1 := look.only(first)
			end, ok2 := look.only(last)
			return model.Range{Start: start.Start, End: end.End}, ok1 && ok2 && end.End > start.Start
		}
	}
}

// only returns where words are, if it is sure.
func (l *lookup) only(q annotate.Quote) (model.Range, bool) {
	if l.searches++; l.searches > maxSearches {
		return model.Range{}, false
	}
	q.Start = unplaced
	pl := l.finder.Find(q)
	return pl.Range, found(&pl)
}
