package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"stet/annotate"
	"stet/annotate/session"
	"stet/annotate/store"
	"stet/model"
	"stet/model/clean"
	"stet/model/count"
	"stet/model/files"
	"stet/model/source"
)

// An import is one act, over however many articles and annotators: what it did is
// noted in a line of a journal of its own, and stet import --undo takes the last
// line back. Of each sidecar the journal of edits says what was changed.

// An imported is one line: when, and which sidecars were changed.
type imported struct {
	At    time.Time    `json:"at"`
	Parts []importedTo `json:"parts"`
}

type importedTo struct {
	Article   string    `json:"article"`
	Annotator string    `json:"annotator"`
	Account   string    `json:"account,omitempty"`
	Title     string    `json:"title"`
	At        time.Time `json:"at"`
}

// mostImports bounds that journal, in bytes.
const mostImports = 256 << 20

func importJournal(desk *store.Desk) string { return filepath.Join(desk.State, "imports.jsonl") }

// noteImport remembers an import, so that it can be taken back.
func (in importing) noteImport(ctx context.Context, parts []importedTo) {
	if len(parts) == 0 {
		return
	}
	path := importJournal(in.desk(ctx))
	line, err := jsonLine(imported{time.Now().UTC().Truncate(time.Second), parts})
	if err == nil {
		err = os.MkdirAll(filepath.Dir(path), 0o700)
	}
	if err == nil {
		err = files.AppendLines(path, line)
	}
	if err != nil {
		in.notice(path, "--undo cannot take this import back later: "+asFailure(err).text)
	}
}

// takeBack takes the last import back, in all of its sidecars, as far as what it
// brought is still as it was.
func (in importing) takeBack(ctx context.Context) error {
	path := importJournal(in.desk(ctx))
	data, err := files.Read(path, mostImports)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	data = bytes.TrimRight(data, "\n")
	at := bytes.LastIndexByte(data, '\n') + 1
	var last imported
	if len(data) == 0 || json.Unmarshal(data[at:], &last) != nil {
		return failed("u in the article takes back single annotations", "there is no import to take back")
	}
	taken, left, sidecars := 0, 0, 0
	for _, part := range last.Parts {
		n, kept, err := in.undoPart(part)
		if err != nil {
			in.report(err)
			left++
			continue
		}
		if taken, left = taken+n, left+kept; n > 0 {
			sidecars++
		}
	}
	if err := files.Replace(path, data[:at], 0o600); err != nil {
		return err
	}
	fmt.Fprintf(in.out, "taken back: %s in %s\n", count.Of(taken, "annotation"), count.Of(sidecars, "sidecar"))
	if left > 0 {
		in.out.Flush()
		fmt.Fprintf(in.err, "stet: %s changed since, and kept\n", count.Many(left, "annotation was", "annotations were"))
		return errReported
	}
	return nil
}

// undoPart takes back what an import did to one sidecar.
func (in importing) undoPart(part importedTo) (taken, left int, err error) {
	a, err := source.Open(part.Article)
	if err != nil {
		return 0, 0, err
	}
	desk := store.NewDesk(part.Annotator)
	desk.Account = part.Account
	edit, ok, err := editOf(desk, a, part)
	if err != nil || !ok {
		return 0, 0, errors.Join(err, failed("u in the article takes back single annotations", "%s: what the import did is not known any more", clean.Line(part.Article)))
	}
	sc, err := session.Open(desk, a)
	if err != nil {
		return 0, 0, err
	}
	back, left := sc.Still(edit.Inverse())
	back.Title, back.At = "undo: "+part.Title, time.Now().UTC().Truncate(time.Second)
	if len(back.Swaps) == 0 && back.Coded == nil {
		return 0, left, nil
	}
	_, err = in.commit(part.Article, sc, back)
	return len(back.Swaps), left, err
}

// editOf finds in the journal of a sidecar what an import did to it.
func editOf(desk *store.Desk, a *model.Article, part importedTo) (annotate.Edit, bool, error) {
	f, err := desk.Open(a)
	if err != nil {
		return annotate.Edit{}, false, err
	}
	edits, err := f.Earlier()
	for i := len(edits) - 1; i >= 0; i-- {
		if edits[i].Title == part.Title && edits[i].At.Equal(part.At) {
			return edits[i], true, err
		}
	}
	return annotate.Edit{}, false, err
}

// importTitle is what an import is called in the journals.
func importTitle(file string) string {
	return strings.TrimSpace(fmt.Sprintf("import of %s", clean.Line(filepath.Base(file))))
}
