package keys

import tea "charm.land/bubbletea/v2"

// Plain returns a key without the shift that changes nothing about it: shift with
// backspace, enter, space or escape. Terminals tell of it only because they are
// asked to tell keys apart that otherwise look alike.
func Plain(k tea.KeyPressMsg) tea.KeyPressMsg {
	const locks = tea.ModCapsLock | tea.ModNumLock | tea.ModScrollLock
	if k.Mod&^locks != tea.ModShift {
		return k
	}
	switch k.Code {
	case tea.KeySpace:
		k.Text = " "
		fallthrough
	case tea.KeyBackspace, tea.KeyEnter, tea.KeyEscape:
		k.Mod &^= tea.ModShift
	}
	return k
}
