package lang

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

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
		"بندر تا پایان توفان بسته می\u200cماند و کشتی\u200cها باید منتظر بمانند.":            "fa",
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

// What an article begins with may be in another language, or no language at all.
func TestRecogniseLooksBeyondTheBeginning(t *testing.T) {
	swahili := "Bandari ya mji itafungwa mpaka dhoruba itakapopita. Meya alisema kwamba meli zote zinapaswa kusubiri nje. " +
		"Wavuvi wengi walirudi nyumbani jana jioni kwa sababu ya mawimbi makubwa, na maduka yamefungwa pia. " +
		"Shule zitafunguliwa tena wiki ijayo, lakini barabara ya pwani bado imejaa maji na mchanga. " +
		"Serikali imeahidi kutoa chakula kwa familia ambazo nyumba zao zimeharibiwa na upepo. " +
		"Hakuna mtu aliyefariki, lakini watu watatu wanatibiwa katika hospitali ya wilaya."
	dutch := "De haven blijft gesloten tot de storm voorbij is, en de schepen moeten buiten wachten. " +
		"Veel vissers zijn gisteravond al naar huis gegaan, omdat de golven te hoog werden om nog uit te varen. " +
		"De scholen gaan volgende week weer open, maar de weg langs de kust staat nog onder water."
	english := "“We must all wait for the storm to pass before anybody goes out to sea again,” he said. "
	players := "Kowalczyk, Nowak, Wiśniewski, Lewandowski, Zieliński, Szymański, Woźniak, Dąbrowski, Kozłowski, Jankowski, Mazur. "
	for name, c := range map[string]struct{ text, want string }{
		"an English sentence": {english + swahili, "sw"},
		"a list of names":     {players + dutch, "nl"},
		"an English ending":   {swahili + " " + english, "sw"},
		"English with names":  {players + strings.Repeat(english, 3), "en"},
	} {
		if got := Recognise(c.text); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// Letters that follow each other alike are told apart by the commonest words.
func TestRecogniseNearLanguages(t *testing.T) {
	for text, want := range map[string]string{
		"Statsministeren sier at hun ikke har sett brevet, men at saken blir tatt opp etter ferien.":    "no",
		"Statsministeren siger, at hun ikke har set brevet, men at sagen bliver taget op efter ferien.": "da",
		"O concello di que non hai cartos para a ponte, pero que xa se está a falar co goberno.":        "gl",
		"Starosta řekl, že na most zatím nejsou peníze, ale že o tom už jedná s vládou.":                "cs",
		"Starosta povedal, že na most zatiaľ nie sú peniaze, ale že o tom už rokuje s vládou.":          "sk",
		"Die stad sê daar is nie geld vir die brug nie, maar dat hulle met die regering praat.":         "af",
		"Заметка\n\nВ 2019 г. пл. Мира, д. 7, и т. п. стоила 3 млн руб. в год. Город не согласен.":      "ru",
		"Кметът каза, че за моста все още няма пари, но вече се говори за това с правителството.":       "bg",
	} {
		if got := Recognise(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// Pieces of a text are cut between letters, whatever the text is made of.
func TestPiecesAreWhole(t *testing.T) {
	for _, text := range []string{"", "word", strings.Repeat("ab ", 900), strings.Repeat("港", 900), strings.Repeat("ก\u0e31", 500), strings.Repeat("\x80", 500), strings.Repeat("a", 119) + "é" + strings.Repeat("b", 80)} {
		pieces := piecesOf(text)
		if strings.Join(pieces, "") != text {
			t.Errorf("the pieces of %.20q are another text", text)
		}
		for _, p := range pieces {
			if utf8.ValidString(text) && !utf8.ValidString(p) {
				t.Errorf("%q is no whole piece of %.20q", p, text)
			}
		}
		sampleOf(text)
	}
}

func TestABlockInAnotherLanguage(t *testing.T) {
	german := "Die Bürgermeisterin wollte sich dazu gestern nicht äußern, weil der Rat noch keinen Beschluss gefasst hat."
	if got := Of("en").Other(german); got != "de" {
		t.Errorf("in an English article it is %q", got)
	}
	for tag, speech := range map[string]string{
		"fr": "« Le pont restera fermé longtemps », a déclaré la ministre des Ports devant les journalistes réunis dans la salle.",
		"de": "„Die Brücke bleibt noch lange zu“, sagte die Ministerin am Montag vor den Journalisten im vollen Saal der Stadt.",
		"es": "«El puente seguirá cerrado mucho tiempo», aseguró la ministra de Obras ante los periodistas reunidos en la sala.",
		"":   "The paper called it «the longest summer», and the mayor agreed with all of the editors who had gathered there.",
	} {
		if got := Of("en").Other(speech); got != tag {
			t.Errorf("speech of another language in an English article: %q is in %q, want %q", speech, got, tag)
		}
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
