package format

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"

	"stet/annotate"
)

// bratLines are the lines of a file that say something of one annotation. They
// are in its sidecar, so that what nobody has touched goes back as it was.
type bratLines struct {
	Format     string            `json:"format"`
	ID         string            `json:"id,omitempty"`   // of its T, E or R line
	Type       string            `json:"type,omitempty"` // of that line
	Lines      []string          `json:"lines,omitempty"`
	Attributes map[string]string `json:"attributes,omitempty"` // that stet has as tags, by name
	// Part is the line of another annotation that this relation is a part of, Parts
	// how many there are of each such line here.
	Part  string         `json:"part,omitempty"`
	Parts map[string]int `json:"parts,omitempty"`
	Of    string         `json:"of"` // digest of the text in which the offsets count
	As    string         `json:"as"` // digest of what the annotation said when it was imported
}

// of returns the lines of an annotation that is being read.
func (r *bratReader) of(a *annotate.Annotation) *bratLines {
	if r.lines[a] == nil {
		r.lines[a] = &bratLines{Format: "brat"}
	}
	return r.lines[a]
}

func (l *bratLines) part(line string) {
	if l.Parts == nil {
		l.Parts = map[string]int{}
	}
	l.Parts[line]++
}

func (l *bratLines) attribute(name, value string) {
	if l.Attributes == nil {
		l.Attributes = map[string]string{}
	}
	l.Attributes[name] = value
}

// imported writes the lines of annotations for their sidecar.
func (r *bratReader) imported() func(*annotate.Annotation, string) []byte {
	return func(a *annotate.Annotation, of string) []byte {
		l := r.lines[a]
		if l == nil {
			return nil
		}
		l.Of, l.As = of, sayingDigest(a)
		return mustRaw(l)
	}
}

// sayingDigest is a short digest of what an annotation says.
func sayingDigest(a *annotate.Annotation) string {
	sum := sha256.Sum256([]byte(saying(a)))
	return hex.EncodeToString(sum[:8])
}

// bratLinesOf returns the lines that an annotation was imported from, nil if there
// are none.
func bratLinesOf(a *annotate.Annotation) *bratLines {
	if len(a.Imported) == 0 {
		return nil
	}
	var l bratLines
	if json.Unmarshal(a.Imported, &l) != nil || l.Format != "brat" {
		return nil
	}
	return &l
}

// maxRounds bounds how long a chain of lines is followed that refer to changed ones.
const maxRounds = 100

// untouched returns the annotations whose lines can go back as they are: nothing
// was changed in them, in the text, or in what they refer to. It tells of those that
// only the text keeps from it.
func (w *bratWriter) untouched() map[*annotate.Annotation]*bratLines {
	same := map[*annotate.Annotation]*bratLines{}
	parts := map[string]int{} // relations that are parts of a line, as they were
	for _, a := range w.page.Annotations {
		l := bratLinesOf(a)
		switch {
		case l == nil:
			continue
		case l.Of != w.page.Article.Digest:
			w.anew(a, l.ID, "the text has changed")
			continue
		case l.As != sayingDigest(a):
			continue
		}
		same[a] = l
		if l.Part != "" {
			parts[l.Part]++
		}
	}
	for changed, rounds := true, 0; changed; rounds++ {
		if changed = false; rounds > maxRounds {
			return nil
		}
		defined, whole := map[string]bool{}, map[string]bool{}
		for _, l := range same {
			for _, line := range l.Lines {
				id, _, _ := strings.Cut(line, "\t")
				defined[id] = true
			}
			for part := range l.Parts {
				whole[part] = true
			}
		}
		for a, l := range same {
			if !l.stands(defined, whole, parts) {
				delete(same, a)
				if changed = true; l.Part != "" {
					parts[l.Part]--
				}
			}
		}
	}
	return same
}

// stands reports whether all that the lines refer to is in lines that go back.
func (l *bratLines) stands(defined, whole map[string]bool, parts map[string]int) bool {
	for part, n := range l.Parts {
		if parts[part] != n {
			return false
		}
	}
	if l.Part != "" && !whole[l.Part] {
		return false
	}
	for _, line := range l.Lines {
		f := strings.SplitN(line, "\t", 3)
		if len(f) < 2 || f[0] == "" || f[0][0] == 'T' {
			continue
		}
		for i, field := range strings.Fields(f[1]) {
			_, id, ok := strings.Cut(field, ":")
			if !ok && i > 0 {
				id = field
			}
			if bratID().MatchString(id) && !defined[id] {
				return false
			}
		}
	}
	return true
}
