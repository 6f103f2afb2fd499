package source

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stet/model"
)

func TestMarkdown(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"markup is no text", "# Tram *dearer*\n\nThe **mayor** spoke to\n[the Gazette](https://gazette.example).\n",
			"heading1| Tram dearer\n~| The mayor spoke to⏎the Gazette.\n"},
		{"lists", "* one\n* two\n    1. inner\n    2) other\n\n3. third\n",
			"item1 •| one\nitem1 •| two\nitem2 1.| inner\nitem2 2)| other\nitem1 3.| third\n"},
		{"quotes", "> She left.\n>\n> > Why?\n\nGone.\n", "quote1| She left.\nquote2| Why?\n| Gone.\n"},
		{"code keeps its blanks", "```go\n  if x {\n\n  }\n```\n", "code|   if x {⏎⏎  }\n"},
		{"tables", "| Party | Seats |\n|---|---:|\n| Reds | **12** |\n| Greens | |\n",
			"table| Party⇥Seats⏎Reds⇥12⏎Greens\n"},
		{"a line end that is one", "Market Street\\\nRiverton in\nthe hills\n", "| Market Street⏎Riverton in the hills\n"},
		{"escapes and entities", "1\\. \\*no\\* &amp; &#8220;yes&#8221; \\&amp; &nosuch; &#10;x\n", "| 1. *no* & “yes” &amp; &nosuch;  x\n"},
		{"a picture alone is a caption", "A.\n\n![The mayor in May](m.jpg)\n", "| A.\ncaption| The mayor in May\n"},
		{"the title of a picture is below what it shows", "![A tram](m.jpg \"The new tram,  seen\nfrom the river\")\n", "caption| A tram⏎The new tram, seen from the river\n"},
		{"a title that says no more", "![A tram](m.jpg \"A tram\")\n\nSee ![this](n.jpg \"more\").\n", "caption| A tram\n| See this.\n"},
		{"a picture that has a title only", "![](m.jpg \"The tram\")\n", "caption| The tram\n"},
		{"setext and rule", "Tram\n====\n\n---\n\nDear.\n", "heading1| Tram\n| Dear.\n"},
		{"raw HTML leaves its words", "<div class=x>\nThe <b>mayor</b>\n<script>evil()</script></div>\n\nA<br>b\n", "| The mayor\n| A⏎b\n"},
		{"a comment names the next block's kind", "<!-- boilerplate -->\n\nFrom our sponsors.\n\n<!-- note to self -->\n\nText.\n",
			"boilerplate| From our sponsors.\n| Text.\n"},
		{"a link to a later definition", "See [the plan].\n\n[the plan]: /p\n", "| See the plan.\n"},
		{"autolink and code span", "See <https://a.example> or `x  y`.\n", "| See https://a.example or x  y.\n"},
		{"empty", "", ""},
		{"nothing but markup", "# \n\n>\n\n-\n\n---\n", ""},
	}
	for _, test := range tests {
		a := mustRead(t, "a.md", test.in)
		if got := outline(a); got != test.want {
			t.Errorf("%s\n got:\n%s\nwant:\n%s", test.name, got, test.want)
		}
	}
}

func TestSpansStandOnTheirWords(t *testing.T) {
	a := mustRead(t, "a.md", "The **mayor *said* [“no”](https://a.example)** in `code`.\n")
	var got []string
	for _, s := range a.Blocks[0].Spans {
		name := map[model.InlineMark]string{model.Strong: "strong", model.Emphasis: "emphasis", model.Link: "link", model.Monospace: "mono"}[s.Mark]
		got = append(got, name+":"+a.Slice(s.Range)+s.Href)
	}
	want := "strong:mayor said “no” | emphasis:said | link:“no”https://a.example | mono:code"
	if strings.Join(got, " | ") != want {
		t.Errorf("got %s\nwant %s", strings.Join(got, " | "), want)
	}
}

func TestFrontMatter(t *testing.T) {
	const body = "\nThe mayor spoke.\n"
	tests := []struct{ name, in string }{
		{"YAML", "---\ntitle: \"Tram: \\\"dear\\\"\"\nauthor: Jane Doe\npublisher: 'Riverton''s Gazette'\ndate: 2026-03-17 # Tuesday\nlang: en-GB\nurl: https://gazette.example/tram\ntags: [tram, \"a, b\"]\ndraft: false\n---\n" + body},
		{"YAML with a list of lines", "---\ntitle: >\n  Tram:\n  \"dear\"\nauthors:\n  - Jane Doe\nsource: Riverton's Gazette\ndate: 2026-03-17\nlanguage: en\nlink: https://gazette.example/tram\ntags:\n- tram\n- a, b\n---\n" + body},
		{"TOML", "+++\ntitle = 'Tram: \"dear\"'\nauthor = \"Jane Doe\"\npublisher = \"Riverton's Gazette\"\ndate = 2026-03-17\nlanguage = \"en\"\nurl = \"https://gazette.example/tram\"\ntags = [\"tram\", \"a, b\"]\n+++\n" + body},
	}
	for _, test := range tests {
		a := mustRead(t, "", test.in)
		m := a.Meta
		if m.Title != `Tram: "dear"` || m.Byline != "Jane Doe" || m.Publisher != "Riverton's Gazette" || m.Language != "en" ||
			m.URL != "https://gazette.example/tram" || !m.Published.Equal(time.Date(2026, 3, 17, 0, 0, 0, 0, time.UTC)) ||
			len(m.Tags) != 2 || m.Tags[1] != "a, b" || m.Format != "text/markdown" {
			t.Errorf("%s: %+v %q", test.name, m, m.Tags)
		}
		if a.Text != "The mayor spoke." {
			t.Errorf("%s: text %q", test.name, a.Text)
		}
	}
}

func TestTwoRulesAreNoFrontMatter(t *testing.T) {
	a := mustRead(t, "a.md", "---\n\nThe mayor said: no.\n\n---\n\nShe left.\n")
	if want := "| The mayor said: no.\n| She left.\n"; outline(a) != want {
		t.Errorf("got:\n%s", outline(a))
	}
}

// written are articles that a file of stet must bring back.
var written = []struct{ name, data string }{
	{"", "Mayor defends tram plan\n\n\n  The mayor spoke.  \n\n- a\n- b\n\n--- \nend"},
	{"", "---\n\nnot front matter\n\n---"},
	{"", "Feed: G\nTitle: T\n\nThe council met [1] and \nleft.\n\nLinks:\n[1]: https://a.example\n"},
	{"a.md", "---\ntitle: T\ntags: [a, b]\ndate: 2026-03-17\n---\n\n# T\n\nA *b* **c [d](https://a.example/x_y)** `e`\nf\\\ng\n\n1) x\n2) y\n\n> q\n> > r\n\n| a | b |\n|---|---|\n| 1 | x\\|y |\n\n```\n``` code\n  x\n```\n\n<!-- boilerplate -->\n\n# Share"},
	{"a.md", "\\# no\n\n\\- no\n\n1\\. no\n\n&lt;b&gt; &amp;amp; \\[x\\] a_b_c *\\*d\\** ~~e~~ \\~\\~f\\~\\~ = \n\n\\=\n\n&#32;x&#9;y&#32;&#32;\nz\n\n| a |\n|---|\n"},
	{"a.md", "a**b** *c*d **\u00a0e** `f` ` `` `\n\n![pic](x)\n\n# h #\n\n#### \\#\n"},
}

func TestWhatIsWrittenReadsTheSame(t *testing.T) {
	for _, w := range written {
		a := mustRead(t, w.name, w.data)
		file := Write(a)
		back := mustRead(t, "a.md", string(file))
		if back.Text != a.Text {
			t.Errorf("%q\nis written as\n%s\nand read as\n%q", a.Text, file, back.Text)
		}
		if outline(back) != outline(a) {
			t.Errorf("blocks\n%s\nare written as\n%s\nand read as\n%s", outline(a), file, outline(back))
		}
		if back.Meta.Title != a.Meta.Title || !back.Meta.Published.Equal(a.Meta.Published) || len(back.Meta.Tags) != len(a.Meta.Tags) {
			t.Errorf("%+v is read as %+v", a.Meta, back.Meta)
		}
	}
}

func TestMarkdownStaysMarkdown(t *testing.T) {
	for _, w := range written[3:] {
		if file := string(Write(mustRead(t, w.name, w.data))); strings.Contains(file, "format: text/plain") {
			t.Errorf("%q is written as plain text", w.data)
		}
	}
}

// A link may be defined anywhere in the file, under any case of its name; what has no
// definition is no link, and a definition is no text.
func TestLinksByReference(t *testing.T) {
	a := mustRead(t, "a.md", "The [tram][1], the [Gazette][], [the hall] and [the Hall][THE HALL]; [nobody][2], [nothing] and \\[escaped].\n\n"+
		strings.Repeat("A paragraph in between.\n\n", 20)+"[1]: https://gazette.example/tram \"Tram\"\n[gazette]: <https://gazette.example/>\n[the hall]:\n  https://gazette.example/hall\n  'The hall'\n[unused]: https://gazette.example/unused\n")
	var links []string
	for _, s := range a.Blocks[0].Spans {
		if s.Mark == model.Link {
			links = append(links, a.Slice(s.Range)+" "+s.Href)
		}
	}
	want := "tram https://gazette.example/tram|Gazette https://gazette.example/|the hall https://gazette.example/hall|the Hall https://gazette.example/hall"
	if got := strings.Join(links, "|"); got != want {
		t.Errorf("is   %s\nwant %s", got, want)
	}
	if text := a.Slice(a.Blocks[0].Range); text != "The tram, the Gazette, the hall and the Hall; [nobody][2], [nothing] and [escaped]." || strings.Contains(a.Text, "unused") || len(a.Blocks) != 21 {
		t.Errorf("%d blocks: %q", len(a.Blocks), a.Text)
	}
}

// The head of a large file ends before a bracket that a definition further on makes a
// link of.
func TestTheHeadHasNoOpenReference(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.md")
	unit := "The council met on Monday for the third time this month.\n\n"
	if err := os.WriteFile(path, []byte("The [tram][1] is dearer.\n\n"+strings.Repeat(unit, 6000)+"[1]: https://gazette.example/tram\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	head, err := OpenHead(path)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	checkHead(t, head, whole)
}
