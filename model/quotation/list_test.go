package quotation

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"stet/model"
	"stet/model/mention"
	"stet/model/source"
)

// A list holds what Find returns, though it is packed while the article is still
// being read: speech that goes on in the next paragraphs, and names under it, may
// change the suggestions last.
func TestAListHoldsWhatIsFound(t *testing.T) {
	texts := map[string]string{
		"long speech":  "Doe said it.\n\n" + strings.Repeat("“We go on. I think it is said.\n\n", 3*batch) + "“We stop.”\n\n— Jane Doe, Riverton",
		"many voices":  strings.Repeat("“We will not sign,” Jane Doe said. She had “no doubt” of it.\n\nJohn Roe was sure that it was “over\n\n", 2*batch),
		"letters":      strings.Repeat("“The tram is late again, and no one says why.”\n\n— Jane Doe, Riverton\n\n", 2*batch),
		"not by edges": strings.Repeat("“e\u0301”\u200d said Doe, “日本語”\u0301 と Roe.\n\n", 2*batch),
	}
	for _, name := range []string{"libya-talks.txt"} {
		data, err := os.ReadFile("../../testdata/articles/" + name)
		if err != nil {
			t.Fatal(err)
		}
		texts[name] = strings.Repeat(string(data)+"\n\n", 20)
	}
	for name, text := range texts {
		for _, lang := range []string{"en", "de"} {
			a := source.OfText("", text)
			a.Meta.Language = lang
			names := named(text)
			if name == "libya-talks.txt" && lang == "en" {
				names = mention.Find(a, whole(a), nil)
			}
			same(t, name+" "+lang, Find(a, whole(a), names), Collect(a, whole(a), names))
		}
	}
}

func same(t *testing.T, name string, want []Quotation, got *List) {
	t.Helper()
	said := 0
	if len(want) != got.Len() {
		t.Fatalf("%s: %d quotations in the list, %d found", name, got.Len(), len(want))
	}
	for i, w := range want {
		if q := got.At(i); !reflect.DeepEqual(q, w) || got.Cover(i) != w.Cover() || got.IsSaid(i) != w.Said() {
			t.Fatalf("%s: quotation %d\n got %+v\nwant %+v", name, i, q, w)
		}
		if w.Said() {
			said++
		}
	}
	if got.Said() != said || !reflect.DeepEqual(got.Slice(0, len(want)), append([]Quotation{}, want...)) {
		t.Errorf("%s: %d said, want %d", name, got.Said(), said)
	}
}

// What the quotations of a whole article cost in memory, packed.
func BenchmarkCollect(b *testing.B) {
	const news = "“We are ready,” Jane Doe, the mayor of Riverton, told reporters on Monday. “We will not wait.” " +
		"John Roe said the bridge was safe, adding that its cost had doubled since 2019.\n\n"
	for _, size := range []int{10 << 10, 1 << 20, 10 << 20} {
		text := strings.Repeat(news, size/len(news)+1)
		a, names := article(text), named(text)
		b.Run(sizeName(size), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			var l *List
			for b.Loop() {
				l = Collect(a, model.Range{End: model.Pos(len(text))}, names)
			}
			b.ReportMetric(float64(len(l.data)+cap(l.places)*12)/float64(l.Len()), "B/quotation")
		})
	}
}
