package encoding

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/htmlindex"
)

// Texts of news, long enough to be told by.
var texts = map[string]string{
	"ru": "Совет порта решил в понедельник закрыть старый шлюз на девять недель. Жители левого берега просили о более коротком сроке.",
	"pl": "Rada portu postanowiła w poniedziałek zamknąć starą śluzę na dziewięć tygodni. Mieszkańcy prosili o krótszy czas, więc są zawiedzeni.",
	"cs": "Přístavní rada se v pondělí rozhodla uzavřít starou zdymadlovou komoru na devět týdnů. Lidé z druhého břehu žádali kratší dobu.",
	"el": "Το συμβούλιο του λιμανιού αποφάσισε τη Δευτέρα να κλείσει την παλιά δεξαμενή για εννέα εβδομάδες.",
	"de": "Der Hafenrat beschloss am Montag, die alte Schleuse für neun Wochen zu schließen. Die Anwohner hätten sich eine kürzere Frist gewünscht.",
	"ja": "港の委員会は月曜日の夜、古い水門を九週間閉じることを決めた。渡し船の人々は短い工事を望んでいたので、驚いている。",
	"zh": "港口委员会星期一晚上决定，把旧水闸关闭九个星期。渡船上的人们希望工期短一些，所以对这个决定感到吃惊。",
	"tw": "港口委員會星期一晚上決定，把舊水閘關閉九個星期。渡船上的人們希望工期短一些，所以對這個決定感到吃驚。",
	"th": "คณะกรรมการท่าเรือตัดสินใจเมื่อวันจันทร์ที่จะปิดประตูน้ำเก่าเป็นเวลาเก้าสัปดาห์ ชาวบ้านขอให้สั้นกว่านั้น",
	"ko": "항구 위원회는 월요일 밤에 오래된 수문을 아홉 주 동안 닫기로 결정했다. 나룻배 사람들은 짧은 공사를 바랐다.",
}

func encoded(t *testing.T, name, text string) string {
	t.Helper()
	e, err := htmlindex.Get(name)
	if err != nil {
		t.Fatal(err)
	}
	data, err := e.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestAnEncodingIsReadWhateverIsSaid(t *testing.T) {
	for _, c := range []struct{ text, name, notice string }{
		{"ru", "windows-1251", "read as Windows-1251: it is not UTF-8"},
		{"ru", "koi8-r", "read as KOI8-R: it is not UTF-8"},
		{"pl", "windows-1250", "read as Windows-1250: it is not UTF-8"},
		{"pl", "iso-8859-2", "read as ISO-8859-2: it is not UTF-8"},
		{"cs", "windows-1250", "read as Windows-1250: it is not UTF-8"},
		{"el", "windows-1253", "read as Windows-1253: it is not UTF-8"},
		{"de", "windows-1252", "read as Windows-1252: it is not UTF-8"},
		{"ja", "shift_jis", "read as Shift_JIS: it is not UTF-8"},
		{"ja", "euc-jp", "read as EUC-JP: it is not UTF-8"},
		{"ja", "iso-2022-jp", ""},
		{"zh", "gbk", "read as GBK: it is not UTF-8"},
		{"tw", "big5", "read as Big5: it is not UTF-8"},
		{"ru", "ibm866", "read as IBM866: it is not UTF-8"},
		{"th", "windows-874", "read as Windows-874: it is not UTF-8"},
		{"de", "macintosh", "read as Mac Roman: it is not UTF-8"},
		{"ko", "euc-kr", "read as EUC-KR: it is not UTF-8"},
	} {
		data := encoded(t, c.name, texts[c.text])
		text, notices := Decode(data)
		if text != texts[c.text] || strings.Join(notices, "; ") != c.notice {
			t.Errorf("%s in %s: %q %q", c.text, c.name, text, notices)
		}
		if text, notices = Decode(data, "", c.name); text != texts[c.text] || len(notices) > 0 {
			t.Errorf("%s declared %s: %q %q", c.text, c.name, text, notices)
		}
		if text, notices = Decode(data, "utf-8"); text != texts[c.text] {
			t.Errorf("%s in %s, declared UTF-8: %q %q", c.text, c.name, text, notices)
		}
		if c.notice != "" && (len(notices) != 1 || !strings.HasSuffix(notices[0], "it says utf-8, and is not")) {
			t.Errorf("%s in %s: a wrong declaration is not told: %q", c.text, c.name, notices)
		}
	}
}

// Tags and scripts are in English, whatever the page is in; and many old pages declare
// the Western encoding that their program was set to.
func TestAPageIsReadWhateverIsSaid(t *testing.T) {
	for _, c := range []struct{ text, name string }{
		{"Мер міста сказала у вівторок, що трамвай коштуватиме вдвічі більше, ніж було сказано торік, і що їй шкода.", "koi8-u"},
		{"ראש העיר אמרה ביום שלישי שהחשמלית תעלה פי שניים ממה שנאמר בשנה שעברה, ושהיא מצטערת על כך.", "windows-1255"},
		{"قالت العمدة يوم الثلاثاء إن الترام سيكلف ضعف ما قيل في العام الماضي وإنها آسفة لذلك.", "iso-8859-6"},
		{"A főváros vezetője kedden azt mondta, hogy az új villamos kétszer annyiba kerül, mint tavaly ősszel előre gondolták, és hogy a hűvös idő is késleltette az építőket.", "iso-8859-2"},
		{texts["ru"], "windows-1251"}, {texts["el"], "windows-1253"}, {texts["cs"], "windows-1250"}, {texts["ko"], "euc-kr"}, {texts["de"], "windows-1252"},
	} {
		const head = `<html><head><script>var banner = "width: 100 height: 30";</script></head><body class="article page"><div id="content-main"><p class="text">`
		data := encoded(t, c.name, head+c.text+"</p></div></body></html>")
		for _, declared := range []string{"", "utf-8", "iso-8859-1", c.name} {
			text, notices := DecodeMarkup(data, declared)
			if !strings.Contains(text, c.text) {
				t.Errorf("%s, declared %q: %q %q", c.name, declared, text[len(head):], notices)
			}
		}
	}
}

func TestUTF8IsUTF8WhateverIsSaid(t *testing.T) {
	for _, text := range texts {
		if got, notices := Decode(text, "windows-1251", "iso-8859-1"); got != text || len(notices) > 0 {
			t.Errorf("%q %q", got, notices)
		}
	}
}

func TestUTF16WithoutAMark(t *testing.T) {
	var le, be strings.Builder
	for _, c := range []byte("<?xml version=\"1.0\"?><rss>Plain words</rss>") {
		le.Write([]byte{c, 0})
		be.Write([]byte{0, c})
	}
	for _, data := range []string{le.String(), be.String()} {
		if got, notices := Decode(data); !strings.HasPrefix(got, "<?xml") || len(notices) > 0 {
			t.Errorf("%q %q", got, notices)
		}
	}
}

func TestTwiceEncodedLettersAreMended(t *testing.T) {
	twice, _ := fromWindows1252("Fête à l’écluse")
	if got, notices := Decode(twice); got != "Fête à l’écluse" || len(notices) != 1 {
		t.Errorf("%q %q", got, notices)
	}
	for _, text := range []string{"São Tomé, Âge, Ã alone", "About “Ã©” and日本"} {
		if got, notices := Decode(text); got != text || len(notices) > 0 {
			t.Errorf("%q %q", got, notices)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add("\xff\xfea\x00", "utf-8")
	f.Add("\x82\xa0\x82", "shift_jis")
	f.Fuzz(func(t *testing.T, data, label string) {
		text, _ := Decode(data, label)
		if strings.ToValidUTF8(text, "") != text {
			t.Fatalf("%q is no UTF-8", text)
		}
	})
}

// Wide units are told without a mark too, also where few bytes are zero, and by the
// mark of UTF-32.
func TestWideUnits(t *testing.T) {
	for _, language := range []string{"ja", "zh", "ko", "de", "ru"} {
		want := texts[language] + "\n\n" + texts[language]
		var little, big, four strings.Builder
		four.WriteString("\xFF\xFE\x00\x00")
		for _, r := range want {
			little.WriteString(string([]byte{byte(r), byte(r >> 8)}))
			big.WriteString(string([]byte{byte(r >> 8), byte(r)}))
			four.WriteString(string([]byte{byte(r), byte(r >> 8), 0, 0}))
		}
		for what, data := range map[string]string{"little": little.String(), "big": big.String(), "UTF-32": four.String()} {
			if text, notices := Decode(data); text != want || len(notices) > 0 {
				t.Errorf("%s, %s: %q %q", language, what, text, notices)
			}
		}
	}
	if bareUTF16("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02X\x00\x00\x01\x90\x08\x06") != nil {
		t.Error("a picture is taken for text")
	}
}

// A few letters among tags of a feed are those of the usual encodings, not of old
// Macintoshes.
func TestAFewLettersAreNotMacRoman(t *testing.T) {
	for data, want := range map[string]string{
		"<item><title>\xcd\xee\xe2\xee\xf1\xf2\xe8 \xe4\xed\xff \xee\xf2\xea\xf0\xfb\xf2\xfb</title><description>\xcc\xee\xf1\xf2 \xee\xf2\xea\xf0\xfb\xeb\xe8 \xf3\xf2\xf0\xee\xec</description></item>": "Мост открыли утром",
		`{"title": "Night train", "content_text": "D` + "\xe9j\xe0 l\xe0" + `."}`: "Déjà là",
	} {
		if text, _ := Decode(data); !strings.Contains(text, want) {
			t.Errorf("%q became %q", data, text)
		}
	}
}

// A zero byte in ASCII makes no Chinese of it.
func TestAZeroByteInASCIIIsNoUTF16(t *testing.T) {
	const data = "The ferry\x00 runs again.\n"
	if text, _ := Decode(data); text != data {
		t.Errorf("%q became %q", data, text)
	}
}
