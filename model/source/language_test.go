package source

import (
	"reflect"
	"testing"
)

func TestLanguage(t *testing.T) {
	for want, text := range map[string]string{
		"en": "The council met on Monday, and it did not agree on the price of the tram that was to be built by the river.",
		"de": "Der Rat hat sich am Montag nicht auf den Preis der Bahn geeinigt, und die Bürgermeisterin ist mit dem Plan nicht zufrieden.",
		"fr": "Le conseil s’est réuni lundi et ne s’est pas mis d’accord sur le prix du tramway qui est prévu dans la ville depuis une année.",
		"es": "El consejo se reunió el lunes y no se puso de acuerdo sobre el precio del tranvía que se va a construir en la ciudad.",
		"it": "Il consiglio si è riunito lunedì e non ha trovato un accordo sul prezzo del tram che la città aspetta da anni.",
		"pt": "O conselho não chegou a um acordo sobre o preço do bonde, que ficou mais caro do que foi previsto para a cidade.",
		"nl": "De raad kwam op maandag bijeen en werd het niet eens over de prijs van de tram die door de stad zou rijden.",
		"pl": "Rada miasta spotkała się w poniedziałek i nie zgodziła się na cenę tramwaju, który jest droższy od planu.",
		"ru": "Совет собрался в понедельник и не договорился о цене трамвая, который должен был пройти по городу в этом году.",
		"ja": "市議会は月曜日に会合を開いたが、路面電車の価格については合意に至らなかった。市長は計画を擁護している。",
		"zh": "市议会星期一开会，但未能就电车的价格达成一致。市长为这项计划辩护，并表示城市需要新的交通线路。",
		"ar": "اجتمع المجلس يوم الاثنين ولم يتفق على سعر الترام الذي ارتفع منذ وضع الخطة في المدينة.",
		"":   "Tram 12, Riverton 1933.",
	} {
		if got := mustRead(t, "", text).Meta.Language; got != want {
			t.Errorf("%q is taken for %q, want %q", text, got, want)
		}
	}
}

// What is told of a text does not depend on whether it was looked at first: a language
// that is said beats recognition, for its blocks too, and another one does not.
func TestTextInASaidLanguage(t *testing.T) {
	const text = "The pier reopens\n\nThe council met on Monday, and it did not agree on the price of the tram that was to be built.\n\n" +
		"Der Rat hat sich am Montag nicht auf den Preis der Bahn geeinigt, und die Leiterin ist mit dem Plan nicht zufrieden."
	for _, c := range []struct{ said, usual, want, block string }{
		{"", "", "en", "de"}, {"", "fr", "en", "de"}, {"de-AT", "fr", "de", ""}, {"?", "fr", "en", "de"},
	} {
		in, spoken := OfTextIn("a.txt", text, c.said, c.usual), OfText("a.txt", text)
		Speak(spoken, c.said, c.usual)
		if !reflect.DeepEqual(in, spoken) {
			t.Errorf("said %q: %+v, want %+v", c.said, in.Meta, spoken.Meta)
		}
		if got := in.Blocks[len(in.Blocks)-1].Language; in.Meta.Language != c.want || got != c.block {
			t.Errorf("said %q: the text is in %q with a block in %q, want %q and %q", c.said, in.Meta.Language, got, c.want, c.block)
		}
	}
}
