package query

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// What machines say is in no list, until a query asks for it.
func TestMachinesAreLeftOutUnlessAskedFor(t *testing.T) {
	dir, n := t.TempDir(), 0
	t.Chdir(dir)
	write(t, dir, "rain.txt", plain("It [rained].\n"))
	for _, who := range []string{"alice", "@gold", "@parrot", "@parrot-12ab34cd"} {
		write(t, dir, "rain.txt."+who+".anno.json", sidecar("It [rained].\n", who, &n))
	}
	for _, c := range []struct{ query, want string }{
		{"", "@gold alice"},
		{"rained", "@gold alice"},
		{"annotator:alice", "alice"},
		{"annotator:@gold", "@gold"},
		{"annotator:@parrot", "@parrot @parrot-12ab34cd"},
		{"machine:parrot", "@parrot @parrot-12ab34cd"},
		{"machine:parrot-12", "@parrot-12ab34cd"},
		{"-machine:parrot", "@gold alice"},
		{"machine:owl", ""},
	} {
		q, err := Annotations.Parse(c.query, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		if _, err := Collect(context.Background(), nil, []string{"."}, q, func(rows []*Row) error {
			for _, r := range rows {
				got = append(got, r.Annotator)
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		slices.Sort(got)
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q finds %v, want %s", c.query, got, c.want)
		}
	}
	x, _ := refresh(t, openIndex(dir), dir)
	if len(x.Rows()) != 2 || len(x.Machines()) != 2 {
		t.Errorf("the index has %d rows of people and %d of machines", len(x.Rows()), len(x.Machines()))
	}
	if blind := x.Visible("alice"); len(blind) != 1 {
		t.Error(fmt.Sprint("a blind coder sees ", len(blind), " rows"))
	}
}
