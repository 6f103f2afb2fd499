// Package pdf reads the text of PDF files: pages, columns in reading order, lines
// joined to paragraphs, running heads told apart.
//
// PDFium does the reading, compiled to WebAssembly: it runs in a sandbox of its
// own, with no files and a bound on memory and time. It is compiled when the first
// PDF is opened, which takes some seconds, and kept in the cache folder after
// that.
package pdf

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	pdfium_errors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"stet/model/places"
)

const (
	mostPages  = 5000
	mostChars  = 20_000_000 // of a document
	mostMemory = 1 << 30    // bytes that PDFium may use
	// longest is how long the reading of one document may take.
	longest = 5 * time.Minute
)

// A refusal is the error of a PDF that is not read, and what can be done.
type refusal struct{ what, hint string }

func (r *refusal) Error() string { return r.what }

// Hint says what can be done about it.
func (r *refusal) Hint() string { return r.hint }

// The errors of a PDF without words to read.
var (
	ErrEncrypted error = &refusal{"it is protected by a password", "qpdf --decrypt --password=… IN OUT makes a copy without"}
	ErrScan      error = &refusal{"it holds pictures of pages and no text: a scan", "ocrmypdf IN OUT makes a copy with its words"}
	ErrBroken    error = &refusal{"it is broken: no page can be read", "qpdf IN OUT may mend it"}
)

// A Document is what was read of a PDF.
type Document struct {
	Title, Author string // of its properties
	Created       string // as the file has it: D:20200114…
	Pages         int
	Paragraphs    []Paragraph
	Notices       []string
}

// engine is PDFium, started once.
var engine = sync.OnceValues(start)

func start() (pdfium.Pool, error) {
	ctx := experimental.WithCompilationWorkers(context.Background(), runtime.GOMAXPROCS(0))
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(mostMemory >> 16).
		WithCloseOnContextDone(true)
	if dir := cacheFolder(); dir != "" {
		// Without a cache that can be written, it is compiled each time.
		if cache, err := wazero.NewCompilationCacheWithDir(dir); err == nil {
			config = config.WithCompilationCache(cache)
		}
	}
	return webassembly.Init(webassembly.Config{
		Context: ctx, MaxIdle: 1, MaxTotal: 1, RuntimeConfig: config,
		FSConfig: wazero.NewFSConfig(), // no files
		Stdout:   io.Discard, Stderr: io.Discard,
	})
}

func cacheFolder() string {
	dir := filepath.Join(places.Cache(), "pdfium")
	if os.MkdirAll(dir, 0o755) != nil {
		return ""
	}
	return dir
}

// Read reads a PDF.
func Read(data []byte) (doc *Document, err error) {
	err = open(data, func(r *reading) error {
		if err := r.pages(); err != nil {
			return err
		}
		r.facts()
		doc = r.doc
		return nil
	})
	return doc, err
}

// open opens a PDF for as long as do runs. A fault of PDFium is an [ErrBroken].
func open(data []byte, do func(r *reading) error) (err error) {
	pool, err := engine()
	if err != nil {
		return fmt.Errorf("the reader of PDF does not start: %w", err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), longest)
	defer cancel()
	instance, err := pool.GetInstanceWithContext(ctx)
	if err != nil {
		return fmt.Errorf("the reader of PDF does not start: %w", err)
	}
	stop := context.AfterFunc(ctx, func() { instance.Kill() })
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("%w: %v", ErrBroken, fault)
		}
		if stop() {
			instance.Close()
		}
	}()
	file, err := instance.OpenDocument(&requests.OpenDocument{File: &data})
	switch {
	case errors.Is(err, pdfium_errors.ErrPassword), errors.Is(err, pdfium_errors.ErrSecurity):
		return ErrEncrypted
	case err != nil:
		return ErrBroken
	}
	return do(&reading{Pdfium: instance, file: file.Document, doc: &Document{}})
}

// A reading is the reading of one file.
type reading struct {
	pdfium.Pdfium
	file references.FPDF_DOCUMENT
	doc  *Document
}

// A char is a letter on a page, in points from the lower left corner.
type char struct {
	r                      rune
	left, right, low, high float64
	size                   float64
	bold, italic, made     bool // made: not in the file, but between its words
}

// A sheet is a page as it is read.
type sheet struct {
	number        int // from 1
	width, height float64
	chars         []char
	traced        bool // its lines remember where each letter is on the page
}

// pages reads all pages and lays their lines out.
func (r *reading) pages() error {
	sheets, err := r.sheets()
	if err != nil {
		return err
	}
	r.doc.Paragraphs = layout(sheets)
	return nil
}

// sheets reads the letters of all pages.
func (r *reading) sheets() ([]sheet, error) {
	count, err := r.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: r.file})
	if err != nil || count.PageCount == 0 {
		return nil, ErrBroken
	}
	r.doc.Pages = count.PageCount
	if count.PageCount > mostPages {
		r.doc.Notices = append(r.doc.Notices, fmt.Sprintf("of %d pages the first %d are read", count.PageCount, mostPages))
	}
	var sheets []sheet
	letters, unread, chars := 0, 0, 0
	for i := range min(count.PageCount, mostPages) {
		s, err := r.sheet(i)
		if err != nil {
			unread++
			s.number = i + 1
		}
		n := 0
		for _, c := range s.chars {
			if c.r > ' ' && !c.made {
				n++
			}
		}
		letters += n
		sheets = append(sheets, s)
		if chars += len(s.chars); chars > mostChars {
			r.doc.Notices = append(r.doc.Notices, fmt.Sprintf("read as far as page %d: it is very large", i+1))
			break
		}
	}
	switch {
	case unread == len(sheets):
		return nil, ErrBroken
	case letters < leastLetters*len(sheets) && letters < leastLetters*10:
		return nil, ErrScan
	case unread > 0:
		r.doc.Notices = append(r.doc.Notices, fmt.Sprintf("%d of %d pages cannot be read", unread, len(sheets)))
	}
	return sheets, nil
}

// leastLetters is how many letters a page has on average that is no scan.
const leastLetters = 10

// page names a page to PDFium. The index begins at 0.
func (r *reading) page(index int) requests.Page {
	return requests.Page{ByIndex: &requests.PageByIndex{Document: r.file, Index: index}}
}

// sheet reads the letters of a page. The index begins at 0.
func (r *reading) sheet(index int) (sheet, error) {
	page := r.page(index)
	s := sheet{number: index + 1}
	size, err := r.FPDF_GetPageSizeByIndex(&requests.FPDF_GetPageSizeByIndex{Document: r.file, Index: index})
	if err != nil {
		return s, err
	}
	s.width, s.height = size.Width, size.Height
	text, err := r.GetPageTextStructured(&requests.GetPageTextStructured{
		Page: page, Mode: requests.GetPageTextStructuredModeChars, CollectFontInformation: true,
	})
	if err != nil {
		return s, err
	}
	s.chars = make([]char, 0, len(text.Chars))
	for _, c := range text.Chars {
		// Letters that are askew belong to watermarks and to margins.
		if c.Angle > 0.2 && c.Angle < 6.08 {
			continue
		}
		p := c.PointPosition
		one := char{left: p.Left, right: p.Right, low: min(p.Bottom, p.Top), high: max(p.Top, p.Bottom)}
		one.made = p.Left == p.Right && p.Top == p.Bottom
		if f := c.FontInformation; f != nil {
			name := strings.ToLower(f.Name)
			if one.size = f.RenderedSize; one.size <= 0 {
				one.size = one.high - one.low
			}
			one.bold = strings.Contains(name, "bold") || strings.Contains(name, "black") || strings.Contains(name, "heavy") || f.Weight >= 600 && f.Weight < 1000
			one.italic = strings.Contains(name, "italic") || strings.Contains(name, "oblique")
		}
		for _, one.r = range c.Text {
			s.chars = append(s.chars, one)
		}
	}
	return s, nil
}

// facts reads the properties of the file.
func (r *reading) facts() {
	for tag, to := range map[string]*string{"Title": &r.doc.Title, "Author": &r.doc.Author, "CreationDate": &r.doc.Created} {
		if v, err := r.FPDF_GetMetaText(&requests.FPDF_GetMetaText{Document: r.file, Tag: tag}); err == nil {
			*to = strings.TrimSpace(v.Value)
		}
	}
}
