package format

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// What a newer file says no longer goes, and it is told.
func TestWhatANewerFileDroppedIsTold(t *testing.T) {
	d := tram()
	var out files
	if _, err := csvFormat.Export(out.create, slices.Values([]Document{d})); err != nil {
		t.Fatal(err)
	}
	src := out.source(d.Article)
	src.Data = []byte(strings.Replace(string(src.Data), "'=1+1 says Doe", "", 1))
	docs, _ := imported(t, csvFormat, src)
	swaps, losses := docs[0].Meet(tram().Annotations)
	if len(swaps) != 1 || swaps[0].After.Comment != "" || swaps[0].Before.Comment == "" {
		t.Fatalf("%d swaps", len(swaps))
	}
	if lossesOf(losses, Dropped) != 1 || losses[0].Detail != "note: =1+1 says Doe" {
		t.Errorf("told: %v", losses)
	}
}

// Label Studio's front end keeps what belongs to a region, and drops it of a choice:
// that it is not there says nothing.
func TestWhatLabelStudioDropsStaysHere(t *testing.T) {
	d := tram()
	d.Annotations[6].Comment = "look again"
	var out files
	if _, err := labelStudioFormat.Export(out.create, slices.Values([]Document{d})); err != nil {
		t.Fatal(err)
	}
	src := out.source(d.Article)
	var tasks []map[string]any
	if err := json.Unmarshal(src.Data, &tasks); err != nil {
		t.Fatal(err)
	}
	for _, r := range tasks[0]["annotations"].([]any)[0].(map[string]any)["result"].([]any) {
		if r := r.(map[string]any); r["type"] == "choices" {
			delete(r, "meta")
		}
	}
	src.Data, _ = json.Marshal(tasks)
	docs, _ := imported(t, labelStudioFormat, src)
	there := tram().Annotations
	there[6].Comment = "look again"
	if swaps, losses := docs[0].Meet(there); len(swaps)+len(losses) != 0 {
		t.Errorf("%d swaps, %v", len(swaps), losses)
	}
}
