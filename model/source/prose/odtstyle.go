package prose

import (
	"strconv"
	"strings"
)

// An odtStyle is what a style says of paragraphs and letters.
type odtStyle struct {
	parent           string
	name             string // that a person sees
	look             look
	centre, newPage  bool
	hasBold, hasItal bool // the style says so itself
}

func (d *odt) readStyles(data []byte) {
	eachElement(data, func(s *scanner, n node) { d.readStyle(s, n) })
}

// readStyle reads an element of the styles, of the document or of its beginning.
func (d *odt) readStyle(s *scanner, n node) bool {
	st := d.styles[d.style]
	switch string(n.name) {
	case "style:style":
		st, d.style = odtStyle{}, ""
		s.attrs(n, func(k, v []byte) {
			switch string(k) {
			case "style:name":
				d.style = string(v)
			case "style:display-name":
				st.name = string(v)
			case "style:parent-style-name":
				st.parent = string(v)
			}
		})
	case "style:text-properties":
		s.attrs(n, func(k, v []byte) {
			switch string(k) {
			case "fo:font-weight":
				st.look.strong, st.hasBold = string(v) == "bold" || len(v) == 3 && v[0] >= '6', true
			case "fo:font-style":
				st.look.emphasis, st.hasItal = string(v) == "italic" || string(v) == "oblique", true
			case "fo:font-size":
				st.look.size, _ = strconv.ParseFloat(strings.TrimSuffix(string(v), "pt"), 64)
			}
		})
	case "style:paragraph-properties":
		s.attrs(n, func(k, v []byte) {
			switch string(k) {
			case "fo:text-align":
				st.centre = string(v) == "center"
			case "fo:break-before":
				st.newPage = string(v) == "page"
			}
		})
	case "text:list-level-style-number":
		st.name = "numbered"
	default:
		return false
	}
	if len(d.styles) < 100_000 {
		d.styles[d.style] = st
	}
	return true
}

// resolve returns a style with what it inherits, and the names on the way.
func (d *odt) resolve(name string) (st odtStyle, names string) {
	for range 10 {
		s, ok := d.styles[name]
		if !ok {
			break
		}
		if !st.hasBold {
			st.look.strong, st.hasBold = s.look.strong, s.hasBold
		}
		if !st.hasItal {
			st.look.emphasis, st.hasItal = s.look.emphasis, s.hasItal
		}
		if st.look.size == 0 {
			st.look.size = s.look.size
		}
		st.centre, st.newPage = st.centre || s.centre, st.newPage || s.newPage
		names += " " + strings.ToLower(name) + " " + strings.ToLower(s.name)
		if name = s.parent; name == "" {
			break
		}
	}
	return st, names + " " + strings.ToLower(name)
}
