package source

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/emersion/go-message"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"stet/model"
	"stet/model/need"
)

// What is too much for the reader of Markdown is told from prose by its signs.
func TestWhatIsTooMuchMarkdown(t *testing.T) {
	signs := func(n int) string { return strings.Repeat("a[ ", n) }
	rows := func(n int, row string) string { return strings.Repeat(row, n) }
	deep := func(n int, item string) string { return strings.Repeat(" ", n) + item + strings.Repeat("x", 80) }
	wide := strings.Repeat("a|", 60) + "\n" + strings.Repeat("-|", 60) + "\n"
	need.Bounds(t,
		need.Bound("as many signs as can be", literalRun(signs(mostDelimiters)), false),
		need.Bound("too many signs", literalRun(signs(mostDelimiters+1)), true),
		need.Bound("too many signs in two lines", literalRun(signs(800)+"\n"+signs(701)), true),
		need.Bound("too many signs in two items", literalRun("- "+signs(800)+"\n- "+signs(701)), false),
		need.Bound("too many signs in two items of numbers", literalRun("1. "+signs(800)+"\n2. "+signs(701)), true),
		need.Bound("too many signs in two rows", literalRun("a|b\n-|-\n"+signs(800)+"\n"+signs(701)), false),
		need.Bound("rows below a rule of another width", literalRun("a|b|c\n-|-\n"+signs(800)+"\n"+signs(701)), true),
		need.Bound("rows below a rule without dashes", literalRun("a|b\n:|:\n"+signs(800)+"\n"+signs(701)), true),
		need.Bound("rows below a line that is no rule", literalRun("a|b\n-|x\n"+signs(800)+"\n"+signs(701)), true),
		need.Bound("rows below a head with code", literalRun("a|`b\n-|-\n"+signs(800)+"\n"+signs(701)), true),
		need.Bound("rows of many columns", literalRun(wide+rows(10, "b\n")), false),
		need.Bound("many rows of many columns", literalRun(wide+rows(100, "b\n")), true),
		need.Bound("many lines without columns", literalRun(rows(2000, "b\n")), false),
		need.Bound("many signs in code", literalRun("```\n"+signs(2000)+"\n```\n"), false),
		need.Bound("a quote as deep as can be", literalRun(strings.Repeat("> ", 40)+"x"), false),
		need.Bound("a quote that is too deep", literalRun(strings.Repeat("> ", 41)+"x"), true),
		need.Bound("a short run of signs", literalRun(strings.Repeat(">", 79)), false),
		need.Bound("a run of signs", literalRun(strings.Repeat(">", 80)), true),
		need.Bound("an item as deep as can be", literalRun(deep(80, "- ")), false),
		need.Bound("an item that is too deep", literalRun(deep(81, "- ")), true),
	)
	for line, want := range map[string]bool{
		"- x": true, "* x": true, "+ x": true, "   - x": true, "    - x": false, "-x": false, "1. x": false, "": false,
	} {
		need.Bounds(t, need.Bound(fmt.Sprintf("an item in %q", line), bulleted(line), want))
	}
	blanks := strings.Repeat(" ", 81)
	for line, want := range map[string]bool{
		blanks + "- x": true, blanks + "* x": true, blanks + "+ x": true, blanks + "12. x": true, blanks + "1) x": true, blanks + "x": false, blanks + "12": false, blanks: false,
		blanks[1:] + "- x": false, strings.Repeat("\t", 20) + "- x": false, strings.Repeat("\t", 20) + " - x": true, strings.Repeat("\t", 21) + "- x": true, "- x": false,
	} {
		need.Bounds(t, need.Bound(fmt.Sprintf("a deep item in %q", line), deepItem(line), want))
	}
	for run, want := range map[string]bool{
		"```\nx\n```": true, "```\nx\n```\n": true, "~~~\nx\n~~~\n\n": true, "```\nx\n~~~\n": false, "```\nx\n": false, "```\nx ```\n": false, "```\n```\n```\n": false, "x\n```\ny\n```": false,
	} {
		need.Bounds(t, need.Bound(fmt.Sprintf("code in %q", run), fenced(run), want))
	}
	for line, want := range map[string]int{
		"> - x": 2, "1. 2) * + x": 4, "x > -": 0, "- - -": 0, "* * *\n": 0, "- * -": 3, ">\t>9. x": 3, "/ -": 0, ": -": 0, "0- x": 1, "9- x": 1, "": 0,
	} {
		if got := containers(line); got != want {
			t.Errorf("%q opens %d, want %d", line, got, want)
		}
	}
	bad := strings.Repeat(">", 100)
	for s, want := range map[string]string{
		"a\n\nb\n": "[{0 5 false}]", bad: "[{0 100 true}]", "a\n\n" + bad + "\n\nb": "[{0 3 false} {3 104 true} {104 106 false}]",
		bad + "\n\n" + bad: "[{0 101 true} {101 102 false} {102 202 true}]", "\n \n": "[{0 3 false}]", "": "[]", "\n\n" + bad + "\n \n": "[{0 2 false} {2 103 true} {103 105 false}]",
	} {
		if got := fmt.Sprint(portions(s)); got != want {
			t.Errorf("%q: %s, want %s", s, got, want)
		}
	}
}

// What a page costs is known before it is parsed.
func TestWhatAPageCosts(t *testing.T) {
	for tag, want := range map[atom.Atom][2]bool{
		atom.Div: {true, false}, atom.Section: {true, false}, atom.P: {false, false}, atom.Td: {false, false}, atom.Span: {false, false}, atom.B: {false, true}, atom.A: {false, true}, atom.Font: {false, true},
	} {
		if got := [2]bool{closedByName(tag), formatting(tag)}; got != want {
			t.Errorf("%s: %v", tag, got)
		}
	}
	var s scan
	for _, step := range []struct {
		kind html.TokenType
		tag  atom.Atom
		size int
		want scan
	}{
		{html.StartTagToken, atom.Div, 5, scan{elements: 1, depth: 1}},
		{html.TextToken, 0, 7, scan{elements: 1, depth: 1, nested: 7}},
		{html.StartTagToken, atom.B, 3, scan{elements: 2, formatting: 1, depth: 1, nested: 7}},
		{html.StartTagToken, atom.I, 3, scan{elements: 3, formatting: 2, depth: 1, nested: 7}},
		{html.StartTagToken, atom.Div, 5, scan{elements: 4, formatting: 2, copies: 2, depth: 2, nested: 7}},
		{html.StartTagToken, atom.P, 3, scan{elements: 5, formatting: 2, copies: 4, depth: 2, nested: 7}},
		{html.TextToken, 0, 7, scan{elements: 5, formatting: 2, copies: 4, depth: 2, nested: 21}},
		{html.EndTagToken, atom.I, 4, scan{elements: 5, formatting: 1, copies: 4, depth: 2, nested: 21}},
		{html.EndTagToken, atom.Div, 6, scan{elements: 5, formatting: 1, copies: 4, depth: 1, nested: 21}},
		{html.EndTagToken, atom.Div, 6, scan{elements: 5, formatting: 1, copies: 4, nested: 21}},
		{html.EndTagToken, atom.Div, 6, scan{elements: 5, formatting: 1, copies: 4, nested: 21}},
		{html.EndTagToken, atom.B, 4, scan{elements: 5, copies: 4, nested: 21}},
		{html.EndTagToken, atom.B, 4, scan{elements: 5, copies: 4, nested: 21}},
		{html.CommentToken, 0, 9, scan{elements: 5, copies: 4, nested: 21}},
	} {
		if s.add(step.kind, step.tag, step.size) || s != step.want {
			t.Errorf("%v %v: %+v, want %+v", step.kind, step.tag, s, step.want)
		}
	}
	need.Bounds(t,
		need.Bound("as many elements as can be", (&scan{elements: mostElements}).add(html.CommentToken, 0, 0), false),
		need.Bound("too many elements", (&scan{elements: mostElements + 1}).add(html.CommentToken, 0, 0), true),
		need.Bound("as many copies as can be", (&scan{copies: mostCopies}).add(html.CommentToken, 0, 0), false),
		need.Bound("too many copies", (&scan{copies: mostCopies + 1}).add(html.CommentToken, 0, 0), true),
		need.Bound("as much within others as can be", (&scan{nested: mostNested}).add(html.CommentToken, 0, 0), false),
		need.Bound("too much within others", (&scan{nested: mostNested + 1}).add(html.CommentToken, 0, 0), true),
	)
}

// Without a tree only the words of a page are read, a block to each element that is one.
func TestAPageWithoutATree(t *testing.T) {
	for text, want := range map[string]string{
		"<div>The <b>tide</b> rises<p>It falls<br>now</div>":                 "The tide rises | It falls\nnow",
		"<p>One<style>p{}</style>two<script>x</script><title>y</title>three": "Onetwothree",
		"<p>One</p><p>two <i": "One | two",
		"":                    "",
	} {
		var a model.Article
		readTags(&a, text)
		var got []string
		for i := range a.Blocks {
			got = append(got, a.Slice(a.Blocks[i].Range))
		}
		if s := strings.Join(got, " | "); s != want {
			t.Errorf("%q: %q, want %q", text, s, want)
		}
	}
}

// A picture is described by words, not by the name of its file.
func TestWhatDescribesAPicture(t *testing.T) {
	need.Bounds(t,
		need.Bound("twelve letters of three words", describes("a tram i hal"), true),
		need.Bound("eleven letters", describes("a tram i ha"), false),
		need.Bound("two words", describes("tramway hallway"), false),
		need.Bound("six letters of Chinese", describes("电车在大厅里"), true),
		need.Bound("five letters of Chinese", describes("电车在大厅"), false),
		need.Bound("a low line", describes("a tram in the_hall"), false),
		need.Bound("an address", describes("see https://a.example a tram"), false),
		need.Bound("a file", describes("a tram in hall.JPG"), false),
		need.Bound("as long as can be", describes(strings.Repeat("a bc ", 200)), true),
		need.Bound("too long", describes(strings.Repeat("a bc ", 200)+"d"), false),
		need.Bound("the address of a picture", isPictureFile("/a.webp?w=1.txt"), true),
		need.Bound("the address of a page", isPictureFile("/a?b=c.png"), false),
		need.Bound("half of the words", sharesWords("the Tram halts", "a tram in the hall"), true),
		need.Bound("just half of the words", sharesWords("tram day", "a Tram"), true),
		need.Bound("less than half", sharesWords("tram day night", "a tram"), false),
	)
}

// linkedBlock is a block of ten bytes of which the first are a link.
func linkedBlock(kind model.BlockKind, bytes model.Pos) *model.Block {
	return &model.Block{Kind: kind, Range: model.Range{Start: 5, End: 15}, Spans: []model.Span{
		{Range: model.Range{Start: 5, End: 15}, Mark: model.Strong},
		{Range: model.Range{Start: 5, End: 5 + bytes}, Mark: model.Link},
		{Range: model.Range{Start: 5, End: 5 + bytes}, Mark: model.Link},
	}}
}

// Lists of links lead to other stories, with the line that introduces them.
func TestListsOfLinksAreNoStory(t *testing.T) {
	need.Bounds(t,
		need.Bound("nine tenths are a link", linked(linkedBlock(model.ListItem, 9)), true),
		need.Bound("eight tenths are a link", linked(linkedBlock(model.ListItem, 8)), false),
		need.Bound("a heading that is a link", linked(linkedBlock(model.Heading, 10)), true),
		need.Bound("a paragraph that is a link", linked(linkedBlock(model.Paragraph, 10)), true),
		need.Bound("a caption that is a link", linked(linkedBlock(model.Caption, 10)), false),
	)
	base, _ := url.Parse("https://gazette.example/")
	for text, want := range map[string]string{
		"<p>{p}<p>Others:<p><a href=/1>One story</a><p><a href=/2>Two</a><p>{p}":                            "+ - - - +",
		"<p>{p}<h1>Others</h1><p><a href=/1>One story</a><p><a href=/2>Two</a>":                             "+ + - -",
		"<p>{p}<h2>Others</h2><p><a href=/1>One story</a><p><a href=/2>Two</a>":                             "+ - - -",
		"<p>{p}<p>Other stories.<p><a href=/1>One story</a><p><a href=/2>Two</a>":                           "+ + - -",
		"<p>{p}<p>Others of the stories that we have now<p><a href=/1>One story</a><p><a href=/2>Two</a>":   "+ - - -",
		"<p>{p}<p>Others of the stories that we have today<p><a href=/1>One story</a><p><a href=/2>Two</a>": "+ + - -",
		"<p><a href=/1>One story</a><p><a href=/2>Two</a><p>{p}":                                            "- - +",
		"<p>{p}<p><a href=/1>One story of a day</a><p>{p}":                                                  "+ + +",
		"<p>{p}<p><a href=/1>ONE STORY NOW</a><p>{p}":                                                       "+ - +",
		"<p>{p}<p><a href=/1>ONE STORY</a><p>{p}":                                                           "+ + +",
	} {
		a := ReadFragment(strings.ReplaceAll(text, "{p}", "The council met on Monday."), base)
		var got []string
		for i := range a.Blocks {
			got = append(got, map[bool]string{true: "+", false: "-"}[isStory(a.Blocks[i])])
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s: %s, want %s", text, s, want)
		}
	}
}

// Captions and what is no story are told by their first and last words.
func TestWordsThatTellCaptionsAndFrames(t *testing.T) {
	for s, want := range map[string]bool{
		"Photo: Jane Roe": true, "(Photo: Jane Roe)": true, "picture: a tram": false, "caption: a tram": false, "Picture: a tram": true, "Caption: a tram": true,
		"A tram in its hall. (Photo: Jane Roe)": true, "A tram in its hall (Reuters/Jane Roe).": true, "A tram in its hall. Photo by Jane Roe": true, "A tram in its hall (old)": false, "A tram.": false,
		strings.Repeat("x ", 100) + "(Photo: Jane Roe)": true, "": false,
	} {
		need.Bounds(t, need.Bound(fmt.Sprintf("a caption: %q", s), isCaptionText(s), want))
	}
	for s, want := range map[string]bool{
		"Read more": true, "READ: more": true, "Readers say": false, "advertisement": true, "All rights reserved": true, "ALL RIGHTS RESERVED": true, "All rights": false, "|": false, "": false,
	} {
		need.Bounds(t, need.Bound(fmt.Sprintf("a frame: %q", s), mayBeBoilerplate(s), want))
	}
}

// The sender of a mail goes by name, else by address.
func TestSendersOfMail(t *testing.T) {
	for from, want := range map[string]string{
		"Jane Roe <jane@a.example>": "Jane Roe", "jane@a.example": "jane@a.example", "Jane Roe": "Jane Roe", `"Jane Roe" <jane@`: "Jane Roe", "": "", "Jane Roe <jane@a.example>, John Doe <john@a.example>": "Jane Roe", "<jane@a.example>": "jane@a.example",
	} {
		if got := senderName(from); got != want {
			t.Errorf("%q: %q, want %q", from, got, want)
		}
	}
}

// Of the two forms of a mail the plain one is read if it holds six of ten words and few
// addresses.
func TestThePlainFormOfAMail(t *testing.T) {
	words := func(n int) string { return strings.Repeat("word ", n) }
	for _, c := range []struct {
		what, plain, html string
		want              bool
	}{
		{"six of ten words", words(6), "<p>" + words(10), true},
		{"five of ten words", words(5), "<p>" + words(10), false},
		{"six of eleven words", words(6), "<p>" + words(5) + "</p><p>" + words(6), false},
		{"words that nobody sees", words(6), "<title>" + words(5) + "</title><style>" + words(5) + "</style><script>" + words(5) + "</script><p>" + words(10), true},
		{"no words", "", "<p>" + words(1), false},
		{"no words at all", "", "", false},
		{"an address among fifteen words", words(14) + "https://a.example", "<p>" + words(14), true},
		{"an address among fourteen words", words(13) + "https://a.example", "<p>" + words(13), false},
	} {
		if got := (&letter{plain: c.plain, html: c.html}).readsWell(); got != c.want {
			t.Errorf("%s: %v", c.what, got)
		}
	}
}

// Of a mail in parts the first plain one and the first page are its words; the others
// are counted.
func TestThePartsOfAMail(t *testing.T) {
	part := func(head, body string) string { return "--x\n" + head + "\n\n" + body + "\n" }
	m, err := message.Read(strings.NewReader("Content-Type: multipart/mixed; boundary=x\n\n" +
		part("Content-Type: text/plain", "One.") + part("Content-Type: text/plain", "Two.") + part("", "Three.") +
		part("Content-Type: text/html; charset=utf-8", "<p>Caf\xe9.") + part("Content-Type: text/html", "<p>Five.") +
		part("Content-Type: text/plain\nContent-Disposition: attachment; filename=a.txt", "Six.") +
		part("Content-Type: image/png", "") + part("Content-Type: application/pdf", "") +
		part("Content-Type: message/rfc822", "Subject: Inner\nContent-Type: text/plain; charset=no-such\n\nSeven.") + "--x--\n"))
	if err != nil {
		t.Fatal(err)
	}
	var l letter
	l.read(m, 0)
	if l.plain != "One." || l.html != "<p>Café." || l.attached != 2 || len(l.forwarded) != 1 {
		t.Fatalf("%+v", l)
	}
	if f := l.forwarded[0]; f.subject != "Inner" || strings.TrimSpace(f.plain) != "Seven." {
		t.Errorf("%+v", f)
	}
}
