package machine

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"stet/annotate"
	"stet/annotate/codebook"
	"stet/annotate/store"
	"stet/model"
)

// An Agent is a program that connects to stet and suggests by itself. What it says goes
// through the sidecar of a machine, as any machine's does, and nowhere else.
type Agent struct {
	Name    string // of the machine whose sidecar it is
	Version string // what it says it is
	Desk    *store.Desk
}

// recipe is what the agent's sidecars say of how they came about.
func (ag *Agent) recipe(w *Wanted) string {
	m := Machine{Name: ag.Name, Version: ag.Version}
	return m.recipeOf("mcp", string(w.json())+"\n")
}

// ErrName says that no machine can be called so.
var ErrName = errors.New("no name for a machine")

// Suggest adds answers about an article to what the agent has said of it.
func (ag *Agent) Suggest(a *model.Article, book *codebook.Codebook, answers []json.RawMessage) (*Tally, string, error) {
	m := &Machine{Name: ag.Name}
	if f := m.nameFault(); f != nil {
		return nil, "", fmt.Errorf("%w: %s", ErrName, f.Text)
	}
	if len(answers) > mostAnswers {
		return nil, "", fmt.Errorf("more than %d answers at once", mostAnswers)
	}
	w := m.Want(book)
	now := time.Now().UTC().Truncate(time.Second)
	mk := newMaker(m, w, a, now)
	var r reply
	for _, raw := range answers {
		one, err := readAnswer(raw)
		if err != nil {
			r.bad++
			continue
		}
		r.answers = append(r.answers, one)
	}
	as, tally := mk.annotations([]asked{{mk.within, r}})
	recipe := ag.recipe(w)
	by := store.Software{Version: ag.Version, Prompt: model.DigestOf(recipe), Codebook: versionOf(w.Book), Ran: now, Given: tally.Given, Refused: tally.Refused()}
	for _, an := range as {
		an.Origin.Generator = by.Generator(m.Slug())
	}
	before, was := ag.said(a, m.Slug(), by.Prompt)
	by.Given, by.Refused = by.Given+was.Given, by.Refused+was.Refused
	if err := ag.Desk.KeepPrompt(a.Path, recipe); err != nil {
		return tally, "", err
	}
	path, err := ag.Desk.PutMachine(a, m.Slug(), by, mk.join(append(before, as...)))
	return tally, path, err
}

// said is what the agent has said of the article before, and the counts of that.
func (ag *Agent) said(a *model.Article, slug, prompt string) ([]*annotate.Annotation, store.Software) {
	by, text := ag.Desk.Ran(a, slug)
	if by == nil || by.Prompt != prompt || text != a.Digest {
		return nil, store.Software{}
	}
	files, err := ag.Desk.Machines(a)
	if err != nil {
		return nil, store.Software{}
	}
	for _, f := range files {
		if f.Annotator == slug {
			return f.Set.All(), *by
		}
	}
	return nil, *by
}
