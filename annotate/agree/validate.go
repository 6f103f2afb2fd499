package agree

import (
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"stet/annotate"
	"stet/annotate/codebook"
	"stet/model"
)

// A Validation says how good a machine is, measured against people or an adjudication.
type Validation struct {
	Machine string
	Against []string
	Figures []Figure
	Tests   []MachineTest
	Docs    int // articles that the machine and somebody it is compared with have seen
}

// A MachineTest is the alternative annotator test of one question or kind.
type MachineTest struct {
	Level, What string
	AltResult
}

// Validate measures a machine against people, by their names in the documents, or
// against an adjudication. Precision and recall are counted over every pair of the
// machine and a person. The alternative annotator test is made where two people or more
// have coded the same; of sentences, those that a person or the machine has marked are
// its items. Scales name the questions whose codes are numbers.
func Validate(docs []Document, machine string, against []string, book *codebook.Codebook, test AltTest, scales ...Scaled) Validation {
	v := Validation{Machine: machine, Against: against}
	s := &study{book: book, coders: append(slices.Clone(against), machine), scales: scales}
	for _, d := range answered(docs) {
		if seen := s.seen(d); len(seen) >= 2 && slices.Contains(seen, machine) {
			s.docs = append(s.docs, d)
		}
	}
	v.Docs = len(s.docs)
	if v.Docs == 0 {
		return v
	}
	s.kinds = kindsIn(s.docs)
	for _, c := range append(s.articleTables(), s.sentenceTables()...) {
		v.Figures = append(v.Figures, s.hits(c)...)
		v.Figures = append(v.Figures, s.alphas(c)...)
		if r := s.alternative(c, test); len(r.People) > 0 {
			v.Tests = append(v.Tests, MachineTest{c.level, strings.TrimSpace(c.what + " " + c.label), r})
		}
	}
	for _, variable := range s.variables() {
		if !variable.more {
			v.Figures = append(v.Figures, s.spanHits(variable)...)
		}
	}
	return v
}

// answered leaves out what was refused, as in an adjudication: it is nobody's answer.
func answered(docs []Document) []Document {
	out := make([]Document, len(docs))
	for i, d := range docs {
		out[i] = Document{d.Article, map[string]Coding{}}
		for name, c := range d.Coders {
			c.Annotations = slices.DeleteFunc(slices.Clone(c.Annotations), func(a *annotate.Annotation) bool { return a.Origin.How == annotate.Refused })
			out[i].Coders[name] = c
		}
	}
	return out
}

// A Hit counts what a machine found of what there is.
type Hit struct{ Right, Wrong, Missed int }

func (h Hit) add(o Hit) Hit { return Hit{h.Right + o.Right, h.Wrong + o.Wrong, h.Missed + o.Missed} }

// Precision is the share of the suggestions that is right; NaN where nothing was.
func (h Hit) Precision() float64 { return share(h.Right, h.Right+h.Wrong) }

// Recall is the share of what there is that was found; NaN where there is nothing.
func (h Hit) Recall() float64 { return share(h.Right, h.Right+h.Missed) }

// F1 is the harmonic mean of both.
func (h Hit) F1() float64 { return share(2*h.Right, 2*h.Right+h.Wrong+h.Missed) }

func share(part, whole int) float64 {
	if whole == 0 {
		return math.NaN()
	}
	return float64(part) / float64(whole)
}

func (h Hit) figures(f Figure, what string) []Figure {
	f.Low, f.High, f.Units = math.NaN(), math.NaN(), h.Right+h.Wrong+h.Missed
	var out []Figure
	for _, m := range []struct {
		name  string
		value float64
	}{{"precision", h.Precision()}, {"recall", h.Recall()}, {"F1", h.F1()}} {
		f.Measure, f.Value = m.name+what, m.value
		out = append(out, f)
	}
	return out
}

// hits counts code by code over every pair of the machine, which is the last column, and
// a person.
func (s *study) hits(c codedTable) []Figure {
	by := map[string]Hit{}
	last := len(s.coders) - 1
	for _, row := range c.t {
		said := row[last]
		for _, is := range row[:last] {
			if said == "" || is == "" {
				continue
			}
			a, b := codesIn(said), codesIn(is)
			for _, code := range a {
				if slices.Contains(b, code) {
					by[code] = by[code].add(Hit{Right: 1})
				} else {
					by[code] = by[code].add(Hit{Wrong: 1})
				}
			}
			for _, code := range b {
				if !slices.Contains(a, code) {
					by[code] = by[code].add(Hit{Missed: 1})
				}
			}
		}
	}
	return hitFigures(Figure{Level: c.level, What: c.what, Label: c.label, Coders: len(s.coders)}, by, "")
}

// hitFigures are those of all codes together, and of each where there are several.
func hitFigures(f Figure, by map[string]Hit, what string) (out []Figure) {
	all := Hit{}
	for _, h := range by {
		all = all.add(h)
	}
	if all == (Hit{}) {
		return nil
	}
	out = all.figures(f, what)
	if len(by) > 1 {
		for _, code := range slices.Sorted(maps.Keys(by)) {
			f.Label = code
			out = append(out, by[code].figures(f, what)...)
		}
	}
	return out
}

// codesIn are the codes of a unit, none where it has none.
func codesIn(cell string) []string {
	if cell == none || cell == "" {
		return nil
	}
	return strings.Split(cell, "+")
}

// alphas are α with the machine and, where there are several, of the people alone.
func (s *study) alphas(c codedTable) []Figure {
	nominal := func(t Table) Result { return Alpha(t, Nominal()) }
	out := []Figure{coefficient(c.level, c.what, c.label, "α with the machine", nominal, c.t)}
	people := make(Table, len(c.t))
	for i, row := range c.t {
		people[i] = row[:len(row)-1]
	}
	if codersIn(people) > 1 {
		out = append(out, coefficient(c.level, c.what, c.label, "α of people alone", nominal, people))
	}
	return out
}

// alternative makes the alternative annotator test.
func (s *study) alternative(c codedTable, test AltTest) AltResult {
	last := len(s.coders) - 1
	if last < 2 {
		return AltResult{}
	}
	for _, scale := range s.scales {
		if scale.What == c.what && !scale.Ordinal {
			test.Scoring = NegativeRMSE
		}
	}
	people, machine := LabelsOf{}, map[string]string{}
	for i, row := range c.t {
		if c.level == "sentence" && !anyCode(Table{row}) {
			continue
		}
		item := strconv.Itoa(i)
		for j, code := range row {
			switch {
			case code == "":
			case j == last:
				machine[item] = code
			default:
				child(people, s.coders[j])[item] = code
			}
		}
	}
	return test.Alternative(people, machine)
}

// spanHits counts stretches of words: the very same with the same label, and any that
// share a word, whatever their label.
func (s *study) spanHits(v variable) []Figure {
	exact, overlap := map[string]Hit{}, Hit{}
	machine := s.coders[len(s.coders)-1]
	for _, d := range s.docs {
		off := model.NewOffsets(d.Article.Text)
		seen := s.seen(d)
		stretches := func(coder string) (out []Stretch) {
			for _, a := range ofKind(d.Coders[coder].Annotations, v.kind) {
				out = append(out, Stretch{off.CodePoint(a.Target.Start), off.CodePoint(a.Target.End), v.code(a)})
			}
			return out
		}
		said := stretches(machine)
		for _, coder := range seen {
			if coder == machine {
				continue
			}
			is := stretches(coder)
			countExact(said, is, exact)
			n := OverlapF1(Boundaries(said), Boundaries(is)).Matched
			overlap = overlap.add(Hit{n, len(said) - n, len(is) - n})
		}
	}
	f := Figure{Level: "words", What: v.what, Coders: len(s.coders)}
	out := hitFigures(f, exact, ", words and label")
	if len(out) > 0 {
		out = append(out, overlap.figures(f, ", words overlap")...)
	}
	return out
}

func countExact(said, is []Stretch, by map[string]Hit) {
	left := map[Stretch]int{}
	for _, s := range is {
		left[s]++
	}
	for _, s := range said {
		if left[s] > 0 {
			left[s]--
			by[s.Label] = by[s.Label].add(Hit{Right: 1})
		} else {
			by[s.Label] = by[s.Label].add(Hit{Wrong: 1})
		}
	}
	for s, n := range left {
		by[s.Label] = by[s.Label].add(Hit{Missed: n})
	}
}

// People returns the coders of documents, without adjudications and machines.
func People(docs []Document) []string { return codersOf(docs) }
