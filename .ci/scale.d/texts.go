// Texts makes lines for `stet detect --input jsonl` of the articles in the tree: texts
// of it, N lines in all, and after every thousandth a line that is broken.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

func main() {
	n, err := strconv.Atoi(os.Args[1])
	if err != nil {
		panic(err)
	}
	var texts []string
	for _, pattern := range os.Args[2:] {
		names, err := filepath.Glob(pattern)
		if err != nil {
			panic(err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				panic(err)
			}
			texts = append(texts, string(data))
		}
	}
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	words := 0
	for i := range n {
		text := texts[i%len(texts)]
		words += len(strings.Fields(text))
		line, err := json.Marshal(map[string]string{"id": fmt.Sprintf("t%d", i), "text": text})
		if err != nil {
			panic(err)
		}
		out.Write(append(line, '\n'))
		switch {
		case i%3000 == 999:
			fmt.Fprintf(out, "{\"id\":\"b%d\"}\n", i)
		case i%3000 == 1999:
			fmt.Fprintf(out, "{\"id\":\"b%d\",\"text\":\"cut off\n", i)
		case i%3000 == 2999:
			fmt.Fprintf(out, "no JSON at all\n")
		}
	}
	fmt.Fprintln(os.Stderr, words)
}
