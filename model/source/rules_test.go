package source

import (
	"net/url"
	"strings"
	"testing"
)

func TestRulesForASite(t *testing.T) {
	rules, err := ParseRules([]byte("[\"gazette.example\"]\nkeep = [\"#story\", \".more\"]\ndrop = [\"#story .promo\"]\n[\"other.example\"]\nkeep = [\"#gone\"]\n"))
	if err != nil {
		t.Fatal(err)
	}
	const page = "<nav>Home</nav><div id=story><p>The tram is dear.</p><p class=promo>Buy our mug.</p></div><div class=more><p>It is late.</p></div>"
	for site, want := range map[string]string{
		"https://www.gazette.example/tram": "| The tram is dear.\n| It is late.\n",
		"https://gazette.example.evil/":    "", // another site
	} {
		base, _ := url.Parse(site)
		a, err := ReadPage([]byte(pageOf("", page+storyHTML)), "", base, rules)
		if err != nil {
			t.Fatal(err)
		}
		if got := shown(a); want != "" && got != want || want == "" && !strings.Contains(got, "Riverton met") {
			t.Errorf("%s:\n%s", site, got)
		}
	}
	base, _ := url.Parse("https://other.example/")
	if a, _ := ReadPage([]byte(pageOf("", storyHTML)), "", base, rules); !strings.Contains(shown(a), "Riverton met") {
		t.Errorf("a rule that matches nothing leaves\n%s", shown(a))
	}
}

func TestBrokenRulesAreSaid(t *testing.T) {
	for data, want := range map[string]string{
		"[\"a.example\"]\nkeep = [":            "line 2",
		"[\"a.example\"]\nkept = [\"p\"]":      `line 2: a site has keep and drop, and no "kept"`,
		"[\"a.example\"]\ndrop = [\"p >> q\"]": "a.example: \"p >> q\" is no selector",
	} {
		if _, err := ParseRules([]byte(data)); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: %v", data, err)
		}
	}
}
