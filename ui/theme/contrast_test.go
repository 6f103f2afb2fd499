package theme

import (
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// The backgrounds and letters that terminals commonly have: a theme that names
// colours must be readable on each.
var (
	darkGrounds  = []string{"#000000", "#11151c", "#1e1e1e", "#282c34"}
	darkText     = "#d0d0d0"
	lightGrounds = []string{"#ffffff", "#fdf6e3", "#f2f2f2"}
	lightText    = "#24292f"
)

// decorations are the roles that say nothing: frames.
var decorations = map[string]bool{"card.border": true}

// TestContrast measures each letter colour of a theme against the terminal's
// background and against each tint of the theme, upon which it may come to lie;
// and the terminal's own letters against each tint. Colours 0 to 15 are the
// terminal's own and cannot be measured here.
func TestContrast(t *testing.T) {
	for name, least := range map[string]float64{"stet": 4.5, "terminal": 4.5, "contrast": 7, "colorblind": 4.5} {
		for _, dark := range []bool{true, false} {
			th, err := Load(name, dark)
			if err != nil {
				t.Fatal(err)
			}
			grounds, text := lightGrounds, lightText
			if dark {
				grounds, text = darkGrounds, darkText
			}
			letters := map[string]string{"the terminal's letters": text}
			for _, role := range th.Roles() {
				s := th.Style(role)
				if c := rgbOf(s.Bg); c != "" {
					grounds = append(grounds[:len(grounds):len(grounds)], c)
				}
				if c := rgbOf(s.Fg); c != "" {
					letters[role] = c
				}
				if name == "contrast" && s.Faint {
					t.Errorf("contrast: %s is faint", role)
				}
			}
			for role, fg := range letters {
				for _, bg := range grounds {
					want := least
					switch {
					case name == "stet" && role == "the terminal's letters":
						want = 7 // running text
					case decorations[role]:
						want = min(least, 3)
					}
					if got := contrast(fg, bg); got < want {
						t.Errorf("%s, dark %v: %s, %s on %s, has %.1f:1, want %.1f", name, dark, role, fg, bg, got, want)
					}
				}
			}
		}
	}
}

// The sixteen colours of terminals that many people have, in their order.
var palettes = []struct {
	name        string
	dark, light string // the background
	colours     [16]string
}{
	{"xterm", "#000000", "#ffffff", [16]string{"#000000", "#cd0000", "#00cd00", "#cdcd00", "#0000ee", "#cd00cd", "#00cdcd", "#e5e5e5",
		"#7f7f7f", "#ff0000", "#00ff00", "#ffff00", "#5c5cff", "#ff00ff", "#00ffff", "#ffffff"}},
	{"Tango", "#2e3436", "#ffffff", [16]string{"#2e3436", "#cc0000", "#4e9a06", "#c4a000", "#3465a4", "#75507b", "#06989a", "#d3d7cf",
		"#555753", "#ef2929", "#8ae234", "#fce94f", "#729fcf", "#ad7fa8", "#34e2e2", "#eeeeec"}},
	{"Campbell", "#0c0c0c", "#f2f2f2", [16]string{"#0c0c0c", "#c50f1f", "#13a10e", "#c19c00", "#0037da", "#881798", "#3a96dd", "#cccccc",
		"#767676", "#e74856", "#16c60c", "#f9f1a5", "#3b78ff", "#b4009e", "#61d6d6", "#f2f2f2"}},
	{"Solarized", "#002b36", "#fdf6e3", [16]string{"#073642", "#dc322f", "#859900", "#b58900", "#268bd2", "#d33682", "#2aa198", "#eee8d5",
		"#002b36", "#cb4b16", "#586e75", "#657b83", "#839496", "#6c71c4", "#93a1a1", "#fdf6e3"}},
}

// TestTheTerminalsOwnColours: those of the sixteen that the themes ask for which are
// chosen by the terminal can be read on the background in each of these palettes, at
// the 3:1 that WCAG 2.2 asks for what is not read as running text (success criterion
// 1.4.11). The theme for sixteen colours asks for no others, and for no tint.
func TestTheTerminalsOwnColours(t *testing.T) {
	const least = 3
	for _, name := range []string{Default, Sixteen} {
		for _, dark := range []bool{true, false} {
			th, err := Load(name, dark)
			if err != nil {
				t.Fatal(err)
			}
			for _, role := range th.Roles() {
				s := th.Style(role)
				n, err := strconv.Atoi(s.Fg)
				if name == Sixteen && (s.Bg != "" || s.Fg != "" && (err != nil || n > 15)) {
					t.Errorf("%s, dark %v: %s asks for %q on %q", name, dark, role, s.Fg, s.Bg)
				}
				if err != nil || n > 15 {
					continue
				}
				for _, p := range palettes {
					ground := p.light
					if dark {
						ground = p.dark
					}
					if got := contrast(p.colours[n], ground); got < least {
						t.Errorf("%s, dark %v, %s: %s, %s on %s, has %.1f:1, want %d", name, dark, p.name, role, p.colours[n], ground, got, least)
					}
				}
			}
		}
	}
}

// rgbOf returns the colour as #rrggbb, "" for what the terminal decides. The
// numbers from 16 on are a cube of 6×6×6 and 24 greys in every terminal.
func rgbOf(c string) string {
	n, err := strconv.Atoi(c)
	switch {
	case err != nil:
		return c
	case n < 16:
		return ""
	case n >= 232:
		return hex(8+10*(n-232), 8+10*(n-232), 8+10*(n-232))
	}
	level := []int{0, 95, 135, 175, 215, 255}
	n -= 16
	return hex(level[n/36], level[n/6%6], level[n%6])
}

func hex(r, g, b int) string {
	return "#" + strconv.FormatInt(int64(1<<24|r<<16|g<<8|b), 16)[1:]
}

// linear returns red, green and blue of #rrggbb as shares of light (IEC
// 61966-2-1).
func linear(c string) [3]float64 {
	n, _ := strconv.ParseUint(c[1:], 16, 24)
	var out [3]float64
	for i := range out {
		v := float64(n>>(16-8*i)&0xff) / 255
		if v <= 0.04045 {
			out[i] = v / 12.92
		} else {
			out[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return out
}

// contrast is the contrast ratio of WCAG 2.2.
func contrast(a, b string) float64 {
	luminance := func(c string) float64 {
		v := linear(c)
		return 0.2126*v[0] + 0.7152*v[1] + 0.0722*v[2]
	}
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// Colour vision without one kind of cone, by the matrices of Machado, Oliveira
// and Fernandes, "A Physiologically-based Model for Simulation of Color Vision
// Deficiency" (2009), severity 1.0.
var deficiencies = map[string][3][3]float64{
	"none":         {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	"protanopia":   {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	"deuteranopia": {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
	"tritanopia":   {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
}

// TestMonoNeedsNoColour: the theme for NO_COLOR says nothing by colour.
func TestMonoNeedsNoColour(t *testing.T) {
	for _, dark := range []bool{true, false} {
		th, err := Load("mono", dark)
		if err != nil {
			t.Fatal(err)
		}
		for _, role := range th.Roles() {
			if s := th.Style(role); s.Fg != "" || s.Bg != "" {
				t.Errorf("%s has a colour: %+v", role, s)
			}
		}
	}
}

// TestKeptAndSuggestedDifferWithoutColours: a terminal of sixteen colours shows
// no tint, one without colours not even names; annotations, what is only
// suggested and what is in focus differ by attributes, too.
func TestKeptAndSuggestedDifferWithoutColours(t *testing.T) {
	for _, name := range Names() {
		for _, dark := range []bool{true, false} {
			th, err := Load(name, dark)
			if err != nil {
				t.Fatal(err)
			}
			plain := func(role string) Style {
				s := th.Style(role)
				s.Fg, s.Bg = "", ""
				return s
			}
			for _, kind := range []string{"kind.quote", "kind.claim"} {
				kept, found, focus := plain(kind), plain(kind+".suggested"), plain(kind+".focus")
				if kept == found || kept == focus || found == focus {
					t.Errorf("%s: %s is %+v, suggested %+v, in focus %+v", name, kind, kept, found, focus)
				}
			}
			if plain("selection") == (Style{}) || plain("search") == (Style{}) || plain("label") == (Style{}) || plain("focus") == (Style{}) {
				t.Errorf("%s: a selection, a hit, a label or the focus is told by colour alone", name)
			}
		}
	}
}

// TestColoursStayApart: with any kind of colour vision people and organisations
// are told apart, from each other and from plain text. A distance of 20 in
// CIELAB is seen at a glance (a just noticeable one is about 2.3).
func TestColoursStayApart(t *testing.T) {
	const least = 20
	for _, name := range []string{"colorblind", "contrast"} {
		for _, dark := range []bool{true, false} {
			th, err := Load(name, dark)
			if err != nil {
				t.Fatal(err)
			}
			text := lightText
			if dark {
				text = darkText
			}
			person, org := th.Style("name.person").Fg, th.Style("name.org").Fg
			for kind, m := range deficiencies {
				for _, pair := range [][2]string{{person, org}, {person, text}, {org, text}} {
					if got := distance(seen(pair[0], m), seen(pair[1], m)); got < least {
						t.Errorf("%s, dark %v, %s: %s and %s are %.0f apart, want %d", name, dark, kind, pair[0], pair[1], got, least)
					}
				}
			}
		}
	}
}

func seen(c string, m [3][3]float64) [3]float64 {
	v := linear(c)
	var out [3]float64
	for i := range out {
		for j := range v {
			out[i] += m[i][j] * v[j]
		}
		out[i] = max(0, min(1, out[i]))
	}
	return out
}

// distance is ΔE*ab (CIE 1976) of two colours in linear sRGB, white D65.
func distance(a, b [3]float64) float64 {
	lab := func(v [3]float64) [3]float64 {
		f := func(t float64) float64 {
			if t > 216.0/24389 {
				return math.Cbrt(t)
			}
			return (24389.0/27*t + 16) / 116
		}
		x := f((0.4124*v[0] + 0.3576*v[1] + 0.1805*v[2]) / 0.9505)
		y := f(0.2126*v[0] + 0.7152*v[1] + 0.0722*v[2])
		z := f((0.0193*v[0] + 0.1192*v[1] + 0.9505*v[2]) / 1.089)
		return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
	}
	la, lb := lab(a), lab(b)
	return math.Sqrt((la[0]-lb[0])*(la[0]-lb[0]) + (la[1]-lb[1])*(la[1]-lb[1]) + (la[2]-lb[2])*(la[2]-lb[2]))
}

// TestRolesInUseAreNamed reads the screen's source for the roles that it asks
// for: a misspelt one would look like plain text and nobody would see why.
func TestRolesInUseAreNamed(t *testing.T) {
	th, err := Load("", true)
	if err != nil {
		t.Fatal(err)
	}
	named := func(role string) bool {
		for _, r := range th.Roles() {
			if r == role || strings.HasPrefix(role, r+".") {
				return true
			}
		}
		return false
	}
	asked := regexp.MustCompile(`(?:\.Text\(|Role: )"([a-z][a-z.]*[a-z])"`)
	err = filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		src, err := os.ReadFile(path)
		for _, m := range asked.FindAllStringSubmatch(string(src), -1) {
			if !named(m[1]) {
				t.Errorf("%s asks for the role %q, which no theme names", path, m[1])
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
