package intake

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"unicode"

	"golang.org/x/net/html/charset"

	"stet/model/source/prose"
)

const (
	// headSize is how much of a file its format is looked for in, in bytes.
	headSize = 64 << 10
	// probed is how many paragraphs of a document are looked at.
	probed = 3000
	// A gzip file is no text of anybody where more than this comes out of it, and
	// so many times more than went in.
	mostUnpacked = 1 << 30
	mostRatio    = 500
)

// A probe is what a format is recognised by.
type probe struct {
	c       *Container
	ext     string // without .gz, lower case
	head    string // unpacked
	pkg     *prose.Package
	looked  bool
	excerpt []prose.Paragraph // of a document
}

func newProbe(c *Container) (*probe, error) {
	p := &probe{c: c, ext: extension(c.Path)}
	r, err := c.open()
	if err != nil {
		return nil, err
	}
	head := make([]byte, headSize)
	n, err := io.ReadFull(r, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, err
	}
	p.head = string(head[:n])
	if strings.HasPrefix(p.head, "PK\x03\x04") {
		if p.pkg, err = prose.OpenPackage(c.file, c.size); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// extension returns that of a name in lower case, without that of a packer.
func extension(name string) string {
	return filepath.Ext(strings.TrimSuffix(strings.ToLower(name), ".gz"))
}

func (p *probe) format() *Format {
	for i := range Formats {
		if Formats[i].sniff(p) {
			return &Formats[i]
		}
	}
	return nil
}

var errEnough = errors.New("enough")

// paragraphs returns the first paragraphs of a document: docx, rtf, a page of a
// database, or plain text.
func (p *probe) paragraphs() []prose.Paragraph {
	if p.looked {
		return p.excerpt
	}
	p.looked = true
	_ = p.c.paragraphs(func(b block) error {
		p.excerpt = append(p.excerpt, b.Paragraph)
		if len(p.excerpt) >= probed {
			return errEnough
		}
		return nil
	})
	return p.excerpt
}

// document reports whether the file is of a kind that [Container.paragraphs] reads.
func (p *probe) document() bool {
	return p.pkg != nil && p.pkg.Has("word/document.xml") || p.rtf() || p.page() || p.ext == ".txt"
}

func (p *probe) rtf() bool { return strings.HasPrefix(p.head, `{\rtf`) }

func (p *probe) page() bool {
	return isPage(p.head)
}

func isPage(head string) bool {
	head = strings.ToLower(head[:min(len(head), 4096)])
	return strings.Contains(head, "<html") || strings.Contains(head, "<!doctype html")
}

// open returns the bytes of the file from its beginning, unpacked.
func (c *Container) open() (io.Reader, error) {
	if _, err := c.file.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	b := bufio.NewReaderSize(c.file, 256<<10)
	if head, _ := b.Peek(2); !bytes.Equal(head, []byte{0x1f, 0x8b}) {
		return b, nil
	}
	z, err := gzip.NewReader(b)
	if err != nil {
		return nil, fmt.Errorf("%w: %v", prose.ErrBroken, err)
	}
	return &unpacked{r: z, size: c.size}, nil
}

// An unpacked counts what comes out of a packed file.
type unpacked struct {
	r         io.Reader
	size, out int64
}

func (u *unpacked) Read(p []byte) (int, error) {
	n, err := u.r.Read(p)
	if u.out += int64(n); u.out > mostUnpacked && u.out > mostRatio*u.size {
		return 0, prose.ErrBomb
	}
	if err != nil && err != io.EOF {
		err = fmt.Errorf("%w: %v", prose.ErrBroken, err)
	}
	return n, err
}

// A block is a paragraph of a page or document, and what its element is called.
type block struct {
	prose.Paragraph
	class, id string
	group     int    // which div it lies in; 0 in none
	article   int    // which element of class "article" it lies in; 0 in none
	parts     []part // elements with a class in it
}

// A part is the text of an element in a line.
type part struct {
	class      string
	start, end int
}

// lines cuts a paragraph at its line ends. The class of a line is that of the
// element with which it begins.
func (b block) lines() (lines []block) {
	at := 0
	for line := range strings.SplitSeq(b.Text, "\n") {
		cut := b
		cut.Paragraph, cut.parts = b.Cut(at, at+len(line)).Trimmed(), nil
		for _, p := range b.parts {
			if p.start <= at+len(line) && at <= p.start && strings.TrimSpace(b.Text[at:p.start]) == "" {
				cut.class = p.class
				break
			}
		}
		if at += len(line) + 1; cut.Text != "" {
			lines = append(lines, cut)
		}
	}
	return lines
}

// paragraphs yields the paragraphs of a document, a page of a database or a text.
func (c *Container) paragraphs(yield func(block) error) error {
	r, err := c.open()
	if err != nil {
		return err
	}
	b := bufio.NewReaderSize(r, 64<<10)
	head, _ := b.Peek(4096)
	plain := func(p prose.Paragraph) error { return yield(block{Paragraph: p}) }
	switch text := string(head); {
	case strings.HasPrefix(text, "PK\x03\x04"):
		_, err = prose.Docx(c.file, c.size, plain)
	case strings.HasPrefix(text, `{\rtf`):
		_, err = prose.RTF(b, plain)
	case isPage(text):
		err = eachBlock(decoded(b, text), yield)
	default:
		err = eachPlain(decoded(b, text), plain)
	}
	return err
}

// decoded returns text as UTF-8, by its mark, what it declares, or its look.
func decoded(r io.Reader, head string) io.Reader {
	enc, name, certain := charset.DetermineEncoding([]byte(head), "")
	if name == "utf-8" || !certain && looksUTF8(head) {
		return skipMark(r)
	}
	return enc.NewDecoder().Reader(r)
}

// looksUTF8 reports whether a head holds no byte that is no UTF-8, but for what
// its end cuts.
func looksUTF8(head string) bool {
	return !strings.ContainsRune(strings.ToValidUTF8(head[:max(0, len(head)-3)], "\uFFFD"), '\uFFFD') || strings.Contains(head, "\uFFFD")
}

// skipMark leaves out a byte order mark.
func skipMark(r io.Reader) io.Reader {
	var head [3]byte
	n, _ := io.ReadFull(r, head[:])
	return io.MultiReader(bytes.NewReader(bytes.TrimPrefix(head[:n], []byte("\xEF\xBB\xBF"))), r)
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
