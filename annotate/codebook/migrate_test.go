package codebook

import (
	"slices"
	"testing"
	"time"

	"stet/annotate"
	"stet/annotate/kind"
)

func TestARenameMigratesAnnotations(t *testing.T) {
	b, err := Read("codebook.toml", []byte(`name = "x"
[[set]]
name = "topic"
applies = "article"
many = true
[[set.code]]
name = "transport"
replaces = ["traffic", "roads"]
[[set]]
name = "worth"
applies = "claim"
[[set.code]]
name = "check"
replaces = ["CFS"]
`))
	if err != nil {
		t.Fatal(err)
	}
	old := []*annotate.Annotation{
		{ID: "1", Body: &kind.Claim{CheckWorthiness: "CFS"}, Tags: []string{"traffic", "topic:traffic", "topic:war", "topic:roads"}},
		{ID: "2", Body: &kind.Claim{CheckWorthiness: "check"}, Tags: []string{"worth:CFS"}},
	}
	at := time.Unix(1, 0)
	changes, err := b.Migrate(old, at)
	if err != nil || len(changes) != 1 {
		t.Fatalf("%d annotations change, %v; want 1", len(changes), err)
	}
	var taken []string
	for _, r := range changes[0].Renames {
		taken = append(taken, r.Set.Name+" "+r.From+" "+r.To)
	}
	if want := []string{"topic traffic transport", "topic roads transport", "worth CFS check"}; !slices.Equal(taken, want) {
		t.Errorf("taken %q, want %q", taken, want)
	}
	after := changes[0].After
	if want := []string{"traffic", "topic:transport", "topic:war"}; !slices.Equal(after.Tags, want) || after.Body.Label() != "check" || !after.Modified.Equal(at) {
		t.Errorf("became %v, %s; want %v, check", after.Tags, after.Body.Label(), want)
	}
	if old[0].Body.Label() != "CFS" || old[0].Tags[1] != "topic:traffic" {
		t.Error("the annotation itself was changed")
	}
}
