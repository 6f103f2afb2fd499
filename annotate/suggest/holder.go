package suggest

import (
	"strings"
	"unicode"

	"stet/annotate"
	"stet/model"
	"stet/model/mention"
	"stet/model/quotation"
)

// holders returns who takes a side as s: each of several by name, or somebody who is
// only described.
func holders(a *model.Article, names *mention.Found, s quotation.Speaker) []annotate.Ref {
	if s.Entity >= 0 {
		return []annotate.Ref{speaker(a, names, s)}
	}
	if s.Range.Empty() {
		return nil
	}
	if several := together(a, names, s.Range); len(several) > 1 {
		return several
	}
	if i := author(a, names, s.Range); i >= 0 {
		m := &names.Mentions[i]
		return []annotate.Ref{speaker(a, names, quotation.Speaker{Range: m.Range, Entity: m.Entity})}
	}
	if (quotation.Somebody(s.Name) || named(s.Name)) && !quotation.Pronoun(s.Name) {
		if w := a.Slice(s.Range); w == "who" || w == "which" || w == "that" { // the words that it stands for
			if i := strings.LastIndex(a.Text[:s.Range.Start], s.Name); i >= 0 && int(s.Range.Start)-i-len(s.Name) < 4 {
				s.Range = model.Range{Start: model.Pos(i), End: model.Pos(i + len(s.Name))}
			}
		}
		return []annotate.Ref{speaker(a, names, s)}
	}
	return nil
}

// author is the mention of who made the document that r describes, -1 where it is
// none: Doe’s letter, a report by the agency.
func author(a *model.Article, names *mention.Found, r model.Range) int {
	words := strings.Fields(a.Slice(r))
	head := len(words) - 1
	for k, w := range words {
		if w == "from" || w == "by" || w == "of" {
			head = k - 1
			break
		}
	}
	if head < 0 || !documents.has(strings.ToLower(words[head])) {
		return -1
	}
	named := func(i int) bool { return i >= 0 && names.Mentions[i].Entity >= 0 && r.Covers(names.Mentions[i].Range) }
	if i := names.At(r.End - 1); head < len(words)-1 && words[head+1] != "of" && named(i) && names.Mentions[i].Range.End == r.End {
		return i
	}
	if head > 0 && head == len(words)-1 { // a Doe Institute report
		before := r.Start + model.Pos(len(strings.TrimRight(strings.TrimSuffix(a.Slice(r), words[head]), " ")))
		if i := names.At(before - 1); named(i) && names.Mentions[i].Range.End == before {
			return i
		}
	}
	at := r.Start
	for _, article := range [...]string{"The ", "the "} {
		if strings.HasPrefix(a.Slice(r), article) {
			at += model.Pos(len(article))
		}
	}
	if i := names.At(at); named(i) && names.Mentions[i].Range.Start == at && (strings.HasPrefix(a.Text[names.Mentions[i].Range.End:], "’s") || strings.HasPrefix(a.Text[names.Mentions[i].Range.End:], "'s")) {
		return i
	}
	return -1
}

// named reports whether words are written like the name of somebody, though nobody is
// known by it: the Register.
func named(words string) bool {
	list := strings.Fields(words)
	if len(list) > 1 && (strings.EqualFold(list[0], "the") || strings.EqualFold(list[0], "a")) {
		list = list[1:]
	}
	for _, w := range list {
		if r := []rune(w)[0]; !unicode.IsUpper(r) && w != "of" && w != "for" && w != "the" {
			return false
		}
	}
	return len(list) > 0 && len(list) < 7
}

// together returns the people and groups that a phrase joins by and; what in it is
// neither is left out.
func together(a *model.Article, names *mention.Found, r model.Range) (out []annotate.Ref) {
	if !strings.Contains(a.Slice(r), " and ") {
		return nil
	}
	r = listed(a, names, r)
	text := a.Slice(r)
	for at := 0; at < len(text); {
		end, next := len(text), len(text)
		for _, sep := range [...]string{", and ", " and ", ", "} {
			if i := strings.Index(text[at:], sep); i >= 0 && at+i < end {
				end, next = at+i, at+i+len(sep)
			}
		}
		piece := model.Range{Start: r.Start + model.Pos(at), End: r.Start + model.Pos(end)}
		at = next
		if piece.Empty() {
			continue
		}
		i := names.At(piece.End - 1)
		switch {
		case i >= 0 && names.Mentions[i].Entity >= 0 && names.Mentions[i].Range.End == piece.End && piece.Covers(names.Mentions[i].Range):
			m := &names.Mentions[i]
			out = append(out, speaker(a, names, quotation.Speaker{Range: m.Range, Entity: m.Entity}))
		case quotation.Somebody(a.Slice(piece)):
			out = append(out, speaker(a, names, quotation.Speaker{Range: piece, Entity: -1, Name: a.Slice(piece)}))
		}
	}
	return out
}

// listed returns r with the names before it that are of the same list: Doe, the poet Roe
// and others.
func listed(a *model.Article, names *mention.Found, r model.Range) model.Range {
	first := model.Pos(0)
	if b := a.BlockAt(r.Start); b >= 0 {
		first = a.Blocks[b].Range.Start
	}
	for range 5 {
		before := a.Text[first:r.Start]
		if !strings.HasSuffix(before, ", ") {
			return r
		}
		before = strings.TrimSuffix(before, ", ")
		start := first + model.Pos(strings.LastIndexAny(before, ",.;:“”\"\n")+1)
		end := first + model.Pos(len(before))
		i := names.At(max(end, 1) - 1)
		if i < 0 || names.Mentions[i].Range.End != end || names.Mentions[i].Entity < 0 || names.Mentions[i].Type != mention.Person || len(strings.Fields(a.Text[start:end])) > 6 {
			return r
		}
		for start < end && a.Text[start] == ' ' {
			start++
		}
		r.Start = start
	}
	return r
}
