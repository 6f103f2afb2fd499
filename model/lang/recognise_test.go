package lang

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stet/model/need"
)

func TestRecognise(t *testing.T) {
	for text, want := range map[string]string{
		"The harbour will be closed until the storm has passed.":                             "en",
		"“We lost,” said Doe.":                                                               "en",
		"Der Hafen bleibt geschlossen, bis der Sturm vorbei ist.":                            "de",
		"Le port restera fermé jusqu’à ce que la tempête soit passée.":                       "fr",
		"El puerto permanecerá cerrado hasta que haya pasado la tormenta.":                   "es",
		"O porto ficará fechado até que a tempestade tenha passado, disse ontem o prefeito.": "pt",
		"Il porto resterà chiuso finché la tempesta non sarà passata.":                       "it",
		"De haven blijft gesloten totdat de storm voorbij is.":                               "nl",
		"Przystań pozostanie zamknięta, dopóki burza nie minie.":                             "pl",
		"Přístav zůstane uzavřen, dokud bouře nepřejde, uvedl včera starosta.":               "cs",
		"A kikötő zárva marad, amíg a vihar el nem vonul, mondta a polgármester.":            "hu",
		"Bandari itafungwa mpaka dhoruba itakapopita, alisema meya wa jiji.":                 "sw",
		"Bến cảng sẽ đóng cửa cho đến khi cơn bão đi qua.":                                   "vi",
		"Fırtına geçene kadar liman kapalı kalacak.":                                         "tr",
		"Hamnen förblir stängd tills stormen har dragit förbi.":                              "sv",
		"Порт будет закрыт, пока не пройдёт буря, сообщила вчера администрация города.":      "ru",
		"Порт буде зачинено, доки не мине буря, повідомила вчора адміністрація міста.":       "uk",
		"بندر تا پایان توفان بسته می‌ماند و کشتی‌ها باید منتظر بمانند.":                      "fa",
		"سيبقى الميناء مغلقا حتى تمر العاصفة.":                                               "ar",
		"הנמל יישאר סגור עד שתחלוף הסערה.":                                                   "he",
		"ወደቡ አውሎ ነፋሱ እስኪያልፍ ድረስ ይዘጋል።":                                                       "am",
		"პორტი დაკეტილი იქნება.":                                                             "ka",
		"កំពង់ផែនឹងបិទ។":                                                                     "km",
		"港口将关闭，直到风暴过去。":                                                                      "zh",
		"嵐が過ぎるまで港は閉鎖される。":                                                                    "ja",
		"폭풍이 지나갈 때까지 항구는 닫힌다.":                                                               "ko",
		"ท่าเรือจะปิดจนกว่าพายุจะผ่านไป":                                                     "th",
		"తుఫాను దాటే వరకు ఓడరేవు మూసి ఉంటుంది.":                                              "te",
		"": "", "1933 · 12": "", "qwrtp zxcvb lkjhg": "",
		"E hoʻopaʻa ʻia ana ke awa kū moku a hiki i ka hala ʻana o ka ʻino, wahi a ke kiaʻāina.": "",
	} {
		if got := Recognise(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestABlockInAnotherLanguage(t *testing.T) {
	german := "Die Bürgermeisterin wollte sich dazu gestern nicht äußern, weil der Rat noch keinen Beschluss gefasst hat."
	if got := Of("en").Other(german); got != "de" {
		t.Errorf("in an English article it is %q", got)
	}
	if got := Of("de").Other(german); got != "" {
		t.Errorf("in a German article it is %q", got)
	}
	if got := Of("en").Other("Jürgen Müller, Hauptstraße 3"); got != "" {
		t.Errorf("a name is %q", got)
	}
}

// The measured rates on sentences that nobody tuned the profiles on; every seventh of them.
func TestRecognitionOfTheDevSet(t *testing.T) {
	f, err := os.Open(filepath.Join("..", "..", "..", "shared", "corpora", "lang", "recognition", "recognition.dev.jsonl"))
	if err != nil {
		need.Skip(t, need.Shared, "the corpora are not here: ", err)
	}
	defer f.Close()
	same := strings.NewReplacer("nn", "no", "bs", "hr", "sr", "hr", "ms", "id")
	n, right, wrong := 0, 0, 0
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<20)
	for line := 0; s.Scan(); line++ {
		var r struct{ Lang, Text, Length string }
		if err := json.Unmarshal(s.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		if line%7 != 0 || r.Length == "title" {
			continue
		}
		n++
		switch same.Replace(Recognise(r.Text)) {
		case r.Lang:
			right++
		case "":
		default:
			wrong++
		}
	}
	if 1000*right < 950*n || 1000*wrong > 12*n {
		t.Errorf("%d right and %d wrong of %d", right, wrong, n)
	}
}

func BenchmarkRecognise(b *testing.B) {
	text := strings.Repeat("The harbour will be closed until the storm has passed, and the ships must wait outside. ", 60)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Recognise(text)
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(files); err != nil {
			b.Fatal(err)
		}
	}
}
