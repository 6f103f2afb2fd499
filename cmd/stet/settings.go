package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"reflect"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"stet/cmd/stet/manual"
	"stet/ui"
	"stet/ui/theme"
)

// A key of the config file that holds one value can be said otherwise for a run:
// by a variable of the environment, which comes before the file, and, where it is
// about the screen, by a flag, which comes before both.

// screenKeys are the keys that the commands with a screen have a flag for.
var screenKeys = []struct{ key, help string }{
	{"theme", "colours: a `NAME` of stet help themes, or a file"},
	{"background", "auto, light or dark: the background of the terminal"},
	{"bidi", "auto, terminal or stet: `WHO` orders letters from right to left"},
	{"ascii", "signs and letters in ASCII only"},
	{"measure", "`COLUMNS` of text at most"},
	{"layers", "what is shown of an article at first, a `LIST` with commas (stet help config)"},
	{"mouse", "on, wheel or off: `HOW` the mouse is used"},
}

// screenFlags gives a command the flags for how its screen looks.
func screenFlags(cmd *cobra.Command) {
	for _, k := range screenKeys {
		if new(config).field(k.key).Kind() == reflect.Bool {
			cmd.Flags().Bool(k.key, false, k.help)
		} else {
			cmd.Flags().String(k.key, "", k.help)
		}
	}
	manual.Complete(cmd, "theme", theme.Names()...)
	manual.Complete(cmd, "background", backgrounds...)
	manual.Complete(cmd, "bidi", bidis...)
	manual.Complete(cmd, "layers", ui.LayerNames()...)
	manual.Complete(cmd, "mouse", "on", "wheel", "off")
}

// variable is the variable of the environment that says what a key says.
func variable(key string) string { return "STET_" + strings.ToUpper(key) }

// settings are the keys that hold one value, in the order of the file.
func settings() []string {
	var keys []string
	for f := range reflect.TypeFor[config]().Fields() {
		if f.Type.Kind() != reflect.Map {
			keys = append(keys, f.Tag.Get("toml"))
		}
	}
	return keys
}

// field returns the field of a key.
func (c *config) field(key string) reflect.Value {
	v := reflect.ValueOf(c).Elem()
	for i := range v.NumField() {
		if v.Type().Field(i).Tag.Get("toml") == key {
			return v.Field(i)
		}
	}
	panic(fmt.Sprintf("there is no key %s", key))
}

// set gives a key the value that words from outside of the file say.
func (c *config) set(key, words string) *fault {
	switch f := c.field(key); f.Kind() {
	case reflect.Bool:
		on, err := strconv.ParseBool(words)
		if err != nil {
			return &fault{key: key, text: fmt.Sprintf("%q is neither true nor false", words), hint: "it can be true or false"}
		}
		f.SetBool(on)
	case reflect.Int:
		n, err := strconv.Atoi(words)
		if err != nil {
			return &fault{key: key, text: fmt.Sprintf("%q is no number", words)}
		}
		f.SetInt(int64(n))
	case reflect.Float64:
		n, err := strconv.ParseFloat(words, 64)
		if err != nil {
			return &fault{key: key, text: fmt.Sprintf("%q is no number", words)}
		}
		f.SetFloat(n)
	case reflect.Slice:
		list := []string{}
		for name := range strings.SplitSeq(words, ",") {
			if name = strings.TrimSpace(name); name != "" {
				list = append(list, name)
			}
		}
		f.Set(reflect.ValueOf(list))
	default:
		f.SetString(words)
	}
	return c.check()
}

// shown is the value of a key as the file would say it, "" where nothing is said.
func (c *config) shown(key string) string {
	switch f := c.field(key); {
	case f.IsZero():
		return ""
	case f.Kind() == reflect.Slice:
		var words []string
		for i := range f.Len() {
			words = append(words, strconv.Quote(f.Index(i).String()))
		}
		return "[" + strings.Join(words, ", ") + "]"
	case f.Kind() == reflect.String:
		return strconv.Quote(f.String())
	default:
		return fmt.Sprint(f.Interface())
	}
}

// loadSettings reads the file at path, then the environment, then the flags of a
// command, and tells for each key that one of them sets which it was.
func loadSettings(path string, cmd *cobra.Command) (config, map[string]string, error) {
	from := map[string]string{}
	c, err := loadConfig(path)
	if err != nil {
		return c, nil, err
	}
	for _, key := range settings() {
		if c.shown(key) != "" {
			from[key] = path
		}
	}
	for _, key := range settings() {
		name := variable(key)
		if words := os.Getenv(name); words != "" {
			if f := c.set(key, words); f != nil {
				return c, nil, misused(f.hint, "%s: %s", name, f.text)
			}
			from[key] = "$" + name
		}
	}
	for _, k := range screenKeys {
		flag := cmd.Flags().Lookup(k.key)
		if flag == nil || !flag.Changed {
			continue
		}
		if f := c.set(k.key, flag.Value.String()); f != nil {
			return c, nil, misused(f.hint, "--%s: %s", k.key, f.text)
		}
		from[k.key] = "--" + k.key
	}
	return c, from, nil
}

// printConfig says where the config file is, and what holds: what the file and the
// environment say.
func (p *program) printConfig(cmd *cobra.Command, path string) error {
	c, from, err := loadSettings(path, cmd)
	if err != nil {
		return err
	}
	fmt.Fprintln(p.out, configNews(path))
	for _, key := range settings() {
		switch where := from[key]; where {
		case "":
		case path:
			fmt.Fprintf(p.out, "%s = %s\n", key, c.shown(key))
		default:
			fmt.Fprintf(p.out, "%s = %s  # from %s\n", key, c.shown(key), where)
		}
	}
	return nil
}

// configNews says what can be done with the config file.
func configNews(path string) string {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return fmt.Sprintf("%s is not there yet: `stet config init` writes one in which everything is explained", path)
	}
	return path + "\nEdit it with any editor; `stet config check` says what is wrong in it, `stet help config` what it can say."
}
