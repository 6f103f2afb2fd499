// Package format carries annotations to other people's tools and back: one file
// and one row a format.
//
// What a format can hold is a set of features, so that an export knows before
// it writes what will be missing, says so, and hands the format only what it
// holds. A format's own file then only writes and parses: what an offset means
// and whether the words are there is decided in one place for all (see Import).
//
// It refuses to know files and folders (package store and the command), and to
// believe an offset that no words confirm.
package format

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"iter"
	"path"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/encoding"
	"stet/model/pattern"
)

// A Format is one row of the table.
type Format struct {
	Name  string // on the command line: "label-studio"
	Title string // in the documentation: "Label Studio JSON"
	Ext   string // of its files, with the dot
	Unit  Unit   // in which its offsets are counted; see Import for what is believed
	Holds Feature
	Kinds []string // the kinds that it holds; nil is all
	Note  string   // what a user has to know besides, one sentence
	// Several is true where a document makes several files, named after it.
	Several bool
	// Ends is true where its tools differ in whether CRLF is one character and a
	// byte-order mark is one, Loose where the words that it repeats may lack line breaks and the ends of words.
	Ends, Loose bool
	Binary      bool // no text
	Itself      bool // its files are articles, and an export is a copy of them

	encode func(*output, iter.Seq[*page]) error  // nil where there is no export
	decode func(Source) ([]*page, []Loss, error) // nil where there is no import
}

// Formats is the table. To add a format, write its file and its row.
var Formats = []Format{
	bratFormat,
	conll2002Format,
	conll2003Format,
	webannoFormat,
	uimaXMIFormat,
	uimaJSONFormat,
	doccanoFormat,
	labelStudioFormat,
	prodigyFormat,
	spacyFormat,
	w3cFormat,
	hypothesisFormat,
	csvFormat,
	csvWideFormat,
	claimReviewFormat,
	refiFormat,
	markdownFormat,
	notesFormat,
	readwiseFormat,
	pdfFormat,
}

// Find returns the row of that name.
func Find(name string) (Format, bool) {
	i := slices.IndexFunc(Formats, func(f Format) bool { return f.Name == name })
	if i < 0 {
		return Format{}, false
	}
	return Formats[i], true
}

// Table is the table of formats in Markdown.
func Table() string {
	var b strings.Builder
	b.WriteString("| format | `--format` | file | direction | offsets | holds | |\n|---|---|---|---|---|---|---|\n")
	for _, f := range Formats {
		fmt.Fprintf(&b, "| %s | `%s` | %s | %s | %s | %s | %s |\n", f.Title, f.Name, f.Ext, f.direction(), f.Unit, f.Holds.sentence(), f.Note)
	}
	return b.String()
}

func (f Format) direction() string {
	switch {
	case !f.Exports():
		return "in"
	case !f.Imports():
		return "out"
	}
	return "out, in"
}

// sentence says what is held or, if that is shorter, what is not.
func (f Feature) sentence() string {
	held, missing := f.String(), (Everything &^ f).String()
	switch {
	case missing == "":
		return "everything"
	case len(missing) < len(held):
		return fmt.Sprintf("all but %s", missing)
	}
	return held
}

// Exports reports whether annotations can be written in the format.
func (f Format) Exports() bool { return f.encode != nil }

// Imports reports whether files of the format can be read.
func (f Format) Imports() bool { return f.decode != nil }

// A Document is one annotator's annotations of one article.
type Document struct {
	Article     *model.Article
	Annotator   string // their name; "" where a file names nobody
	Annotations []*annotate.Annotation
	// Creator is the IRI of the annotator in the file that was imported.
	Creator string
	// Done says that the annotator had finished with the article, Coded when, if
	// that is known: without annotations, nothing was found in it.
	Done  bool
	Coded time.Time
	// Published is the address at which what is said here is published; "" where
	// nobody says it.
	Published string
	// Meaning says what a code means, "" where the codebook does not; nil without one.
	Meaning func(code string) string
	// Original reads the article's file, for formats that are copies of it.
	Original func() ([]byte, error)
	holds    Feature // of the format that it was imported from
	// silent are annotations of which the file says only their words and labels,
	// though its format holds more: some of its tools drop the rest.
	silent map[*annotate.Annotation]bool
}

// extension is what a file name ends in, if it says what the file is: "Dr. Holt" has
// none, nor has "draft 1.5".
var extension = pattern.Late(`\.[0-9]?[A-Za-z][A-Za-z0-9]{0,7}$`)

// Name returns the file name of the article without folders and extension; it
// is never empty and fit for a file.
func (d *Document) Name() string {
	base := path.Base(strings.ReplaceAll(d.Article.Path, `\`, "/"))
	base = strings.TrimSuffix(base, extension().FindString(base))
	base = strings.Map(func(r rune) rune {
		if r < ' ' || r == '/' {
			return -1
		}
		return r
	}, base)
	return cmp.Or(strings.Trim(base, ". "), "article")
}

// A page is a document on its way out or in: an export holds what the format
// holds, placed in the present text; an import what the file says, unverified.
type page struct {
	Document
	offsets *model.Offsets
	said    bool // the file says its unit, which is believed where no words tell
	// probes are words whose offsets the file tells, and that nothing is said of:
	// they help to find out how it counts.
	probes []annotate.Place
	people map[string]string // the names of those who are named by something else
	// whose is the annotator of an annotation that bears another's name as its
	// creator: that of an adjudication.
	whose map[*annotate.Annotation]string
	// imported writes what the file says besides of an annotation, once all is
	// placed; nil where nothing is carried.
	imported func(a *annotate.Annotation, of string) []byte
	// soft are places of which it is not sure that their quote is their words: it
	// may be a name that somebody gave them.
	soft map[*annotate.Place]bool
	// unresolved are annotations of a part of the text that could not be found
	// and of which no words are known: they are kept as orphans.
	unresolved map[*annotate.Annotation]bool
	// sought are those of them that can be looked for in the article.
	pendingTarget map[*annotate.Annotation]pendingTarget
}

// A Create makes one file of an export. A format that is not [Format.Several]
// asks for one, by the name "".
type Create func(name string) (io.Writer, error)

// output is where an encoder writes, and reports what it alone can know.
type output struct {
	create Create
	kinds  kind.Rows // that there may be
	losses []Loss
}

func (o *output) lose(p *page, a *annotate.Annotation, w What, detail string) {
	o.losses = append(o.losses, Loss{What: w, Document: p.Name(), ID: a.ID, Detail: detail})
}

// Export writes documents, which it takes one at a time, and returns an account
// of what the format could not hold. Several documents in a row with the same
// Article are several annotators' work on it. Own are the kinds that the codebook
// adds: annotations of others are not written. An error is the writer's.
func (f Format) Export(create Create, docs iter.Seq[Document], own ...kind.Kind) ([]Loss, error) {
	out := &output{create: create, kinds: kind.All.With(own)}
	err := f.encode(out, func(yield func(*page) bool) {
		for d := range docs {
			p, losses := prepare(d, f.Holds, f.Kinds, out.kinds)
			p.recount(f.Unit)
			out.losses = append(out.losses, losses...)
			if !yield(p) {
				return
			}
		}
	})
	return out.losses, err
}

// A Source is what an import reads.
type Source struct {
	Name string // the file's name, for messages and for the documents in it
	Data []byte
	// Folder is the name of the folder that the file lies in: some tools write a
	// folder an article and a file an annotator.
	Folder string
	// Beside returns the file of the same name with another extension, for
	// formats that come in pairs; nil if absent.
	Beside func(ext string) ([]byte, error)
	// Articles are those that the annotations may be about: for formats that
	// hold no text, and to place the words of others that do.
	Articles []*model.Article
	// Own are the kinds that the codebook of the library adds.
	Own []kind.Kind
}

// kinds are those that a label may name.
func (s Source) kinds() kind.Rows { return kind.All.With(s.Own) }

// documentExt is the extension of a folder that is called after a document.
var documentExt = pattern.Late(`^\.[A-Za-z]{2,5}$`)

// ofFolder returns the document and the annotator of a file in a project as
// INCEpTION and WebAnno export it: annotation/DOCUMENT.txt/ANNOTATOR.tsv.
func (s Source) ofFolder() (document, annotator string, ok bool) {
	annotator = s.stem()
	if !documentExt().MatchString(path.Ext(s.Folder)) {
		return "", "", false
	}
	if annotator == "INITIAL_CAS" { // what the document came with
		annotator = ""
	}
	return s.Folder, annotator, true
}

// only returns the article if there is one and no other.
func (s Source) only() *model.Article {
	if len(s.Articles) != 1 {
		return nil
	}
	return s.Articles[0]
}

// named returns the article that is called like the file, with its coder where
// the file is called ARTICLE_CODER as in PolNeAR; else the only article.
func (s Source) named() (a *model.Article, coder string) {
	stem := s.stem()
	cut := strings.LastIndexByte(stem, '_')
	for _, a := range s.Articles {
		switch name := (&Document{Article: a}).Name(); {
		case name == stem:
			return a, ""
		case cut > 0 && name == stem[:cut]:
			return a, stem[cut+1:]
		}
	}
	return s.only(), ""
}

// nameApart gives texts of one file that differ different names: two interviews of a
// project may be called alike.
func nameApart(src Source, pages []*page) {
	taken := map[string]string{} // the text of a name
	for _, p := range pages {
		a := p.Article
		if a.Text == "" || slices.Contains(src.Articles, a) {
			continue
		}
		name := p.Name()
		for n := 2; taken[name] != "" && taken[name] != a.Text; n++ {
			name = fmt.Sprintf("%s-%d", p.Name(), n)
		}
		if taken[name] = a.Text; name != p.Name() {
			a.Path = name + ".txt"
		}
	}
}

// readable makes UTF-8 of a file of text in another encoding, which spreadsheets and
// Windows write, and tells of it. XML names its encoding itself.
func (f Format) readable(src *Source) []Loss {
	if f.Binary || packed(src.Data) || strings.HasPrefix(string(src.Data), "<?xml") {
		return nil
	}
	text, told := decoded(src.Data, src.Name)
	src.Data = []byte(text)
	return told
}

// decoded makes UTF-8 of a text in any encoding. UTF-8 is left as it is, with its
// byte-order mark, since some programs count it.
func decoded(data []byte, name string) (text string, told []Loss) {
	if utf8.Valid(data) && !bytes.ContainsRune(data, 0) {
		return string(data), nil
	}
	text, notices := encoding.DecodeExact(string(data))
	for _, notice := range notices {
		told = append(told, Loss{What: OtherEncoding, Document: name, Detail: notice, Kept: true})
	}
	return text, told
}

func packed(data []byte) bool {
	return strings.HasPrefix(string(data[:min(len(data), 4)]), "PK\x03\x04")
}

// MaxFile is the largest file that an import reads, in bytes.
const MaxFile = 512 << 20

// Import reads a file. Every offset is checked against the quoted words, in
// each unit in turn, before one is believed; words that are elsewhere are
// looked for, and what cannot be found is kept as an orphan. The losses account
// for everything that was not taken as it was. An error means that nothing
// could be read.
func (f Format) Import(src Source) ([]Document, []Loss, error) {
	read := f.readable(&src)
	pages, losses, err := f.decode(src)
	losses = append(read, losses...)
	if err != nil {
		return nil, losses, err
	}
	nameApart(src, pages)
	known, who := newHomes(src.Articles, pages), newAuthors(f.Name)
	var docs []Document
	who.meet(pages)
	for _, p := range pages {
		losses = append(losses, p.settle(f, known)...)
		docs = append(docs, who.byAuthor(p)...)
	}
	docs = join(docs)
	for i := range docs {
		docs[i].holds = f.Holds
	}
	placed := func(d Document) bool { return d.Article.Text != "" }
	if slices.ContainsFunc(docs, placed) { // where some have an article, the others have another
		docs = slices.DeleteFunc(docs, func(d Document) bool {
			if placed(d) {
				return false
			}
			for range d.Annotations {
				losses = append(losses, Loss{What: OtherArticle, Document: src.Name, Detail: d.Article.Meta.URL})
			}
			return true
		})
	}
	return docs, losses, nil
}
