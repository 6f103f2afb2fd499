package source

import (
	"strings"

	"stet/model"
	"stet/model/lang"
)

// Speak sets the language of an article and its blocks. Said is what a person says
// of it, which beats everything; usual is the language of the library, which is
// taken where neither the file nor recognition knows one. Both are BCP 47 tags, or
// "".
func Speak(a *model.Article, said, usual string) {
	said, usual = lang.Primary(said), lang.Primary(usual)
	switch {
	case said != "":
		a.Meta.Language = said
		for i := range a.Blocks {
			a.Blocks[i].Language = ""
		}
	case a.Meta.Language == "" && usual != "":
		a.Meta.Language = usual
		mixed(a)
	}
}

// recognise sets the language of an article that does not name its own, and those of
// its blocks.
func recognise(a *model.Article) {
	if a.Meta.Language == "" {
		a.Meta.Language = language(a)
	}
	mixed(a)
}

// language recognises the language of the prose, "" where it is not clear.
func language(a *model.Article) string {
	var b strings.Builder
	for i := range a.Blocks {
		if !a.Blocks[i].Prose() {
			continue
		}
		s := a.Slice(a.Blocks[i].Range)
		if b.WriteString(s[:min(len(s), lang.SampleSize-b.Len())]); b.Len() >= lang.SampleSize {
			break
		}
		b.WriteByte('\n')
	}
	return lang.Recognise(b.String())
}

// mostMixed is how much of a text is looked through for blocks in another language,
// in bytes.
const mostMixed = 1 << 20

// mixed gives the blocks that are clearly in another language than the article
// their own.
func mixed(a *model.Article) {
	whole := lang.Of(a.Meta.Language)
	for i := range a.Blocks {
		b := &a.Blocks[i]
		if b.Range.Start > mostMixed {
			return
		}
		if !b.Prose() {
			continue
		}
		if other := whole.Other(a.Slice(b.Range)); other != "" {
			b.Language = other
		}
	}
}
