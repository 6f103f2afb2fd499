package suggest

import (
	"os"
	"strings"
	"sync"
	"testing"
	"time"
)

// firstMarks is how long the marks of the first article of a process took: lists and
// weights are read then.
var firstMarks = sync.OnceValue(func() time.Duration {
	begin := time.Now()
	a, names, quotes := article(sixKilobytes())
	All(a, names, quotes)
	return time.Since(begin)
})

// BenchmarkMarks is how long a reader waits for the marks of an article of 6 KB once its
// text is on the screen: names, quotes with their speakers, claims and stances.
func BenchmarkMarks(b *testing.B) {
	first := firstMarks()
	text := sixKilobytes()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		a, names, quotes := article(text)
		if len(All(a, names, quotes)) == 0 {
			b.Fatal("nothing is suggested")
		}
	}
	b.ReportMetric(float64(first.Microseconds())/1000, "first-ms")
}

func sixKilobytes() string {
	text, err := os.ReadFile("../../testdata/articles/libya-talks.txt")
	if err != nil {
		panic(err)
	}
	twice := strings.Repeat(string(text)+"\n\n", 2)
	return twice[:strings.LastIndex(twice[:6000], "\n")]
}
