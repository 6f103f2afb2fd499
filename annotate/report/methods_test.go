package report

import (
	"strings"
	"testing"
	"time"

	"stet/annotate"
	"stet/annotate/agree"
	"stet/annotate/codebook"
	"stet/annotate/kind"
	"stet/model"
)

func TestMethods(t *testing.T) {
	coding := func(tag string, how annotate.How) agree.Coding {
		a := &annotate.Annotation{Body: new(kind.Note), Target: annotate.Target{Whole: true}, Tags: []string{tag}, Origin: annotate.Origin{How: how}}
		return agree.Coding{Annotations: []*annotate.Annotation{a}, Coded: time.Unix(1, 0)}
	}
	doc := func(alice, bob string) agree.Document {
		return agree.Document{Article: &model.Article{Text: "x"}, Coders: map[string]agree.Coding{
			"alice": coding("topic:"+alice, annotate.ByHand), "bob": coding("topic:"+bob, annotate.Kept),
		}}
	}
	docs := []agree.Document{doc("war", "war"), doc("war", "rates"), doc("rates", "rates")}
	docs[1].Coders["@gold"] = coding("topic:war", annotate.ByHand)
	book := &codebook.Codebook{Name: "tram", Version: "2", Settings: codebook.Settings{Blind: true},
		Sets: []codebook.Set{{Name: "topic", Applies: codebook.Article}}}
	got := Methods(docs, book, nil)
	for _, want := range []string{
		"3 articles were annotated by 2 coders, 3 of them by two or more; 3 were marked as done.",
		"The codebook was “tram”, version 2; coders did not see each other’s annotations",
		"topic over whole articles, α = 0.44 (n = 3, 95 % interval",
		"Of 6 annotations, 3 were made by hand, 3 are suggestions of the program that were kept unchanged, and 0 are",
		"Adjudicated: 1 of 1 difference between coders.",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	if got := Methods(nil, nil, nil); !strings.HasPrefix(got, "Nothing has been annotated yet. The codes were the standard sets") {
		t.Errorf("of nothing: %s", got)
	}
}
