package source

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"stet/model"
	"stet/model/page"
)

// table writes a table of data as one block and reports whether n is one. The
// others arrange a page.
func (w *pageWalker) table(n *html.Node, c context) bool {
	rows, ok := dataTable(n)
	if !ok || c.hidden || page.Hidden(n) {
		return false
	}
	w.end()
	c.kind, c.level, c.marker = model.Table, 0, nil
	w.begin(n, c)
	columns := 0
	for _, row := range rows {
		columns = max(columns, len(row))
	}
	for i, row := range rows {
		if i > 0 {
			w.b.cellEnd('\n')
		}
		for j := range columns {
			if j > 0 {
				w.b.cellEnd('\t')
			}
			if j < len(row) {
				w.walk(row[j], c)
			}
		}
	}
	w.end()
	return true
}

// The largest table that is laid out as one.
const (
	mostColumns = 30
	mostRows    = 2000
)

// dataTable returns the cells of a table of data: two rows and columns at
// least, and nothing in a cell that parts paragraphs.
func dataTable(table *html.Node) (rows [][]*html.Node, ok bool) {
	columns := 0
	for n := range table.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Tr:
			rows = append(rows, nil)
		case atom.Td, atom.Th:
			if len(rows) == 0 {
				return nil, false
			}
			last := len(rows) - 1
			rows[last] = append(rows[last], n)
			columns = max(columns, len(rows[last]))
		case atom.Tbody, atom.Thead, atom.Tfoot, atom.Colgroup, atom.Col, atom.P, atom.Br:
		case atom.Caption:
			return nil, false // its words would be lost
		default:
			if !page.Inline(n.DataAtom) && !page.Invisible(n.DataAtom) {
				return nil, false
			}
		}
	}
	return rows, len(rows) > 1 && len(rows) <= mostRows && columns > 1 && columns <= mostColumns
}
