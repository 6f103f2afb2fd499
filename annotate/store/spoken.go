package store

import (
	"path/filepath"

	"stet/annotate/codebook"
	"stet/model"
	"stet/model/library"
	"stet/model/source"
)

// Spoken is what a person says of the language of articles.
type Spoken struct {
	Said  string // for this run: it beats what an article says of itself
	Usual string // where neither the article nor recognition knows one
}

// Set gives an article its language. The codebook of its library goes before the
// usual language of the config.
func (s Spoken) Set(a *model.Article) {
	usual := s.Usual
	if a.Meta.Language == "" && s.Said == "" && a.Path != "" {
		if root, ok := library.Root(filepath.Dir(a.Path)); ok {
			if book, err := codebook.Load(root); err == nil && book != nil && book.Settings.Language != "" {
				usual = book.Settings.Language
			}
		}
	}
	source.Speak(a, s.Said, usual)
}
