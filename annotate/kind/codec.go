package kind

import "stet/annotate"

// parts are the Dataset bodies that the table is spread over.
func (k *Kind) parts() []Part {
	if k.Parts != nil {
		return k.Parts
	}
	return []Part{{Name: "body", Type: k.Type}}
}

// encode writes what a body says, a Dataset for each part.
func (k *Kind) encode(w *Writer, b annotate.Body) {
	for i, p := range k.parts() {
		if p.Has != nil && !p.Has(b) {
			continue
		}
		w.Dataset(p.Name, p.Type, func() {
			for j := range k.Table {
				if f := &k.Table[j]; f.Part == i && f.Key != "" {
					f.write(w, b)
				}
			}
		})
	}
}

// decode takes over what a Dataset of the kind says, and reports whether it is
// one.
func (k *Kind) decode(e *Element, b annotate.Body) bool {
	for i, p := range k.parts() {
		if !e.Is(p.Type) {
			continue
		}
		if p.Begin != nil {
			p.Begin(b)
		}
		for key := range e.Members() {
			for j := range k.Table {
				if f := &k.Table[j]; f.Part == i && f.Key == key {
					f.read(e, b)
					break
				}
			}
		}
		return true
	}
	return false
}
