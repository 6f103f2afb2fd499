package mention

import (
	"strings"
	"testing"

	"stet/model"
)

// article makes an article of paragraphs.
func article(paragraphs ...string) *model.Article {
	a := &model.Article{Text: strings.Join(paragraphs, "\n\n")}
	at := 0
	for _, p := range paragraphs {
		a.Blocks = append(a.Blocks, model.Block{Range: model.Range{Start: model.Pos(at), End: model.Pos(at + len(p))}})
		at += len(p) + 2
	}
	return a
}

func all(a *model.Article) model.Range { return model.Range{End: model.Pos(len(a.Text))} }

func TestAnotherLanguageHasNoMentions(t *testing.T) {
	a := article("Am Dienstag reiste Angela Merkel nach Moskau.")
	a.Meta.Language = "de"
	if got := Tag(a, all(a)); got != nil {
		t.Errorf("%d mentions in German", len(got))
	}
}
