package format

import (
	"strconv"

	"stet/model"
	"stet/model/copies"
)

// stories finds which of the articles of an export are copies of each other.
type stories struct {
	finder   copies.Finder
	articles []*model.Article
	number   map[string]int // of an article, by its path
	cluster  map[string]int // from 1
	of       map[string]string
}

func newStories() *stories {
	return &stories{number: map[string]int{}, cluster: map[string]int{}, of: map[string]string{}}
}

// add takes an article, once.
func (s *stories) add(a *model.Article) {
	if _, twice := s.number[a.Path]; twice {
		return
	}
	s.number[a.Path] = len(s.articles)
	s.articles = append(s.articles, a)
	s.finder.Add(copies.Prose(a), a.Meta.Published)
}

// find finds the copies among what was added.
func (s *stories) find() {
	for i, c := range s.finder.Clusters(func(n int) string { return copies.Prose(s.articles[n]) }) {
		for k, n := range c {
			path := s.articles[n].Path
			if s.cluster[path] = i + 1; k > 0 {
				s.of[path] = s.articles[c[0]].Path
			}
		}
	}
}

// columns are the number of the story that an article belongs to, and the place
// that was published first; empty where there is only one.
func (s *stories) columns(path string) []string {
	n := s.cluster[path]
	if n == 0 {
		return []string{"", ""}
	}
	return []string{strconv.Itoa(n), s.of[path]}
}
