package fetch

import (
	"bufio"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
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
	open  func(io.Reader) (io.Reader, error)
}{
	{[]string{"gzip", "x-gzip"}, openGzip},
	{[]string{"br"}, func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil }},
	{[]string{"zstd"}, openZstd},
	{[]string{"deflate"}, openDeflate},
}

// unread are encodings that an answer may really have and that are not read. What
// else is in the header is no packing: some servers name an alphabet there.
var unread = []string{"compress", "x-compress", "exi", "pack200-gzip", "dcb", "dcz", "bzip2", "xz", "lzma"}

// openGzip reads what is packed, or what only says so.
func openGzip(r io.Reader) (io.Reader, error) {
	b := bufio.NewReader(r)
	if !isGzip(b) {
		return b, nil
	}
	return gzip.NewReader(b)
}

func isGzip(b *bufio.Reader) bool {
	head, err := b.Peek(2)
	return err == nil && head[0] == 0x1f && head[1] == 0x8b
}

// acceptedPackings is what a server is told of them.
const acceptedPackings = "gzip, br, zstd, deflate"

// mostWindow bounds the memory that an answer may ask for, in bytes.
const mostWindow = 32 << 20

func openZstd(r io.Reader) (io.Reader, error) {
	d, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(mostWindow))
	if err != nil {
		return nil, err
	}
	return d.IOReadCloser(), nil
}

// openDeflate reads what servers call deflate: zlib, as the standard says, or the bare
// stream, as some send it.
func openDeflate(r io.Reader) (io.Reader, error) {
	b := bufio.NewReader(r)
	if head, err := b.Peek(2); err == nil && head[0]&0x0f == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 {
		return zlib.NewReader(b)
	}
	return flate.NewReader(b), nil
}

// unpacked reads an answer through the encodings that it names, and a file that is
// packed with gzip as what is in it.
func unpacked(body io.Reader, encodings string) (io.Reader, error) {
	names := strings.Split(strings.ToLower(encodings), ",")
	for i := len(names) - 1; i >= 0; i-- {
		name := strings.TrimSpace(names[i])
		if name == "" || name == "identity" {
			continue
		}
		opened := false
		for _, p := range packings {
			for _, n := range p.names {
				if n == name {
					var err error
					if body, err = p.open(body); err != nil {
						return nil, fmt.Errorf("broken %s in the answer: %w", name, err)
					}
					opened = true
				}
			}
		}
		if !opened && slices.Contains(unread, name) {
			return nil, fmt.Errorf("the answer is packed as %q, which is not read", name)
		}
	}
	b := bufio.NewReader(body)
	if isGzip(b) {
		return gzip.NewReader(b)
	}
	return b, nil
}
