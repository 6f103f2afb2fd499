package format

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"stet/annotate/kind"
	"stet/model/pattern"
)

// w3cBodies are the bodies of an annotation, sorted.
type w3cBodies struct {
	native   []any // as the sidecar has them
	carried  []json.RawMessage
	label    string // a code that it assigns
	identity string // IRI of what the words name
	own      bool   // stet wrote one of them
	replies  []w3cReply
	comments []string
	comment  jsonObject // what the only comment says besides its text
}

// A w3cReply is a body that answers the annotation it is part of.
type w3cReply struct {
	text, created string
	creator       json.RawMessage
}

// bodies sorts the bodies of an annotation into what stet has a word for, and
// what it only carries.
func (r *w3cReader) bodies(o jsonObject) w3cBodies {
	var b w3cBodies
	if v := o.text("bodyValue"); v != "" {
		b.comments = append(b.comments, v)
	}
	for _, raw := range listIn(o["body"]) {
		var e jsonObject
		if json.Unmarshal(raw, &e) != nil {
			b.carry(r, o, raw, "an address as its body")
			continue
		}
		b.sort(r, o, raw, e.text("purpose"), textOfRole(e))
	}
	if len(b.comments) > 1 {
		b.comment = nil
		r.keep(Joined, o.text("id"), fmt.Sprintf("%d of them", len(b.comments)))
	}
	if len(b.comments) > 0 {
		b.native = append(b.native, object{{"type", "TextualBody"}, {"value", strings.Join(b.comments, "\n\n")}, {"purpose", "commenting"}})
	}
	return b
}

// textOfRole is a body as the W3C writes it today: a text with a role inside another
// body, or from before its model, becomes one body.
func textOfRole(e jsonObject) jsonObject {
	var inner jsonObject
	if json.Unmarshal(e["source"], &inner) == nil && inner["value"] != nil { // a text with a role
		for key, v := range e {
			if key != "source" && key != "type" {
				inner[key] = v
			}
		}
		e = inner
	}
	if e["chars"] != nil && e["value"] == nil { // as before the W3C's model
		e["value"], e["type"] = e["chars"], []byte(`"TextualBody"`)
		delete(e, "chars")
	}
	return e
}

// sort puts one body where its purpose says that it belongs.
func (b *w3cBodies) sort(r *w3cReader, o jsonObject, raw json.RawMessage, purpose string, e jsonObject) {
	textual := e.text("type") == "TextualBody" || e.text("type") == "" && e["value"] != nil
	switch value := e.text("value"); {
	case textual && (purpose == "commenting" || purpose == "describing" || purpose == "" && !strings.Contains(textIn(o["motivation"]), "tagging")):
		b.comments = append(b.comments, value)
		b.comment = besides(e)
	case textual && (purpose == "tagging" || purpose == ""):
		b.native = append(b.native, object{{"type", "TextualBody"}, {"value", value}, {"purpose", "tagging"}})
	case textual && purpose == "classifying":
		b.label = orElse(b.label, value)
		b.native = append(b.native, raw)
	case textual && purpose == "replying":
		b.replies = append(b.replies, w3cReply{value, e.text("created"), e["creator"]})
		r.keep(Reply, o.text("id"), "as a note on the annotation")
	case purpose == "identifying" && sourceIn(e) != "":
		b.identity = orElse(b.identity, sourceIn(e))
		b.native = append(b.native, object{{"type", "SpecificResource"}, {"source", sourceIn(e)}, {"purpose", "identifying"}})
	case purpose == "linking" && strings.HasPrefix(sourceIn(e), ownIDs):
		b.native = append(b.native, raw)
	case ofStet(r.src.kinds(), e):
		b.own = true
		b.native = append(b.native, raw)
	default:
		b.carry(r, o, raw, "a body: "+strings.TrimSpace(orElse(e.text("type"), e.text("id"))+" "+purpose))
	}
}

// besides are the members of a comment that stet has no word for.
func besides(e jsonObject) jsonObject {
	out := jsonObject{}
	for key, v := range e {
		switch key {
		case "type", "value", "annotation", "@type":
		case "purpose":
			if textIn(v) != "commenting" {
				out[key] = v
			}
		case "format":
			if f := textIn(v); f != "text/markdown" && f != "text/plain" {
				out[key] = v
			}
		default:
			out[key] = v
		}
	}
	return out
}

func (b *w3cBodies) carry(r *w3cReader, o jsonObject, raw json.RawMessage, what string) {
	b.carried = append(b.carried, raw)
	r.keep(Carried, o.text("id"), what)
}

func sourceIn(e jsonObject) string {
	var source jsonObject
	if json.Unmarshal(e["source"], &source) == nil {
		return source.text("id")
	}
	return orElse(e.text("source"), e.text("id"))
}

// ofStet reports whether a body is of a type that only stet writes.
func ofStet(kinds kind.Rows, e jsonObject) bool {
	for _, t := range listIn(e["type"]) {
		for _, k := range kinds {
			if k.Type != "" && k.Type == textIn(t) {
				return true
			}
		}
		if textIn(t) == "schema:ClaimReview" {
			return true
		}
	}
	return false
}

// A w3cTarget is what an annotation is about.
type w3cTarget struct {
	source                string
	part                  bool // of the source, not all of it
	resolved, positioned  bool // by words or offsets, by offsets
	exact, prefix, suffix string
	start, end            int
	carried               []string // types of the selectors that stet does not use
	selectors             []json.RawMessage
	members               jsonObject // what else it says
	where                 finding    // for what words and offsets in the text do not tell
}

// native is the target as the sidecar has it.
func (t w3cTarget) native() any {
	if !t.resolved {
		return t.source
	}
	// Something has to stand for the words of a position alone.
	return object{{"type", "SpecificResource"}, {"source", t.source}, {"selector", []object{
		{{"type", "TextQuoteSelector"}, {"exact", orElseText(t.exact, "?")}, {"prefix", t.prefix}, {"suffix", t.suffix}},
		{{"type", "TextPositionSelector"}, {"start", t.start}, {"end", t.end}}}}}
}

func orElseText(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

// charRange is a range of characters in a text (RFC 5147).
var charRange = pattern.Late(`(?:^|#)char=([0-9]+),([0-9]+)`)

func (r *w3cReader) target(raw json.RawMessage) w3cTarget {
	t := w3cTarget{members: jsonObject{}}
	if s := textIn(raw); s != "" {
		t.source = s
		t.fragment(s)
		return t
	}
	var o jsonObject
	json.Unmarshal(raw, &o) // else it is no target at all
	t.source = w3cSource(raw)
	t.fragment(t.source)
	for key, v := range o {
		switch key {
		case "source", "selector", "type", "id":
		default:
			t.members[key] = v
		}
	}
	for _, s := range listIn(o["selector"]) {
		t.part = true
		var sel jsonObject
		if json.Unmarshal(s, &sel) != nil || !t.selector(sel) {
			t.carried = append(t.carried, "a "+orElse(sel.text("type"), "selector without a type"))
			t.selectors = append(t.selectors, s)
		}
	}
	return t
}

// fragment reads a range of characters from an address or a FragmentSelector.
func (t *w3cTarget) fragment(s string) bool {
	m := charRange().FindStringSubmatch(s)
	if m == nil {
		return false
	}
	start, err1 := strconv.Atoi(m[1])
	end, err2 := strconv.Atoi(m[2])
	if err1 != nil || err2 != nil || end < start {
		return false
	}
	t.at(start, end)
	t.part = true
	return true
}

func (t *w3cTarget) at(start, end int) {
	if !t.positioned {
		t.start, t.end, t.resolved, t.positioned = start, end, true, true
	}
}

// selector takes over what a selector says; false where there is more in it than
// words and offsets.
func (t *w3cTarget) selector(s jsonObject) bool {
	plain := s["refinedBy"] == nil
	switch s.text("type") {
	case "TextQuoteSelector":
		exact := s.text("exact")
		if exact == "" || t.exact != "" {
			return false
		}
		t.exact, t.prefix, t.suffix, t.resolved = exact, s.text("prefix"), s.text("suffix"), true
	case "TextPositionSelector":
		start, end, ok := offsetsIn(s)
		if !ok {
			return false
		}
		t.at(start, end)
	case "FragmentSelector":
		t.fragment(s.text("value"))
		return false
	case "RangeSelector":
		var from, to jsonObject
		if json.Unmarshal(s["startSelector"], &from) == nil && json.Unmarshal(s["endSelector"], &to) == nil {
			start, _, ok1 := offsetsIn(from)
			end, _, ok2 := offsetsIn(to)
			if ok1 && ok2 && end >= start {
				t.at(start, end)
			} else {
				t.where = between(from, to)
			}
		}
		return false
	case "DataPositionSelector":
		if start, end, ok := offsetsIn(s); ok {
			t.where = bytesOfFile(start, end)
		}
		return false
	default:
		plain = false
	}
	if !plain {
		t.refined(s)
	}
	return plain
}

func offsetsIn(s jsonObject) (start, end int, ok bool) {
	return spanIn(s["start"], s["end"])
}

// refined takes over the selector within another: words within words are
// between what is around them there; offsets within words count from these.
func (t *w3cTarget) refined(s jsonObject) {
	for _, raw := range listIn(s["refinedBy"]) {
		var in jsonObject
		if json.Unmarshal(raw, &in) != nil {
			continue
		}
		outer := w3cTarget{exact: t.exact, prefix: t.prefix, suffix: t.suffix}
		inner := w3cTarget{}
		inner.selector(in)
		switch {
		case inner.exact != "":
			if i := strings.Index(outer.exact, inner.exact); i >= 0 && outer.exact != "" {
				inner.prefix, inner.suffix = outer.prefix+outer.exact[:i], outer.exact[i+len(inner.exact):]+outer.suffix
			}
			t.exact, t.prefix, t.suffix, t.resolved = inner.exact, inner.prefix, inner.suffix, true
			t.start, t.end, t.positioned = 0, 0, false
		case inner.positioned && outer.exact != "" && inner.end <= utf8.RuneCountInString(outer.exact):
			rs := []rune(outer.exact)
			t.exact = string(rs[inner.start:inner.end])
			t.prefix, t.suffix = outer.prefix+string(rs[:inner.start]), string(rs[inner.end:])+outer.suffix
			t.start, t.end, t.positioned = 0, 0, false
		}
	}
}

// A w3cCarried is what an annotation of the W3C model says besides. It is in
// the sidecar and goes back with the annotation.
type w3cCarried struct {
	Format     string            `json:"format"`
	ID         string            `json:"id,omitempty"`
	Source     string            `json:"source,omitempty"`
	Motivation json.RawMessage   `json:"motivation,omitempty"`
	Creator    json.RawMessage   `json:"creator,omitempty"`
	Body       []json.RawMessage `json:"body,omitempty"`
	Comment    jsonObject        `json:"comment,omitempty"` // of the comment among the bodies
	Selector   []json.RawMessage `json:"selector,omitempty"`
	Target     jsonObject        `json:"target,omitempty"`
	Members    jsonObject        `json:"members,omitempty"`
}

// w3cRead are the members of an annotation that stet has words for.
var w3cRead = []string{"@context", "id", "type", "motivation", "creator", "created", "modified", "body", "bodyValue", "target", "origin", "engine", "conflictsWith"}

func w3cCarriedOf(o jsonObject, b w3cBodies, t w3cTarget) w3cCarried {
	c := w3cCarried{Format: "w3c", ID: o.text("id"), Source: t.source, Body: b.carried, Comment: b.comment, Selector: t.selectors, Target: t.members, Members: jsonObject{}}
	for key, v := range o {
		c.Members[key] = v
	}
	for _, key := range w3cRead {
		delete(c.Members, key)
	}
	var agent jsonObject
	if json.Unmarshal(o["creator"], &agent) == nil || len(listIn(o["creator"])) > 1 {
		c.Creator = o["creator"]
	}
	return c
}

// json writes what is carried, nil where an annotation of stet's own has nothing
// besides.
func (c w3cCarried) json(own bool) []byte {
	if own {
		if c.ID, c.Source = "", ""; c.Motivation == nil && len(c.Body)+len(c.Comment)+len(c.Selector)+len(c.Target)+len(c.Members) == 0 {
			return nil
		}
	}
	data, err := marshal(c)
	if err != nil {
		return nil // it was JSON before
	}
	return data
}
