package review

import (
	"testing"

	"stet/annotate/kind"
)

// No key that shows a kind means something else already, whichever keys a codebook
// takes.
func TestKeysOfKindsDoNotCollide(t *testing.T) {
	var own []kind.Kind
	for _, c := range "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" {
		own = append(own, kind.Make(kind.Spec{Name: "k" + string(c), Title: "k" + string(c), Sign: string(c), Key: string(c)}))
	}
	if err := commandsFor(kind.All.With(own)).Check(); err != nil {
		t.Error(err)
	}
}
