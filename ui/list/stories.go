package list

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"stet/model"
	"stet/model/copies"
	"stet/model/files"
	"stet/model/library"
	"stet/model/source"
	"stet/ui/pane"
)

// Stories are the articles of the folder that share their text: each is a story, with
// several places.
type stories struct {
	of      map[string]int // the story of an article by its path, from 1
	asked   string         // the digest of the articles that were compared last
	turned  map[int]bool   // those that are not listed as usual
	guard   pane.Guard
	finding pane.Task
}

// mostCompared is how many articles are compared without being asked for: some 3 s.
const mostCompared = 2000

// storiesMsg holds the stories of a folder as paths.
type storiesMsg struct {
	token    pane.Token
	clusters [][]string
}

// digest tells one state of the folder from another.
func (sh *catalog) digest() string {
	var b strings.Builder
	for i := range sh.lib.Entries {
		e := &sh.lib.Entries[i]
		fmt.Fprintf(&b, "%s\x00%d\x00%d\n", e.Path, e.Size, e.ModTime.UnixNano())
	}
	return model.DigestOf(b.String())
}

// findStories compares the articles, unless that was done before. Where there are very
// many it waits to be asked for.
func (sh *catalog) findStories(asked bool) tea.Cmd {
	if sh.lib == nil || len(sh.lib.Entries) < 2 || len(sh.lib.Entries) > mostCompared && !asked {
		return nil
	}
	digest := sh.digest()
	if digest == sh.stories.asked {
		return nil
	}
	sh.stories.asked = digest
	ctx, done := sh.stories.finding.Begin(sh.ctx)
	_, cache := sh.places()
	// Entries are filled in while the articles are compared.
	t, dir, entries, file := sh.stories.guard.Next(), sh.lib.Dir, slices.Clone(sh.lib.Entries), ""
	if cache != "" {
		file = library.CacheFile(cache, dir, "copies")
	}
	return pane.Safely(t, "looking for copies", func() tea.Msg {
		defer done()
		if known, ok := readStories(file, digest); ok {
			return storiesMsg{t, known}
		}
		clusters := compare(ctx, dir, entries)
		if ctx.Err() == nil {
			writeStories(file, digest, clusters)
		}
		return storiesMsg{t, clusters}
	})
}

// compare finds the articles that share their text.
func compare(ctx context.Context, dir string, entries []library.Entry) (out [][]string) {
	var f copies.Finder
	prose := func(i int) string {
		a, err := source.Open(filepath.Join(dir, filepath.FromSlash(entries[i].Path)))
		if err != nil {
			return ""
		}
		return copies.Prose(a)
	}
	for i := range entries {
		if ctx.Err() != nil {
			return nil
		}
		text := ""
		if entries[i].Problem == "" {
			text = prose(i)
		}
		f.Add(text, entries[i].Date)
	}
	for _, c := range f.Clusters(prose) {
		var paths []string
		for _, n := range c {
			paths = append(paths, entries[n].Path)
		}
		out = append(out, paths)
	}
	return out
}

// A keptStories is what the cache holds.
type keptStories struct {
	Of      string     `json:"of"` // the digest of the folder
	Stories [][]string `json:"stories"`
}

// mostStories is how large the cache of stories may be, in bytes.
const mostStories = 64 << 20

func readStories(file, digest string) ([][]string, bool) {
	if file == "" {
		return nil, false
	}
	data, err := files.ReadOwn(file, "the cache of copies", mostStories)
	var k keptStories
	if err != nil || json.Unmarshal(data, &k) != nil || k.Of != digest {
		return nil, false
	}
	return k.Stories, true
}

func writeStories(file, digest string, stories [][]string) {
	if data, err := json.Marshal(keptStories{digest, stories}); err == nil {
		library.WriteCache(file, data) // without it the next start compares again
	}
}

func (l *List) gotStories(m storiesMsg) {
	if !l.catalog.stories.guard.Holds(m.token) {
		return
	}
	l.catalog.stories.of = map[string]int{}
	for i, paths := range m.clusters {
		for _, p := range paths {
			l.catalog.stories.of[p] = i + 1
		}
	}
	l.list.make()
}

// story is the number of an article's story, 0 where it has but one place.
func (sh *catalog) story(it *item) int { return sh.stories.of[it.Path] }

// unfolded reports whether all places of a story are listed. Usually they are where there
// is a codebook: each of them is coded, or not.
func (sh *catalog) unfolded(story int) bool { return sh.coded != sh.stories.turned[story] }

// turn lists the places of the current story, or folds them.
func (ls *listing) turn() {
	s := ls.catalog.story(ls.item())
	if ls.catalog.stories.turned == nil {
		ls.catalog.stories.turned = map[int]bool{}
	}
	ls.catalog.stories.turned[s] = !ls.catalog.stories.turned[s]
	ls.make()
	if ls.item() == nil || ls.catalog.story(ls.item()) != s { // it was on one that is folded now
		for i, l := range ls.lines {
			if l.it != nil && ls.catalog.story(l.it) == s {
				ls.to(i, 1)
				return
			}
		}
	}
}

// placesOf returns the articles of the story of one, that one first.
func (ls *listing) placesOf(it *item) []*item {
	out := []*item{it}
	s := ls.catalog.story(it)
	if s == 0 {
		return out
	}
	for _, o := range ls.catalog.items {
		if o != it && ls.catalog.story(o) == s {
			out = append(out, o)
		}
	}
	return out
}
