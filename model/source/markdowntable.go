package source

import (
	east "github.com/yuin/goldmark/extension/ast"

	"stet/model"
)

// aligned is how the columns of a table are aligned, nil where all are to the left.
func aligned(columns []east.Alignment) []model.Align {
	out, plain := make([]model.Align, len(columns)), true
	for i, c := range columns {
		out[i] = map[east.Alignment]model.Align{east.AlignCenter: model.Centre, east.AlignRight: model.Right}[c]
		plain = plain && out[i] == model.Left
	}
	if plain {
		return nil
	}
	return out
}
