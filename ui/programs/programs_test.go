package programs

import "testing"

// A host is said as the network knows it.
func TestTheHostOfAnAddress(t *testing.T) {
	for _, test := range []struct{ address, host string }{
		{"https://news.example/a?b=c", "https://news.example"},
		{"http://user@news.example:8080/a", "http://news.example:8080"},
		{"https://аpple.example/", "https://xn--pple-43d.example"},
		{"javascript:alert(1)", ""},
		{"file:///etc/passwd", ""},
		{"-option", ""},
		{"https://", ""},
	} {
		if host, err := Host(test.address); host != test.host || (err == nil) != (test.host != "") {
			t.Errorf("%s: %q, %v", test.address, host, err)
		}
	}
}
