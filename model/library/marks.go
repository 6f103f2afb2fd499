package library

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

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
// one JSON object a line, and the last line of an article holds. A line that
// cannot be read is passed over. Two programs may write at once.
type Marks struct {
	file   string
	byPath map[string]Mark
}

// OpenMarks reads the marks of the library, or loose folder, at root from the
// state folder, which need not exist.
func OpenMarks(state, root string) (*Marks, error) {
	m := &Marks{file: filepath.Join(state, "reading", nameOf(root)+".jsonl")}
	lines, err := m.load()
	if err != nil {
		return m, err
	}
	if lines > 64 && lines > 4*len(m.byPath) {
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

func (m *Marks) load() (lines int, err error) {
	m.byPath = map[string]Mark{}
	data, err := files.Read(m.file, mostIndex)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return 0, err
	}
	for line := range bytes.Lines(data) {
		lines++
		var mark Mark
		if json.Unmarshal(line, &mark) == nil && mark.Path != "" {
			m.byPath[mark.Path] = mark
		}
	}
	return lines, nil
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
	return locked(file, func() error {
		f, err := os.OpenFile(file, os.O_CREATE|os.O_APPEND|os.O_RDWR, 0o600)
		if err != nil {
			return err
		}
		data, err := encodeMarks(marks)
		if err == nil && endsInMidLine(f) {
			data = append([]byte("\n"), data...)
		}
		if err == nil {
			_, err = f.Write(data)
		}
		return errors.Join(err, f.Close())
	})
}

// endsInMidLine reports whether a write was cut off before.
func endsInMidLine(f *os.File) bool {
	info, err := f.Stat()
	if err != nil || info.Size() == 0 {
		return false
	}
	var last [1]byte
	_, err = f.ReadAt(last[:], info.Size()-1)
	return err == nil && last[0] != '\n'
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
		if _, err := m.load(); err != nil {
			return err
		}
		marks := make([]Mark, 0, len(m.byPath))
		for _, mark := range m.byPath {
			marks = append(marks, mark)
		}
		data, err := encodeMarks(marks)
		if err != nil {
			return err
		}
		return WriteFile(m.file, data)
	})
}

// locked holds a lock beside file, whose folder it makes, while do runs.
func locked(file string, do func() error) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	lock := flock.New(file + ".lock")
	if err := lock.Lock(); err != nil {
		return err
	}
	return errors.Join(do(), lock.Unlock())
}

// WriteFile replaces a file whole: readers see the old bytes or the new ones.
func WriteFile(name string, data []byte) error {
	temp := filepath.Join(filepath.Dir(name), ".tmp-"+rand.Text())
	f, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	defer os.Remove(temp) // fails once it is renamed
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return files.Patiently(func() error { return os.Rename(temp, name) })
}
