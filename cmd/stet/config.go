package main

import (
	"cmp"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/spf13/cobra"

	"stet/annotate/machine"
	"stet/annotate/store"
	"stet/model/files"
	"stet/model/lang"
	"stet/model/pattern"
	"stet/model/places"
	"stet/ui"
	"stet/ui/theme"
)

// defaultConfig is the commented file that `stet config init` writes. A test
// holds it to the fields of config.
//
//go:embed config.toml
var defaultConfig []byte

// A config is what the one file in the XDG place says. Unknown keys are errors.
type config struct {
	Annotator string `toml:"annotator"` // whose annotations, "" for git's user.name
	Email     string `toml:"email"`     // names the annotator in files, "" for the name alone
	Library   string `toml:"library"`   // the folder that bare stet opens, "" for none
	Theme     string `toml:"theme"`     // a name or a file, see theme.Load
	// auto asks the terminal, light or dark says it; "" for auto
	Background string `toml:"background"`
	// auto, terminal or stet: who reorders what is written from right to left
	Bidi      string              `toml:"bidi"`
	ASCII     bool                `toml:"ascii"`      // signs and letters in ASCII only
	Measure   int                 `toml:"measure"`    // columns of text at most, 0 for 72
	Layers    []string            `toml:"layers"`     // what is shown of an article at first, nil for the usual
	Sort      string              `toml:"sort"`       // of a list of articles, "" for by date, or by file where they are coded
	Filter    string              `toml:"filter"`     // of a list of articles
	Mouse     string              `toml:"mouse"`      // on, wheel or off, "" for on
	Claims    float64             `toml:"claims"`     // the score from which claims are suggested, 0 for suggest.Worth
	Learn     bool                `toml:"learn"`      // kept and refused annotations teach the suggestions
	Language  string              `toml:"language"`   // of articles whose language is not recognised, "" leaves it unknown
	Private   bool                `toml:"private"`    // fetch from this machine and private networks too
	UserAgent string              `toml:"user_agent"` // what servers are told that asks them
	Keys      map[string][]string `toml:"keys"`       // command → its keys
	// Machine are the programs and models that stet code can ask, by name. They are
	// read from here alone: a library could be a stranger's.
	Machine map[string]machine.Machine `toml:"machine"`
}

// backgrounds are what the background of the terminal can be said to be.
var backgrounds = []string{"auto", "light", "dark"}

// dark says whether the background is dark; nil to ask the terminal.
func (c *config) dark() *bool {
	switch c.Background {
	case "light", "dark":
		dark := c.Background == "dark"
		return &dark
	}
	return nil
}

// bidis are who can put letters into order that are written from right to left.
var bidis = []string{"auto", "terminal", "stet"}

// terminalReorders says whether the terminal puts such letters into order by itself
// and cannot be told not to: it is one of the two that are known for it.
func (c *config) terminalReorders(env func(string) string) bool {
	if c.Bidi == "terminal" || c.Bidi == "stet" {
		return c.Bidi == "terminal"
	}
	return env("TMUX") == "" && (env("TERM_PROGRAM") == "Apple_Terminal" || env("KONSOLE_VERSION") != "")
}

// configPath is where the config file is, whether it exists or not.
func configPath() string { return filepath.Join(places.Config(), "config.toml") }

// readConfig reads the config file for a command, once, with what the environment
// and its flags say otherwise. A mistake stops
// every command but those that mend it.
func (p *program) readConfig(cmd *cobra.Command) error {
	for c := cmd; c != nil; c = c.Parent() {
		switch c.Name() {
		case "config", "help", "man", "version", "completion", cobra.ShellCompRequestCmd:
			return nil
		}
	}
	c, _, err := loadSettings(configPath(), cmd)
	p.config = c
	return err
}

// mostConfig is how large a config file may be, in bytes.
const mostConfig = 1 << 20

// loadConfig reads one config file; a missing one is an empty one.
func loadConfig(path string) (config, error) {
	data, err := files.Read(path, mostConfig)
	if errors.Is(err, fs.ErrNotExist) {
		return config{}, nil
	}
	if err != nil {
		return config{}, err
	}
	return parseConfig(path, data)
}

// parseConfig decodes a config file. The error names the line.
func parseConfig(path string, data []byte) (config, error) {
	var c config
	d := toml.NewDecoder(strings.NewReader(string(data))).DisallowUnknownFields()
	err := d.Decode(&c)
	var unknown *toml.StrictMissingError
	var syntax *toml.DecodeError
	switch {
	case errors.As(err, &unknown) && len(unknown.Errors) > 0:
		e := unknown.Errors[0]
		row, _ := e.Position()
		key := strings.Join(e.Key(), ".")
		hint := fmt.Sprintf("the keys are %s", strings.Join(configKeys(), ", "))
		if _, last, ok := strings.Cut(strings.TrimPrefix(key, "machine."), "."); ok && strings.HasPrefix(key, "machine.") {
			hint = fmt.Sprintf("those of a machine are %s", strings.Join(machine.Keys(), ", "))
			if near := nearest(last, machine.Keys()); near != "" {
				hint = fmt.Sprintf("did you mean %s?", near)
			}
		}
		if near := nearest(key, configKeys()); near != "" {
			hint = fmt.Sprintf("did you mean %s?", near)
		}
		return config{}, misused(hint, "%s:%d: there is no key %q", path, row, key)
	case errors.As(err, &syntax):
		row, _ := syntax.Position()
		text := strings.TrimPrefix(syntax.Error(), "toml: ")
		if m := wrongType().FindStringSubmatch(text); m != nil {
			text = fmt.Sprintf("%s: %s expected", strings.Join(syntax.Key(), "."), typeNames[m[1]])
		}
		return config{}, misused("`stet help config` shows the file", "%s:%d: %s", path, row, text)
	case err != nil:
		return config{}, misused("`stet help config` shows the file", "%s: %s", path, err)
	}
	f := c.machineFault()
	if f == nil {
		f = c.check()
	}
	if f != nil {
		text := f.text
		if slices.Contains(settings(), f.key) && f.key != "theme" {
			text = f.key + ": " + text
		}
		return config{}, misused(f.hint, "%s:%d: %s", path, lineOf(data, f.key), text)
	}
	return c, nil
}

// wrongType is what go-toml says of a value that is not of a field's type.
var wrongType = pattern.Late(`^cannot decode TOML .* of type (\S+)$`)

var typeNames = map[string]string{
	"int": "a number", "float64": "a number", "bool": "true or false", "string": "a text in quotation marks",
	"[]string": "a list of texts", "map[string][]string": "a table",
	"*int": "a number", "map[string]string": "a table", "map[string]interface {}": "a table", "machine.Price": "a table",
}

// A fault is a value that no command understands.
type fault struct{ key, text, hint string }

// check returns the first fault, nil if absent.
func (c *config) check() *fault {
	if c.Language != "" && lang.Primary(c.Language) == "" {
		return &fault{"language", fmt.Sprintf("%q is no language", c.Language), "it is a tag such as de or pt-BR"}
	}
	if !store.IsPerson(c.Annotator) {
		return &fault{"annotator", fmt.Sprintf("%q is no person’s name", c.Annotator), "names with @ are those of adjudications"}
	}
	switch c.Mouse {
	case "", "on", "wheel", "off":
	default:
		return &fault{"mouse", fmt.Sprintf("there is no %q", c.Mouse), "it can be on, wheel or off"}
	}
	if c.Sort != "" && !slices.Contains(ui.Orders(), c.Sort) {
		hint := fmt.Sprintf("it can be %s", strings.Join(ui.Orders(), ", "))
		return &fault{"sort", fmt.Sprintf("there is no %q", c.Sort), hint}
	}
	if c.Theme != "" {
		if _, err := theme.Load(places.Expand(c.Theme), true); err != nil {
			hint := "`stet help themes` shows how one is made"
			var mistake *theme.Error
			if errors.As(err, &mistake) && mistake.Role != "" {
				if near := nearest(mistake.Role, theme.Roles()); near != "" {
					hint = fmt.Sprintf("did you mean %s? %s", near, hint)
				}
			}
			return &fault{"theme", err.Error(), hint}
		}
	}
	if !slices.Contains(backgrounds, cmp.Or(c.Background, "auto")) {
		return &fault{"background", strconv.Quote(c.Background), "it can be auto, light or dark"}
	}
	if !slices.Contains(bidis, cmp.Or(c.Bidi, "auto")) {
		return &fault{"bidi", strconv.Quote(c.Bidi), "it can be auto, terminal or stet"}
	}
	if c.Measure != 0 && (c.Measure < 20 || c.Measure > 200) {
		return &fault{"measure", fmt.Sprint(c.Measure), "it can be 20 to 200 columns"}
	}
	if c.Claims != 0 && !(c.Claims > 0 && c.Claims <= 1) {
		return &fault{"claims", fmt.Sprint(c.Claims), "it can be more than 0, up to 1"}
	}
	for _, name := range c.Layers {
		if names := ui.LayerNames(); !slices.Contains(names, name) {
			hint := fmt.Sprintf("there are %s", strings.Join(names, ", "))
			if near := nearest(name, names); near != "" {
				hint = fmt.Sprintf("did you mean %s? %s", near, hint)
			}
			return &fault{"layers", fmt.Sprintf("there is no %q", name), hint}
		}
	}
	if name, err := ui.CheckKeys(c.Keys); err != nil {
		hint := "`stet help keys` has the names and the keys"
		if near := nearest(name, ui.KeyNames()); near != "" && near != name {
			hint = fmt.Sprintf("did you mean %s? %s", near, hint)
		}
		return &fault{name, err.Error(), hint}
	}
	return nil
}

// machineFault gives the machines their names and returns the first fault in a table.
func (c *config) machineFault() *fault {
	for _, name := range slices.Sorted(maps.Keys(c.Machine)) {
		m := c.Machine[name]
		m.Name = name
		c.Machine[name] = m
		if f := m.Fault(); f != nil {
			return &fault{f.Key, strings.TrimSuffix(f.Key, ".") + ": " + f.Text, f.Hint}
		}
	}
	return nil
}

// lineOf is the line, from 1, on which a key is set; of one of a machine, behind the
// head of its table.
func lineOf(data []byte, key string) int {
	if table, last, ok := strings.Cut(strings.TrimPrefix(key, "machine."), "."); ok {
		head := "[machine." + table + "]"
		before, rest, found := strings.Cut(string(data), head)
		if !found {
			return 1
		}
		line := strings.Count(before, "\n") + 1
		for i, text := range strings.Split(rest, "\n") {
			name, _, set := strings.Cut(text, "=")
			switch {
			case i > 0 && strings.HasPrefix(text, "["):
				return line
			case set && strings.TrimSpace(name) == last:
				return line + i
			}
		}
		return line
	}
	for i, line := range strings.Split(string(data), "\n") {
		if name, _, found := strings.Cut(line, "="); found && strings.Trim(name, " \t\"'") == key {
			return i + 1
		}
	}
	return 1
}

// configKeys lists the keys of the file.
func configKeys() []string {
	var keys []string
	for f := range reflect.TypeFor[config]().Fields() {
		keys = append(keys, f.Tag.Get("toml"))
	}
	return keys
}

func configCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "config [path|check|init]",
		Short: "show, check or begin the config file",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return oneOf("config", args[0], "path", "check", "init")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return p.printConfig(cmd, configPath()) },
	}
	cmd.AddCommand(&cobra.Command{
		Use: "path", Short: "say where the config file is", Args: arguments(0, 0),
		RunE: func(*cobra.Command, []string) error {
			fmt.Fprintln(p.out, configPath())
			return nil
		},
	}, &cobra.Command{
		Use: "check", Short: "say what is wrong in the config file", Args: arguments(0, 0),
		RunE: func(*cobra.Command, []string) error {
			return p.checkConfig(configPath())
		},
	}, &cobra.Command{
		Use: "init", Short: "write a config file in which everything is explained", Args: arguments(0, 0),
		RunE: func(*cobra.Command, []string) error { return p.initConfig(configPath()) },
	})
	return cmd
}

// checkConfig says what is wrong in the file, or that nothing is.
func (p *program) checkConfig(path string) error {
	if _, err := loadConfig(path); err != nil {
		return err
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		fmt.Fprintf(p.out, "%s is not there yet: `stet config init` writes one\n", path)
		return nil
	}
	fmt.Fprintf(p.out, "%s: no mistakes\n", path)
	return nil
}

// initConfig writes the commented file, and never over one that is there.
func (p *program) initConfig(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	err := writeNew(path, defaultConfig)
	if errors.Is(err, fs.ErrExist) {
		return failed("edit it, or move it away first", "%s: there is one already", path)
	}
	if err == nil {
		fmt.Fprintf(p.out, "written: %s\n", path)
	}
	return err
}
