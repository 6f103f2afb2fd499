package clean

import "testing"

func TestAPasteBringsTextAndNothingElse(t *testing.T) {
	for in, want := range map[string]string{
		"one\r\ntwo\rthree\n":      "one\ntwo\nthree\n",
		"a\tb":                     "a\tb",
		"in \u202eesrever\u202c x": "in esrever x",
		"a\u2066b\u2069":           "ab",
		"bell\a nul\x00 del\x7f":   "bell nul del",
		"c1\u009b31m":              "c131m",
		"کتاب\u200cها 👩\u200d👧":    "کتاب\u200cها 👩\u200d👧",
		"bad \xff byte":            "bad  byte",
		"zero\u200bwidth\ufeff":    "zerowidth",
		"para\u2029graph":          "para\ngraph",
	} {
		got := Paste(in)
		if got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
		if Paste(got) != got || !Safe(got) {
			t.Errorf("%q: not done with at once: %q", in, Paste(got))
		}
	}
}
