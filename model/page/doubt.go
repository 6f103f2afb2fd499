package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"stet/model/lang"
	"stet/model/pattern"
)

// A Doubt is why the suggestions may not be the whole story.
type Doubt int

// The doubts. All but the last mean that the page does not hold the story.
const (
	None    Doubt = iota
	Empty         // the page has no text
	Refresh       // the page sends its readers on
	Wall          // the page wants to know whether a person reads it
	Missing       // the site does not have the page, or not for this country
	Consent       // the page asks for consent to cookies
	Scripts       // the page shows its text by a program
	Paywall       // the page holds the beginning, the rest is for subscribers
	NoStory       // nothing on the page looks like a story
	LeftOut       // much prose is left out
)

// doubts are how the doubts are said.
var doubts = [...]string{
	Empty:   "the page has no text",
	Refresh: "the page sends its readers on to another address",
	Wall:    "the page asks whether a person reads it, and holds no story",
	Missing: "the site says that it does not have this page, or does not show it in this country",
	Consent: "the page asks for consent to cookies and advertisements, and holds no story",
	Scripts: "the page needs JavaScript to show its text",
	Paywall: "this is the beginning only: the rest is for subscribers",
	NoStory: "the story was not found: the whole page is shown",
	LeftOut: "the story may be more than is shown: much of the page's text is left out",
}

// String says the doubt in a sentence; "" for none.
func (d Doubt) String() string { return doubts[d] }

// Lacking reports whether the page does not hold the whole story.
func (d Doubt) Lacking() bool { return d != None && d != LeftOut }

// The lengths of stories, in bytes, up to which signs of a doubt are believed.
const (
	longestStub    = 1500 // the free part of a story, by its words
	longestFree    = 4000 // the same, where the page says that it is not free
	longestWall    = 900
	longestConsent = 2500
	longestRefresh = 300
	longestShell   = 300 // the text of a page that a program fills
	shortestStory  = 250
	leastConsent   = 120 // of what asks to agree
)

// A doubter asks whether the page holds its story.
type doubter struct{ *Page }

func (p doubter) doubt(d *data) Doubt {
	story, left, all := 0, 0, 0
	for i := range p.lines {
		l := &p.lines[i]
		all += len(l.text)
		switch {
		case p.Kept[l.first]:
			story += l.own()
		case l.prose() && !l.teaser && (!l.out || l.voted > 0.5) && !isFault(l):
			left += l.own()
		}
	}
	switch {
	case d.refresh != "" && all <= longestRefresh && sendsOn(d.refresh):
		return Refresh
	case max(story, all-story) <= longestWall && p.says(lang.Wall, d) && !p.needsScripts():
		return Wall
	case story <= longestWall && p.isMissing(d, all):
		return Missing
	case story <= longestConsent && p.asksConsent():
		return Consent
	case all <= longestShell && p.needsScripts():
		return Scripts
	case all == 0:
		return Empty
	case p.stops(story, d.free != nil && !*d.free):
		return Paywall
	case !p.Found:
		return NoStory
	case 2*left > 3*story, left > 2*shortestStory && story < shortestStory:
		return LeftOut
	}
	return None
}

// stops reports whether the page holds the free part of a story only. Some pages that
// are not free have the whole story all the same.
func (p doubter) stops(story int, paid bool) bool {
	if story > longestFree || story > longestStub && !paid {
		return false
	}
	return paid && story <= longestStub || p.says(lang.Paywall, nil)
}

// refreshTo is the content of meta http-equiv=refresh with an address.
var refreshTo = pattern.Late(`(?i)^\s*(\d+)(?:\.\d*)?\s*[;,]\s*(?:url\s*=)?\s*\S`)

// sendsOn reports whether a refresh leads to another page within seconds.
func sendsOn(refresh string) bool {
	m := refreshTo().FindStringSubmatch(refresh)
	return m != nil && len(m[1]) < 3
}

// says reports whether a phrase of that role is in the lines of the page, or in
// its title if d is given.
func (p doubter) says(role lang.Role, d *data) bool {
	if d != nil && lang.HasPhrase(role, lang.Words(d.title())) {
		return true
	}
	for i := range p.lines {
		l := &p.lines[i]
		if len(l.text) > longestOffer || l.cause == "navigation" {
			continue
		}
		if words := lang.Words(l.text); lang.HasPhrase(role, words) && !isAd(words) {
			return true
		}
	}
	return false
}

// isMissing reports whether the title or a heading says that there is no such page;
// of a page with little text, any line.
func (p doubter) isMissing(d *data, all int) bool {
	if all <= longestWall {
		return p.says(lang.Missing, d)
	}
	if lang.HasPhrase(lang.Missing, lang.Words(d.title())) {
		return true
	}
	for i := range p.lines {
		if l := &p.lines[i]; l.heading == 1 && lang.HasPhrase(lang.Missing, lang.Words(l.text)) {
			return true
		}
	}
	return false
}

// asksConsent reports whether most of the story is a request to agree to cookies.
func (p doubter) asksConsent() bool {
	asking, other := 0, 0
	for i := range p.lines {
		l := &p.lines[i]
		switch {
		case !p.Kept[l.first] || !l.prose() && l.heading == 0:
		case lang.HasPhrase(lang.Consent, lang.Words(l.text)):
			asking += len(l.text)
		default:
			other += len(l.text)
		}
	}
	return asking > leastConsent && asking > 2*other
}

// needsScripts reports whether the page says so to those who run none, or is an
// empty shell with programs.
func (p doubter) needsScripts() bool {
	scripts := 0
	for n := range p.doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Script:
			if t := Attr(n, "type"); t == "" || strings.Contains(t, "javascript") || t == "module" {
				scripts++
			}
		case atom.Noscript:
			for t := range n.Descendants() {
				if t.Type == html.TextNode && len(t.Data) < 2000 && strings.Contains(strings.ToLower(t.Data), "javascript") {
					return true
				}
			}
		}
	}
	return scripts > 0 && len(p.lines) < 3
}
