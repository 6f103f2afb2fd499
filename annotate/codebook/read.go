package codebook

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"

	"stet/model/lang"
	"stet/model/pattern"

	"stet/annotate/kind"
	"stet/model/files"
)

// Limits of a file.
const (
	maxFile  = 1 << 20 // bytes
	maxCodes = 5_000
)

// An Error is one thing that is wrong in a codebook, where it is.
type Error struct {
	File string
	Line int // from 1; 0 where it is of the whole file
	Msg  string
}

func (e *Error) Error() string {
	if e.Line == 0 {
		return e.File + ": " + e.Msg
	}
	return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Msg)
}

// Errors are all that is wrong in a codebook, in the order of the lines.
type Errors []*Error

func (es Errors) Error() string {
	lines := make([]string, len(es))
	for i, e := range es {
		lines[i] = e.Error()
	}
	return strings.Join(lines, "\n")
}

// Hint says what can be done about them.
func (es Errors) Hint() string {
	return "`stet codebook` lists the mistakes, `stet help codebook` shows an example"
}

// file is the shape of codebook.toml.
type file struct {
	Name    string   `toml:"name"`
	ID      string   `toml:"id"`
	Version string   `toml:"version"`
	Project Settings `toml:"project"`
	Sets    []Set    `toml:"set"`

	Kinds map[string]*ownKind `toml:"kind"`
}

// Load reads the codebook in the folder of a library; nil without an error if
// the folder has no codebook.
func Load(root string) (*Codebook, error) {
	data, err := files.ReadIn(root, FileName, maxFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return Read(FileName, data)
}

// Read reads a codebook. The error is [Errors] and names every fault with its
// line.
func Read(name string, data []byte) (*Codebook, error) {
	if len(data) > maxFile {
		return nil, Errors{{File: name, Msg: fmt.Sprintf("larger than %d KB", maxFile>>10)}}
	}
	var f file
	d := toml.NewDecoder(bytes.NewReader(data)).DisallowUnknownFields()
	if err := d.Decode(&f); err != nil {
		return nil, tomlErrors(name, err)
	}
	c := &checker{file: name, lines: linesOf(data)}
	b := &Codebook{Name: f.Name, ID: f.ID, Version: f.Version, Settings: f.Project, Sets: f.Sets}
	c.codebook(b, f.Kinds)
	if len(c.errs) > 0 {
		slices.SortStableFunc(c.errs, func(a, b *Error) int { return cmp.Compare(a.Line, b.Line) })
		return nil, c.errs
	}
	b.ID = cmp.Or(b.ID, "urn:x-stet:codebook:"+b.Name)
	return b, nil
}

// tomlErrors keeps what go-toml says of where something is wrong.
func tomlErrors(name string, err error) Errors {
	var strict *toml.StrictMissingError
	if errors.As(err, &strict) {
		var es Errors
		for _, e := range strict.Errors {
			line, _ := e.Position()
			es = append(es, &Error{name, line, fmt.Sprintf("there is no key %q here", strings.Join(e.Key(), "."))})
		}
		return es
	}
	var de *toml.DecodeError
	if errors.As(err, &de) {
		line, _ := de.Position()
		return Errors{{name, line, strings.TrimPrefix(de.Error(), "toml: ")}}
	}
	return Errors{{name, 0, strings.TrimPrefix(err.Error(), "toml: ")}}
}

// checker collects the faults that TOML knows nothing of.
type checker struct {
	file  string
	lines map[string]int
	kinds kind.Rows // with those of the file
	errs  Errors
}

// fault notes what is wrong at a path, or at the nearest table around it.
func (c *checker) fault(path, format string, args ...any) {
	line := c.lines[path]
	for line == 0 && path != "" {
		path = path[:max(0, strings.LastIndexByte(path, '.'))]
		line = c.lines[path]
	}
	c.errs = append(c.errs, &Error{c.file, line, fmt.Sprintf(format, args...)})
}

var (
	setName = pattern.Late(`^[\p{L}\p{N}][\p{L}\p{N}_-]*$`)
	color   = pattern.Late(`^#[0-9a-fA-F]{6}$`)
)

func (c *checker) codebook(b *Codebook, own map[string]*ownKind) {
	if b.Name == "" {
		c.fault("", "the codebook has no name")
	}
	if l := b.Settings.Language; l != "" && lang.Primary(l) == "" {
		c.fault("project.language", "language can be a tag such as de or pt-BR, not %q", l)
	}
	switch b.Settings.Suggestions {
	case "", "all", "quotes", "none":
	default:
		c.fault("project.suggestions", "suggestions can be all, quotes or none, not %q", b.Settings.Suggestions)
	}
	sets := b.Sets
	b.Sets = nil
	c.own(b, own)
	c.kinds = kind.All.With(b.Kinds)
	seen := map[string]bool{}
	codes := 0
	for _, s := range b.Sets {
		seen[s.Name], codes = true, codes+len(s.Codes)
	}
	for i := range sets {
		s, at := &sets[i], fmt.Sprintf("set[%d]", i)
		if codes += len(s.Codes); codes > maxCodes {
			c.fault(at, "more than %d codes", maxCodes)
			return
		}
		own := len(s.Codes)
		if !c.use(s, at) {
			continue
		}
		switch {
		case !setName().MatchString(s.Name):
			c.fault(at+".name", "the name of a set is one word of letters, digits, - and _, not %q", s.Name)
		case seen[s.Name]:
			c.fault(at+".name", "there are two sets %q", s.Name)
		}
		seen[s.Name] = true
		c.applies(s, at)
		c.codes(s, at, len(s.Codes)-own)
	}
	b.Sets = append(sets, b.Sets...)
	c.answered(b)
}

// use puts the codes of a standard set before a set's own, and what else it says
// where the set says nothing; false if there is no such set.
func (c *checker) use(s *Set, at string) bool {
	if s.Use == "" {
		return true
	}
	std := Standard(s.Use)
	if std == nil {
		c.fault(at+".use", "there is no standard set %q; there are %s", s.Use, strings.Join(StandardNames(), ", "))
		return false
	}
	if s.Applies == "" {
		s.Field = cmp.Or(s.Field, std.Field)
	}
	s.Name, s.Title, s.Applies = cmp.Or(s.Name, std.Name), cmp.Or(s.Title, std.Title), cmp.Or(s.Applies, std.Applies)
	s.Source, s.Definition = cmp.Or(s.Source, std.Source), cmp.Or(s.Definition, std.Definition)
	s.Codes = append(std.Codes, s.Codes...)
	return true
}

func (c *checker) applies(s *Set, at string) {
	switch s.Applies {
	case "":
		c.fault(at, "the set %q does not say what it applies to: article, tag or a kind of annotation", s.Name)
		return
	case Article, Tags:
		if s.Field != "" {
			c.fault(at+".field", "a set for %s has no field", s.Applies)
		}
		return
	}
	k, ok := c.kinds.Find(s.Applies)
	label, labelled := k.Label()
	f, there := k.Field(cmp.Or(s.Field, label.Name))
	switch {
	case !ok:
		c.fault(at+".applies", "there is no kind of annotation %q", s.Applies)
	case s.Field == "" && !labelled:
		c.fault(at+".applies", "%s has no label", kind.An(s.Applies))
	case !there || f.Get == nil:
		c.fault(at+".field", "%s has no field %q; it has %s", kind.An(s.Applies), s.Field, strings.Join(k.FieldNames(), ", "))
	case f.Name == label.Name:
		s.Field = "" // its label
	}
	switch {
	case f.Type == kind.Choices:
		s.Many = true
	case s.Many:
		c.fault(at+".many", "only a set for the article, for tags or for several choices can have many codes at once")
	}
}

// codes checks the codes of a set, of which the first ones are a standard set's.
func (c *checker) codes(s *Set, at string, borrowed int) {
	if len(s.Codes) == 0 {
		c.fault(at, "the set %q has no codes", s.Name)
	}
	path := func(i int) string { return fmt.Sprintf("%s.code[%d]", at, i-borrowed) }
	names, keys := map[string]int{}, map[string]string{}
	for i := range s.Codes {
		code, at := &s.Codes[i], path(i)
		switch _, twice := names[code.Name]; {
		case code.Name == "":
			c.fault(at, "a code without a name")
		case twice:
			c.fault(at+".name", "there are two codes %q", code.Name)
		}
		names[code.Name] = i
		switch other, taken := keys[code.Key]; {
		case code.Key == "":
		case utf8.RuneCountInString(code.Key) != 1:
			c.fault(at+".key", "a key is one letter or digit, not %q", code.Key)
		case taken:
			c.fault(at+".key", "the key %q is that of %q already", code.Key, other)
		default:
			keys[code.Key] = code.Name
		}
		if code.Color != "" && !color().MatchString(code.Color) {
			c.fault(at+".color", "a colour is #rrggbb, not %q", code.Color)
		}
		c.ends(s, code, at)
	}
	for i := range s.Codes {
		c.parent(s, i, names, path)
		for _, old := range s.Codes[i].Replaces {
			if _, there := names[old]; there {
				c.fault(path(i)+".replaces", "%q is replaced and must not be listed here", old)
			}
		}
	}
}

func (c *checker) ends(s *Set, code *Code, at string) {
	if k, _ := c.kinds.Find(s.Applies); !k.Links && len(code.From)+len(code.To) > 0 {
		c.fault(at+".from", "only a relation has ends")
	}
	for _, name := range slices.Concat(code.From, code.To) {
		if _, ok := c.kinds.Find(name); !ok {
			c.fault(at+".from", "there is no kind of annotation %q", name)
		}
	}
}

// parent checks that the way up from a code ends.
func (c *checker) parent(s *Set, i int, names map[string]int, path func(int) string) {
	up := i
	for range len(s.Codes) {
		name := s.Codes[up].Parent
		if name == "" {
			return
		}
		next, ok := names[name]
		if !ok {
			if up == i {
				c.fault(path(i)+".parent", "there is no code %q", name)
			}
			return
		}
		up = next
	}
	c.fault(path(i)+".parent", "%q is above itself", s.Codes[i].Name)
}
