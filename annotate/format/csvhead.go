package format

import (
	"fmt"
	"strings"

	"stet/annotate/kind"
)

// csvPlain are the columns that every row has, before those of the kinds, and what
// they mean.
var csvPlain = []struct{ name, means string }{
	{"file", "the path of the article"},
	{"url", "its address"},
	{"title", "its title"},
	{"published", "its date"},
	{"annotator", "whose annotation it is"},
	{"id", "its identifier, which other rows use to refer to it"},
	{"kind", "`quote`, `claim`, `stance`, `entity`, `note`, `link`, or a kind of the codebook"},
	{"label", "its first code, such as `direct` or `CFS`"},
	{"target", "`words`, `article` for the whole of it, or the `id` of another annotation"},
	{"start", "where its words begin, counted from 0"},
	{"end", "where they end: the position after the last"},
	{"unit", "what `start` and `end` count: `codepoint`"},
	{"quote", "its words"},
	{"prefix", "the words before them"},
	{"suffix", "the words after them"},
	{"state", "`exact`, `moved`, `fuzzy` or `orphan`: whether the words are still in the text"},
	{"page", "the page of a PDF, from 1"},
}

// csvKinds are the columns that kinds share, or that several columns explain, and what
// they mean.
var csvKinds = []struct{ names, means string }{
	{"`who`", "the speaker, claimant, holder, or the name itself"},
	{"`who_kind`", "`name`, `topic`, `article`, `nobody`; empty if nobody looked"},
	{"`who_type`, `who_id`", "what sort of thing it is, such as `PERSON`, and its IRI"},
	{"`who_ref`", "the `id` of the annotation that it refers to"},
	{"`who_at`, `who_words`", "where the text names them, as `START-END`, and these words"},
	{"`towards`, `towards_…`", "the same of the target of a stance or relation"},
	{"`cue`, `parts`", "places as `START-END; START-END`"},
	{"`cue_words`, `parts_words`", "the words at these places"},
	{"`tags`", "separated by `; `"},
	{"`note`", "the remark"},
	{"`origin`", "`hand`, `kept`, `edited`, `refused` or `suggested`"},
	{"`generator`, `score`", "what suggested it, and how sure it was, from 0 to 1"},
	{"`creator`", "who made it, as an IRI"},
	{"`created`, `modified`", "when, in UTC"},
}

// CSVColumns is the table of the columns of CSV in Markdown.
func CSVColumns() string {
	var b strings.Builder
	b.WriteString("| column | what it says |\n|---|---|\n")
	for _, c := range csvPlain {
		fmt.Fprintf(&b, "| `%s` | %s |\n", c.name, c.means)
	}
	for _, c := range csvKinds {
		fmt.Fprintf(&b, "| %s | %s |\n", c.names, c.means)
	}
	return b.String()
}

// csvHead is the header row of a table of some kinds.
func csvHead(kinds kind.Rows) []string {
	var head []string
	for _, c := range csvPlain {
		head = append(head, c.name)
	}
	return append(head, columnNames(kinds)...)
}
