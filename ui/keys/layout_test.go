package keys

import "testing"

func TestAKeyOfAnotherLayout(t *testing.T) {
	for key, want := range map[string]string{
		"а": "f", "А": "F", "й": "q", "ю": ".", "і": "s", "φ": "f", "כ": "f", "ב": "c", "ㄹ": "f", "ㅍ": "v", "ب": "f", "ر": "v",
		"f": "", "é": "", "enter": "", "漢": "", "": "",
	} {
		if got := Latin(key); got != want {
			t.Errorf("%q is %q, want %q", key, got, want)
		}
	}
}
