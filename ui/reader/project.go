package reader

import (
	"cmp"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/annotate/codebook"
	"stet/annotate/kind"
	"stet/annotate/store"
	"stet/model/library"
	"stet/ui/card"
	"stet/ui/sheet"
)

// A project is how the folder of the article is worked in: its codebook, or the
// standard one where it has none.
type project struct {
	root  string // of the library, "" where the article lies in none
	book  *codebook.Codebook
	names *codebook.Names // how names are joined over the articles; nil joins none
	coded bool            // there is a codebook.toml: who codes an article says when it is done
}

// loadProject reads the codebook and the names of the library in which an
// article lies. A file with faults is not used, and the first is said; as in
// [codebook.BlindIn], a codebook with faults is taken for one of a blind project.
func loadProject(article string) (project, error) {
	p := project{book: codebook.Default()}
	if article == "" {
		return p, nil
	}
	root, ok := library.Root(filepath.Dir(article))
	if !ok {
		return p, nil
	}
	p.root = root
	book, err := codebook.Load(root)
	switch {
	case err != nil:
		p.book.Settings.Blind = true // it may have said so: what was seen cannot be unseen
		line, _, more := strings.Cut(err.Error(), "\n")
		if more {
			line += " · stet codebook names all faults"
		}
		err = errors.New(line)
	case book != nil:
		p.book = book
	}
	p.coded = book != nil || err != nil
	names, faulty := codebook.LoadNames(filepath.Join(root, codebook.NamesFile))
	p.names = names
	return p, cmp.Or(err, faulty)
}

// blind reports whether what others tagged is hidden until one's own work on
// this article is done. An adjudication has no work of its own.
func (r *Reader) blind() bool {
	return r.project.book.Settings.Blind && r.file != nil && r.file.Annotator != store.Gold && r.file.Set.Coded().IsZero()
}

// renamed counts one's annotations with codes that the codebook has renamed.
func (r *Reader) renamed() int {
	if len(r.project.book.Renames()) == 0 {
		return 0
	}
	changes, err := r.project.book.Migrate(r.file.Set.All(), now())
	if err != nil {
		return 0 // stet codebook --migrate says what is wrong
	}
	return len(changes)
}

// wanted reports whether the project shows suggestions of a kind.
func (r *Reader) wanted(kind string) bool {
	switch r.project.book.Settings.Suggestions {
	case "none":
		return false
	case "quotes":
		return kind == "quote"
	}
	return true
}

// choices offers the codes of a label set, each under its own key, else the
// next digit.
func choices(s *codebook.Set) []card.Choice {
	var out []card.Choice
	digit := 0
	for i := range s.Codes {
		c := &s.Codes[i]
		key := c.Key
		if key == "" {
			if digit++; digit <= 9 {
				key = fmt.Sprint(digit)
			}
		}
		out = append(out, card.Choice{Key: key, Text: c.Shown(), Note: c.Definition, Value: c.Name})
	}
	return out
}

// articleNote returns one's note on the whole article, in which its codes are
// kept; nil if there is none.
func (r *Reader) articleNote() *annotate.Annotation {
	for _, a := range r.file.Set.All() {
		if a.Target.Whole && a.Kind() == "note" {
			return a
		}
	}
	return nil
}

// openArticle asks the codebook's questions about the whole article, and for a
// note on it. D in an empty field takes the answers as they are, and marks the
// article as done.
func (r *Reader) openArticle() tea.Cmd {
	before := r.articleNote()
	var tags []string
	comment := ""
	if before != nil {
		tags, comment = before.Tags, before.Comment
	}
	sets := r.project.book.For(codebook.Article, "")
	fields := questions(sets, tags)
	text := &card.Field{Name: "note", Label: "note", Optional: true, Typed: func(s string) any { return s }}
	if comment != "" {
		text.Give(card.Choice{Text: comment, Value: comment})
	}
	free := &card.Field{Name: "tags", Label: "tags", Optional: true, Hint: "with commas between", Typed: func(s string) any { return s }}
	if own := r.freeTags(tags, codebook.Article); len(own) > 0 {
		free.Give(card.Choice{Text: strings.Join(own, ", "), Value: strings.Join(own, ", ")})
	}
	form := card.NewForm("the whole article", "⏎ next · D done with it · esc leave, nothing lost", append(fields, free, text)...)
	r.open("the whole article", form, func(f *card.Form) tea.Cmd {
		after := r.wholeNote(before)
		after.Tags = tagsOf(f, sets)
		after.Comment = card.One[string](f, "note")
		if before == nil && len(after.Tags) == 0 && after.Comment == "" {
			return nil
		}
		cmd := r.do(annotate.Edit{Title: "the whole article", Swaps: []annotate.Swap{{Before: before, After: after}}})
		r.did("the whole article: " + strings.Join(after.Tags, ", "))
		return cmd
	})
	if !slices.ContainsFunc(fields, func(f *card.Field) bool {
		return slices.ContainsFunc(f.Choices, func(c card.Choice) bool { return c.Key == "D" })
	}) {
		o := r.cards.open
		o.also = map[string]func() tea.Cmd{"D": func() tea.Cmd {
			r.shut()
			return tea.Batch(o.done(o.Form), r.done())
		}}
	}
	return nil
}

// wholeNote returns a note on the whole article without tags, in the place of
// the one there was.
func (r *Reader) wholeNote(before *annotate.Annotation) *annotate.Annotation {
	if before == nil {
		a := r.fresh(new(kind.Note), r.in.Art.Blocks[0].Range)
		a.Target = annotate.Target{Whole: true}
		return a
	}
	a := before.Clone()
	a.Tags, a.Modified = nil, now()
	return a
}

// questions asks for the codes of label sets, those that tags name being given.
func questions(sets []*codebook.Set, tags []string) []*card.Field {
	var fields []*card.Field
	for _, s := range sets {
		f := &card.Field{Name: s.Name, Label: s.Shown(), About: s.Definition, Inline: true, Optional: true, Multi: s.Many, Choices: choices(s)}
		for _, c := range f.Choices {
			if slices.Contains(tags, s.Tag(c.Value.(string))) {
				f.Give(c)
			}
		}
		fields = append(fields, f)
	}
	return fields
}

// tagsOf returns what was answered to the questions of label sets, and the free
// tags.
func tagsOf(f *card.Form, sets []*codebook.Set) []string {
	var tags []string
	for _, s := range sets {
		for _, code := range card.All[string](f, s.Name) {
			tags = append(tags, s.Tag(code))
		}
	}
	return append(tags, splitTags(card.One[string](f, "tags"))...)
}

// freeTags returns the tags that are no codes of the sets that apply to that.
func (r *Reader) freeTags(tags []string, applies string) []string {
	return slices.DeleteFunc(slices.Clone(tags), func(t string) bool {
		set, _, ok := r.project.book.Answer(t)
		return ok && set.Applies == applies
	})
}

func splitTags(s string) []string {
	var out []string
	for _, t := range strings.Split(s, ",") {
		if t = sheet.OneLine(t); t != "" {
			out = append(out, t)
		}
	}
	return out
}

// done marks the article as done, and goes on to the next that is not. Where
// articles are coded, the sidecar says so, even if nothing was found in this one.
func (r *Reader) done() tea.Cmd {
	var cmd tea.Cmd
	if r.project.coded {
		was := r.file.Set.Coded()
		at := now()
		cmd = r.do(annotate.Edit{Title: "coded", Coded: &annotate.CodedSwap{Before: was, After: at}})
		r.did("coded")
	} else {
		r.say("done with this article")
	}
	return tea.Batch(cmd, message(Done{}))
}
