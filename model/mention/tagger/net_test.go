package tagger

import "testing"

// TestTheNetCountsBesideTheWeights gives a model without weights a net that knows
// one word as an organisation.
func TestTheNetCountsBesideTheWeights(t *testing.T) {
	var n Net
	n.Word[Window/2][0][0] = 1
	n.Output[0][Begin(Organisation)] = 3
	vectors := Vectors(map[uint64][Dims]int8{Hash("brambleco"): {2 * VectorScale}, Hash("river"): {}})
	m, err := Load(string(Bytes(Wide, nil, map[uint64][Labels]int8{1: {}}, [Labels][Labels]int16{})))
	if err != nil {
		t.Fatal(err)
	}
	if err := m.LoadNet(string(NetBytes(&n, vectors)), WeightScale); err != nil {
		t.Fatal(err)
	}
	var text Text
	m.Label(&text, "Brambleco left Unknownco", nil)
	if got := text.Labels; got[0] != Begin(Organisation) || got[2] != Outside {
		t.Errorf("labels %v", got)
	}
	if err := m.LoadNet("stetnet1", WeightScale); err == nil {
		t.Error("a net that is cut short is taken")
	}
}
