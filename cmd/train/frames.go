package main

import (
	"errors"
	"io/fs"
	"math/rand/v2"
	"strings"

	"stet/model/mention/tagger"
)

// frameCopies is how often each sentence of lists/frames.LANGUAGE.txt is filled.
const frameCopies = 10

// A slot is what braces in a sentence stand for: kinds of our lists, of which one is
// drawn, for a name of one kind.
type slot struct {
	draw []string
	kind tagger.Kind
}

var slots = map[string]slot{
	"per":     {[]string{"{forename} {surname}"}, tagger.Person},
	"sur":     {[]string{"{surname}"}, tagger.Person},
	"von":     {[]string{"von der {surname}", "von {surname}", "{forename} von {surname}", "{forename} von der {surname}"}, tagger.Person},
	"gen":     {[]string{"{surname}s"}, tagger.Person},
	"first":   {[]string{"{forename}"}, tagger.Person},
	"org":     {[]string{"{org}"}, tagger.Organisation},
	"loc":     {[]string{"{city}", "{city}", "{city}", "{region}", "{country}"}, tagger.Location},
	"locgen":  {[]string{"{city}s", "{region}s", "{country}s"}, tagger.Location},
	"team":    {[]string{"{team}"}, tagger.Organisation},
	"league":  {[]string{"{league}"}, tagger.Organisation},
	"band":    {[]string{"{band}"}, tagger.Organisation},
	"country": {[]string{"{country}"}, tagger.Location},
}

// readFrames fills the sentences that we wrote for a language; there may be none.
func (n *ownNames) readFrames(tag string) ([]sample, error) {
	text, err := lists.ReadFile("lists/frames." + tag + ".txt")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	random := rand.New(rand.NewPCG(5, 6))
	var out []sample
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		copies := frameCopies
		if !strings.Contains(line, "{") {
			copies = 1
		}
		for range copies {
			s := n.fill(line, tag, random)
			s.corpus, s.weight = tag, 1
			out = append(out, s)
		}
	}
	return out, nil
}

// fill draws a name for each slot of a sentence.
func (n *ownNames) fill(frame, tag string, random *rand.Rand) sample {
	var s sample
	for {
		before, rest, found := strings.Cut(frame, "{")
		s.text += before
		if !found {
			return s
		}
		name, after, _ := strings.Cut(rest, "}")
		of := slots[name]
		value := n.draw([]string{of.draw[random.IntN(len(of.draw))]}, 0)
		s.text = elideEnd(tag, s.text, value)
		s.gold = append(s.gold, goldName{len(s.text), len(s.text) + len(value), of.kind})
		s.text += value
		frame = after
	}
}

// elideEnd shortens the last word of text where the next begins with a vowel.
func elideEnd(tag, text, next string) string {
	head, found := strings.CutSuffix(text, " ")
	if !found {
		return text
	}
	at := strings.LastIndexAny(head, " (") + 1
	words := []string{head[at:], next}
	if elide(tag, words); words[0] == head[at:] {
		return text
	}
	return head[:at] + words[0]
}
