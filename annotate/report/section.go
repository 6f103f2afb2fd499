package report

// A section is a part of the report with a heading of its own. Its body in HTML is
// the file ID.html.
type section struct {
	ID, Title string
	has       func(*Report) bool
	markdown  func(*Report, printer)
}

// sections are the parts, in their order. To add one, write its file, its body and
// its row.
var sections = []section{claimsSection, voicesSection, stancesSection, articlesSection}

// sections returns those that have something to tell.
func (r *Report) sections() []section {
	var out []section
	for _, s := range sections {
		if s.has(r) {
			out = append(out, s)
		}
	}
	return out
}
