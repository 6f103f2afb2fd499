package quotation

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/model"
	"stet/model/mention"
)

// A turn is a paragraph of an interview or a transcript that says before a colon
// who speaks.
type turn struct {
	label model.Range // without the colon
	words model.Range
	asks  bool // its speaker is the one who asks
	known bool // the label is a name, in capitals, Q or A
	// goesOn is true for a paragraph without a label between two turns.
	goesOn bool
}

// turns are the turns of an article by block. Most articles have none.
type turns map[int]turn

// longestLabel is how long a label may be, in bytes.
const longestLabel = 48

// findTurns returns the turns of the blocks: at least three paragraphs with
// labels, two of them of the same speaker, and another speaker between.
func findTurns(a *model.Article, blocks []int, names *mention.Found) turns {
	found := turns{}
	asked, count := map[string]int{}, map[string]int{}
	var labelled []int
	known := 0
	for _, b := range blocks {
		if t, ok := labelOf(a, a.Blocks[b].Range, names); ok {
			found[b] = t
			labelled = append(labelled, b)
			name := a.Slice(t.label)
			count[name]++
			if strings.HasSuffix(strings.TrimRight(a.Slice(t.words), "\"”’ "), "?") {
				asked[name]++
			}
			if t.known {
				known++
			}
		}
	}
	if known < 2 {
		return nil
	}
	labelled = slices.DeleteFunc(labelled, func(b int) bool {
		t := found[b]
		drop := !t.known && count[a.Slice(t.label)] < 2
		if drop {
			delete(found, b)
		}
		return drop
	})
	alternate, again := 0, false
	for i := 1; i < len(labelled); i++ {
		x, y := a.Slice(found[labelled[i-1]].label), a.Slice(found[labelled[i]].label)
		if x != y && labelled[i]-labelled[i-1] < 6 {
			alternate++
		}
		again = again || count[y] > 1
	}
	if alternate < 2 || !again {
		return nil
	}
	for i, b := range labelled {
		t := found[b]
		name := a.Slice(t.label)
		t.asks = strings.EqualFold(name, "q") || 3*asked[name] > 2*count[name]
		found[b] = t
		if i > 0 {
			found.join(a, labelled[i-1], b)
		}
	}
	return found
}

// join counts the paragraphs between the turns of blocks lo and hi to the first.
func (t turns) join(a *model.Article, lo, hi int) {
	for b := lo + 1; b < hi && hi-lo < 6; b++ {
		if !a.Blocks[b].Prose() || a.Blocks[b].Kind == model.Heading {
			return
		}
		t[b] = turn{label: t[lo].label, words: a.Blocks[b].Range, asks: t[lo].asks, goesOn: true}
	}
}

// labelOf reads the label at the start of a block: a few words with capitals
// before a colon, one of them a name, or Q and A.
func labelOf(a *model.Article, block model.Range, names *mention.Found) (turn, bool) {
	text := a.Slice(block)
	head := text[:min(len(text), longestLabel)]
	n := strings.IndexByte(head, ':')
	if len(head) > 2 && (head[0] == 'Q' || head[0] == 'A') && (head[1] == '.' || head[1] == ':') && head[2] == ' ' {
		n = 1
	}
	if n < 1 || n+2 > len(text) || text[n+1] != ' ' || strings.ContainsAny(head[:n], ".?!;,“”\"") && !strings.HasSuffix(strings.Fields(head[:n])[0], ".") {
		return turn{}, false
	}
	label := model.Range{Start: block.Start, End: block.Start + model.Pos(n)}
	words := strings.Fields(head[:n])
	for _, w := range words {
		if c, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(c) && len(w) > 3 {
			return turn{}, false
		}
	}
	start := n + 1 + len(text[n+1:]) - len(strings.TrimLeft(text[n+1:], " "))
	t := turn{label: label, words: model.Range{Start: block.Start + model.Pos(start), End: block.End}}
	m := names.At(label.End - 1)
	known := m >= 0 && (names.Mentions[m].Type == mention.Person || names.Mentions[m].Type == mention.Org)
	t.known = known || n == 1 || strings.ToUpper(head[:n]) == head[:n] || personCalled(names, head[:n]) >= 0
	return t, len(words) < 6 && !t.words.Empty()
}

// personCalled returns the person whose name, or surname, is name in whatever
// letters, or -1.
func personCalled(names *mention.Found, name string) int {
	for n := range names.Entities {
		e := &names.Entities[n]
		if e.Type != mention.Person {
			continue
		}
		last := e.Name[strings.LastIndexByte(e.Name, ' ')+1:]
		if strings.EqualFold(e.Name, name) || strings.EqualFold(last, name) {
			return n
		}
	}
	return -1
}

// turn adds what is said in the turn of block b.
func (f *finder) turn(b int, t turn) {
	who := Speaker{Range: t.label, Name: f.a.Slice(t.label), Entity: f.labelled(t.label)}
	if who.Entity >= 0 {
		who.Name = f.names.Entities[who.Entity].Name
		f.resolver.notice(referent(who.Entity), false)
	}
	if n := len(f.out) - 1; t.goesOn && f.spoken.quote >= 0 && f.spoken.quote <= n {
		q := &f.out[f.spoken.quote]
		q.Parts, q.Marked = append(q.Parts, t.words), append(q.Marked, t.words)
	} else {
		f.spoken.quote = len(f.out)
		f.out = append(f.out, Quotation{Form: Direct, Content: Speech, Parts: []model.Range{t.words}, Marked: []model.Range{t.words},
			Speaker: who, Why: "the words are a turn of an interview"})
	}
	f.spoken.block, f.spoken.here, f.spoken.who = b, b+1, who
	f.tokens = f.takeStretches(f.tokens[:0], b, int(t.words.Start), int(t.words.End))
	eachSentence(f.tokens, f.a.Text, f.marks, f.a.Blocks[b].Soft, f.lex, func(toks []token) { f.reported(toks, who.Entity) })
}

// labelled returns who the label of a turn names: for A the one person who was
// named before, else -1.
func (f *finder) labelled(label model.Range) int {
	name := f.a.Slice(label)
	if m := f.names.At(label.End - 1); m >= 0 && f.names.Mentions[m].Entity >= 0 {
		return f.names.Mentions[m].Entity
	}
	if name != "A" {
		return personCalled(f.names, name)
	}
	one := -1
	for i := range f.names.Mentions {
		m := &f.names.Mentions[i]
		if m.Range.Start >= label.Start {
			break
		}
		if m.Type != mention.Person || m.Entity < 0 || byline(f.a, m.Range.Start) || m.Entity == one {
			continue
		}
		if one >= 0 {
			return -1
		}
		one = m.Entity
	}
	return one
}

// byline reports whether p is in a paragraph that says who wrote the article.
func byline(a *model.Article, p model.Pos) bool {
	b := a.BlockAt(p)
	return b >= 0 && strings.HasPrefix(strings.ToLower(a.Slice(a.Blocks[b].Range)), "by ") && a.Blocks[b].Range.Len() < 120
}

// reported adds what is reported in a sentence of somebody's speech.
func (f *finder) reported(toks []token, speaker int) {
	f.sentence.toks = toks
	f.sentence.findCues()
	first := len(f.out)
	for k := range f.sentence.found {
		f.out = append(f.out, f.inSpeech(&f.sentence.found[k]))
	}
	f.attach(first)
	for k := range f.sentence.found {
		f.resolver.within(&f.out[first+k].Speaker, &f.sentence, f.sentence.found[k].source, speaker)
	}
}

// post makes a quotation of the paragraph over the signature of an embedded
// post, which the sentence at hand is: — Jane Doe (@janedoe) 3 May.
func (f *finder) post(b int, src run) bool {
	s := &f.sentence
	handle := false
	for k := src.hi; k < len(s.toks); k++ {
		handle = handle || f.a.Text[s.toks[k].start] == '@'
	}
	start := model.Pos(s.toks[0].start)
	words := model.Range{Start: f.a.Blocks[b].Range.Start, End: start}
	if words.Empty() {
		if b == 0 || !f.a.Blocks[b-1].Prose() {
			return false
		}
		words = f.a.Blocks[b-1].Range
	}
	words.End = words.Start + model.Pos(len(strings.TrimRight(f.a.Slice(words), " \n\t")))
	if !handle || words.Empty() {
		return false
	}
	for i := len(f.out) - 1; i >= 0 && f.out[i].Cover().Start >= words.Start; i-- {
		if f.out[i].Said() {
			return false
		}
	}
	q := Quotation{Form: Direct, Content: Speech, Parts: []model.Range{words}, Marked: []model.Range{words}, Speaker: Speaker{Entity: -1},
		Why: "the words are a post with its author under it"}
	f.resolver.speaker(&q.Speaker, s, src)
	f.out = append(f.out, q)
	f.spoken.block, f.spoken.quote, f.spoken.who = b, -1, Speaker{Entity: -1}
	return true
}
