package prose

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
)

const (
	// mostDirectory is how many bytes of a package's table of contents are read:
	// some hundred thousand entries.
	mostDirectory = 16 << 20
	// mostPart is how large a part may be that is held in memory, in bytes.
	mostPart = 64 << 20
	// mostUnpacked and mostRatio bound a part that is streamed: more bytes than
	// this, from so many times fewer, are no text that anybody wrote. Deflate
	// packs the XML of real documents 5 to 40 times.
	mostUnpacked = 256 << 20
	mostRatio    = 200
)

// A Package is an open zip file whose parts are read within bounds.
type Package struct {
	files map[string]*zip.File
	order []string
}

// OpenPackage opens a zip file of size bytes.
func OpenPackage(r io.ReaderAt, size int64) (*Package, error) {
	limited := &limitedReaderAt{r: r, left: mostDirectory}
	z, err := zip.NewReader(limited, size)
	switch {
	case limited.left < 0:
		return nil, fmt.Errorf("%w: its table of contents is larger than %d MB", ErrBomb, mostDirectory>>20)
	case err != nil:
		return nil, fmt.Errorf("%w: %v", ErrBroken, err)
	}
	limited.left = -1 // the parts have bounds of their own
	limited.open = true
	p := &Package{files: make(map[string]*zip.File, len(z.File))}
	for _, f := range z.File {
		if _, twice := p.files[f.Name]; !twice {
			p.files[f.Name] = f
			p.order = append(p.order, f.Name)
		}
	}
	return p, nil
}

// Has reports whether there is a part of that name.
func (p *Package) Has(name string) bool { return p.files[name] != nil }

// Open opens a part for streaming. The reader fails with [ErrBomb] where too much
// comes out.
func (p *Package) Open(name string) (io.ReadCloser, error) {
	f := p.files[name]
	if f == nil {
		return nil, fmt.Errorf("%w: it has no part %q", ErrBroken, name)
	}
	if f.Flags&1 != 0 {
		return nil, ErrEncrypted
	}
	rc, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrBroken, err)
	}
	return &boundedPart{ReadCloser: rc, packed: int64(f.CompressedSize64)}, nil
}

// Read returns a part of at most 64 MB.
func (p *Package) Read(name string) ([]byte, error) {
	rc, err := p.Open(name)
	if err != nil {
		return nil, err
	}
	defer rc.Close()
	data, err := io.ReadAll(io.LimitReader(rc, mostPart+1))
	if len(data) > mostPart {
		return nil, fmt.Errorf("%w: %s is larger than %d MB", ErrBomb, name, mostPart>>20)
	}
	return data, err
}

// A boundedPart counts what comes out of a part.
type boundedPart struct {
	io.ReadCloser
	packed, out int64
}

func (b *boundedPart) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.out += int64(n)
	if b.out > mostUnpacked && b.out > mostRatio*b.packed {
		return 0, ErrBomb
	}
	if err != nil && err != io.EOF {
		err = fmt.Errorf("%w: %v", ErrBroken, err)
	}
	return n, err
}

// A limitedReaderAt gives a number of bytes until it is open.
type limitedReaderAt struct {
	r    io.ReaderAt
	left int64
	open bool
}

var errLimit = errors.New("too much to read")

func (l *limitedReaderAt) ReadAt(p []byte, off int64) (int, error) {
	if !l.open {
		if l.left -= int64(len(p)); l.left < 0 {
			return 0, errLimit
		}
	}
	return l.r.ReadAt(p, off)
}
