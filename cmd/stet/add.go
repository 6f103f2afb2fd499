package main

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/spf13/cobra"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/annotate/codebook"
	"stet/annotate/kind"
	"stet/annotate/session"
	"stet/annotate/store"
	"stet/annotate/suggest"
	"stet/cmd/stet/manual"
	"stet/model"
	"stet/model/clean"
	"stet/model/mention"
)

// An addition is what the flags of stet add say.
type addition struct {
	*program
	kind       kind.Kind
	exact      string
	occurrence int // from 1; 0 where there may be only one
	whole      bool
	by         string
	towards    string
	label      string
	text       string
	tags       []string
	fields     []string // NAME=VALUE
	settings   []setting
}

func addCommand(p *program) *cobra.Command {
	add := addition{program: p}
	kinds := addable(kind.All).Names()
	cmd := &cobra.Command{
		Use:   fmt.Sprintf("add %s FILE", strings.Join(kinds, "|")),
		Short: "add one annotation without a screen",
		Long: "Where the program suggests an annotation of this kind on these very words, what no flag says\n" +
			"is taken from that suggestion, and standard error tells what that was. Standard output has\n" +
			"the ID. Codes are those of the folder's codebook, else the standard ones, and a codebook\n" +
			"may add kinds: `stet codebook` lists both.",
		Args:      arguments(2, 2),
		ValidArgs: kinds,
		RunE: func(cmd *cobra.Command, args []string) error {
			known := addable(kind.All.With(ownKinds(args[1])))
			if err := oneOf("add", args[0], known.Names()...); err != nil {
				return err
			}
			add.kind, _ = known.Find(args[0])
			if (add.exact == "") == !add.whole {
				return misused(`--exact "…" gives the words, --whole means the article itself`, "add: say what the %s is about", add.kind.Title)
			}
			return add.keep(cmd.Context(), args[1])
		},
	}
	f := cmd.Flags()
	f.StringVar(&add.exact, "exact", "", "the `words` of the article, with any blanks between them")
	f.IntVar(&add.occurrence, "occurrence", 0, "`which` of them, from 1, if they occur several times")
	f.BoolVar(&add.whole, "whole", false, "the whole article instead of some words")
	f.StringVar(&add.by, "by", "", "`who` speaks, claims or holds, or the name")
	f.StringVar(&add.towards, "towards", "", "`what` a stance is towards: a name or a topic")
	f.StringVar(&add.label, "label", "", "its `code`, such as FAVOR, ORG or CFS, or the word that the screen has for it")
	f.StringVar(&add.text, "text", "", "a `remark` in Markdown; of a note, its words")
	f.StringArrayVar(&add.fields, "field", nil, "`NAME=VALUE` of a field of the kind, as `stet help kinds` lists them; may be given several times")
	f.StringArrayVar(&add.tags, "tag", nil, "a `tag`; may be given several times")
	manual.CompleteBy(cmd, "label", completeLabels)
	return cmd
}

// keep makes one annotation, saves it and prints its ID.
func (add *addition) keep(ctx context.Context, path string) error {
	if path == "-" {
		return misused("save the text to a file first", "add: cannot annotate standard input: it has no file to keep the annotations beside")
	}
	a, err := add.readArticle(path)
	if err != nil {
		return err
	}
	desk := add.desk(ctx)
	if err := asPerson(desk.Annotator); err != nil {
		return err
	}
	own, err := session.Open(desk, a)
	if err != nil {
		return err
	}
	if own.ReadOnly != "" {
		return failed("nothing was written", "%s: %s", own.Path(), own.ReadOnly)
	}
	book, err := readCodebook(filepath.Dir(path))
	if err != nil {
		return err
	}
	book = cmp.Or(book, codebook.Default())
	if add.label, err = codeFor(book, add.kind, "", add.label); err != nil {
		return err
	}
	if add.settings, err = parseSettings(book, add.kind, add.fields); err != nil {
		return err
	}
	ann, taken, err := add.annotation(a, own.Set)
	if err != nil {
		return err
	}
	if err := add.complete(ann); err != nil {
		return err
	}
	for _, old := range own.Set.All() {
		if sameSaid(old, ann) {
			return failed("`stet list` shows it", "%s: this is kept already: %s", path, old.ID)
		}
	}
	ann.Creator = desk.Creator()
	edit := annotate.Edit{Title: add.kind.Title + ", " + cmp.Or(ann.Who().String(), "by stet add"), At: ann.Created, Swaps: []annotate.Swap{{After: ann}}}
	saved, err := add.commit(path, own, edit)
	if err != nil {
		return err
	}
	if saved.Kept {
		add.notice(path, fmt.Sprintf("its folder is read-only: kept in %s, and found again whenever this text is opened", saved.Path))
	}
	fmt.Fprintln(add.out, ann.ID)
	if len(taken) > 0 {
		add.notice(path, "taken from the suggestion: "+strings.Join(taken, ", "))
	}
	return nil
}

// commit carries out and saves an edit of one sidecar. Where stet's own folders cannot
// be written, it says so in a line.
func (p *program) commit(path string, sc *session.Sidecar, e annotate.Edit) (session.News, error) {
	n, err := sc.Commit(e)
	if n.Journal != nil {
		p.notice(path, "saved, but not what stet notes for undoing it later: "+strings.ReplaceAll(n.Journal.Error(), "\n", "; "))
	}
	return n, err
}

// annotation makes what was asked for. Where the engines suggest an annotation
// of this kind on these very words, it begins with what they found (the words of
// saying, who speaks), and says so in its origin; taken is what no flag said.
func (add *addition) annotation(a *model.Article, set *annotate.Set) (ann *annotate.Annotation, taken []string, err error) {
	now := time.Now().UTC().Truncate(time.Second)
	ann = &annotate.Annotation{
		ID: store.NewID(), Body: add.kind.New(), Tags: add.tags, Comment: add.text,
		Created: now, Modified: now, Origin: annotate.Origin{How: annotate.ByHand},
	}
	names := mention.Find(a, all(a), kind.Rules(set.All()))
	if add.whole {
		if ann.Target.Whole = true; add.kind.Fill != nil && add.by == "" {
			return nil, nil, misused("--by gives the name", "add: say which %s", add.kind.Title)
		}
	} else {
		at, err := locateWords(a, add.exact, add.occurrence)
		if err != nil {
			return nil, nil, err
		}
		ann.Target.Place = annotate.Place{Range: at, Score: 1}
		if found := add.suggested(a, at); found != nil {
			ann.Body, ann.Origin = found.Annotation.Body.Clone(), annotate.Origin{How: annotate.Edited, Generator: suggest.Engine, Score: found.Annotation.Origin.Score}
			taken = add.taken(ann.Body, a)
		}
	}
	roles := ann.Body.Refs()
	for i, name := range []string{add.by, add.towards} {
		switch {
		case name == "":
		case i >= len(roles):
			return nil, nil, misused("leave it out", "add: %s has nobody to name with %s", kind.An(add.kind.Title), roleFlags[i])
		default:
			*roles[i].Ref = reference(a, names, name, ann.Target.Range, i > 0)
		}
	}
	if add.label != "" {
		if err := add.kind.SetLabel(ann.Body, add.label); err != nil {
			return nil, nil, misused("leave --label out", "add: %s", err)
		}
	}
	if err := setFields(add.kind, ann.Body, add.settings, a, names, ann.Target.Range); err != nil {
		return nil, nil, err
	}
	if add.kind.Fill != nil {
		add.kind.Fill(ann.Body, strings.Join(strings.Fields(add.exact), " "))
	}
	return anchor.Confirm(ann, a, model.NewOffsets(a.Text)), taken, nil
}

// taken tells what a suggestion says that no flag does.
func (add *addition) taken(b annotate.Body, a *model.Article) (out []string) {
	given := []string{add.by, add.towards}
	for i, role := range b.Refs() {
		if who := role.Ref.String(); who != "" && (i >= len(given) || given[i] == "") {
			out = append(out, role.Name+" "+who)
		}
	}
	if label := b.Label(); label != "" && add.label == "" {
		out = append(out, fmt.Sprintf("label %s", label))
	}
	for _, f := range add.kind.Places {
		for _, place := range f.Get(b) {
			if !f.Whole {
				out = append(out, fmt.Sprintf("%s “%s”", f.Name, clean.Line(a.Slice(place.Range))))
			}
		}
	}
	return out
}

// codeFor is the code that a word means for a field of a kind, "" being its label:
// a name or a title in the codebook, or the screen's word for one. Where the
// codebook has no codes for it, the word stands for itself.
func codeFor(book *codebook.Codebook, k kind.Kind, field, word string) (string, error) {
	sets := book.For(k.Name, field)
	if word == "" || len(sets) == 0 {
		return kind.Code(word), nil
	}
	var names []string
	for _, means := range []func(*codebook.Code) bool{
		func(c *codebook.Code) bool { return c.Name == word },
		func(c *codebook.Code) bool {
			return strings.EqualFold(c.Name, word) || strings.EqualFold(c.Title, word)
		},
		func(c *codebook.Code) bool { return c.Name == kind.Code(word) },
	} {
		names = names[:0]
		for _, set := range sets {
			for i := range set.Codes {
				c := &set.Codes[i]
				if means(c) {
					return c.Name, nil
				}
				names = append(names, describe(c.Name))
			}
		}
	}
	return "", misused(fmt.Sprintf("it can be %s", strings.Join(names, ", ")), "add: the codebook has no code %q for %s", word, kind.An(k.Title))
}

// describe is a code, with the word that may be typed for it.
func describe(code string) string {
	if word := kind.Word(code); word != code {
		return code + " (" + word + ")"
	}
	return code
}

// complete refuses an annotation that would say nothing.
func (add *addition) complete(ann *annotate.Annotation) error {
	if what, flag := missing(add.kind, ann); what != "" {
		return misused(fmt.Sprintf("%s says it", flag), "add: %s needs %s, and nothing suggests one", kind.An(add.kind.Title), kind.An(what))
	}
	return nil
}

// sameSaid reports whether two annotations say the same of the same words.
func sameSaid(a, b *annotate.Annotation) bool {
	if a.Kind() != b.Kind() || a.Target.Whole != b.Target.Whole || a.Target.Range != b.Target.Range ||
		a.Comment != b.Comment || !slices.Equal(a.Tags, b.Tags) {
		return false
	}
	for _, f := range kind.Of(a).Fields {
		if f.Get(a.Body) != f.Get(b.Body) {
			return false
		}
	}
	return slices.EqualFunc(a.Body.Refs(), b.Body.Refs(), func(x, y annotate.Role) bool {
		return x.Ref.Kind == y.Ref.Kind && x.Ref.String() == y.Ref.String()
	})
}

// suggested is what the engines suggest on these words, nil if nothing.
func (add *addition) suggested(a *model.Article, at model.Range) *suggest.Suggestion {
	f := new(detection).find(a)
	for _, s := range suggest.All(a, f.names, f.quotes) {
		if s.Annotation.Kind() == add.kind.Name && bare(a, s.Annotation.Target.Range) == bare(a, at) {
			return &s
		}
	}
	return nil
}

// bare is a range without the marks and stops at its ends.
func bare(a *model.Article, r model.Range) model.Range {
	text := a.Slice(r)
	edge := func(c rune) bool { return unicode.IsPunct(c) || unicode.IsSpace(c) || unicode.IsSymbol(c) }
	r.Start += model.Pos(len(text) - len(strings.TrimLeftFunc(text, edge)))
	r.End -= model.Pos(len(text) - len(strings.TrimRightFunc(text, edge)))
	return r
}

// reference makes a Ref of a name as it was typed: a name of the article with its
// type and the mention that is nearest to the words, the article itself, nobody,
// or else a topic or a name that the article does not have.
func reference(a *model.Article, names *mention.Found, name string, near model.Range, topic bool) annotate.Ref {
	switch name {
	case "-":
		return annotate.Ref{Kind: annotate.RefNobody}
	case "0":
		return annotate.Ref{Kind: annotate.RefArticle}
	}
	for i := range names.Entities {
		e := &names.Entities[i]
		if !namesOf(e, name) {
			continue
		}
		ref := annotate.NameRef(e.Name, e.Type)
		if at, ok := nearestMention(names, e, near); ok {
			ref.Words = &annotate.Place{Range: at, Score: 1}
		}
		return ref
	}
	if topic {
		return annotate.TopicRef(name)
	}
	return annotate.NameRef(name, "")
}

func namesOf(e *mention.Entity, name string) bool {
	for _, form := range append([]string{e.Name}, e.Also...) {
		if strings.EqualFold(form, name) {
			return true
		}
	}
	return false
}

// nearestMention is the mention of an entity with the fewest bytes between it
// and the words; false where there are no words.
func nearestMention(names *mention.Found, e *mention.Entity, near model.Range) (model.Range, bool) {
	var best model.Range
	least := -1
	for _, i := range e.Mentions {
		r := names.Mentions[i].Range
		if gap := max(0, int(r.Start-near.End), int(near.Start-r.End)); least < 0 || gap < least {
			best, least = r, gap
		}
	}
	return best, least >= 0 && !near.Empty()
}

// all is the range of a whole article.
func all(a *model.Article) model.Range { return model.Range{End: model.Pos(len(a.Text))} }
