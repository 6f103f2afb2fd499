package anchor

import (
	"testing"

	"stet/annotate"
	"stet/model"
)

// Words that are only written otherwise are the same words: nobody is asked.
func TestRespelledWordsAreMoved(t *testing.T) {
	const old = "The ferry sails at dawn. She said \"it won't pay\" to the harbour board. Café prices rose.\n"
	for _, c := range []struct{ name, now, quote, want string }{
		{"curly marks", "The ferry sails at dawn. She said “it won’t pay” to the harbour board. Café prices rose.\n", `"it won't pay"`, "“it won’t pay”"},
		{"no-break spaces", "The ferry sails at dawn. She said \"it\u00a0won't pay\" to the harbour board. Café prices rose.\n", `"it won't pay"`, "\"it\u00a0won't pay\""},
		{"wrapped lines", "The ferry sails\nat dawn. She said \"it\nwon't pay\" to the harbour board.\nCafé prices rose.\n", `"it won't pay"`, "\"it\nwon't pay\""},
		{"composed accents", "The ferry sails at dawn. She said \"it won't pay\" to the harbour board. Cafe\u0301 prices rose.\n", "Café prices", "Cafe\u0301 prices"},
		{"soft hyphens", "The ferry sails at dawn. She said \"it won't pay\" to the har\u00adbour board. Café prices rose.\n", "harbour board", "har\u00adbour board"},
	} {
		before := &model.Article{Text: old, Digest: model.DigestOf(old)}
		q := Describe(before, model.NewOffsets(old), find(t, old, c.quote)).Quote
		after := &model.Article{Text: c.now, Digest: model.DigestOf(c.now)}
		for _, kept := range []func(string) (string, bool){nil, func(string) (string, bool) { return old, true }} {
			p := NewFinder(after, model.NewOffsets(c.now), kept).Find(q)
			if got := after.Slice(p.Range); got != c.want || p.State != annotate.Moved {
				t.Errorf("%s, earlier text kept %t: %s %q, want moved %q", c.name, kept != nil, p.State, got, c.want)
			}
		}
	}
}

func find(t *testing.T, text, words string) model.Range {
	t.Helper()
	for i := range text {
		if len(text) >= i+len(words) && text[i:i+len(words)] == words {
			return span(i, i+len(words))
		}
	}
	t.Fatalf("%q is not in the text", words)
	return model.Range{}
}
