package source

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"stet/model"
	"stet/model/need"
)

var kindNames = map[model.BlockKind]string{
	model.Paragraph: "", model.Heading: "heading", model.Blockquote: "quote", model.ListItem: "item",
	model.Caption: "caption", model.Code: "code", model.Table: "table", model.Boilerplate: "boilerplate",
}

// outline shows the blocks of an article, one a line: kind, level, marker, a ~
// where line ends are soft, and the text with ⏎ for a line end.
func outline(a *model.Article) string {
	var b strings.Builder
	for i := range a.Blocks {
		block := &a.Blocks[i]
		label := kindNames[block.Kind]
		if block.Level > 0 {
			label += fmt.Sprint(block.Level)
		}
		if block.Soft {
			label += "~"
		}
		if block.Marker != "" {
			label += " " + block.Marker
		}
		fmt.Fprintf(&b, "%s| %s\n", label, strings.NewReplacer("\n", "⏎", "\t", "⇥").Replace(a.Slice(block.Range)))
	}
	return b.String()
}

func mustRead(t *testing.T, name, data string) *model.Article {
	t.Helper()
	a, err := Read(name, []byte(data))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestPlainText(t *testing.T) {
	const wrapped = `The council met on Monday for the third time this month, and it
did not agree on the price of the tram, which has gone up since
the plan was drawn.`
	tests := []struct{ name, in, want string }{
		{"title and paragraphs", "Mayor defends tram plan\n\nThe mayor spoke.\n\n\n  She left. \n",
			"heading1| Mayor defends tram plan\n| The mayor spoke.\n| She left.\n"},
		{"a sentence is no title", "The mayor spoke.\n\nShe left.", "| The mayor spoke.\n| She left.\n"},
		{"a date is no title", "Friday, January 4, 2019\n\nThe mayor spoke.", "| Friday, January 4, 2019\n| The mayor spoke.\n"},
		{"one paragraph alone is no title", "Mayor defends tram plan", "| Mayor defends tram plan\n"},
		{"hard-wrapped lines are soft", wrapped + "\n\n" + wrapped,
			strings.Repeat("~| "+strings.ReplaceAll(wrapped, "\n", "⏎")+"\n", 2)},
		{"a title right above wrapped lines", "Tram dearer than planned\n" + wrapped,
			"heading1| Tram dearer than planned\n~| " + strings.ReplaceAll(wrapped, "\n", "⏎") + "\n"},
		{"lines that have room are lines", "To the\neditor of the Gazette\nMarket Street\nRiverton",
			"| To the⏎editor of the Gazette⏎Market Street⏎Riverton\n"},
		{"long lines are paragraphs", strings.Repeat("The tram is dear. ", 10) + "\nAnd late.",
			"| " + strings.TrimSpace(strings.Repeat("The tram is dear. ", 10)) + "\n| And late.\n"},
		{"list items", "- one\n- two\n  and more\n\n1. first\n2. second",
			"item1| - one\nitem1~| - two⏎  and more\nitem1| 1. first\nitem1| 2. second\n"},
		{"a dash of dialogue is no list", "- No, he said.\n\nHe left.", "| - No, he said.\n| He left.\n"},
		{"quoted mail", "She wrote:\n\n> I will come.\n> Soon.\n>> When?\n\nFine.",
			"| She wrote:\nquote1| > I will come.⏎> Soon.\nquote2| >> When?\n| Fine.\n"},
		{"indented code", "Run this.\n\n    if x {\n        y();\n    }\n",
			"| Run this.\ncode|     if x {⏎        y();⏎    }\n"},
		{"captions", "A.\n\nFILE - The mayor in May.\n\nPhoto: Jane Doe\n\nThe hall (AP Photo/Jane Doe)\n\nShe left (for good).",
			"| A.\ncaption| FILE - The mayor in May.\ncaption| Photo: Jane Doe\ncaption| The hall (AP Photo/Jane Doe)\n| She left (for good).\n"},
		{"a teaser between paragraphs", "One thing was said.\n\nREAD MORE: The tram, explained\n\nAnother was not.",
			"| One thing was said.\nboilerplate| READ MORE: The tram, explained\n| Another was not.\n"},
		{"what stands after a story", strings.Repeat("The mayor spoke of the tram and of its price.\n\n", 8) + "Related Stories\n\nTram late again\n\n© 2026 The Gazette",
			strings.Repeat("| The mayor spoke of the tram and of its price.\n", 8) + "boilerplate| Related Stories\nboilerplate| Tram late again\nboilerplate| © 2026 The Gazette\n"},
		{"nothing", "", ""},
		{"blank lines only", "\n \n\t\n", ""},
	}
	for _, test := range tests {
		if got := outline(mustRead(t, "a.txt", test.in)); got != test.want {
			t.Errorf("%s\n got:\n%s\nwant:\n%s", test.name, got, test.want)
		}
	}
}

func TestTheFirstArticle(t *testing.T) {
	a, err := Open("../../../shared/articles/libya-ceasefire.txt")
	if errors.Is(err, fs.ErrNotExist) {
		need.Skip(t, need.Shared, "the article is not here: ", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Blocks) != 23 {
		t.Fatalf("%d blocks, want 23", len(a.Blocks))
	}
	for i := range a.Blocks {
		want := model.Paragraph
		switch {
		case i == 0:
			want = model.Heading
		case i == 1:
			want = model.Caption
		case i >= 19: // from "More From: VOA" on
			want = model.Boilerplate
		}
		if got := a.Blocks[i].Kind; got != want {
			t.Errorf("block %d is %q, want %q: %.40s", i, kindNames[got], kindNames[want], a.Slice(a.Blocks[i].Range))
		}
	}
	if a.Meta.Language != "en" || !strings.HasPrefix(a.Meta.Title, "Libya: Russia Claims") {
		t.Errorf("%+v", a.Meta)
	}
}

func TestNewsboat(t *testing.T) {
	const page = `Feed: Riverton Gazette
Title: Tram dearer than planned
Author: Jane Doe
Date: Tue, 17 Mar 2026 09:30:00 +0000
Link: https://gazette.example/tram

The council met on Monday for the third time this month[1], and it ` + `
did not agree.

Links:
[1]: https://gazette.example/month (link)
`
	a := mustRead(t, "", page)
	want := "~| The council met on Monday for the third time this month[1], and it ⏎did not agree.\n" +
		"boilerplate| Links:⏎[1]: https://gazette.example/month (link)\n"
	if got := outline(a); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	m := a.Meta
	if m.Title != "Tram dearer than planned" || m.Byline != "Jane Doe" || m.Publisher != "Riverton Gazette" ||
		m.URL != "https://gazette.example/tram" || m.Published.Format("2006-01-02") != "2026-03-17" {
		t.Errorf("%+v", m)
	}
	if a.Blocks[0].Line != 7 {
		t.Errorf("the story begins on line %d, want 7", a.Blocks[0].Line)
	}
}

// newsboat wraps its header at 80 columns and speaks the reader's language.
func TestTheHeaderOfNewsboatInAnyLanguage(t *testing.T) {
	for what, c := range map[string]struct{ page, want string }{
		"a long title and address": {"Feed: Gazette\nTitle: The council of Riverton puts off the vote on the tram for the third time \nbecause the price is not known\nAuthor: Ann Lee\nDate: Tue, 17 Mar 2026 09:30:00 +0000\nLink: https://gazette.example/2026/03/17/the-council-of-riverton-puts-off-the-vote-on-th\ne-tram\n\nWords.\n",
			"The council of Riverton puts off the vote on the tram for the third time because the price is not known|Ann Lee|Gazette|2026-03-17|https://gazette.example/2026/03/17/the-council-of-riverton-puts-off-the-vote-on-the-tram"},
		"Japanese": {"フィード： 川の新聞\n見出し： 路面電車の運賃についての会議は三度目も決まらず、次の月に延ばされ\nた\n作者： 李安\n日付： Tue, 17 Mar 2026 09:30:00 +0000\nリンク： https://kawa.example/a\n\n会議は開かれた。\n", "路面電車の運賃についての会議は三度目も決まらず、次の月に延ばされた|李安|川の新聞|2026-03-17|https://kawa.example/a"},
		"German":   {"Feed: Bote\nTitel: Tram wird teurer\nAutor: Ann Lee\nDatum: Di, 17 Mär 2026 09:30:00 +0000\nLink: https://bote.example/a\n\nWorte.\n", "Tram wird teurer|Ann Lee|Bote|2026-03-17|https://bote.example/a"},
		"French":   {"Fil : Courrier\nTitre : Le tram coûte plus\nAuteur : Ann Lee\nDate : mar., 17 mars 2026 09:30:00 +0000\nLien : https://courrier.example/a\n\nMots.\n", "Le tram coûte plus|Ann Lee|Courrier|2026-03-17|https://courrier.example/a"},
		"Russian":  {"Лента: Вестник\nЗаголовок: Трамвай дороже\nАвтор: Анна Ли\nДата: Вт, 17 мар 2026 09:30:00 +0000\nСсылка: https://vestnik.example/a\n\nСлова.\n", "Трамвай дороже|Анна Ли|Вестник|2026-03-17|https://vestnik.example/a"},
		"Polish":   {"Kanał: Goniec\nTytuł: Tramwaj drożeje\nAutor: Ann Lee\nData: wt, 17 mar 2026 09:30:00 +0000\nOdsyłacz: https://goniec.example/a\n\nSłowa.\n", "Tramwaj drożeje|Ann Lee|Goniec|2026-03-17|https://goniec.example/a"},
	} {
		m := mustRead(t, "", c.page).Meta
		got := strings.Join([]string{m.Title, m.Byline, m.Publisher, m.Published.Format("2006-01-02"), m.URL}, "|")
		if got != c.want {
			t.Errorf("%s:\nis   %s\nwant %s", what, got, c.want)
		}
	}
	if a := mustRead(t, "", "Title: a letter\n\nDear all,\n"); a.Meta.Title == "a letter" && a.Meta.Format == "text/x-newsboat" {
		t.Error("a title alone is taken for a header of newsboat")
	}
}
