package main

import (
	"bufio"
	"strings"
	"testing"
)

// A question of the codebook is somebody's text: in a table it is no formula, as in the
// table of agreement.
func TestTheTableOfAMachineHoldsNoFormulas(t *testing.T) {
	var out strings.Builder
	w := bufio.NewWriter(&out)
	v := validating{agreeing: agreeing{program: new(program)}}
	v.out = w
	if err := v.csv([]validated{{Machine: "@owl", measured: measured{Level: "article", What: "=1+1", Label: "+yes", Measure: "F1"}}}); err != nil {
		t.Fatal(err)
	}
	w.Flush()
	if got := out.String(); !strings.Contains(got, "article,'=1+1,'+yes,F1") {
		t.Error(got)
	}
}
