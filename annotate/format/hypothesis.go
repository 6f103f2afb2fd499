package format

import (
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
)

// Hypothesis has annotations of web pages: words, a note, tags. What else stet
// knows becomes a tag, "who: Jane Doe"; the label is the first.
//
// The words go out with what stands around them and without offsets: those of
// Hypothesis count in the page's raw text, white space and all, and not in the
// article's.
var hypothesisFormat = Format{
	Name: "hypothesis", Title: "Hypothesis JSON", Ext: ".json", Unit: UTF16,
	Holds:  Labels | Tags | Notes | Names | Identities | Verdicts | Attributes | Overlaps | WholeArticle | Orphans | Origins | Coders | Times,
	Note:   "Words are found by what stands around them.",
	encode: encodeHypothesis, decode: decodeHypothesis,
}

// maxHypothesisTag is the limit of Hypothesis (h/schemas/annotation.py), in
// characters.
const maxHypothesisTag = 1000

func encodeHypothesis(out *output, pages iter.Seq[*page]) error {
	w, err := out.create("")
	if err != nil {
		return err
	}
	if _, err := io.WriteString(w, `{"client_version":"stet","annotations":[`); err != nil {
		return err
	}
	sep := "\n"
	for p := range pages {
		for _, a := range p.Annotations {
			row, err := marshal(hypothesisRow(out, p, a))
			if err == nil {
				_, err = io.WriteString(w, sep+string(row))
			}
			if err != nil {
				return err
			}
			sep = ",\n"
		}
	}
	_, err = io.WriteString(w, "\n]}\n")
	return err
}

func hypothesisRow(out *output, p *page, a *annotate.Annotation) object {
	target := object{{"source", p.Article.Meta.URL}}
	if isPlace(a) {
		q := a.Target.Quote
		target = append(target, member{"selector", []object{{
			{"type", "TextQuoteSelector"}, {"exact", q.Exact}, {"prefix", q.Prefix}, {"suffix", q.Suffix}}}})
	}
	tags := []string{}
	for _, t := range hypothesisTags(a) {
		if utf8.RuneCountInString(t) > maxHypothesisTag {
			out.lose(p, a, TooLong, fmt.Sprintf("%.40s…", t))
			continue
		}
		tags = append(tags, t)
	}
	row := object{{"id", a.ID}, {"user", hypothesisUser(a.Creator)}, {"uri", p.Article.Meta.URL}, {"text", a.Comment},
		{"tags", tags}, {"group", "__world__"}, {"target", []object{target}},
		{"document", object{{"title", []string{p.Article.Meta.Title}}}}}
	for key, at := range map[string]time.Time{"created": a.Created, "updated": a.Modified} {
		if !at.IsZero() {
			row = append(row, member{key, at.UTC().Format("2006-01-02T15:04:05.000000+00:00")})
		}
	}
	slices.SortStableFunc(row, func(x, y member) int { return strings.Compare(x.key, y.key) })
	return row
}

// hypothesisTags are the label, the free tags, and what the label does not say.
func hypothesisTags(a *annotate.Annotation) []string {
	label, free := labelOf(a)
	tags := []string{label}
	for _, t := range free {
		if _, _, ok := tagMember(a, t); ok {
			t = "tag: " + t
		}
		tags = append(tags, t)
	}
	for _, m := range members(a, asLabelled(a), "note", "tags", "creator", "created", "modified") {
		tags = append(tags, m.key+": "+m.value.(string))
	}
	return tags
}

// builtInColumns are those of the built-in kinds.
var builtInColumns = sync.OnceValue(func() []string { return columnNames(kind.All) })

// tagMember reads a tag that names a column, or that is a free one which only
// looks so.
func tagMember(a *annotate.Annotation, tag string) (name, value string, ok bool) {
	name, value, ok = strings.Cut(tag, ": ")
	if !ok {
		return "", "", false
	}
	return name, value, name == "tag" || slices.Contains(builtInColumns(), name) ||
		slices.ContainsFunc(columnsFor(a), func(c column) bool { return c.name == name })
}

const ownAuthority = "@stet"

// hypothesisUser writes an annotator as an account.
func hypothesisUser(creator string) string {
	return "acct:" + url.PathEscape(strings.TrimPrefix(creator, ownAnnotator)) + ownAuthority
}

const ownAnnotator = "urn:x-stet:annotator:"

// creatorOf is the annotator of an account: stet's own as it was, another as
// the account's name.
func creatorOf(user string) string {
	name, own := strings.CutSuffix(strings.TrimPrefix(user, "acct:"), ownAuthority)
	if !own {
		return user
	}
	name, err := url.PathUnescape(name)
	switch {
	case err != nil:
		return user
	case name == "" || strings.Contains(name, ":"):
		return name
	}
	return ownAnnotator + name
}

type hypothesisFile struct {
	Rows        []hypothesisAnnotation `json:"rows"`
	Annotations []hypothesisAnnotation `json:"annotations"`
}

type hypothesisAnnotation struct {
	ID         string   `json:"id"`
	User       string   `json:"user"`
	URI        string   `json:"uri"`
	Text       string   `json:"text"`
	Tags       []string `json:"tags"`
	Created    string   `json:"created"`
	Updated    string   `json:"updated"`
	References []string `json:"references"`
	Target     []struct {
		Source   string `json:"source"`
		Selector []struct {
			Type   string `json:"type"`
			Exact  string `json:"exact"`
			Prefix string `json:"prefix"`
			Suffix string `json:"suffix"`
			Start  *int   `json:"start"`
			End    *int   `json:"end"`
		} `json:"selector"`
	} `json:"target"`
	Document struct {
		Title []string `json:"title"`
	} `json:"document"`
}

func decodeHypothesis(src Source) ([]*page, []Loss, error) {
	data := []byte(strings.TrimPrefix(string(src.Data), "\ufeff"))
	var f hypothesisFile
	if err := json.Unmarshal(data, &f); err != nil {
		if json.Unmarshal(data, &f.Annotations) != nil {
			return nil, nil, err
		}
	}
	var losses []Loss
	pages := pagesByAddress{}
	for _, h := range append(f.Rows, f.Annotations...) {
		a, err := h.annotation(src.kinds())
		if err != nil {
			losses = append(losses, Loss{What: BrokenLine, Document: src.Name, ID: h.ID, Detail: err.Error()})
		}
		p := pages.at(src, h.URI, strings.Join(h.Document.Title, " "))
		p.Annotations = append(p.Annotations, a)
	}
	return pages.list, losses, nil
}

func (h *hypothesisAnnotation) annotation(kinds kind.Rows) (*annotate.Annotation, error) {
	a := spanOf(kinds, strings.Join(h.Tags[:min(1, len(h.Tags))], ""))
	a.ID, a.Comment, a.Creator = h.ID, h.Text, creatorOf(h.User)
	a.Created, a.Modified = anyTime(h.Created), anyTime(h.Updated)
	var wrong error
	for _, t := range h.Tags[min(1, len(h.Tags)):] {
		name, value, ok := tagMember(a, t)
		if ok && name != "tag" {
			known, err := setValue(a, name, value)
			if err != nil {
				wrong = err
			}
			ok = known
		}
		switch {
		case !ok:
			a.Tags = append(a.Tags, t)
		case name == "tag":
			a.Tags = append(a.Tags, value)
		}
	}
	a.Target.Whole = true
	a.Target.Quote.Start = unplaced
	for _, t := range h.Target[:min(1, len(h.Target))] {
		for _, s := range t.Selector {
			q := &a.Target.Quote
			switch {
			case s.Type == "TextQuoteSelector":
				q.Exact, q.Prefix, q.Suffix = s.Exact, s.Prefix, s.Suffix
				a.Target.Whole = false
			case s.Type == "TextPositionSelector" && s.Start != nil && s.End != nil && *s.Start >= 0 && *s.End >= *s.Start:
				q.Start, q.End = *s.Start, *s.End
			}
		}
	}
	if a.Target.Whole {
		a.Target.Quote = annotate.Quote{}
	}
	if n := len(h.References); n > 0 { // a reply answers the last of its chain
		a.Target = annotate.Target{Annotation: h.References[n-1]}
	}
	return a, wrong
}

// anyTime reads a time of another tool, to the second; one that is none is the
// zero time.
func anyTime(s string) time.Time {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999", "2006-01-02 15:04", time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC().Truncate(time.Second)
		}
	}
	t, _ := kind.ParseTime(s)
	return t
}

// pagesByAddress collects annotations of pages that are known by their address.
type pagesByAddress struct {
	list []*page
	by   map[string]*page
}

func (ps *pagesByAddress) at(src Source, address, title string) *page {
	p := ps.by[address]
	if p == nil {
		p = newPage(Document{Article: &model.Article{Path: src.stem(), Meta: model.Meta{URL: address, Title: title}}})
		ps.list = append(ps.list, p)
		if ps.by == nil {
			ps.by = map[string]*page{}
		}
		ps.by[address] = p
	}
	return p
}
