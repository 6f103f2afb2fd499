package reader

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"stet/annotate/kind"
	"stet/ui/card"
	"stet/ui/pane"
	"stet/ui/pane/panetest"
)

// The legend of an article shows every kind that is in a gutter, with its
// sign, in the styles of the theme, and the key that hides or shows it.
func TestTheLegendTellsOfEveryMark(t *testing.T) {
	d := open(t, threeVoices)
	d.press("I m r I")
	var legends []*card.Legend
	for _, msg := range d.said {
		if l, ok := msg.(*card.Legend); ok {
			legends = append(legends, l)
		}
	}
	if len(legends) != 2 {
		t.Fatalf("%d legends", len(legends))
	}
	screen := ansi.Strip(strings.Join(legends[0].View(d.env.Paint, 80, 24), "\n"))
	for _, k := range kind.All {
		if k.Name != "entity" && !strings.Contains(screen, "   "+k.Sign+"  kept") {
			t.Errorf("there is no %s:\n%s", k.Title, screen)
		}
	}
	if strings.Contains(screen, "…") {
		t.Errorf("not all of it fits 80 columns:\n%s", screen)
	}
	if after := ansi.Strip(strings.Join(legends[1].View(d.env.Paint, 80, 24), "\n")); !strings.Contains(screen, "m r shows") || !strings.Contains(after, "m r hides") {
		t.Errorf("m r is not told right:\n%s\nand then\n%s", screen, after)
	}
}

// The config file says what is shown at first; the keys change it as ever.
func TestLayersOfTheConfigFile(t *testing.T) {
	path := open(t, threeVoices).path
	for _, test := range []struct {
		layers []string
		want   string // quotes in the gutter, names in colour, the margin
	}{
		{nil, "quotes names margin"},
		{[]string{"names"}, "names"},
		{[]string{"quote", "margin"}, "quotes margin"},
		{[]string{}, ""},
	} {
		d := reopenWith(t, path, func(env *pane.Env) { env.Layers = test.layers })
		panetest.Show(d, 120, 30)
		var got []string
		if strings.Contains(d.screen(), "“?") {
			got = append(got, "quotes")
		}
		for _, m := range d.sheet.Marks(d.focus, d.sheet.Page.Top(), 30) {
			if m.Role == "name.person" {
				got = append(got, "names")
				break
			}
		}
		if d.sheet.Frame().Margin > 0 {
			got = append(got, "margin")
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%v shows %q, want %q", test.layers, got, test.want)
		}
	}
}
