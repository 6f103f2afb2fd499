package machine

import (
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"stet/model"
)

// Each number of a table on both sides of its bounds, and each member of an address.
func TestTheBoundsOfATable(t *testing.T) {
	number := func(n int) *int { return &n }
	owl := func(change func(*Machine)) Machine {
		m := Machine{Name: "owl", Endpoint: "https://models.example/v1", Model: "m"}
		change(&m)
		return m
	}
	for what, c := range map[string]struct {
		m   Machine
		key string // of the fault, "" for none
	}{
		"nothing":              {owl(func(m *Machine) {}), ""},
		"a day":                {owl(func(m *Machine) { m.Timeout = "24h" }), ""},
		"more than a day":      {owl(func(m *Machine) { m.Timeout = "24h1s" }), "timeout"},
		"no time":              {owl(func(m *Machine) { m.Timeout = "0s" }), "timeout"},
		"before now":           {owl(func(m *Machine) { m.Timeout = "-1s" }), "timeout"},
		"one at once":          {owl(func(m *Machine) { m.Parallel = 1 }), ""},
		"64 at once":           {owl(func(m *Machine) { m.Parallel = 64 }), ""},
		"65 at once":           {owl(func(m *Machine) { m.Parallel = 65 }), "parallel"},
		"less than none":       {owl(func(m *Machine) { m.Parallel = -1 }), "parallel"},
		"no try more":          {owl(func(m *Machine) { m.Retries = number(0) }), ""},
		"ten tries more":       {owl(func(m *Machine) { m.Retries = number(10) }), ""},
		"eleven":               {owl(func(m *Machine) { m.Retries = number(11) }), "retries"},
		"less than no try":     {owl(func(m *Machine) { m.Retries = number(-1) }), "retries"},
		"500 characters":       {owl(func(m *Machine) { m.Chunk = 500 }), ""},
		"499 characters":       {owl(func(m *Machine) { m.Chunk = 499 }), "chunk"},
		"no price":             {owl(func(m *Machine) { m.Price = Price{} }), ""},
		"of a question":        {owl(func(m *Machine) { m.Price.In = -0.1 }), "price"},
		"of an answer":         {owl(func(m *Machine) { m.Price.Out = -0.1 }), "price"},
		"of an article":        {owl(func(m *Machine) { m.Price.Article = -0.1 }), "price"},
		"a command":            {Machine{Name: "owl", Command: []string{"owl"}}, ""},
		"a command of nothing": {Machine{Name: "owl", Command: []string{"", "x"}}, "command"},
		"neither":              {Machine{Name: "owl"}, "command"},
		"both":                 {owl(func(m *Machine) { m.Command = []string{"owl"} }), "endpoint"},
		"a file as an address": {owl(func(m *Machine) { m.Endpoint = "file:///v1" }), "endpoint"},
		"no host":              {owl(func(m *Machine) { m.Endpoint = "http:///v1" }), "endpoint"},
		"no address at all":    {owl(func(m *Machine) { m.Endpoint = "http://a b/" }), "endpoint"},
		"a name in it":         {owl(func(m *Machine) { m.Endpoint = "http://me@models.example/v1" }), "endpoint"},
		"a key in it":          {owl(func(m *Machine) { m.Endpoint = "http://models.example/v1?key=1" }), "endpoint"},
		"http":                 {owl(func(m *Machine) { m.Endpoint = "http://models.example/v1" }), ""},
		"by name a chat":       {owl(func(m *Machine) { m.Protocol = Chat }), ""},
		"a chat, no model":     {owl(func(m *Machine) { m.Model, m.Protocol = "", Chat }), "model"},
		"no model is needed":   {owl(func(m *Machine) { m.Model, m.Protocol = "", LabelStudio }), ""},
		"another protocol":     {owl(func(m *Machine) { m.Protocol = "mcp" }), "protocol"},
		"gold":                 {owl(func(m *Machine) { m.Name = "gold" }), ""},
	} {
		got := ""
		if f := c.m.Fault(); f != nil {
			got = f.Key
		}
		want := c.key
		if want != "" {
			want = "machine.owl." + want
		}
		if what == "gold" {
			want = "machine.gold."
		}
		if got != want {
			t.Errorf("%s: the fault is of %q, want %q", what, got, want)
		}
	}
}

// What the table leaves out has its usual value, and what it names is taken.
func TestWhatATableLeavesOut(t *testing.T) {
	three := 3
	for what, c := range map[string]struct{ got, want any }{
		"timeout":          {(&Machine{}).timeout(), usualTimeout},
		"a broken timeout": {(&Machine{Timeout: "x"}).timeout(), usualTimeout},
		"no timeout":       {(&Machine{Timeout: "-5s"}).timeout(), usualTimeout},
		"its timeout":      {(&Machine{Timeout: "5s"}).timeout().String(), "5s"},
		"retries":          {(&Machine{}).retries(), usualRetries},
		"its retries":      {(&Machine{Retries: &three}).retries(), 3},
		"protocol":         {(&Machine{}).protocol(), Chat},
		"its protocol":     {(&Machine{Protocol: LabelStudio}).protocol(), LabelStudio},
		"all kinds":        {(&Machine{}).wants("claim"), true},
		"one kind":         {(&Machine{Kinds: []string{"claim"}}).wants("x", "claim"), true},
		"another kind":     {(&Machine{Kinds: []string{"claim"}}).wants("quote"), false},
		"no kind":          {(&Machine{Kinds: []string{}}).wants("claim"), false},
		"free":             {(&Machine{}).Free(), true},
	} {
		if c.got != c.want {
			t.Errorf("%s: %v, want %v", what, c.got, c.want)
		}
	}
	keys := Keys()
	if !slices.Contains(keys, "command") || !slices.Contains(keys, "price") || slices.Contains(keys, "-") || slices.Contains(keys, "") {
		t.Errorf("the keys of a table: %q", keys)
	}
}

// A key is one line of a file, or a variable; if both are named, the variable wins. No
// error repeats the key.
func TestWhatAKeyMayBe(t *testing.T) {
	dir := t.TempDir()
	p := &place{t: t, dir: dir}
	t.Setenv("OWL_FULL", " env \n")
	t.Setenv("OWL_EMPTY", "  ")
	for name, text := range map[string]string{"one": "file\n", "two": "a\nb", "none": " \n", "cr": "a\rb"} {
		p.write(name, text)
	}
	at := func(name string) string { return filepath.Join(dir, name) }
	for what, c := range map[string]struct {
		m         Machine
		want, err string
	}{
		"neither":                     {Machine{}, "", ""},
		"a variable":                  {Machine{KeyEnv: "OWL_FULL"}, "env", ""},
		"a file":                      {Machine{KeyFile: at("one")}, "file", ""},
		"both":                        {Machine{KeyEnv: "OWL_FULL", KeyFile: at("one")}, "env", ""},
		"an empty variable, a file":   {Machine{KeyEnv: "OWL_EMPTY", KeyFile: at("one")}, "file", ""},
		"an empty variable":           {Machine{KeyEnv: "OWL_EMPTY"}, "", "OWL_EMPTY, which holds the key, is empty"},
		"no such file":                {Machine{KeyFile: at("nowhere")}, "", "the key: "},
		"two lines":                   {Machine{KeyFile: at("two")}, "", "does not hold one line"},
		"two lines of another system": {Machine{KeyFile: at("cr")}, "", "does not hold one line"},
		"an empty file":               {Machine{KeyFile: at("none")}, "", "does not hold one line"},
	} {
		got, err := c.m.key()
		if got != c.want || (err != nil) != (c.err != "") || err != nil && !strings.Contains(err.Error(), c.err) {
			t.Errorf("%s: %q, %v; want %q, %q", what, got, err, c.want, c.err)
		}
		if said := c.m.redact("say env and file"); c.want != "" && strings.Contains(said, c.want) || c.want == "" && said != "say env and file" {
			t.Errorf("%s: a message becomes %q", what, said)
		}
	}
	// Only what may be a key is left out of the parameters that are kept.
	m := Machine{KeyEnv: "OWL_FULL", Parameters: map[string]any{"seed": 7, "API-Key": "a", "token": "b", "access_token": "c", "max_tokens": 9, "key": "d", "keys": "e", "password": "f", "stop": "env"}}
	if got, want := m.parameters(), `{"API-Key":"…","access_token":"…","key":"…","keys":"e","max_tokens":9,"password":"…","seed":7,"stop":"…","token":"…"}`; got != want {
		t.Errorf("kept are %s, want %s", got, want)
	}
	if m.Parameters["key"] != "d" {
		t.Error("the machine itself lost its key")
	}
}

// What a member says, whatever its type.
func TestWhatAMemberSays(t *testing.T) {
	for raw, want := range map[string]string{
		`"a b"`: "a b", `" a "`: "a", `7`: "7", `0.50`: "0.50", `1e3`: "1e3", `true`: "true", `false`: "false", `null`: "", `{}`: "", `{"a":1}`: "",
		`["a","b"]`: "a; b", `["a",null," ",7]`: "a; 7", `[["a"],"b"]`: "a; b", `[]`: "", ``: "", `x`: "", `"a`: "", `12345678901234567890`: "12345678901234567890",
	} {
		if got := textOf([]byte(raw)); got != want {
			t.Errorf("%s is %q, want %q", raw, got, want)
		}
	}
	for raw, want := range map[string]float64{
		`0.5`: 0.5, `1`: 1, `1.01`: 0, `-0.01`: 0, `0`: leastScore, `0.004`: leastScore, `0.016`: 0.02, `"0.7"`: 0.7, `"70%"`: 0.7, `"70 %"`: 0.7, `"100%"`: 1, `"101%"`: 0, `"0%"`: leastScore,
		`"NaN"`: 0, `"nan%"`: 0, `"Inf"`: 0, `"-1%"`: 0, `"high"`: 0, `null`: 0, `""`: 0, `"%"`: 0, `true`: 0, `[0.5]`: 0.5,
	} {
		if got := scoreOf([]byte(raw)); got != want {
			t.Errorf("a score of %s is %v, want %v", raw, got, want)
		}
	}
	for raw, want := range map[string]int{`7`: 7, `0`: 0, `12.9`: 12, `-1`: 0, `1e8`: 1e8, `100000001`: 0, `"40"`: 40, `null`: 0, `"x"`: 0, `"NaN"`: 0, `"Inf"`: 0} {
		if got := tokens([]byte(raw)); got != want {
			t.Errorf("%s tokens are %d, want %d", raw, got, want)
		}
	}
	for raw, want := range map[string]string{`"a"`: "a", `[{"text":"a"},{"type":"x","text":"b"}]`: "ab", `[]`: "", `null`: "", `["a"]`: "a", `7`: "7"} {
		if got := contentOf([]byte(raw)); got != want {
			t.Errorf("the message %s is %q, want %q", raw, got, want)
		}
	}
}

// Texts are cut at characters, and only where they are too long.
func TestWhereATextIsCut(t *testing.T) {
	for _, c := range []struct {
		text string
		most int
		want string
	}{
		{"abcd", 4, "abcd"}, {"abcd", 3, "abc…"}, {"aéd", 2, "a…"}, {"aéd", 3, "aé…"}, {"aéd", 4, "aéd"}, {"éé", 1, "…"}, {"漢字", 5, "漢…"}, {"", 0, ""}, {"a", 0, "…"}, {"\xa0\xa0\xa0", 2, "…"},
	} {
		if got := cut(c.text, c.most); got != c.want {
			t.Errorf("%q in %d bytes is %q, want %q", c.text, c.most, got, c.want)
		}
	}
	long := func(n int) string { return strings.Repeat("x", n) }
	for what, c := range map[string]struct {
		raw string
		ok  bool
	}{
		"64 members":           {`{` + strings.Repeat(`"k":1,`, 63) + `"z":1}`, true},
		"64 different members": {object(64), true},
		"65 members":           {object(65), false},
		"words":                {`{"exact":"` + long(mostExact) + `"}`, true},
		"too many words":       {`{"exact":"` + long(mostExact+1) + `"}`, false},
		"a list":               {`[]`, false},
		"nothing":              {`null`, false},
		"a word":               {`"claim"`, false},
		"half":                 {`{"kind":`, false},
		"none":                 {`{}`, true},
	} {
		if _, err := readAnswer([]byte(c.raw)); (err == nil) != c.ok {
			t.Errorf("%s: %v", what, err)
		}
	}
	a, err := readAnswer([]byte(`{"note":"` + long(mostRemark) + `","why":"` + long(mostWhy) + `","other":"` + long(mostRemark+1) + `"}`))
	if err != nil || len(a.Note) != mostRemark || len(a.Why) != mostWhy || a.Fields["other"] != long(mostRemark)+"…" {
		t.Errorf("%d, %d, %d, %v", len(a.Note), len(a.Why), len(a.Fields["other"]), err)
	}
	a, err = readAnswer([]byte(`{"comment":"` + long(mostRemark+1) + `","why":"` + long(mostWhy+1) + `"}`))
	if err != nil || a.Note != long(mostRemark)+"…" || a.Why != long(mostWhy)+"…" {
		t.Errorf("%d, %d, %v", len(a.Note), len(a.Why), err)
	}
}

func object(members int) string {
	var parts []string
	for i := range members {
		parts = append(parts, fmt.Sprintf(`"k%d":1`, i))
	}
	return "{" + strings.Join(parts, ",") + "}"
}

// Who is meant, in each form in which an answer can say it.
func TestWhoIsMeant(t *testing.T) {
	for raw, want := range map[string]string{
		`"Doe"`: `Doe|Doe`, `" Doe "`: `Doe|Doe`, `""`: ``, `" "`: ``, `7`: ``, `null`: ``, `{}`: ``, `[]`: ``, `["Doe"]`: ``,
		`{"exact":"she","entity":"Doe"}`: `she|Doe`, `{"exact":"she"}`: `she|`, `{"entity":"Doe"}`: `|Doe`, `{"name":"Doe"}`: `|Doe`, `{"entity":"Doe","name":"Roe"}`: `|Doe`,
		`{"start":4,"end":7}`: `|`, `{"start":"4"}`: `|`, `{"start":-1}`: ``, `{"other":"Doe"}`: ``,
		`"` + strings.Repeat("x", 2*mostExact-2) + `"`: strings.Repeat("x", 2*mostExact-2) + "|" + strings.Repeat("x", 2*mostExact-2), `"` + strings.Repeat("x", 2*mostExact-1) + `"`: ``,
	} {
		p, ok := partyOf([]byte(raw))
		got := ""
		if ok {
			got = p.Exact + "|" + p.Entity
		}
		if got != want {
			t.Errorf("%.60s is %.60q, want %.60q", raw, got, want)
		}
	}
	for raw, want := range map[string]Words{
		`{"exact":" a ","prefix":" a ","suffix":" b "}`: {Exact: "a", Prefix: " a ", Suffix: " b ", Start: -1, End: -1},
		`{"prefix":7,"suffix":null,"occurrence":"2"}`:   {Occurrence: 2, Start: -1, End: -1},
		`{"occurrence":0,"start":0,"end":0}`:            {Start: 0, End: 0},
		`{"occurrence":-1,"start":-1,"end":4}`:          {Start: -1, End: 4},
		`{"start":4,"end":3}`:                           {Start: 4, End: -1},
		`{"start":4.5,"end":"x"}`:                       {Start: -1, End: -1},
	} {
		a, err := readAnswer([]byte(raw))
		if err != nil || a.Words != want {
			t.Errorf("%s points at %+v, want %+v, %v", raw, a.Words, want, err)
		}
	}
	a, err := readAnswer([]byte(`{"parts":["a",{"exact":"b"},"",7,{"start":3,"end":5}],"cue":{"entity":"x"}}`))
	if err != nil || len(a.Parts) != 3 || a.Parts[1].Exact != "b" || a.Parts[2].Start != 3 || a.Cue != nil {
		t.Errorf("%+v, %v", a, err)
	}
	if a, _ := readAnswer([]byte(`{"parts":"a"}`)); a.Parts != nil {
		t.Errorf("%+v", a.Parts)
	}
}

// What a model's answer holds of JSON, and whether it had to be mended.
func TestWhatIsMended(t *testing.T) {
	note := `{"kind":"note"}`
	for text, want := range map[string]string{
		note: "1", "[" + note + "," + note + "]": "2", `{"annotations":[` + note + `]}`: "1", `{"results":[` + note + `]}`: "1", `{"answers":[]}`: "0",
		"\ufeff" + note: "1", " \n" + note + "\n ": "1", `[]`: "0", `{}`: "0",
		`{"annotations":7}`: "no JSON", `{"other":[]}`: "no JSON", `[1]`: "no JSON", `null`: "no JSON", `"x"`: "no JSON",
		note + note: "2 mended", note + "\n" + note: "2 mended", note + ";": "1 mended", "[" + note + ",]": "1 mended", "{\"kind\":\"note\" , }": "1 mended",
		"<think>[" + note + "]</think>" + note: "1 mended", "<thinking>x</thinking>" + note + ".": "1 mended",
		"```\n" + note + "```": "1 mended", "```json\n[" + note + "]\n```\nor\n```\n" + note + "\n```": "2 mended",
		"{\"kind\":\"note\",\"note\":\"a\tb\rc\nd\"}": "1 mended", `{"kind":"note","score":NaN}`: "1 mended", `{"kind":"note","score":-Infinity,"a":Infinity,"b":None,"c":True,"d":False}`: "1 mended",
		`{"kind":"note","a":"\"}"} x`: "1 mended", `(see [1]) ` + note: "1 mended", `[a] {b} ` + note: "1 mended", note + ` [see`: "1 mended", note + ` {x`: "1 mended",
		note + ` {"kind":`: "in its middle", note + ` [{`: "in its middle", note + ` [ "a`: "in its middle", `{"kind":"note"`: "in its middle", `[` + note: "in its middle", `{]`: "no JSON", `{"a":[}` + note: "1 mended",
		`{x`: "in its middle",
	} {
		got, mended, err := objects(text)
		said := fmt.Sprint(len(got))
		if mended {
			said += " mended"
		}
		if err != nil {
			said = err.Error()
		}
		if said != want && (err == nil || !strings.HasSuffix(said, want)) {
			t.Errorf("%q: %s, want %s", text, said, want)
		}
	}
	for text, want := range map[string]string{
		`{"a":NaN}`: `{"a":null}`, ` {"a":-Infinity} `: `{"a":null}`, `{"a":"NaN"}`: `{"a":"NaN"}`, `{"a":NaN} x`: `{"a":NaN} x`, `{"a":-1}`: `{"a":-1}`, `{"a":Nope}`: `{"a":Nope}`, `[1,]`: `[1]`, `x`: `x`, ``: ``,
		`{"a":"x` + "\n" + `y"}`: `{"a":"x\ny"}`, `{"a":T}`: `{"a":T}`, `{"a":"\\"}`: `{"a":"\\"}`, `{"a":NaN,"b":"\"NaN"}`: `{"a":null,"b":"\"NaN"}`,
	} {
		if got := string(finite([]byte(text))); got != want {
			t.Errorf("%s becomes %s, want %s", text, got, want)
		}
	}
}

// A place among several, by what is around it, beside a target, and by numbers of either
// unit.
func TestWhichPlaceIsMeant(t *testing.T) {
	const text = "🚢 The crane fell. A crane stood. The old crane fell again, “idle” and “sad”. A tug or two, or no tug."
	p := newPlacer(&model.Article{Text: text})
	at := func(words string, from int) model.Range {
		i := strings.Index(text[from:], words) + from
		return model.Range{Start: model.Pos(i), End: model.Pos(i + len(words))}
	}
	first, second := at("crane", 0), at("crane", 20)
	third := at("crane", int(second.End))
	for what, c := range map[string]struct {
		w    Words
		want model.Range
		why  Reason
	}{
		"a prefix":               {Words{Exact: "crane", Prefix: "A ", Start: -1}, second, Used},
		"both":                   {Words{Exact: "crane", Prefix: "The old ", Suffix: " fell", Start: -1}, third, Used},
		"a suffix of two":        {Words{Exact: "crane", Suffix: " fell", Start: -1}, model.Range{}, Several},
		"a prefix of nowhere":    {Words{Exact: "crane", Prefix: "yellow ", Start: -1}, model.Range{}, Several},
		"a wrong suffix":         {Words{Exact: "crane", Prefix: "A ", Suffix: " rose and rose", Start: -1}, model.Range{}, Several},
		"the first":              {Words{Exact: "crane", Occurrence: 1, Start: -1}, first, Used},
		"the last":               {Words{Exact: "crane", Occurrence: 3, Start: -1}, third, Used},
		"one more":               {Words{Exact: "crane", Occurrence: 4, Start: -1}, model.Range{}, Several},
		"not said":               {Words{Exact: "crane", Start: -1}, model.Range{}, Several},
		"three beside":           {Words{Exact: "crane", Start: 9}, first, Used},
		"four beside":            {Words{Exact: "crane", Start: 10}, model.Range{}, Several},
		"three before":           {Words{Exact: "crane", Start: 3}, first, Used},
		"four before":            {Words{Exact: "crane", Start: 2}, model.Range{}, Several},
		"code points":            {Words{Start: 6, End: 11}, first, Used},
		"units":                  {Words{Start: 7, End: 12, Units: true}, first, Used},
		"units, four beside":     {Words{Exact: "crane", Start: 11, Units: true}, model.Range{}, Several},
		"units, three beside":    {Words{Exact: "crane", Start: 10, Units: true}, first, Used},
		"half of a character":    {Words{Start: 1, End: 6, Units: true}, model.Range{}, BadNumber},
		"half of a word":         {Words{Start: 6, End: 10}, model.Range{}, BadNumber},
		"with a blank":           {Words{Start: 5, End: 11}, model.Range{}, BadNumber},
		"beyond the end":         {Words{Start: 6, End: 9999}, model.Range{}, BadNumber},
		"no end":                 {Words{Start: 6, End: -1}, model.Range{}, SaysNothing},
		"nothing":                {Words{Start: -1, End: -1}, model.Range{}, SaysNothing},
		"empty":                  {Words{Start: 6, End: 6}, model.Range{}, SaysNothing},
		"elsewhere":              {Words{Exact: "cranes", Start: -1}, model.Range{}, NotThere},
		"in other marks":         {Words{Exact: "'idle'", Start: -1}, at("idle", 0), Used},
		"marks that are not one": {Words{Exact: "«cranes»", Start: -1}, model.Range{}, NotThere},
	} {
		if got, why := p.place(c.w); got != c.want || why != c.why {
			t.Errorf("%s: %v %d, want %v %d", what, got, why, c.want, c.why)
		}
	}
	for what, c := range map[string]struct {
		words  string
		target model.Range
		want   model.Range
		ok     bool
	}{
		"beside the first": {"crane", at("The crane", 0), first, true}, "behind the second": {"crane", at("stood", 0), second, true},
		"before the last": {"crane", at("The old", 0), third, true}, "as near before as behind": {"tug", model.Range{Start: at("tug", 0).End + 2, End: at("tug", int(at("tug", 0).End)).Start - 2}, at("tug", 0), true}, "alone": {"idle", first, at("idle", 0), true}, "nowhere": {"cranes", first, model.Range{}, false},
	} {
		if got, ok := p.near(Words{Exact: c.words, Start: -1}, c.target); ok != c.ok || ok && got != c.want {
			t.Errorf("%s: %v %v, want %v", what, got, ok, c.want)
		}
	}
	for words, want := range map[string]string{"“idle”": "idle", "“idle” and “sad”": "idle” and “sad", "idle": "idle", "“idle": "“idle", "idle”": "idle”", "crane": "crane"} {
		r := p.unmarked(at(words, 0))
		if got := text[r.Start:r.End]; got != want {
			t.Errorf("%s without its marks is %s, want %s", words, got, want)
		}
	}
	// What the machine was not shown does not count, and offsets begin where it was.
	p.within = model.Range{Start: second.Start, End: third.End}
	for what, c := range map[string]struct {
		w    Words
		want model.Range
		why  Reason
	}{
		"the first": {Words{Exact: "crane", Occurrence: 1, Start: -1}, second, Used}, "code points": {Words{Start: 0, End: 5}, second, Used},
		"not shown": {Words{Exact: "🚢", Start: -1}, model.Range{}, NotThere}, "beyond it": {Words{Start: 21, End: 30}, model.Range{}, BadNumber},
		"beside it": {Words{Exact: "crane", Start: 3}, second, Used},
	} {
		if got, why := p.place(c.w); got != c.want || why != c.why {
			t.Errorf("shown a part, %s: %v %d, want %v %d", what, got, why, c.want, c.why)
		}
	}
}

// A second answer says which of several places the first meant, each once, and adds
// nothing else.
func TestWhatASecondAnswerMakesClear(t *testing.T) {
	one := func(kind, exact string, n int) Answer {
		return Answer{Kind: kind, Words: Words{Exact: exact, Occurrence: n}}
	}
	for what, c := range map[string]struct{ first, more, want []Answer }{
		"nothing":          {nil, []Answer{one("note", "a", 1)}, []Answer{}},
		"one":              {[]Answer{one("note", "a", 0)}, []Answer{one("note", "a", 2)}, []Answer{one("note", "a", 2)}},
		"not one":          {[]Answer{one("note", "a", 0)}, []Answer{one("note", "a", 0)}, []Answer{one("note", "a", 0)}},
		"two":              {[]Answer{one("note", "a", 0), one("note", "a", 0)}, []Answer{one("note", "a", 2), one("note", "a", 3)}, []Answer{one("note", "a", 2), one("note", "a", 3)}},
		"one for two":      {[]Answer{one("note", "a", 0), one("note", "a", 0)}, []Answer{one("note", "a", 2)}, []Answer{one("note", "a", 2), one("note", "a", 0)}},
		"it was clear":     {[]Answer{one("note", "a", 1)}, []Answer{one("note", "a", 2)}, []Answer{one("note", "a", 1)}},
		"of another kind":  {[]Answer{one("note", "a", 0)}, []Answer{one("claim", "a", 2)}, []Answer{one("note", "a", 0)}},
		"of other words":   {[]Answer{one("note", "a", 0)}, []Answer{one("note", "b", 2)}, []Answer{one("note", "a", 0)}},
		"the order of two": {[]Answer{one("note", "a", 0), one("note", "b", 0)}, []Answer{one("note", "b", 1), one("note", "a", 2)}, []Answer{one("note", "a", 2), one("note", "b", 1)}},
	} {
		if got := clearer(c.first, c.more); !slices.EqualFunc(got, c.want, func(a, b Answer) bool { return a.Kind == b.Kind && a.Words == b.Words }) {
			t.Errorf("%s: %+v, want %+v", what, got, c.want)
		}
	}
	// Only words that stand at several places are asked about, each once, twenty at most.
	text := strings.Repeat("a crane and ", 30)
	var many []Answer
	for i := range 30 {
		text += fmt.Sprintf("w%dw and w%dw. ", i, i)
		many = append(many, Answer{Words: Words{Exact: fmt.Sprintf("w%dw", i), Start: -1}})
	}
	c := &chat{}
	a := &model.Article{Text: text}
	q := &question{article: a, within: model.Range{End: model.Pos(len(text))}}
	clear := []Answer{{Words: Words{Exact: "nowhere", Start: -1}}, {Words: Words{Exact: "crane", Occurrence: 2, Start: -1}}, {Words: Words{Start: -1}}, {Words: Words{Start: 0, End: 1}}}
	if got := c.unclear(q, clear); got != "" {
		t.Errorf("of clear answers it asks\n%s", got)
	}
	unsure := Answer{Words: Words{Exact: "crane", Start: -1}}
	got := c.unclear(q, append(clear, unsure, unsure))
	if n := strings.Count(got, "\"crane\""); n != 1 {
		t.Errorf("it asks %d times about the same words:\n%s", n, got)
	}
	if n := strings.Count(got, "occurrence "); n != mostUnclear || !strings.Contains(got, "occurrence 1: … a [crane] and a crane") || !strings.Contains(got, "occurrence 20: ") {
		t.Errorf("it tells of %d places:\n%s", n, got)
	}
	if n := strings.Count(c.unclear(q, many), "occurrence 1: "); n != mostUnclear {
		t.Errorf("it asks about %d words, want %d", n, mostUnclear)
	}
	q.within.End = model.Pos(strings.Index(text, "crane and") + 9)
	if got := c.unclear(q, []Answer{unsure}); got != "" {
		t.Errorf("of the part that it was shown it asks\n%s", got)
	}
}

// Annotations that share half of the shorter one's words are of the same words.
func TestWhatIsOfTheSameWords(t *testing.T) {
	m := newMaker(&Machine{Name: "owl"}, (&Machine{}).Want(nil), newMakerArticle(t, "One two three four five six."), time.Unix(0, 0))
	for what, c := range map[string]struct {
		first, second string
		scores        [2]float64
		want          string
	}{
		"the same":               {"One two", "One two", [2]float64{0.5, 0.6}, "One two 0.60"},
		"within, less sure":      {"One two three", "two", [2]float64{0.5, 0.4}, "One two three 0.50"},
		"within, surer":          {"One two three", "two", [2]float64{0.5, 0.6}, "two 0.60"},
		"within, as sure":        {"two", "One two three", [2]float64{0.5, 0.5}, "One two three 0.50"},
		"less than half":         {"One two three", "three four five", [2]float64{0.5, 0.5}, "One two three 0.50, three four five 0.50"},
		"more than half":         {"One two three", "two three four", [2]float64{0.5, 0.5}, "two three four 0.50"},
		"beside":                 {"One two", "three four", [2]float64{0.5, 0.5}, "One two 0.50, three four 0.50"},
		"exactly half of either": {"six", "six.", [2]float64{0.9, 0.5}, "six 0.90"},
	} {
		var r reply
		for i, words := range []string{c.first, c.second} {
			r.answers = append(r.answers, Answer{Kind: "note", Note: "x", Words: Words{Exact: words, Start: -1}, Score: c.scores[i]})
		}
		as, tally := m.annotations([]asked{{m.within, r}})
		var got []string
		for _, a := range as {
			got = append(got, fmt.Sprintf("%s %.2f", m.article.Slice(a.Target.Range), math.Round(a.Origin.Score*100)/100))
		}
		if s := strings.Join(got, ", "); s != c.want || tally.Joined != 2-len(as) || tally.Kept != len(as) {
			t.Errorf("%s: %s, want %s; %+v", what, s, c.want, tally)
		}
	}
}
