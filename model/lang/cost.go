package lang

// Cost returns how many bits a letter of text costs in the language that fits it
// best, and how many letters were counted: the lower, the more it is language. At
// most [SampleSize] bytes are read.
func Cost(text string) (bits float64, letters int) {
	if len(text) > SampleSize {
		text = text[:SampleSize]
	}
	found, count := Embedded().rate(text, 2*stretch)
	if len(found) == 0 || count == 0 {
		return 0, 0
	}
	return float64(found[0].bits) / perBit / float64(count), count
}
