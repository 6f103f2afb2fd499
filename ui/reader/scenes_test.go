package reader

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"stet/ui/pane/panetest"
)

// A scene is an article in some state, at some sizes, and what a person does there.
type scene struct {
	name   string
	open   func(*testing.T) *driven
	states []string
	flows  string
}

// harbour has all that an article is made of, and is longer than a screen.
const harbour = `---
title: Harbour board approves the night ferry
author: Ann Roe and Ben Poe
publisher: Riverton Gazette
date: 2031-05-06
url: https://gazette.example/ferry/
page: 7
---

# Harbour board approves the night ferry

The harbour board of Riverton approved a [night ferry](https://gazette.example/night) on Tuesday. “We have waited for this for nine years,” said board chair Jane Doe. Critics called the plan *reckless*, and **few** were surprised.

- “It will cost 40 million euros,” said Ben Roe.
- The dockers’ union opposes the plan.
  - Nobody asked the islanders.

> The sea gives and the sea takes, a captain once wrote.

## What it costs

The ferry costs 40 million euros, Roe said, and “not one euro more”. Germany backs the plan while Turkey opposes it.

| Year | Passengers | Cost in euros |
| ---- | ---------: | :-----------: |
| 2029 | 1,200 | 3.5 million |
| 2030 | 900 | 4 million |

![The ferry in the snow](pics/ferry.jpg)

---

1. First the pier is built.
2. Then the ship is bought.

` + "```\nfare = 12\nreturn fare * 2\n```" + `

“We will not pay for it,” Ida Holm told the Gazette. “Not this year, and not the next.” She said that the islanders had been promised a bridge, and that the mayor, Tom Berg, had broken his word.

Berg rejected that. He said the bridge had never been planned and that “nobody in this town would have paid for a bridge of nine kilometres that ends in a field”.

The board meets again on Friday. In the meantime the old ferry sails twice a day, at dawn and at dusk, from the old pier behind the fish market, where the gulls are.
`

// written is an article of a file of that name.
func written(t *testing.T, name, text string) *driven {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return reopen(t, path)
}

const going = `
	j
	3 j
	k
	j j k
	space
	space space
	space space space space space
	b
	G b b
	ctrl+d ctrl+d
	ctrl+d ctrl+u
	G
	G j
	G k k
	G g
	end home
	tab
	tab tab
	tab tab tab tab tab tab tab
	shift+tab
	G shift+tab shift+tab
	] s
	] s ] s ] s [ s
	[ s
	] e
	] e ] e ] e ] e
	[ e [ e
	] c ] c n N
	] u n n n n
	[ u [ u
	] q l h
	f
	f b
	f t
	f t a
	f zz
	f esc
	/ type:ferry
	/ type:ferry enter
	/ type:ferry enter n n n n n n
	/ type:ferry enter N N N
	/ type:Ferry enter n n
	/ type:ferry enter esc
	/ type:ferry enter G n
	/ type:ferry esc n
	/ type:zzz enter n
	/ paste:the_bridge enter
	/ type:Cost_in enter l l h v l l
	/ type:fare enter
	/ type:1,200 enter + + +
	/ type:snow enter O
	/ type:night_ferry enter n O
	z
	z z
	z j z
	z G z z
	Z
	Z j G
	Z Z
	m m
	m .
	m . m .
	m q
	m c m s
	m e m e
	m i
	m i m i
	m r
	m
	]
	[
	X
	< <
	> >
	< < < < < < < < <
	9 <
	9 >
	v
	v l l l l l
	v h h h
	v + + +
	v + - -
	v o h
	] s v G
	+ + + +
	- - -
	wheel:down
	wheel:down wheel:down wheel:up
	wheel:down wheel:down wheel:down wheel:down wheel:down wheel:down wheel:down wheel:down wheel:down wheel:down
	click:12,6
	click:12,6 click:13,8
	click:1,6
	click:12,6 drag:20,8 drop:20,8
	click:20,8 drag:12,6 drop:12,6
	click:20,8 drag:20,8 drop:20,8
	click:30,7 drag:35,7 drop:35,7 drag:50,9
	click:30,7 drag:0,7 drag:79,7 drop:79,7
	click:30,0
	click:70,3
	right:12,6
	drop:12,6
	click:12,6 move:20,8 drop:20,8
	tab a click:12,6 drag:20,8 drop:20,8
	tab a wheel:down wheel:up
	f J
	f J a
	f R
	f R b
	e
	e 1
	e 2 enter n n
	e type:Ida enter n N
	e type:zz enter
	c
	c f b
	s f b
	] s c
	] s s
	] e e
	G ] s a
	tab w
	I
	\
	O
	O O
	y
	tab y
	|
	.
	d
	1 2
	1 2 esc
	q
	R
	?
	J
`

var scenes = []scene{
	{"page", func(t *testing.T) *driven { return written(t, "ferry.md", harbour) },
		[]string{"size:80x24 g", "size:44x13 g", "size:132x30 g", "size:80x24 G tab", "size:132x40 g tab"}, going},
	{"small", func(t *testing.T) *driven { return written(t, "ferry.md", harbour) },
		[]string{"size:18x6 g", "size:30x9 g tab", "size:250x12 g tab"}, `
		j
		space space
		G
		tab
		tab tab tab
		f
		f t
		] s v
		c
		s
		a type:x
		w
		/ type:ferry enter
		z
		Z
		m m
		< <
		> >
		wheel:down
		click:8,3
		click:120,5
		I
		A
		] u
		] u ] u
		] c
		] c V
		? `},
	{"web", func(t *testing.T) *driven { return written(t, "ferry.html", webpage) },
		[]string{"size:80x24 g", "size:110x20 g"}, `
		j
		\
		\ G
		\ \
		\ tab
		\ j j j \
		z
		z z
		z z \
		G \
		O
		tab O
		] s O O
		space space
		m . m .
		I
		A
		D`},
	{"languages", func(t *testing.T) *driven { return written(t, "words.md", manyScripts) },
		[]string{"size:80x24 g", "size:40x16 g", "size:80x24 g / type:אמר enter"}, `
		tab
		tab tab
		j j
		] s
		] s ] s ] s
		f r
		f ה
		l
		h
		l l h
		h h h
		v l l
		v h h
		L
		H
		H H L
		] e
		/ type:geht enter
		/ type:東京 enter l l
		/ type:москва enter
		/ type:istanbul enter
		/ type:العا enter v h
		click:12,4
		click:40,4 drag:60,4 drop:60,4
		click:60,6 drag:30,6 drop:30,6
		c
		a type:שלום enter
		c type:محمد enter
		z
		z z
		G
		I`},
	{"empty", func(t *testing.T) *driven { return written(t, "none.md", "---\ntitle: Nothing\n---\n\n") }, []string{"size:80x24 g", "size:20x5 g"}, short},
	{"title", func(t *testing.T) *driven { return written(t, "title.txt", "Only a title\n") }, []string{"size:80x24 g", "size:9x4 g"}, short},
	{"unclosed", func(t *testing.T) *driven {
		return written(t, "open.txt", "Talks\n\n“We begin, said Angela Merkel in Berlin. The paper was signed. Nobody knows why it was.\n\nIt rained all day, and the hall was empty.\n\n“We end,” said Angela Merkel.\n")
	}, []string{"size:80x24 g", "size:140x30 g"}, `
		tab
		tab enter
		tab enter down
		tab enter 1
		u
		tab enter 2
		u
		tab enter f s
		tab enter f s a
		u
		tab enter f R
		u
		tab enter w
		tab enter w 1
		u
		tab enter x
		u
		tab enter esc enter
		tab enter f esc
		tab + enter
		u
		tab w
		tab i
		tab "
		tab c enter
		] u`},
	{"damaged", func(t *testing.T) *driven {
		return written(t, "bad.txt", "Bytes\n\nIt \xff was \xfe bad, said Jane Doe. “So it is,” said Jane Doe.\n")
	}, []string{"size:80x24 g"}, "j\ntab\ntab enter\nu"},
	{"word", func(t *testing.T) *driven {
		return written(t, "word.txt", "Donaudampfschifffahrtsgesellschaftskapitänsmütze.\n")
	}, []string{"size:80x24 g", "size:20x7 g / type:dampf enter"}, short},
}

const short = `
	j
	space
	space space
	G
	tab
	] s
	] e
	] u
	n
	N
	f
	f d
	/ type:a enter
	z
	z z
	Z
	v
	+
	c
	s
	a
	a type:x enter
	A
	A type:y enter
	m m
	I
	D
	u
	click:10,3
	wheel:down
	R
	q`

const webpage = `<!doctype html><html lang="en"><head><title>Night ferry approved | Riverton Gazette</title>
<meta property="og:site_name" content="Riverton Gazette"><meta property="article:published_time" content="2031-05-06T10:00:00Z">
<link rel="canonical" href="https://gazette.example/ferry/"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li><li><a href="/contact">Contact us today</a></li></ul></nav>
<main><article><h1>Night ferry approved</h1><p class="byline">By Ann Roe</p>
<p>The harbour board of Riverton approved a night ferry on Tuesday, after nine years of talks with the islanders. “We have waited for this,” said board chair Jane Doe in the town hall.</p>
<h2>What it costs</h2>
<p>The ferry costs 40 million euros, Ben Roe said, and the islanders will pay a tenth of that. Critics have called the plan reckless, and a petition against it has been signed by nine hundred people.</p>
<figure><img src="/pics/ferry.jpg" alt="A ferry"><figcaption>The ferry in the snow, seen from the old pier.</figcaption></figure>
<p>“Nobody in this town would have paid for a bridge of nine kilometres that ends in a field,” the mayor, Tom Berg, told the Gazette on Friday evening, before he left for the island himself.</p>
</article></main>
<aside><h3>Most read</h3><ul><li>Gulls steal chips</li><li>Pier closed for repair</li></ul></aside>
<footer><p>Copyright Riverton Gazette. All rights reserved. Contact the editors by post.</p></footer></body></html>
`

const manyScripts = `# Words of many scripts

ראש הממשלה אמר אתמול בירושלים כי ״המצב השתפר מאוד״ בשנה האחרונה, ולא פירט (2031) מדוע.

قال الرئيس محمد في القاهرة إن العالم "لن ينتظر" طويلا بعد الآن.

„So geht es nicht weiter“, sagte Olaf Scholz in Berlin. „Wir müssen handeln.“

東京で首相は「計画を見直す」と述べた。会議は明日も続く。

«Мы не согласны», — заявил министр. Москва молчит.

İstanbul'da başkan “bu yeter” dedi. Café naïve e` + "\u0301" + `lan 👩‍👩‍👧 family 👍🏽 ends.
`

// played is a reader in which keys are pressed: what it tells is what it asks of the
// program, what is in focus, and what is annotated.
func played(d *driven) panetest.Played {
	return panetest.Played{
		Press: func(keys string) { d.press(keys) },
		Lines: func() []string { return panetest.Show(d, d.sheet.W, d.sheet.H) },
		Tell: func() string {
			said := d.said
			d.said = nil
			return anonymous.ReplaceAllString(panetest.Says(d.t, said, d.Entries()), "…") + d.inFocus() + "\n" + anonymous.ReplaceAllString(d.statusLine(), "…")
		},
	}
}

var anonymous = regexp.MustCompile(`urn:uuid:[0-9a-f-]+`)

// TestWhatAPersonSees holds the screen in each scene after each thing that a person
// does there.
func TestWhatAPersonSees(t *testing.T) {
	for _, s := range slices.Concat(scenes, tagged) {
		t.Run(s.name, func(t *testing.T) {
			panetest.Play(t, "scenes/"+s.name+".txt", s.states, panetest.Flows(s.flows), func() panetest.Played { return played(s.open(t)) })
		})
	}
}
