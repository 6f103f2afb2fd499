package review

import (
	"crypto/sha256"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"stet/ui/pane/panetest"
)

// A scene is a folder in some state, at some sizes, and what a person does there.
type scene struct {
	name   string
	open   func(*testing.T) *driven
	states []string
	flows  string
}

// harbour is a folder in which three people have annotated: of every kind, with words in
// several scripts, more rows than fit, an article that changed since, a sidecar that
// cannot be read.
func harbour(t *testing.T) string {
	t.Helper()
	dir := newFolder(t)
	tag(t, dir, "a/ferry.txt", `Harbour board approves the night ferry

[“We have waited for this for nine years,”] said board chair Jane Doe. [The dockers’ union opposes the plan.]

Ben Roe said [the ferry will cost 40 million euros], and [nobody knows who pays].
`, "alice", "quote Jane Doe", "stance Dockers’ Union AGAINST the night ferry", "claim Ben Roe", "note ask the board about this, and ask again next year when the money is gone")
	tag(t, dir, "a/ferry.txt", `Harbour board approves the night ferry

“We have waited for this for nine years,” said board chair [Jane Doe]. [The dockers’ union opposes the plan.]

Ben Roe said the ferry will cost 40 million euros, and nobody knows who pays.
`, "bob", "name Jane Doe", "stance Dockers’ Union AGAINST Jane Doe")
	tag(t, dir, "a/ferry.txt", `Harbour board approves the night ferry

[“We have waited for this for nine years,”] said board chair Jane Doe. The dockers’ union opposes the plan.

Ben Roe said [the ferry will cost 40 million euros], and nobody knows who pays.
`, "carol", "quote Ben Roe", "claim ")
	tag(t, dir, "b/hebrew.txt", "ראש הממשלה אמר\n\nראש הממשלה אמר כי [״המצב השתפר מאוד״] בשנה האחרונה.\n", "alice", "quote ראש הממשלה")
	tag(t, dir, "b/tokyo.txt", "東京の会議\n\n首相は[「計画を見直す」]と述べた。\n", "bob", "quote 首相")
	tag(t, dir, "b/changed.txt", "Gulls steal chips\n\nThe gulls [came again] on Monday, and [the chips] were gone.\n", "alice", "note when", "note whose")
	panetest.Write(t, dir, "b/changed.txt", "Gulls steal chips, it is said\n\nThe gulls stayed away, and the chips were gone.\n")
	panetest.Write(t, dir, "b/odd.txt", "An odd one\n\nIts sidecar is broken.\n")
	panetest.Write(t, dir, "b/odd.txt.alice.anno.json", "{ this is no JSON")
	var long strings.Builder
	var bodies []string
	for i := range 14 {
		fmt.Fprintf(&long, "Report %d says that [the harbour costs %d million].\n\n", i, 9*i+1)
		bodies = append(bodies, fmt.Sprintf("claim Speaker %c", 'A'+i%5))
	}
	tag(t, dir, "c/reports.txt", long.String(), "alice", bodies...)
	return dir
}

const looking = `
	j
	4 j
	j j k
	space
	space space b
	G
	G k k
	ctrl+d ctrl+d ctrl+u
	B 1
	B 1 G
	B 2 j j
	B 3 G k
	B 4
	B 5
	B 6
	B down down enter
	B esc
	S 1
	S 2
	S 3 j
	S 4
	S 5
	S 6
	S down enter
	T
	T 1
	T 1 j j
	T 1 l l
	T 1 j l enter
	T 1 G enter
	T 1 tab
	T 1 tab tab tab tab
	T 1 shift+tab
	T 1 b
	T 1 space k h
	T 1 W
	T 2
	T 2 j l l h
	T 2 G l l l l enter
	T 2 enter
	T 3
	T 3 j j enter
	T 3 G l l l
	T 4
	T 4 j enter
	T 4 l l l enter
	T 5
	T 1 esc
	T 1 q
	T esc
	m c
	m c G
	m q m s
	m n
	m e
	m r
	m c m .
	M
	] d
	] d ] d [ d
	/ type:kind:claim enter
	/ type:kind:claim_by:roe enter
	/ type:who:doe enter
	/ type:annotator:bob enter
	/ type:annotator:bob_-kind:name enter
	/ type:label:against enter
	/ type:towards:ferry enter
	/ type:file:ferry enter
	/ type:tag:one enter
	/ type:since:2026-03-17 enter
	/ type:state:orphan enter
	/ type:state:moved enter
	/ type:is:lost enter
	/ type:origin:hand enter
	/ type:verdict:refutes enter
	/ type:status:check enter
	/ type:stance:against enter
	/ type:harbour_costs enter j j
	/ type:"million_euros" enter
	/ type:zzz enter
	/ type:kind:odd
	/ type:kind:odd enter
	/ type:since:tomorrow enter
	/ type:רוא enter
	/ type:המצב enter
	/ type:cla backspace enter
	/ paste:Doe enter
	/ type:doe esc
	/ ctrl+u enter
	v j v
	v j v x
	v j v w type:Somebody enter
	u
	v j v t type:one,_two enter
	/ type:tag:one enter
	/ ctrl+u enter
	v j v t type:-one enter
	u
	u
	ctrl+a
	ctrl+a ctrl+a
	ctrl+a x
	u
	ctrl+a w type:All enter
	u
	G x
	G t type:last enter
	u
	u
	C
	C C
	j C
	j j C
	j j j C
	G C
	C t type:more enter
	u
	w
	w esc
	j w
	j j w type:New enter
	u
	V
	j V r enter
	u
	V s tab type:https://a.example enter type:so enter enter
	C
	T 2
	u
	r
	j j r
	y
	e
	j j j e
	W
	W 1
	W 2
	P
	x
	u
	ctrl+r
	u
	enter
	j enter
	I
	?
	q
	esc
	click:10,5
	click:10,5 click:10,5
	click:10,9
	click:2,12
	click:10,0
	click:10,22
	wheel:down
	wheel:down wheel:down wheel:up
	T 1 click:20,5
	T 1 wheel:down
	X
	9
	m
	size:60x12 j
	size:110x40
	size:24x8 G
	size:60x7 / type:kind:odd
	size:60x7 / type:kind:odd enter
	size:80x24
	size:30x9 / type:a_very_long_filter_that_does_not_fit
	size:12x4`

var scenes = []scene{
	{"harbour", func(t *testing.T) *driven { return open(t, harbour(t)) },
		[]string{"size:80x24 / ctrl+u enter m . B 1 S 1 g", "size:140x36 / ctrl+u enter m . B 1 g", "size:48x12 / ctrl+u enter m . B 1 g j j", "size:80x16 / ctrl+u enter m . B 2 g"}, looking},
	{"project", func(t *testing.T) *driven {
		dir := harbour(t)
		panetest.Write(t, dir, "codebook.toml", "name = \"harbour\"\nversion = \"2\"\n[project]\nblind = true\n[kind.frame]\nkey = \"f\"\nunit = \"sentence\"\n[[set]]\nname = \"topic\"\napplies = \"article\"\n[[set.code]]\nname = \"boats\"\n[[set.code]]\nname = \"money\"\n[[set]]\nname = \"tone\"\napplies = \"tag\"\n[[set.code]]\nname = \"calm\"\n[[set.code]]\nname = \"harsh\"\n[[set]]\nuse = \"semeval2016-6\"\n")
		return open(t, dir)
	}, []string{"size:80x24 / ctrl+u enter m . g", "size:140x30 / ctrl+u enter m . g"}, `
		j
		G
		t
		t 1 enter
		u
		t type:ca
		C
		V
		m X f
		B 1
		B 2
		T 1
		T 2
		M
		] d
		I
		/ type:kind:frame enter
		/ type:tag:tone enter
		r
		r 1
		e
		W`},
	{"machines", func(t *testing.T) *driven { return open(t, suggestedFolder(t)) }, []string{"size:80x24 g", "size:140x30 g"}, `
		M
		M j
		M C
		M P
		M
		u
		M x
		M
		u
		M ctrl+a P
		u
		M v j v x
		u
		M w
		M t
		M V
		M enter
		M M
		/ ctrl+u type:machine:owl enter
		/ ctrl+u type:machine:owl_score:0.85 enter
		/ ctrl+u type:score:2 enter
		/ ctrl+u enter
		] d
		] d ] d
		] d ] d ] d ] d
		] d [ d
		] d enter
		] d esc
		] d P
		] d S 3
		] d B 1
		] d B 2 j
		] d / type:plan enter
		u
		T 1
		T 2
		T 3
		B 1
		S 1
		I`},
	{"related", func(t *testing.T) *driven {
		return open(t, harbour(t)).press("/ ctrl+u type:kind:claim enter g r 1 i j r 2 s G r 1 a / ctrl+u type:harbour_costs enter g j j r 1 a j r 1 s v j v r i esc / ctrl+u enter")
	}, []string{"size:80x24 / ctrl+u enter m . B 1 S 1 g", "size:140x36 / ctrl+u enter m . B 1 S 1 g"}, `
		T 2
		T 2 j j
		T 2 l l
		T 2 j l enter
		/ type:kind:link enter
		/ type:kind:link enter C
		/ type:kind:link enter j j x
		u
		/ type:kind:link enter enter
		/ type:kind:link enter r
		/ type:kind:link enter w
		/ type:kind:claim enter j C
		/ type:kind:claim enter r
		/ type:kind:claim enter r 1 i
		u
		/ type:kind:claim enter V r enter
		T 2
		u
		/ type:kind:claim enter v j v j r
		/ type:kind:claim enter v j v j r a
		u
		/ type:kind:claim enter x
		u
		/ type:harbour_costs enter x x x
		u u u
		m r
		B 2
		S 3
		e
		e 1
		u
		/ type:by:bob enter r
		G C`},
	{"months", func(t *testing.T) *driven {
		dir := harbour(t)
		for i := range 5 {
			tag(t, dir, "b/tokyo.txt", "東京の会議\n\n首相は[「計画を見直す」]と述べた。\n", "coder"+string(rune('a'+i)), "quote 首相")
		}
		return open(t, dir)
	}, []string{"size:80x24 / ctrl+u enter m . B 1 S 1 g"}, "T 4\nT 4 j\nT 4 j l enter\nT 4 G l l l l l enter\nT 3\nB 5\nB 4\nS 2\nS 2 G"},
	{"none", func(t *testing.T) *driven { return open(t, t.TempDir()) }, []string{"size:80x24 g", "size:20x6"},
		"j\nenter\nx\nw\nt\nV\nr\ny\ne\nC\nW\nu\nctrl+r\nv\nctrl+a\nB 1\nS 2\nT\nT 1\nT 2\nT 3\nT 4\nT 5\nM\n] d\nm c\n/ type:x enter\n/ ctrl+u enter\nI\nclick:5,5\nwheel:down\nq"},
	{"nothing-kept", func(t *testing.T) *driven {
		dir := t.TempDir()
		panetest.Write(t, dir, "a.txt", "A title\n\nNothing was kept here.\n")
		panetest.Write(t, dir, "b.txt", "B title\n\n“It rained,” said Jane Doe.\n")
		return open(t, dir)
	}, []string{"size:80x24 g"}, "j\nT 1\nT 3\nW\nP\nq"},
	{"one", func(t *testing.T) *driven {
		dir := t.TempDir()
		tag(t, dir, "a.txt", "A title\n\nIt [rained] all day.\n", "alice", "note why")
		return open(t, dir)
	}, []string{"size:80x24 g"}, "j\nk\nC\nv\nctrl+a\nr\nt type:one enter\nu\nx\nu\nx u ctrl+r\nu\nT 1\nT 4\nW\nW 1 type:out enter\nW 2 type:out enter\nB 1\nB 5\ny\nenter"},
}

// What is around the words of a row is of their paragraph, some hundred bytes on each
// side, and no letter is cut; of words that are lost the row's own context is shown.
func TestWhatIsAroundTheWordsOfARow(t *testing.T) {
	dir := t.TempDir()
	filler := strings.Repeat("Über die Brücke fährt niemand. ", 40)
	tag(t, dir, "a.txt", "Ein Titel\n\n"+filler+"Der [Hafen] bleibt zu. "+filler+"\n\nEnde.\n", "alice", "note why")
	tag(t, dir, "b.txt", "Ein Titel\n\nDer [Hafen] bleibt zu.\n", "alice", "note why")
	d := open(t, dir)
	for range 2 {
		d.press("g")
		if d.list.row().Article == "b.txt" {
			d.press("j")
		}
	}
	before, words, after := d.peek.context(d.list.row())
	if words != "Hafen" || !strings.HasSuffix(before, "niemand. Der ") || !strings.HasPrefix(after, " bleibt zu. Über ") {
		t.Errorf("%.20q %q %.20q", before, words, after)
	}
	for _, s := range []string{before, after} {
		if len(s) > around || len(s) < around-3 || strings.ToValidUTF8(s, "?") != s {
			t.Errorf("%d bytes: %.20q", len(s), s)
		}
	}
	panetest.Write(t, dir, "b.txt", "Ein Titel\n\nAlles ist anders.\n")
	d = open(t, dir).press("/ type:state:orphan enter")
	if before, words, after := d.peek.context(d.list.row()); words != "Hafen" || !strings.HasSuffix(before, "Der ") || !strings.HasPrefix(after, " bleibt") {
		t.Errorf("of lost words: %q %q %q", before, words, after)
	}
}

func TestHowAlikeTwoNamesAre(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{{"Jane Doe", "John Doe", 2}, {"Jane Doe", "jane doe", 3}, {"Jane Doe", "Jane Roe", 1}, {"Jane", "Doe", 0}, {"", "", 0}, {"Doe", "", 0}, {"Doe", "Jane Doe", 2}} {
		if got := likeness(tt.a, tt.b); got != tt.want {
			t.Errorf("%s and %s: %d, want %d", tt.a, tt.b, got, tt.want)
		}
	}
}

// Saving an edit takes in and lists what another program wrote into the sidecar meanwhile;
// if both changed the same annotation, both versions stay and a message says so.
func TestWhatOthersWroteMeanwhileIsTakenIn(t *testing.T) {
	d := open(t, newFolder(t))
	d.press("/ type:emissions enter t type:first enter")
	other := open(t, d.dir)
	other.press("/ type:inflation enter t type:other enter")
	d.press("/ ctrl+u type:seventh enter t type:second enter / ctrl+u type:tag:other enter")
	if got := d.listed(); !strings.Contains(got, "inflation") {
		t.Errorf("the tag of the other program is not listed:\n%s", got)
	}
	other.press("/ ctrl+u type:emissions enter w type:Ann enter")
	d.press("/ ctrl+u type:emissions enter w type:Ben enter")
	if got := d.front.Told; !got.Error || !strings.Contains(got.Message, "the sidecar was changed elsewhere: 1 annotation differ, both are kept") {
		t.Errorf("it says %+v\n%s", got, d.listed())
	}
	if got := d.onDisk(); !strings.Contains(got, "Ann") || !strings.Contains(got, "Ben") {
		t.Errorf("on the disk:\n%s", got)
	}
}

var anonymous = regexp.MustCompile(`urn:uuid:[0-9a-f-]+`)

// TestWhatAPersonSees holds the screen in each scene after each thing that a person
// does there.
func TestWhatAPersonSees(t *testing.T) {
	for _, s := range scenes {
		t.Run(s.name, func(t *testing.T) {
			panetest.Play(t, "scenes/"+s.name+".txt", s.states, panetest.Flows(s.flows), func() panetest.Played {
				d := s.open(t)
				p := played(d)
				p.Tell = func() string { // the rows that are not on the screen are in the sum
					said := d.said
					d.said = nil
					rows := anonymous.ReplaceAllString(d.listed(), "…")
					return fmt.Sprintf("%s%d lines %.3x", panetest.Says(d.t, said, d.Entries()), strings.Count(rows, "\n"), sha256.Sum256([]byte(rows)))
				}
				return p
			})
		})
	}
}

// Words and names that are written from right to left are seen from right to left, in
// the list, in the card and in the tables, and nothing besides.
func TestRowsFromRightToLeftAreSeen(t *testing.T) {
	d := open(t, harbour(t))
	for keys, want := range map[string]string{"/ ctrl+u type:המצב enter": "״דואמ רפתשה בצמה״", "/ ctrl+u type:המצב enter C": "הלשממה שאר", "/ ctrl+u enter T 3": "הלשממה שאר"} {
		d.press("esc esc " + keys)
		screen := ansi.Strip(strings.Join(panetest.Show(d, 100, 40), "\n"))
		if strings.Contains(screen, "␛") || !strings.Contains(screen, want) {
			t.Errorf("%s: %q is not seen in\n%s", keys, want, screen)
		}
		d.press("esc")
	}
}
