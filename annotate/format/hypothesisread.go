package format

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"stet/annotate"
	"stet/model"
)

type hypothesisAnnotation struct {
	ID         string            `json:"id"`
	User       string            `json:"user"`
	URI        string            `json:"uri"`
	Text       string            `json:"text"`
	Tags       []string          `json:"tags"`
	Created    string            `json:"created"`
	Updated    string            `json:"updated"`
	References []string          `json:"references"`
	Target     []json.RawMessage `json:"target"`
	Document   struct {
		Title json.RawMessage `json:"title"`
	} `json:"document"`
	UserInfo struct {
		Name string `json:"display_name"`
	} `json:"user_info"`
}

// hypothesisRead are the members of an annotation that stet has words for.
var hypothesisRead = []string{"id", "user", "uri", "text", "tags", "created", "updated", "references", "target", "user_info"}

// decodeHypothesis reads what its interface for programs answers, replies apart or
// among the rows, and what its client saves; or a list of annotations alone.
func decodeHypothesis(src Source) ([]*page, []Loss, error) {
	data := []byte(strings.TrimPrefix(string(src.Data), byteOrderMark))
	var f struct {
		Rows, Annotations, Replies []json.RawMessage
	}
	err := json.Unmarshal(data, &f)
	switch {
	case err != nil && json.Unmarshal(data, &f.Annotations) != nil:
		return nil, nil, err
	case err == nil && f.Rows == nil && f.Annotations == nil && f.Replies == nil:
		return nil, nil, errors.New("no rows and no annotations in it")
	}
	r := &w3cReader{src: src}
	seen := map[string]bool{}
	for _, raw := range slices.Concat(f.Rows, f.Annotations, f.Replies) {
		var h hypothesisAnnotation
		if err := json.Unmarshal(raw, &h); err != nil {
			r.lose(BrokenLine, h.ID, err.Error())
			continue
		}
		if seen[h.ID] && h.ID != "" { // a reply that is among the rows too
			continue
		}
		seen[h.ID] = true
		a, t, err := h.annotation(r)
		if err != nil {
			r.lose(BrokenLine, h.ID, err.Error())
		}
		a.Imported = h.carried(raw, t)
		p := r.pages.at(src, h.URI, strings.Join(stringsIn(h.Document.Title), " "))
		if name := h.UserInfo.Name; name != "" && strings.HasSuffix(h.User, ownAuthority) {
			if p.people == nil {
				p.people = map[string]string{}
			}
			p.people[a.Creator] = name
		}
		r.place(p, a, t)
		p.Annotations = append(p.Annotations, a)
	}
	return r.pages.list, r.losses, nil
}

// carried is what stet does not use of an annotation of Hypothesis's own.
func (h *hypothesisAnnotation) carried(raw json.RawMessage, t w3cTarget) []byte {
	if strings.HasPrefix(h.ID, ownIDs) && strings.HasSuffix(h.User, ownAuthority) {
		return nil
	}
	var members jsonObject
	if json.Unmarshal(raw, &members) != nil {
		return nil
	}
	for _, key := range hypothesisRead {
		delete(members, key)
	}
	var selectors []json.RawMessage // of the page, in which only Hypothesis can use them
	for _, raw := range h.Target[:min(1, len(h.Target))] {
		var target jsonObject
		json.Unmarshal(raw, &target) // else it has no selectors
		for _, s := range listIn(target["selector"]) {
			var sel jsonObject
			if json.Unmarshal(s, &sel) == nil && sel.text("type") != "TextQuoteSelector" {
				selectors = append(selectors, s)
			}
		}
	}
	return mustRaw(object{{"format", "hypothesis"}, {"id", h.ID}, {"uri", h.URI}, {"exact", t.exact}, {"selector", selectors}, {"members", members}})
}

func (h *hypothesisAnnotation) annotation(r *w3cReader) (*annotate.Annotation, w3cTarget, error) {
	h.Tags = slices.DeleteFunc(h.Tags, func(t string) bool { // it is found out anew
		return t == hypothesisState+annotate.Fuzzy.String() || t == hypothesisState+annotate.Orphan.String()
	})
	a := spanOf(r.src.kinds(), strings.Join(h.Tags[:min(1, len(h.Tags))], ""))
	a.ID, a.Comment, a.Creator = h.ID, h.Text, creatorOf(h.User)
	a.Created, a.Modified = anyTime(h.Created), anyTime(h.Updated)
	r.losses = append(r.losses, wrongTimes(r.src.Name, h.ID, h.Created, h.Updated)...)
	wrong := setTags(a, h.Tags[min(1, len(h.Tags)):])
	var t w3cTarget
	if len(h.Target) > 0 {
		t = r.target(h.Target[0])
	}
	for _, more := range h.Target[min(1, len(h.Target)):] {
		r.lose(SeveralTargets, h.ID, textOrRaw(more))
	}
	switch n := len(h.References); {
	case n > 0: // a reply answers the last of its chain
		a.Target = annotate.Target{Annotation: h.References[n-1]}
		t = w3cTarget{selectors: t.selectors}
	case !t.resolved:
		a.Target.Whole = true
	default:
		a.Target.Quote = t.quote()
	}
	return a, t, wrong
}

// setTags sets what tags such as "who: Jane Doe" say; the others are free tags. An
// error names a value that does not fit, and the rest is set.
func setTags(a *annotate.Annotation, tags []string) error {
	var wrong error
	for _, t := range tags {
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
	return wrong
}

func textOrRaw(raw json.RawMessage) string { return orElse(textIn(raw), string(raw)) }

// quote is what a target says of words; Start is unplaced where it tells no place.
func (t w3cTarget) quote() annotate.Quote {
	q := annotate.Quote{Exact: t.exact, Prefix: t.prefix, Suffix: t.suffix, Start: t.start, End: t.end}
	if !t.positioned {
		q.Start = unplaced
	}
	return q
}

// importedFrom is what the file of that format said besides of an annotation that
// was imported from it; nil for any other.
func importedFrom(a *annotate.Annotation, format string) jsonObject {
	var o jsonObject
	if len(a.Imported) == 0 || json.Unmarshal(a.Imported, &o) != nil || o.text("format") != format {
		return nil
	}
	return o
}

// mustRaw writes what can always be written: texts, and what was JSON before.
func mustRaw(v any) json.RawMessage {
	data, err := marshal(v)
	if err != nil {
		panic(err)
	}
	return data
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
