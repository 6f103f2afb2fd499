package library

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"time"

	"stet/model"
	"stet/model/files"
)

// A Mark is what the reader did with one article. The zero Mark is an unread
// one.
type Mark struct {
	Path string    `json:"path"` // as in [File]
	Read time.Time `json:"read,omitzero"`
	// Pos is where the reader stopped, in code points of the text, and Share
	// the same as a part of the whole, 0 to 1.
	Pos   int     `json:"pos,omitempty"`
	Share float64 `json:"share,omitempty"`
	Star  bool    `json:"star,omitempty"`
	// Tags are the reader's own, seen by nobody else.
	Tags []string `json:"tags,omitempty"`
	// Done is when the reader was done with the article: it is then archived,
	// which is to say left out of the list until it is asked for.
	Done time.Time `json:"done,omitzero"`
}

// Unread reports whether the article was neither opened nor put away.
func (m Mark) Unread() bool { return m.Read.IsZero() && m.Done.IsZero() }

// Marks are the marks of one library. They lie in the reader's state folder,
// one JSON object a line, and the last line of an article holds. Two programs may
// write at once.
type Marks struct {
	file   string
	byPath map[string]Mark
}

// OpenMarks reads the marks of the library, or loose folder, at root from the
// state folder, which need not exist.
func OpenMarks(state, root string) (*Marks, error) {
	m := &Marks{file: filepath.Join(state, "reading", nameOf(root)+".jsonl")}
	lines, damaged, err := m.load()
	switch {
	case err != nil:
		return m, err
	case damaged > 0:
		return m, m.mend()
	case lines > 64 && lines > 4*len(m.byPath):
		return m, m.compact()
	}
	return m, nil
}

// nameOf makes a file name of a folder that a person can recognise and that no
// other folder has.
func nameOf(root string) string {
	base := []rune(filepath.Base(root))
	for i, r := range base {
		if r <= ' ' || r == '/' || r == '\\' || r == ':' {
			base[i] = '-'
		}
	}
	return string(base[:min(len(base), 40)]) + "-" + model.DigestOf(root)[:16]
}

// load reads the marks, and counts the lines and those that cannot be read. The last
// one may be one that is being written.
func (m *Marks) load() (lines, damaged int, err error) {
	m.byPath = map[string]Mark{}
	data, err := files.ReadOwn(m.file, "what you have read", mostIndex)
	if err != nil {
		return 0, 0, err
	}
	for line := range bytes.Lines(data) {
		lines++
		var mark Mark
		if json.Unmarshal(line, &mark) == nil && mark.Path != "" {
			m.byPath[mark.Path] = mark
		} else if bytes.HasSuffix(line, []byte("\n")) {
			damaged++
		}
	}
	return lines, damaged, nil
}

// Get returns the mark of an article.
func (m *Marks) Get(path string) Mark {
	mark := m.byPath[path]
	mark.Path = path
	return mark
}

// Put changes marks in memory. [WriteMarks] makes them last.
func (m *Marks) Put(marks ...Mark) {
	for _, mark := range marks {
		m.byPath[mark.Path] = mark
	}
}

// File returns the name of the file that holds the marks.
func (m *Marks) File() string { return m.file }

// WriteMarks adds marks to a file of [Marks.File]. It may run beside everything
// else.
func WriteMarks(file string, marks ...Mark) error {
	data, err := encodeMarks(marks)
	if err != nil {
		return err
	}
	return locked(file, func() error { return files.AppendLines(file, data) })
}

func encodeMarks(marks []Mark) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	for _, mark := range marks {
		if err := enc.Encode(mark); err != nil {
			return nil, err
		}
	}
	return b.Bytes(), nil
}

// compact writes every mark once. What another program added meanwhile is read
// again under the lock.
func (m *Marks) compact() error {
	return locked(m.file, func() error {
		if _, _, err := m.load(); err != nil {
			return err
		}
		return m.rewrite()
	})
}

// mend puts a damaged file aside, and writes what could be read of it anew.
func (m *Marks) mend() error {
	return locked(m.file, func() error {
		_, damaged, err := m.load()
		if err != nil || damaged == 0 { // another program was faster
			return err
		}
		aside := files.PutAside(m.file, "some of what you have read", files.ErrDamaged)
		return errors.Join(aside, m.rewrite())
	})
}

func (m *Marks) rewrite() error {
	marks := make([]Mark, 0, len(m.byPath))
	for _, mark := range m.byPath {
		marks = append(marks, mark)
	}
	data, err := encodeMarks(marks)
	if err != nil {
		return err
	}
	return files.Replace(m.file, data, 0o666)
}

// locked holds a lock beside file, whose folder it makes, while do runs.
func locked(file string, do func() error) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	lock := files.Lock(file+".lock", 0o600)
	if err := lock.Lock(); err != nil {
		return err
	}
	return errors.Join(do(), lock.Unlock())
}
