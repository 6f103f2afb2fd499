package mention

import (
	"strings"
	"testing"

	"stet/model"
	"stet/model/source"
)

func TestDatesAndAmountsOfOtherLanguages(t *testing.T) {
	for _, c := range []struct{ language, text, want string }{
		{"de", "Am Montag, den 3. Mai 2021, kostete es um 18.30 Uhr 2,5 Millionen Euro, also 12 Prozent mehr als im Mai 2020.", "Montag, den 3. Mai 2021|18.30 Uhr|2,5 Millionen Euro|12 Prozent|Mai 2020"},
		{"de", "Seit dem 03.05.2021 gilt der Satz von 7 %.", "03.05.2021|7 %"},
		{"es", "El lunes 3 de mayo de 2021 pagaron 1.500 millones de euros, un 12 por ciento más.", "lunes 3 de mayo de 2021|1.500 millones de euros|12 por ciento"},
		{"fr", "Le 1er mai 2021, à 21h30, il a perdu 20 millions d’euros, soit 3 % du tout, lundi.", "1er mai 2021|21h30|20 millions d’euros|3 %|lundi"},
		{"it", "Il 3 maggio 2021 valeva 40 mila euro, il 5 per cento.", "3 maggio 2021|40 mila euro|5 per cento"},
		{"pt", "Na sexta-feira, 3 de maio de 2021, gastou 30 mil dólares.", "sexta-feira, 3 de maio de 2021|30 mil dólares"},
		{"ru", "В среду 3 мая 2021 года заплатили 1 500 рублей и 2 млрд долларов, 12 процентов.", "среду 3 мая 2021 года|1 500 рублей|2 млрд долларов|12 процентов"},
		{"no", "Mandag 3. mai 2021 tapte de 40 millioner kroner.", "Mandag 3. mai 2021|40 millioner kroner"},
		{"sv", "Den 3 maj 2021 kostade det 40 miljoner kronor, 5 procent.", "3 maj 2021|40 miljoner kronor|5 procent"},
		{"de", "Der Verlust betrug 2 Mrd. Dollar.", "2 Mrd. Dollar"},
		{"no", "Møtet begynte klokken 14.30, og togene gikk kl. 16.05 fra by 7.30.", "14.30|16.05"},
		{"sv", "Mötet började kl. 14.30.", "14.30"},
		{"it", "La seduta inizia alle 14.30 con il primo gennaio 2020.", "14.30|primo gennaio 2020"},
		{"fr", "La séance a commencé à 14 h 30.", "14 h 30"},
		{"pt", "Pagaram R$ 12.500 pela casa no primeiro de maio.", "R$ 12.500|primeiro de maio"},
		{"es", "El primero de enero de 2020 cerró.", "primero de enero de 2020"},
		{"ru", "В октябре 2022 года начали за 5 млн. рублей.", "октябре 2022 года|5 млн. рублей"},
		// what only looks like one
		{"fr", "La planète Mars et les 12 de la liste sont là depuis mai.", ""},
		{"de", "Der Artikel 3 und das Heft 12 liegen hier.", ""},
	} {
		a := source.OfText("", c.text)
		source.Speak(a, c.language, "")
		found := Tag(a, model.Range{End: model.Pos(len(a.Text))})
		var got []string
		for i := range found.Len() {
			switch m := found.At(i); m.Type {
			case Date, Time, Money, Percent:
				got = append(got, a.Slice(m.Range))
			}
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.language, c.text, s, c.want)
		}
	}
}
