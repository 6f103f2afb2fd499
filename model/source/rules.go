package source

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/andybalholm/cascadia"
	"github.com/pelletier/go-toml/v2"
	"golang.org/x/net/html"

	"stet/model/page"
)

// Rules say, for single sites, which elements of a page are the story and which
// are none of it, where the general rules err. A rule for gazette.example holds
// for www.gazette.example too.
type Rules struct{ sites map[string]siteRule }

type siteRule struct{ keep, drop []cascadia.Sel }

// ParseRules reads rules as TOML, with CSS selectors:
//
//	["gazette.example"]
//	keep = ["article .story"]   # the story is this and nothing else
//	drop = [".promo"]           # never a part of it
//
// The error names the line, or the site and the selector.
func ParseRules(data []byte) (*Rules, error) {
	var sites map[string]struct {
		Keep []string `toml:"keep"`
		Drop []string `toml:"drop"`
	}
	if err := toml.NewDecoder(strings.NewReader(string(data))).DisallowUnknownFields().Decode(&sites); err != nil {
		return nil, ruleError(err)
	}
	rules := &Rules{sites: map[string]siteRule{}}
	for site, s := range sites {
		keep, err := selectors(site, s.Keep)
		if err != nil {
			return nil, err
		}
		drop, err := selectors(site, s.Drop)
		if err != nil {
			return nil, err
		}
		rules.sites[strings.ToLower(site)] = siteRule{keep, drop}
	}
	return rules, nil
}

func ruleError(err error) error {
	var unknown *toml.StrictMissingError
	var syntax *toml.DecodeError
	switch {
	case errors.As(err, &unknown) && len(unknown.Errors) > 0:
		row, _ := unknown.Errors[0].Position()
		return fmt.Errorf("line %d: a site has keep and drop, and no %q", row, unknown.Errors[0].Key()[len(unknown.Errors[0].Key())-1])
	case errors.As(err, &syntax):
		row, _ := syntax.Position()
		return fmt.Errorf("line %d: %s", row, strings.TrimPrefix(syntax.Error(), "toml: "))
	}
	return err
}

func selectors(site string, list []string) ([]cascadia.Sel, error) {
	var all []cascadia.Sel
	for _, s := range list {
		sel, err := cascadia.Parse(s)
		if err != nil {
			return nil, fmt.Errorf("%s: %q is no selector: %w", site, s, err)
		}
		all = append(all, sel)
	}
	return all, nil
}

// of returns the rule for the site of a page.
func (r *Rules) of(address *url.URL) (siteRule, bool) {
	if r == nil || address == nil {
		return siteRule{}, false
	}
	for host := strings.ToLower(address.Hostname()); host != ""; {
		if rule, ok := r.sites[host]; ok {
			return rule, true
		}
		_, host, _ = strings.Cut(host, ".")
	}
	return siteRule{}, false
}

// apply changes which texts are kept. A keep that matches nothing is passed
// over: the site has changed, and the general rules are better than nothing.
func (r siteRule) apply(doc *html.Node, kept []bool) {
	mark := func(list []cascadia.Sel, value bool, first func()) {
		for n := range doc.Descendants() {
			if n.Type != html.ElementNode || !slices.ContainsFunc(list, func(s cascadia.Sel) bool { return s.Match(n) }) {
				continue
			}
			first()
			first = func() {}
			for t := range n.Descendants() {
				if i := page.NumberOf(t); t.Type == html.TextNode && i >= 0 {
					kept[i] = value
				}
			}
		}
	}
	mark(r.keep, true, func() { clear(kept) })
	mark(r.drop, false, func() {})
}
