package segment

import (
	"slices"
	"testing"

	"stet/model"
	"stet/model/lang"
)

// Where a sentence ends, by language: [ ] are around each.
func TestWhereASentenceEnds(t *testing.T) {
	for _, c := range []struct{ lang, want string }{
		{"en", "[He left at 3 p.m. on Monday.] [The vote came later.]"},
		{"en", "[It closed at 5 p.m.] [The crowd left.]"},
		{"en", "[So did I.] [Then it rained.]"},
		{"en", "[John F. Kennedy spoke.] [So did J. R. Smith.]"},
		{"en", "[See No. 5 of it.] [He said no.] [Five left.]"},
		{"en", "[Mr. Doe met Dr. Khan.] [They spoke.]"},
		{"en", "[It cost 3.5 million.] [Nobody paid 12.] [All left.]"},
		{"en", "[What?!] [No way…] [Yes.]"},
		{"en", "[He said so. and went on.]"},
		{"en", "[See a.html.] [It is new.]"},
		{"en", "[“It is so.”] [He left.]"},
		{"en", "[One.]\n\n[Two.]"},
		{"en", "[no stop]\n \t\n[and another]"},
		{"en", "[a line\nthat goes on.] [Then.]"},
		{"de", "[Am 3. Mai kam er.] [Dann ging er.]"},
		{"de", "[Es waren 300.] [Alle gingen.]"},
		{"de", "[Er kam z. B. gestern.] [Sie ging.]"},
		{"de", "[Der 17. Juni war warm.] [Es regnete.]"},
		{"de", "[Sie wohnt in der Gartenstr. 7 und lt. Plan bald nicht mehr.] [Es regnete.]"},
		{"ro", "[Dl. Ionescu a venit pe str. Mare nr. 4 etc. cu noi.] [A plecat.]"},
		{"sk", "[Dňa 4. júna prišla MUDr. Malá napr. so psom.] [Ostala.]"},
		{"tr", "[Sn. Demir 4. Sokak’ta oturuyor vb. yerlerde.] [Gitmedi.]"},
		{"he", "[הגיע ג. ד. כהן.] [הוא הלך.]"},
		{"ar", "[تكلم د. سعيد أمس.] [ثم ذهب.]"},
		{"hi", "[डॉ. वर्मा आए।] [वे गए।]"},
		{"bg", "[Г-н Иванов живее на бул. Нов от 2001 г. насам.] [Тръгна си.]"},
		{"el", "[Τι είναι;] [Δεν ξέρω.]"},
		{"en", "[One; Two.]"},
		{"ja", "[彼は「雨だ。雪だ。」と言った。][終わり。]"},
		{"ja", "[「雨だ。雪だ。」]\n[終わり。]"},
		{"zh", "[他说：“下雨。下雪。”然后走了。][完。]"},
		{"hi", "[वह आया।] [वह गया।]"},
		{"ar", "[هل جاء؟] [نعم.]"},
	} {
		text, want := unmark(c.want)
		l := lang.Of(c.lang)
		b := model.Block{Range: model.Range{End: model.Pos(len(text))}, Soft: true}
		var got []model.Range
		for r := range sentences(text, &b, l) {
			got = append(got, r)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s:\n got %s\nwant %s", c.lang, mark(text, got...), c.want)
		}
	}
}

// Words of a stretch of an article are those that lie in it, block by block, each in the
// language of its block.
func TestWordsOfAStretch(t *testing.T) {
	a := &model.Article{Text: "the l’Etat one\n\nl’État deux trois\n\nfour", Meta: model.Meta{Language: "en"}}
	for _, r := range [][2]int{{0, 16}, {18, 38}, {40, 44}} {
		a.Blocks = append(a.Blocks, model.Block{Range: model.Range{Start: model.Pos(r[0]), End: model.Pos(r[1])}, Soft: true})
	}
	a.Blocks[1].Language = "fr"
	for _, c := range []struct {
		from, to int
		want     string
	}{
		{0, 44, "[the] [l’Etat] [one]\n\n[l’][État] [deux] [trois]\n\n[four]"},
		{4, 38, "the [l’Etat] [one]\n\n[l’][État] [deux] [trois]\n\nfour"},
		{18, 22, "the l’Etat one\n\n[l]’État deux trois\n\nfour"},
		{40, 44, "the l’Etat one\n\nl’État deux trois\n\n[four]"},
		{16, 18, a.Text}, {44, 44, a.Text},
	} {
		got := slices.Collect(WordsOf(a, model.Range{Start: model.Pos(c.from), End: model.Pos(c.to)}))
		if s := mark(a.Text, got...); s != c.want {
			t.Errorf("%d to %d:\n got %s\nwant %s", c.from, c.to, s, c.want)
		}
	}
	for range WordsOf(a, model.Range{End: 44}) {
		break // whoever needs one word takes one
	}
}
