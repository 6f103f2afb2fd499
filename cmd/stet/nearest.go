package main

// nearest returns the word of the list that a mistyped one most likely is
// for: the least edit distance (insert, delete, replace, swap of neighbours), if
// that is at most a third of the word's length and at least one. "" if none is near.
func nearest(word string, list []string) string {
	best, found := max(1, len([]rune(word))/3)+1, ""
	for _, candidate := range list {
		if d := distance([]rune(word), []rune(candidate)); d < best {
			best, found = d, candidate
		}
	}
	return found
}

// distance is the optimal string alignment distance (Boytsov 2011, §2.2): each
// stretch is edited at most once, and two swapped neighbours cost one.
func distance(a, b []rune) int {
	before, last, this := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		this[0] = i
		for j := 1; j <= len(b); j++ {
			replace := last[j-1]
			if a[i-1] != b[j-1] {
				replace++
			}
			this[j] = min(last[j]+1, this[j-1]+1, replace)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				this[j] = min(this[j], before[j-2]+1)
			}
		}
		before, last, this = last, this, before
	}
	return last[len(b)]
}
