package intake

import (
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/textproto"
	"net/url"
	"strconv"
	"strings"

	"stet/model/clean"
	"stet/model/source"
	"stet/model/source/prose"
)

// warc is a web archive (ISO 28500): the pages in it are read as fetched pages
// are. Of a page that was fetched again, each version is an article.
var warc = Format{
	Name: "warc", Title: "web archive",
	Doc:        "a web archive: warc, also packed; a page each, its story found as in a page that is opened",
	Extensions: []string{".warc"},
	sniff: func(p *probe) bool {
		return strings.HasPrefix(p.head, "WARC/1.") || strings.HasPrefix(p.head, "WARC/0.")
	},
	read: readWARC,
}

const (
	mostHeader = 1 << 20  // bytes of the header of a record
	mostPage   = 32 << 20 // bytes of a page, unpacked
)

func readWARC(r *reading) error {
	in, err := r.open()
	if err != nil {
		return err
	}
	b := bufio.NewReaderSize(in, 64<<10)
	for n := 0; ; {
		header, err := warcHeader(b)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		size, err := strconv.ParseInt(header.Get("Content-Length"), 10, 64)
		if err != nil || size < 0 {
			return fmt.Errorf("%w: a record does not say its length", prose.ErrBroken)
		}
		body := &io.LimitedReader{R: b, N: size}
		if page, ok := pageOf(header, body); ok {
			n++
			if err := r.page(n, page); err != nil {
				return err
			}
		}
		if _, err := io.Copy(io.Discard, body); err != nil {
			return err
		}
		if body.N > 0 {
			r.fault(Fault{Number: n, What: "the file ends within a record", Lost: true})
			return nil
		}
	}
}

// warcHeader reads the header of the next record, past the blank lines before it.
func warcHeader(b *bufio.Reader) (textproto.MIMEHeader, error) {
	for {
		line, err := readLine(b)
		switch {
		case err != nil && line == "":
			return nil, err
		case strings.TrimSpace(line) == "":
		case !strings.HasPrefix(line, "WARC/"):
			return nil, fmt.Errorf("%w: a record does not begin where the one before it ends", prose.ErrBroken)
		default:
			limited := textproto.NewReader(bufio.NewReader(&headerLines{b: b, left: mostHeader}))
			h, err := limited.ReadMIMEHeader()
			if err != nil {
				return nil, fmt.Errorf("%w: the header of a record: %v", prose.ErrBroken, err)
			}
			return h, nil
		}
	}
}

// headerLines gives the lines up to the blank one, and none behind it.
type headerLines struct {
	b    *bufio.Reader
	left int
	rest []byte
	done bool
}

func (h *headerLines) Read(p []byte) (int, error) {
	if len(h.rest) == 0 {
		if h.done || h.left <= 0 {
			return 0, io.EOF
		}
		line, err := readLine(h.b)
		if err != nil && line == "" {
			return 0, err
		}
		h.left -= len(line)
		h.done = strings.TrimRight(line, "\r\n") == ""
		h.rest = []byte(line)
	}
	n := copy(p, h.rest)
	h.rest = h.rest[n:]
	return n, nil
}

// A warcPage is a page of an archive.
type warcPage struct {
	address, contentType, date string
	body                       []byte
	err                        error // it is a page, and cannot be read
}

// pageOf returns the page that a record holds; false for a record of another kind.
func pageOf(h textproto.MIMEHeader, body io.Reader) (p warcPage, ok bool) {
	p.address, p.date = strings.Trim(h.Get("WARC-Target-URI"), "<>"), h.Get("WARC-Date")
	switch h.Get("WARC-Type") {
	case "response":
		if !strings.HasPrefix(p.address, "http") {
			return p, false // a look-up of a name, and such
		}
		resp, err := http.ReadResponse(bufio.NewReader(body), nil)
		if err != nil {
			p.err = errors.New("its answer cannot be read")
			return p, true
		}
		p.contentType = resp.Header.Get("Content-Type")
		if resp.StatusCode/100 != 2 || !isHTML(p.contentType) {
			return p, false
		}
		p.body, p.err = unpackedBody(resp.Header.Get("Content-Encoding"), resp.Body)
	case "resource":
		if p.contentType = h.Get("Content-Type"); !isHTML(p.contentType) {
			return p, false
		}
		p.body, p.err = unpackedBody("", body)
	default:
		return p, false
	}
	return p, true
}

func isHTML(contentType string) bool {
	kind, _, err := mime.ParseMediaType(contentType)
	return err == nil && (kind == "text/html" || kind == "application/xhtml+xml")
}

// unpackedBody reads the bytes of a page as far as they go.
func unpackedBody(encoding string, r io.Reader) ([]byte, error) {
	switch strings.ToLower(encoding) {
	case "", "identity":
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(r)
		if err != nil {
			return nil, errors.New("it is packed, and cannot be unpacked")
		}
		r = z
	default:
		return nil, fmt.Errorf("it is packed as %q, which stet does not read", encoding)
	}
	data, err := io.ReadAll(io.LimitReader(r, mostPage+1))
	if len(data) > mostPage {
		return nil, fmt.Errorf("it is larger than %d MB", mostPage>>20)
	}
	if err != nil && len(data) == 0 {
		return nil, errors.New("its answer cannot be read")
	}
	return data, nil
}

func (r *reading) page(n int, p warcPage) error {
	if p.err != nil {
		r.fault(Fault{n, p.address, p.err.Error(), true})
		return nil
	}
	base, err := url.Parse(p.address)
	if err != nil {
		base = nil
	}
	read, err := source.ReadPage(p.body, p.contentType, base, nil)
	if err != nil {
		r.fault(Fault{n, p.address, err.Error(), true})
		return nil
	}
	a := source.Story(read)
	if a.Meta.URL == "" {
		a.Meta.URL = clean.Address(p.address)
	}
	if a.Words() == 0 {
		r.fault(Fault{n, p.address, "has no text", false})
	}
	return r.item(&Item{Number: n, Article: a})
}
