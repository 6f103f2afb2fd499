package machine

import (
	"testing"

	"stet/model"
	"stet/model/source"
)

func newMakerArticle(t testing.TB, text string) *model.Article {
	t.Helper()
	a, err := source.Read("a.txt", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return a
}
