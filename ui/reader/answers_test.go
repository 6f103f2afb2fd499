package reader

import (
	"testing"

	"stet/ui/pane/panetest"
)

const answers = `
	c
	c 1
	c 2
	c 0
	c -
	c enter
	c down down enter
	c up enter
	c type:Some_Body enter
	c tab
	c tab tab
	c 1 tab tab type:a_rumour enter
	c type:mos enter
	c esc c esc
	s
	s 1
	s 1 2 f
	s 2 type:the_deal enter a
	s type:Russia,_Turkey enter type:talks enter n
	s 1 shift+tab
	s 1 2 down enter
	s 1 backspace
	"
	" 1
	" 0
	" -
	" type:An_envoy enter
	e
	e 1
	e 1 2
	e type:Haf enter
	e type:New_Name enter 1
	a
	a type:a_remark enter
	a type:two_words esc a enter
	a type:gone backspace backspace esc
	t
	t type:one,_two enter
	t type:one enter t backspace backspace backspace enter
	w
	w 2
	w type:Someone_else enter
	w -
	w 0
	enter
	enter w 1
	enter w down enter
	enter a type:hm enter
	enter t type:odd enter
	enter v
	enter down down enter
	enter x
	u
	u u
	ctrl+r
	x
	x u
	x ctrl+r
	+ + - enter
	v l l "
	v + c 1
	v h h o h c 1
	v / type:word enter a type:long enter
	v H H L
	V
	V 1
	V 2 type:because enter
	V 3 type:https://a.example enter
	r
	r 1
	r 1 1
	r type:Merkel enter
	.
	. .
	y
	D
	D D
	A
	A 1
	A 1 2
	1 0 j
	3 l
	2 ] s
	/ type:haf enter n n N
	/ type:zzz enter
	/ up
	/ type:to_ enter n
	f h
	f t a
	f i
	i
	i i
	m q
	m c
	m s
	m e
	m i m i
	m r x m r
	m m m m
	m . m .
	z
	z z
	z z z
	Z
	Z Z
	< < <
	> >
	I
	M
	|  type:cat esc
	space space
	G b
	ctrl+d ctrl+u
	] a
	] a ] a [ a
	] u enter
	] u x
	] u w 1
	[ u enter
	] c enter
	] c x
	] e e 1
	] q w 3
	[ s c 1
`

// TestWhatAnswersDo holds what comes of whole answers: a claim with its claimant, a
// stance with both sides, a name, a verdict, what is undone.
func TestWhatAnswersDo(t *testing.T) {
	states := []string{"g tab", "g ] a | tab enter / type:gone enter + c enter / type:opposes enter v l s 1 2 a"}
	panetest.Play(t, "answers.txt", states, panetest.Flows(answers), func() panetest.Played { return played(open(t, talks)) })
}

// In a project the questions are those of the codebook.
func TestWhatAnswersDoInAProject(t *testing.T) {
	const book = `name = "talks"
version = "1"
[[set]]
name = "topic"
applies = "article"
definition = "What is it about?"
[[set.code]]
name = "war"
definition = "Fighting."
[[set.code]]
name = "peace"
[[set.code]]
name = "peace.talks"
parent = "peace"
[[set]]
name = "frame"
applies = "article"
many = true
[[set.code]]
name = "blame"
key = "b"
[[set.code]]
name = "hope"
[[set]]
name = "tone"
applies = "tag"
[[set.code]]
name = "harsh"
[[set.code]]
name = "calm"
[[set]]
name = "stance"
applies = "stance"
[[set.code]]
name = "FAVOR"
key = "f"
[[set.code]]
name = "AGAINST"
key = "a"
`
	const questions = `
	A
	A 1
	A 2
	A 1 1
	A 1 b
	A 1 b 2 enter
	A down enter
	A down down enter enter
	A type:pea enter
	A 1 shift+tab 2
	A backspace
	A esc
	D
	D enter
	D D
	D D D
	t
	t 1
	t 2 enter
	t 1 type:odd enter
	s 1 2 f
	s 1 2 a
	s 1 2 1
	c 1
	c 1 t 1
	u
	u u
	I
	i
	] d
	] d 1
	] d 2 type:it_says_so enter
	] d a
	] d ] d
	[ d
	] d enter
	] d x
	] d u
	] d 1 u
	m o
	m o m o
	R
`
	panetest.Play(t, "project.txt", []string{"g tab", "g / type:opposes enter v l"}, panetest.Flows(questions), func() panetest.Played {
		return played(coded(t, book, turkey+"f A 1", turkey+"a A 2"))
	})
	panetest.Play(t, "judged.txt", []string{"g"}, panetest.Flows(questions), func() panetest.Played {
		return played(coded(t, plainBook, turkey+"f tab enter", turkey+"a"))
	})
}
