package list

import (
	"testing"

	"stet/ui/pane/panetest"
)

// TestWhatEachKeyDoes holds what each command does to the screen and to the articles:
// at the first, at a later one, with some marked, and with a question asked.
func TestWhatEachKeyDoes(t *testing.T) {
	states := []string{"g", "g j", "g v j v", "/ type:tram enter"}
	panetest.Play(t, "played.txt", states, panetest.Sequences(Commands()), func() panetest.Played { return played(open(t, folder(t))) })
}

// TestWhatAnswersDo holds what comes of whole answers: orders, filters, tags, marks.
func TestWhatAnswersDo(t *testing.T) {
	const answers = `
		S 1
		S 2
		S 3
		S 4
		S 5
		S 6
		S 7
		S 8
		S down enter
		S esc S
		/ type:tram enter
		/ type:is:unread enter
		/ type:is:starred enter
		/ type:tag:economy enter
		/ type:source:daily enter
		/ type:since:2026-03-18 enter
		/ type:kind:quote enter
		/ type:by:alice enter
		/ type:zzz enter
		/ type:is:nonsense enter
		/ type:bank down down
		/ type:bank esc
		/ up enter
		U
		U U
		U n
		M
		M u
		M enter
		* j *
		* * u
		* u
		t
		t type:one,_two enter
		t type:one enter t backspace backspace enter
		t 1 enter
		t type:x esc t
		D
		D D
		D enter
		D u
		P
		P j
		P P
		Y
		v j v U
		v j v *
		v j v t type:both enter
		v j v D
		ctrl+a U
		ctrl+a * u
		ctrl+a t type:all enter
		ctrl+a esc
		m . j
		m . m .
		n n
		p
		2 j k
		5 k
		G b space
		ctrl+d ctrl+u
		z
		enter
		F
		R
		I
		q
	`
	panetest.Play(t, "answers.txt", []string{"/ ctrl+u enter g", "/ ctrl+u enter G"}, panetest.Flows(answers), func() panetest.Played { return played(open(t, folder(t))) })
}

func played(d *driven) panetest.Played {
	return panetest.Played{
		Press: func(keys string) { d.press(keys) },
		Lines: func() []string { return panetest.Show(d, d.draw.w, d.draw.h) },
		Tell: func() string {
			said := d.said
			d.said = nil
			return panetest.Says(d.t, said, d.Entries()) + d.listed()
		},
	}
}
