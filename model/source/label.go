package source

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/model"
	"stet/model/pattern"
)

// label gives the paragraphs of a text without markup their kinds: the title,
// photo captions, what is around the story. Ranges stay as they are.
func label(a *model.Article) {
	labelTitle(a)
	labelCaptions(a)
	labelBoilerplate(a)
	labelLinks(a)
}

// longestTitle is the length of a title in bytes at most.
const longestTitle = 220

// labelTitle makes the first paragraph the heading where it is one: short,
// without a full stop, and with a paragraph after it.
func labelTitle(a *model.Article) {
	if len(a.Blocks) < 2 || a.Blocks[0].Kind != model.Paragraph {
		return
	}
	first := &a.Blocks[0]
	s := a.Slice(first.Range)
	if a.Meta.Title != "" && a.Meta.Title != strings.Join(strings.Fields(s), " ") {
		return
	}
	lines := 1 + strings.Count(s, "\n")
	if len(s) > longestTitle || lines > 1 && !first.Soft || !startsTitle(s) || endsTitle(s) {
		return
	}
	if isCaptionStart(s) || startsFrame(s) && boilerplate().MatchString(s) || strings.ContainsAny(s, "0123456789") && dateLine().MatchString(s) {
		return
	}
	first.Kind, first.Level = model.Heading, 1
}

func startsTitle(s string) bool {
	s = strings.TrimLeft(s, "\"'“‘„«¿¡(")
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.IsDigit(r) || unicode.IsLetter(r) && !unicode.IsLower(r)
}

// endsTitle reports whether s ends as no title does.
func endsTitle(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r == '.' || r == ',' || r == ';' || r == ':' || r == '。'
}

var (
	// captionStart and captionEnd are how agencies mark the words under a picture.
	captionStart = pattern.Late(`^(?:\((?:Image|Photo|Credit)(?: credit)?: |Image: ?©|FILE\s*(?:PHOTO)?\s*[-–—:]|(?:File )?(?:[Pp]hoto|PHOTO|[Ii]mage|[Pp]icture|[Cc]aption|Foto|Bild|Photograph)(?: (?:by|courtesy)\b|\s*:)|\((?:Photo|Image|Foto|AP Photo|Reuters)\b)`)
	captionEnd   = pattern.Late(`\((?i:file (?:photo|image|picture|pic)|archive(?: photo)?|photo|foto|picture)\s*(?:[:/|–-][^()]*)?\)\.?$|\((?:AP|REUTERS|Reuters|AFP|EPA|Getty|Xinhua|Photo|Image|Foto|Bild|Credit)(?: Photo| Images)?\s*[:/][^()]*\)\.?$|\bPhoto(?:graph)?(?:: | by | courtesy )[^.]+$`)
)

// dateLine is a line that holds a date and nothing else.
var dateLine = pattern.Late(`^(?:\pL+\.?,? )?(?:\pL+\.? \d{1,2},?|\d{1,2}\.? \pL+\.?,?) (?:19|20)\d\d[ \d:apmAPM.]*$|^[\d./: -]+$`)

// longestCaption is the length of a caption in bytes at most.
const longestCaption = 700

func labelCaptions(a *model.Article) {
	for i := range a.Blocks {
		b := &a.Blocks[i]
		if b.Kind != model.Paragraph || b.Range.Len() > longestCaption {
			continue
		}
		if isCaptionText(a.Slice(b.Range)) {
			b.Kind = model.Caption
		}
	}
}

// isCaptionText looks at the ends of a paragraph.
func isCaptionText(s string) bool {
	if !strings.HasPrefix(s, "picture") && !strings.HasPrefix(s, "caption") && isCaptionStart(s[:min(len(s), 80)]) {
		return true
	}
	end := s[max(0, len(s)-120):]
	return (strings.HasSuffix(end, ")") || strings.HasSuffix(end, ").") || strings.Contains(end, "Photo")) && captionEnd().MatchString(end)
}

// captionWords are how the patterns of captions begin. Patterns are tried only where
// such letters are: they are a hundred times slower than that, and slow to compile.
var captionWords = strings.Fields("( Image image FILE File Photo photo PHOTO Picture picture Caption caption Foto Bild")

func isCaptionStart(s string) bool {
	begins := func(word string) bool { return strings.HasPrefix(s, word) }
	return slices.ContainsFunc(captionWords, begins) && captionStart().MatchString(s)
}

// frameWords are how boilerplate begins, in lower case, except for what has all
// rights reserved.
var frameWords = strings.Fields(`© (c) copyright read see more learn watch listen related don up what you recommended most
	trending editor top latest also sponsored advert story article continue show view leave comment share follow print e
	facebook twitter whatsapp tweet contact back skip newsletter subscribe sign log get join download weiterlesen mehr lesen
	lire à leia lea leggi lees`)

// startsFrame reports whether s may be boilerplate.
func startsFrame(s string) bool {
	s = strings.ToLower(s)
	begins := func(word string) bool { return strings.HasPrefix(s, word) }
	return slices.ContainsFunc(frameWords, begins) || strings.Contains(s, "rights reserved")
}

// labelWords are the words that boilerplate begins with, in lower case. Only
// paragraphs that do are matched against the patterns.
var labelWords = func() map[string]bool {
	words := map[string]bool{}
	for word := range strings.FieldsSeq(`© (c) copyright read see more learn watch listen related don't don’t up what you recommended most
		trending editor's editor’s editors editors' latest top also sponsored advertisement advertisment story article continue
		show view leave comment comments share follow print email e-mail facebook twitter whatsapp tweet contact back skip
		newsletter newsletters subscribe sign log get join download filed tagged tags topics links weiterlesen mehr lesen
		lire à leia lea leggi lees`) {
		words[word] = true
	}
	return words
}()

// mayBeBoilerplate reports whether the patterns are worth trying on s.
func mayBeBoilerplate(s string) bool {
	if strings.Contains(s, "ights reserved") || strings.Contains(s, "IGHTS RESERVED") {
		return true
	}
	word := s
	if i := strings.IndexFunc(s[:min(len(s), 20)], func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(".,:;!>»|…", r) }); i >= 0 {
		word = s[:i]
	}
	return len(word) < 20 && labelWords[strings.ToLower(word)]
}

var (
	// boilerplate is a paragraph that is not one of the story wherever it is.
	boilerplate = pattern.Late(`^(?i:` +
		`(?:©|\(c\)|copyright\b).*` +
		`|.*\ball rights reserved\b.*` +
		`|(?:read|see|more|learn) (?:more|also|next|on this|about|from|in)\b.*` +
		`|(?:read|see|watch|listen|related|more)\s*[:>»|].*` +
		`|(?:don['’]t miss|read next|up next|what to read next|you may (?:also )?(?:like|be interested in)|recommended(?: for you)?|most (?:popular|read|viewed)|trending(?: now)?|editors?['’]s?[ -]?picks?|related (?:stories|articles|news|topics|content|coverage|links)|more stories|more news|latest news|top stories|also on .*|sponsored(?: content)?|advertise?ment|story continues below.*|article continues .*|continue reading.*|show (?:more|comments|less)|view comments|leave a (?:comment|reply)|comments?(?: \(\d+\))?|share(?: (?:this|on|via)\b.*)?|follow us\b.*|print|e-?mail|facebook|twitter|whatsapp|tweet|contact us\.?|back to top|skip to .*|newsletters?|subscribe(?: now)?|sign (?:in|up)|log in)\W*` +
		`|(?:sign up|subscribe|get|join|download)\b.*\b(?:newsletters?|alerts?|inbox|our (?:free )?app|updates)\b.*` +
		`|(?:weiterlesen|mehr zum thema|lesen sie auch|lire aussi|à lire aussi|leia também|lea también|leggi anche|lees ook)\b.*` +
		`)$`)

	// opener begins what is after a story; all that follows belongs to it.
	opener = pattern.Late(`^(?i:(?:more (?:from|on|stories|news|coverage)\b.*|don['’]t miss|read (?:next|more|also)\b.*|related (?:stories|articles|news|topics|content|coverage|links)|you may (?:also )?(?:like|be interested in).*|recommended(?: for you)?|most (?:popular|read|viewed)|links|comments?(?: \(\d+\))?|leave a (?:comment|reply)|(?:share|follow us|filed under|tagged(?: as| with)?|tags|topics in this article)\b.*|mehr zum thema|lire aussi)\s*[:.…]?)$`)

	// notice is a publisher's notice, which is prose; only the last paragraphs
	// are tried.
	notice = pattern.Late(`(?i)\b(?:contact us\b|terms (?:of (?:use|service)|and conditions)|privacy policy|all rights reserved|may not be (?:published|reproduced|redistributed)|for more information,? (?:visit|contact)|to (?:subscribe|unsubscribe)\b|this (?:article|story|report) (?:was|is|has been) (?:originally |first )?(?:published|republished|produced|syndicated)|responsible for (?:its|their) own content|views expressed (?:in|are)|follow (?:him|her|them|us) on\b|support our (?:work|journalism))`)

	// noticeWords are in every notice, in lower case.
	noticeWords = []string{"contact us", "terms ", "privacy policy", "rights reserved", "may not be", "for more information", "to subscribe", "to unsubscribe",
		"this article", "this story", "this report", "responsible for", "views expressed", "follow ", "support our"}

	moreFrom = pattern.Late(`^(?i:more from):\s*(\S.*)$`)
)

// What is after a story is short: no more than a third of the text and so
// many paragraphs. An opener farther from the end stands alone.
const (
	mostAfter  = 25
	shareAfter = 3
)

// The lengths of what the patterns match, in bytes at most.
const (
	longestTeaser = 250
	longestOpener = 110
)

// labelBoilerplate marks what is not one of the story. Of a partial text the end
// is unknown.
func labelBoilerplate(a *model.Article) {
	tail := len(a.Blocks) // the first block after the story
	for i := range a.Blocks {
		b := &a.Blocks[i]
		if b.Kind != model.Paragraph && b.Kind != model.ListItem || b.Range.Len() > 2*longestTitle {
			continue
		}
		s := a.Slice(b.Range)
		if !mayBeBoilerplate(s) {
			continue
		}
		s = strings.Join(strings.Fields(s), " ")
		if tail == len(a.Blocks) && !a.Partial && len(s) <= longestOpener && opener().MatchString(s) && closesStory(a, i) {
			tail = i
		}
		if len(s) <= longestTeaser && boilerplate().MatchString(s) {
			leaveOut(b)
		}
		if m := moreFrom().FindStringSubmatch(s); m != nil && a.Meta.Publisher == "" {
			a.Meta.Publisher = m[1]
		}
	}
	if a.Partial {
		return
	}
	for i := tail; i < len(a.Blocks); i++ {
		leaveOut(&a.Blocks[i])
	}
	for i := tail - 1; i > 0 && i >= len(a.Blocks)-mostAfter; i-- {
		b := &a.Blocks[i]
		if b.Kind != model.Boilerplate && (b.Range.Len() > 3*longestTitle || !isNotice(a.Slice(b.Range))) {
			break
		}
		leaveOut(b)
	}
}

func isNotice(s string) bool {
	lower := strings.ToLower(s)
	holds := func(words string) bool { return strings.Contains(lower, words) }
	return slices.ContainsFunc(noticeWords, holds) && notice().MatchString(s)
}

// closesStory reports whether so little follows block i that it may be after
// the story.
func closesStory(a *model.Article, i int) bool {
	if i == 0 || len(a.Blocks)-i > mostAfter {
		return false
	}
	start := int(a.Blocks[i].Range.Start)
	return len(a.Text)-start <= len(a.Text)/shareAfter
}

// labelPage marks what the choice of the story leaves: captions that the page
// does not call so, and lists of links.
func labelPage(a *model.Article) {
	labelCaptions(a)
	labelBoilerplate(a)
	labelLinkLists(a)
}

// leastStory is the length in bytes of a paragraph that begins the story.
const leastStory = 110

// labelLinkLists marks runs of two and more blocks that are nothing but a link
// each, and single ones in capitals: they lead to other stories. A paragraph
// that is wholly a link is kept.
func labelLinkLists(a *model.Article) {
	for i := 0; i < len(a.Blocks); {
		n := 0
		for i+n < len(a.Blocks) && linked(&a.Blocks[i+n]) {
			n++
		}
		if n == 1 {
			if s := a.Slice(a.Blocks[i].Range); s == strings.ToUpper(s) && len(strings.Fields(s)) > 2 {
				leaveOut(&a.Blocks[i])
			}
		}
		if n > 1 {
			if i > 0 && introduces(a, &a.Blocks[i-1]) {
				leaveOut(&a.Blocks[i-1])
			}
			for j := i; j < i+n; j++ {
				leaveOut(&a.Blocks[j])
			}
		}
		i += max(n, 1)
	}
}

// linked reports whether nine tenths of a list item or heading are links.
func linked(b *model.Block) bool {
	if b.Kind != model.ListItem && b.Kind != model.Heading && b.Kind != model.Paragraph {
		return false
	}
	return 10*linkedBytes(b) >= 9*b.Range.Len()
}

// linkedBytes counts the bytes of a block that lie in links.
func linkedBytes(b *model.Block) int {
	sum := 0
	end := b.Range.Start
	for _, s := range b.Spans {
		if s.Mark == model.Link && s.Range.End > end {
			sum += int(s.Range.End - max(s.Range.Start, end))
			end = s.Range.End
		}
	}
	return sum
}

// introduces reports whether b is a short line over a list ("More:").
func introduces(a *model.Article, b *model.Block) bool {
	return (b.Kind == model.Heading && b.Level > 1 || b.Kind == model.Paragraph) && b.Range.Len() < 40 && !endsSentence(a.Slice(b.Range))
}

// leaveOut makes b boilerplate.
func leaveOut(b *model.Block) {
	b.Kind, b.Level, b.Marker = model.Boilerplate, 0, ""
}
