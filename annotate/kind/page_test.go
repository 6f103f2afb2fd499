package kind

import (
	"strings"
	"testing"

	"stet/annotate"
	"stet/annotate/wire"
)

func TestThePageOfWordsIsAFragmentOfRFC8118(t *testing.T) {
	w := &Writer{Source: "report.pdf", Of: "d", Now: "d"}
	w.Words(annotate.Place{Quote: annotate.Quote{Exact: "the ferry", Start: 7, End: 16, Page: 3, Of: "d"}})
	file := string(w.Bytes())
	if !strings.Contains(file, `"page=3"`) || !strings.Contains(file, "rfc8118") {
		t.Error(file)
	}
	if q := ReadWords(wire.NewReader([]byte(file)), "d").Quote; q.Page != 3 || q.Exact != "the ferry" || q.End != 16 {
		t.Errorf("%+v", q)
	}
	plain := &Writer{Source: "report.md", Of: "d", Now: "d"}
	plain.Words(annotate.Place{Quote: annotate.Quote{Exact: "the ferry", Start: 7, End: 16, Of: "d"}})
	if strings.Contains(string(plain.Bytes()), "Fragment") {
		t.Error("an article without pages has one")
	}
}
