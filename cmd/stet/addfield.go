package main

import (
	"fmt"
	"slices"
	"strings"

	"stet/annotate"
	"stet/annotate/codebook"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/mention"
)

// addable are the kinds of which stet add makes one: a relation needs two
// annotations, not words.
func addable(kinds kind.Rows) kind.Rows {
	return slices.DeleteFunc(slices.Clone(kinds), func(k kind.Kind) bool { return k.Links })
}

// A setting is what one --field says.
type setting struct{ name, value string }

// parseSettings reads NAME=VALUE of each --field, against the fields of the kind.
// Codes are those of the codebook, or the words that the screen has for them.
func parseSettings(book *codebook.Codebook, k kind.Kind, flags []string) ([]setting, error) {
	var names []string
	for _, f := range k.Table {
		if f.Type != kind.Words {
			names = append(names, f.Name)
		}
	}
	var out []setting
	for _, flag := range flags {
		name, value, ok := strings.Cut(flag, "=")
		f, there := k.Field(name)
		switch {
		case !ok:
			return nil, misused(`it is written --field NAME=VALUE`, "add: --field %s says no value", flag)
		case !there || f.Type == kind.Words:
			return nil, misused(fmt.Sprintf("it has %s", strings.Join(names, ", ")), "add: %s has no field %q", kind.An(k.Title), name)
		}
		label, _ := k.Label()
		field := name
		if name == label.Name {
			field = ""
		}
		var err error
		switch f.Type {
		case kind.Choice:
			value, err = codeFor(book, k, field, value)
		case kind.Choices:
			codes := kind.SplitList(value)
			for i := range codes {
				if codes[i], err = codeFor(book, k, field, codes[i]); err != nil {
					break
				}
			}
			value = kind.JoinList(codes)
		}
		if err != nil {
			return nil, err
		}
		out = append(out, setting{name, value})
	}
	return out, nil
}

// setFields gives a body the values of its fields. A claim that is given a verdict has
// one, and is not still to be checked, unless its status is given, too.
func setFields(k kind.Kind, b annotate.Body, settings []setting, a *model.Article, names *mention.Found, near model.Range) error {
	for _, s := range settings {
		f, _ := k.Field(s.name)
		if f.Ref != nil {
			*f.Ref(b) = reference(a, names, s.value, near, false)
		} else if err := f.Set(b, s.value); err != nil {
			return misused("--field "+s.name+"=…", "add: %s", err)
		}
	}
	if !slices.ContainsFunc(settings, func(s setting) bool { return s.name == "status" }) {
		kind.Conclude(b)
	}
	return nil
}

// missing names what an annotation of the kind needs and does not say, with the
// flag that says it; "" where it says enough.
func missing(k kind.Kind, ann *annotate.Annotation) (what, flag string) {
	for _, need := range k.Needs {
		has, flag := false, "--field "+need+"=…"
		switch f, _ := k.Field(need); {
		case need == "label":
			has, flag = ann.Body.Label() != "", "--label"
		case need == "remark":
			has, flag = ann.Comment != "" || len(ann.Tags) > 0, "--text or --tag"
		case f.Ref != nil:
			has = f.Ref(ann.Body).Kind != annotate.RefUnset
			if i := slices.IndexFunc(k.Roles, func(r kind.Field) bool { return r.Name == need }); i < len(roleFlags) {
				flag = roleFlags[i]
			}
		case f.Get != nil:
			has = f.Get(ann.Body) != ""
		}
		if !has {
			return need, flag
		}
	}
	return "", ""
}

// roleFlags are the flags for the first who or what a body speaks of.
var roleFlags = []string{"--by", "--towards"}
