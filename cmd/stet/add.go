package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/spf13/cobra"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/annotate/kind"
	"stet/annotate/store"
	"stet/annotate/suggest"
	"stet/model"
	"stet/model/mention"
)

// An addition is what the flags of stet add say.
type addition struct {
	kind       kind.Kind
	exact      string
	occurrence int // from 1; 0 where there may be only one
	whole      bool
	by         string
	towards    string
	label      string
	text       string
	tags       []string
}

func addCommand(p *program) *cobra.Command {
	var add addition
	// A relation needs two annotations, not words.
	kinds := slices.DeleteFunc(kindNames(), func(name string) bool { return name == "link" })
	cmd := &cobra.Command{
		Use:       "add " + strings.Join(kinds, "|") + " FILE",
		Short:     "add one annotation without a screen",
		Args:      arguments(2, 2),
		ValidArgs: kinds,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := oneOf("add", args[0], kinds...); err != nil {
				return err
			}
			add.kind, _ = kind.Find(args[0])
			if (add.exact == "") == !add.whole {
				return misused(`--exact "…" gives the words, --whole means the article itself`, "add: say what the %s is about", add.kind.Title)
			}
			return p.add(cmd.Context(), args[1], add)
		},
	}
	f := cmd.Flags()
	f.StringVar(&add.exact, "exact", "", "the `words` of the article, with any blanks between them")
	f.IntVar(&add.occurrence, "occurrence", 0, "`which` of them, from 1, where they stand there several times")
	f.BoolVar(&add.whole, "whole", false, "the whole article instead of some words")
	f.StringVar(&add.by, "by", "", "`who` speaks, claims or holds, or the name")
	f.StringVar(&add.towards, "towards", "", "`what` a stance is towards: a name or a topic")
	f.StringVar(&add.label, "label", "", "its `code`, such as FAVOR, ORG or CFS, or the word that the screen has for it")
	f.StringVar(&add.text, "text", "", "a `remark` in Markdown; of a note, its words")
	f.StringArrayVar(&add.tags, "tag", nil, "a `tag`; may be given several times")
	return cmd
}

// add makes one annotation, saves it and prints its ID.
func (p *program) add(ctx context.Context, path string, add addition) error {
	if path == "-" {
		return misused("save it to a file first", "add: what is said about standard input would have no place")
	}
	a, err := p.readArticle(path)
	if err != nil {
		return err
	}
	desk := p.desk(ctx)
	file, err := desk.Open(a)
	if err != nil {
		return err
	}
	if file.ReadOnly != "" {
		return failed("nothing was written", "%s: %s", file.Path(), file.ReadOnly)
	}
	ann, err := add.annotation(a, file.Set)
	if err != nil {
		return err
	}
	ann.Creator = desk.Creator()
	edit := annotate.Edit{Title: add.kind.Title + ", " + cmp.Or(ann.Who().String(), "by stet add"), At: ann.Created, Swaps: []annotate.Swap{{After: ann}}}
	file.Set.Do(edit)
	saved, err := file.Save(file.Set.Snapshot(), file.Set.Coded())
	if err != nil {
		return err
	}
	if saved.Kept {
		p.notice(path, "its folder is read-only: kept in "+saved.Path+", and found again whenever this text is opened")
	}
	fmt.Fprintln(p.out, ann.ID)
	return file.Did(edit)
}

// annotation makes what was asked for. Where the engines suggest an annotation
// of this kind on these very words, it begins with what they found (the words of
// saying, who speaks), and says so in its origin.
func (add *addition) annotation(a *model.Article, set *annotate.Set) (*annotate.Annotation, error) {
	now := time.Now().UTC().Truncate(time.Second)
	ann := &annotate.Annotation{
		ID: store.NewID(), Body: add.kind.New(), Tags: add.tags, Comment: add.text,
		Created: now, Modified: now, Origin: annotate.Origin{How: annotate.ByHand},
	}
	names := mention.Find(a, all(a), kind.Rules(set.All()))
	if add.whole {
		if ann.Target.Whole = true; add.kind.Fill != nil && add.by == "" {
			return nil, misused("--by gives the name", "add: say which %s", add.kind.Title)
		}
	} else {
		at, err := locateWords(a, add.exact, add.occurrence)
		if err != nil {
			return nil, err
		}
		ann.Target.Place = annotate.Place{Range: at, Score: 1}
		if found := add.suggested(a, at); found != nil {
			ann.Body, ann.Origin = found.Annotation.Body.Clone(), annotate.Origin{How: annotate.Edited, Generator: suggest.Engine}
		}
	}
	roles := ann.Body.Refs()
	for i, name := range []string{add.by, add.towards} {
		switch {
		case name == "":
		case i >= len(roles):
			return nil, misused("leave it out", "add: a %s has nobody to name with %s", add.kind.Title, []string{"--by", "--towards"}[i])
		default:
			*roles[i].Ref = reference(a, names, name, ann.Target.Range, i > 0)
		}
	}
	if add.label != "" {
		if err := add.kind.SetLabel(ann.Body, kind.Code(add.label)); err != nil {
			return nil, misused("leave --label out", "add: %s", err)
		}
	}
	if add.kind.Fill != nil {
		add.kind.Fill(ann.Body, strings.Join(strings.Fields(add.exact), " "))
	}
	return anchor.Confirm(ann, a, model.NewOffsets(a.Text)), nil
}

// suggested is what the engines suggest on these words, nil if nothing.
func (add *addition) suggested(a *model.Article, at model.Range) *suggest.Suggestion {
	f := find(a)
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
