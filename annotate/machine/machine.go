// Package machine asks other programs and models what they would annotate, and turns
// their answers into annotations of a coder of their own.
//
// A machine is named in the user's config. It is asked by a program's standard input,
// by the chat interface that model servers share, or by Label Studio's interface for
// models. Its words come before its numbers: an answer is placed where its words are,
// and what cannot be placed, or says what the codebook does not know, is refused and
// counted. It refuses to write as a person, to connect anywhere unless a machine is
// asked, and to let a key into a message or a file.
package machine

import (
	"cmp"
	"fmt"
	"net/url"
	"os"
	"reflect"
	"slices"
	"strings"
	"time"

	"stet/annotate/store"
	"stet/model/files"
	"stet/model/places"
)

// A Machine is one table [machine.NAME] of the config.
type Machine struct {
	Name string `toml:"-"` // as in the sidecar's name, without @

	Command  []string `toml:"command"`  // the program and its arguments
	Endpoint string   `toml:"endpoint"` // the address of a server, in the place of a command
	Protocol string   `toml:"protocol"` // of the endpoint: chat or labelstudio, "" for chat

	Model      string         `toml:"model"`      // as the server knows it
	Version    string         `toml:"version"`    // what the sidecar says; the server's word otherwise
	Parameters map[string]any `toml:"parameters"` // sent with each question: temperature, seed, …
	Prompt     string         `toml:"prompt"`     // a file with a template of the user's own

	KeyEnv  string `toml:"key_env"`  // the environment variable that holds the key
	KeyFile string `toml:"key_file"` // or the file

	Kinds  []string          `toml:"kinds"`  // what is asked for, nil for all
	Labels map[string]string `toml:"labels"` // what its labels mean: PER = "name PERSON"

	Timeout  string `toml:"timeout"`  // of one article, "" for two minutes
	Parallel int    `toml:"parallel"` // how many are asked at once, 0 for one
	Retries  *int   `toml:"retries"`  // after a server's failure, nil for two
	Chunk    int    `toml:"chunk"`    // characters of text in one question, 0 for all
	Price    Price  `toml:"price"`
}

// A Price is what a machine costs.
type Price struct {
	In       float64 `toml:"in"`       // for a million tokens of question
	Out      float64 `toml:"out"`      // for a million tokens of answer
	Article  float64 `toml:"article"`  // for each article
	Currency string  `toml:"currency"` // "" for none named
}

// The protocols of an endpoint.
const (
	Chat        = "chat"
	LabelStudio = "labelstudio"
)

// Limits of what is believed of a machine.
const (
	usualTimeout = 2 * time.Minute
	mostTimeout  = 24 * time.Hour
	mostParallel = 64
	mostRetries  = 10
	usualRetries = 2
	leastChunk   = 500
)

// A Fault is what is wrong with a machine's table.
type Fault struct{ Key, Text, Hint string }

// Fault returns the first thing that is wrong with the table, nil if nothing is.
func (m *Machine) Fault() *Fault {
	for _, check := range []func() *Fault{m.nameFault, m.wayFault, m.numberFault} {
		if f := check(); f != nil {
			f.Key = "machine." + m.Name + "." + f.Key
			return f
		}
	}
	return nil
}

func (m *Machine) nameFault() *Fault {
	if slug := store.Slug(m.Name); slug != m.Name || m.Name == store.Gold[1:] {
		return &Fault{"", fmt.Sprintf("%q is no name for a machine", m.Name), "letters, digits and -, in lower case, and not gold: " + slug}
	}
	return nil
}

func (m *Machine) wayFault() *Fault {
	switch {
	case len(m.Command) == 0 && m.Endpoint == "":
		return &Fault{"command", "there is neither a command nor an endpoint", "`stet help machines` shows both"}
	case len(m.Command) > 0 && m.Endpoint != "":
		return &Fault{"endpoint", "there are both a command and an endpoint", "a machine has one of them"}
	case len(m.Command) > 0 && m.Command[0] == "":
		return &Fault{"command", "the command has no program", `command = ["python3", "names.py"]`}
	case !slices.Contains([]string{"", Chat, LabelStudio}, m.Protocol):
		return &Fault{"protocol", fmt.Sprintf("there is no %q", m.Protocol), "it can be chat or labelstudio"}
	}
	if m.Endpoint == "" {
		return nil
	}
	u, err := url.Parse(m.Endpoint)
	switch {
	case err != nil, u.Scheme != "http" && u.Scheme != "https", u.Host == "":
		return &Fault{"endpoint", "it is no address of a server", "as in http://localhost:11434/v1"}
	case u.User != nil || u.RawQuery != "":
		return &Fault{"endpoint", "an address holds no key and no password", "key_env or key_file name one"}
	case m.protocol() == Chat && m.Model == "":
		return &Fault{"model", "a server has to be told which model", `as in model = "llama3.1:8b"`}
	}
	return nil
}

func (m *Machine) numberFault() *Fault {
	if d, err := time.ParseDuration(cmp.Or(m.Timeout, "1s")); err != nil || d <= 0 || d > mostTimeout {
		return &Fault{"timeout", fmt.Sprintf("%q is no time", m.Timeout), "as in 90s or 5m"}
	}
	switch {
	case m.Parallel < 0 || m.Parallel > mostParallel:
		return &Fault{"parallel", fmt.Sprint(m.Parallel), fmt.Sprintf("it can be 1 to %d", mostParallel)}
	case m.Retries != nil && (*m.Retries < 0 || *m.Retries > mostRetries):
		return &Fault{"retries", fmt.Sprint(*m.Retries), fmt.Sprintf("it can be 0 to %d", mostRetries)}
	case m.Chunk != 0 && m.Chunk < leastChunk:
		return &Fault{"chunk", fmt.Sprint(m.Chunk), fmt.Sprintf("it can be 0, for all of an article, or %d characters and more", leastChunk)}
	case m.Price.In < 0 || m.Price.Out < 0 || m.Price.Article < 0:
		return &Fault{"price", "a price below zero", "as in price = { in = 0.15, out = 0.6 }"}
	}
	return nil
}

// Keys lists the keys of a machine's table.
func Keys() (keys []string) {
	for f := range reflect.TypeFor[Machine]().Fields() {
		if key := f.Tag.Get("toml"); key != "-" {
			keys = append(keys, key)
		}
	}
	return keys
}

// Slug is the annotator in the name of the machine's sidecars.
func (m *Machine) Slug() string { return store.MachineName(m.Name) }

func (m *Machine) protocol() string { return cmp.Or(m.Protocol, Chat) }

func (m *Machine) timeout() time.Duration {
	if d, err := time.ParseDuration(m.Timeout); err == nil && d > 0 {
		return d
	}
	return usualTimeout
}

func (m *Machine) retries() int {
	if m.Retries == nil {
		return usualRetries
	}
	return *m.Retries
}

// Free reports whether the machine has no price.
func (m *Machine) Free() bool { return m.Price.In == 0 && m.Price.Out == 0 && m.Price.Article == 0 }

// wants reports whether the table asks for a kind, by its name or its title.
func (m *Machine) wants(names ...string) bool {
	return m.Kinds == nil || slices.ContainsFunc(names, func(n string) bool { return slices.Contains(m.Kinds, n) })
}

// redact takes the key out of a message.
func (m *Machine) redact(s string) string {
	if k, err := m.key(); err == nil && k != "" {
		return strings.ReplaceAll(s, k, "…")
	}
	return s
}

// mostKey bounds a file that holds a key, in bytes.
const mostKey = 64 << 10

// key reads the key. The error names where it was looked for, and never the key.
func (m *Machine) key() (string, error) {
	if m.KeyEnv != "" {
		if k := strings.TrimSpace(os.Getenv(m.KeyEnv)); k != "" {
			return k, nil
		}
		if m.KeyFile == "" {
			return "", fmt.Errorf("the environment variable %s, which holds the key, is empty", m.KeyEnv)
		}
	}
	if m.KeyFile == "" {
		return "", nil
	}
	data, err := files.Read(places.Expand(m.KeyFile), mostKey)
	if err != nil {
		return "", fmt.Errorf("the key: %w", err)
	}
	k := strings.TrimSpace(string(data))
	if strings.ContainsAny(k, "\r\n") || k == "" {
		return "", fmt.Errorf("the key: %s does not hold one line", m.KeyFile)
	}
	return k, nil
}
