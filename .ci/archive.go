// Command archive packs a folder, the same bytes for the same content: entries by
// name, one time for all, no owners, and the modes 755 and 644. It prints the
// archive's checksum as sha256sum does.
//
//	go run .ci/archive.go SECONDS FOLDER ARCHIVE.tar.gz|ARCHIVE.zip
package main

import (
	"archive/tar"
	"archive/zip"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "archive:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 3 {
		return fmt.Errorf("usage: archive SECONDS FOLDER ARCHIVE")
	}
	seconds, err := strconv.ParseInt(args[0], 10, 64)
	if err != nil {
		return err
	}
	out, err := os.Create(args[2])
	if err != nil {
		return err
	}
	defer out.Close()
	sum := sha256.New()
	pack := packTar
	if strings.HasSuffix(args[2], ".zip") {
		pack = packZip
	}
	if err := pack(io.MultiWriter(out, sum), args[1], time.Unix(seconds, 0).UTC()); err != nil {
		return err
	}
	fmt.Printf("%x  %s\n", sum.Sum(nil), filepath.Base(args[2]))
	return out.Close()
}

// walk visits the files of a folder by name, under the folder's own name.
func walk(folder string, visit func(name string, mode fs.FileMode, size int64, content io.Reader) error) error {
	return filepath.WalkDir(folder, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		f, err := os.Open(file)
		if err != nil {
			return err
		}
		defer f.Close()
		rel, err := filepath.Rel(folder, file)
		if err != nil {
			return err
		}
		mode := fs.FileMode(0o644)
		if info.Mode()&0o100 != 0 {
			mode = 0o755
		}
		return visit(path.Join(filepath.Base(folder), filepath.ToSlash(rel)), mode, info.Size(), f)
	})
}

func packTar(w io.Writer, folder string, at time.Time) error {
	z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	t := tar.NewWriter(z)
	err = walk(folder, func(name string, mode fs.FileMode, size int64, content io.Reader) error {
		if err := t.WriteHeader(&tar.Header{Name: name, Mode: int64(mode), Size: size, ModTime: at, Format: tar.FormatUSTAR}); err != nil {
			return err
		}
		_, err := io.Copy(t, content)
		return err
	})
	if err != nil {
		return err
	}
	if err := t.Close(); err != nil {
		return err
	}
	return z.Close()
}

func packZip(w io.Writer, folder string, at time.Time) error {
	z := zip.NewWriter(w)
	err := walk(folder, func(name string, mode fs.FileMode, _ int64, content io.Reader) error {
		head := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: at}
		head.SetMode(mode)
		entry, err := z.CreateHeader(head)
		if err != nil {
			return err
		}
		_, err = io.Copy(entry, content)
		return err
	})
	if err != nil {
		return err
	}
	return z.Close()
}
