package codebook

import (
	"embed"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/pelletier/go-toml/v2"
)

//go:embed standard/*.toml
var standardFiles embed.FS

// standard reads the built-in sets once, by name: each file holds one.
var standard = sync.OnceValue(func() map[string]*Set {
	sets := map[string]*Set{}
	files, err := fs.Glob(standardFiles, "standard/*.toml")
	if err != nil {
		panic(err) // the pattern is ours
	}
	for _, file := range files {
		data, err := standardFiles.ReadFile(file)
		if err != nil {
			panic(err) // the files are embedded
		}
		s := new(Set)
		if err := toml.Unmarshal(data, s); err != nil {
			panic(file + ": " + err.Error()) // a test reads them all
		}
		s.Name = strings.TrimSuffix(path.Base(file), ".toml")
		sets[s.Name] = s
	}
	return sets
})

// Standard returns a copy of the built-in set of that name, nil if absent.
func Standard(name string) *Set {
	s := standard()[name]
	if s == nil {
		return nil
	}
	c := *s
	c.Codes = slices.Clone(s.Codes)
	return &c
}

// StandardNames lists the built-in sets.
func StandardNames() []string {
	var names []string
	for name := range standard() {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
