package fetch

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stet/model"
)

// The name of a file is made of letters and digits of any script, in lower case, and
// ends with a whole one.
func TestTheNamesOfFiles(t *testing.T) {
	for _, c := range []struct {
		title string
		limit int
		want  string
	}{
		{"Tram dearer", 90, "tram-dearer"}, {"Tram dearer", 11, "tram-dearer"}, {"Tram dearer", 10, "tram-deare"}, {"Tram dearer", 6, "tram-d"}, {"Tram dearer", 5, "tram"}, {"Tram dearer", 4, "tram"},
		{" tram", 4, "tram"}, {"--tram--", 90, "tram"}, {"Don't stop, it’s late", 90, "dont-stop-its-late"}, {"Größe", 5, "grö"}, {"Größe", 6, "größ"}, {"Größe", 7, "größe"},
		{"\u0301a", 90, "a"}, {"e\u0301a", 90, "e\u0301a"}, {"e \u0301a", 90, "e-a"}, {"東京 2026", 90, "東京-2026"}, {"a\ufffdb", 90, "a-b"}, {"…", 90, ""},
	} {
		if got := slug(c.title, c.limit); got != c.want {
			t.Errorf("%q in %d bytes: %q, want %q", c.title, c.limit, got, c.want)
		}
	}
	day := time.Date(2026, 3, 17, 23, 30, 0, 0, time.FixedZone("", -3600))
	for _, c := range []struct {
		title string
		day   time.Time
		want  string
	}{{"Tram", day, "2026-03-18-tram"}, {"Tram", time.Time{}, "tram"}, {"?", time.Time{}, "article"}, {"?", day, "2026-03-18-article"}, {"Con", time.Time{}, "con-article"}, {"Con", day, "2026-03-18-con"}} {
		if got := fileName(c.title, c.day); got != c.want {
			t.Errorf("%q on %v: %q, want %q", c.title, c.day, got, c.want)
		}
	}
	for title, want := range map[string]string{"Riverton Gazette": "riverton-gazette", "!": "feed", "NUL": "nul-feed", strings.Repeat("a", 99): strings.Repeat("a", 45)} {
		if got := folderName(title); got != want {
			t.Errorf("the folder of %q: %q, want %q", title, got, want)
		}
	}
	words := &model.Article{Text: "The first eight words of this text name it, no more.", Meta: model.Meta{Title: "…"}}
	if got := nameOf(words); got != "the-first-eight-words-of-this-text-name" {
		t.Errorf("without a title: %q", got)
	}
}

// The file of passwords is read as other programs read it.
func TestLoginsOfAFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "netrc")
	for _, c := range []struct{ text, host, want string }{
		{"machine a.example login ann password s3cret", "a.example", "ann:s3cret"},
		{"machine A.Example password s3cret login ann", "a.example", "ann:s3cret"},
		{"machine a.example login ann", "a.example", "ann:"},
		{"machine a.example login", "a.example", ""},
		{"machine a.example password s3cret", "a.example", ""},
		{"machine a.example login ann password login", "a.example", "ann:login"},
		{"machine a.example login ann password", "a.example", "ann:"},
		{"machine a.example account login login ann password s3cret", "a.example", "ann:s3cret"},
		{"machine a.example login ann password one machine a.example login bob password two", "a.example", "ann:one"},
		{"machine a.example machine b.example login bob password two", "a.example", ""},
		{"machine a.example machine b.example login bob password two", "b.example", "bob:two"},
		{"machine a.example login machine password default machine b.example login bob password two", "b.example", "bob:two"},
		{"default login eve password one machine a.example login ann password two", "a.example", "eve:one"},
		{"machine a.example login ann password one default login eve password two", "b.example", "eve:two"},
		{"macdef init\n\nmachine a.example login ann password s3cret", "a.example", ""},
		{"machine a.example login ann password s3cret macdef init cd /", "a.example", "ann:s3cret"},
		{"# notes machine a.example port 21 login ann password s3cret", "a.example", "ann:s3cret"},
		{"machine", "a.example", ""},
		{"", "a.example", ""},
	} {
		if err := os.WriteFile(file, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		got := ""
		if login := logins(file).of(c.host); login != nil {
			got = login.String()
			if password, given := login.Password(); given && password == "" {
				got = login.Username() + ":"
			}
		}
		if got != c.want {
			t.Errorf("%q: %s has %q, want %q", c.text, c.host, got, c.want)
		}
	}
	if logins("").of("a.example") != nil || logins(file+"-none").of("a.example") != nil {
		t.Error("without a file there is a login")
	}
}

// The file of passwords is the one that the environment names, else that of the home.
func TestWhereLoginsLie(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	t.Setenv("NETRC", "/etc/logins")
	if got := UsualLogins(); got != "/etc/logins" {
		t.Errorf("named by the environment: %q", got)
	}
	t.Setenv("NETRC", "")
	if got := UsualLogins(); filepath.Dir(got) != home || !strings.HasSuffix(got, "netrc") {
		t.Errorf("at home: %q", got)
	}
	t.Setenv("HOME", "")
	t.Setenv("USERPROFILE", "")
	t.Setenv("home", "")
	if got := UsualLogins(); got != "" {
		t.Errorf("without a home: %q", got)
	}
}

// A list of feeds is read as loosely as other programs write it, and written so that
// they read it.
func TestListsOfFeeds(t *testing.T) {
	deep := func(n int) string {
		return "<opml><body>" + strings.Repeat("<outline text='g'>", n) + "<outline xmlUrl='https://a.example/f'/>" + strings.Repeat("</outline>", n) + "</body></opml>"
	}
	for _, c := range []struct{ list, want string }{
		{`<opml><body><outline text=A xmlUrl="https://a.example/f"/></body></opml>`, "https://a.example/f A"},
		{`<opml><body><outline text="Caf&eacute; &amp; Bar" xmlUrl="https://a.example/f" htmlUrl=" https://a.example/ " full="true"/></body></opml>`, "https://a.example/f Café & Bar https://a.example/ full"},
		{`<opml><body><outline text="Local"><note></note><outline text="A" xmlUrl="https://a.example/f"/></outline><outline text="B" xmlUrl="https://b.example/f"/></body></opml>`, "https://a.example/f A in Local; https://b.example/f B"},
		{`<opml><body><outline text="Local"><outline title="Trams"><outline text="A" xmlUrl="https://a.example/f"/></outline></outline></body></opml>`, "https://a.example/f A in Local/Trams"},
		{`<opml><body><outline text="A" type="atom" url="https://a.example/f"/><outline text="B" type="feed" url="https://b.example/f"/><outline text="C" type="link" url="https://c.example/"/></body></opml>`, "https://a.example/f A; https://b.example/f B"},
		{`<opml><body><outline text="A" xmlUrl="https://a.example/caf&eacute;"/></body></opml>`, "https://a.example/café A"},
		{`<opml><body></body></opml>`, ""},
		{`<opml></opml>`, "error: no OPML: there is no list of outlines in it"},
		{deep(deepestOutline - 1), "https://a.example/f in " + strings.TrimSuffix(strings.Repeat("g/", deepestOutline-1), "/")},
		{deep(deepestOutline), "error: broken OPML: groups lie too deep in groups"},
	} {
		feeds, err := ReadOPML([]byte(c.list))
		var all []string
		for _, f := range feeds {
			s := strings.TrimSpace(f.URL + " " + f.Title)
			if f.Group != "" {
				s += " in " + f.Group
			}
			if f.Site != "" {
				s += " " + f.Site
			}
			if f.Full {
				s += " full"
			}
			all = append(all, s)
		}
		got := strings.Join(all, "; ")
		if err != nil {
			got = "error: " + err.Error()
		}
		if got != c.want {
			t.Errorf("%.200s\n got %s\nwant %s", c.list, got, c.want)
		}
	}
	data, err := WriteOPML("mine", []Feed{{URL: "https://a.example/f", Title: "A", Group: "Local", Full: true}, {URL: "https://ann:s3cret@b.example/f", Site: "https://b.example/"}, {URL: "https://c.example/f", Title: "C & D", Group: "Local"}})
	const want = `<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
  <head>
    <title>mine</title>
  </head>
  <body>
    <outline text="Local">
      <outline type="rss" text="A" xmlUrl="https://a.example/f" full="true"></outline>
      <outline type="rss" text="C &amp; D" xmlUrl="https://c.example/f"></outline>
    </outline>
    <outline type="rss" text="https://b.example/f" xmlUrl="https://b.example/f" htmlUrl="https://b.example/"></outline>
  </body>
</opml>
`
	if got := string(data); err != nil || got != want {
		t.Errorf("%v\n%s", err, got)
	}
}
