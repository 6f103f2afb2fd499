package keys

import (
	"testing"

	tea "charm.land/bubbletea/v2"
)

// A hand that has not left the shift key yet deletes and confirms all the same.
func TestShiftChangesNothingAboutSomeKeys(t *testing.T) {
	for _, c := range []struct {
		key  tea.KeyPressMsg
		want string
	}{
		{tea.KeyPressMsg{Code: tea.KeyBackspace, Mod: tea.ModShift}, "backspace"},
		{tea.KeyPressMsg{Code: tea.KeyEnter, Mod: tea.ModShift}, "enter"},
		{tea.KeyPressMsg{Code: tea.KeyEnter, Mod: tea.ModShift | tea.ModNumLock}, "enter"},
		{tea.KeyPressMsg{Code: tea.KeySpace, Mod: tea.ModShift}, "space"},
		{tea.KeyPressMsg{Code: tea.KeyTab, Mod: tea.ModShift}, "shift+tab"},
		{tea.KeyPressMsg{Code: tea.KeyEnter, Mod: tea.ModCtrl | tea.ModShift}, "ctrl+shift+enter"},
		{tea.KeyPressMsg{Code: 'a', Mod: tea.ModShift, Text: "A"}, "A"},
	} {
		if got := Plain(c.key).String(); got != c.want {
			t.Errorf("%s: %s, want %s", c.key.Keystroke(), got, c.want)
		}
	}
	if got := Plain(tea.KeyPressMsg{Code: tea.KeySpace, Mod: tea.ModShift}).Text; got != " " {
		t.Errorf("shift and space types %q", got)
	}
}
