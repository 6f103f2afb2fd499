package codebook

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"slices"
	"strings"

	"stet/model/files"
)

// AssignmentsFile is what the list of who codes which article is called in the folder of
// a library: a path a line, and after a tab the coders, with commas between.
const AssignmentsFile = "assignments.tsv"

// Assignments say who is to code which article, in the order in which they were drawn.
type Assignments []Assignment

// An Assignment is one article of a list.
type Assignment struct {
	Article string   // slash-separated, from the folder of the list
	Coders  []string // slugs; nil for anybody
}

// Draw draws n of the articles by chance, 0 for all, and divides them among coders: a
// share of them goes to all coders, the rest to one each in turn. The same seed and the
// same articles draw the same list.
func Draw(articles []string, n int, coders []string, share float64, seed uint64) Assignments {
	random := rand.New(rand.NewPCG(seed, uint64(len(articles))))
	drawn := slices.Sorted(slices.Values(articles))
	random.Shuffle(len(drawn), func(i, j int) { drawn[i], drawn[j] = drawn[j], drawn[i] })
	if n > 0 && n < len(drawn) {
		drawn = drawn[:n]
	}
	both := int(share*float64(len(drawn)) + 0.5)
	var out Assignments
	for i, a := range drawn {
		one := Assignment{Article: a}
		switch {
		case len(coders) == 0:
		case i < both:
			one.Coders = slices.Clone(coders)
		default:
			one.Coders = []string{coders[(i-both)%len(coders)]}
		}
		out = append(out, one)
	}
	slices.SortFunc(out, func(a, b Assignment) int { return strings.Compare(a.Article, b.Article) })
	return out
}

// String writes the list, with the command that drew it in its head.
func (as Assignments) String(how string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n", how)
	for _, a := range as {
		b.WriteString(a.Article)
		if len(a.Coders) > 0 {
			b.WriteString("\t" + strings.Join(a.Coders, ","))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// ReadAssignments reads a list. Blank lines and those that begin with # say nothing.
func ReadAssignments(data []byte) (as Assignments) {
	for line := range strings.Lines(string(data)) {
		line = strings.TrimRight(line, "\r\n")
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		path, coders, _ := strings.Cut(line, "\t")
		a := Assignment{Article: strings.TrimSpace(path)}
		for name := range strings.SplitSeq(coders, ",") {
			if name = strings.TrimSpace(name); name != "" {
				a.Coders = append(a.Coders, name)
			}
		}
		as = append(as, a)
	}
	return as
}

// LoadAssignments reads the list in a library's folder, nil if absent.
func LoadAssignments(root string) (Assignments, error) {
	data, err := files.ReadIn(root, AssignmentsFile, maxFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return ReadAssignments(data), nil
}

// Of returns the articles that a coder is to code: theirs, and those of anybody.
func (as Assignments) Of(coder string) map[string]bool {
	mine := map[string]bool{}
	for _, a := range as {
		if len(a.Coders) == 0 || slices.Contains(a.Coders, coder) {
			mine[a.Article] = true
		}
	}
	return mine
}
