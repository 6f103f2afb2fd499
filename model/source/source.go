// Package source reads bytes in one format into an article, and writes an
// article as a file of its own.
//
// The text of an article is what its format says and nothing else: plain text
// as it is decoded, Markdown and HTML without their markup. Nothing is removed
// for safety (that is done on the way out, by package clean) and nothing is
// dropped: what is no part of the story is a boilerplate block.
//
// It refuses to know the network, the library and who is named in the text.
package source

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"stet/model"
	"stet/model/encoding"
	"stet/model/lang"
)

// A Format is one row of the table of input formats.
type Format struct {
	Name       string
	MediaType  string
	Extensions []string // with the dot, lower case
	Doc        string   // one line for the help

	// decode turns the file's bytes into text, with a notice for each thing
	// mended; nil stands for [decode].
	decode func(data string) (text string, notices []string)
	// sniff reports whether a text without a telling name is of this format.
	sniff func(text string) bool
	// read fills Text, Blocks and Meta.
	read func(a *model.Article, text string)
	// load reads the bytes of a format that is no text, in place of all others.
	load func(a *model.Article, data string) error
	// magic recognises such bytes without a telling name; nil where none can.
	magic func(data string) bool
	// cut returns how much of the beginning of a large text can be read by
	// itself, with the same result; 0 if none can.
	cut func(text string) int
}

// Formats is the table of input formats. The order is that of sniffing; the
// last row takes every text.
var Formats = []Format{newsboat, markdown, webPage, docx, odt, rtf, epub, eml, pdfRow, plain}

const (
	// LargeFile is the size in bytes from which [OpenHead] reads only a head.
	LargeFile = 256 << 10
	headSize  = 64 << 10
	// leastHead keeps what is measured on a text's first bytes (see [margin])
	// the same in a head and in the whole.
	leastHead = 32 << 10
	// maxFile is the largest file that is read, in bytes.
	maxFile = 1 << 30
	// maxText is how many bytes a text may have once it is decoded, which can make
	// three of one: mentions and quotations keep their places in 32 bits.
	maxText = math.MaxInt32
)

// The errors of what is there and is no article: a file that holds no text, and a
// folder.
var (
	ErrBinary = errors.New("not a text (binary data)")
	ErrFolder = errors.New("is a folder")
)

// Known reports whether name has an extension of the table. Sidecars and other
// JSON files have none.
func Known(name string) bool { return byExtension(name) != nil }

// Read reads data, the whole of a file called name, in the format that the
// extension says, else in the one it looks like. The name may be empty. The
// error of a binary file names it.
func Read(name string, data []byte) (*model.Article, error) {
	return read(name, string(data), false)
}

// OfText makes an article of a text that is decoded already, such as a line of
// JSON holds. The text stays as it is.
func OfText(name, text string) *model.Article { return OfTextIn(name, text, "", "") }

// OfTextIn is [OfText] and then [Speak]; a text whose language is said is not looked
// at to recognise it.
func OfTextIn(name, text, said, usual string) *model.Article {
	a := &model.Article{Path: name}
	plain.read(a, text)
	describe(a, &plain)
	if lang.Primary(said) == "" {
		recognise(a)
	}
	Speak(a, said, usual)
	return a
}

// Open reads the file at path.
func Open(path string) (*model.Article, error) {
	f, err := open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var data strings.Builder // a text that needs no decoding is not copied
	part := 32 << 10
	info, err := f.Stat()
	if err == nil && info.Size() > maxFile { // before all of it is read
		return nil, fmt.Errorf("%s: larger than %d MB", path, maxFile>>20)
	}
	if err == nil {
		data.Grow(int(info.Size()))
		part = min(part, int(info.Size())+1)
	}
	if _, err := io.CopyBuffer(&data, io.LimitReader(f, maxFile+1), make([]byte, part)); err != nil {
		return nil, pathError(path, err)
	}
	if data.Len() > maxFile {
		return nil, fmt.Errorf("%s: larger than %d MB", path, maxFile>>20)
	}
	return read(path, data.String(), false)
}

// OpenHead reads the beginning of the file at path if the file is larger than
// [LargeFile] and its format allows, else the whole. The text of a beginning
// (Partial is true) is a prefix of the whole's, and its blocks have the same
// ranges.
func OpenHead(path string) (*model.Article, error) {
	f, err := open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, pathError(path, err)
	}
	if info.Mode().IsRegular() && info.Size() > LargeFile {
		head := make([]byte, headSize)
		if _, err := io.ReadFull(f, head); err != nil {
			return nil, pathError(path, err)
		}
		if a, err := read(path, string(head), true); err != nil || a != nil {
			return a, err
		}
	}
	return Open(path)
}

func open(path string) (*os.File, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, pathError(path, err)
	}
	if info, err := f.Stat(); err == nil && info.IsDir() {
		f.Close()
		return nil, fmt.Errorf("%s: %w", path, ErrFolder)
	}
	return f, nil
}

// pathError says the path first and once.
func pathError(path string, err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	return fmt.Errorf("%s: %w", path, err)
}

// read reads a whole file, or a head; of a head that does not stand by itself
// it returns nil.
func read(name, data string, head bool) (*model.Article, error) {
	if f := loadable(name, data); f != nil {
		if head {
			return nil, nil
		}
		return load(f, name, data)
	}
	var text string
	var notices []string
	f := byExtension(name)
	if f == nil || f.decode == nil {
		text, notices = encoding.Decode(data)
		f = formatOf(name, text)
	}
	if f.decode != nil {
		text, notices = f.decode(data)
	}
	if len(text) > maxText {
		return nil, fmt.Errorf("%s: larger than %d MB as text", cmp.Or(name, "the text"), maxText>>20)
	}
	a := &model.Article{Path: name, Notices: notices, Partial: head}
	if head {
		n := 0
		if f.cut != nil {
			n = f.cut(text)
		}
		if n < leastHead {
			return nil, nil
		}
		text = text[:n]
	} else {
		a.FileDigest = model.DigestOf(data)
	}
	f.read(a, text)
	if binary(a.Text) {
		if name == "" {
			return nil, ErrBinary
		}
		return nil, fmt.Errorf("%s: %w", name, ErrBinary)
	}
	if a.Text == data { // plain text as it is mostly written
		a.Digest = a.FileDigest
	}
	finish(a, f)
	return a, nil
}

// loadable returns the format of a file whose bytes are no text: that of its name,
// or the one that it begins as.
func loadable(name, data string) *Format {
	if f := byExtension(name); f != nil {
		if f.load == nil {
			return nil
		}
		return f
	}
	for i := range Formats {
		if f := &Formats[i]; f.magic != nil && f.magic(data) {
			return f
		}
	}
	return nil
}

func load(f *Format, name, data string) (*model.Article, error) {
	a := &model.Article{Path: name, FileDigest: model.DigestOf(data)}
	a.Meta.Format = f.MediaType
	if err := f.load(a, data); err != nil {
		return nil, fmt.Errorf("%s: %w", cmp.Or(name, "the text"), err)
	}
	a.Meta.Format = f.MediaType
	finish(a, f)
	return a, nil
}

// finish sets what is derived from text and blocks.
func finish(a *model.Article, f *Format) {
	describe(a, f)
	recognise(a)
}

// describe sets what is derived from text and blocks, but for the language.
func describe(a *model.Article, f *Format) {
	if a.Meta.Format == "" {
		a.Meta.Format = f.MediaType
	}
	if a.Meta.Title == "" {
		a.Meta.Title = title(a)
	}
	if !a.Partial && a.Digest == "" {
		a.Digest = model.DigestOf(a.Text)
	}
}

// title returns the first heading if nothing but a boilerplate block is
// before it.
func title(a *model.Article) string {
	for i := range a.Blocks {
		switch b := &a.Blocks[i]; b.Kind {
		case model.Heading:
			return strings.Join(strings.Fields(a.Slice(b.Range)), " ")
		case model.Boilerplate:
		default:
			return ""
		}
	}
	return ""
}

// binary reports whether text is none: it holds a NUL, or more than a tenth of
// it are controls that no text uses.
func binary(text string) bool {
	if strings.IndexByte(text, 0) >= 0 {
		return true
	}
	controls := 0
	for i := range len(text) {
		if c := text[i]; c < ' ' && c != '\n' && c != '\t' && c != '\r' && c != '\f' && c != 0x1b {
			controls++
		}
	}
	return controls > len(text)/10
}

func byExtension(name string) *Format {
	ext := strings.ToLower(filepath.Ext(name))
	if ext == "" {
		return nil
	}
	for i := range Formats {
		if slices.Contains(Formats[i].Extensions, ext) {
			return &Formats[i]
		}
	}
	return nil
}

// formatOf picks the row for a file. A name that says "plain text" is looked
// into nevertheless, for newsboat saves under such a name.
func formatOf(name, text string) *Format {
	last := &Formats[len(Formats)-1]
	if f := byExtension(name); f != nil && f != last {
		return f
	} else if f == last {
		if newsboat.sniff(text) {
			return &Formats[0]
		}
		return last
	}
	for i := range Formats {
		if sniff := Formats[i].sniff; sniff != nil && sniff(text) {
			return &Formats[i]
		}
	}
	return last
}

// lineCounter counts the lines of a text up to positions that only grow.
type lineCounter struct {
	text string
	at   int
	line int
}

func (c *lineCounter) lineOf(i int) int {
	if i > c.at {
		c.line += strings.Count(c.text[c.at:i], "\n")
		c.at = i
	}
	return c.line + 1
}
