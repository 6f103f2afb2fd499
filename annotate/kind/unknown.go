package kind

import (
	"fmt"

	"stet/annotate"
)

// Unknown is the body of an annotation of a kind that is not in the table: a
// newer version or another program wrote it. It is kept, listed and never
// changed. It also stands for a refused suggestion of such a kind.
type Unknown struct {
	Name string // of the kind, as far as it is known
	Code string
}

// Kind is the name, but never that of a kind in the table, whatever a file says:
// its row would take the body for one of its own.
func (u *Unknown) Kind() string {
	if _, known := Find(u.Name); known {
		return fmt.Sprintf("unreadable %s", u.Name)
	}
	return u.Name
}

func (u *Unknown) Label() string             { return u.Code }
func (u *Unknown) Clone() annotate.Body      { c := *u; return &c }
func (u *Unknown) Refs() []annotate.Role     { return nil }
func (u *Unknown) Places() []*annotate.Place { return nil }
func (u *Unknown) Encode(*Writer)            {}
func (u *Unknown) Decode(*Element)           {}
