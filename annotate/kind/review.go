package kind

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"stet/annotate"
)

// A Review is what checking a claim led to.
type Review struct {
	Verdict  string // SUPPORTS, REFUTES, NOT ENOUGH INFO (FEVER)
	Rating   string // in the desk's own words
	Date     time.Time
	Evidence []Evidence
}

// Evidence is one source that speaks for or against a claim.
type Evidence struct {
	Link     string
	Words    string // those that matter
	Relation string // SUPPORTS or REFUTES
	Read     time.Time
}

// ReviewOf returns what checking led to, nil before a verdict or evidence and of
// what cannot be checked.
func ReviewOf(b annotate.Body) *Review {
	if c, ok := b.(*Claim); ok {
		return c.Review
	}
	return nil
}

// inReview is a field in the review part of a claim.
func inReview(name, key string, t Type, get func(*Review) string, set func(*Review, string) error) Field {
	return Field{
		Name: name, Key: key, Part: 1, Type: t,
		Get: func(b annotate.Body) string {
			if r := b.(*Claim).Review; r != nil {
				return get(r)
			}
			return ""
		},
		Set: func(b annotate.Body, v string) error { // "" makes no review
			c := b.(*Claim)
			if c.Review == nil {
				if v == "" {
					return nil
				}
				c.Review = new(Review)
			}
			return set(c.Review, v)
		},
	}
}

func reviewText(name string, at func(*Review) *string) Field {
	f := inReview(name, name, Text,
		func(r *Review) string { return *at(r) },
		func(r *Review, v string) error { *at(r) = v; return nil })
	f.write = func(w *Writer, b annotate.Body) { w.Text(name, *at(b.(*Claim).Review)) }
	f.read = func(e *Element, b annotate.Body) { *at(b.(*Claim).Review) = e.String() }
	return f
}

var reviewedField = func() Field {
	f := inReview("reviewed", "reviewed", Date,
		func(r *Review) string { return FormatTime(r.Date) },
		func(r *Review, v string) (err error) { r.Date, err = ParseTime(v); return err })
	f.write = func(w *Writer, b annotate.Body) { w.Time("reviewed", b.(*Claim).Review.Date) }
	f.read = func(e *Element, b annotate.Body) { b.(*Claim).Review.Date = e.Time() }
	return f
}()

var evidenceField = func() Field {
	f := inReview("evidence", "evidence", Sources, formatEvidence, parseEvidence)
	f.write = func(w *Writer, b annotate.Body) { writeEvidence(w, b.(*Claim).Review.Evidence) }
	f.read = func(e *Element, b annotate.Body) { b.(*Claim).Review.Evidence = readEvidence(e) }
	return f
}()

func writeEvidence(w *Writer, evs []Evidence) {
	if len(evs) == 0 {
		return
	}
	w.Key("evidence").Array(func() {
		for _, ev := range evs {
			w.Object(func() {
				w.Text("id", ev.Link)
				w.Text("evidenceRelation", ev.Relation)
				w.Text("exact", ev.Words)
				w.Time("accessed", ev.Read)
			})
		}
	})
}

func readEvidence(e *Element) (out []Evidence) {
	for range e.Array() {
		var ev Evidence
		for key := range e.Object() {
			switch key {
			case "id":
				ev.Link = e.String()
			case "evidenceRelation":
				ev.Relation = e.String()
			case "exact":
				ev.Words = e.String()
			case "accessed":
				ev.Read = e.Time()
			}
		}
		out = append(out, ev)
	}
	return out
}

// evidence is written as JSON, since it is the only list of things with parts.
type evidence struct {
	Link     string `json:"link,omitempty"`
	Words    string `json:"words,omitempty"`
	Relation string `json:"relation,omitempty"`
	Read     string `json:"read,omitempty"`
}

func formatEvidence(r *Review) string {
	if len(r.Evidence) == 0 {
		return ""
	}
	out := make([]evidence, len(r.Evidence))
	for i, e := range r.Evidence {
		out[i] = evidence{e.Link, e.Words, e.Relation, FormatTime(e.Read)}
	}
	data, err := json.Marshal(out)
	if err != nil {
		panic(err) // strings always marshal
	}
	return string(data)
}

func parseEvidence(r *Review, s string) error {
	if s == "" {
		r.Evidence = nil
		return nil
	}
	var in []evidence
	d := json.NewDecoder(strings.NewReader(s))
	d.DisallowUnknownFields() // a field that is called otherwise would be lost
	if err := d.Decode(&in); err != nil {
		return fmt.Errorf("evidence: %w", err)
	}
	if d.More() {
		return errors.New("evidence: there is more behind the list")
	}
	var out []Evidence
	for _, e := range in {
		read, err := ParseTime(e.Read)
		if err != nil {
			return fmt.Errorf("evidence: %w", err)
		}
		out = append(out, Evidence{e.Link, e.Words, e.Relation, read})
	}
	r.Evidence = out
	return nil
}
