package intake

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"stet/model"
	"stet/model/clean"
	"stet/model/pattern"
)

// A field is what a label of a database says.
type field int

const (
	noField field = iota
	fieldTitle
	fieldSource
	fieldDate
	fieldByline
	fieldSection
	fieldPage
	fieldLength
	fieldLanguage
	fieldID
	fieldURL
	fieldSummary // a lead that the database made a field of
	fieldBody
	fieldTrail // what the database puts behind the text
	fieldOther // known, and of no use
)

// labels are the labels of the interfaces of Nexis and ProQuest in several
// languages, in capitals. A label that is not among them is recognised by its
// form and its place.
var labels = sync.OnceValue(func() map[string]field {
	labels := map[string]field{}
	for f, names := range map[field]string{
		fieldTitle:    "HEADLINE TITLE TITEL TITRE ÜBERSCHRIFT TÍTULO TITOLO TITULAR KOP",
		fieldSource:   "SOURCE PUBLICATION-TITLE PUBLICATION",
		fieldByline:   "BYLINE AUTHOR AUTHORS AUTOR AUTOREN AUTEUR AUTEURS AUTORE AUTORES VERFASSER",
		fieldSection:  "SECTION RUBRIK RUBRIQUE SECCIÓN SECCION SEZIONE SECTIE RESSORT SEÇÃO SECÇÃO SEKTION",
		fieldPage:     "PAGE SEITE PÁGINA PAGINA PAGES",
		fieldLength:   "LENGTH LÄNGE LONGUEUR LONGITUD EXTENSIÓN LUNGHEZZA LENGTE COMPRIMENTO EXTENSÃO LÆNGDE LÄNGD",
		fieldLanguage: "LANGUAGE SPRACHE LANGUE IDIOMA LINGUA TAAL LÍNGUA",
		fieldSummary:  "HIGHLIGHT ENCART ABSTRACT ZUSAMMENFASSUNG RÉSUMÉ RESUMEN TEASER VORSPANN SUMMARY LEAD",
		fieldBody:     "BODY HAUPTTEIL CORPS CUERPO CORPO TEXT TEXTE TEXTO TESTO VOLLTEXT FULL-TEXT HAUPTTEXT TEXTKÖRPER",
		fieldURL:      "URL",
		fieldOther:    "DATELINE ORT DATE-LINE LIEU SERIES CLIENT/MATTER DISTRIBUTION CORRECTION CORRECTION-DATE COPYRIGHT EDITION ANMERKUNG",
		fieldTrail: "GRAPHIC GRAFIK GRAPHIQUE GRÁFICO LOAD-DATE UPDATE DATE-CHARGEMENT FECHA-DE-CARGA PUBLICATION-TYPE TYPE-PUBLICATION PUBLIKATIONSART ZEITUNGS-CODE " +
			"CLASSIFICATION KLASSIFIZIERUNG CLASSIFICATIONS CLASIFICACIÓN SUBJECT SUJET THEMA SCHLAGWORT DOCUMENT-TYPE JOURNAL-CODE ACC-NO NOTES NOTE HINWEISE LOAD DOCUMENT-LOAD-DATE " +
			"LADEDATUM GRÁFICOS GRAFICO ILLUSTRATION FOTOS COMPANY TICKER INDUSTRY ORGANIZATION ORGANISATION PERSON PERSONNE COUNTRY PAYS LAND STATE CITY VILLE STADT " +
			"GEOGRAPHIC GEOGRAFIE SOCIETE SOCIÉTÉ FIRMA BRANCHE UNTERNEHMEN PRODUCT NAME NAMES",
	} {
		for name := range strings.FieldsSeq(names) {
			labels[name] = f
		}
	}
	return labels
})

// label is the form of a label: a word or some, and a colon.
var label = pattern.Late(`^([\p{L}][\p{L}\d/&'’. -]{0,40}?)[ \x{00A0}]?:(?:[ \x{00A0}\n]+|$)`)

// labelOf returns the label at the beginning of a paragraph and what follows it.
func labelOf(text string) (name, value string, ok bool) {
	m := label().FindStringSubmatchIndex(text[:min(len(text), 200)])
	if m == nil {
		return "", "", false
	}
	return text[m[2]:m[3]], strings.TrimSpace(text[m[1]:]), true
}

// fieldOf returns what a label says.
func fieldOf(name string) field {
	return labels()[strings.ReplaceAll(strings.ToUpper(strings.TrimSpace(name)), " ", "-")]
}

// set keeps the value of a field.
func set(m *model.Meta, f field, value string) {
	value = strings.Join(strings.Fields(value), " ")
	switch f {
	case fieldTitle:
		m.Title = value
	case fieldSource:
		m.Publisher = value
	case fieldDate:
		if day, ok := parseDay(value); ok {
			m.Published = day
		}
	case fieldByline:
		if m.Byline != "" && value != "" {
			value = m.Byline + "; " + value
		}
		m.Byline = value
	case fieldSection:
		section, page := sectionAndPage(value)
		m.Section, m.Page = section, cmp.Or(page, m.Page) // which may have a field of its own
	case fieldPage:
		m.Page = value
	case fieldLength:
		m.Length = number(value)
	case fieldLanguage:
		m.Language = languageOf(value)
	case fieldID:
		m.ID = value
	case fieldURL:
		m.URL = clean.Address(value)
	}
}

var page = pattern.Late(`^(?i)(?:pg|pp?|page|pages|seite|s|pág|pag|página|blz|side)\.? ?([A-Z]{0,3}-?\d[\w,–-]*|[A-Z]\d*)$`)

// sectionAndPage parts "NEWS; Pg. A10; Brief".
func sectionAndPage(s string) (section, where string) {
	parts := strings.Split(s, ";")
	parts = slices.DeleteFunc(parts, func(part string) bool {
		part = strings.TrimSpace(part)
		if m := page().FindStringSubmatch(part); m != nil && where == "" {
			where = m[1]
			return true
		}
		return part == ""
	})
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return strings.Join(parts, "; "), where
}

var grouped = pattern.Late(`\d+(?:[., \x{00A0}\x{202F}]\d{3})*`)

// number returns the first number in s, in which groups of three may be parted; 0
// if absent.
func number(s string) int {
	digits := strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, grouped().FindString(s))
	n, _ := strconv.Atoi(digits)
	return n
}

// languages are the names that databases have for languages, folded.
var languages = sync.OnceValue(func() map[string]string {
	languages := map[string]string{}
	for code, names := range map[string]string{
		"en": "english englisch anglais inglés inglese engels inglês engelsk", "de": "german deutsch allemand alemán tedesco duits alemão tysk",
		"fr": "french französisch français francés francese frans francês fransk", "es": "spanish spanisch espagnol español spagnolo spaans espanhol spansk",
		"it": "italian italienisch italien italiano italiaans", "pt": "portuguese portugiesisch portugais portugués português portoghese portugees",
		"nl": "dutch niederländisch néerlandais neerlandés nederlands olandese", "da": "danish dänisch danois dansk", "sv": "swedish schwedisch suédois svenska svensk",
		"no": "norwegian norwegisch norvégien norsk", "fi": "finnish finnisch finnois suomi", "pl": "polish polnisch polonais polski",
		"ru": "russian russisch russe русский", "zh": "chinese chinesisch chinois 中文", "ja": "japanese japanisch japonais 日本語", "ko": "korean koreanisch coréen 한국어",
		"ar": "arabic arabisch arabe العربية", "tr": "turkish türkisch turc türkçe", "cs": "czech tschechisch tchèque čeština", "hu": "hungarian ungarisch hongrois magyar",
		"uk": "ukrainian ukrainisch ukrainien", "el": "greek griechisch grec", "he": "hebrew hebräisch hébreu", "ro": "romanian rumänisch roumain română", "ca": "catalan katalanisch català",
	} {
		for name := range strings.FieldsSeq(names) {
			languages[name] = code
		}
	}
	return languages
})

// languageOf returns the code of the first language named in s, "" if none is.
func languageOf(s string) string {
	for word := range strings.FieldsFuncSeq(strings.ToLower(s), func(r rune) bool { return !isWord(r) }) {
		if code := languages()[word]; code != "" {
			return code
		}
		if len(word) == 2 && slices.Contains(codes, word) {
			return word
		}
	}
	return ""
}

var codes = []string{"en", "de", "fr", "es", "it", "pt", "nl", "da", "sv", "no", "fi", "pl", "ru", "zh", "ja", "ko", "ar", "tr", "cs", "hu", "uk", "el", "he", "ro", "ca"}

// fieldNames are the names by which a person maps the columns of a table.
var fieldNames = []struct {
	name  string
	field field
}{
	{"title", fieldTitle}, {"source", fieldSource}, {"date", fieldDate}, {"author", fieldByline}, {"section", fieldSection}, {"page", fieldPage},
	{"words", fieldLength}, {"language", fieldLanguage}, {"id", fieldID}, {"url", fieldURL}, {"text", fieldBody}, {"summary", fieldSummary},
}

// Fields returns the names of the fields that a column of a table can be mapped to.
func Fields() []string {
	names := make([]string, len(fieldNames))
	for i, f := range fieldNames {
		names[i] = f.name
	}
	return names
}
