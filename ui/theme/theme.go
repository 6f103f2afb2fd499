// Package theme says what each role on the screen looks like.
//
// A theme is a data file: a line a role. It refuses to know escapes (package
// paint makes them), marks and panes; a role is only a name with dots in it.
package theme

import (
	"bytes"
	"embed"
	"fmt"
	"maps"
	"path"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"stet/model/files"
)

// Default is the name of the theme in use where the terminal shows 256 colours. It is
// made of the terminal's own sixteen and of quiet tints.
const Default = "terminal"

// Rich is the name of the one in use where the terminal shows 24-bit colours.
const Rich = "stet"

// Sixteen is the name of the one in use where it shows sixteen.
const Sixteen = "sixteen"

// Mono is the theme without colours, for NO_COLOR.
const Mono = "mono"

//go:embed themes/*.toml
var builtIn embed.FS

// A Style is how text looks. The zero value is the terminal's own text.
type Style struct {
	// Fg and Bg are "" for the terminal's own colour, "#rrggbb", or the decimal
	// number of one of the terminal's 256 colours.
	Fg, Bg string

	Bold, Faint, Italic, Underline, Reverse, Strike bool
}

// A Theme maps roles to styles.
type Theme struct {
	Name   string
	About  string // for whom it is, in a line
	styles map[string]Style
}

// Names lists the built-in themes in alphabetical order, the default first.
func Names() []string {
	names := []string{Default}
	entries, _ := builtIn.ReadDir("themes")
	for _, e := range entries {
		if name := strings.TrimSuffix(e.Name(), ".toml"); name != Default {
			names = append(names, name)
		}
	}
	sort.Strings(names[1:])
	return names
}

// Load returns a theme for a dark or a light background: the built-in one of
// that name, "" being the default, or, if the name ends in .toml, the one in
// that file.
func Load(name string, dark bool) (*Theme, error) {
	if strings.HasSuffix(name, ".toml") {
		data, err := files.Read(name, mostFile)
		if err != nil {
			return nil, fmt.Errorf("theme: %w", err)
		}
		return Parse(name, data, dark)
	}
	if name == "" {
		name = Default
	}
	data, err := builtIn.ReadFile(path.Join("themes", name+".toml"))
	if err != nil {
		return nil, fmt.Errorf("there is no theme %q; there are %s, and files that end in .toml", name, strings.Join(Names(), ", "))
	}
	return Parse(name, data, dark)
}

// mostFile is how large a theme may be, in bytes.
const mostFile = 1 << 20

// Parse reads a theme file: TOML with a table "both" of roles, and tables "dark"
// and "light" for what differs with the background. A style is a list of words:
// attributes, a colour, "on" and a colour. What the file does not name is as in
// the built-in theme that it inherits, if any.
func Parse(name string, data []byte, dark bool) (*Theme, error) {
	var file struct {
		About, Inherits   string
		Both, Dark, Light map[string]string
	}
	if err := toml.NewDecoder(bytes.NewReader(data)).DisallowUnknownFields().Decode(&file); err != nil {
		return nil, fmt.Errorf("theme %s: %w", name, err)
	}
	t := &Theme{Name: name, About: file.About, styles: make(map[string]Style)}
	if file.Inherits != "" {
		if !slices.Contains(Names(), file.Inherits) || file.Inherits == name {
			return nil, fmt.Errorf("theme %s inherits %q, expected one of %s", name, file.Inherits, strings.Join(Names(), ", "))
		}
		base, err := Load(file.Inherits, dark)
		if err != nil {
			return nil, fmt.Errorf("theme %s: %w", name, err)
		}
		t.styles = base.styles
	}
	own := file.Light
	if dark {
		own = file.Dark
	}
	for i, table := range []map[string]string{file.Both, file.Dark, file.Light, own} {
		for _, role := range slices.Sorted(maps.Keys(table)) {
			s, err := parseStyle(table[role])
			switch {
			case !Known(role):
				return nil, &Error{Theme: name, Line: lineOf(data, role), Role: role, Msg: fmt.Sprintf("there is no role %q", role)}
			case err != nil:
				return nil, &Error{Theme: name, Line: lineOf(data, role), Msg: role + ": " + err.Error()}
			case i == 0 || i == 3: // the other background is only checked
				t.styles[role] = s
			}
		}
	}
	return t, nil
}

// An Error is a mistake on a line of a theme's file, counted from 1.
type Error struct {
	Theme string
	Line  int
	Role  string // that is unknown, "" if the mistake is another
	Msg   string
}

func (e *Error) Error() string { return fmt.Sprintf("theme %s:%d: %s", e.Theme, e.Line, e.Msg) }

// lineOf is the first line, from 1, that sets a role; 0 if none does.
func lineOf(data []byte, role string) int {
	n := 0
	for line := range bytes.Lines(data) {
		n++
		if key, _, found := bytes.Cut(line, []byte("=")); found && strings.Trim(string(key), " \t\"'") == role {
			return n
		}
	}
	return 0
}

// Style returns the style of role. A role that the theme does not name looks
// like the one before its last dot ("kind.quote.suggested" like "kind.quote",
// that like "kind"), and in the end like plain text.
func (t *Theme) Style(role string) Style {
	for role != "" {
		if s, ok := t.styles[role]; ok {
			return s
		}
		role = role[:max(0, strings.LastIndexByte(role, '.'))]
	}
	return t.styles[""]
}

// Markdown writes the table of the built-in themes that the help shows.
func Markdown() string {
	var b strings.Builder
	b.WriteString("| theme | for |\n|---|---|\n")
	for _, name := range Names() {
		if t, err := Load(name, true); err == nil {
			fmt.Fprintf(&b, "| `%s` | %s |\n", name, t.About)
		}
	}
	return b.String()
}

// Roles lists the roles that the theme names, in alphabetical order.
func (t *Theme) Roles() []string { return slices.Sorted(maps.Keys(t.styles)) }

var colours = []string{
	"black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
	"bright-black", "bright-red", "bright-green", "bright-yellow",
	"bright-blue", "bright-magenta", "bright-cyan", "bright-white",
}

func parseStyle(words string) (Style, error) {
	var s Style
	into := &s.Fg
	for word := range strings.FieldsSeq(words) {
		switch word {
		case "bold":
			s.Bold = true
		case "faint":
			s.Faint = true
		case "italic":
			s.Italic = true
		case "underline":
			s.Underline = true
		case "reverse":
			s.Reverse = true
		case "strike":
			s.Strike = true
		case "on":
			into = &s.Bg
		default:
			c, err := parseColour(word)
			if err != nil {
				return Style{}, err
			}
			*into = c
		}
	}
	return s, nil
}

func parseColour(word string) (string, error) {
	for i, name := range colours {
		if word == name {
			return strconv.Itoa(i), nil
		}
	}
	if n, err := strconv.Atoi(word); err == nil && 0 <= n && n < 256 {
		return strconv.Itoa(n), nil
	}
	if _, err := strconv.ParseUint(strings.TrimPrefix(word, "#"), 16, 24); err == nil && len(word) == 7 && word[0] == '#' {
		return word, nil
	}
	return "", fmt.Errorf("%q is no colour and no attribute", word)
}
