package prose

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"golang.org/x/net/html"
)

// mostToken is the size in bytes of the largest tag or stretch of text that is
// read from XML.
const mostToken = 16 << 20

// A scanner goes through the elements of an XML part. It is the tokenizer of
// HTML, which is several times as fast as encoding/xml and forgives as much as
// files need: names come in lower case and with their prefix.
type scanner struct {
	z     *html.Tokenizer
	depth int
}

// A node is a start tag, an end tag or text. Its bytes are valid until the next.
type node struct {
	kind html.TokenType // StartTag, EndTag, SelfClosingTag or Text
	name []byte
	more bool // it has attributes
}

func newScanner(r io.Reader) *scanner {
	z := html.NewTokenizer(skipBOM(r))
	z.SetMaxBuf(mostToken)
	z.AllowCDATA(true)
	return &scanner{z: z}
}

// skipBOM leaves out a byte order mark.
func skipBOM(r io.Reader) io.Reader {
	var head [3]byte
	n, _ := io.ReadFull(r, head[:])
	return io.MultiReader(bytes.NewReader(bytes.TrimPrefix(head[:n], []byte("\xEF\xBB\xBF"))), r)
}

// next returns the next node; io.EOF at the end.
func (s *scanner) next() (node, error) {
	for {
		kind := s.z.Next()
		switch kind {
		case html.ErrorToken:
			err := s.z.Err()
			if errors.Is(err, html.ErrBufferExceeded) {
				err = fmt.Errorf("%w: an element of more than %d MB", ErrBroken, mostToken>>20)
			}
			return node{}, err
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			name, more := s.z.TagName()
			if kind == html.StartTagToken {
				if s.depth++; s.depth > mostNested {
					return node{}, ErrTooDeep
				}
			} else if kind == html.EndTagToken {
				s.depth--
			}
			return node{kind, name, more}, nil
		case html.TextToken:
			return node{kind: kind}, nil
		}
	}
}

// text returns the text of the node at hand.
func (s *scanner) text() string { return string(s.z.Text()) }

// attr returns the value of an attribute of the tag at hand. The attributes can be
// read once.
func (s *scanner) attr(n node, name string) string {
	for more := n.more; more; {
		var key, val []byte
		key, val, more = s.z.TagAttr()
		if string(key) == name {
			return string(val)
		}
	}
	return ""
}

// attrs calls visit for each attribute of the tag at hand.
func (s *scanner) attrs(n node, visit func(key, val []byte)) {
	for more := n.more; more; {
		var key, val []byte
		key, val, more = s.z.TagAttr()
		visit(key, val)
	}
}

// skip passes over what is inside the start tag n.
func (s *scanner) skip(n node) error {
	if n.kind != html.StartTagToken {
		return nil
	}
	for depth := s.depth - 1; s.depth > depth; {
		if _, err := s.next(); err != nil {
			return err
		}
	}
	return nil
}

// eof turns the end of a part into no error.
func eof(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}
