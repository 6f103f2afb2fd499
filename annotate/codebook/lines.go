package codebook

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// linesOf says on which line each table and key of a file is, by paths such
// as "set[0].code[2].key". The file has been read without an error.
func linesOf(data []byte) map[string]int {
	lines := map[string]int{}
	counts := map[string]int{} // elements of an array of tables so far
	line, at := 1, 0
	lineOf := func(offset int) int { // offsets only grow
		line += bytes.Count(data[at:offset], []byte("\n"))
		at = offset
		return line
	}
	var p unstable.Parser
	p.Reset(data)
	table := ""
	for p.NextExpression() {
		e := p.Expression()
		var keys []string
		offset := at
		for k := e.Key(); k.Next(); {
			if n := k.Node(); len(keys) == 0 && int(n.Raw.Offset) > offset {
				offset = int(n.Raw.Offset)
			}
			keys = append(keys, string(k.Node().Data))
		}
		switch e.Kind {
		case unstable.Table:
			table = pathOf(keys, counts)
			lines[table] = lineOf(offset)
		case unstable.ArrayTable:
			last := len(keys) - 1
			parent := pathOf(keys[:last], counts)
			name := strings.TrimPrefix(parent+"."+keys[last], ".")
			counts[name]++
			table = fmt.Sprintf("%s[%d]", name, counts[name]-1)
			lines[table] = lineOf(offset)
		case unstable.KeyValue:
			lines[strings.TrimPrefix(table+"."+strings.Join(keys, "."), ".")] = lineOf(offset)
		}
	}
	return lines
}

// pathOf writes the keys of a table header with the indices of the arrays that
// they lead through.
func pathOf(keys []string, counts map[string]int) string {
	at := ""
	for _, k := range keys {
		at = strings.TrimPrefix(at+"."+k, ".")
		if n := counts[at]; n > 0 {
			at = fmt.Sprintf("%s[%d]", at, n-1)
		}
	}
	return at
}
