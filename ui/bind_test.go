package ui

import "testing"

func TestCheckKeys(t *testing.T) {
	for _, c := range []struct {
		bound   map[string][]string
		command string
		want    string // of the error, "" for none
	}{
		{nil, "", ""},
		{map[string][]string{"claim": {"C"}}, "", ""},
		{map[string][]string{"claim": {}}, "", ""},
		{map[string][]string{"clam": {"C"}}, "clam", `keys: there is no command "clam"`},
		{map[string][]string{"claim": {"s"}}, "claim", "keys: s is bound to both claim and stance"},
		{map[string][]string{"claim": {"supper+c"}}, "claim", ""},
	} {
		command, err := CheckKeys(c.bound)
		if command != c.command || (err == nil) != (command == "") {
			t.Errorf("%v: %q, %v; want %q", c.bound, command, err, c.command)
		}
		if c.want != "" && (err == nil || err.Error() != c.want) {
			t.Errorf("%v: %v, want %s", c.bound, err, c.want)
		}
	}
}

// Every command that the help names can be bound, in the pane that has it.
func TestEveryCommandCanBeBound(t *testing.T) {
	for _, name := range KeyNames() {
		if _, err := CheckKeys(map[string][]string{name: {"ctrl+y"}}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
