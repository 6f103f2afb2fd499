package main

import (
	"encoding/json"
	"testing"
	"unicode"
)

// What is printed as JSON reads back as it was, and holds nothing invisible.
func FuzzJSONLine(f *testing.F) {
	f.Add("“plain” words <&>")
	f.Add("\x1b[31m \u009b \u202e \u2066 \u200b \x7f \u00ad")
	f.Fuzz(func(t *testing.T, s string) {
		line, err := jsonLine(s)
		if err != nil {
			t.Fatal(err)
		}
		var back, want string
		if err := json.Unmarshal(line, &back); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		plain, _ := json.Marshal(s)
		if err := json.Unmarshal(plain, &want); err != nil || back != want {
			t.Fatalf("%q came back as %q", s, back)
		}
		for _, r := range string(line[:len(line)-1]) {
			if r < 0x10000 && (unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r)) {
				t.Fatalf("%q holds %U", line, r)
			}
		}
	})
}
