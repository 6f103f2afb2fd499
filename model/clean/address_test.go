package clean

import "testing"

func TestAnAddressHoldsNoPassword(t *testing.T) {
	for address, want := range map[string]string{
		"https://ann:key@gazette.example/a?b=c@d": "https://gazette.example/a?b=c@d",
		"https://ann@gazette.example":             "https://gazette.example",
		"https://ann:k@ey@gazette.example/x":      "https://gazette.example/x",
		"//ann:key@gazette.example/x":             "//gazette.example/x",
		"http://ann:key@[::1/x":                   "http://[::1/x",
		"https://gazette.example/@ann":            "https://gazette.example/@ann",
		"https://gazette.example?to=a@b":          "https://gazette.example?to=a@b",
		"mailto:ann@gazette.example":              "mailto:ann@gazette.example",
		"tag:ann@gazette.example,2020:1":          "tag:ann@gazette.example,2020:1",
		"urn:sha256:00":                           "urn:sha256:00",
		"ann@gazette.example":                     "ann@gazette.example",
		"":                                        "",
		"@":                                       "@",
		"//@":                                     "//",
	} {
		if got := Address(address); got != want {
			t.Errorf("%s becomes %s, want %s", address, got, want)
		}
	}
}
