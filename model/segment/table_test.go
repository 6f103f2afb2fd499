package segment

import (
	"slices"
	"strings"
	"testing"

	"stet/model"
	"stet/model/lang"
)

// bare takes the brackets off a marked text; those that are doubled are of the text.
func bare(marked string) string {
	return strings.NewReplacer("[[", "[", "]]", "]", "[", "", "]", "").Replace(marked)
}

// Where a sentence ends, by the rules and the abbreviations of its language: at stops and
// the marks that close behind them, not at those of numbers, names and abbreviations.
func TestWhereSentencesEndByLanguage(t *testing.T) {
	for _, c := range []struct{ lang, want string }{
		{"en", "[It was I.] [She left.]"},
		{"en", "[See No. 0 and No. 9.] [He said no.] [No.] [“Five” won.]"},
		{"en", "[Fig. 3 shows it.] [Fig.] [Three shows it.]"},
		{"en", "[It was on Jan. 5.] [Nobody came.]"},
		{"en", "[See gov.uk.] [Parliament met.]"},
		{"en", "[They have a plan b.] [Congress met.]"},
		{"en", "[He took vitamin C. The rest was food.]"},
		{"de", "[Am 9. Mai kam er.] [Das 0. Element fehlt.] [Er kam am 31.] [Der Zug war weg.] [Im Jahr 1999.] [Er ging.]"},
		{"de", "[Prof. Dr. Müller kam, z. B. mit Art. 5.] [Der Rest ging.]"},
		{"mt", "[Dr. Borg wasal.] [Imbagħad telaq.]"},
		{"en", "[He said “Mr.”] [Doe left.]"},
		{"tr", "[Dr. Kaya geldi.] [Sonra gitti.]"},
		{"el", "[Ήρθε;] [Έφυγε.]"},
		{"en", "[Why; he left.]"},
		{"en", "[He left.” ”] [Then he came.]"},
		{"en", "[He left. ’] [Then.]"},
		{"en", "[He left.] [”Then.]"},
		{"en", "[He left. \"] [Then]"},
		{"en", "[“It is great. ” he said]"},
		{"en", "[One.]\n \t\n[Two]"},
		{"en", "[no stop]\n\n[Two.] [Yes]"},
		{"ja", "[「行く。帰る。」と言った。][雨だ。]"},
		{"th", "[ไป។][មក។]"},
		{"am", "[ሀለ።][መጣ።]"},
		{"hi", "[वह गया।] [वह आया।]"},
		{"zh", "[他说：“好。走吧。”然后离开。]"},
		{"en", "[He stopped!?] [Then left…]  [And so.]"},
		{"en", "[He has 3.5 million. example.com.] [Yes.]"},
		{"en", "[Stop..] [Then. etc.] [The end. etc. and more.] [Inc. Friday.] [Inc.] [The.]"},
		{"en", "[He said “Mr. Doe.”] [(Yes.)] [[No.]] [“‘Maybe.’”] [He left]"},
	} {
		text := bare(c.want)
		got := mark(text, AppendSentences(nil, text, model.Range{End: model.Pos(len(text))}, lang.Of(c.lang))...)
		if got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.lang, got, c.want)
		}
		for cut := range len(text) { // nothing behind the end is read
			within := model.Range{End: model.Pos(cut)}
			for _, r := range AppendSentences(nil, text, within, lang.Of(c.lang)) {
				if r.End > within.End {
					t.Fatalf("%s: of %d bytes of %q a sentence ends at %d", c.lang, cut, text, r.End)
				}
			}
		}
	}
}

// Where a stretch ends, sign by sign.
func TestSignsBetweenStretches(t *testing.T) {
	for text, want := range map[string]string{
		"one - two":                  "[one] - [two]",
		"one -two":                   "[one -two]",
		"one- two":                   "[one- two]",
		"one--two":                   "[one]--[two]",
		"‘no’, the ministers’ words": "‘[no]’, [the ministers’ words]",
		"boss’ hat":                  "[boss’ hat]",
		"rock ’n’ roll":              "[rock] ’[n]’ [roll]",
		"a. b":                       "[a]. [b]",
		"the U.N. came. Then":        "[the U.N. came]. [Then]",
		"end.":                       "[end].",
		"x… y":                       "[x]… [y]",
		"that it is":                 "that [it is]",
		"he said that":               "[he said that]",
		"if so":                      "if [so]",
		"whether":                    "[whether]",
		"a\nb":                       "[a\nb]",
		"no that is":                 "[no] that [is]",
		"1,000, then":                "[1,000], [then]",
		"it’s":                       "[it’s]",
		"Mr. Doe. He":                "[Mr. Doe]. [He]",
		"(a) b":                      "([a]) [b]",
		"what?! so":                  "[what?]! [so]",
		"a?b":                        "[a?b]",
		"e\u0301’s":                  "[e\u0301’s]", "boss’s": "[boss’s]", "he said: no": "[he said]: [no]",
	} {
		a := article(text)
		if got := mark(text, slices.Collect(Stretch.In(a, &a.Blocks[0]))...); got != want {
			t.Errorf("\n got %s\nwant %s", got, want)
		}
	}
}

// Where line ends are line ends, each ends a sentence and a stretch.
func TestLinesOfAPoem(t *testing.T) {
	const text = "The ferry sails\nat dawn. Nobody\n\ncame"
	a := &model.Article{Text: text, Blocks: []model.Block{{Range: model.Range{End: model.Pos(len(text))}}}}
	if got := mark(text, slices.Collect(Sentence.In(a, &a.Blocks[0]))...); got != "[The ferry sails]\n[at dawn.] [Nobody]\n\n[came]" {
		t.Errorf("sentences: %s", got)
	}
	if got := mark(text, slices.Collect(Stretch.In(a, &a.Blocks[0]))...); got != "[The ferry sails]\n[at dawn]. [Nobody]\n\n[came]" {
		t.Errorf("stretches: %s", got)
	}
	if r, ok := Word.At(a, model.Pos(len(text)+5)); ok {
		t.Errorf("behind the end is %v", r)
	}
}

// Thai is cut before a vowel that is written first, not before it has six letters.
func TestHowLongAThaiUnitIs(t *testing.T) {
	for text, want := range map[string]int{"กกกกกเก": 7, "กกกกกกเก": 6, "กกกกกกกก": 8, "กกกกกกกเกเก": 7, "กกกกกกa": 6} {
		if got := cut(text); got != want*len("ก") {
			t.Errorf("%s: %d bytes, want %d letters", text, got, want)
		}
	}
}

// What a word holds and what it sheds.
func TestWhatAWordHolds(t *testing.T) {
	for _, c := range []struct{ lang, want string }{
		{"en", "[boss]’s ’[s] [James]'s"},
		{"en", "[a]--[b] -[c] [d]- -"},
		{"en", "[50%] [5‰] [#tag] [@me] [$5] [U.N.] [U.N] [a.b.c.] [e.g.]"},
		{"th", "[นายกรัฐมนตรี]"},
		{"zh", "[中华][人民][共和][国]"},
		{"he", "[צה\"ל] \"[כן]\" [מ\"מ] [ש\"ס]"},
		{"fr", "[l’][État] [l]’ [d’][être] [aujourd’hui]"},
		{"my", "[မြန်မာနိုင်ငံ]"},
		{"ja", "[3][月][の]、[A][社]。"},
		{"en", "[áb] [é] ́[x]"},
		{"zh", "[中华][人民] [北京] [A]"},
		{"ko", "[한국] [정부]"},
	} {
		text := bare(c.want)
		l := lang.Of(c.lang)
		if got := mark(text, slices.Collect(WordsIn(l, text, model.Range{End: model.Pos(len(text))}))...); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.lang, got, c.want)
		}
		for cut := range len(text) {
			n := 0
			for w := range WordsIn(l, text, model.Range{End: model.Pos(cut)}) {
				if n++; int(w.End) > cut || w.Empty() {
					t.Fatalf("%s: of %d bytes of %q a word is at %v", c.lang, cut, text, w)
				}
				if n == 2 { // and whoever has enough stops
					break
				}
			}
		}
	}
}
