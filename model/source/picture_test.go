package source

import (
	"net/url"
	"strings"
	"testing"

	"stet/model"
)

// A picture of the story stands where it is, as its caption or else as what it is said
// to show, and leads to its file. Others leave no words.
func TestPicturesOfAStoryStandWhereTheyAre(t *testing.T) {
	const first = "The council met on Monday for the third time this month, and again it did not agree on the price of the tram, which has gone up since the plan was drawn."
	const second = "The mayor said afterwards that he would ask the county for the rest of the money, and that the works would begin in spring whatever the answer was."
	for _, c := range []struct{ name, between, want string }{
		{"what it shows", `<p><img src="/hall.jpg" alt="The hall of Riverton in the rain"></p>`, "caption| The hall of Riverton in the rain → https://news.example/hall.jpg"},
		{"a credit beside it", `<figure><img src="/hall.jpg" alt="The hall of Riverton in the rain"></figure><figcaption>Jane Roe/Getty Images</figcaption>`, "caption| The hall of Riverton in the rain → https://news.example/hall.jpg"},
		{"loaded late", `<img src="data:image/gif;base64,AA" data-src="/hall.jpg" alt="The hall of Riverton in the rain">`, "caption| The hall of Riverton in the rain → https://news.example/hall.jpg"},
		{"a caption", `<figure><a href="/hall.jpg"><img src="/hall.jpg" alt="A hall, seen from afar"></a><figcaption>A hall seen from afar: the council met here in 2012 as well.</figcaption></figure>`, "caption| A hall seen from afar: the council met here in 2012 as well. → https://news.example/hall.jpg"},
		{"a caption that says something else", `<figure><img src="/hall.jpg" alt="Two men under one umbrella"><figcaption>The council met here in 2012 as well.</figcaption></figure>`, "caption| Two men under one umbrella → https://news.example/hall.jpg\ncaption| The council met here in 2012 as well. → https://news.example/hall.jpg"},
		{"a file's name", `<img src="/hall.jpg" alt="the hall 2.jpg">`, ""},
		{"the title once more", `<img src="/hall.jpg" alt="Tram dearer than planned">`, ""},
		{"nothing to read", `<img src="/hall.jpg" alt="">`, ""},
		{"a link to another story", `<a href="/storm.html"><img src="/storm.jpg" alt="Storm closes the ports of the coast"></a>`, ""},
		{"twice", strings.Repeat(`<img src="/hall.jpg" alt="The hall of Riverton in the rain">`, 2), "caption| The hall of Riverton in the rain → https://news.example/hall.jpg"},
		{"hidden", `<div style="display:none"><img src="/hall.jpg" alt="The hall of Riverton in the rain"></div>`, ""},
		{"within a paragraph", `<p><b><img src="/hall.jpg" alt="The hall of Riverton in the rain">It was</b> raining on the hall, and nobody had thought of umbrellas, so that the talks began late and ended early.</p>`,
			"caption| The hall of Riverton in the rain → https://news.example/hall.jpg\n| It was raining on the hall, and nobody had thought of umbrellas, so that the talks began late and ended early."},
	} {
		base, _ := url.Parse("https://news.example/tram")
		page := `<html><body><img src="/logo.png" alt="The Riverton Daily News logo"><article><h1>Tram dearer than planned</h1><p>` + first + `</p>` + c.between + `<p>` + second + `</p></article><footer><img src="/app.png" alt="Get the app of this paper"> Imprint</footer></body></html>`
		a, err := ReadPage([]byte(page), "", base, nil)
		if err != nil {
			t.Fatal(err)
		}
		var got strings.Builder
		for _, b := range a.Blocks {
			text := a.Slice(b.Range)
			if b.Kind == model.Boilerplate || b.Kind == model.Heading || text == first || text == second {
				continue
			}
			got.WriteString(kindNames[b.Kind] + "| " + text)
			for _, span := range b.Spans {
				if span.Mark == model.Picture && span.Range == b.Range {
					got.WriteString(" → " + span.Href)
				}
			}
			got.WriteString("\n")
		}
		if s := strings.TrimSpace(got.String()); s != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, s, c.want)
		}
	}
}
