package main

import (
	"encoding/binary"
	"os"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/annotate/kind"
	"stet/annotate/store"
	"stet/annotate/suggest"
	"stet/model"
	"stet/model/mention"
	"stet/model/quotation"
	"stet/model/source"
)

// written is when everything was tagged: a fixed day, so that files repeat.
var written = time.Date(2026, 3, 17, 9, 41, 0, 0, time.UTC)

// annotateFile keeps what is found in an article, up to n annotations, and
// writes notes on words of the text for the rest.
func annotateFile(path string, n int, w *writer) error {
	a, err := source.Open(path)
	if err != nil {
		return err
	}
	off := model.NewOffsets(a.Text)
	all := model.Range{End: model.Pos(len(a.Text))}
	names := mention.Find(a, all, nil)
	desk := &store.Desk{Annotator: "alice", Now: func() time.Time { return written }}
	var out []*annotate.Annotation
	add := func(ann *annotate.Annotation) {
		ann.ID, ann.Creator = w.id(), desk.Creator()
		ann.Created, ann.Modified = written, written
		for _, p := range anchor.Places(ann) {
			*p = anchor.Describe(a, off, p.Range)
		}
		out = append(out, ann)
	}
	for _, s := range suggest.All(a, names, quotation.Find(a, all, names)) {
		if len(out) < n*3/4 && !s.Indirect && len(s.Ends) == 0 {
			ann := s.Annotation.Clone()
			ann.Origin.How = annotate.Kept
			add(ann)
		}
	}
	for len(out) < n {
		b := a.Blocks[1+w.rng.IntN(len(a.Blocks)-1)].Range
		ann := &annotate.Annotation{Body: new(kind.Note), Comment: "Ask for the figures.", Origin: annotate.Origin{How: annotate.ByHand}}
		ann.Target.Range = model.Range{Start: b.Start, End: min(b.End, b.Start+40)}
		for ann.Target.Range.End < b.End && !utf8.RuneStart(a.Text[ann.Target.Range.End]) {
			ann.Target.Range.End++
		}
		add(ann)
	}
	c := store.NewCollection(store.Document{ID: store.DocumentID(a), Format: a.Meta.Format, Language: a.Meta.Language, Digest: a.Digest, CodePoints: off.Len()},
		store.Creator{ID: desk.Creator(), Name: "alice", Nickname: "alice"}, a.Meta.Title, written)
	c.Annotations = out
	return os.WriteFile(store.SidecarPath(path, desk.Annotator), c.Encode(), 0o644)
}

// id is a UUID of version 7 made of the seed, so that files repeat.
func (w *writer) id() string {
	var u uuid.UUID
	binary.BigEndian.PutUint64(u[:], uint64(written.UnixMilli())<<16|w.rng.Uint64N(1<<12)|7<<12)
	binary.BigEndian.PutUint64(u[8:], w.rng.Uint64()>>2|1<<63)
	return "urn:uuid:" + u.String()
}
