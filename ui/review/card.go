package review

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/query"
	"stet/model"
	"stet/ui/ask"
	"stet/ui/card"
	"stet/ui/layout"
	"stet/ui/paint"
	"stet/ui/pane"
)

// cardLines is all that is said in the current row, in at most h lines of w cells.
func (dr *drawing) cardLines(w, h int) []string {
	p, row := dr.folder.env.Paint, dr.list.row()
	var out []string
	add := func(label, text string) {
		if text == "" {
			return
		}
		for i, l := range wrap(p, text, max(1, w-12)) {
			if i > 0 {
				label = ""
			}
			out = append(out, p.Text("card.label", fmt.Sprintf("%-12s", label))+p.Text("card", l))
		}
	}
	add("words", row.Words)
	add("who", row.Who)
	add("towards", row.To)
	add("label", kind.Word(row.Label))
	for _, d := range row.Details {
		if d.Name != "evidence" {
			add(strings.ReplaceAll(d.Name, "_", " "), kind.Word(d.Value))
		}
	}
	for _, e := range evidenceOf(row) {
		add("evidence", e)
	}
	add("tags", strings.Join(row.Tags, ", "))
	add("note", row.Comment)
	add("article", row.Title)
	add("", strings.Join(nonEmpty(row.Source, published(row), fmt.Sprintf("%s, line %d", row.Article, row.Line)), " · "))
	add("by", row.Annotator+", "+pane.When(row.At(), dr.folder.o.Now())+" · "+howWords[row.How])
	add("found", foundWords[row.State])
	add("stored in", row.Sidecar)
	add("id", row.ID)
	return out[:min(len(out), max(0, h))]
}

var foundWords = map[annotate.State]string{
	annotate.Exact: "where it was annotated", annotate.Moved: "the same words, elsewhere in a changed text",
	annotate.Fuzzy: "only similar words: look at it", annotate.Orphan: "its words are no longer in the article",
}

func published(row *query.Row) string {
	if row.Published.IsZero() {
		return ""
	}
	return row.Published.Format("2 Jan 2006")
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

// wrap breaks text into lines of w cells.
func wrap(p *paint.Painter, text string, w int) []string {
	text = flat(text)
	page := layout.New(&model.Article{
		Text: text, Blocks: []model.Block{{Kind: model.Paragraph, Range: model.Range{End: model.Pos(len(text))}}},
	}, p.Page(w))
	var out []string
	for _, l := range page.Lines(page.Top(), 100) {
		if !l.Gap {
			out = append(out, text[l.Src.Start:l.Src.End])
		}
	}
	return out
}

// verdict asks for the verdict on the current claim.
func (qs *questions) verdict() tea.Cmd {
	row := qs.list.row()
	// The claim itself lies in its sidecar; the act opens it and then asks.
	return qs.edits.act(act{title: "verdict", rows: []*query.Row{row}, ask: func(a *annotate.Annotation) {
		claim := kind.AsClaim(a)
		if claim == nil {
			return
		}
		qs.front.Ask(ask.VerdictForm(claim, row.Words), func(f *card.Form) tea.Cmd {
			return qs.edits.change("verdict", []*query.Row{row}, func(a *annotate.Annotation) {
				if c := kind.AsClaim(a); c != nil {
					ask.SetVerdict(f, c, qs.edits.now())
				}
			})
		})
	}})
}

// shell is the command that prints what is listed: a flag for each field, and
// what has none in the language of the filter.
func (dr *drawing) shell() string {
	words := []string{"stet list"}
	var where query.Query[query.Row]
	flags := map[string]bool{}
	for _, t := range dr.list.query.Terms {
		if t.Field == "" || t.Not || t.Value == "" || flags[t.Field] {
			where.Terms = append(where.Terms, t)
			continue
		}
		flags[t.Field] = true
		words = append(words, "--"+t.Field, quoted(t.Value))
	}
	if len(where.Terms) > 0 {
		words = append(words, "--where", quoted(where.String()))
	}
	return strings.Join(append(words, quoted(dr.folder.o.Shown)), " ")
}

// quoted quotes a word for a POSIX shell where it has to be.
func quoted(s string) string {
	plain := func(c rune) bool {
		return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.ContainsRune("-_./:,@%+", c)
	}
	if s != "" && strings.IndexFunc(s, func(c rune) bool { return !plain(c) }) < 0 {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
