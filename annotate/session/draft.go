package session

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"stet/annotate/store"
	"stet/model"
	"stet/model/files"
)

// A Draft is a card that was left unfinished: what it was about, and what was in it.
// Drafts lie in the user's own state folder, so that a hangup or a kill does not take
// along what was typed.
type Draft struct {
	Key      string      `json:"key"`   // what the card is about
	Title    string      `json:"title"` // as it was on the screen
	Command  string      `json:"command"`
	Words    model.Range `json:"words"`              // that were in focus, in bytes of the text
	Selected bool        `json:"selected,omitempty"` // they were
	Fields   []Filled    `json:"fields"`
	At       string      `json:"at"` // the field at hand
	When     time.Time   `json:"when"`
}

// Filled is what is in one field of a card.
type Filled struct {
	Name    string   `json:"name"`
	Answers []string `json:"answers,omitempty"` // as they are shown
	Typed   string   `json:"typed,omitempty"`   // not accepted yet
}

// mostDrafts bounds the file of an article's drafts, in bytes.
const mostDrafts = 4 << 20

func draftFile(desk *store.Desk, a *model.Article) string {
	name := a.Digest
	if abs, err := filepath.Abs(a.Path); a.Path != "" && err == nil {
		name = model.DigestOf(abs)
	}
	return filepath.Join(desk.State, "drafts", name+".json")
}

// Drafts reads those of an article. A file that cannot be read is put aside, not written
// over: somebody typed what is in it.
func Drafts(desk *store.Desk, a *model.Article) (out []Draft, err error) {
	const what = "what was left unfinished"
	file := draftFile(desk, a)
	data, err := files.ReadOwn(file, what, mostDrafts)
	if err != nil || data == nil {
		return nil, err
	}
	if err := json.Unmarshal(data, &out); err != nil {
		return nil, files.PutAside(file, what, files.ErrDamaged)
	}
	end := model.Pos(len(a.Text))
	for i := range out {
		if w := &out[i].Words; w.Start < 0 || w.Start > w.End || w.End > end {
			*w = model.Range{} // of another text
		}
	}
	return out, nil
}

// KeepDrafts writes those of an article in the place of the ones before. It does not
// wait for the disk: it is called while somebody types.
func KeepDrafts(desk *store.Desk, a *model.Article, ds []Draft) error {
	file := draftFile(desk, a)
	if len(ds) == 0 {
		if err := os.Remove(file); !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	}
	data, err := json.Marshal(ds)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	return files.Replace(file, data, 0o600)
}
