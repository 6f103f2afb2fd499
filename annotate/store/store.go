// Package store reads, writes, locks and merges sidecar files, and loses
// nothing: what it does not understand it keeps byte for byte, what another
// program wrote meanwhile it merges, and what cannot be written stays with the
// caller.
//
// A sidecar is one person's annotations of one article, a W3C
// AnnotationCollection in a file beside the article. The package refuses to
// know the kinds (package kind writes and reads bodies), how words are found
// again (anchor), and the screen.
package store

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/google/uuid"
	"golang.org/x/text/unicode/norm"

	"stet/annotate/codebook"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/clean"
	"stet/model/library"
	"stet/model/pattern"
	"stet/model/places"
)

// Extension ends the name of every sidecar.
const Extension = ".anno.json"

// NewID returns a new ID for an annotation, a urn:uuid: of version 7 (RFC 9562).
func NewID() string { return "urn:uuid:" + uuid.Must(uuid.NewV7()).String() }

// Gold is the annotator of an adjudication: its sidecar holds what was decided
// where coders differ. Every other slug that begins with @ is a machine's (see
// [IsMachine]), so nobody's name is taken.
const Gold = "@gold"

// IsPerson reports whether a person can be called that: nobody's name looks like that of
// an adjudication or a machine, whatever sign is before its @ or in its place.
func IsPerson(name string) bool {
	first := strings.TrimLeftFunc(norm.NFKC.String(name), func(r rune) bool { return r != '@' && !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return !strings.HasPrefix(first, "@")
}

// Slug makes an annotator's name fit for a file name and an IRI: lower case,
// letters and digits of any script, "-" for anything else, at most 40 code
// points, never empty. An @ stays before what is a slug already: [Gold] and the
// machines are called so, and no person.
func Slug(name string) string {
	if rest, ok := strings.CutPrefix(name, "@"); ok && !strings.HasPrefix(rest, "@") && rest == Slug(rest) {
		return name
	}
	var b strings.Builder
	n, gap := 0, false
	for _, r := range strings.ToLower(name) {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) || r == utf8.RuneError {
			gap = n > 0
			continue
		}
		if gap && n < 39 {
			b.WriteByte('-')
			n++
		}
		if gap = false; n == 40 {
			break
		}
		b.WriteRune(r)
		n++
	}
	if n == 0 {
		return "anonymous"
	}
	return b.String()
}

// A Desk is who annotates, and where things lie. Nothing about it is global.
type Desk struct {
	Annotator string // the name as it is shown; files bear its [Slug]
	Email     string // "" unless the configuration gives one
	// Account is the IRI of an account in another program, "" for a person here:
	// an import opens the sidecar of that account's annotations.
	Account string
	// Root is the library that was opened, "" to look upwards from the article.
	Root string
	// Folders of stet's own; they need not exist.
	Data   string // texts of loose files, sidecars of read-only folders
	State  string // undo history, unfinished edits
	Locks  string // where earlier versions lock: it is locked there too
	Cache  string // what can be made anew at any time; "" to keep no such thing outside a library
	Spoken Spoken // of the articles that are opened
	// Now is the clock, time.Now if it is nil.
	Now func() time.Time

	create func(path string) (tempFile, error) // nil: on the disk
	also   []string                            // where earlier versions may lock in another environment
}

// NewDesk returns the desk of an annotator, with the folders of [places].
func NewDesk(annotator string) *Desk {
	d := &Desk{Annotator: annotator, Data: places.Data(), State: places.State(), Cache: places.Cache()}
	d.Locks = filepath.Join(d.State, "locks")
	d.also = []string{d.Locks}
	if run, ok := places.Runtime(); ok {
		d.Locks = run
	}
	return d
}

// As returns the desk of somebody else who sits down at this one: what they have read
// and done is not what its owner has, so they have a state folder of their own.
func (d *Desk) As(annotator string) *Desk {
	as := *d
	as.Annotator, as.State = annotator, filepath.Join(d.State, asFolder, Slug(annotator))
	return &as
}

const asFolder = "as"

// States returns one desk for each state folder that exists here: the owner's, and
// one for each annotator who worked through [Desk.As].
func (d *Desk) States() []*Desk {
	root := d.State
	if of := filepath.Dir(root); filepath.Base(of) == asFolder {
		root = filepath.Dir(of)
	}
	states := []string{root}
	entries, _ := os.ReadDir(filepath.Join(root, asFolder)) // none is usual
	for _, e := range entries {
		states = append(states, filepath.Join(root, asFolder, e.Name()))
	}
	var out []*Desk
	for _, state := range states {
		at := *d
		if at.State = state; state != d.State && state != root {
			at.Annotator, at.Email, at.Account = filepath.Base(state), "", ""
		}
		out = append(out, &at)
	}
	return out
}

// Gold returns the desk at which the adjudication's sidecars are opened. What is
// decided there bears the [Desk.Creator] of whoever decides.
func (d *Desk) Gold() *Desk {
	gold := *d
	gold.Annotator, gold.Email, gold.Account = Gold, "", ""
	return &gold
}

// Creator returns the IRI that the desk's annotations bear.
func (d *Desk) Creator() string {
	if d.Email != "" {
		return "mailto:" + d.Email
	}
	return "urn:x-stet:annotator:" + Slug(d.Annotator)
}

func (d *Desk) now() time.Time {
	if d.Now == nil {
		return time.Now().UTC().Truncate(time.Second)
	}
	return d.Now().UTC().Truncate(time.Second)
}

// SidecarPath returns where an annotator's sidecar of an article lies, beside it.
// The article's part of the file name is cut, and ends in a hash of the whole name,
// if the article's name is longer than 180 bytes or the sidecar's would be longer
// than file systems allow.
func SidecarPath(article, annotator string) string {
	dir, name := filepath.Split(article)
	return dir + sidecarName(name, Slug(annotator))
}

// mostName is how long the name of a file may be, in bytes.
const mostName = 255

func sidecarName(article, slug string) string {
	end := "." + slug + Extension
	if name := sidecarStem(article) + end; len(name) <= mostName {
		return name
	}
	return cutTo(article, mostName-len(end)-len("~")-len(hash(""))) + end
}

func sidecarStem(name string) string {
	const limit = 180
	if len(name) <= limit {
		return name
	}
	return cutTo(name, limit)
}

func cutTo(name string, limit int) string {
	cut := limit
	for cut > 0 && !utf8.RuneStart(name[cut]) {
		cut--
	}
	return name[:cut] + "~" + hash(name)
}

// wasCut is the end of a name that was cut.
var wasCut = pattern.Late(`~[0-9a-f]{16}$`)

// AnnotatorOf returns the slug in a sidecar's name; false if it is no sidecar's.
func AnnotatorOf(path string) (string, bool) {
	stem, ok := strings.CutSuffix(filepath.Base(path), Extension)
	dot := strings.LastIndexByte(stem, '.')
	if !ok || dot < 0 || dot == len(stem)-1 {
		return "", false
	}
	return stem[dot+1:], true
}

// ArticleOf returns the path of the article that a sidecar lies beside; false if it is
// no sidecar's name, or one that was cut and the article is not there. For a name that
// was cut it looks into the folder.
func ArticleOf(path string) (string, bool) {
	slug, ok := AnnotatorOf(path)
	article := strings.TrimSuffix(path, "."+slug+Extension)
	if !ok || !wasCut().MatchString(article) {
		return article, ok
	}
	dir, name := filepath.Split(path)
	entries, err := os.ReadDir(filepath.Clean(dir + "."))
	if err != nil {
		return article, false
	}
	for _, e := range entries {
		if sidecarName(e.Name(), slug) == name {
			return dir + e.Name(), true
		}
	}
	return article, false
}

// root is the library of an article, "" for a loose one.
func (d *Desk) root(article string) string {
	if article == "" {
		return ""
	}
	if d.Root != "" {
		if rel, err := filepath.Rel(d.Root, article); err == nil && filepath.IsLocal(rel) {
			return d.Root
		}
	}
	root, _ := library.Root(filepath.Dir(article))
	return root
}

// Kinds returns the kinds that the codebook of a library adds, which is that
// around the file of that path; none where the codebook has faults. It is read
// anew each time: whoever opens many files keeps what it says of their folder.
func (d *Desk) Kinds(path string) []kind.Kind {
	if d == nil {
		return nil
	}
	root := d.root(path)
	if root == "" {
		return nil
	}
	own, _ := codebook.KindsIn(root)
	return own
}

// Meaning says what a code means by the codebook that holds for an article, "" where
// that does not.
func (d *Desk) Meaning(article, code string) string {
	root := d.root(article)
	if root == "" {
		return ""
	}
	b, _ := codebook.Load(root) // stet codebook says what is wrong with it
	return b.Meaning(code)
}

// codebook names the codebook that holds for an article by its IRI and version,
// "" if it has none.
func (d *Desk) codebook(article string) string {
	root := d.root(article)
	if root == "" {
		return ""
	}
	b, err := codebook.Load(root)
	if err != nil || b == nil || b.ID == "" {
		return "" // stet codebook says what is wrong with it
	}
	if b.Version != "" {
		return b.ID + "#" + b.Version
	}
	return b.ID
}

// textPath is where the annotated text of that digest is kept for an article.
func (d *Desk) textPath(article, digest string) string {
	if root := d.root(article); root != "" {
		return filepath.Join(root, ".stet", "texts", digest+".txt")
	}
	return filepath.Join(d.Data, "texts", digest+".txt")
}

// keptPath is where the sidecar of a text lies whose folder cannot be written.
func (d *Desk) keptPath(digest, annotator string) string {
	return filepath.Join(d.Data, "kept", digest+"."+Slug(annotator)+Extension)
}

// DocumentID names an article in a sidecar: its URL, or the digest of its text
// (RFC 6920) where it has none.
func DocumentID(a *model.Article) string {
	if a.Meta.URL != "" {
		return clean.Address(a.Meta.URL)
	}
	return kind.DigestIRI(a.Digest)
}

func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:8])
}
