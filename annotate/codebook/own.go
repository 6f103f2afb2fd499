package codebook

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"stet/annotate/kind"
	"stet/model/files"
	"stet/model/pattern"
)

// KindsIn returns the kinds that the codebook in a library's folder adds. One that
// adds none is hardly looked at, so this may be asked for every file.
func KindsIn(root string) ([]kind.Kind, error) {
	data, err := files.ReadIn(root, FileName, maxFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil || !bytes.Contains(data, []byte("kind")) {
		return nil, err
	}
	book, err := Read(FileName, data)
	if err != nil {
		return nil, err
	}
	return book.Kinds, nil
}

// An ownKind is the shape of [kind.NAME]: a kind of annotation that the project
// adds.
type ownKind struct {
	Title      string     `toml:"title"`
	Sign       string     `toml:"sign"`
	Key        string     `toml:"key"`
	Unit       string     `toml:"unit"`
	Definition string     `toml:"definition"`
	Examples   []string   `toml:"examples"`
	Fields     []ownField `toml:"field"`
}

// An ownField is the shape of [[kind.NAME.field]]. Its codes are those that are
// in it, or a set that applies to it.
type ownField struct {
	Name       string    `toml:"name"`
	Title      string    `toml:"title"`
	Type       kind.Type `toml:"type"`
	Needed     bool      `toml:"needed"`
	Definition string    `toml:"definition"`
	Choices    []string  `toml:"choices"` // names of codes of which nothing else is to be said
	Codes      []Code    `toml:"code"`
}

// Limits of what a project can add.
const (
	maxKinds  = 36 // a letter or digit each
	maxFields = 32
	maxName   = 40 // bytes
)

var plainName = pattern.Late(`^[a-z][a-z0-9_-]*$`)

// taken are the names that would mean something else: in a query, as a column of
// a table, or as what a set applies to.
var taken = strings.Fields(`article tag tags all any
	id kind file url title published annotator target start end unit quote prefix suffix state label note
	who towards origin generator creator created modified by exact text`)

// own makes the kinds of the file and the sets of their codes, in the order of
// the file.
func (c *checker) own(b *Codebook, kinds map[string]*ownKind) {
	names := make([]string, 0, len(kinds))
	for name := range kinds {
		names = append(names, name)
	}
	slices.SortFunc(names, func(x, y string) int {
		return cmp.Or(c.lines["kind."+x]-c.lines["kind."+y], strings.Compare(x, y))
	})
	if len(names) > maxKinds {
		c.fault("kind."+names[maxKinds], "more than %d kinds", maxKinds)
		return
	}
	signs, keys := map[string]string{}, map[string]string{}
	for _, k := range kind.All {
		signs[k.Sign] = k.Title
	}
	for _, name := range names {
		k, at := kinds[name], "kind."+name
		if k == nil {
			continue
		}
		c.kindName(name, at)
		spec := kind.Spec{
			Name: name, Title: cmp.Or(k.Title, strings.NewReplacer("-", " ", "_", " ").Replace(name)),
			Key: k.Key, Definition: k.Definition, Examples: k.Examples,
		}
		spec.Sign = c.sign(cmp.Or(k.Sign, strings.ToUpper(name[:min(1, len(name))])), at, spec.Title, signs)
		if !oneLine(k.Title) {
			c.fault(at+".title", "a title is one short line")
		}
		c.kindKey(k.Key, at, spec.Title, keys)
		switch {
		case k.Unit == "":
		case !slices.Contains(kind.Units(), k.Unit):
			c.fault(at+".unit", "there is no unit %q; there are %s", k.Unit, strings.Join(kind.Units(), ", "))
		default:
			spec.Units = []string{k.Unit, "sentence"}
		}
		spec.Fields = c.fields(b, name, at, k.Fields)
		b.Kinds = append(b.Kinds, kind.Make(spec))
	}
}

// oneLine reports whether a title fits where titles are shown.
func oneLine(title string) bool {
	return utf8.RuneCountInString(title) <= maxName && !strings.ContainsFunc(title, unicode.IsControl)
}

func (c *checker) kindName(name, at string) {
	_, is := kind.Find(name)
	switch {
	case !plainName().MatchString(name) || len(name) > maxName:
		c.fault(at, "the name of a kind is one word of lower-case letters, digits, - and _, not %q", name)
	case is || slices.Contains(taken, name) || slices.ContainsFunc(kind.All, func(k kind.Kind) bool { return k.Title == name || k.Command == name }):
		c.fault(at, "%q means something else already: call the kind otherwise", name)
	}
}

// sign returns a kind's sign, and notes what is wrong with it.
func (c *checker) sign(sign, at, title string, signs map[string]string) string {
	path := at + ".sign"
	r, size := utf8.DecodeRuneInString(sign)
	other, there := signs[sign]
	switch w := width.LookupRune(r).Kind(); {
	case size == 0 || size != len(sign) || !unicode.IsGraphic(r) || unicode.IsSpace(r) || unicode.IsMark(r) ||
		w == width.EastAsianWide || w == width.EastAsianFullwidth || '0' <= r && r <= '9':
		c.fault(path, "a sign is one character as wide as a letter and no digit, not %q", sign)
	case there:
		c.fault(path, "%q is the sign of %s already: give the kind another one with sign = \"…\"", sign, kind.An(other))
	}
	signs[sign] = title
	return sign
}

func (c *checker) kindKey(key, at, title string, keys map[string]string) {
	r, size := utf8.DecodeRuneInString(key)
	other, there := keys[key]
	switch {
	case key == "":
		c.fault(at, "the kind has no key: key = \"f\" makes X f tag one, m X f show them and ]X f go to the next")
	case size != len(key) || !unicode.IsLetter(r) && !unicode.IsDigit(r):
		c.fault(at+".key", "a key is one letter or digit, not %q", key)
	case there:
		c.fault(at+".key", "the key %q is that of %s already", key, kind.An(other))
	}
	keys[key] = title
}

// fields reads the fields of a kind, and adds the sets of their codes.
func (c *checker) fields(b *Codebook, of, at string, fields []ownField) []kind.SpecField {
	if len(fields) > maxFields {
		c.fault(at, "more than %d fields", maxFields)
		return nil
	}
	var out []kind.SpecField
	columns := map[string]string{}
	labelled := false
	for i := range fields {
		f, at := &fields[i], fmt.Sprintf("%s.field[%d]", at, i)
		switch {
		case !plainName().MatchString(f.Name) || len(f.Name) > maxName:
			c.fault(at+".name", "the name of a field is one word of lower-case letters, digits, - and _, not %q", f.Name)
		case slices.Contains(taken, f.Name):
			c.fault(at+".name", "%q means something else already: call the field otherwise", f.Name)
		}
		if !slices.Contains(kind.OwnTypes, f.Type) {
			c.fault(at+".type", "there is no type of field %q; there are %s", f.Type, typeNames())
		}
		for _, column := range columnsOf(f) {
			if other, there := columns[column]; there {
				c.fault(at+".name", "the field %q is called as the field %q, or as a column of it", f.Name, other)
				break
			}
			columns[column] = f.Name
		}
		if !oneLine(f.Title) {
			c.fault(at+".title", "a title is one short line")
		}
		coded := f.Type == kind.Choice || f.Type == kind.Choices
		if !coded && len(f.Choices)+len(f.Codes) > 0 {
			c.fault(at, "only a choice has codes, and %q is a %s", f.Name, f.Type)
		}
		field := f.Name
		if f.Type == kind.Choice && !labelled {
			field, labelled = "", true
		}
		if coded && len(f.Choices)+len(f.Codes) > 0 {
			c.codesOf(b, of, field, at, f)
		}
		out = append(out, kind.SpecField{Name: f.Name, Asks: f.Title, Type: f.Type, Needed: f.Needed})
	}
	return out
}

// columnsOf are the columns that a field takes in a table.
func columnsOf(f *ownField) []string {
	out := []string{f.Name}
	if f.Type == kind.Name {
		for _, suffix := range []string{"_kind", "_type", "_id", "_ref", "_at", "_words"} {
			out = append(out, f.Name+suffix)
		}
	}
	return out
}

func typeNames() string {
	var names []string
	for _, t := range kind.OwnTypes {
		names = append(names, string(t))
	}
	return strings.Join(names, ", ")
}

// codesOf adds the set of the codes that are in a field.
func (c *checker) codesOf(b *Codebook, of, field, at string, f *ownField) {
	s := Set{
		Name: of + "-" + f.Name, Title: cmp.Or(f.Title, strings.ReplaceAll(f.Name, "_", " ")), Applies: of, Field: field,
		Many: f.Type == kind.Choices, Definition: f.Definition,
	}
	for _, name := range f.Choices {
		s.Codes = append(s.Codes, Code{Name: name})
	}
	s.Codes = append(s.Codes, f.Codes...)
	c.codes(&s, at, len(f.Choices))
	b.Sets = append(b.Sets, s)
}

// answered checks that there are codes for every choice, and that every set of
// them allows as many as the field.
func (c *checker) answered(b *Codebook) {
	for _, k := range b.Kinds {
		label, _ := k.Label()
		for i, f := range k.Table {
			at := fmt.Sprintf("kind.%s.field[%d]", k.Name, i)
			field := f.Name
			if f.Name == label.Name {
				field = ""
			}
			if (f.Type == kind.Choice || f.Type == kind.Choices) && len(b.For(k.Name, field)) == 0 {
				c.fault(at, "the %s %q has nothing to choose from: choices = [\"…\"], [[kind.%s.field.code]], or a [[set]] that applies to it", f.Type, f.Name, k.Name)
			}
		}
	}
}
