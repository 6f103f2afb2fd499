package reader

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stet/annotate/kind"
	"stet/annotate/query"
	"stet/model"
	"stet/ui/pane/panetest"
)

// much is what somebody tags in the article of the harbour: quotes, claims with verdicts
// and evidence, stances, names, notes, tags, relations, a refusal.
const much = "tab enter g esc / type:40_million enter + c 1 g esc / type:one_euro enter v l l c type:Ben_Roe enter " +
	"V r type:https://a.example/minutes enter type:it_cost_44 enter enter t type:money,_boats enter a type:ask_the_board_about_this,_and_ask_it_again_next_year enter " +
	"g esc / type:opposes enter v l s type:Turkey enter type:ferry enter a g esc / type:reckless enter v a type:strong_word enter " +
	"g esc / type:gulls enter e type:Gulls enter 1 g esc ] c ] u x g esc ] a ] a ] a ] a r 1 1 g esc A type:dry enter "

// tagged are the scenes of articles that somebody has annotated.
var tagged = []scene{
	{"mine", func(t *testing.T) *driven { return written(t, "ferry.md", harbour).press(much) },
		[]string{"size:80x24 g", "size:140x34 g", "size:50x14 g", "size:80x24 g tab tab tab"}, `
		] a
		] a ] a
		] a ] a ] a
		] a ] a ] a ] a
		] a ] a ] a ] a ] a
		] a ] a ] a ] a ] a ] a
		] a ] a ] a ] a ] a ] a ] a ] a ] a ] a
		[ a [ a
		] a i
		] a enter
		] a ] a enter
		] a ] a ] a enter
		] a ] a ] a ] a enter
		] a ] a ] a enter down down down
		G [ a enter
		] a enter w
		] a enter w 1
		] a ] a ] a enter V
		] a ] a ] a enter a
		] a ] a ] a enter a type:_more enter
		] a ] a ] a enter t backspace enter
		] a ] a ] a enter r
		] a enter v
		] a enter v l enter
		] a ] a enter x
		u
		ctrl+r
		u
		u
		u
		z
		z ] a
		z z
		m m
		m .
		m q
		m c
		m s
		m q m c m s
		m q
		m c
		m s
		m n
		m n
		m e
		m e
		m e
		m r
		m r
		m r ] a ] a ] a
		m r
		I
		] c n
		] c V
		] c V s enter
		] c V tab type:https://b.example/a enter type:so_it_is enter c enter
		u
		/ type:opposes enter v l enter
		u
		] s ] s c 1
		u
		] a y
		] a r
		] a r f t
		] a r f t a
		] a r down enter
		] a r esc
		x
		] a x
		u
		click:1,7
		click:1,9
		click:1,12
		click:110,9
		click:110,12
		click:14,17
		A
		A type:_more enter
		u
		D
		u
		w
		w down down enter
		u
		] a w -
		u
		] a w 0
		u
		] e ] e e
		] e e 1
		u
		E
		.
		] s .
		u
		j j j
		wheel:down wheel:down
		<
		>
		size:30x10 ] a
		q`},
	{"machines", func(t *testing.T) *driven { return reopen(t, tidal(t, "")) }, []string{"size:80x24 g", "size:140x30 g"}, machinery},
	{"machines-asked", func(t *testing.T) *driven {
		return reopen(t, tidal(t, "name = \"x\"\n[[set]]\nname = \"mood\"\napplies = \"article\"\n[[set.code]]\nname = \"calm\"\n[[set.code]]\nname = \"wild\"\n"))
	}, []string{"size:80x24 g"}, machinery},
	{"coders", func(t *testing.T) *driven {
		d := written(t, "ferry.md", harbour)
		panetest.Write(t, filepath.Dir(d.path), "codebook.toml", threeQuestions)
		reopenAs(t, d.path, "bob").press("A 1 b 2 enter D D D g esc tab enter g esc / type:opposes enter v l s 1 2 a g esc / type:one_euro enter v l c - g esc / type:gulls enter v a type:which_gulls enter D D")
		reopenAs(t, d.path, "carol").press("A 2 b enter D D D g esc tab w type:Someone enter g esc / type:opposes enter v h s 1 2 f g esc / type:gulls enter v l a type:birds enter D D")
		reopenAs(t, d.path, "alice").press("A 1 h 1 enter D D D g esc tab enter g esc / type:opposes enter v l s 1 2 f D D")
		return reopenAs(t, d.path, "alice")
	}, []string{"size:80x24 g", "size:140x30 g"}, `
		] d
		] d ] d
		] d ] d ] d
		] d ] d ] d ] d
		] d ] d ] d ] d ] d
		] d ] d ] d ] d ] d ] d
		] d ] d ] d ] d ] d ] d ] d
		] d ] d ] d ] d ] d ] d ] d ] d ] d ] d ] d ] d
		[ d
		[ d [ d
		[ d [ d ] d
		] d 1
		] d 1 esc
		] d 1 enter
		u
		] d 2 type:because enter
		] d n enter
		u
		] d w
		] d w 1 enter
		u
		] d b
		] d b enter
		u
		] d l
		] d l l l
		[ d 3 enter
		[ d w
		[ d w a
		[ d w a type:mine enter
		[ d w a type:mine enter type:why enter
		[ d w s 1 2 n enter
		[ d w esc
		u
		tab
		tab tab tab tab
		tab tab tab enter
		tab tab tab tab x
		tab tab tab tab tab w
		] a ] a ] a
		] a ] a ] a ] a ] a enter
		u
		m o
		m o tab tab tab
		m o
		i
		tab tab tab i
		D
		A
		R
		I
		] d 1 enter 1 enter 1 enter 1 enter 1 enter 1 enter 1 enter 1 enter
		] d
		] d a
		] d
		u
		u u u u`},
	{"changed", func(t *testing.T) *driven {
		d := written(t, "talks.txt", talks)
		d.press("tab enter / type:backs enter a type:check enter / type:gone enter + c enter / type:Ankara enter v a type:where enter")
		edited := strings.NewReplacer("Talks on the cease-fire go on", "Talks on the cease-fire go on, sources say",
			"We will not sign this paper", "We will never sign any such paper", "Germany backs the Berlin conference while Turkey opposes it.", "").Replace(talks)
		if err := os.WriteFile(d.path, []byte(edited), 0o600); err != nil {
			t.Fatal(err)
		}
		return reopen(t, d.path)
	}, []string{"size:80x24 g", "size:44x14 g"}, `
		] m
		] m down
		] m esc ] m
		] m a
		u
		] m w
		] m w n
		] m w n a
		esc
		] m w n a enter
		u
		] m x
		] m d
		u
		] m c
		] m c c
		u
		u
		] m l
		] m n
		] a
		] a ] a ] a
		] a i
		] m c
		] m c
		] m c
		] m c
		] m
		u`},
	{"newer", func(t *testing.T) *driven {
		d := written(t, "talks.txt", talks).press("tab enter")
		file := d.notes.own.Path()
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		newer := strings.Replace(string(data), `"schemaVersion": "1"`, `"schemaVersion": "2"`, 1)
		if newer == string(data) {
			t.Fatalf("there is no schema in\n%s", data)
		}
		if err := os.WriteFile(file, []byte(newer), 0o600); err != nil {
			t.Fatal(err)
		}
		return reopen(t, d.path)
	}, []string{"size:80x24 g"}, "tab\ntab x\ntab w\nc\ns\na\nu\nA\nD\n] d\n] a\ntab enter\ntab i\nv\nE\n.\n] m\nt\nV\nW"},
	{"own-kinds", framed, []string{"size:80x24 g", "size:80x24 g / type:gone enter"}, `
		X
		X f
		X f c
		X f c enter
		X f e tab type:Merkel tab 3 tab type:so_it_is enter
		X f c tab tab type:none enter
		X i
		] X f
		] X f enter
		] X f ] X f
		[ X i
		] X i enter
		m X
		m X f
		m X f
		] X f w
		] X f x
		u
		] X f V
		I
		tab
		f
		v
		.
		u
		u u u u`},
	{"known", func(t *testing.T) *driven {
		d := written(t, "ferry.md", harbour)
		sentence := func(words string) model.Range {
			i := model.Pos(strings.Index(d.in.Art.Text, words))
			return model.Range{Start: i, End: i + model.Pos(len(words))}
		}
		d.carryOut(d.Update(PriorClaims{
			{Sentence: sentence("“It will cost 40 million euros,” said Ben Roe."), Words: "it costs 40 million euros", In: "pier.md", ID: "urn:uuid:1",
				Review: kind.Review{Verdict: "REFUTES", Evidence: []kind.Evidence{{Link: "https://a.example/minutes", Words: "it cost 44"}}}},
			{Sentence: sentence("He said the bridge had never been planned"), Words: "the bridge was never planned", In: "bridge.md", ID: "urn:uuid:2", Review: kind.Review{Verdict: "SUPPORTS"}},
			{Sentence: sentence("The board meets again on Friday."), Words: "it meets on Friday", In: "board.md", ID: "urn:uuid:3", Review: kind.Review{Verdict: "NOT ENOUGH INFO"}},
		}))
		return d
	}, []string{"size:80x24 g", "size:140x30 g"}, `
		V
		V enter
		V enter V
		V V
		j
		] c V
		] c ] c V
		V tab
		V r enter
		u
		V enter
		V enter
		V enter
		V
		/ type:meets enter V
		/ type:gulls enter V
		/ type:planned enter V
		/ type:planned enter V enter
		u
		u u u`},
	{"folder", func(t *testing.T) *driven {
		d := written(t, "ferry.md", harbour).press("tab enter g esc ] a r")
		from := d.notes.own.Set.All()[0]
		d.carryOut(d.Update(Elsewhere{To: d.Reader, From: from.ID, Rows: []*query.Row{
			{ID: "urn:uuid:1", Kind: "claim", Who: "Jane Doe", Words: "we have waited for nine years", Article: "a/pier.md"},
			{ID: "urn:uuid:2", Kind: "quote", Who: "Tom Berg", Words: "nobody would have paid", Article: "bridge.md"},
			{ID: "urn:uuid:3", Kind: "claim", Who: "Tom Berg", Words: "it was planned", Article: "c/planned.md", Details: []query.Detail{{Name: "verdict", Value: "REFUTES"}}},
		}}))
		return d
	}, []string{"size:80x24 g ] a", "size:140x30 g ] a"}, `
		r
		r 1
		r 1 1
		i
		enter
		r 2 2
		r 3 3
		r type:planned enter
		i
		enter
		enter down down down down
		x
		u
		u u`},
	{"pages", func(t *testing.T) *driven {
		d := written(t, "ferry.md", harbour)
		d.in.Art.Pages = []model.Pos{0, 400, 900}
		d.in.Art.Notices = []string{"3 invalid bytes were replaced"}
		return d
	}, []string{"size:80x24 g"}, "j\nspace\nspace space\nG\n/ type:planned enter\n/ type:planned enter y\n] s\nz\nA\nq"},
	{"unfinished", func(t *testing.T) *driven {
		d := written(t, "talks.txt", talks)
		d.press("/ type:opposes enter v l s type:Turkey enter type:half esc g esc tab a type:ask_her esc")
		return reopen(t, d.path)
	}, []string{"size:80x24 g"}, "tab\nj\n/ type:opposes enter s\ns esc\n/ type:opposes enter v l s\ntab a\ntab a enter\ntab a type:x esc\nq\nq q\nD"},
}

const machinery = `
	] u
	] u ] u
	] u ] u ] u ] u
	[ u
	] ?
	] ? ] ?
	] ? ] ? ] ? ] ? ] ?
	] ? [ ?
	] ? n
	] ? N
	] u i
	] u ] u i
	] u w
	] ? enter
	u
	] ? x
	u
	] d
	] d ] d
	[ d
	m M
	m M o
	m M o ] u
	m M p
	m M *
	m M *
	m M *
	A
	A 1
	A 1 enter
	u
	] u enter
	] u enter
	tab
	tab tab
	I
	z
	D
	u
	u u u`

const threeQuestions = `name = "harbour"
version = "1"
[[set]]
name = "topic"
applies = "article"
definition = "What is it about?"
[[set.code]]
name = "boats"
definition = "Ships and piers."
[[set.code]]
name = "money"
[[set]]
name = "frame"
applies = "article"
many = true
[[set.code]]
name = "blame"
key = "b"
[[set.code]]
name = "hope"
key = "h"
[[set]]
name = "tone"
applies = "article"
[[set.code]]
name = "dry"
[[set.code]]
name = "warm"
[[set]]
name = "stance"
applies = "stance"
[[set.code]]
name = "FAVOR"
key = "f"
[[set.code]]
name = "AGAINST"
key = "a"
[[set.code]]
name = "NONE"
key = "n"
`
