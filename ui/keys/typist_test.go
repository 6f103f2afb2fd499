package keys

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

func TestCountsAndSequencesAreTypedKeyByKey(t *testing.T) {
	nothing := func(*int, int) tea.Cmd { return nil }
	table := Table[*int]{
		{Name: "down", Keys: []string{"j"}, Do: nothing},
		{Name: "next-quote", Keys: []string{"]q"}, Do: nothing},
		{Name: "article", Keys: []string{"0"}, Do: nothing},
	}
	for _, tt := range []struct{ keys, want string }{
		{"j", "down 0"},
		{"1 0 j", "down 10"},
		{"0", "article 0"},
		{"2 0 ] q", "next-quote 20"},
		{"] j j", "down 0"}, // ]j is nothing, and ends the sequence
		{"7 x j", "down 0"}, // x is nothing, and ends the count
		{"] 1 j", "down 0"}, // no count within a sequence
		{strings.Repeat("9 ", 12) + "j", "down 1000000"},
	} {
		var typist Typist
		var got []string
		for _, k := range strings.Fields(tt.keys) {
			if c, n, state := Take(&typist, table, k); state == Found {
				got = append(got, fmt.Sprint(c.Name, " ", n))
			}
		}
		if strings.Join(got, ", ") != tt.want {
			t.Errorf("%s: %q, want %s", tt.keys, got, tt.want)
		}
	}
}

// After m one sees what m can go on to; after m M, which machines there are.
func TestABegunSequenceTellsWhatMayFollow(t *testing.T) {
	table := Table[*int]{
		{Name: "down", Keys: []string{"j"}},
		{Name: "show-quotes", Keys: []string{"m q"}},
		{Name: "show-machines", Keys: []string{"m M *"}},
		{Name: "show-machine-small", Keys: []string{"m M s"}},
		{Name: "changed", Keys: []string{"]m"}},
		{Name: "show-entity", Short: "names", Keys: []string{"Q e"}},
	}
	for _, tt := range []struct{ keys, want string }{
		{"", "[]"},
		{"j", "[]"},
		{"2", "[]"},
		{"m", "[{q quotes} {M… machines}]"},
		{"m M", "[{* machines} {s machine small}]"},
		{"]", "[{m changed}]"},
		{"Q", "[{e names}]"},
		{"m q", "[]"},
		{"m x", "[]"},
	} {
		var typist Typist
		for _, k := range strings.Fields(tt.keys) {
			Take(&typist, table, k)
		}
		if got := fmt.Sprint(Steps(&typist, table)); got != tt.want {
			t.Errorf("after %q: %s, want %s", tt.keys, got, tt.want)
		}
	}
}
