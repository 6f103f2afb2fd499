package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// A writer makes sentences out of parts.
type writer struct {
	rng *rand.Rand
	b   strings.Builder
}

var (
	givenNames  = strings.Fields("Amara Boris Chen Dalia Emeka Farida Goran Hana Idris Jonas Kaya Leila Marek Nadia Oskar Priya Rosa Samir Tomas Vera")
	familyNames = strings.Fields("Adeyemi Bergman Castillo Dimitrov Eriksen Fontaine Gupta Horvat Ivanova Jansen Kowalski Lindqvist Moreau Novak Okafor Petrov Rossi Schmidt Tanaka Weber")
	offices     = []string{"the finance minister", "a spokesman for the union", "the mayor", "the head of the commission", "an adviser to the president", "the port's director"}
	bodies      = []string{"the Harbour Union", "the Central Bank", "the Ministry of Health", "the European Commission", "the Riverton Council", "the National Party"}
	places      = strings.Fields("Berlin Ankara Lagos Oslo Madrid Geneva Nairobi Vienna Lisbon Manila")
	verbs       = strings.Fields("said warned added argued insisted explained")
	backs       = []string{"backs", "opposes", "welcomed", "rejected", "criticised", "supports"}
	subjects    = []string{"the tram plan", "the new tariff", "the rescue package", "the harbour law", "the peace talks", "the budget"}
	actions     = []string{"was delayed by a year", "cost more than planned", "cut emissions by %d per cent", "created %d jobs", "failed in %d of the towns", "was never put to a vote"}
	openings    = []string{"On Monday", "Last week", "In early March", "After a long night of talks", "At a press conference", "For the third time this year"}
)

func pick[T any](w *writer, from []T) T { return from[w.rng.IntN(len(from))] }

func (w *writer) name() string { return pick(w, givenNames) + " " + pick(w, familyNames) }

func (w *writer) clause() string {
	action := pick(w, actions)
	if strings.Contains(action, "%d") {
		action = fmt.Sprintf(action, 2+w.rng.IntN(90))
	}
	return pick(w, subjects) + " " + action
}

// article returns a title and paragraphs of about so many words.
func (w *writer) article(words int) string {
	w.b.Reset()
	fmt.Fprintf(&w.b, "%s %s %s as costs climb\n", pick(w, places), pick(w, backs), pick(w, subjects))
	for n := 0; n < words; {
		w.b.WriteByte('\n')
		for range 2 + w.rng.IntN(3) {
			s := w.sentence()
			n += strings.Count(s, " ") + 1
			w.b.WriteString(s)
			w.b.WriteByte(' ')
		}
		w.b.WriteByte('\n')
	}
	return w.b.String()
}

func (w *writer) sentence() string {
	who := w.name()
	switch w.rng.IntN(5) {
	case 0:
		return fmt.Sprintf("“We know that %s,” %s %s, %s.", w.clause(), pick(w, verbs), who, pick(w, offices))
	case 1:
		return fmt.Sprintf("%s, %s, %s that %s “and nobody in %s asked why.”", who, pick(w, offices), pick(w, verbs), w.clause(), pick(w, places))
	case 2:
		return fmt.Sprintf("%s %s %s.", who, pick(w, backs), pick(w, subjects))
	case 3:
		return fmt.Sprintf("%s, %s met in %s, where %s.", pick(w, openings), pick(w, bodies), pick(w, places), w.clause())
	}
	return fmt.Sprintf("%s, %s, according to %s.", pick(w, openings), w.clause(), pick(w, bodies))
}
