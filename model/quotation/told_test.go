package quotation

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stet/model"
	"stet/model/mention"
	"stet/model/source"
)

// toldIn returns the quotations of a text in a language as “words ← speaker”.
func toldIn(language, text string) []string {
	a := source.OfText("", text)
	source.Speak(a, language, "")
	var out []string
	for _, q := range Find(a, whole(a), mention.Find(a, whole(a), nil)) {
		var parts []string
		for _, p := range q.Parts {
			parts = append(parts, a.Slice(p))
		}
		who := a.Slice(q.Speaker.Range)
		if q.Unsought {
			who = "?"
		}
		out = append(out, strings.Join(parts, " … ")+" ← "+who)
	}
	return out
}

func TestSpeakersOutsideEnglish(t *testing.T) {
	for _, c := range []struct{ language, text, want string }{
		// right behind the words, before them, after a colon, by a preposition
		{"de", "„Der Hafen bleibt bis Mai zu“, sagte gestern die Ministerin.", "„Der Hafen bleibt bis Mai zu“ ← die Ministerin"},
		{"de", "Die Ministerin erklärte am Abend: „Der Hafen bleibt zu.“", "„Der Hafen bleibt zu.“ ← Die Ministerin"},
		{"de", "Laut dem Bürgermeister ist das „ein sehr teurer Spaß“.", "„ein sehr teurer Spaß“ ← dem Bürgermeister"},
		{"de", "„Das ist nun entschieden“, so der neue Direktor. „Wir fangen morgen an.“", "„Das ist nun entschieden“ ← der neue Direktor | „Wir fangen morgen an.“ ← der neue Direktor"},
		{"fr", "« Le port restera fermé », a déclaré la ministre.", "« Le port restera fermé » ← la ministre"},
		{"fr", "Selon la ministre, « le port restera fermé longtemps ».", "« le port restera fermé longtemps » ← la ministre"},
		{"fr", "« Le port est fermé », dit-il.", "« Le port est fermé » ← il"},
		{"es", "«El puerto seguirá cerrado», aseguró la ministra de Obras.", "«El puerto seguirá cerrado» ← la ministra de Obras"},
		{"es", "El alcalde dijo: «El puerto seguirá cerrado».", "«El puerto seguirá cerrado» ← El alcalde"},
		{"pt", "“O porto vai ficar fechado”, afirmou o prefeito.", "“O porto vai ficar fechado” ← o prefeito"},
		{"it", "«Il porto resterà chiuso», ha detto il sindaco.", "«Il porto resterà chiuso» ← il sindaco"},
		{"ru", "«Порт будет закрыт», — заявил министр.", "«Порт будет закрыт» ← министр"},
		{"no", "«Havnen forblir stengt», sier ordføreren.", "«Havnen forblir stengt» ← ordføreren"},
		// the subject is the phrase nearest to its verb, past an aside
		{"es", "El martes en la sede, la alcaldesa de Orense, que llegó tarde, dijo que «el puerto seguirá cerrado».", "«el puerto seguirá cerrado» ← la alcaldesa de Orense"},
		{"es", "La nota citaba a un vecino, que afirmó que el puerto era «una ruina sin remedio».", "«una ruina sin remedio» ← un vecino"},
		{"de", "Diese teuren Pläne nannte die Direktorin „ein Spiel mit dem Feuer“.", "„ein Spiel mit dem Feuer“ ← die Direktorin"},
		{"de", "Am Abend hatte die Direktorin betont: „Der Hafen bleibt zu.“", "„Der Hafen bleibt zu.“ ← die Direktorin"},
		{"de", "„Der Hafen bleibt zu“, schrieb die „Möwe“ am Montag.", "„Der Hafen bleibt zu“ ← die „Möwe“"},
		{"de", "In dem Bericht heißt es: „Der Hafen bleibt bis Mai zu.“", "„Der Hafen bleibt bis Mai zu.“ ← dem Bericht"},
		{"fr", "D'après le rapport, le port est « dans un état déplorable ».", "« dans un état déplorable » ← le rapport"},
		// for whom something is, is no speaker, but at the head of a sentence
		{"pt", "O provedor recomenda uma vaga para um preso «que cumpra todas as regras».", "«que cumpra todas as regras» ← O provedor"},
		{"it", "Il garante chiede una cella per un detenuto «che rispetti tutte le regole».", "«che rispetti tutte le regole» ← Il garante"},
		{"pt", "Para o ministro, a cadeia é «um lugar sem esperança».", "«um lugar sem esperança» ← o ministro"},
		{"pt", "«Ninguém vem a esta aldeia», bradou a espanhola.", "«Ninguém vem a esta aldeia» ← a espanhola"},
		// an object is no subject; a passive verb has an agent, or nobody speaks
		{"de", "Den Plan der Stadt nannte gestern die Direktorin „ein Spiel mit dem Feuer“.", "„ein Spiel mit dem Feuer“ ← die Direktorin"},
		{"de", "Der Hafen wurde von der Direktorin als „ein Spiel mit dem Feuer“ bezeichnet.", "„ein Spiel mit dem Feuer“ ← der Direktorin"},
		{"de", "Der Hafen war im Mai als „ein Spiel mit dem Feuer“ bezeichnet worden.", "„ein Spiel mit dem Feuer“ ← Der Hafen"},
		{"es", "El puerto fue calificado por la alcaldesa de «ruina sin ningún remedio».", "«ruina sin ningún remedio» ← la alcaldesa"},
		{"fr", "Le projet a été qualifié par la ministre de « danger pour la ville ».", "« danger pour la ville » ← la ministre"},
		// the subject of a clause that ends with its verb, between a helper and its participle, beside a medium
		{"de", "Das wurde bekannt, weil die Direktorin den Hafen als „ein Spiel mit dem Feuer“ bezeichnete.", "„ein Spiel mit dem Feuer“ ← die Direktorin"},
		{"de", "„Der Hafen bleibt zu“, wird die Ministerin zitiert.", "„Der Hafen bleibt zu“ ← die Ministerin"},
		{"de", "Die Zeitung zitiert die Ministerin mit den Worten: „Der Hafen bleibt zu.“", "„Der Hafen bleibt zu.“ ← die Ministerin"},
		{"de", "Von der Weide betonte, nun sei der Hafen „für alle wieder offen“.", "„für alle wieder offen“ ← Von der Weide"},
		{"de", "„Der Hafen bleibt zu“, heißt es in einem Schreiben der Ministerin.", "„Der Hafen bleibt zu“ ← einem Schreiben der Ministerin"},
		{"pt", "“O porto vai ficar fechado”, disse à Reuters o chefe da doca.", "“O porto vai ficar fechado” ← o chefe da doca"},
		{"ru", "«Порт будет закрыт до мая», — сказал смотритель.", "«Порт будет закрыт до мая» ← смотритель"},
		// for whom something is so; before a colon; what is reported goes on
		{"de", "Für die Ministerin ist der Hafen „eine Last für alle“.", "„eine Last für alle“ ← die Ministerin"},
		{"fr", "Pour la ministre, le port est « un danger pour la ville ».", "« un danger pour la ville » ← la ministre"},
		{"de", "Es gebe keine Eile, so die Ministerin. Deshalb bleibe der Hafen „noch lange zu“.", "„noch lange zu“ ← die Ministerin"},
		{"de", "Die Ministerin lehnte ab. Der Grund war einfach: „Der Hafen bleibt zu.“", "„Der Hafen bleibt zu.“ ← "},
		// a verb without a subject goes on with who spoke before
		{"es", "El alcalde dijo: «El puerto seguirá cerrado». Añadió que «nadie lo quiere abrir».", "«El puerto seguirá cerrado» ← El alcalde | «nadie lo quiere abrir» ← El alcalde"},
		{"it", "La sindaca ha dichiarato:\n\n«Il porto resterà chiuso fino a maggio».", "«Il porto resterà chiuso fino a maggio» ← La sindaca"},
		{"ru", "«Порт будет закрыт до мая», — цитирует «Вестник» министра транспорта.", "«Порт будет закрыт до мая» ← министра транспорта"},
		// the narrator between the marks, as French and Norwegian papers have it
		{"fr", "« Absurde. C'est la règle, explique Jeanne Roy, gardienne du phare. Nous payons pour cela. »", "« Absurde. C'est la règle, explique Jeanne Roy, gardienne du phare. Nous payons pour cela. » ← Jeanne Roy"},
		{"fr", "« Le port est plein, je crois, dit mon plan de la ville. »", "« Le port est plein, je crois, dit mon plan de la ville. » ← "},
		{"no", "– Slik jeg kjenner ham, føler jeg meg trygg på det, sier rektoren.", "Slik jeg kjenner ham, føler jeg meg trygg på det ← rektoren"},
		{"fr", "« On a bien joué, a expliqué l'attaquant. Je suis plus calme. »", "« On a bien joué, a expliqué l'attaquant. Je suis plus calme. » ← l'attaquant"},
		{"fr", "« On a bien joué, a tenu à dire Paul Roy. Je suis plus calme. »", "« On a bien joué, a tenu à dire Paul Roy. Je suis plus calme. » ← Paul Roy"},
		{"de", "„Wir wollen Frieden, stelle ein Friedensrisiko für Europa dar, mehr nicht.“", "„Wir wollen Frieden, stelle ein Friedensrisiko für Europa dar, mehr nicht.“ ← "},
		// nobody says a name, a title or a gloss
		{"fr", "La ministre a parlé du film « Au-dessus du vieux port ».", "« Au-dessus du vieux port » ← "},
		{"ru", "Поставщик из компании «Северный свет и ток» пообещал ждать.", "«Северный свет и ток» ← "},
		{"es", "El músico dijo que abrirá el seminario sobre «Los mares del sur».", "«Los mares del sur» ← "},
		{"it", "La ministra annuncia il dossier dal titolo «Sopra il vecchio porto».", "«Sopra il vecchio porto» ← "},
		{"pt", "A ministra disse que leu o «Jornal da Manhã».", "«Jornal da Manhã» ← "},
		{"ru", "Песня («с добрым утром всем»), сообщает газета, свободна.", "«с добрым утром всем» ← "},
		{"no", "Han la planen «denne havnen for alle» på bordet.", "«denne havnen for alle» ← "},
		{"no", "«Havnen forblir stengt», la hun til.", "«Havnen forblir stengt» ← hun"},
		{"it", "Un modo di rispondere alla domanda «Dove trovo il porto?».", "«Dove trovo il porto?» ← "},
		// what the subject wants; not what is far from it
		{"de", "Die Ministerin, eine Juristin, will „einen sehr neuen Hafen“.", "„einen sehr neuen Hafen“ ← Die Ministerin"},
		{"pt", "Foi a ministra que, por decreto de 18 de maio, abriu a casa para sustentar «os hospitais de todos os pobres».", "«os hospitais de todos os pobres» ← "},
		// a gerund has the subject of the verb before; a verb between commas, too
		{"it", "Il partito ha confermato la notizia, affermando che «il porto resterà chiuso».", "«il porto resterà chiuso» ← Il partito"},
		{"fr", "Le ministre des Ports, Paul Roy, a déclaré hier « le port est fermé » ajoutant : « Il le restera longtemps. »", "« le port est fermé » ← Paul Roy | « Il le restera longtemps. » ← Paul Roy"},
		{"ru", "Министр сообщил о закрытии, уточнив, что «порт будет закрыт до мая».", "«порт будет закрыт до мая» ← Министр"},
		{"pt", "O porto, disse a ministra, abre tarde, já que, sublinhou, «ninguém trabalha de noite».", "«ninguém trabalha de noite» ← a ministra"},
		{"fr", "« Le port est fermé », déclare la ministre. Avant de conclure : « Il le restera longtemps. »", "« Le port est fermé » ← la ministre | « Il le restera longtemps. » ← la ministre"},
		// between a subject and its verb: on his part; who, behind a day; the verb has its pronoun
		{"fr", "« Le port est fermé », explique de son côté Jeanne Roy.", "« Le port est fermé » ← Jeanne Roy"},
		{"fr", "Ces plans sont dans un article de La Mouette lundi 17 octobre, qui rappelle que « le port est fermé ».", "« le port est fermé » ← un article de La Mouette"},
		{"fr", "« Le port est fermé », a-t-il réagi dès la première heure pour l'agence Port-Presse.", "« Le port est fermé » ← il"},
		{"de", "Der Aufruf des Verbandes, der den Hafen eine „Last für alle Leute“ nannte, ist alt.", "„Last für alle Leute“ ← Der Aufruf des Verbandes"},
		// the first word of a sentence has its capital by chance
		{"es", "Al referirse a los puertos del norte y de la isla, indicó que «nadie los quiere».", "«nadie los quiere» ← "},
		{"pt", "Concretizando, aquele universitário referiu que «ninguém quer o porto».", "«ninguém quer o porto» ← aquele universitário"},
		// according to somebody, then the subject; people of a place; whose words they are
		{"es", "Según su abogado, Bravo es «inocente de ese delito».", "«inocente de ese delito» ← su abogado"},
		{"ru", "В пресс-службе порта сообщили, что «порт будет закрыт до мая».", "«порт будет закрыт до мая» ← пресс-службе порта"},
		{"it", "Dall’ufficio del porto dicono che «il porto resterà chiuso».", "«il porto resterà chiuso» ← ufficio del porto"},
		{"de", "Die Antwort der Ministerin: „Der Hafen bleibt noch zu.“", "„Der Hafen bleibt noch zu.“ ← der Ministerin"},
		{"it", "La nave recita:\n\n«il porto resterà chiuso fino a maggio».", "«il porto resterà chiuso fino a maggio» ← La nave"},
		{"ru", "«Порт будет закрыт до мая», — цитирует телеканал представителя порта.", "«Порт будет закрыт до мая» ← представителя порта"},
		// words between commas before the subject; for whom something is so; a who without a comma
		{"fr", "Le port est « fermé pour longtemps », a souligné, hier, la ministre.", "« fermé pour longtemps » ← la ministre"},
		{"es", "Para los miembros del foro, el plan de la ciudad no justifica obras «que nadie quiere hacer».", "«que nadie quiere hacer» ← los miembros del foro"},
		{"es", "El puerto es feo; para el músico Luis Gil, «una vergüenza del país».", "«una vergüenza del país» ← Luis Gil"},
		{"it", "Ne parlano esponenti della maggioranza, con il premier Romano Prati che aveva dichiarato: «Il porto resterà chiuso».", "«Il porto resterà chiuso» ← Romano Prati"},
		{"es", "Tras hablar de Paco Díaz, Ana Gil aseguró que todo va bien. «Yo lo conocía bien».", "«Yo lo conocía bien» ← Ana Gil"},
		{"no", "– Det kom sent, men jeg føler likevel at det gikk bra, mener Brede Holm.", "Det kom sent, men jeg føler likevel at det gikk bra ← Brede Holm"},
		// whom the sentence before is about; who is announced behind speech
		{"pt", "A modelo Mónica Vaz tem «um pontinho». Ela saiu. «Não acho que seja grave», afirmou.", "«Não acho que seja grave» ← Mónica Vaz"},
		{"it", "Anna Neri ha detto che «il porto è bello», mentre Paolo Bruni ha risposto:\n\n«Il porto resterà chiuso».", "«il porto è bello» ← Anna Neri | «Il porto resterà chiuso» ← Paolo Bruni"},
		{"ru", "«Порт будет закрыт до мая», — рассказали агентству.", "«Порт будет закрыт до мая» ← "},
		// to whom somebody says it is no part of the speaker; half a title; a noun with its article in it
		{"pt", "“O porto vai ficar fechado”, afirmou a ministra dos Portos aos jornalistas.", "“O porto vai ficar fechado” ← a ministra dos Portos"},
		{"sv", "”Hamnen förblir stängd”, sade ministern till tidningen.", "”Hamnen förblir stängd” ← ministern"},
		{"it", "«Il porto resterà chiuso», ha detto la ministra dei Porti davanti ai giornalisti.", "«Il porto resterà chiuso» ← la ministra dei Porti"},
		{"no", "«Havnen forblir stengt», sier havne- og fiskeriminister Erik Lie.", "«Havnen forblir stengt» ← Erik Lie"},
		{"no", "Ordføreren smiler mens supporterne roper «bygg den nye havnen».", "«bygg den nye havnen» ← supporterne"},
		{"es", "El libro cuenta con una nota «de puño y letra».", "«de puño y letra» ← "},
		{"it", "La sindaca ha chiesto agli operai di restare. Dicendo «questo porto è bello», è uscita.", "«questo porto è bello» ← La sindaca"},
		// dashes
		{"es", "—El puerto seguirá cerrado —dijo la alcaldesa—. Hasta mayo, al menos.", "El puerto seguirá cerrado … Hasta mayo, al menos. ← la alcaldesa"},
		{"sv", "– Hamnen förblir stängd, säger ministern. Det blir dyrt.", "Hamnen förblir stängd … Det blir dyrt. ← ministern"},
		{"pl", "– Port będzie zamknięty – powiedziała minister.", "Port będzie zamknięty ← minister"},
		{"hu", "– A kikötő zárva marad – mondta a miniszter.", "A kikötő zárva marad ← ?"},
		{"it", "– Il porto resterà chiuso – ha detto la sindaca. – Fino a maggio, almeno.", "Il porto resterà chiuso … Fino a maggio, almeno. ← la sindaca"},
		{"no", "- Havnen forblir stengt, sier ordføreren.", "Havnen forblir stengt ← ordføreren"},
		{"no", "- fire nye båter og et hus", ""},                                                            // an item of a list
		{"es", "- La ministra de Obras, Ana Gil, desmintió ayer la nota, anunció más trenes y se fue.", ""}, // and a report
		// marks of other conventions
		{"fi", "”Satama pysyy kiinni toukokuuhun”, ministeri sanoi.", "”Satama pysyy kiinni toukokuuhun” ← ?"},
		{"ru", "«Газета «Новый порт» ошиблась», — сказал министр.", "«Газета «Новый порт» ошиблась» ← министр"},
		{"ru", "Он прочёл «Вести «Нового порта» и ушёл.", "«Вести «Нового порта» ← "},
		{"ja", "大臣は「港は五月まで『閉鎖』される」と述べた。", "「港は五月まで『閉鎖』される」 ← ?"},
		{"zh", "部长读了《港口的故事与历史》。", ""},
		{"ko", "장관은 \"항구는 오월까지 닫힌다\"고 말했다.", "\"항구는 오월까지 닫힌다\" ← ?"},
		{"hr", "Ministrica je rekla kako \"luka ostaje zatvorena \", i otišla. \"Vidjet ćemo se sutra\", dodala je.", "\"luka ostaje zatvorena \" ← Ministrica | \"Vidjet ćemo se sutra\" ← Ministrica"},
		{"ko", "장관은 ‘항구는 오월까지 닫힌다’고 말했다.", "‘항구는 오월까지 닫힌다’ ← ?"},
		{"he", "השר אמר ש\"הנמל יישאר סגור\" כי צה\"ל ביקש.", "\"הנמל יישאר סגור\" ← ?"},
		{"tr", "“Liman mayıs ayına kadar kapalı”nın anlamı açık.", "“Liman mayıs ayına kadar kapalı” ← ?"},
		{"", "Zul «vornak eth migra» dosh.", "«vornak eth migra» ← ?"},
		{"fr", "Il a dit : « Le port est fermé.\n\n« Il le restera longtemps. »", "« Le port est fermé. … « Il le restera longtemps. » ← Il"},
	} {
		if got := strings.Join(toldIn(c.language, c.text), " | "); got != c.want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.language, c.text, got, c.want)
		}
	}
}

// A pronoun names the person who spoke last, unless somebody else is spoken of.
func TestAPronounThatMayTellOfAnotherNamesNobody(t *testing.T) {
	for _, c := range []struct{ language, text, want string }{
		{"fr", "« Je construis un port », dit Paul Roy. Il est venu hier. « Je reste un an », précise-t-il bien.", "Paul Roy"},
		{"fr", "« Je construis un port », dit Paul Roy. Une jeune femme est venue. « Je cherche un travail », précise-t-elle.", "elle"},
		{"no", "«Vi bygger her nå», sier Per Holm. Brevet gikk til Anne Lie. «Det er bra for byen», sier hun.", "hun"},
		{"ru", "«Порт закрыт до мая», — сказал Пётр Белов. По его словам, склад «сгорел до самого основания».", "Пётр Белов"},
		{"es", "El ministro Juan Bravo habló con Luis Gil, y éste le dijo que «el puerto no abre».", "éste"},
	} {
		a := source.OfText("", c.text)
		source.Speak(a, c.language, "")
		quotes := Find(a, whole(a), mention.Find(a, whole(a), nil))
		if got := quotes[len(quotes)-1].Speaker.Name; got != c.want {
			t.Errorf("%s: %s\n got %q\nwant %q", c.language, c.text, got, c.want)
		}
	}
}

// The usual ways of naming a speaker, in texts written for this: one a line, with the
// phrases in braces that name the speaker of every quotation in it.
func TestTheUsualWaysOfNamingASpeaker(t *testing.T) {
	files, err := filepath.Glob("testdata/told/*.txt")
	if err != nil || len(files) < 7 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		language := strings.TrimSuffix(filepath.Base(file), ".txt")
		for line := range strings.Lines(string(data)) {
			text, speakers := braced(strings.TrimSpace(line))
			a := source.OfText("", text)
			source.Speak(a, language, "")
			found := Find(a, whole(a), mention.Find(a, whole(a), nil))
			if len(found) == 0 {
				t.Errorf("%s: %s\nno quotation", language, text)
			}
			for _, q := range found {
				named := slices.ContainsFunc(speakers, func(r model.Range) bool {
					return r.Overlaps(q.Speaker.Range) || q.Speaker.Name != "" && strings.Contains(text[r.Start:r.End], q.Speaker.Name)
				})
				if !named {
					t.Errorf("%s: %s\n%s ← %q", language, text, a.Slice(q.Parts[0]), a.Slice(q.Speaker.Range))
				}
			}
		}
	}
}

// braced returns a line without its braces, and where its phrases in braces are then.
func braced(line string) (text string, phrases []model.Range) {
	for {
		before, rest, found := strings.Cut(line, "{")
		text += before
		if !found {
			return text, phrases
		}
		phrase, after, _ := strings.Cut(rest, "}")
		phrases = append(phrases, span(len(text), len(text)+len(phrase)))
		text += phrase
		line = after
	}
}

// An English article with a German quotation reads it by the rules of German, and
// the other way round.
func TestSpeechInAnotherLanguageThanTheArticle(t *testing.T) {
	a := source.OfText("", "“We lost the ball,” said Jane Doe in Riverton on Monday evening.\n\n„Der Hafen bleibt bis Mai zu“, sagte der Bürgermeister, der sich nicht weiter äußern wollte.")
	source.Speak(a, "en", "")
	a.Blocks[1].Language = "de"
	var who []string
	for _, q := range Find(a, whole(a), mention.Find(a, whole(a), nil)) {
		who = append(who, a.Slice(q.Speaker.Range))
	}
	if got := strings.Join(who, ", "); got != "Jane Doe, der Bürgermeister" {
		t.Errorf("speakers: %s", got)
	}
}

func FuzzTold(f *testing.F) {
	f.Add("de", "„Wir „sind“ da\n\n– so, sagte er – «»\"")
	f.Add("he", "ש\"א\"ב ״")
	f.Add("es", "—¿Qué? —dijo—. —a—b—")
	f.Fuzz(func(t *testing.T, language, text string) {
		a := source.OfText("", text)
		source.Speak(a, language, "")
		for _, q := range Find(a, whole(a), nil) {
			for _, r := range append(append([]model.Range{q.Cue, q.Speaker.Range}, q.Parts...), q.Marked...) {
				if r.Start < 0 || r.Start > r.End || int(r.End) > len(a.Text) {
					t.Fatalf("%q: range %v", text, r)
				}
			}
		}
	})
}
