package store

import (
	"bytes"
	"slices"

	"stet/annotate/wire"
)

// graft brings the change from old to fresh into raw. Both were written by this
// version: old from what it understood of raw, fresh from what that has become.
// So whatever raw has and old has not is unknown here, and stays.
func graft(raw, old, fresh []byte, depth int) ([]byte, error) {
	var trees [3]node
	for i, data := range [][]byte{raw, old, fresh} {
		r := wire.NewReader(data)
		trees[i] = parse(r)
		if err := r.Err(); err != nil {
			return nil, err
		}
	}
	w := &wire.Writer{Depth: depth}
	merge3(trees[0], trees[1], trees[2]).write(w)
	return w.Bytes(), nil
}

// A node is a JSON value that keeps its bytes.
type node struct {
	raw     []byte
	open    byte // '{', '[', or 0 for a value without parts
	members []nodeMember
	changed bool // the parts hold, not the bytes
}

type nodeMember struct {
	key string // "" in an array
	node
}

func parse(r *wire.Reader) node {
	at := r.Next()
	n := node{raw: r.Raw()}
	in := wire.NewReader(n.raw)
	switch at {
	case '{':
		n.open = at
		for key := range in.Object() {
			n.members = append(n.members, nodeMember{key, parse(in)})
		}
	case '[':
		n.open = at
		for range in.Array() {
			n.members = append(n.members, nodeMember{"", parse(in)})
		}
	}
	return n
}

func (n node) write(w *wire.Writer) {
	parts := func() {
		for _, m := range n.members {
			if n.open == '{' {
				w.Key(m.key)
			}
			m.write(w)
		}
	}
	switch {
	case !n.changed:
		w.Raw(n.raw)
	case n.open == '{':
		w.Object(parts)
	default:
		w.Array(parts)
	}
}

func (n node) get(key string) (node, bool) {
	for _, m := range n.members {
		if m.key == key {
			return m.node, true
		}
	}
	return node{}, false
}

// merge3 applies the change from old to fresh to mine.
func merge3(mine, old, fresh node) node {
	switch {
	case sameJSON(old.raw, fresh.raw):
		return mine
	case mine.open == '{' && old.open == '{' && fresh.open == '{':
		return mergeObjects(mine, old, fresh)
	case mine.open == '[' && old.open == '[' && fresh.open == '[':
		return mergeArrays(mine, old, fresh)
	}
	return fresh
}

func mergeObjects(mine, old, fresh node) node {
	out := node{open: '{', changed: true}
	for _, m := range mine.members {
		was, known := old.get(m.key)
		now, stays := fresh.get(m.key)
		switch {
		case known && !stays:
			continue
		case stays:
			m.node = merge3(m.node, was, now)
		}
		out.members = append(out.members, m)
	}
	for i, m := range fresh.members {
		if _, has := mine.get(m.key); has {
			continue
		}
		if _, known := old.get(m.key); known {
			continue // it was written otherwise, or was nowhere and changed nothing
		}
		out.members = slices.Insert(out.members, out.after(fresh.members[:i]), m)
	}
	return out
}

// after returns the place behind the last of the given members that n has.
func (n node) after(before []nodeMember) int {
	for _, b := range slices.Backward(before) {
		for i, m := range n.members {
			if m.key == b.key {
				return i + 1
			}
		}
	}
	return 0
}

// mergeArrays pairs the elements of an array by what identifies them, so that an
// unknown one keeps its place.
func mergeArrays(mine, old, fresh node) node {
	olds, news := index(old), index(fresh)
	out := node{open: '[', changed: true}
	for i, id := range identities(mine) {
		m := mine.members[i]
		was, known := olds[id]
		now, stays := news[id]
		if known && !stays {
			continue
		}
		if known {
			m.node = merge3(m.node, was, now)
		}
		out.members = append(out.members, m)
	}
	for i, id := range identities(fresh) {
		if _, known := olds[id]; !known {
			out.members = append(out.members, fresh.members[i])
		}
	}
	return out
}

func index(n node) map[string]node {
	out := make(map[string]node, len(n.members))
	for i, id := range identities(n) {
		out[id] = n.members[i].node
	}
	return out
}

// identities names each element of an array: an object by its id, else by its
// type and purpose and, if it is a tag, its value; all others by their bytes. Equal
// ones are counted.
func identities(n node) []string {
	seen := map[string]int{}
	out := make([]string, len(n.members))
	for i, m := range n.members {
		id := ""
		if v, ok := m.get("id"); ok {
			id = string(v.raw)
		} else if typ, ok := m.get("type"); ok {
			purpose, _ := m.get("purpose")
			if id = string(typ.raw) + string(purpose.raw); string(purpose.raw) == `"tagging"` {
				value, _ := m.get("value")
				id += wire.NewReader(value.raw).String()
			}
		} else {
			id = string(wire.Compact(m.raw))
		}
		seen[id]++
		out[i] = id + string(rune(seen[id]))
	}
	return out
}

// sameJSON reports whether two values differ in white space at most.
func sameJSON(a, b []byte) bool {
	return bytes.Equal(a, b) || bytes.Equal(wire.Compact(a), wire.Compact(b))
}
