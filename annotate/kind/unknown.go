package kind

import "stet/annotate"

// Unknown is the body of an annotation of a kind that is not in the table: a
// newer version or another program wrote it. It is kept, listed and never
// changed. It also stands for a refused suggestion of such a kind.
type Unknown struct {
	Name string // of the kind, as far as it is known
	Code string
}

func (u *Unknown) Kind() string              { return u.Name }
func (u *Unknown) Label() string             { return u.Code }
func (u *Unknown) Clone() annotate.Body      { c := *u; return &c }
func (u *Unknown) Refs() []annotate.Role     { return nil }
func (u *Unknown) Places() []*annotate.Place { return nil }
func (u *Unknown) Encode(*Writer)            {}
func (u *Unknown) Decode(*Element)           {}
