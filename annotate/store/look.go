package store

import (
	"encoding/hex"
	"os"
	"path/filepath"

	"stet/annotate/kind"
	"stet/model"
	"stet/model/files"
)

// What a reader of many articles asks for, one thing at a time: opening each of
// them by [Desk.Open] would list its folder again.

// KeptText returns a text that was annotated, by its digest, if it was kept for
// the article at that path.
func (d *Desk) KeptText(article, digest string) (string, bool) {
	if kind.DigestIRI(digest) == "" {
		return "", false // a file says anything
	}
	for _, path := range []string{d.textPath(article, digest), d.textPath("", digest)} {
		if data, err := files.Read(path, MaxSize); err == nil && model.DigestOf(string(data)) == digest {
			return string(data), true
		}
	}
	return "", false
}

// Sidecars returns the sidecars that lie beside an article, by name.
func Sidecars(article string) ([]string, error) {
	dir, name := filepath.Split(article)
	entries, err := os.ReadDir(filepath.Clean(dir + "."))
	if err != nil {
		return nil, err
	}
	var out []string
	for _, e := range entries {
		slug, ok := AnnotatorOf(e.Name())
		if ok && sidecarName(name, slug) == e.Name() {
			out = append(out, dir+e.Name())
		}
	}
	return out, nil
}

// A KeptSidecar is one that lies in the desk's own folder because that of its
// article could not be written.
type KeptSidecar struct {
	Path    string
	Article string // absolute path, "" if it is not known

	continues string // the digest of the one beside the article that it was begun from
}

// Continues reports whether it was begun in the place of a file, which is as it was
// then: all that this says is in the one that is kept.
func (k KeptSidecar) Continues(beside string) bool {
	_, now, err := readFile(beside)
	return err == nil && k.continues == hex.EncodeToString(now.sum[:])
}

// Kept returns the sidecars that were kept elsewhere.
func (d *Desk) Kept() []KeptSidecar {
	paths, _ := filepath.Glob(filepath.Join(escapeGlob(filepath.Join(d.Data, "kept")), "*"+Extension))
	var out []KeptSidecar
	for _, p := range paths {
		doc := documentOf(p)
		out = append(out, KeptSidecar{p, doc.Path, doc.Continues})
	}
	return out
}
