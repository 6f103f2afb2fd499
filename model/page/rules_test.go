package page

import (
	"fmt"
	"maps"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"stet/model/lang"
	"stet/model/need"
)

// TestTheRulesOfAPage holds what the rules of pages say of single lines, names, titles,
// dates and elements, one of them a row: where each of them begins to hold, and where
// it ends. For running text see [TestSmallPagesAreReadAsTheyWere].
func TestTheRulesOfAPage(t *testing.T) {
	need.Table(t, filepath.Join("testdata", "rules.txt"), rules)
}

// rules say what comes of a row, by the kind of the row.
var rules = map[string]func(string) string{
	"lines":     lineRules,
	"names":     nameRules,
	"titles":    titleRules,
	"dates":     dateRules,
	"elements":  elementRules,
	"heads":     headRules,
	"addresses": addressRules,
	"pairs":     pairRules,
	"headings":  headingRules,
	"remarks":   remarkRules,
	"tables":    tableRules,
}

// linesOf is a page of which nothing is judged yet.
func linesOf(input string) *Page {
	doc, err := html.Parse(strings.NewReader(withText(input)))
	if err != nil {
		panic(err)
	}
	p := &Page{doc: doc, names: nameReader{}, title: -1}
	p.readLines()
	p.Kept = make([]bool, len(p.texts))
	return p
}

// lineRules names the rules that hold for each line of a page.
func lineRules(input string) string {
	p := linesOf(input)
	var all []string
	for i := range p.lines {
		l := &p.lines[i]
		words := lang.Words(l.text)
		var hold []string
		for _, rule := range []struct {
			name  string
			holds bool
		}{
			{"heading", l.heading > 0}, {"sentence", endsSentence(l.text)}, {"prose", l.prose()}, {"link", l.mostlyLink()}, {"ad", isAd(words)}, {"pointer", isPointer(l, words)}, {"link to a story", l.pointer()}, {"credit", isCredit(l, words)},
			{"offer", isOffer(l, words)}, {"ends in an offer", trimmer{p}.endsInOffer(l)}, {"asks", stripper{p}.asks(l)}, {"networks", isNetworks(l, words)}, {"rights", isRights(words)}, {"control", isControl(l, words)},
			{"counter", isCounter(l)}, {"placeholder", isPlaceholder(l, words)}, {"agency", isAgency(l)}, {"comments", opensComments(l)}, {"who", l.saysWho(words)}, {"when", l.saysWhen(words, "")}, {"how long", saysHowLong(words)},
			{"of the author", trimmer{p}.saysOfAuthor(l)}, {"label", trimmer{p}.isLabel(l)}, {"fault", isFault(l)},
		} {
			if rule.holds {
				hold = append(hold, rule.name)
			}
		}
		if !p.unseen[l.first] || l.end > l.first+1 {
			all = append(all, fmt.Sprintf("%d of %d: %s", l.linked, len(l.text), strings.Join(hold, ", ")))
		}
	}
	return strings.Join(all, "; ")
}

// nameRules says which names are in a byline, and what each of them may be.
func nameRules(input string) string {
	n := &namer{sites: []string{"rivertongazette", "gazette"}, page: &Page{}}
	var all []string
	for _, name := range n.split(withText(input)) {
		is := ""
		for _, rule := range []struct {
			sign  string
			holds bool
		}{{"person", n.isPerson(name)}, {"source", isSource(name)}, {"full", fullNames(name)}, {"plain", plainName(name)}, {"site", isSite(name, n.sites)}} {
			if rule.holds {
				is += " " + rule.sign
			}
		}
		all = append(all, fmt.Sprintf("%q%s", name, is))
	}
	s := strings.Join(all, ", ")
	if isCredits(input) {
		s += "; sources"
	}
	if n.nameAndDate(input) {
		s += "; a name and a date"
	}
	if rest := fromBy(input); rest != "" {
		s += fmt.Sprintf("; from %q", rest)
	}
	for k := range 4 {
		if startsName(input, k, "") {
			s += fmt.Sprintf("; a name after %d", k)
		}
	}
	n.page.lines, n.last = []line{{text: withText(input)}}, 0
	if name, _ := n.signature(); name != "" {
		s += fmt.Sprintf("; signed %q", name)
	}
	return s
}

// titleRules says what is left of a title, with and without knowing the site.
func titleRules(input string) string {
	sites := []string{"rivertongazette", "gazette"}
	return fmt.Sprintf("%q; %q; tail %t; site %t", withoutSite(input, sites), withoutTail(input), isTail("Riverton Gazette", input), isSite(input, sites))
}

// pairRules compares two texts with a stroke between them as titles, and as the title of
// a page and its heading.
func pairRules(input string) string {
	a, b, _ := strings.Cut(input, " || ")
	p := &Page{title: 0, lines: []line{{text: b}}}
	return fmt.Sprintf("%.2f; %.2f; same %t %t; %q; site %q", likeness(a, b), likeness(b, a), SameTitle(a, b), SameTitle(b, a), squeeze(a), p.siteInTitle(&data{titles: []string{a}}))
}

// dateRules says what a line says of a day.
func dateRules(input string) string {
	p := linesOf(input)
	var all []string
	for i := range p.lines {
		l := &p.lines[i]
		s, ok := dating{p}.sightIn(l, i)
		what := "none"
		if ok {
			what = fmt.Sprintf("%s rank %d", s.at.UTC().Format("2006-01-02 15:04"), s.rank)
			if s.change {
				what += " of a change"
			}
			if s.bare {
				what += " alone"
			}
		}
		if s, ok := (dating{p}).opening(l, i); ok {
			what += fmt.Sprintf(", opens with %s", s.at.Format("2006-01-02"))
		}
		if (dating{p}).quoted(l) {
			what += ", quoted"
		}
		all = append(all, what)
	}
	return strings.Join(all, "; ")
}

// elementRules says what the first element of a page is called, and is.
func elementRules(input string) string {
	doc, err := html.Parse(strings.NewReader(withText(input)))
	if err != nil {
		return err.Error()
	}
	Number(doc)
	n := find(doc, atom.Body).FirstChild
	is := (nameReader{}).of(n)
	var all []string
	if is.cause >= 0 {
		all = append(all, causes[is.cause].name)
	}
	if is.body > 0 {
		all = append(all, fmt.Sprintf("body %d", is.body))
	}
	if name, share := roleCause(n); name != "" {
		all = append(all, fmt.Sprintf("role %s %.2f", name, share))
	}
	p := &Page{doc: doc, names: nameReader{}}
	if name, share := (stripper{p}).causeOf(&element{node: n}); name != "" {
		all = append(all, fmt.Sprintf("left out as %s to %.3f", name, share))
	}
	all = append(all, fmt.Sprintf("prior %.2f", p.prior(&element{node: n})))
	text, _ := shortText(n)
	all = append(all, fmt.Sprintf("byline %d %q", bylineRank(n), running().ReplaceAllString(text, "…")))
	for _, rule := range []struct {
		name  string
		holds bool
	}{{"hidden", Hidden(n)}, {"called hidden", calledHidden(n)}, {"unseen", Unseen(n)}, {"card", card(n)}, {"permalink", permalink(n)}, {"date", dateClass(n)}, {"inline", Inline(n.DataAtom)}, {"invisible", Invisible(n.DataAtom)}, {"twin", twin(n)}} {
		if rule.holds {
			all = append(all, rule.name)
		}
	}
	return strings.Join(all, ", ")
}

// headRules says what a page tells programs.
func headRules(input string) string {
	doc, err := html.Parse(strings.NewReader(withText(input)))
	if err != nil {
		return err.Error()
	}
	d := readData(doc)
	var b strings.Builder
	say := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s %q; ", name, value)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(d.several)) {
		say(key, strings.Join(d.several[key], " | "))
	}
	say("titles", strings.Join(d.titles, " | "))
	say("canonical", d.canonical)
	say("language", lang.Primary(localeOf(d)))
	say("refresh", d.refresh)
	if d.refresh != "" {
		say("sends on", fmt.Sprint(sendsOn(d.refresh)))
	}
	say("microdata", d.microdata)
	say("description", d.description())
	say("body", d.body)
	say("site", d.site)
	if d.free != nil {
		say("free", fmt.Sprint(*d.free))
	}
	if d.article != nil {
		say("author", strings.Join(d.names(d.article["author"], true), " | "))
		say("by any", strings.Join(d.names(d.article["author"], false), " | "))
		say("published", d.ldDate("datePublished"))
		say("headline", ldText(d.article["headline"]))
		say("publisher is a person", strings.TrimPrefix(fmt.Sprint(d.isPerson(d.article["publisher"])), "false"))
	}
	say("routine", strings.TrimPrefix(fmt.Sprint(d.routine()), "false"))
	say("publishers", strings.Join(d.publishers(), " | "))
	say("first title", firstTitle(d))
	p := &Page{doc: doc}
	say("paragraphs", strings.Join(p.paragraphsOf(d.body), " | "))
	p.base, _ = url.Parse("https://gazette.example/")
	p.title = -1
	say("sites", strings.Join(p.siteNames(d), " "))
	return strings.TrimSuffix(b.String(), "; ")
}

// addressRules says where links of a page lead, and what an address says of itself.
func addressRules(input string) string {
	base, _ := url.Parse("https://gazette.example/news/")
	if strings.HasPrefix(input, "<") {
		doc, err := html.Parse(strings.NewReader(input))
		if err != nil {
			return err.Error()
		}
		return fmt.Sprint(BaseOf(doc, base), " ", BaseOf(doc, nil))
	}
	s := fmt.Sprint(Resolve(base, input), " ", Resolve(nil, input))
	if isAuthorAddress(input) {
		s += "; of an author"
	}
	p := dating{&Page{}}
	p.Meta.URL = input
	if day := p.dateOfAddress(); !day.IsZero() {
		s += "; of " + day.Format("2006-01-02")
	}
	if domainName(input) {
		s += "; a server"
	}
	return s
}

// headingRules says what is told by the headings of a page that has the title before a
// stroke.
func headingRules(input string) string {
	title, text, _ := strings.Cut(input, " || ")
	p := linesOf(text)
	p.base, _ = url.Parse("https://gazette.example/news/tram")
	var all []string
	for i := range p.lines {
		l := &p.lines[i]
		if l.heading == 0 {
			continue
		}
		is := fmt.Sprintf("%q", titling{p}.withoutKicker(l, []string{title}))
		for _, rule := range []struct {
			name  string
			holds bool
		}{{"tail", isTail(l.text, title)}, {"head", titling{p}.isHead(i, title)}, {"leads home", titling{p}.leadsHome(l)}, {"only first", titling{p}.onlyFirst(i, i+nearHeading)}, {"same", SameTitle(l.text, title)}} {
			if rule.holds {
				is += " " + rule.name
			}
		}
		all = append(all, is)
	}
	return strings.Join(all, "; ")
}

// remarkRules says which lines below the first one are readers' comments, and why.
func remarkRules(input string) string {
	p := linesOf(input)
	p.title = 0
	for i := range p.lines {
		if n := p.texts[p.lines[i].first].Parent; n.DataAtom == atom.Button {
			p.lines[i].out, p.lines[i].cause = true, "control"
		}
	}
	s := stripper{p}
	var is []string
	for i := range p.lines {
		l, what := &p.lines[i], ""
		for _, rule := range []struct {
			name  string
			holds bool
		}{{"opens", opensComments(l)}, {"ends", s.endsRemark(l)}, {"day", s.hasDay(l)}, {"more", s.saysMore(l)}} {
			if rule.holds {
				what += " " + rule.name
			}
		}
		is = append(is, what)
	}
	s.stripRemarks()
	for i := range p.lines {
		if p.lines[i].cause == "comments" {
			is[i] += " comment"
		}
		is[i] = strings.TrimSpace(is[i])
	}
	return strings.Join(is, "; ")
}

// tableRules says which lines are cells of data, and whether the page is all tables.
func tableRules(input string) string {
	p := linesOf(input)
	k := keeper{p}
	cells, prose := k.dataCells(&p.elements[0]), p.sum(proseOf)
	var all []string
	for i := range p.lines {
		if cells[i] {
			all = append(all, fmt.Sprint(i))
		}
	}
	for i := range p.elements {
		if p.elements[i].node.DataAtom == atom.Table && k.isLayout(i, prose) {
			all = append(all, "layout")
		}
	}
	if k.ofTables(&p.elements[0]) {
		all = append(all, "all tables")
	}
	return strings.Join(all, " ")
}
