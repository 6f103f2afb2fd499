package session

import (
	"cmp"
	"errors"
	"path/filepath"
	"strings"

	"stet/annotate"
	"stet/annotate/codebook"
	"stet/annotate/suggest"
	"stet/model/library"
)

// A Project is how the folder of an article is worked in: its codebook, or the
// standard one where it has none.
type Project struct {
	Root  string // of the library, "" where the article lies in none
	Book  *codebook.Codebook
	Names *codebook.Names // how names are joined over the articles; nil joins none
	Coded bool            // there is a codebook.toml: who codes an article says when it is done
}

// NoProject is that of an article that lies in no library.
func NoProject() *Project { return &Project{Book: codebook.Default()} }

// LoadProject reads the codebook and the names of the library in which an article
// lies. A file with faults is not used, and the first fault is returned; as in
// [codebook.BlindIn], a codebook with faults is taken for one of a blind project.
func LoadProject(article string) (*Project, error) {
	p := NoProject()
	if article == "" {
		return p, nil
	}
	root, ok := library.Root(filepath.Dir(article))
	if !ok {
		return p, nil
	}
	p.Root = root
	book, err := codebook.Load(root)
	switch {
	case err != nil:
		p.Book.Settings.Blind = true // it may have said so: what was seen cannot be unseen
		line, _, more := strings.Cut(err.Error(), "\n")
		if more {
			line += " · stet codebook names all faults"
		}
		err = errors.New(line)
	case book != nil:
		p.Book = book
	}
	p.Coded = book != nil || err != nil
	names, faulty := codebook.LoadNames(filepath.Join(root, codebook.NamesFile))
	p.Names = names
	return p, cmp.Or(err, faulty)
}

// Wants reports whether the project shows suggestions of a kind.
func (p *Project) Wants(kind string) bool {
	switch p.Book.Settings.Suggestions {
	case "none":
		return false
	case "quotes":
		return kind == "quote"
	}
	return true
}

// Pending returns the suggestions of the kinds that the project wants on which
// nothing was decided yet.
func (p *Project) Pending(found []suggest.Suggestion, decided []*annotate.Annotation) (out []suggest.Suggestion) {
	for _, s := range suggest.Pending(found, decided) {
		if p.Wants(s.Annotation.Kind()) {
			out = append(out, s)
		}
	}
	return out
}
