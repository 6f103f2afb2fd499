package main

import (
	"fmt"

	"stet/annotate/store"
	"stet/model/lang"
)

// A languageTag is the value of --lang.
type languageTag string

// Set takes a BCP 47 tag.
func (t *languageTag) Set(s string) error {
	if lang.Primary(s) == "" {
		return fmt.Errorf("%q is no language: it is a tag such as de or pt-BR", s)
	}
	*t = languageTag(s)
	return nil
}

func (t *languageTag) String() string { return string(*t) }

// Type names the value for help.
func (t *languageTag) Type() string { return "LANGUAGE" }

// spoken is what the flag and the config say of the language of articles.
func (p *program) spoken() store.Spoken {
	return store.Spoken{Said: p.language, Usual: p.config.Language}
}
