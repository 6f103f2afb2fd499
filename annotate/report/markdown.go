package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"stet/model/clean"
	"stet/model/count"
)

// Markdown writes the report for a repository, a wiki or a mail.
func (r *Report) Markdown(w io.Writer) error {
	b := bufio.NewWriter(w)
	p := printer(func(format string, args ...any) { fmt.Fprintf(b, format+"\n", args...) })
	p("# %s\n", md(r.Title))
	p("%s\n", md(r.summary()))
	for _, s := range r.sections() {
		s.markdown(r, p)
	}
	return b.Flush()
}

// A printer writes a line.
type printer func(format string, args ...any)

func (r *Report) summary() string {
	parts := []string{date(r.Made), count.Of(len(r.Articles), "article")}
	for _, c := range r.Counts {
		parts = append(parts, count.Of(c.N, c.Kind))
	}
	if len(r.Annotators) > 0 {
		parts = append(parts, fmt.Sprintf("annotated by %s", strings.Join(r.Annotators, ", ")))
	}
	return strings.Join(parts, " · ")
}

func nonEmpty(parts ...string) []string {
	var out []string
	for _, s := range parts {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// md puts any text on one line of Markdown, where it means itself.
func md(s string) string { return clean.Markdown(strings.TrimSpace(s)) }
