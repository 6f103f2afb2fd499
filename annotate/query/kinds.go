package query

import (
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"time"
	"unicode"

	"stet/annotate/kind"
	"stet/annotate/store"
)

// A lookup knows which kinds the codebooks of a run's folders add: a codebook is
// read once for each folder.
type lookup struct {
	desk  *store.Desk // nil: none adds any
	mu    sync.Mutex
	byDir map[string]added
}

// added are the kinds that hold in a folder, and a stamp that tells whether they
// changed, "" for none.
type added struct {
	own   []kind.Kind
	stamp string
}

func newLookup(desk *store.Desk) *lookup {
	return &lookup{desk: desk, byDir: map[string]added{}}
}

// in returns the kinds that are added for a file, by its path on the disk.
func (l *lookup) in(path string) added {
	if l.desk == nil {
		return added{}
	}
	dir := filepath.Dir(path)
	l.mu.Lock()
	defer l.mu.Unlock()
	a, known := l.byDir[dir]
	if !known {
		a.own = l.desk.Kinds(path)
		a.stamp = kind.Stamp(a.own)
		l.byDir[dir] = a
	}
	return a
}

// Asking returns what can be asked of rows, kinds that codebooks add and their
// fields included. A field is asked for by its name without - and _; one of a
// built-in name means what that means everywhere.
func Asking(own []kind.Kind) *Table[Row] {
	if len(own) == 0 {
		return &Annotations
	}
	t := Annotations
	t.Fields = append([]Field[Row](nil), t.Fields...)
	for i := range t.Fields {
		if t.Fields[i].Name == kindField {
			t.Fields[i] = askKind(kind.All.With(own))
		}
	}
	for _, k := range own {
		for _, f := range k.Table {
			name := letters(f.Name)
			if _, taken := t.Find(name); taken || name == "" {
				continue
			}
			t.Fields = append(t.Fields, askOwn(name, own))
		}
	}
	return &t
}

// askOwn asks for the value of a field in any of the kinds that have one so
// called: how the value, or one of several, begins.
func askOwn(name string, own []kind.Kind) Field[Row] {
	get := map[string]func(*Row) string{} // by kind
	title := ""
	for _, k := range own {
		label, _ := k.Label()
		for _, f := range k.Table {
			switch {
			case letters(f.Name) != name || f.Refers():
			case f.Name == label.Name:
				get[k.Name] = func(r *Row) string { return r.Label }
			case len(k.Roles) > 0 && k.Roles[0].Name == f.Name:
				get[k.Name] = func(r *Row) string { return r.Who }
			default:
				get[k.Name] = func(r *Row) string { return r.Detail(f.Name) }
			}
			if get[k.Name] != nil && title == "" {
				title = fmt.Sprintf("%s, of a %s", f.Question(), k.Title)
			}
		}
	}
	return Field[Row]{
		Name: name, Help: title,
		Match: func(value string, _ time.Time) (func(*Row) bool, error) {
			want := Fold(value)
			return func(r *Row) bool {
				if at := get[r.Kind]; at != nil {
					for _, v := range kind.SplitList(at(r)) {
						if strings.HasPrefix(Fold(v), want) {
							return true
						}
					}
				}
				return false
			}, nil
		},
		Set: func(r *Row) bool { at := get[r.Kind]; return at != nil && at(r) != "" },
	}
}

// letters drops from a name what the name of a field in a query cannot have.
func letters(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, name)
}
