package quotation

import (
	"slices"

	"stet/model"
	"stet/model/lang"
	"stet/model/mention"
)

// nounPhrases finds the noun phrases of a text whose language has words of saying but
// no grammar here.
type nounPhrases struct {
	lang  *lang.Language
	text  string
	names *mention.Found
	bare  bool // the language has no articles: a noun alone may be a subject
}

// leastBare is how long a noun is that may be a subject alone, in bytes.
const leastBare = 4

// loosen takes the noun with its article at part i where nothing better was found.
func (t *nounPhrases) loosen(list []atom, c *clue, i int) {
	if c.sourced() || c.from != i || i >= len(list) {
		return
	}
	if (list[i].role == 0 && t.bare || list[i].role == rSuffixed) && list[i].letters && list[i].end-list[i].start >= leastBare {
		c.upto = i + 1 // no language with articles: said minister
		return
	}
	if list[i].role&rArticle == 0 {
		return
	}
	c.upto = wholePhrase(list, i)
	if !t.speaks(list, c, true) {
		c.upto = c.from
	}
}

// behindNoun returns the part behind the noun or name with its articles at part i: what a
// preposition governs.
func (t *nounPhrases) behindNoun(list []atom, i int) int {
	for i < len(list) && list[i].role&rArticle != 0 {
		i++
	}
	if i >= len(list) || !list[i].letters {
		return i
	}
	m := t.nameAt(&list[i])
	for i++; m >= 0 && i < len(list) && model.Pos(list[i].start) < t.names.Mentions[m].Range.End; {
		i++
	}
	return i
}

// named reports whether a name is in the source.
func (t *nounPhrases) named(list []atom, c *clue) bool {
	return slices.ContainsFunc(list[c.from:c.upto], func(p atom) bool { return t.nameAt(&p) >= 0 })
}

// nounAt takes the noun at part i, whose article is in the preposition before it: dal
// sindacato, pelo governo.
func (t *nounPhrases) nounAt(list []atom, c *clue, i int) {
	if i < len(list) && list[i].letters && list[i].role == 0 && list[i].end-list[i].start >= leastBare {
		c.from, c.upto = i, wholePhrase(list, i)
	}
}

// wholePhrase returns where the noun phrase ends that begins with the article at
// part i.
func wholePhrase(list []atom, i int) int {
	upto := i
	for j := i; j < len(list) && j < i+6 && list[j].letters; j++ {
		r := list[j].role
		if j > i && r&rOblique != 0 && r&rLink == 0 {
			break // another phrase
		}
		if r&(rVerb|rAux|rPart|rStop|rPrep|rBy|rSo) != 0 && r&(rArticle|rLink|rTitle) == 0 {
			break
		}
		if r&(rArticle|rLink) == 0 {
			upto = j + 1
		}
	}
	return upto
}

// phraseFrom takes the noun phrase that begins at part i as the source: a pronoun,
// a name with what describes it, or a noun that speaks.
func (t *nounPhrases) phraseFrom(list []atom, c *clue, i int) {
	c.from, c.upto = i, i
	if i >= len(list) || !list[i].letters && t.title(list, i) == 0 {
		return
	}
	if list[i].role&rPronoun != 0 && list[i].role&rArticle == 0 {
		c.upto = i + 1
		return
	}
	named := false
	j := i
	if t.title(list, i) > 0 {
		c.upto = t.title(list, i)
		return
	}
	for ; j < len(list) && j < i+14; j++ {
		p := &list[j]
		if !p.letters {
			if p.sign == '.' && shortened(list, j) || p.sign == '’' || p.sign == '\'' || p.sign == '(' && !named || halfWord(list, j) {
				continue // an initial, an abbreviation
			}
			break
		}
		name := t.nameAt(p)
		switch {
		case j > i && name < 0 && (p.role&rOblique != 0 && p.role&rLink == 0 || p.role&rPrep != 0 && p.role&rArticle != 0): // another phrase
		case name >= 0:
			named = true
			for j+1 < len(list) && model.Pos(list[j+1].start) < t.names.Mentions[name].Range.End {
				j++
			}
			c.upto = j + 1
			if t.names.Mentions[name].Type == mention.Person {
				t.trimSubject(list, c)
				return
			}
			continue
		case p.role&(rVerb|rAux|rPart|rBy|rSo|rAfter) != 0 && p.role&(rArticle|rTitle|rLink) == 0:
		case p.role&rAnd != 0 && j > i && halfWord(list, j-1):
			continue // the health- and family minister
		case p.role&rAnd != 0 && !named && j > i && list[j-1].role&rTitle != 0 && j+1 < len(list) && list[j+1].role&rTitle != 0:
			continue // the leader and candidate Jane Lind
		case p.role&(rStop|rPrep) != 0 && p.role&(rArticle|rLink|rTitle) == 0:
		case p.role&rLink != 0 && p.role&rArticle == 0 && j == i:
		default:
			if p.role&(rArticle|rLink) == 0 {
				c.upto = j + 1
			}
			continue
		}
		break
	}
	t.trimSubject(list, c)
}

// title returns where a name between marks ends that begins at part i, with its
// article: the “Times”; 0 if none does.
func (t *nounPhrases) title(list []atom, i int) int {
	if i+1 < len(list) && list[i].role&rArticle != 0 {
		i++
	}
	if i < len(list) && list[i].stretch >= 0 && !threeWords(t.text[list[i].start:list[i].end]) {
		return i + 1
	}
	return 0
}

// trimSubject drops a phrase that holds neither a name nor a capital nor a title.
func (t *nounPhrases) trimSubject(list []atom, c *clue) {
	if !t.speaks(list, c, false) {
		c.upto = c.from
	}
}

// phraseTo takes the noun phrase that ends with part i as the source.
func (t *nounPhrases) phraseTo(list []atom, c *clue, i int) bool {
	if list[i].role&rPronoun != 0 && list[i].role&rArticle == 0 {
		if i > 0 && list[i-1].role&(rPrep|rBy) != 0 && list[i-1].role&rArticle == 0 {
			return false
		}
		c.from, c.upto = i, i+1
		return true
	}
	from, governed := t.phraseStart(list, i)
	if from > i || list[from].role&rOblique != 0 {
		return false
	}
	if governed && capitals(list, i) > from { // on this occasion Jane Lind said
		from, governed = capitals(list, i), false
	}
	if title := t.lastTitle(list, from, i); governed && title > from { // на вопрос депутата министр ответил
		from, governed = title, false
	}
	if governed { // the mayor in his speech said
		k := from - 1
		for k > 0 && list[k].letters && list[k].role&rPrep != 0 && list[k].role&rArticle == 0 {
			k--
		}
		if k <= 0 || !list[k].letters || list[k].role&(rStop|rVerb|rAux|rPrep) != 0 && list[k].role&(rArticle|rTitle) == 0 && t.nameAt(&list[k]) < 0 {
			return false
		}
		if from, governed = t.phraseStart(list, k); from > k || governed || from > 0 && list[from-1].letters {
			return false
		}
		i = k
	}
	if t.text[list[from].start] <= '9' || from > 0 && list[from-1].role&rAnd != 0 && list[from].role&rArticle == 0 && t.nameAt(&list[from]) < 0 {
		return false
	}
	i, from = t.beforeAside(list, i, from)
	found := clue{lo: c.lo, hi: c.hi, from: from, upto: i + 1}
	if !t.speaks(list, &found, true) || from == i && i == 0 && list[i].role&rTitle == 0 && t.nameAt(&list[i]) < 0 {
		return false // the first word of a sentence may be any
	}
	c.from, c.upto = from, i+1
	return true
}

// lastTitle returns the last noun for people who speak among the parts from to i, which
// begins a phrase of its own in a language without articles; -1 if none does.
func (t *nounPhrases) lastTitle(list []atom, from, i int) int {
	for k := i; t.bare && k > from; k-- {
		if list[k].role&rTitle != 0 {
			return k
		}
	}
	return -1
}

// capitals returns where the words with capitals begin that end with part i, if a
// word without one is before them that is no preposition, article or title.
func capitals(list []atom, i int) int {
	k := i
	for k >= 0 && list[k].letters && list[k].capital && list[k].role&(rPrep|rStop|rArticle) == 0 {
		k--
	}
	if k < 0 || k == i || !list[k].letters || list[k].role != 0 {
		return -1
	}
	return k + 1
}

// phraseStart returns where the noun phrase that ends with part i begins, and
// whether a preposition governs it.
func (t *nounPhrases) phraseStart(list []atom, i int) (from int, governed bool) {
	from = i + 1
	k := i
	for ; k >= 0 && i-k < 24; k-- {
		p := &list[k]
		name := t.nameAt(p)
		switch {
		case p.stretch >= 0:
		case !p.letters && (p.sign == '.' && k > 0 && list[k-1].letters && list[k-1].end-list[k-1].start <= 3 || p.sign == '’' || p.sign == '\''):
			continue // an initial
		case !p.letters:
		case name >= 0:
			for k > 0 && int(t.names.Mentions[name].Range.Start) < list[k].start {
				k--
			}
			from = k
			continue
		case p.role&rLink != 0 && k < i && t.noun(list, k-1): // the mayor of, der Sprecher des
			continue
		case p.role&rArticle != 0 && k > 1 && list[k-1].role&rLink != 0 && t.noun(list, k-2): // the mayor of the
			k--
			continue
		case p.role&rArticle != 0:
			from = k
			if k--; k >= 0 && list[k].role&rArticle != 0 {
				from = k
				k--
			}
		case p.role&(rVerb|rAux|rPart|rStop|rSo|rBy|rPrep|rLink|rPronoun) != 0 && p.role&rTitle == 0:
		default:
			from = k
			continue
		}
		break
	}
	return from, k >= 0 && list[k].letters && list[k].role&(rPrep|rBy|rLink) != 0 && list[k].role&(rArticle|rPronoun) == 0
}

// noun reports whether part k can be a noun: it has no other task.
func (t *nounPhrases) noun(list []atom, k int) bool {
	if k < 0 || !list[k].letters {
		return false
	}
	r := list[k].role
	return t.nameAt(&list[k]) >= 0 || r&rTitle != 0 || r&(rVerb|rAux|rPart|rStop|rSo|rBy|rPrep|rLink|rPronoun|rArticle) == 0
}

// speaks reports whether a phrase can be a source: it holds a name, a capital or a
// title. A loose one may be a noun with its article alone: the young mother.
func (t *nounPhrases) speaks(list []atom, c *clue, loose bool) bool {
	nouns := 0
	numbered := t.text[list[c.from].start] <= '9' // 25 March
	for k := c.from; k < c.upto; k++ {
		p := &list[k]
		if p.capital && !numbered && (k > 0 || !t.opensSentence(list)) || p.role&rTitle != 0 || p.role&rPronoun != 0 && p.role&rArticle == 0 || t.nameAt(p) >= 0 || p.stretch >= 0 || p.named && k+1 < len(list) && list[k+1].stretch >= 0 {
			return true
		}
		if p.letters && p.role&(rArticle|rLink) == 0 {
			nouns++
		}
	}
	return loose && nouns > 0 && (list[c.from].role&rArticle != 0 || list[c.upto-1].role == rSuffixed)
}

// halfWord reports whether the sign at part k is the hyphen of half a word that another
// joins: miljø- og utviklingsminister.
func halfWord(list []atom, k int) bool {
	return k > 0 && k+1 < len(list) && list[k].sign == '-' && list[k].start == list[k-1].end && list[k+1].role&rAnd != 0
}

// mostShortened is how long a word is that a full stop shortens, in bytes, at most.
const mostShortened = 5

// shortened reports whether the full stop at part k belongs to the word before it, or is
// within one: Dr. Lind, example.com.
func shortened(list []atom, k int) bool {
	return k > 0 && list[k-1].end-list[k-1].start <= mostShortened || k+1 < len(list) && list[k+1].start == list[k].end
}

// opensSentence reports whether the first word has its capital because a sentence begins
// with it: a word that is no noun, or one behind which no other part of a name is.
func (t *nounPhrases) opensSentence(list []atom) bool {
	if list[0].role != 0 || len(list) < 2 {
		return true
	}
	next := &list[1]
	return !t.lang.Capitals && next.letters && !next.capital && next.role&(rVerb|rAux|rPart|rAnd|rWho) == 0
}

// nameAt is the mention that begins or goes on at a part, or -1.
func (t *nounPhrases) nameAt(p *atom) int {
	m := t.names.At(model.Pos(p.start))
	if m < 0 || !slices.Contains([]mention.Type{mention.Person, mention.Org, mention.GPE, mention.Loc}, t.names.Mentions[m].Type) {
		return -1
	}
	return m
}
