package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/annotate/kind"
	"stet/annotate/store"
	"stet/model"
	"stet/model/source"
)

// harbour is a library of six articles that three people and a machine have annotated, by
// commands as far as they can.
func harbour(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "harbour")
	for name, text := range map[string]string{
		"codebook.toml":   "name = \"harbour\"\nversion = \"2\"\n[[set]]\nname = \"topic\"\napplies = \"article\"\n[[set.code]]\nname = \"boats\"\n[[set.code]]\nname = \"money\"\n[[set]]\nname = \"tone\"\napplies = \"tag\"\n[[set.code]]\nname = \"harsh\"\n[[set.code]]\nname = \"calm\"\nreplaces = [\"mild\"]\n[[set]]\nuse = \"semeval2016-6\"\n",
		"a/ferry.md":      "---\ntitle: Harbour board approves the night ferry\nauthor: Ann Roe\npublisher: Riverton Gazette\ndate: 2019-07-05\nurl: https://gazette.example/ferry\n---\n\n“We have waited for this for nine years,” said Jane Doe. The dockers oppose the plan.\n\nBen Roe said the ferry costs 40 million euros. Nobody knows who pays for it, and the board met again.\n",
		"a/bridge.md":     "---\ntitle: No bridge\npublisher: Island Post\ndate: 2019-07-04\n---\n\n“Nobody wants a bridge,” said Jane Doe. The ferry costs 40 million euros, it is said.\n",
		"b/gulls.txt":     "Gulls steal chips\n\nThe gulls came again on Monday, and the chips were gone.\n",
		"b/hebrew.txt":    "ראש הממשלה אמר\n\nראש הממשלה אמר כי ״המצב השתפר מאוד״ בשנה האחרונה.\n",
		"b/broken.txt":    "\x00\x01",
		"b/long.md":       "---\ntitle: A title that is so long that no table can hold it, whatever the width of the terminal may be in the end\npublisher: The Post\ndate: 2011-01-02\n---\n\n" + strings.Repeat("The board met again, and nothing came of it that anybody could remember. ", 12) + "\n",
		"in/articles.csv": "title,source,date,text\nHarbour,The Weekly,2019-03-05,It is deepened.\nFerry,,,It runs.\n",
		"in/lines.jsonl":  `{"id":"1","text":"“We wait,” said Jane Doe. The ferry costs 40 million euros."}` + "\nno json\n" + `{"id":"2","text":"Turkey opposes the bridge."}` + "\n",
		"in/old.txt":      "The ferry sails at dawn.\n",
		"in/new.txt":      "It is said that the ferry sails at dawn, and at dusk.\n",
		"in/places.jsonl": `{"id":"1","start":4,"end":9}` + "\n",
	} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		write(t, path, []byte(text))
	}
	return dir
}

// A shell runs commands of stet in this process, in a folder of its own.
type shell struct {
	t     *testing.T
	dir   string
	out   bytes.Buffer
	begun time.Time
}

var (
	someDay  = regexp.MustCompile(`\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?Z?`)
	today    = regexp.MustCompile(`\b(today|yesterday) \d\d:\d\d`)
	somePath = regexp.MustCompile(`/[^\s"]*/Test[^/]*/\d+/`)
	digests  = regexp.MustCompile(`[0-9a-f]{64}`)
	versions = regexp.MustCompile(`stet/[^\s"<]+`)
)

// run carries out a line, and notes what it prints and returns. "cat FILE" prints a file,
// "< FILE" at the end is standard input.
func (s *shell) run(line string) {
	s.t.Helper()
	args := strings.Fields(line)
	for i := range args {
		args[i] = strings.ReplaceAll(args[i], "_", " ")
	}
	fmt.Fprintf(&s.out, "\n$ %s\n", line)
	if args[0] == "cat" {
		data, err := os.ReadFile(args[1])
		if err != nil {
			data = []byte(err.Error() + "\n")
		}
		s.note(string(data))
		return
	}
	in := os.DevNull
	if n := len(args); n > 2 && args[n-2] == "<" {
		in, args = args[n-1], args[:n-2]
	}
	stdin, err := os.Open(in)
	if err != nil {
		s.t.Fatal(err)
	}
	defer stdin.Close()
	stdout, err := os.Create(filepath.Join(s.t.TempDir(), "out"))
	if err != nil {
		s.t.Fatal(err)
	}
	defer stdout.Close()
	var stderr bytes.Buffer
	code := run(args, stdin, stdout, &stderr)
	data, err := os.ReadFile(stdout.Name())
	if err != nil {
		s.t.Fatal(err)
	}
	s.note(string(data))
	for line := range strings.Lines(stderr.String()) {
		s.note("! " + line)
	}
	if code != 0 {
		fmt.Fprintf(&s.out, "= %d\n", code)
	}
}

func (s *shell) note(text string) {
	text = uuids.ReplaceAllString(text, "urn:uuid:*")
	text = somePath.ReplaceAllString(text, "")
	text = today.ReplaceAllString(text, "today 12:00")
	text = digests.ReplaceAllString(text, "DIGEST")
	text = versions.ReplaceAllString(text, "stet/VERSION")
	text = someDay.ReplaceAllString(text, "TIME")
	for _, day := range []time.Time{s.begun, time.Now()} { // midnight may lie between
		for _, day := range []time.Time{day, day.UTC()} {
			text = strings.NewReplacer(day.Format(time.DateOnly), "TODAY", day.Format("2 January 2006"), "TODAY").Replace(text)
		}
	}
	s.out.WriteString(text)
}

// owl puts suggestions of a machine beside an article.
func (s *shell) owl(name string, claims map[string]float64) {
	s.t.Helper()
	a, err := source.Open(name)
	if err != nil {
		s.t.Fatal(err)
	}
	by := store.Software{Model: "m", Prompt: model.DigestOf("p"), Ran: time.Date(2026, 3, 18, 10, 0, 0, 0, time.UTC)}
	var as []*annotate.Annotation
	for words, score := range claims {
		i := strings.Index(a.Text, words)
		if i < 0 {
			s.t.Fatalf("%s does not say %s", name, words)
		}
		as = append(as, &annotate.Annotation{ID: store.NewID(), Body: &kind.Claim{Status: kind.ToCheck}, Creator: store.MachineIRI + "owl", Created: by.Ran, Modified: by.Ran,
			Origin: annotate.Origin{How: annotate.Suggested, Generator: by.Generator("@owl"), Score: score, Why: "so"},
			Target: annotate.Target{Place: anchor.Describe(a, model.NewOffsets(a.Text), model.Range{Start: model.Pos(i), End: model.Pos(i + len(words))})}})
	}
	if _, err := store.NewDesk("alice").PutMachine(a, "@owl", by, as); err != nil {
		s.t.Fatal(err)
	}
}

func newShell(t *testing.T) *shell {
	t.Helper()
	home := t.TempDir()
	for name, value := range map[string]string{
		"HOME": home, "USER": "alice", "GIT_CONFIG_GLOBAL": os.DevNull, "GIT_CONFIG_SYSTEM": os.DevNull, "XDG_CONFIG_HOME": home,
		"XDG_DATA_HOME": filepath.Join(home, "data"), "XDG_STATE_HOME": filepath.Join(home, "state"), "XDG_RUNTIME_DIR": "",
		"XDG_CACHE_HOME": filepath.Join(home, "cache"), "STET_LIBRARY": "", "NO_COLOR": "1", "TERM": "dumb", "TZ": "UTC",
	} {
		t.Setenv(name, value)
	}
	s := &shell{t: t, dir: harbour(t), begun: time.Now()}
	t.Chdir(s.dir)
	return s
}

// coded lays out what people and a machine say of the library.
const coded = `
	add quote a/ferry.md --exact “We_have_waited_for_this_for_nine_years,” --by Jane_Doe --tag tone:calm
	add claim a/ferry.md --exact the_ferry_costs_40_million_euros --by Ben_Roe --text ask_the_board
	add stance a/ferry.md --exact The_dockers_oppose_the_plan --by the_dockers --towards the_plan --label AGAINST
	add entity a/ferry.md --exact Jane_Doe --label PERSON
	add note a/ferry.md --whole --tag topic:boats --text a_dry_piece
	add claim a/bridge.md --exact The_ferry_costs_40_million_euros --tag money --tag later
	add note b/gulls.txt --exact gulls --occurrence 1 --text which
	add quote b/hebrew.txt --exact ״המצב_השתפר_מאוד״ --by ראש_הממשלה
	--annotator bob add quote a/ferry.md --exact “We_have_waited_for_this_for_nine_years,” --by Ben_Roe
	--annotator bob add stance a/ferry.md --exact dockers_oppose --by the_dockers --towards the_plan --label FAVOR
	--annotator bob add note a/ferry.md --whole --tag topic:money
	--annotator bob add note a/bridge.md --whole --tag topic:boats
	--annotator carol add quote a/bridge.md --exact “Nobody_wants_a_bridge,” --by Jane_Doe
	--annotator carol add note a/bridge.md --whole --tag topic:boats
	--annotator carol add note a/ferry.md --whole --tag topic:boats
`

// TestWhatCommandsPrint holds what each command prints, complains of and returns, with each
// of its flags, over one library.
func TestWhatCommandsPrint(t *testing.T) {
	golden, err := filepath.Abs(filepath.Join("testdata", "prints"))
	if err != nil {
		t.Fatal(err)
	}
	for name, lines := range map[string]string{
		"list": `
			list
			list a
			list a/ferry.md
			list --kind claim
			list --kind stance --format jsonl
			list --kind odd
			list --by roe
			list --by doe --kind quote
			list --annotator bob
			list --where annotator:bob
			list --machine owl
			list --machine owl --score 0.8
			list --machine owl --score 2
			list --machine none
			list --towards plan
			list --stance against
			list --stance for
			list --label PERSON
			list --status check
			list --status to_check
			list --verdict refuted
			list --tag money
			list --tag topic
			list --state exact
			list --state odd
			list --origin hand
			list --since 2011-01-01 --until 2012-01-01
			list --since tomorrow
			list --source gazette
			list --article bridge
			list --words ferry
			list --note board
			list --where kind:claim_-by:roe
			list --where colour:red
			list --sort who
			list --sort article
			list --sort odd
			list --format csv
			list --format md
			list --format grep
			list --format odd
			list --format table
			list none
			list b/broken.txt`,
		"look": `
			show a/ferry.md
			show b/gulls.txt
			show --linear a/ferry.md
			show --linear --suggestions none a/ferry.md
			show --linear --suggestions quotes a/bridge.md
			show --linear --suggestions odd a/bridge.md
			show --format md a/ferry.md
			show --format odd a/ferry.md
			show b/broken.txt
			show none.txt
			show
			diff a/ferry.md
			diff --format jsonl a/ferry.md
			diff a/ferry.md b/gulls.txt
			diff none
			check
			check a
			check --format jsonl
			check --fix-offsets a
			check --fix-moved
			check --give-up
			check none
			copies
			copies --format jsonl
			copies --carry
			copies --undo
			codebook
			codebook --migrate
			codebook --migrate --yes
			codebook none
			learn
			learn --next 2
			learn --curve
			learn --forget
			config`,
		"agree": `
			agree
			agree a
			agree --level article
			agree --level odd
			agree --format csv
			agree --format jsonl
			agree --differences
			agree --machine owl
			agree --machine owl --against bob
			agree --machine owl --differences
			agree --machine owl --curve
			agree --machine owl --epsilon 0.1
			agree --machine none
			agree --ordinal topic
			agree --interval topic
			agree --ordinal odd
			agree --places
			agree b
			agree none
			sample --blind 2
			sample --blind 2 --seed 3
			sample --blind 99
			sample --coders alice,bob --overlap 0.5
			sample --coders alice,bob,carol --overlap 0.34 --seed 2
			sample --coders alice
			sample --overlap 2 --coders alice,bob
			sample
			sample --blind 2 -o
			cat assignments.tsv
			sample --blind 2 -o
			sample --blind 3 -o --force
			report
			report --format html
			report --methods
			report --title A_title --kind claim
			report --stories
			report --where by:doe
			report -o out.md
			report -o out.md
			report -o out.md --force
			report --format odd
			report b`,
		"add": `
			add
			add quote
			add odd a/ferry.md --exact ferry
			add quote a/ferry.md
			add quote a/ferry.md --exact none_of_these_words
			add note a/ferry.md --exact the
			add note a/ferry.md --exact the --occurrence 2
			add note a/ferry.md --exact the --occurrence 99
			add stance a/ferry.md --exact the_plan --by A --towards B --label ODD
			add stance a/ferry.md --exact the_plan --label FAVOR
			add claim a/ferry.md --exact the_plan --field odd=1
			add claim a/ferry.md --exact the_plan --field status=in_progress
			add entity a/ferry.md --exact Ann_Roe
			add quote none.md --exact x
			add note a/ferry.md --whole --exact ferry
			add claim a/ferry.md --exact Nobody_knows --by - --format jsonl
			list --kind claim --format csv`,
		"detect": `
			detect a
			detect --kind quote a/ferry.md
			detect --kind claim,stance a
			detect --kind odd a
			detect --claims all a
			detect --claims odd a
			detect --format text a
			detect --format odd a
			detect --input jsonl < in/lines.jsonl
			detect --input jsonl --errors skip < in/lines.jsonl
			detect --input jsonl --errors lines < in/lines.jsonl
			detect --input odd a
			detect - < a/ferry.md
			detect b/broken.txt b/gulls.txt
			detect none
			--lang de detect a/ferry.md
			--lang xx detect a/ferry.md
			anchor --from in/old.txt --to in/new.txt < in/places.jsonl
			anchor --from in/old.txt < in/places.jsonl
			anchor --from none --to in/new.txt < in/places.jsonl
			unpack in/articles.csv --list
			unpack in/articles.csv
			unpack in/articles.csv --into out
			unpack in/articles.csv --into out
			unpack in/articles.csv --into out2 --map text=title
			unpack in/articles.csv --into out2 --map odd=title
			unpack a/ferry.md --into out3
			unpack in/articles.csv --into out4 --report differences.jsonl
			cat out/harbour.md`,
		"exchange": `
			export --format csv
			export --format csv --bom a
			export --format jsonl a/bridge.md
			export --format odd
			export
			export --format conll-2003 a
			export --format conll-2003 --losses a
			export --format claimreview a
			export --format claimreview --url https://facts.example a
			export --format csv -o out.csv
			export --format csv -o out.csv
			export --format csv --force -o out.csv
			export --format brat a/ferry.md
			export --format brat -o brat a
			export --format brat -o brat a
			export --machine owl --format csv
			export --machine none --format csv
			import --format csv out.csv
			import --format odd out.csv
			import --format csv none.csv
			import --undo
			import --undo
			--annotator dora import --format csv --map alice=dora --map bob=dora --losses out.csv
			import --format brat --into back brat/a/ferry.ann
			list --by doe --format csv
			merge
			merge a/ferry.md.alice.anno.json
			merge none
			completion bash
			completion odd
			man none
			none
			help none
			--odd
			list --odd`,
	} {
		t.Run(name, func(t *testing.T) {
			s := newShell(t)
			for line := range strings.Lines(coded) {
				if line = strings.TrimSpace(line); line != "" {
					s.run(line)
				}
			}
			s.owl("a/ferry.md", map[string]float64{"The dockers oppose the plan": 0.9, "the ferry costs 40 million euros": 0.6})
			s.owl("a/bridge.md", map[string]float64{"The ferry costs 40 million euros": 0.7})
			if name != "add" {
				s.out.Reset()
			}
			for line := range strings.Lines(lines) {
				if line = strings.TrimSpace(line); line != "" {
					s.run(line)
				}
			}
			compareGolden(t, filepath.Join(golden, name+".txt"), s.out.Bytes())
		})
	}
}
