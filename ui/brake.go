package ui

import (
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"stet/model/count"
)

// A brake drops what is typed for a card, an article or an editor that does not come:
// it would run as commands. It holds until nobody has typed for a moment, which is
// when the person has seen that it did not come, or until esc.
type brake struct {
	until   time.Time
	dropped int    // keys and pastes, until another key is carried out
	why     string // they were
	now     func() time.Time
}

// pause is how long nobody types who stops to look. Those who type a note pause for
// less between two letters.
const pause = 800 * time.Millisecond

// apply drops what was typed already, and returns what is left: what follows esc was
// typed for what is on the screen then.
func (b *brake) apply(typed []tea.Msg) (left []tea.Msg) {
	b.until, b.dropped, b.why = b.now().Add(pause), 0, "it did not open"
	for i, msg := range typed {
		switch dropped := b.drops(msg); {
		case !dropped:
			return typed[i:]
		case key(msg) == "esc":
			return typed[i+1:]
		}
	}
	return nil
}

// drops reports whether a key or a paste is dropped.
func (b *brake) drops(msg tea.Msg) bool {
	now := b.now()
	if b.until.Before(now) || key(msg) == "ctrl+c" {
		b.until, b.dropped = time.Time{}, 0
		return false
	}
	b.until = now.Add(pause)
	if key(msg) == "esc" {
		b.until = time.Time{}
		return true
	}
	b.dropped++
	return true
}

// unread notes that another program which had the terminal did not read so many keys.
func (b *brake) unread(keys int) {
	if keys > 0 {
		b.dropped, b.why = b.dropped+keys, "the editor did not read all"
	}
}

func key(msg tea.Msg) string {
	k, _ := msg.(tea.KeyPressMsg)
	return k.String()
}

// says is what the lowest line says of what was dropped.
func (b *brake) says() string {
	return fmt.Sprintf(" %s · %s typed for it did nothing", b.why, count.Many(b.dropped, "key that was", "keys that were"))
}
