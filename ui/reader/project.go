package reader

import (
	tea "charm.land/bubbletea/v2"

	"stet/annotate"
)

// blind reports whether what others tagged is hidden until one's own work on
// this article is done. An adjudication has no work of its own.
func (r *Reader) blind() bool { return r.work != nil && r.work.Blind() }

// renamed counts one's annotations with codes that the codebook has renamed.
func (r *Reader) renamed() int {
	if len(r.project.Book.Renames()) == 0 {
		return 0
	}
	changes, err := r.project.Book.Migrate(r.file.Set.All(), now())
	if err != nil {
		return 0 // stet codebook --migrate says what is wrong
	}
	return len(changes)
}

// done marks the article as done, and goes on to the next that is not. Where
// articles are coded, the sidecar says so, even if nothing was found in this one.
func (r *Reader) done() tea.Cmd {
	var cmd tea.Cmd
	if r.project.Coded {
		was := r.file.Set.Coded()
		at := now()
		cmd = r.do(annotate.Edit{Title: "coded", Coded: &annotate.CodedSwap{Before: was, After: at}})
		r.did("coded")
	} else {
		r.say("done with this article")
	}
	return tea.Batch(cmd, message(Done{}))
}
