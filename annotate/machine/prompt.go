package machine

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"text/template"

	"stet/annotate/codebook"
	"stet/model"
	"stet/model/files"
	"stet/model/places"
)

// usualPrompt is the template of those who have none of their own.
//
//go:embed prompt.txt
var usualPrompt string

// Template returns the template of the machine's prompt: the file that its table names,
// or the usual one.
func (m *Machine) Template() (string, error) {
	if m.Prompt == "" {
		return usualPrompt, nil
	}
	data, err := files.Read(places.Expand(m.Prompt), mostTemplate)
	return string(data), err
}

const (
	mostTemplate = 1 << 20 // bytes of a template
	partsMessage = "\n-----\n"
)

// A prompt is a template with what is the same for every article.
type prompt struct {
	text   string
	tmpl   *template.Template
	wanted *Wanted
}

func newPrompt(m *Machine, w *Wanted) (*prompt, error) {
	text, err := m.Template()
	if err != nil {
		return nil, fmt.Errorf("the prompt: %w", err)
	}
	t, err := template.New("prompt").Option("missingkey=error").Parse(text)
	if err != nil {
		return nil, fmt.Errorf("the prompt %s: %w", m.Prompt, err)
	}
	return &prompt{text, t, w}, nil
}

// A filling is what a template can use.
type filling struct {
	Codebook                      toldBook
	Kinds                         []toldKind
	Questions                     []toldSet // about whole articles and of tags
	Codes                         []toldSet // of the kinds
	Title, Lang, Mark, Text, Name string
}

func (p *prompt) filling() filling {
	f := filling{Codebook: p.wanted.tell(), Kinds: p.wanted.tellKinds()}
	for _, s := range f.Codebook.Sets {
		if slices.Contains([]string{codebook.Article, codebook.Tags}, s.Applies) {
			f.Questions = append(f.Questions, s)
		} else if s.Field == "" {
			f.Codes = append(f.Codes, s)
		}
	}
	return f
}

// fill returns the two messages about a question.
func (p *prompt) fill(q *question) (system, user string, err error) {
	f := p.filling()
	f.Text, f.Title, f.Lang = q.text(), q.article.Meta.Title, q.article.Meta.Language
	f.Mark = mark(f.Text)
	return p.run(f)
}

// mark is a word that is in no article: it is made of the digest of the text, which
// whoever wrote the text could not put into it.
func mark(text string) string { return "=====" + model.DigestOf(text)[:16] + "=====" }

// bare returns the prompt without an article, by which it is known again.
func (p *prompt) bare() (string, error) {
	f := p.filling()
	f.Text, f.Title, f.Lang, f.Mark = "{text}", "{title}", "{language}", "{mark}"
	system, user, err := p.run(f)
	return system + partsMessage + user, err
}

func (p *prompt) run(f filling) (system, user string, err error) {
	var b strings.Builder
	if err := p.tmpl.Execute(&b, f); err != nil {
		return "", "", fmt.Errorf("the prompt: %w", err)
	}
	system, user, ok := strings.Cut(b.String(), partsMessage)
	if !ok {
		system, user = "", b.String()
	}
	if !strings.Contains(user+system, f.Text) {
		return "", "", fmt.Errorf("the prompt never uses {{.Text}}, so the article would not be seen")
	}
	return strings.TrimSpace(system), strings.TrimSpace(user), nil
}

// Show returns the whole prompt about an article, as a chat's server would get it.
func (m *Machine) Show(w *Wanted, a *model.Article) (string, error) {
	if m.Endpoint == "" || m.protocol() != Chat {
		t, err := m.transport(w)
		if err != nil {
			return "", err
		}
		return t.recipe(), nil
	}
	p, err := newPrompt(m, w)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, r := range parts(a, m.Chunk) {
		system, user, err := p.fill(&question{article: a, within: r})
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "%s%s%s\n", system, partsMessage, user)
	}
	return b.String(), nil
}
