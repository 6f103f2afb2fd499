package codebook

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"stet/model/mention"
)

// NamesFile is what the file that joins names is called in the folder of a
// library.
const NamesFile = "names.toml"

// Names joins the names that mean the same person, organisation, place or topic
// over the articles of a library. Only a person joins names.
type Names struct {
	list []Name         // one that was taken in by another has no name
	by   map[string]int // index in list, by each name and form
}

// A Name is one entry of names.toml.
type Name struct {
	ID   string       `toml:"id"` // IRI, may be empty
	Name string       `toml:"name"`
	Type mention.Type `toml:"type"`
	Also []string     `toml:"also"` // other names and forms of the same
}

// ReadNames reads names.toml: tables called "name". Several tables of one name
// or ID are one. A table that has the name of an earlier one among its forms
// takes that one in; any other form that two claim belongs to the first.
func ReadNames(file string, data []byte) (*Names, error) {
	var f struct {
		Name []Name `toml:"name"`
	}
	if err := toml.Unmarshal(data, &f); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	n := &Names{by: map[string]int{}}
	for i, e := range f.Name {
		if strings.TrimSpace(e.Name) == "" {
			return nil, fmt.Errorf("%s: name %d has no name", file, i+1)
		}
		n.add(e)
	}
	return n, nil
}

func (n *Names) add(e Name) {
	i := slices.IndexFunc(n.list, func(o Name) bool { return o.Name == e.Name || e.ID != "" && o.ID == e.ID })
	if i < 0 {
		i = len(n.list)
		n.list = append(n.list, Name{ID: e.ID, Name: e.Name, Type: e.Type})
		n.claim(e.Name, i)
	}
	for _, form := range e.Also {
		if n.claim(form, i) {
			n.list[i].Also = append(n.list[i].Also, form)
		} else if j := n.by[form]; j != i && n.list[j].Name == form {
			n.takeIn(i, j)
		}
	}
}

// takeIn makes the jth name and its forms ones of the ith.
func (n *Names) takeIn(i, j int) {
	old := n.list[j]
	n.list[j] = Name{}
	for _, form := range append([]string{old.Name}, old.Also...) {
		n.by[form] = i
		n.list[i].Also = append(n.list[i].Also, form)
	}
}

func (n *Names) claim(form string, i int) bool {
	if _, taken := n.by[form]; taken || form == "" {
		return false
	}
	n.by[form] = i
	return true
}

// Same returns the name under which a name is known in the library; the name
// itself if nobody joined it with another. A nil Names joins nothing.
func (n *Names) Same(name string) string {
	if n == nil {
		return name
	}
	if i, ok := n.by[name]; ok {
		return n.list[i].Name
	}
	return name
}

// Rules are the entries as corrections of what a tagger finds in an article. What
// is said in the article itself comes after them, and wins. A nil Names has none.
func (n *Names) Rules() []mention.Rule {
	if n == nil {
		return nil
	}
	var out []mention.Rule
	for _, e := range n.list {
		if e.Name != "" && e.Type != mention.Topic {
			out = append(out, mention.Rule{Name: e.Name, As: e.Name, Type: e.Type, Also: e.Also})
		}
	}
	return out
}

// Topics returns the names of topics, in the order of the file.
func (n *Names) Topics() []string {
	if n == nil {
		return nil
	}
	var out []string
	for _, e := range n.list {
		if e.Name != "" && e.Type == mention.Topic {
			out = append(out, e.Name)
		}
	}
	return out
}

// Entry returns what is to be added to the end of names.toml so that name and
// its forms are the same from then on as into. What is in the file, and how
// a person arranged it, is left as it is.
func (n *Names) Entry(into string, t mention.Type, name string) string {
	also := []string{name}
	if n != nil {
		if i, ok := n.by[name]; ok && n.list[i].Name == name {
			also = append(also, n.list[i].Also...)
		}
		into = n.Same(into)
	}
	quoted := make([]string, len(also))
	for i, a := range also {
		quoted[i] = tomlString(a)
	}
	entry := "\n[[name]]\nname = " + tomlString(into) + "\n"
	if t != "" {
		entry += "type = " + tomlString(string(t)) + "\n"
	}
	return entry + "also = [" + strings.Join(quoted, ", ") + "]\n"
}

// join returns the bytes of names.toml with an entry added, so that name is the
// same as into from then on, and what they say. What was there is left as it
// is; a file that cannot be read is an error.
func join(file string, before []byte, into string, t mention.Type, name string) (after []byte, names *Names, err error) {
	old, err := ReadNames(file, before)
	if err != nil {
		return nil, nil, err
	}
	text := string(before)
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	after = []byte(strings.TrimPrefix(text+old.Entry(into, t, name), "\n"))
	names, err = ReadNames(file, after)
	return after, names, err
}

// tomlString writes a basic string (TOML 1.0), whose escapes are a part of Go's.
func tomlString(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r == 0x7f:
			b.WriteString(`\u` + fmt.Sprintf("%04x", r))
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
