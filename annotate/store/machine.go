package store

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/wire"
	"stet/model"
	"stet/model/files"
	"stet/model/library"
)

// A machine is a coder: what a program or a model says of an article lies in a
// sidecar ARTICLE.@NAME.anno.json, of which the creator is software. It is written
// whole by a run of the machine and changed by nobody.

// IsMachine reports whether a slug is that of a machine: all that begin with @ but
// [Gold].
func IsMachine(slug string) bool { return strings.HasPrefix(slug, "@") && slug != Gold }

// earlierRun is how the sidecar of an earlier run ends.
var earlierRun = regexp.MustCompile(`^@.+-[0-9a-f]{8}$`)

// IsEarlierRun reports whether a machine's slug is that of a run which a later one with
// another prompt has moved aside.
func IsEarlierRun(slug string) bool { return earlierRun.MatchString(slug) }

// MachineName returns the slug of a machine, which begins with @ whether the name
// does or not.
func MachineName(name string) string { return "@" + Slug(strings.TrimLeft(name, "@")) }

// MachineIRI begins the IRIs of machines.
const MachineIRI = "urn:x-stet:machine:"

// softwareType is the type of a creator that is a machine.
const softwareType = "Software"

// Software is what a machine's sidecar says of the run that wrote it.
type Software struct {
	Model      string // as the machine is asked for it, "" where it has no name
	Version    string // of the model or the program, as it says itself
	Parameters string // JSON, as they were sent; "" for none
	// Prompt is the SHA-256 of all that the machine was told besides the article:
	// the prompt or the command, the model and the parameters. [Desk.Prompt] has
	// the words.
	Prompt   string
	Codebook string    // IRI and version, "" for none
	Ran      time.Time // when the answer came
	// Given counts the answers, Refused those of them that could not be used.
	Given, Refused int
}

// Generator is how annotations that were kept name the run: @NAME/MODEL/DIGEST, the
// digest by its first eight letters.
func (s *Software) Generator(slug string) string {
	parts := []string{slug}
	if s.Model != "" {
		parts = append(parts, s.Model)
	}
	return strings.Join(append(parts, s.short()), "/")
}

// MachineOf returns the slug of the machine that a generator names; false where none
// of the machines made the suggestion.
func MachineOf(generator string) (slug string, ok bool) {
	slug, _, _ = strings.Cut(generator, "/")
	return slug, IsMachine(slug)
}

func (s *Software) short() string { return s.Prompt[:min(8, len(s.Prompt))] }

func (s *Software) write(w *wire.Writer) {
	w.Text("model", s.Model)
	w.Text("version", s.Version)
	w.Text("parameters", s.Parameters)
	w.Text("promptDigest", s.Prompt)
	w.Text("codebookVersion", s.Codebook)
	w.Text("ran", stampOf(s.Ran))
	w.Key("given").Int(s.Given)
	w.Key("refusedAnswers").Int(s.Refused)
}

// read takes over a member of the creator.
func (s *Software) read(key string, r *wire.Reader) {
	switch key {
	case "model":
		s.Model = r.String()
	case "version":
		s.Version = r.String()
	case "parameters":
		s.Parameters = r.String()
	case "promptDigest":
		s.Prompt = r.String()
	case "codebookVersion":
		s.Codebook = r.String()
	case "ran":
		s.Ran = readTime(r)
	case "given":
		s.Given = r.Int()
	case "refusedAnswers":
		s.Refused = r.Int()
	}
}

// ErrNoMachine says that a sidecar is not one of a machine.
var ErrNoMachine = errors.New("it is no machine’s sidecar")

// Ran returns what the newest run of a machine over an article says of itself, and
// the digest of the text that it read; nil if absent.
func (d *Desk) Ran(a *model.Article, slug string) (by *Software, text string) {
	at := d.machine(slug)
	path, _ := at.find(a)
	data, _, err := readFile(path)
	if err != nil {
		return nil, ""
	}
	c, err := Decode(data)
	if err != nil || c.Creator.Software == nil {
		return nil, ""
	}
	return c.Creator.Software, c.Document.Digest
}

// machine returns the desk at which a machine's sidecars are opened.
func (d *Desk) machine(slug string) *Desk {
	at := *d
	at.Annotator, at.Email, at.Account = slug, "", ""
	return &at
}

// PutMachine writes what a machine says of an article, which must have a file. The
// sidecar of an earlier run with another prompt moves to @NAME-DIGEST; one of the
// same prompt is replaced. Only a sidecar of a machine is ever replaced or moved.
func (d *Desk) PutMachine(a *model.Article, slug string, by Software, as []*annotate.Annotation) (path string, err error) {
	if a.Path == "" || a.Partial || !IsMachine(slug) {
		return "", ErrNoPath
	}
	at := d.machine(slug)
	path, _ = at.find(a)
	f := &File{Annotator: slug, desk: at, article: a, offsets: model.NewOffsets(a.Text), path: path}
	c := at.empty(a)
	f.base = c
	c.Document.CodePoints = f.offsets.Len()
	c.Creator = Creator{ID: MachineIRI + slug[1:], Name: slug[1:], Nickname: slug, Software: &by}
	c.Codebook = at.codebook(a.Path)
	c.Annotations, c.Coded, c.now = as, by.Ran, a.Digest
	if !f.elsewhere() && !at.canWrite(filepath.Dir(path)) {
		f.moveToKept()
		path = f.path
	}
	data := c.Encode()
	if len(data) > MaxSize {
		return path, fmt.Errorf("%s: more than %d MB could not be opened again", path, MaxSize>>20)
	}
	if err := f.makeFolders(); err != nil {
		return path, err
	}
	unlock, err := at.lock(path)
	if err != nil {
		return path, err
	}
	defer unlock()
	f.keepText() // a later text is compared with it; without it words are searched
	if err := at.moveEarlier(path, slug, by.Prompt); err != nil {
		return path, fmt.Errorf("%s: %w", path, err)
	}
	err = at.replace(path, data, 0, func() error { return nil })
	return path, err
}

// moveEarlier moves the sidecar of a run with another prompt out of the way.
func (d *Desk) moveEarlier(path, slug, prompt string) error {
	data, _, err := readFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	c, err := Decode(data)
	if err != nil || c.Creator.Software == nil {
		return ErrNoMachine
	}
	was := c.Creator.Software
	if was.Prompt == prompt || was.Prompt == "" {
		return nil
	}
	stem, _ := strings.CutSuffix(path, "."+slug+Extension)
	to := stem + "." + slug + "-" + was.short() + Extension
	// Its bytes go along, but for the name of the annotator, which is that of the file.
	old, now := text(slug), text(slug+"-"+was.short())
	data = bytes.Replace(data, append([]byte(`"nickname": `), old...), append([]byte(`"nickname": `), now...), 1)
	if err := d.replace(to, data, 0, func() error { return nil }); err != nil {
		return err
	}
	return os.Remove(path)
}

// promptPath is where the words of a prompt lie for the articles of a folder.
func (d *Desk) promptPath(article, digest string) string {
	if root := d.root(article); root != "" {
		return filepath.Join(root, ".stet", "prompts", digest+".txt")
	}
	return filepath.Join(d.Data, "prompts", digest+".txt")
}

// KeepPrompt keeps what a machine was told, by its digest, with the library of an
// article.
func (d *Desk) KeepPrompt(article, prompt string) error {
	path := d.promptPath(article, model.DigestOf(prompt))
	if exists(path) {
		return nil
	}
	if err := library.MakeFolder(filepath.Dir(path)); err != nil {
		return err
	}
	return d.replace(path, []byte(prompt), 0, func() error { return nil })
}

// mostPrompt bounds a prompt that was kept, in bytes.
const mostPrompt = 4 << 20

// Prompt returns what a machine was told, by its digest; false where it was not kept.
func (d *Desk) Prompt(article, digest string) (string, bool) {
	if kind.DigestIRI(digest) == "" {
		return "", false // a file says anything
	}
	data, err := files.Read(d.promptPath(article, digest), mostPrompt)
	if err != nil || model.DigestOf(string(data)) != digest {
		return "", false
	}
	return string(data), true
}
