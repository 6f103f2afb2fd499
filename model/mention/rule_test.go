package mention

import (
	"slices"
	"strings"
	"testing"

	"stet/model"
)

// at is the range of the nth occurrence (from 1) of words.
func at(t *testing.T, a *model.Article, words string, n int) model.Range {
	t.Helper()
	from := 0
	for ; n > 0; n-- {
		i := strings.Index(a.Text[from:], words)
		if i < 0 {
			t.Fatalf("%q is not there", words)
		}
		from += i + len(words)
	}
	return model.Range{Start: model.Pos(from - len(words)), End: model.Pos(from)}
}

const kremlin = "Vladimir Putin met Angela Merkel in Moscow. The Kremlin said Putin was glad. " +
	"Merkel left the Kremlin early. The Berlin Process goes on."

func TestRules(t *testing.T) {
	a := article(kremlin)
	for _, test := range []struct {
		name  string
		rules []Rule
		want  []string // entities that must be there
		not   string   // words that no entity holds
	}{
		{"the machine alone", nil, []string{"PERSON Vladimir Putin = Putin ×2", "LOC Kremlin ×2", "GPE Moscow ×1"}, ""},
		{"retype all", []Rule{{Name: "Kremlin", Type: Org}}, []string{"ORG Kremlin ×2"}, "LOC Kremlin"},
		{"retype here", []Rule{{Here: at(t, a, "Kremlin", 1), Type: Org}}, []string{"ORG Kremlin ×1", "LOC Kremlin ×1"}, ""},
		{"here beats the article", []Rule{{Here: at(t, a, "Kremlin", 2), Type: Loc}, {Name: "Kremlin", Type: Org}},
			[]string{"ORG Kremlin ×1", "LOC Kremlin ×1"}, ""},
		{"not a name", []Rule{{Name: "Kremlin", Drop: true}}, []string{"GPE Moscow ×1"}, "Kremlin"},
		{"not a name here", []Rule{{Here: at(t, a, "Kremlin", 1), Drop: true}}, []string{"LOC Kremlin ×1"}, "×2 LOC"},
		{"merge", []Rule{{Name: "Kremlin", As: "Russia", Type: GPE}, {Name: "Moscow", As: "Russia"}},
			[]string{"GPE Russia = Moscow, Kremlin ×3"}, ""},
		{"rename by a full form takes the short ones along", []Rule{{Name: "Vladimir Putin", As: "Vladimir Vladimirovich Putin"}},
			[]string{"PERSON Vladimir Vladimirovich Putin = Vladimir Putin, Putin ×2"}, ""},
		{"other forms", []Rule{{Name: "Vladimir Putin", As: "Vladimir Putin", Also: []string{"Kremlin"}}},
			[]string{"PERSON Vladimir Putin = Kremlin, Putin ×4"}, ""},
		{"split", []Rule{{Here: at(t, a, "Putin", 2), As: "Igor Putin", Type: Person}},
			[]string{"PERSON Vladimir Putin ×1", "PERSON Igor Putin = Putin ×1"}, ""},
		{"apart", []Rule{{Name: "Vladimir Putin", As: "Vladimir Putin", Apart: []string{"Putin"}}},
			[]string{"PERSON Vladimir Putin ×1", "PERSON Putin ×1"}, ""},
		{"a name the machine did not see", []Rule{{Name: "Process", Type: Topic}}, []string{"TOPIC Process ×1"}, ""},
		{"a stretch the machine did not see", []Rule{{Here: at(t, a, "Berlin Process", 1), Type: Topic}}, []string{"TOPIC Berlin Process ×1"}, "GPE Berlin"},
		{"a place beyond the text", []Rule{{Here: model.Range{Start: 9000, End: 9005}, Type: Org}}, []string{"GPE Moscow ×1"}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := entities(Find(a, all(a), test.rules))
			for _, want := range test.want {
				if !slices.Contains(got, want) {
					t.Errorf("missing %q in %q", want, got)
				}
			}
			if test.not != "" && strings.Contains(strings.Join(got, " "), test.not) {
				t.Errorf("%q in %q", test.not, got)
			}
		})
	}
}

func TestGroupLeavesTheTaggedAlone(t *testing.T) {
	a := article(kremlin)
	tagged := Tag(a, all(a))
	before := list(tagged)
	Group(a, tagged, []Rule{{Name: "Kremlin", Drop: true}, {Name: "Moscow", Type: Org}})
	if !slices.Equal(list(tagged), before) {
		t.Error("Group changed its argument")
	}
}

func TestAHardWrappedNameIsOneName(t *testing.T) {
	a := article("The vote was lost by François\nHollande, and François Hollande knew it.\nThe Berlin\nProcess goes on.")
	a.Blocks[0].Soft = true
	got := entities(Find(a, all(a), []Rule{{Name: "François Hollande", As: "F. Hollande"}, {Name: "Berlin Process", Type: Topic}}))
	for _, want := range []string{"PERSON F. Hollande = François Hollande ×2", "TOPIC Berlin Process ×1"} {
		if !slices.Contains(got, want) {
			t.Errorf("missing %q in %q", want, got)
		}
	}
}

// What a person says of names in an article, and of one place, is done.
func TestWhatAPersonSaysOfNames(t *testing.T) {
	a, marks := marked("[GPE Riverton] met [ORG Port of Riverton]. [ORG Port] left. [PERSON Jane Doe] met [PERSON Doe]. [PERSON Doe] left.")
	for _, c := range []struct {
		what  string
		rules []Rule
		want  string
	}{
		{"nothing", nil, "GPE Riverton ×1, ORG Port of Riverton = Port ×2, PERSON Jane Doe = Doe ×3"},
		{"another name", []Rule{{Name: "Port of Riverton", As: "The Port"}}, "GPE Riverton ×1, ORG The Port = Port of Riverton, Port ×2, PERSON Jane Doe = Doe ×3"},
		{"a name of another kind", []Rule{{Name: "Port", As: "Riverton"}}, "GPE Riverton = Port ×2, ORG Port of Riverton ×1, PERSON Jane Doe = Doe ×3"},
		{"of a kind of its own", []Rule{{Name: "Port", As: "Riverton", Type: Topic}}, "GPE Riverton ×1, ORG Port of Riverton ×1, TOPIC Riverton = Port ×1, PERSON Jane Doe = Doe ×3"},
		{"a name that is none", []Rule{{Name: "Port", Type: Topic, Drop: true}}, "GPE Riverton ×1, ORG Port of Riverton ×1, PERSON Jane Doe = Doe ×3"},
		{"a place that is none", []Rule{{Here: at(t, a, "Doe", 2), Drop: true}}, "GPE Riverton ×1, ORG Port of Riverton = Port ×2, PERSON Jane Doe = Doe ×2"},
		{"a place over two names", []Rule{{Here: at(t, a, "Riverton met Port of Riverton", 1), As: "Riverton Port"}}, "GPE Riverton Port = Riverton ×1, ORG Riverton Port = Port of Riverton, Port ×2, PERSON Jane Doe = Doe ×3"},
		{"a place over two names of a kind", []Rule{{Here: at(t, a, "Riverton met Port of Riverton", 1), As: "Riverton Port", Type: Org}}, "ORG Riverton Port = Riverton met Port of Riverton, Port ×2, PERSON Jane Doe = Doe ×3"},
		{"a place within a name", []Rule{{Here: at(t, a, "Port of", 1), Type: Topic}}, "GPE Riverton ×1, TOPIC Port of ×1, ORG Port ×1, PERSON Jane Doe = Doe ×3"},
		{"a place within a name that has a rule", []Rule{{Name: "Port of Riverton", As: "The Port"}, {Here: at(t, a, "Port of", 1), Type: Topic}}, "GPE Riverton ×1, TOPIC Port of ×1, ORG Port ×1, PERSON Jane Doe = Doe ×3"},
		{"a place without a name", []Rule{{Here: at(t, a, "left", 1), Type: Event}}, "GPE Riverton ×1, ORG Port of Riverton = Port ×2, EVENT left ×1, PERSON Jane Doe = Doe ×3"},
		{"the end of the text", []Rule{{Here: model.Range{Start: model.Pos(len(a.Text)) - 5, End: model.Pos(len(a.Text))}, Type: Event}}, "GPE Riverton ×1, ORG Port of Riverton = Port ×2, PERSON Jane Doe = Doe ×3, EVENT left. ×1"},
		{"beyond the text", []Rule{{Here: model.Range{Start: model.Pos(len(a.Text)) - 5, End: model.Pos(len(a.Text)) + 1}, Type: Event}}, "GPE Riverton ×1, ORG Port of Riverton = Port ×2, PERSON Jane Doe = Doe ×3"},
		{"not the same", []Rule{{Name: "Jane Doe", Apart: []string{"Doe"}}}, "GPE Riverton ×1, ORG Port of Riverton = Port ×2, PERSON Jane Doe ×1, PERSON Doe ×2"},
		{"two names for two", []Rule{{Name: "Jane Doe", As: "A"}, {Name: "Doe", As: "B"}}, "GPE Riverton ×1, ORG Port of Riverton = Port ×2, PERSON A = Jane Doe ×1, PERSON B = Doe ×2"},
		{"forms of no name", []Rule{{Name: "Port", Also: []string{"Doe"}}}, "GPE Riverton ×1, ORG Port of Riverton = Port ×2, PERSON Jane Doe = Doe ×3"},
		{"forms of a name", []Rule{{Name: "Port", As: "Port", Also: []string{"Riverton"}, Type: Org}}, "ORG Port = Riverton, Port of Riverton ×3, PERSON Jane Doe = Doe ×3"},
		{"a name of two kinds", []Rule{{Name: "Port", As: "Riverton", Type: Topic}, {Here: at(t, a, "Riverton", 1), As: "Riverton", Type: Loc}}, "LOC Riverton ×1, ORG Port of Riverton ×1, TOPIC Riverton = Port ×1, PERSON Jane Doe = Doe ×3"},
	} {
		if got := strings.Join(entities(Group(a, taggedAs(marks), c.rules)), ", "); got != c.want {
			t.Errorf("%s: %q", c.what, got)
		}
	}
}
