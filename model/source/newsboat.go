package source

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/model"
	"stet/model/date"
	"stet/model/pattern"
)

// newsboat is what newsboat pipes and saves: a few header lines, the text
// wrapped at 80 columns with a blank before each soft line end, and a list of
// links. Seen in newsboat 2.21.
var newsboat = Format{
	Name: "newsboat", MediaType: "text/x-newsboat",
	Doc:   "an article that newsboat pipes or saves: header lines, wrapped text, a list of links",
	sniff: func(text string) bool { n, _ := newsboatHeader(text); return n > 0 },
	read: func(a *model.Article, text string) {
		n, meta := newsboatHeader(text)
		a.Meta = meta
		readPlain(a, text[n:], 1+strings.Count(text[:n], "\n"))
	},
	cut: cutAtBlankLine,
}

// newsboatLabels are the labels of the header in the languages that newsboat speaks:
// feed, title, author, date, link, flags, podcast, and the head of the list of links.
// To add one, write its row. From the translations of newsboat 2.21.
var newsboatLabels = map[string][8]string{
	"en":    {"Feed", "Title", "Author", "Date", "Link", "Flags", "Podcast Download URL", "Links"},
	"ca":    {"Font", "Títol", "Autor", "Data", "Enllaç", "Indicadors", "URL de descàrrega del podcast", "Enllaços"},
	"ca-ES": {"Font", "Título", "Autor", "Fecha", "Enllaç", "Indicadors", "URL de descàrrega del podcast", "Enllaços"}, // what it really writes
	"de":    {"Feed", "Titel", "Autor", "Datum", "Link", "Flags", "Podcast-Download-URL", "Links"},
	"es":    {"Fuente", "Título", "Autor", "Fecha", "Enlace", "Marcas", "URL de descarga del pódcast", "Enlaces"},
	"fr":    {"Fil", "Titre", "Auteur", "Date", "Lien", "Signaux", "Lien de téléchargement du podcast", "Liens"},
	"hu":    {"Forrás", "Cím", "Szerzõ", "Dátum", "Link", "Jelzõk", "Podcast letöltés URL", "Linkek"},
	"it":    {"Feed", "Titolo", "Autore", "Data", "Collegamento", "Flag", "URL scaricamento podcast", "Collegamenti"},
	"ja":    {"フィード", "見出し", "作者", "日付", "リンク", "Flags", "コンテンツ", "Links"},
	"nb":    {"Strøm", "Tittel", "Forfatter", "Dato", "Lenke", "Flagg", "Podkastnedlastings-URL", "Lenker"},
	"nl":    {"Feed", "Titel", "Auteur", "Datum", "Koppeling", "Vlaggen", "Download-URL podcast", "Koppelingen"},
	"pl":    {"Kanał", "Tytuł", "Autor", "Data", "Odsyłacz", "Flagi", "Adres podcastu", "Odsyłacze"},
	"pt":    {"Fonte", "Título", "Autor", "Data", "Link", "Sinalizações", "URL para baixar Podcast", "Links"},
	"ru":    {"Лента", "Заголовок", "Автор", "Дата", "Ссылка", "Флаги", "Ссылка загрузки подкаста", "Ссылки"},
	"sk":    {"Kanál", "Titulok", "Autor", "Dátum", "Odkaz", "Príznaky (flags)", "Podcast Download URL", "Odkazy"},
	"sv":    {"Webbflöde", "Titel", "Författare", "Datum", "Länk", "Flaggor", "Hämtnings-URL för poddsändning", "Länkar"},
	"tr":    {"Besleme", "Başlık", "Yazar", "Tarih", "Bağlantı", "Bayraklar", "Podcast İndirme Adresi", "Bağlantılar"},
	"uk":    {"Тема", "Назва", "Автор", "Дата", "Посилання", "Флаги", "Посилання на завантаження Podcast", "Посилання"},
	"zh":    {"种子", "标题", "作者", "日期", "链接", "标记", "播客下载的地址", "所有链接"},
	"zh-TW": {"來源", "標題", "作者", "日期", "鏈結", "標記", "Pocast下載網址", "所有鏈結"},
}

// The places of the labels in a row.
const (
	ofFeed = iota
	ofTitle
	ofAuthor
	ofDate
	ofLink
	ofLinks = 7
)

// mostHeaderLines bounds a header: its fields are wrapped at 80 columns.
const mostHeaderLines = 60

// newsboatHeader returns the length of the header in bytes and what it says; 0 without
// one. A header has a title and at least one field more, and ends in a blank line.
func newsboatHeader(text string) (int, model.Meta) {
	first, _, _ := strings.Cut(text[:min(len(text), 400)], "\n")
	length, fields, language := 0, map[int]string(nil), ""
	for _, l := range slices.Sorted(maps.Keys(newsboatLabels)) {
		labels := newsboatLabels[l]
		if label, _ := newsboatField(first, labels); label < 0 {
			continue
		}
		// Languages share labels: the one that explains most of the header is meant.
		if n, found := newsboatFields(text, labels); len(found) > len(fields) {
			length, fields, language = n, found, l
		}
	}
	if length == 0 {
		return 0, model.Meta{}
	}
	return length, model.Meta{
		Publisher: fields[ofFeed], Title: fields[ofTitle], Byline: fields[ofAuthor],
		Published: date.Parse(fields[ofDate], language), URL: fields[ofLink],
	}
}

// newsboatField is the place of the label that a line begins with, and what follows
// it; -1 if it begins with none.
func newsboatField(line string, labels [8]string) (place int, value string) {
	for i, label := range labels[:ofLinks] {
		rest, ok := strings.CutPrefix(line, label)
		if !ok {
			continue
		}
		rest = strings.TrimPrefix(strings.TrimPrefix(rest, "\u00a0"), " ") // as in French
		for _, colon := range []string{":", "："} {
			if value, ok := strings.CutPrefix(rest, colon); ok {
				return i, value
			}
		}
	}
	return -1, ""
}

// newsboatFields reads the lines of a header; n is 0 if it is not one.
func newsboatFields(text string, labels [8]string) (n int, fields map[int]string) {
	fields = map[int]string{}
	last, at := -1, 0
	for range mostHeaderLines {
		line, _, _ := strings.Cut(text[at:min(len(text), at+4096)], "\n")
		if strings.TrimSpace(line) == "" {
			break
		}
		place, value := newsboatField(line, labels)
		if _, twice := fields[place]; place >= 0 && !twice {
			last, fields[place] = place, value
		} else {
			fields[last] = continued(fields[last], line, last == ofLink)
		}
		at += min(len(line)+1, len(text)-at)
	}
	for place, value := range fields {
		fields[place] = strings.TrimSpace(value)
	}
	if fields[ofTitle] == "" || len(fields) < 2 {
		return 0, nil
	}
	return at, fields
}

// continued adds a line to a field that was wrapped. An address has no blanks, nor has
// a script that writes without them.
func continued(field, line string, address bool) string {
	before, after := strings.TrimSpace(field), strings.TrimSpace(line)
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	if address || !strings.HasSuffix(field, " ") && withoutBlanks(last) && withoutBlanks(first) {
		return before + after
	}
	return strings.TrimRight(field, " ") + " " + after
}

// withoutBlanks reports whether r is of a script that puts no blank between words, or
// one of its signs.
func withoutBlanks(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) || 0x3000 <= r && r <= 0x303F || 0xFF00 <= r && r <= 0xFFEF
}

var linkLine = pattern.Late(`^\[\d+\]: \S+`)

// labelLinks marks the list of links at the end.
func labelLinks(a *model.Article) {
	for i := len(a.Blocks) - 1; i >= 0; i-- {
		b := &a.Blocks[i]
		s := a.Slice(b.Range)
		links, isHead := linkLine().MatchString(s), headsLinks(s)
		if !links && !isHead && b.Kind != model.Boilerplate {
			return
		}
		b.Kind, b.Level, b.Soft = model.Boilerplate, 0, false
		if isHead {
			return
		}
	}
}

// headsLinks reports whether a block is the head of the list of links.
func headsLinks(s string) bool {
	for _, labels := range newsboatLabels {
		rest, ok := strings.CutPrefix(s, labels[ofLinks])
		if ok && (strings.HasPrefix(strings.TrimLeft(rest, "\u00a0 "), ":") || strings.HasPrefix(rest, "：") || strings.TrimSpace(rest) == "") {
			return true
		}
	}
	return false
}
