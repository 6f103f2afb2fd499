package fetch

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"sync"
	"time"

	"github.com/gofrs/flock"

	"stet/model"
	"stet/model/clean"
	"stet/model/files"
	"stet/model/library"
	"stet/model/places"
)

// A state is what fetching remembers about a library. It may be deleted: then
// everything is asked for once more, and no file counts as unchanged by hand.
type state struct {
	file string
	lock *flock.Flock
	lost error // why the file could not be read

	mu sync.Mutex
	// Written is the digest of each article's file as it was written last.
	Written map[string]string     `json:"written"`
	Feeds   map[string]*feedState `json:"feeds"` // by address
}

// A feedState is what is known about one feed.
type feedState struct {
	Validators
	Checked  time.Time `json:"checked,omitzero"`
	Next     time.Time `json:"next,omitzero"` // not to be asked before
	Failures int       `json:"failures,omitempty"`
	Error    string    `json:"error,omitempty"`
	Gone     bool      `json:"gone,omitempty"`
	// Items are the entries that were seen, by key: a mark, and behind a blank the
	// address as addressKey makes it. Those that left the feed are remembered too.
	Items map[string]string `json:"items,omitempty"`

	byURL map[string]string // keys; made when it is first asked
}

// ErrBusy is the error of a library that another program fetches into.
var ErrBusy = errors.New("another stet is fetching into this library")

func openState(dir string) (*state, error) {
	s := &state{file: library.CacheFile(places.Cache(), dir, "fetch.json"), Written: map[string]string{}, Feeds: map[string]*feedState{}}
	if err := library.MakeFolder(filepath.Dir(s.file)); err != nil {
		return nil, err
	}
	s.lock = files.Lock(s.file+".lock", 0o600)
	switch ok, err := s.lock.TryLock(); {
	case err != nil:
		return nil, fmt.Errorf("%s: %w", s.file, err)
	case !ok:
		return nil, fmt.Errorf("%s: %w", dir, ErrBusy)
	}
	s.lost = s.read()
	return s, nil
}

func (s *state) read() error {
	const what = "what was fetched before"
	data, err := files.ReadOwn(s.file, what, mostList)
	if err != nil || data == nil {
		return err
	}
	var known state
	if err := json.Unmarshal(data, &known); err != nil {
		return files.PutAside(s.file, what, files.ErrDamaged)
	}
	maps.Copy(s.Written, known.Written)
	for address, f := range known.Feeds {
		if f != nil {
			s.Feeds[clean.Address(address)] = f
		}
	}
	return nil
}

// save writes the state. It is called after each feed, so that an interrupted
// run goes on where it stopped.
func (s *state) save() error {
	s.mu.Lock()
	data, err := json.MarshalIndent(s, "", " ")
	s.mu.Unlock()
	if err != nil {
		return err
	}
	return library.WriteCache(s.file, data)
}

func (s *state) close() error { return errors.Join(s.save(), s.lock.Unlock()) }

// wrote reports whether data is what was written to file last.
func (s *state) wrote(file string, data []byte) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.Written[file] == model.DigestOf(string(data))
}

func (s *state) noteWritten(file string, data []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.Written[file] = model.DigestOf(string(data))
}

// feed returns a copy of what is known about a feed.
func (s *state) feed(address string) feedState {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f := s.Feeds[clean.Address(address)]; f != nil {
		known := *f
		known.Items, known.byURL = maps.Clone(f.Items), nil // it may be written meanwhile
		return known
	}
	return feedState{}
}

// move keeps what is known about a feed under its new address.
func (s *state) move(was, now string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f := s.Feeds[clean.Address(was)]; f != nil {
		delete(s.Feeds, clean.Address(was))
		s.Feeds[clean.Address(now)] = f
	}
}

func (s *state) setFeed(address string, f feedState) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.Feeds[clean.Address(address)] = &f
}
