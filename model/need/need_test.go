package need

import "testing"

func TestWhatIsRequired(t *testing.T) {
	for _, c := range []struct {
		list, name string
		want       bool
	}{
		{"", "tmux", false}, {"all", "tmux", true}, {"tmux", "tmux", true}, {"groff,tmux", "tmux", true}, {"tmux2", "tmux", false},
	} {
		if got := required(c.list, c.name); got != c.want {
			t.Errorf("STET_REQUIRE=%s: %s required is %v", c.list, c.name, got)
		}
	}
}
