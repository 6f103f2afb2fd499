package review

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/ui/card"
	"stet/ui/pane"
	"stet/ui/screen"
)

// Questions are the cards of the review.
type questions struct {
	folder *folder
	list   *listing
	edits  *editing
	front  *card.Front[*Review]
}

// hasWho reports whether the first role of a kind is who speaks, claims or holds, or
// whom else such an annotation is about; a name and a relation are about no other.
func hasWho(k kind.Kind) bool { return len(k.Roles) > 0 && !k.Named && !k.Links }

// who asks who speaks, claims or holds, by the names of this folder.
func (qs *questions) who() tea.Cmd {
	rows := qs.list.targets()
	choices := qs.knownNames(rows[0].Article)
	choices = append(choices,
		card.Choice{Key: "0", Text: "the article itself", Note: "nobody is quoted", Value: annotate.Ref{Kind: annotate.RefArticle}},
		card.Choice{Key: "-", Text: "nobody named", Value: annotate.Ref{Kind: annotate.RefNobody}})
	title := "who says this?   now: " + cmp.Or(rows[0].Who, "not said")
	if len(rows) > 1 {
		title = fmt.Sprintf("who says these %d?", len(rows))
	}
	form := card.NewForm(title, "esc leave", &card.Field{
		Name: "who", Choices: choices, Hint: "or type a name",
		Typed: func(words string) any { return annotate.NameRef(words, "") },
	})
	qs.front.Ask(form, func(f *card.Form) tea.Cmd {
		ref := card.One[annotate.Ref](f, "who")
		return qs.edits.change("who", rows, func(a *annotate.Annotation) {
			if hasWho(kind.Of(a)) {
				*a.Body.Refs()[0].Ref = ref
			}
		})
	})
	return nil
}

// knownNames offers the names of the article, then of the folder, those that
// are named most first, nine in all by a digit and the others by typing.
func (qs *questions) knownNames(article string) []card.Choice {
	type name struct {
		text      string
		here, all int
	}
	count := map[string]*name{}
	var names []*name
	for _, row := range qs.folder.sum.all {
		if row.Who == "" || !hasWho(qs.folder.kindOf(row)) || row.Who == (annotate.Ref{Kind: annotate.RefArticle}).String() || row.Who == (annotate.Ref{Kind: annotate.RefNobody}).String() {
			continue
		}
		n := count[row.Who]
		if n == nil {
			n = &name{text: row.Who}
			count[row.Who] = n
			names = append(names, n)
		}
		n.all++
		if row.Article == article {
			n.here++
		}
	}
	slices.SortFunc(names, func(a, b *name) int {
		return cmp.Or(cmp.Compare(b.here, a.here), cmp.Compare(b.all, a.all), strings.Compare(a.text, b.text))
	})
	const most = 200 // more are not looked through but typed
	var choices []card.Choice
	for i, n := range names[:min(len(names), most)] {
		c := card.Choice{Text: n.text, Note: fmt.Sprintf("%d here, %d in all", n.here, n.all), Value: annotate.NameRef(n.text, "")}
		if i < 9 {
			c.Key = string(rune('1' + i))
		}
		choices = append(choices, c)
	}
	return choices
}

// tags asks for tags to be added or taken away.
func (qs *questions) tags() {
	rows := qs.list.targets()
	title := "tags"
	if len(rows) == 1 && len(rows[0].Tags) > 0 {
		title = fmt.Sprintf("%s   now: %s", title, strings.Join(rows[0].Tags, ", "))
	} else if len(rows) > 1 {
		title = fmt.Sprintf("tags of %d rows", len(rows))
	}
	form := card.NewForm(title, "esc leave", &card.Field{
		Name: "tags", Hint: "words with commas between; -word takes one away", Typed: func(words string) any { return words },
	})
	qs.front.Ask(form, func(f *card.Form) tea.Cmd {
		words := card.One[string](f, "tags")
		return qs.edits.change(fmt.Sprintf("tagged %s", words), rows, func(a *annotate.Annotation) { retag(a, words) })
	})
}

func retag(a *annotate.Annotation, words string) {
	for word := range strings.SplitSeq(words, ",") {
		word = strings.TrimSpace(word)
		tag, gone := strings.CutPrefix(word, "-")
		switch {
		case tag == "":
		case gone:
			a.Tags = slices.DeleteFunc(a.Tags, func(t string) bool { return t == tag })
		case !slices.Contains(a.Tags, tag):
			a.Tags = append(a.Tags, tag)
		}
	}
}

// copy puts the words and where they are into the clipboard.
func (r *Review) copy() tea.Cmd {
	row := r.list.row()
	parts := []string{row.Title, row.Source, row.Article}
	text := "“" + strings.Join(strings.Fields(row.Words), " ") + "”"
	if row.Who != "" {
		text += ", " + row.Who
	}
	text += ". " + strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ", ")
	return tea.Batch(screen.SetClipboard(text), pane.Copied(text))
}

// same asks whom the person of the current row is the same as. The names
// most alike are first; only a person joins them.
func (qs *questions) same() tea.Cmd {
	row := qs.list.row()
	who := row.Who
	if who == "" {
		who = row.To
	}
	var choices []card.Choice
	names := qs.knownNames("")
	slices.SortStableFunc(names, func(a, b card.Choice) int { return likeness(b.Text, who) - likeness(a.Text, who) })
	for _, c := range names {
		if qs.folder.names.Same(c.Text) == qs.folder.names.Same(who) {
			continue
		}
		c.Key, c.Value = "", c.Text
		if len(choices) < 9 {
			c.Key = string(rune('1' + len(choices)))
		}
		choices = append(choices, c)
	}
	form := card.NewForm(fmt.Sprintf("%s is the same as", who), "esc leave", &card.Field{
		Name: "same", Choices: choices, Hint: "or type the name in full", Typed: func(words string) any { return words },
	})
	qs.front.Ask(form, func(f *card.Form) tea.Cmd { return qs.edits.joinNames(card.One[string](f, "same"), who) })
	return nil
}
