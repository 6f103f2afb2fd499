package review

import (
	"testing"

	"stet/ui/pane/panetest"
)

// TestWhatEachKeyDoes holds what each command does to the screen and to the rows: at
// the first, at a later one, with two marked, and with a question asked.
func TestWhatEachKeyDoes(t *testing.T) {
	states := []string{"g", "g j j", "g v j v", "/ type:tram enter"}
	panetest.Play(t, "played.txt", states, panetest.Sequences(Commands()), func() panetest.Played { return played(open(t, newFolder(t))) })
}

// TestWhatAnswersDo holds what comes of whole answers, and of tables.
func TestWhatAnswersDo(t *testing.T) {
	const answers = `
		w
		w 1
		w type:Somebody enter
		w down enter
		w -
		w 0
		w esc w
		t
		t type:one,_two enter
		t type:one enter t backspace backspace enter
		t 1 enter
		V
		V 1
		V 2 type:because enter
		V 3 type:https://a.example enter
		r
		r 1
		r 1 1
		x
		x u
		x u ctrl+r
		u
		P
		P u
		e
		e 1
		e type:Amir_Khan enter
		y
		C
		C C
		C w 1
		C a type:hm enter
		C t type:odd enter
		C down down enter
		C x
		enter
		W
		W 1
		W 1 type:out enter
		W 2 enter
		W down enter
		B
		B 1
		B 2
		B 3
		B 4
		B 5
		B 1 j j enter
		S
		S 1
		S 2
		S 3
		S 4
		T
		T 1
		T 1 j l enter
		T 1 tab tab
		T 1 shift+tab
		T 2
		T 2 G l l enter
		T 3
		T 3 j enter
		T 4
		T 5
		M
		M M
		] d
		[ d
		m c
		m c m .
		m q m s
		m .
		v j v w 1
		v j v t type:both enter
		v j v x
		v j v x u
		v j v r 1
		ctrl+a
		ctrl+a t type:all enter
		ctrl+a x u
		ctrl+a w type:All enter u
		/ type:kind:claim enter
		/ type:by:bob enter
		/ type:tag:one enter
		/ type:doe enter n
		/ type:zzz enter
		/ type:kind:nonsense enter
		/ type:who:khan_file:rates enter
		/ backspace enter
		/ up enter
		3 j 2 k
		G b space
		I
		q
	`
	states := []string{"/ ctrl+u enter m . B 1 g", "/ ctrl+u enter g j j j"}
	panetest.Play(t, "answers.txt", states, panetest.Flows(answers), func() panetest.Played { return played(open(t, newFolder(t))) })
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
