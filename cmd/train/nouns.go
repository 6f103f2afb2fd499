package main

import (
	"bytes"
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/model/mention/tagger"
)

// In German every noun has a capital. What tells names from other nouns there is a
// list of nouns with all their forms, that of the German Wiktionary.

// nounKinds are what its parts of speech say of a noun; the first that fits counts.
var nounKinds = []struct {
	part string
	flag tagger.Flag
}{
	{"Vorname", tagger.Forename}, {"Nachname", tagger.Surname}, {"Toponym", tagger.Place}, {"Straßenname", tagger.Place},
	{"Eigenname", 0}, {"Abkürzung", 0}, {"Buchstabe", 0}, {"Affix", 0}, {"Lexem", 0}, {"Wortverbindung", 0}, {"Substantiv", tagger.Common},
}

// readNouns adds the nouns of the PyPI package german-nouns.
func (l *lexicon) readNouns(wheel string) error {
	data, err := readMember(wheel, "german_nouns/nouns.csv")
	if err != nil {
		return err
	}
	head, rows, err := readCSV(bytes.NewReader(data))
	if err != nil {
		return err
	}
	if len(head) < 3 || head[0] != "lemma" || head[1] != "pos" {
		return errors.New(wheel + ": other columns than expected")
	}
	common := map[string]bool{}
	for _, row := range rows {
		flag := flagOfNoun(row[1])
		if flag == 0 {
			continue
		}
		for i, form := range row {
			if (i == 0 || i > 6) && len(form) > 2 {
				switch {
				case flag != tagger.Common:
					l.addSpelt(form, flag)
				case !strings.ContainsAny(form, " -"):
					common[form] = true
				}
			}
		}
	}
	l.addSimple(common)
	return nil
}

func flagOfNoun(parts string) tagger.Flag {
	for _, k := range nounKinds {
		if strings.Contains(parts, k.part) {
			return k.flag
		}
	}
	return 0
}

// addSimple adds the nouns that do not end in another one: the tagger tells the others
// by that.
func (l *lexicon) addSimple(nouns map[string]bool) {
	for noun := range nouns {
		simple := true
		for i := 3; i <= len(noun)-4 && simple; i++ {
			r, size := utf8.DecodeRuneInString(noun[i:])
			simple = !nouns[string(unicode.ToUpper(r))+noun[i+size:]]
		}
		if simple {
			l.mark(tagger.Hash(noun), tagger.Common)
		}
	}
}
