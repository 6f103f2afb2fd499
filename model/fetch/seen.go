package fetch

import (
	"maps"
	"slices"
	"strings"

	"stet/model/feed"
)

// A sight is what is remembered of an entry. The zero sight is one of an entry that
// was never seen.
type sight struct {
	Key, Mark string
	URL       string // as addressKey makes it
}

func (s sight) known() bool { return s.Mark != "" }

// find returns what is remembered of an entry: by its key, else by its address, since
// feeds give new keys to old entries.
func (f *feedState) find(it *feed.Item) sight {
	key := it.Key
	value, ok := f.Items[key]
	if !ok && it.Meta.URL != "" {
		if f.byURL == nil {
			f.byURL = map[string]string{}
			for key, value := range f.Items {
				if _, address, _ := strings.Cut(value, " "); address != "" {
					f.byURL[address] = key
				}
			}
		}
		if key, ok = f.byURL[addressKey(it.Meta.URL)]; ok {
			value = f.Items[key]
		}
	}
	if !ok {
		return sight{}
	}
	mark, address, _ := strings.Cut(value, " ")
	if address == "" {
		address = addressKey(it.Meta.URL) // an older version of stet kept none
	}
	return sight{Key: key, Mark: mark, URL: address}
}

// note remembers an entry as it is now, in the place of what was remembered.
func (f *feedState) note(it *feed.Item, was sight) {
	delete(f.Items, was.Key)
	if f.Items == nil {
		f.Items = map[string]string{}
	}
	f.Items[it.Key] = it.Mark() + " " + addressKey(it.Meta.URL)
	if f.byURL != nil {
		f.byURL[addressKey(it.Meta.URL)] = it.Key
	}
}

// mostRemembered bounds how many entries of a feed are remembered.
const mostRemembered = 20_000

// forget drops entries that are no longer in the feed, if there are too many.
func (f *feedState) forget(items []feed.Item) {
	if len(f.Items) <= mostRemembered {
		return
	}
	now := map[string]bool{}
	for i := range items {
		now[items[i].Key] = true
	}
	for _, key := range slices.Sorted(maps.Keys(f.Items)) {
		if len(f.Items) > mostRemembered && !now[key] {
			delete(f.Items, key)
		}
	}
}
