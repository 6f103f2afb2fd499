package main

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"stet/annotate/report"
	"stet/ui/theme"
)

// The report has the colours of the default theme, and each of them can be read on the
// page and on a quote.
func TestTheReportHasTheColoursOfTheTheme(t *testing.T) {
	var b strings.Builder
	if err := (&report.Report{Title: "x", Made: time.Now()}).HTML(&b); err != nil {
		t.Fatal(err)
	}
	sets := regexp.MustCompile(`:root \{([^}]*)\}`).FindAllStringSubmatch(b.String(), -1)
	if len(sets) != 2 {
		t.Fatalf("%d sets of colours", len(sets))
	}
	for i, dark := range []bool{false, true} {
		th, err := theme.Load(theme.Rich, dark)
		if err != nil {
			t.Fatal(err)
		}
		has := map[string]string{}
		for _, m := range regexp.MustCompile(`--(\w+): (#\w{6})`).FindAllStringSubmatch(sets[i][1], -1) {
			has[m[1]] = m[2]
		}
		for name, want := range map[string]string{
			"soft": th.Style("muted").Fg, "quote": th.Style("kind.quote").Bg, "for": th.Style("stance.for").Fg, "against": th.Style("stance.against").Fg,
			"neither": th.Style("stance.neither").Fg, "unsure": th.Style("verdict.unsure").Fg, "link": th.Style("link").Fg,
		} {
			if has[name] != want {
				t.Errorf("dark %v: --%s is %s, the theme has %s", dark, name, has[name], want)
			}
		}
		for name, colour := range has {
			least := 4.5
			switch name {
			case "paper", "quote", "line":
				continue
			case "ink":
				least = 7
			}
			for _, ground := range []string{"paper", "quote"} {
				if got := contrastOf(colour, has[ground]); got < least {
					t.Errorf("dark %v: --%s on --%s has %.1f:1, want %.1f", dark, name, ground, got, least)
				}
			}
		}
	}
}

// contrastOf is the contrast ratio of two colours #rrggbb by WCAG 2.2.
func contrastOf(a, b string) float64 {
	luminance := func(c string) float64 {
		sum := 0.0
		for i, share := range []float64{0.2126, 0.7152, 0.0722} {
			n, _ := strconv.ParseUint(c[1+2*i:3+2*i], 16, 8)
			v := float64(n) / 255
			if v <= 0.04045 {
				v /= 12.92
			} else {
				v = math.Pow((v+0.055)/1.055, 2.4)
			}
			sum += share * v
		}
		return sum
	}
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}
