package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"stet/annotate/query"
	"stet/model/clean"
	"stet/model/count"
)

// Markdown writes the report for a repository, a wiki or a mail.
func (r *Report) Markdown(w io.Writer) error {
	b := bufio.NewWriter(w)
	p := func(format string, args ...any) { fmt.Fprintf(b, format+"\n", args...) }
	p("# %s\n", md(r.Title))
	p("%s\n", md(r.summary()))
	if len(r.Claims) > 0 {
		p("## Claims\n\n| claim | who claims it | verdict | where |\n|---|---|---|---|")
		for _, c := range r.Claims {
			p("| %s%s | %s | %s | %s |", md(c.Words()), sentence(c.Text), md(nobody(c.Row.Who)), c.verdict(), md(where(c.Row)))
		}
		p("")
	}
	if len(r.Voices) > 0 {
		p("## Who says what\n")
		for _, v := range r.Voices {
			p("### %s\n", md(nobody(v.Name)))
			for _, q := range v.Quotes {
				p("* %s (%s)", md(q.Words()), md(where(q.Row)))
			}
			p("")
		}
	}
	stances(r.Stances, p)
	for _, a := range r.Articles {
		p("## %s\n", md(a.Title))
		p("%s\n", md(strings.Join(nonEmpty(a.Source, date(a.Date), a.Path), " · ")))
		for _, n := range a.Notes {
			line := fmt.Sprintf("* **%s**%s: %s", md(n.Says()), md(lineSuffix(n.Row)), md(n.Words()))
			if t := n.Trouble(); t != "" {
				line += " (" + md(t) + ")"
			}
			if n.Row.Comment != "" {
				line += " – " + md(n.Row.Comment)
			}
			p("%s", line)
		}
		p("")
	}
	return b.Flush()
}

func (r *Report) summary() string {
	parts := []string{date(r.Made), count.Of(len(r.Articles), "article")}
	for _, c := range r.Counts {
		parts = append(parts, count.Of(c.N, c.Kind))
	}
	if len(r.Annotators) > 0 {
		parts = append(parts, "annotated by "+strings.Join(r.Annotators, ", "))
	}
	return strings.Join(parts, " · ")
}

func (c Claim) verdict() string {
	parts := nonEmpty(md(c.Verdict), md(c.Rating))
	if c.Verdict == "" {
		parts = nonEmpty(md(c.Status), md(c.Rating))
	}
	for _, e := range c.Evidence {
		parts = append(parts, strings.TrimSpace(md(strings.ToLower(e.Relation))+" "+md(e.Link)))
	}
	return strings.Join(parts, "; ")
}

func stances(s query.Matrix, p func(string, ...any)) {
	if len(s.Down) == 0 {
		return
	}
	p("## Who is for and against what\n")
	head, rule := "| |", "|---|"
	for _, t := range s.Across {
		head += " " + md(nobody(t)) + " |"
		rule += "---|"
	}
	p("%s\n%s", head, rule)
	for i, h := range s.Down {
		line := "| " + md(nobody(h)) + " |"
		for _, c := range s.Cells[i] {
			line += " " + c.Stance() + " |"
		}
		p("%s", line)
	}
	p("")
}

func sentence(s string) string {
	if s == "" {
		return ""
	}
	return " (" + md(s) + ")"
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

// special are the characters of Markdown and of HTML in it; any of them can be
// escaped (CommonMark 0.31, section 2.4).
var special = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "#", `\#`, "|", `\|`, "&", `\&`, "~", `\~`, "!", `\!`,
)

// md puts any text on one line of Markdown, where it means itself.
func md(s string) string { return special.Replace(strings.TrimSpace(clean.Line(s))) }
