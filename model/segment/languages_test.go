package segment

import (
	"strings"
	"testing"

	"stet/model"
	"stet/model/lang"
)

// Sentences of many languages with their abbreviations, ordinals and stops, written for
// this; a bar is between two.
func TestSentencesOfManyLanguages(t *testing.T) {
	for _, c := range []struct{ language, text string }{
		{"de", "Am 12. Juni traf Prof. Winter bzw. Frau Dr. Holm den Vorstand der Nord AG. | Um 9.30 Uhr ging es los, d. h. viel zu früh. | Karl V. war kein Gast."},
		{"de", "Die Fa. Holz & Co. KG zahlt max. 5 Mio. Euro p. a. an die Stadt. | Siehe S. 12 ff. und Abb. 3."},
		{"de", "Die Nr. 5 lebt in der Hauptstr. 7 in St. Peter. | Das gilt v. a. im 19. Jahrhundert usw."},
		{"fr", "Mme Blanc et le Pr Roux ont vu MM. Petit et Grand vers 9 h. 15 env. en 2020. | Cf. p. 12 et fig. 3. | Ils sont partis."},
		{"fr", "La Cie. du Nord et les Éts. Roux, etc., ont fermé. | L’art. 12 al. 3 du règl. est clair."},
		{"es", "La Dra. Ruiz y D. Juan viven en la C. del Sol núm. 3, EE. UU. | Véase pág. 12 y ss. | No hay más."},
		{"es", "El Lic. Gómez de Cía. Norte S. A. pagó aprox. 5 mill. de pesos. | Ud. lo sabe."},
		{"it", "L’avv. Neri e la sig.ra Verdi sono del sec. XIX ca. in p.za Roma. | Cfr. pag. 12 e segg. | Il prof. Bruni no."},
		{"it", "La ditta F.lli Rossi S.r.l. ha sede in c.so Italia n. 5. | È vero."},
		{"pt", "O Prof. Pires e a Sra. Dona Ana moram na R. das Flores n.º 3, séc. XIX. | Cf. pág. 12. | Não há mais."},
		{"pt", "O Eng. Matos da Cia. Norte Ltda. pagou aprox. 5 mil. | O Exmo. Sr. Juiz sabe."},
		{"ru", "В 1998 г. проф. Белов жил на пр. Мира, д. 3, кв. 5, т. е. в центре. | См. стр. 12 и рис. 3. | Всё."},
		{"ru", "Это стоит 5 тыс. руб. и т. п. | И. И. Белов и А. С. Рыбин ушли. | Им. Ленина нет."},
		{"da", "Den 12. juni kom dr. Holm bl.a. til kl. 9.30. | Det kostede ca. 5 mio. kr. om året. | Se s. 12."},
		{"sv", "Den 12 juni kom dr. Holm bl.a. till kl. 9.30. | Det kostade ca. 5 milj. kr per år. | Se s. 12."},
		{"nl", "Op 12 juni kwam dr. Holm o.a. met prof. Vis naar de St. Janskerk. | Dat kost ca. 5 mln. euro. | Zie blz. 12."},
		// the end of a list, and a number, before a capital
		{"de", "Er las Bücher, Hefte usw. | Danach schlief er. | Es kamen 15. | Niemand blieb bis zum 3. Mai."},
		{"no", "Vi så hus, båter osv. | Så gikk vi hjem. | Det var 12. | Ingen kom den 3. mai."},
		{"da", "Vi så huse, både osv. | Så gik vi hjem."},
		{"sv", "Vi såg hus, båtar osv. | Sedan gick vi hem."},
		{"hr", "Vidjeli smo kuće itd. | Zatim smo otišli. | Bilo ih je 15. | Nitko nije ostao."},
		{"pl", "Widzieliśmy domy itd. | Potem poszliśmy. | Było ich 15. | Nikt nie został."},
		{"ru", "Мы видели дома, лодки и т. д. | Потом мы ушли. | Мы видели сады и т.п. | Снег идёт."},
		{"uk", "Ми бачили хати і т. д. | Потім ми пішли."},
		{"es", "Vimos casas, barcos, etc. | Luego nos fuimos."},
		{"fr", "Nous avons vu des maisons, etc. | Puis nous sommes partis."},
		{"it", "Abbiamo visto case, barche ecc. | Poi siamo andati."},
		{"pt", "Vimos casas, barcos etc. | Depois fomos embora."},
		{"nl", "We zagen huizen, boten enz. | Daarna gingen we."},
		{"cs", "Viděli jsme domy atd. | Pak jsme šli. | Bylo jich 15. | Nikdo nezůstal."},
		{"hu", "Házak, hajók stb. | Aztán elmentünk."},
		{"fi", "Talot, veneet jne. | Sitten lähdimme. | Heitä oli 15. | Kukaan ei jäänyt."},
		{"tr", "Evler, tekneler vb. | Sonra 4. Sokak’a gittik."},
		{"el", "Ήρθε ο κ. Χειμώνας το 300 π.Χ. περίπου. | Πού πήγε; | Δεν ξέρω."},
		{"am", "ሰዎቹ መጡ። | ምን አሉ፧ | ምንም አላሉም።"},
		{"hi", "लोग आए। | क्या कहा? | कुछ नहीं।"},
		{"zh", "人们来了。 | 他们说什么？ | 什么也没有！"},
		{"ja", "人々が来た。 | 「行くの？行こう。」と言った。 | 何もない！"},
		{"ar", "جاء الناس. | ماذا قالوا؟ | لا شيء."},
		{"fa", "مردم آمدند. | چه گفتند؟ | هیچ."},
		{"hy", "Մարդիկ եկան։ | Ոչինչ չասացին։"},
		{"my", "လူတွေ လာကြတယ်။ | ဘာမှ မပြောဘူး။"},
		{"km", "មនុស្សមក។ | មិននិយាយអ្វីទេ។"},
		{"ur", "لوگ آئے۔ | کیا کہا؟ | کچھ نہیں۔"},
		{"uk", "У 1998 р. проф. Білов жив на вул. Новій, буд. 3, тобто в центрі. | Див. с. 12. | Кінець."},
	} {
		blank := " "
		if c.language == "zh" || c.language == "ja" {
			blank = ""
		}
		text := strings.ReplaceAll(c.text, " | ", blank)
		var got []string
		for _, r := range AppendSentences(nil, text, model.Range{End: model.Pos(len(text))}, lang.Of(c.language)) {
			got = append(got, strings.TrimSpace(text[r.Start:r.End]))
		}
		if cut := strings.Join(got, " | "); cut != c.text {
			t.Errorf("%s\n got %s\nwant %s", c.language, cut, c.text)
		}
	}
}
