package main

import (
	"bytes"
	"strings"
	"testing"

	"stet/annotate/query"
)

// A relation is listed by the words at its ends, evidence is JSON and not a text of it.
func TestRelationsAreListedByTheirWords(t *testing.T) {
	rows := []*query.Row{
		{ID: "urn:uuid:1", Article: "a.txt", Kind: "claim", Words: "the line costs 40 million", Who: "Jane Doe",
			Details: []query.Detail{{Name: "evidence", Value: `[{"link":"https://a.example"}]`}}},
		{ID: "urn:uuid:2", Article: "a.txt", Kind: "claim", Words: "it costs nothing", Who: "Ben Roe"},
		{ID: "urn:uuid:3", Article: "a.txt", Kind: "link", On: "urn:uuid:2", To: "urn:uuid:1", Label: "attacks"},
		{ID: "urn:uuid:4", Article: "a.txt", Kind: "link", On: "urn:uuid:2", To: "urn:uuid:9", Label: "supports"},
	}
	query.JoinEnds(rows)
	var tabs, lines bytes.Buffer
	if err := listTabs(&tabs, rows); err != nil {
		t.Fatal(err)
	}
	if err := listJSON(&lines, rows); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"link\t→ claim “the line costs 40 million” (attacks)\tclaim “it costs nothing”\ta.txt\n",
		"link\t→ an annotation in another article (supports)\tclaim “it costs nothing”\ta.txt\n",
	} {
		if !strings.Contains(tabs.String(), want) {
			t.Errorf("%q is not in\n%s", want, tabs.String())
		}
	}
	for _, want := range []string{`"details":{"evidence":[{"link":"https://a.example"}]}`, `"on_exact":"it costs nothing","towards_exact":"the line costs 40 million"`} {
		if !strings.Contains(lines.String(), want) {
			t.Errorf("%s is not in\n%s", want, lines.String())
		}
	}
}
