package codebook

// BlindIn reports whether the project in a library's folder is a blind one:
// what others tagged stays hidden from an annotator until their own work on an
// article is done. A codebook that cannot be read is taken for one of a blind
// project, because what was seen cannot be unseen; the error says so.
func BlindIn(root string) (bool, error) {
	book, err := Load(root)
	if err != nil {
		return true, err
	}
	return book != nil && book.Settings.Blind, nil
}
