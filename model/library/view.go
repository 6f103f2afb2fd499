package library

import (
	"encoding/json"
	"path/filepath"
	"time"

	"stet/model/files"
)

// A View is how the list of a folder was left. The zero View is of one that was never
// listed.
type View struct {
	Sort   string    `json:"sort,omitempty"`   // the order that was chosen, "" for the usual one
	Filter string    `json:"filter,omitempty"` // what was asked
	All    bool      `json:"all,omitempty"`    // what is done was listed, too
	Row    string    `json:"row,omitempty"`    // the path of the current article
	Left   time.Time `json:"left,omitzero"`
}

// ViewFile returns the file in the state folder for the view of the folder at dir, an
// absolute path.
func ViewFile(state, dir string) string {
	return filepath.Join(state, "reading", nameOf(dir)+".view.json")
}

// mostView is how large the file of a view may be, in bytes.
const mostView = 1 << 16

// OpenView reads a view. One that cannot be read is put aside: the folder is listed as
// if for the first time, and the error says why.
func OpenView(file string) (v View, err error) {
	const what = "how this folder was listed"
	data, err := files.ReadOwn(file, what, mostView)
	if err != nil || len(data) == 0 {
		return View{}, err
	}
	if err := json.Unmarshal(data, &v); err != nil {
		return View{}, files.PutAside(file, what, err)
	}
	return v, nil
}

// WriteView keeps a view for the next time.
func WriteView(file string, v View) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return locked(file, func() error { return files.Replace(file, append(data, '\n'), 0o666) })
}
