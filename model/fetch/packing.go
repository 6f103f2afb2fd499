package fetch

import (
	"bufio"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// packings are the encodings of an answer that are read (RFC 9110, 8.4.1; RFC 7932;
// RFC 8878).
var packings = []struct {
	names []string
	// open reads what the first bytes do not tell; see [opened].
	open func(io.Reader) (io.Reader, error)
}{
	{[]string{"gzip", "x-gzip"}, asItIs},
	{[]string{"br"}, openBrotli},
	{[]string{"zstd"}, asItIs},
	{[]string{"deflate"}, openDeflate},
}

// unread are encodings that an answer may really have and that are not read. What
// else is in the header is no packing: some servers name an alphabet there.
var unread = []string{"compress", "x-compress", "exi", "pack200-gzip", "dcb", "dcz", "bzip2", "xz", "lzma"}

// asItIs is for packings that their first bytes tell: without these nothing is packed.
func asItIs(r io.Reader) (io.Reader, error) { return r, nil }

// members reads the parts of which a gzip file is made. What is behind the last and is
// none is passed over, as other programs do.
type members struct {
	in  *bufio.Reader
	one *gzip.Reader
}

func newMembers(in *bufio.Reader) (*members, error) {
	one, err := gzip.NewReader(in)
	if err != nil {
		return nil, err
	}
	one.Multistream(false)
	return &members{in, one}, nil
}

// Read reads what is packed.
func (m *members) Read(p []byte) (int, error) {
	n, err := m.one.Read(p)
	if !errors.Is(err, io.EOF) {
		return n, err
	}
	if head, err := m.in.Peek(len(gzipMark)); string(head) != gzipMark {
		if err == nil {
			err = io.EOF
		}
		return n, err
	}
	if err := m.one.Reset(m.in); err != nil {
		return n, err
	}
	m.one.Multistream(false)
	return n, nil
}

// The first bytes of files that are packed.
const (
	gzipMark = "\x1f\x8b"
	zstdMark = "\x28\xb5\x2f\xfd"
)

// isPlain reports whether an answer is no packing at all, whatever it says: a feed or
// a page begins with an angle or a brace.
func isPlain(head string) bool {
	text := strings.TrimLeft(strings.TrimPrefix(head, "\xef\xbb\xbf"), " \t\r\n")
	return strings.HasPrefix(text, "<") && len(text) > 1 && text[1] < 0x80 || strings.HasPrefix(text, "{\"") || strings.HasPrefix(text, "{\n")
}

// isZlib reports whether an answer begins as RFC 1950 says, at one of the usual levels.
func isZlib(head string) bool {
	return len(head) > 1 && head[0] == 0x78 && strings.IndexByte("\x01\x5e\x9c\xda", head[1]) >= 0
}

// opened reads what is packed in that way, or in another by its first bytes, or what
// only says so.
func opened(r io.Reader, open func(io.Reader) (io.Reader, error)) (io.Reader, error) {
	b := bufio.NewReader(r)
	first, err := b.Peek(64)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err // it is told only once
	}
	switch head := string(first); {
	case strings.HasPrefix(head, gzipMark):
		return newMembers(b)
	case strings.HasPrefix(head, zstdMark):
		return openZstd(b)
	case isPlain(head):
		return b, nil
	case isZlib(head):
		return zlib.NewReader(b)
	}
	return open(b)
}

// acceptedPackings is what a server is told of them.
const acceptedPackings = "gzip, br, zstd, deflate"

// mostWindow bounds the memory that an answer may ask for, in bytes.
const mostWindow = 32 << 20

func openBrotli(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil }

func openZstd(r io.Reader) (io.Reader, error) {
	d, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(mostWindow))
	if err != nil {
		return nil, err
	}
	return d.IOReadCloser(), nil
}

// openDeflate reads the bare stream, as some servers send it; the standard wants zlib.
func openDeflate(r io.Reader) (io.Reader, error) { return flate.NewReader(r), nil }

// unpacked reads an answer through the encodings that it names, and a file that is
// packed as what is in it.
func unpacked(body io.Reader, encodings string) (io.Reader, error) {
	names := strings.Split(strings.ToLower(encodings), ",")
	for i := len(names) - 1; i >= 0; i-- {
		name := strings.TrimSpace(names[i])
		for _, p := range packings {
			if !slices.Contains(p.names, name) {
				continue
			}
			var err error
			if body, err = opened(body, p.open); err != nil {
				return nil, fmt.Errorf("broken %s in the answer: %w", name, err)
			}
		}
		if slices.Contains(unread, name) {
			return nil, fmt.Errorf("the answer is packed as %q, which is not read", name)
		}
	}
	return opened(body, asItIs)
}
