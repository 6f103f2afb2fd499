package codebook

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"stet/annotate/kind"
)

const framed = `name = "frames"
[kind.frame]
title = "framing"
sign = "F"
key = "f"
unit = "sentence"
definition = "How a problem is put."
examples = ["The strike paralysed the city."]
[[kind.frame.field]]
name = "type"
type = "choice"
needed = true
[[kind.frame.field.code]]
name = "conflict"
key = "c"
replaces = ["fight"]
[[kind.frame.field]]
name = "tone"
title = "in which tone"
type = "choices"
choices = ["ironic", "alarmed"]
[[kind.frame.field]]
name = "blamed"
type = "name"
[kind.irony]
key = "i"
`

func TestACodebookAddsKinds(t *testing.T) {
	b, err := Read("codebook.toml", []byte(framed+`
[[set]]
name = "answers"
applies = "link"
[[set.code]]
name = "answers"
from = ["frame"]
[[set]]
name = "moods"
applies = "frame"
field = "tone"
[[set.code]]
name = "angry"
`))
	if err != nil {
		t.Fatal(err)
	}
	if names := b.Rows().Names(); !slices.Equal(names[len(kind.All):], []string{"frame", "irony"}) {
		t.Errorf("the kinds are %v", names)
	}
	frame, irony := b.Kinds[0], b.Kinds[1]
	if frame.Title != "framing" || frame.Key != "X f" || frame.Units[0] != "sentence" || frame.Definition == "" || len(frame.Examples) != 1 || frame.Needs[0] != "type" {
		t.Errorf("it is %+v", frame)
	}
	if irony.Sign != "I" || irony.Title != "irony" {
		t.Errorf("without words of its own it is %q, %q", irony.Title, irony.Sign)
	}
	if sets := b.For("frame", ""); len(sets) != 1 || sets[0].Code("conflict") == nil || sets[0].Many {
		t.Errorf("the label has the sets %+v", sets)
	}
	tone := b.For("frame", "tone")
	if len(tone) != 2 || !tone[0].Many || !tone[1].Many {
		t.Errorf("the tone has the sets %+v", tone)
	}
	if r := b.Renames(); len(r) != 1 || r[0].From != "fight" || r[0].Set.Applies != "frame" {
		t.Errorf("renames: %+v", r)
	}
}

// Each fault is lines that are added to a sound codebook, and what is wrong with it.
func TestFaultsOfKindsHaveLines(t *testing.T) {
	lines := strings.Count(framed, "\n")
	if lines != 26 {
		t.Fatalf("the sound codebook has %d lines", lines)
	}
	for _, f := range []struct{ add, want string }{
		{"colour = 1", `27: there is no key "kind.irony.colour" here`},
		{"[kind.claim]\nkey = \"x\"", `27: "claim" means something else already`},
		{"[kind.name]\nkey = \"x\"", `27: "name" means something else already`},
		{"[kind.Frame]\nkey = \"x\"", `27: the name of a kind is one word of lower-case letters`},
		{"[kind.\"a b\"]\nkey = \"x\"", `27: the name of a kind is one word of lower-case letters`},
		{"[kind.other]", `27: the kind has no key`},
		{"[kind.other]\nkey = \"f\"", `28: the key "f" is that of a framing already`},
		{"[kind.other]\nkey = \"ab\"", `28: a key is one letter or digit, not "ab"`},
		{"[kind.other]\nkey = \"-\"", `28: a key is one letter or digit, not "-"`},
		{"[kind.other]\nkey = \"o\"\nsign = \"F\"", `29: "F" is the sign of a framing already`},
		{"[kind.fear]\nkey = \"o\"", `27: "F" is the sign of a framing already`},
		{"[kind.other]\nkey = \"o\"\nsign = \"“\"", `29: "“" is the sign of a quote already`},
		{"[kind.other]\nkey = \"o\"\nsign = \"漢\"", `29: a sign is one character as wide as a letter`},
		{"[kind.other]\nkey = \"o\"\nsign = \"\\u0301\"", `29: a sign is one character as wide as a letter`},
		{"[kind.other]\nkey = \"o\"\nsign = \"ab\"", `29: a sign is one character as wide as a letter`},
		{"[kind.other]\nkey = \"o\"\nsign = \"3\"", `29: a sign is one character as wide as a letter`},
		{"[kind.other]\nkey = \"o\"\nunit = \"page\"", `29: there is no unit "page"; there are focus, `},
		{"[kind.other]\nkey = \"o\"\ntitle = \"two\\nlines\"", `29: a title is one short line`},
		{"[[kind.irony.field]]\nname = \"x\"\ntype = \"label\"", `29: there is no type of field "label"; there are text, choice, choices, name, reference, number, date`},
		{"[[kind.irony.field]]\nname = \"x\"", `27: there is no type of field ""`},
		{"[[kind.irony.field]]\nname = \"X\"\ntype = \"text\"", `28: the name of a field is one word of lower-case letters`},
		{"[[kind.irony.field]]\nname = \"tags\"\ntype = \"text\"", `28: "tags" means something else already`},
		{"[[kind.irony.field]]\nname = \"x\"\ntype = \"name\"\n[[kind.irony.field]]\nname = \"x_type\"\ntype = \"text\"", `31: the field "x_type" is called as the field "x"`},
		{"[[kind.irony.field]]\nname = \"x\"\ntype = \"text\"\n[[kind.irony.field]]\nname = \"x\"\ntype = \"text\"", `31: the field "x" is called as the field "x"`},
		{"[[kind.irony.field]]\nname = \"x\"\ntype = \"choice\"", `27: the choice "x" has nothing to choose from`},
		{"[[kind.irony.field]]\nname = \"x\"\ntype = \"text\"\nchoices = [\"a\"]", `27: only a choice has codes`},
		{"[[kind.irony.field]]\nname = \"x\"\ntype = \"choice\"\n[[kind.irony.field.code]]\nname = \"a\"\nkey = \"ab\"", `32: a key is one letter or digit, not "ab"`},
		{"[[set]]\nname = \"frame-tone\"\napplies = \"article\"\n[[set.code]]\nname = \"a\"", `28: there are two sets "frame-tone"`},
		{"[[set]]\nname = \"s\"\napplies = \"irony\"\n[[set.code]]\nname = \"a\"", `29: an irony has no label`},
		{"[[set]]\nname = \"s\"\napplies = \"frame\"\nfield = \"blamed\"\n[[set.code]]\nname = \"a\"", `30: a frame has no field "blamed"`},
	} {
		_, err := Read("codebook.toml", []byte(framed+f.add+"\n"))
		var es Errors
		if !errors.As(err, &es) || !strings.HasPrefix(es[0].Error(), "codebook.toml:"+f.want) {
			t.Errorf("after %q\ngot  %v\nwant codebook.toml:%s", f.add, err, f.want)
		}
	}
}
