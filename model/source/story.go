package source

import (
	"net/url"
	"slices"
	"strings"

	"stet/model"
	"stet/model/page"
)

// Story returns a copy of a page without what is around the story, and with
// the title as its first heading: the article that is worth keeping as a file.
// The boilerplate within the story stays, but for the short lines under the
// title, which are metadata. The copy counts as Markdown.
func Story(a *model.Article) *model.Article {
	first := slices.IndexFunc(a.Blocks, isStory)
	last := len(a.Blocks)
	for last > 0 && !isStory(a.Blocks[last-1]) {
		last--
	}
	var b builder
	if title := strings.Join(strings.Fields(a.Meta.Title), " "); title != "" && (first < 0 || a.Blocks[first].Kind != model.Heading) {
		b.begin(model.Block{Kind: model.Heading, Level: 1})
		b.write(title)
		b.end()
	}
	begun := false
	for i := max(0, first); i < last; i++ {
		block := &a.Blocks[i]
		begun = begun || isStory(*block) && block.Kind != model.Heading && block.Kind != model.Caption
		if isStory(*block) || begun || block.Range.Len() >= leastStory {
			b.copy(a, block)
		}
	}
	story := &model.Article{Meta: a.Meta, Path: a.Path, Notices: a.Notices, Lacking: a.Lacking}
	story.Meta.Format = markdown.MediaType
	b.finish(story)
	finish(story, &markdown)
	return story
}

func isStory(b model.Block) bool { return b.Kind != model.Boilerplate }

// copy adds a block of another article as it is.
func (b *builder) copy(a *model.Article, block *model.Block) {
	if len(b.buf) > 0 {
		b.buf = append(b.buf, "\n\n"...)
	}
	shift := model.Pos(len(b.buf)) - block.Range.Start
	b.buf = append(b.buf, a.Slice(block.Range)...)
	moved := *block
	moved.Range = model.Range{Start: block.Range.Start + shift, End: block.Range.End + shift}
	moved.Spans = slices.Clone(block.Spans)
	for i := range moved.Spans {
		moved.Spans[i].Range.Start += shift
		moved.Spans[i].Range.End += shift
	}
	b.blocks = append(b.blocks, moved)
}

// ReadFragment reads a piece of HTML that is all story, as a feed brings it.
// Base is the address that its links are relative to, or nil.
func ReadFragment(text string, base *url.URL) *model.Article {
	a := &model.Article{}
	text = strings.ToValidUTF8(text, "\uFFFD")
	doc, err := parsePage(text)
	if err != nil {
		readTags(a, text)
	} else {
		kept := make([]bool, page.Number(doc))
		for i := range kept {
			kept[i] = true
		}
		w := pageWalker{kept: kept, base: base, pictures: pictures{begun: true}}
		w.b.collapse = true
		w.walk(doc, context{})
		w.end()
		w.flushInitial()
		w.b.finish(a)
		labelPage(a)
	}
	finish(a, &webPage)
	return a
}
