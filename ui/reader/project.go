package reader

import (
	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/annotate/codebook"
	"stet/annotate/session"
)

// A project is how the folder of the article is worked in: its codebook, or the
// standard one where it has none.
type project struct {
	root  string // of the library, "" where the article lies in none
	book  *codebook.Codebook
	names *codebook.Names // how names are joined over the articles; nil joins none
	coded bool            // there is a codebook.toml: who codes an article says when it is done
}

func projectOf(p session.Project) project { return project{p.Root, p.Book, p.Names, p.Coded} }

// blind reports whether what others tagged is hidden until one's own work on
// this article is done. An adjudication has no work of its own.
func (r *Reader) blind() bool { return r.work != nil && r.work.Blind() }

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
