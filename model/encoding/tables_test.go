package encoding

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
)

// ferries are a few sentences of a language, in words of our own.
var ferries = map[string]string{
	"de": "Die Fähre fährt früh übers Wasser. „Größer wird sie nicht“, sagte die Bürgermeisterin, und der Preis beträgt fünf Euro.",
	"fr": "Le bac part à l’aube vers l’île. « Il coûtera très cher », a déclaré la maire, et personne n’a été interrogé à ce sujet.",
	"es": "El barco zarpó ayer por la mañana. ¿Quién lo pagará? Nadie lo sabe todavía, señaló el alcalde, y añadió que habría más.",
	"pl": "Prom wypływa o świcie. „Będzie droższy niż myśleliśmy”, powiedziała burmistrz. Mieszkańcy są źli, że nikt ich nie pytał.",
	"cs": "Přívoz vyplouvá za úsvitu. „Bude dražší, než jsme čekali,“ řekla starostka. Lidé říkají, že se jich nikdo neptal. Příští týden prý zveřejní účty a žádný občan nebude muset platit víc než dřív; čeká se ještě na souhlas úřadů.",
	"ru": "Паром отходит на рассвете. «Он будет дороже, чем мы думали», сказала мэр города. Жители говорят, что их никто не спрашивал.",
	"uk": "Пором відходить на світанку. «Він буде дорожчим, ніж ми думали», сказала мерка міста. Їх ніхто не питав, кажуть мешканці.",
	"el": "Το πλοίο φεύγει την αυγή. «Θα είναι πιο ακριβό από όσο νομίζαμε», είπε η δήμαρχος. Κανείς δεν ρώτησε τους κατοίκους.",
	"tr": "Vapur şafakta kalkıyor. “Düşündüğümüzden daha pahalı olacak,” dedi belediye başkanı. Kimse halka bir şey sormadı, diyorlar.",
	"he": "המעבורת יוצאת עם שחר. היא תהיה יקרה יותר ממה שחשבנו, אמרה ראשת העיר. איש לא שאל את התושבים על כך.",
	"ar": "تغادر العبارة عند الفجر. ستكون أغلى مما كنا نظن، قالت رئيسة البلدية. لم يسأل أحد السكان عن ذلك حتى الآن.",
	"th": "เรือข้ามฟากออกแต่เช้ามืด มันจะแพงกว่าที่เราคิดไว้ นายกเทศมนตรีกล่าว ไม่มีใครถามชาวบ้านเรื่องนี้เลย",
	"ja": "渡し船は夜明けに出る。「思ったより高くなるだろう」と市長は言った。住民には誰も聞かなかったという。",
	"zh": "渡船在黎明出发。市长说，价格会比我们想的更高。没有人问过居民的意见，大家都很生气。",
	"tw": "渡船在黎明出發。市長說，價格會比我們想的更高。沒有人問過居民的意見，大家都很生氣。",
	"ko": "나룻배는 새벽에 떠난다. 생각보다 비쌀 것이라고 시장이 말했다. 주민에게는 아무도 묻지 않았다고 한다.",
}

// encodingsOf are the encodings in which texts of a language are met.
var encodingsOf = map[string]string{
	"de": "windows-1252 macintosh", "fr": "windows-1252", "es": "windows-1252", "pl": "windows-1250 iso-8859-2", "cs": "windows-1250 iso-8859-2", "ru": "windows-1251 koi8-r iso-8859-5 ibm866", "uk": "windows-1251 koi8-u",
	"el": "windows-1253 iso-8859-7", "tr": "windows-1254", "he": "windows-1255", "ar": "windows-1256", "th": "windows-874", "ja": "shift_jis euc-jp iso-2022-jp", "zh": "gbk gb18030", "tw": "big5", "ko": "euc-kr",
}

// Text in the encodings of its language is read as it was written: by itself, with the right
// name said, and with a wrong one, which is told.
func TestTextInTheEncodingsOfItsLanguage(t *testing.T) {
	for lang, names := range encodingsOf {
		for _, name := range strings.Fields(names) {
			e, err := htmlindex.Get(name)
			if err != nil {
				t.Fatal(err)
			}
			want := strings.NewReplacer("‘", "'", "’", "'").Replace(ferries[lang])
			data, err := e.NewEncoder().String(want)
			if err != nil {
				want = strings.Map(func(r rune) rune { // marks that an old encoding lacks
					if strings.ContainsRune("„“”«»", r) {
						return '"'
					}
					return r
				}, want)
				if data, err = e.NewEncoder().String(want); err != nil {
					t.Errorf("%s, %s: %v", lang, name, err)
					continue
				}
			}
			data, want = data+"\r\n", want+"\n"
			if got, _ := Decode(data, strings.ToUpper(name)); got != want {
				t.Errorf("%s, %s said: %.80q", lang, name, got)
			}
			if got, notices := Decode(data); got != want {
				t.Errorf("%s, %s not said: %.80q %v", lang, name, got, notices)
			}
			if got, notices := Decode(data, "utf-8", "nonsense"); got != want || name != "iso-2022-jp" && (len(notices) != 1 || !strings.Contains(notices[0], "it says utf-8, and is not")) {
				t.Errorf("%s, %s, UTF-8 said: %.80q %v", lang, name, got, notices)
			}
		}
	}
}

// UTF-16 and UTF-32 are read with their mark or without, what is cut or broken of them is
// counted, and valid UTF-8 is UTF-8 whatever encoding is declared.
func TestWideTextsAndWhatIsBrokenOfThem(t *testing.T) {
	wide := func(s string, big bool, size int) string {
		var b strings.Builder
		put := func(v uint32, n int) {
			for k := range n {
				shift := 8 * k
				if big {
					shift = 8 * (n - 1 - k)
				}
				b.WriteByte(byte(v >> shift))
			}
		}
		for _, r := range s {
			switch {
			case size == 4:
				put(uint32(r), 4)
			case r >= 0x10000:
				put(uint32(0xD800+(r-0x10000)>>10), 2)
				put(uint32(0xDC00+(r-0x10000)&0x3FF), 2)
			default:
				put(uint32(r), 2)
			}
		}
		return b.String()
	}
	for lang, text := range ferries {
		text += " 👍 end"
		for _, big := range []bool{false, true} {
			for name, data := range map[string]string{"UTF-16 with a mark": wide("\ufeff"+text, big, 2), "UTF-32 with a mark": wide("\ufeff"+text, big, 4)} {
				if got, notices := Decode(data, "iso-8859-1"); got != text || len(notices) > 0 {
					t.Errorf("%s, %s, big %t: %.60q %v", lang, name, big, got, notices)
				}
				if got, notices := Decode(data + "\x41"); !strings.HasPrefix(got, text+"\ufffd") || len(notices) != 1 || notices[0] != "1 invalid byte replaced" {
					t.Errorf("%s, %s with half a character, big %t: %.60q %v", lang, name, big, got, notices)
				}
			}
		}
		if got, notices := Decode(text, "windows-1252"); got != text || len(notices) > 0 {
			t.Errorf("%s: UTF-8 is read as %.60q %v", lang, got, notices)
		}
		broken := text + text + "\xff" + text + "\xfe\xfd"
		if got, notices := Decode(broken); got != text+text+"\ufffd"+text+"\ufffd\ufffd" || len(notices) != 1 || notices[0] != "3 invalid bytes replaced" {
			t.Errorf("%s: broken UTF-8 is read as %.60q %v", lang, got, notices)
		}
	}
	english := "The ferry sails at dawn, said the mayor, and nobody was asked."
	for _, big := range []bool{false, true} {
		if got, _ := Decode(wide(english, big, 2)); got != english {
			t.Errorf("UTF-16 without a mark, big %t: %q", big, got)
		}
	}
	for data, want := range map[string]string{
		"\xff\xfea\x00\x00\xd8b\x00": "a\ufffdb", "\xff\xfea\x00\x00\xd8": "a\ufffd", "\xff\xfe\x00\x00a\x00\x00\x00\x00\x00\x11\x00": "a\ufffd", "\x00\x00\xfe\xff\x00\x00\x00a": "a", "\xff\xfe": "", "\xef\xbb\xbfa": "a",
	} {
		if got, _ := Decode(data); got != want {
			t.Errorf("%q is read as %q, want %q", data, got, want)
		}
	}
}

// Line ends become one sign, of several returns before it none is left, and a return alone
// is none.
func TestLineEnds(t *testing.T) {
	for text, want := range map[string]string{"a\r\nb": "a\nb", "a\r\r\nb\r\n": "a\nb\n", "a\rb": "a\rb", "a\nb": "a\nb", "\r\n\r\n": "\n\n", "": "", "a\r\nb\rc\r\n": "a\nb\rc\n"} {
		if got := UnixLines(text); got != want || UnixLines(got) != want {
			t.Errorf("%q becomes %q", text, got)
		}
	}
	for data, want := range map[string]string{"abc": "abc", "ab\xc3": "ab", "ab\xe2\x82": "ab", "ab\xf0\x9f\x91": "ab", "abé": "abé", "\x82": "\x82", "": "", "a\xc3": "a", "👍": "👍", "\xf0": ""} {
		if got := trimPartialRune(data); got != want {
			t.Errorf("%q is cut to %q, want %q", data, got, want)
		}
	}
	for label, want := range map[string]string{" UTF-8\n": "utf-8", "\"latin1\"": "windows-1252", "'cp1251'": "windows-1251", "x": "", "": "", strings.Repeat("a", 41): "", "MacRoman": "macintosh", "ISO-8859-1": "windows-1252"} {
		if got := canonical(label); got != want {
			t.Errorf("%q is called %q, want %q", label, got, want)
		}
	}
	if !utf8.ValidString(ferries["th"]) {
		t.Error("the texts are UTF-8")
	}
}
