package source

import (
	"strings"
	"testing"

	"stet/model"
)

// blocksOf is a text block by block; boilerplate is in brackets.
func blocksOf(a *model.Article) string {
	var parts []string
	for i := range a.Blocks {
		b := &a.Blocks[i]
		s := a.Slice(b.Range)
		switch b.Kind {
		case model.Boilerplate:
			s = "(" + s + ")"
		case model.Heading:
			s = "# " + s
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, " / ")
}

func mailOf(t *testing.T, lines ...string) *model.Article {
	t.Helper()
	a, err := Read("a.eml", []byte(strings.Join(lines, "\r\n")))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestMailReadsThePartThatReadsBest(t *testing.T) {
	html := "<html><body><p>The council wants the harbour to be deepened.</p><p>It says so.</p><img src=\"https://track.example/p.gif\"></body></html>"
	for name, plain := range map[string]string{
		"both":  "The council wants the harbour to be deepened.\r\n\r\nIt says so.",
		"stub":  "Open this mail in your browser.",
		"links": "The council http://a.example wants http://b.example so http://c.example",
	} {
		a := mailOf(t, "From: News <a@news.example>", "Subject: Re: Harbour", "Date: Tue, 5 Mar 2024 07:15:00 +0100", "MIME-Version: 1.0",
			"Content-Type: multipart/alternative; boundary=x", "", "--x", "Content-Type: text/plain", "", plain, "--x", "Content-Type: text/html", "", html, "--x--")
		if got := blocksOf(a); got != "The council wants the harbour to be deepened. / It says so." {
			t.Errorf("%s: %s", name, got)
		}
		if a.Meta.Title != "Harbour" || a.Meta.Byline != "News" || a.Meta.Published.Day() != 5 {
			t.Errorf("%+v", a.Meta)
		}
	}
}

func TestANewslettersFrameIsBoilerplate(t *testing.T) {
	a := mailOf(t, "From: Island News <a@news.example>", "Subject: =?ISO-8859-1?Q?F=E4hre?=", "List-Unsubscribe: <https://n.example/u>", "Content-Type: text/plain; charset=iso-8859-1", "Content-Transfer-Encoding: quoted-printable", "",
		"View in browser: https://n.example/v", "", "F=E4hre", "", "By Ada Weber", "", "The ferry runs again, four times a day until June and then six times, the line=", " said on Monday.", "", "You receive this because you signed up.", "Unsubscribe: https://n.example/u")
	want := "(View in browser: https://n.example/v) / # Fähre / (By Ada Weber) / The ferry runs again, four times a day until June and then six times, the line said on Monday. / (You receive this because you signed up.\nUnsubscribe: https://n.example/u)"
	if got := blocksOf(a); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if a.Meta.Publisher != "Island News" || a.Meta.Byline != "Ada Weber" {
		t.Errorf("%+v", a.Meta)
	}
}

func TestForwardedMailAndAttachments(t *testing.T) {
	a := mailOf(t, "From: a@b.example", "Subject: Fwd: see below", "Content-Type: multipart/mixed; boundary=x", "", "--x", "", "Look at this.", "--x", "Content-Type: message/rfc822", "",
		"From: c@d.example", "Subject: Harbour", "", "It is deepened.", "--x", "Content-Type: text/csv", "Content-Disposition: attachment; filename=a.csv", "", "a,b", "--x--")
	if got := blocksOf(a); got != "Look at this. / # Harbour / It is deepened." || len(a.Notices) != 1 {
		t.Errorf("%s %q", got, a.Notices)
	}
}

func TestWhatIsNoMailIsRefused(t *testing.T) {
	for _, s := range []string{"", "a line", "Content-Type: text/plain\r\n\r\nno sender"} {
		if _, err := Read("a.eml", []byte(s)); err == nil {
			t.Errorf("%q is a mail", s)
		}
	}
}

func FuzzMail(f *testing.F) {
	f.Add("From: a\nSubject: b\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/html; charset=koi8-r\n\n<p>a")
	f.Fuzz(func(t *testing.T, s string) {
		a, err := ReadMail(s)
		if err != nil {
			return
		}
		if back, err := Read("a.md", Write(a)); err != nil || back.Text != a.Text {
			t.Errorf("%v: %q is not read back", err, a.Text)
		}
	})
}
