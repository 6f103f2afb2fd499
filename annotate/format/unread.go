package format

import "slices"

// unread tells of the members of a JSON object that a reader has no place for, each a loss
// like l, with its key behind l's detail. read are the keys that it reads or that say
// nothing of the text; members without a value are left out.
func unread[V any](o map[string]V, read []string, l Loss) (losses []Loss) {
	of := l.Detail
	for _, key := range sortedKeys(o) {
		if slices.Contains(read, key) {
			continue
		}
		switch value, _ := marshal(o[key]); string(value) {
		case "null", `""`, "[]", "{}", "false":
			continue
		}
		l.Detail = of + key
		losses = append(losses, l)
	}
	return losses
}
