package report

import (
	"embed"
	"html/template"
	"io"
	"strings"
	"sync"
	"time"

	"stet/annotate/kind"
	"stet/annotate/query"
	"stet/model"
	"stet/model/clean"
)

// pages are the page and the body of each section, which bears the section's ID.
//
//go:embed *.html
var pages embed.FS

// template.Must cannot fail at run time: a test parses the pages.
var pageTemplate = sync.OnceValue(func() *template.Template {
	var t *template.Template
	t = template.New("report").Funcs(template.FuncMap{
		"sections": func(r *Report) []section { return r.sections() },
		"body": func(id string, r *Report) (template.HTML, error) {
			var b strings.Builder
			err := t.ExecuteTemplate(&b, id+".html", r)
			return template.HTML(b.String()), err // the template has escaped what it holds
		},
		"line": clean.Line, "text": clean.Text, "nobody": nobody, "where": where, "date": date, "day": day,
		"classes": classes,
		"heading": func(p Paragraph) bool { return p.Kind == model.Heading },
		"dim":     func(p Paragraph) bool { return p.Kind == model.Boilerplate },
		"quoted":  func(p Paragraph) bool { return p.Kind == model.Blockquote },
		"code":    func(p Paragraph) bool { return p.Kind == model.Code || p.Kind == model.Table },
		"item":    func(p Paragraph) bool { return p.Kind == model.ListItem },
		"place":   place,
		"caption": func(p Paragraph) bool { return p.Kind == model.Caption },
		"inMarks": func(s string) string { return query.Quoted(clean.Line(s)) },
		"web":     web, "network": network,
		"does": func(e kind.Evidence) string { return strings.ToLower(e.Relation) },
	})
	return template.Must(t.ParseFS(pages, "*.html"))
})

// classes are those of words of some kinds; all kinds that a codebook adds look
// alike.
func classes(kinds []string) string {
	s := "k-" + strings.Join(kinds, " k-")
	for _, name := range kinds {
		if _, ok := kind.Find(name); !ok {
			return s + " k-own"
		}
	}
	return s
}

// HTML writes the report as one file that needs nothing else: no network, no
// script, no image.
func (r *Report) HTML(w io.Writer) error { return pageTemplate().ExecuteTemplate(w, "page.html", r) }

// web reports whether a link may be one on a page: nothing but http and https.
func web(link string) bool {
	l := strings.ToLower(link)
	return strings.HasPrefix(l, "https://") || strings.HasPrefix(l, "http://")
}

func date(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format("2 January 2006")
}

func day(r *query.Row) string { return r.At().Format("2 January 2006") }
