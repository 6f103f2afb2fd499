package format

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
	"path"
	"slices"
	"strconv"
	"strings"

	"stet/annotate/wire"
)

// xmiName is how a type is written in XMI: its package is a namespace.
func xmiName(typ string) (space, prefix, name string) {
	i := strings.LastIndexByte(typ, '.')
	pkg := typ[:max(i, 0)]
	if pkg == "" {
		return "http:///uima/noNamespace.ecore", "noNamespace", typ
	}
	return "http:///" + strings.ReplaceAll(pkg, ".", "/") + ".ecore", pkg[strings.LastIndexByte(pkg, '.')+1:], typ[i+1:]
}

func typeOfXMI(space, name string) string {
	pkg := strings.TrimSuffix(strings.TrimPrefix(space, "http:///"), ".ecore")
	if pkg == "uima/noNamespace" || pkg == "" {
		return name
	}
	return strings.ReplaceAll(pkg, "/", ".") + "." + name
}

func encodeXMI(out *output, pages iter.Seq[*page]) error {
	files := casFiles{map[string]int{}}
	all := &cas{}
	for p := range pages {
		w, err := out.create(files.name(p, ".xmi"))
		if err != nil {
			return err
		}
		c := casOf(p)
		if _, err := io.WriteString(w, c.xmi()); err != nil {
			return err
		}
		all.structures = append(all.structures, c.structures...)
	}
	w, err := out.create("TypeSystem.xml")
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, all.typeSystem())
	return err
}

func xmlAttr(name, value string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(value)) // a builder of strings fails at nothing
	return fmt.Sprintf(" %s=\"%s\"", name, b.String())
}

// xmi writes a CAS. Namespaces are those of the types' packages.
func (c *cas) xmi() string {
	spaces := map[string]string{} // the prefix of a namespace
	used := map[string]bool{"xmi": true, "cas": true}
	for _, t := range c.types() {
		space, prefix, _ := xmiName(t.name)
		for n := 2; spaces[space] == ""; n++ {
			if !used[prefix] {
				spaces[space], used[prefix] = prefix, true
			}
			_, prefix, _ = xmiName(t.name)
			prefix += strconv.Itoa(n)
		}
	}
	var b strings.Builder
	b.WriteString(xml.Header + `<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore"`)
	for _, space := range sortedKeys(spaces) {
		b.WriteString(xmlAttr("xmlns:"+spaces[space], space))
	}
	b.WriteString(" xmi:version=\"2.0\">\n<cas:NULL xmi:id=\"0\"/>\n")
	var ids []string
	for _, s := range c.sorted() {
		space, _, name := xmiName(s.typ)
		fmt.Fprintf(&b, "<%s:%s xmi:id=\"%d\" sofa=\"1\" begin=\"%d\" end=\"%d\"", spaces[space], name, s.id, s.begin, s.end)
		for _, f := range s.features {
			b.WriteString(xmlAttr(f.name, f.value))
		}
		for _, name := range sortedKeys(s.refs) {
			b.WriteString(xmlAttr(name, strconv.Itoa(s.refs[name][0])))
		}
		b.WriteString("/>\n")
		ids = append(ids, strconv.Itoa(s.id))
	}
	b.WriteString(`<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text"` + xmlAttr("sofaString", c.text) + "/>\n")
	b.WriteString(`<cas:View sofa="1" members="` + strings.Join(ids, " ") + "\"/>\n</xmi:XMI>\n")
	return b.String()
}

// typeSystem declares the types, so that UIMA can read the files.
func (c *cas) typeSystem() string {
	var b strings.Builder
	b.WriteString(xml.Header + "<typeSystemDescription xmlns=\"http://uima.apache.org/resourceSpecifier\">\n<types>\n")
	for _, t := range c.types() {
		fmt.Fprintf(&b, "<typeDescription><name>%s</name><description/><supertypeName>%s</supertypeName>\n<features>\n", t.name, t.super)
		for _, f := range t.features {
			fmt.Fprintf(&b, "<featureDescription><name>%s</name><description/><rangeTypeName>uima.cas.String</rangeTypeName></featureDescription>\n", f)
		}
		for _, f := range t.refs {
			fmt.Fprintf(&b, "<featureDescription><name>%s</name><description/><rangeTypeName>uima.tcas.Annotation</rangeTypeName></featureDescription>\n", f)
		}
		b.WriteString("</features>\n</typeDescription>\n")
	}
	b.WriteString("</types>\n</typeSystemDescription>\n")
	return b.String()
}

var errNoCAS = errors.New("neither a CAS in XMI or JSON nor a zip with one")

// decodeUIMA reads XMI or JSON, or what INCEpTION packs of one into a zip.
func decodeUIMA(src Source) ([]*page, []Loss, error) {
	data := src.Data
	if bytes.HasPrefix(data, []byte("PK")) {
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return nil, nil, err
		}
		left, found := int64(MaxFile), false
		for _, f := range z.File {
			if ext := path.Ext(f.Name); ext == ".xmi" || ext == ".json" {
				if data, err = unzip(f, &left); err != nil {
					return nil, nil, err
				}
				found = true
				break
			}
		}
		if !found {
			return nil, nil, errNoCAS
		}
	}
	data = bytes.TrimSpace(bytes.TrimPrefix(data, []byte(byteOrderMark)))
	var c *cas
	var err error
	switch {
	case bytes.HasPrefix(data, []byte("{")):
		c, err = readCASJSON(data)
	case bytes.HasPrefix(data, []byte("<")):
		c, err = readXMI(data)
	default:
		err = errNoCAS
	}
	if err != nil {
		return nil, nil, err
	}
	r := &casReader{src: src}
	p := r.page(c)
	return []*page{p}, r.losses, nil
}

// maxStructures is how many structures of a CAS are read.
const maxStructures = 2_000_000

// readXMI reads a CAS. Without its type system a feature that is a number may be
// another structure: it is one where its name is that of a known end or list.
func readXMI(data []byte) (*cas, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	c := &cas{}
	depth, known := 0, map[int]bool{}
	var lists []casStructure
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		switch e := token.(type) {
		case xml.StartElement:
			if depth++; depth == 1 && e.Name.Local != "XMI" {
				return nil, errNoCAS
			}
			if depth != 2 {
				continue
			}
			s := xmiStructure(e)
			if s.typ == casSofa {
				c.text = featureOf(s, "sofaString")
				continue
			}
			if len(c.structures) > maxStructures {
				return nil, fmt.Errorf("more than %d structures", maxStructures)
			}
			known[s.id] = true
			lists = append(lists, s)
		case xml.EndElement:
			depth--
		}
	}
	if depth != 0 || len(known) == 0 {
		return nil, errNoCAS
	}
	for _, s := range lists {
		s.refer(known)
		if s.typ == casDocument {
			c.title = orElse(featureOf(s, "documentTitle"), featureOf(s, "documentId"))
		}
		c.structures = append(c.structures, s)
	}
	return c, nil
}

func xmiStructure(e xml.StartElement) casStructure {
	s := casStructure{typ: typeOfXMI(e.Name.Space, e.Name.Local), begin: -1, refs: map[string][]int{}}
	for _, a := range e.Attr {
		n, err := strconv.Atoi(a.Value)
		switch {
		case a.Name.Local == "id" && strings.HasSuffix(a.Name.Space, "/XMI"):
			s.id = n
		case a.Name.Local == "begin" && err == nil:
			s.begin = n
		case a.Name.Local == "end" && err == nil:
			s.end = n
		case a.Name.Local == "sofa" || a.Name.Space == "xmlns":
		default:
			s.features = append(s.features, layerFeature{a.Name.Local, a.Value})
		}
	}
	return s
}

// casRefs are the features that lead to other structures in every layer; what
// others do is seen where they hold several numbers of structures.
var casRefs = []string{casGovernor, casDependent, "target", "next", "first", "governor", "dependent"}

// casTokenRefs lead from a token to its annotations, which point at the same
// words itself.
var casTokenRefs = []string{"parent", "lemma", "stem", "pos", "morph", "form", "syntacticFunction", "order"}

func (s *casStructure) refer(known map[int]bool) {
	s.features = slices.DeleteFunc(s.features, func(f layerFeature) bool {
		if s.typ == casToken && slices.Contains(casTokenRefs, f.name) {
			return true
		}
		fields := strings.Fields(f.value)
		if len(fields) == 0 || !slices.Contains(casRefs, f.name) && len(fields) < 2 && !(s.begin >= 0 && strings.HasSuffix(f.name, "s")) {
			return false
		}
		var ids []int
		end := f.name == casGovernor || f.name == casDependent // nothing else, though it lead nowhere
		for _, field := range fields {
			id, err := strconv.Atoi(field)
			if err != nil || !known[id] && !end || id == 0 {
				return false
			}
			ids = append(ids, id)
		}
		s.refs[f.name] = ids
		return true
	})
}

// readCASJSON reads UIMA's JSON; "@" before a name says that it leads to another
// structure.
func readCASJSON(data []byte) (*cas, error) {
	c := &cas{}
	r := wire.NewReader(data)
	seen := false
	for key := range r.Object() {
		switch {
		case key != "%FEATURE_STRUCTURES":
		case r.Next() == '[':
			seen = true
			for range r.Array() {
				if len(c.structures) > maxStructures {
					return nil, fmt.Errorf("more than %d structures", maxStructures)
				}
				c.add(readJSONStructure(r))
			}
		}
	}
	if err := r.Err(); err != nil {
		return nil, err
	}
	if !seen {
		return nil, errNoCAS
	}
	return c, nil
}

func (c *cas) add(s casStructure) {
	switch s.typ {
	case casSofa:
		c.text = orElseText(featureOf(s, "sofaString"), c.text)
		return
	case casDocument:
		c.title = orElse(featureOf(s, "documentTitle"), featureOf(s, "documentId"))
	}
	c.structures = append(c.structures, s)
}

func readJSONStructure(r *wire.Reader) casStructure {
	s := casStructure{begin: -1, refs: map[string][]int{}}
	var elements []int
	for key := range r.Object() {
		switch {
		case key == "%ID":
			s.id = r.Int()
		case key == "%TYPE":
			s.typ = r.String()
		case key == "begin":
			s.begin = r.Int()
		case key == "end":
			s.end = r.Int()
		case key == "@sofa":
		case key == "%ELEMENTS" && r.Next() == '[':
			for range r.Array() {
				elements = append(elements, r.Int())
			}
		case strings.HasPrefix(key, "@"):
			if s.typ == casToken {
				continue
			}
			if r.Next() == '[' {
				for range r.Array() {
					s.refs[key[1:]] = append(s.refs[key[1:]], r.Int())
				}
				continue
			}
			s.refs[key[1:]] = []int{r.Int()}
		default:
			raw := json.RawMessage(r.Raw())
			if v := textIn(raw); v != "" || string(raw) == `""` {
				s.features = append(s.features, layerFeature{key, v})
			} else if text := string(raw); text != "null" && !strings.HasPrefix(text, "{") && !strings.HasPrefix(text, "[") {
				s.features = append(s.features, layerFeature{key, text}) // a number, or true
			}
		}
	}
	if elements != nil {
		s.refs["elements"] = elements
	}
	return s
}
