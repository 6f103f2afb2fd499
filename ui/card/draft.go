package card

import (
	"slices"

	"stet/annotate/session"
)

// Filled returns what is in the fields, and the name of the one at hand.
func (f *Form) Filled() (fields []session.Filled, at string) {
	for _, x := range f.Fields {
		s := session.Filled{Name: x.Name, Typed: x.input.Value()}
		for _, a := range x.answers {
			s.Answers = append(s.Answers, a.Text)
		}
		if s.Typed != "" || len(s.Answers) > 0 {
			fields = append(fields, s)
		}
	}
	return fields, f.Asking()
}

// Refill puts what was in the fields of such a form into them again. What the form
// does not ask any more is left out.
func (f *Form) Refill(fields []session.Filled, at string) {
	for _, s := range fields {
		i := slices.IndexFunc(f.Fields, func(x *Field) bool { return x.Name == s.Name })
		if i < 0 {
			continue
		}
		x := f.Fields[i]
		x.answers = nil
		for _, text := range s.Answers {
			if c, ok := x.answerOf(text); ok {
				x.answers = append(x.answers, c)
			}
		}
		if x.Typed != nil {
			x.input.Set(s.Typed)
			f.opened = f.opened || f.codes && s.Typed != "" && s.Name == at
		}
	}
	if i := slices.IndexFunc(f.Fields, func(x *Field) bool { return x.Name == at }); i >= 0 {
		f.at = i
	}
	f.touched = true
}

// answerOf finds the answer that is shown as text, or makes one of typed words.
func (x *Field) answerOf(text string) (Choice, bool) {
	for _, c := range slices.Concat(x.Choices, x.Lead) {
		if c.Text == text {
			return c, true
		}
	}
	if x.Typed == nil {
		return Choice{}, false
	}
	return Choice{Text: text, Value: x.Typed(text)}, true
}

// Draft puts words into the field at hand that somebody wrote elsewhere.
func (f *Form) Draft(words string) {
	f.Type(words)
	f.touched = true
	f.opened = f.opened || f.codes
}
