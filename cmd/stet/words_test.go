package main

import (
	"strings"
	"testing"

	"stet/model/source"
)

func TestWordsAreFoundWithAnyBlanksBetweenThem(t *testing.T) {
	for _, c := range []struct {
		text, words string
		times       int
	}{
		{"serious talks, he said", "serious talks", 1},
		{"serious\n  talks, he said", "serious talks", 1},
		{"serioustalks", "serious talks", 0},
		{"aa aa aaa", "aa ", 3},
		{"no talks, no  talks", "no talks", 2},
		{"nothing", " ", 0},
		{"“ja”", "“ja”", 1},
	} {
		var got []string
		for _, r := range occurrences(c.text, c.words) {
			got = append(got, strings.Join(strings.Fields(c.text[r.Start:r.End]), " "))
		}
		if len(got) != c.times {
			t.Errorf("%q in %q: %q", c.words, c.text, got)
		}
		for _, g := range got {
			if g != strings.Join(strings.Fields(c.words), " ") {
				t.Errorf("%q in %q: found %q", c.words, c.text, g)
			}
		}
	}
}

func TestWordsThatStandThereSeveralTimesHaveToBeChosen(t *testing.T) {
	a := source.OfText("a.txt", "Moscow, then Berlin, then Moscow.")
	if _, err := locateWords(a, "Moscow", 0); err == nil {
		t.Error("the first of two was taken")
	}
	if r, err := locateWords(a, "Moscow", 2); err != nil || r.Start != 26 {
		t.Errorf("the second is at %v, %v", r, err)
	}
	for _, which := range []int{-1, 3} {
		if r, err := locateWords(a, "Moscow", which); err == nil {
			t.Errorf("occurrence %d is at %v", which, r)
		}
	}
}
