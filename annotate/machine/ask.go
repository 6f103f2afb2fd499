package machine

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"stet/model"
)

// A question is one article, or a part of it, that a machine is asked about.
type question struct {
	id      string
	article *model.Article
	within  model.Range // what of the text the machine is shown
}

func (q *question) text() string { return q.article.Text[q.within.Start:q.within.End] }

// A reply is what a machine said to one question.
type reply struct {
	answers []Answer
	bad     int    // objects that could not be read
	mended  bool   // the JSON had to be repaired
	version string // of the model, as the machine says itself
	usage   usage
}

// A usage is what a question took.
type usage struct {
	In, Out int // tokens, 0 where the machine does not say
}

func (u *usage) add(o usage) { u.In, u.Out = u.In+o.In, u.Out+o.Out }

// A transport asks a machine. It hands over what became of each question once, from
// one goroutine, as soon as that is known.
type transport interface {
	ask(ctx context.Context, qs []*question, done func(*question, reply, error))
	// batch is how many questions are worth handing over at once.
	batch() int
	// recipe is all that the machine is told besides the text.
	recipe() string
}

// An Error is why a machine gave no answer about an article that can be used.
type Error struct {
	What string
	hint string
	err  error // what led to it, nil if nothing did
}

func (e *Error) Error() string { return e.What }
func (e *Error) Unwrap() error { return e.err }

// Hint says what can be done about it.
func (e *Error) Hint() string { return e.hint }

func fail(hint, format string, args ...any) *Error {
	return &Error{What: fmt.Sprintf(format, args...), hint: hint}
}

// parts cuts an article into stretches of at most so many characters, at the ends of
// blocks where that is possible; 0 leaves it whole.
func parts(a *model.Article, most int) []model.Range {
	whole := model.Range{End: model.Pos(len(a.Text))}
	if most == 0 || len(a.Text) <= most {
		return []model.Range{whole}
	}
	var out []model.Range
	for at := whole.Start; at < whole.End; {
		end := min(at+model.Pos(most), whole.End)
		if end < whole.End {
			if cut := strings.LastIndexAny(a.Text[at:end], "\n"); cut > most/2 {
				end = at + model.Pos(cut) + 1
			} else if cut := strings.LastIndexAny(a.Text[at:end], " "); cut > most/2 {
				end = at + model.Pos(cut) + 1
			}
			for end > at && a.Text[end]&0xC0 == 0x80 {
				end--
			}
		}
		out = append(out, model.Range{Start: at, End: end})
		at = end
	}
	return out
}

// transport returns the way in which the machine is asked.
func (m *Machine) transport(w *Wanted) (transport, error) {
	switch {
	case len(m.Command) > 0:
		return newCommand(m, w), nil
	case m.protocol() == LabelStudio:
		return newBackend(m, w)
	}
	return newChat(m, w)
}

// secret is how a parameter is called that may hold a key.
var secret = regexp.MustCompile(`(?i)secret|password|api.?key|^key$|authorization|(^|_)token$`)

// parameters are the machine's as JSON, "" for none: as they are kept, without what may
// be a key.
func (m *Machine) parameters() string {
	if len(m.Parameters) == 0 {
		return ""
	}
	shown := maps.Clone(m.Parameters)
	for name := range shown {
		if secret.MatchString(name) {
			shown[name] = "…"
		}
	}
	data, err := json.Marshal(shown)
	if err != nil {
		return "" // of TOML: it does not happen
	}
	return m.redact(string(data))
}

// recipeOf is the head of a recipe: what is told of any machine.
func (m *Machine) recipeOf(way, body string) string {
	var b strings.Builder
	for _, row := range [][2]string{{"way", way}, {"model", m.Model}, {"version", m.Version}, {"parameters", m.parameters()}, {"kinds", strings.Join(m.Kinds, ", ")}} {
		if row[1] != "" {
			fmt.Fprintf(&b, "%s: %s\n", row[0], row[1])
		}
	}
	return b.String() + "\n" + body
}

func sortedKeys(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }
