package format

import (
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"stet/annotate"
	"stet/annotate/kind"
)

// Hypothesis has annotations of web pages: words, a note, tags. What else stet
// knows becomes a tag, "who: Jane Doe"; the label is the first.
//
// The words go out with what is around them and without offsets: those of
// Hypothesis count in the page's raw text, white space and all, and not in the
// article's.
var hypothesisFormat = Format{
	Name: "hypothesis", Title: "Hypothesis JSON", Ext: ".json", Unit: UTF16,
	Holds:  Labels | Tags | Notes | Names | Identities | Verdicts | Attributes | Overlaps | Remarks | WholeArticle | Orphans | Origins | Coders | Times,
	Note:   "Words are found by their context; a note on an annotation is a reply.",
	encode: encodeHypothesis, decode: decodeHypothesis,
}

// maxHypothesisTag is the limit of Hypothesis (h/schemas/annotation.py), in
// characters.
const maxHypothesisTag = 1000

func encodeHypothesis(out *output, pages iter.Seq[*page]) error {
	w, err := out.create("")
	if err != nil {
		return err
	}
	if _, err := io.WriteString(w, `{"client_version":"stet","annotations":[`); err != nil {
		return err
	}
	sep := "\n"
	for p := range pages {
		ids, about := map[string]string{}, map[string]string{}
		for _, a := range p.Annotations {
			ids[a.ID] = orElse(importedFrom(a, "hypothesis").text("id"), a.ID)
			about[a.ID] = a.Target.Annotation
		}
		for _, a := range p.Annotations {
			row, err := marshal(hypothesisRow(out, p, a, ids, about))
			if err == nil {
				_, err = io.WriteString(w, sep+string(row))
			}
			if err != nil {
				return err
			}
			sep = ",\n"
		}
	}
	_, err = io.WriteString(w, "\n]}\n")
	return err
}

// hypothesisRow writes one annotation, with what its file said besides if it was
// imported from one. A reply names all that it answers, the first of the thread
// first.
func hypothesisRow(out *output, p *page, a *annotate.Annotation, ids, about map[string]string) object {
	was := importedFrom(a, "hypothesis")
	address := orElse(p.Article.Meta.URL, was.text("uri"))
	target := object{{"source", address}}
	if isPlace(a) {
		q := a.Target.Quote
		selectors := []any{object{{"type", "TextQuoteSelector"}, {"exact", q.Exact}, {"prefix", lastUnits(q.Prefix)}, {"suffix", firstUnits(q.Suffix)}}}
		if was.text("exact") == q.Exact { // else they say where it was
			for _, s := range listIn(was["selector"]) {
				selectors = append(selectors, s)
			}
		}
		target = append(target, member{"selector", selectors})
	}
	tags := []string{}
	for _, t := range hypothesisTags(a) {
		if utf8.RuneCountInString(t) > maxHypothesisTag {
			out.lose(p, a, TooLong, fmt.Sprintf("%.40s…", t))
			continue
		}
		tags = append(tags, t)
	}
	row := object{{"id", ids[a.ID]}, {"user", hypothesisUser(a.Creator)}, {"uri", address}, {"text", a.Comment},
		{"tags", tags}, {"target", []object{target}}}
	if own := "acct:" + url.PathEscape(p.Annotator) + ownAuthority; own != hypothesisUser(a.Creator) && strings.HasPrefix(a.Creator, "mailto:") {
		row = append(row, member{"user_info", object{{"display_name", p.Annotator}}})
	}
	var thread []string
	for id := about[a.ID]; id != "" && len(thread) < len(ids); id = about[id] {
		thread = append(thread, ids[id])
	}
	if len(thread) > 0 {
		slices.Reverse(thread)
		row = append(row, member{"references", thread})
	}
	others := jsonObject{"group": mustRaw("__world__"), "document": mustRaw(object{{"title", []string{p.Article.Meta.Title}}})}
	if was != nil {
		json.Unmarshal(was["members"], &others) // stet wrote it
	}
	for key, v := range others {
		row = append(row, member{key, v})
	}
	for key, at := range map[string]time.Time{"created": a.Created, "updated": a.Modified} {
		if !at.IsZero() {
			row = append(row, member{key, at.UTC().Format("2006-01-02T15:04:05.000000+00:00")})
		}
	}
	slices.SortStableFunc(row, func(x, y member) int { return strings.Compare(x.key, y.key) })
	return row
}

// maxContext is how many UTF-16 units of context Hypothesis and the programs that
// anchor as it does can bear.
const maxContext = 32

func lastUnits(s string) string {
	for unitsIn(s, UTF16) > maxContext {
		_, n := utf8.DecodeRuneInString(s)
		s = s[n:]
	}
	return s
}

func firstUnits(s string) string {
	for unitsIn(s, UTF16) > maxContext {
		_, n := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-n]
	}
	return s
}

// hypothesisState begins the tag of words that are not in the text for sure.
const hypothesisState = "state: "

// hypothesisTags are the label, the free tags, and what the label does not say.
func hypothesisTags(a *annotate.Annotation) []string {
	label, free := labelOf(a)
	tags := []string{label}
	for _, t := range free {
		if _, _, ok := tagMember(a, t); ok {
			t = "tag: " + t
		}
		tags = append(tags, t)
	}
	for _, m := range members(a, asLabelled(a), "note", "tags", "creator", "created", "modified") {
		tags = append(tags, m.key+": "+m.value.(string))
	}
	if state := doubtful(a); state != "" {
		tags = append(tags, hypothesisState+state)
	}
	return tags
}

// builtInColumns are those of the built-in kinds.
var builtInColumns = sync.OnceValue(func() []string { return columnNames(kind.All) })

// tagMember reads a tag that names a column, or that is a free one which only
// looks so.
func tagMember(a *annotate.Annotation, tag string) (name, value string, ok bool) {
	name, value, ok = strings.Cut(tag, ": ")
	if !ok {
		return "", "", false
	}
	return name, value, name == "tag" || slices.Contains(builtInColumns(), name) ||
		slices.ContainsFunc(columnsFor(a), func(c column) bool { return c.name == name })
}

const ownAuthority = "@stet"

// hypothesisUser writes an annotator as an account.
func hypothesisUser(creator string) string {
	if strings.HasPrefix(creator, "acct:") {
		return creator
	}
	return "acct:" + url.PathEscape(strings.TrimPrefix(creator, ownAnnotator)) + ownAuthority
}

const ownAnnotator = "urn:x-stet:annotator:"

// creatorOf is the annotator of an account: stet's own as it was, another as
// the account's name.
func creatorOf(user string) string {
	name, own := strings.CutSuffix(strings.TrimPrefix(user, "acct:"), ownAuthority)
	if !own {
		return user
	}
	name, err := url.PathUnescape(name)
	switch {
	case err != nil:
		return user
	case name == "" || strings.Contains(name, ":"):
		return name
	}
	return ownAnnotator + name
}

// anyTime reads a time of another tool, to the second; an invalid one is the
// zero time.
func anyTime(s string) time.Time {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999", "2006-01-02 15:04", time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC().Truncate(time.Second)
		}
	}
	t, _ := kind.ParseTime(s)
	return t
}

// wrongTimes names the times that a file says of an annotation and [anyTime] cannot read.
func wrongTimes(document, id string, times ...string) (out []Loss) {
	for _, s := range times {
		if s != "" && anyTime(s).IsZero() {
			out = append(out, Loss{What: WrongTime, Document: document, ID: id, Detail: fmt.Sprintf("%.60q", s)})
		}
	}
	return out
}
