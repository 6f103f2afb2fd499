package intake

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The way from JSON lines to files: 500 articles of 600 words.
func BenchmarkUnpackJSONLines(b *testing.B) {
	var file bytes.Buffer
	text := strings.Repeat("The council said on Monday that the harbour would be deepened before the winter. ", 40)
	for i := range 500 {
		fmt.Fprintf(&file, `{"id":"%d","title":"Harbour %d","source":"The Island Weekly","date":"2024-03-05","text":"%s\n\n%s"}`+"\n", i, i, text, text[:200])
	}
	path := filepath.Join(b.TempDir(), "a.jsonl")
	if err := os.WriteFile(path, file.Bytes(), 0o600); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(file.Len()))
	for b.Loop() {
		c, err := Open(path, Options{})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := Unpack(context.Background(), c, b.TempDir(), nil); err != nil {
			b.Fatal(err)
		}
		c.Close()
	}
}
