package list

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"stet/annotate/kind"
	"stet/annotate/session"
	"stet/model/count"
	"stet/ui/ask"
	"stet/ui/card"
	"stet/ui/pane"
)

// A carriedMsg is what can be carried from one place of a story to the others.
type carriedMsg struct {
	token     pane.Token
	from      *item
	carriages []*session.Carriage
	err       error
}

// carry looks what of your own annotations of the current article fits the other places
// of its story.
func (mk *marker) carry() tea.Cmd {
	it := mk.list.item()
	var paths []string
	for _, p := range mk.list.placesOf(it) {
		paths = append(paths, mk.catalog.path(p.Path))
	}
	desk, at := mk.catalog.env.Desk, mk.now()
	const what = "looking what fits the copies"
	t := mk.carrying.Next()
	return mk.catalog.env.Await(what, pane.Safely(t, what, func() tea.Msg {
		_, carriages, err := session.Carry(desk, paths, 0, at)
		return carriedMsg{t, it, carriages, err}
	}))
}

// gotCarried shows what fits and what does not, and asks whether it is to be carried.
func (mk *marker) gotCarried(m carriedMsg) {
	if !mk.carrying.Holds(m.token) {
		return
	}
	if m.err != nil {
		mk.front.Complain(m.err.Error())
		mk.front.Env.Refuse()
		return
	}
	fit, lines := 0, []string{}
	for _, c := range m.carriages {
		name := baseOf(c.Path)
		switch {
		case c.To.ReadOnly != "":
			lines = append(lines, fmt.Sprintf("%s: not written, %s", name, c.To.ReadOnly))
			continue
		case len(c.Fit)+len(c.Misfit) == 0:
			lines = append(lines, name+": has all of them")
		default:
			lines = append(lines, fmt.Sprintf("%s: %s", name, count.Of(len(c.Fit), "annotation")))
		}
		fit += len(c.Fit)
		for _, a := range c.Misfit {
			lines = append(lines, "   does not fit: "+strings.TrimSpace(kind.Of(a).Title+ask.By(a)+" "+pane.Excerpt(a.Target.Quote.Exact, 40)))
		}
	}
	if fit == 0 {
		why := "nothing of yours in this article fits its copies"
		if len(m.carriages) == 0 {
			why = "nothing in this article is yours yet"
		}
		mk.front.Refuse(why)
		return
	}
	f := &card.Field{Name: "do", Choices: []card.Choice{{Key: "c", Text: fmt.Sprintf("carry %s over; no copy is marked as coded by that", count.Of(fit, "annotation")), Value: true}}}
	f.Default = &f.Choices[0]
	form := card.NewForm(fmt.Sprintf("to the other places of “%s”", m.from.Title), "esc leave", f)
	form.Lines = lines[:min(len(lines), mostListed)]
	if more := len(lines) - mostListed; more > 0 {
		form.Lines = append(form.Lines, fmt.Sprintf("… and %d more lines", more))
	}
	mk.front.Ask(form, func(*card.Form) tea.Cmd { return mk.carryOver(m, fit) })
}

// mostListed is how many lines say what fits, on a screen of 24.
const mostListed = 12

// carryOver makes one act of what is carried.
func (mk *marker) carryOver(m carriedMsg, fit int) tea.Cmd {
	s := session.New(mk.catalog.env.Desk)
	var parts []session.Part
	for _, c := range m.carriages {
		if len(c.Fit) > 0 && c.To.ReadOnly == "" {
			s.Add(c.To)
			parts = append(parts, c.Part())
		}
	}
	title := fmt.Sprintf("carried to %s", count.Of(len(parts), "copy"))
	if len(parts) != 1 {
		title = fmt.Sprintf("carried to %d copies", len(parts))
	}
	mk.undone = append(mk.undone, change{title: title, act: s})
	mk.front.SayDone(fmt.Sprintf("%s %s", count.Of(fit, "annotation"), title))
	return mk.note(func() tea.Msg {
		err := s.Do("carried to copies", parts...)
		if err == nil {
			_, err = s.Flush()
		}
		return notedMsg{of: mk, err: err, kept: true}
	})
}

// takeBack undoes an act on sidecars.
func (mk *marker) takeBack(s *session.Session) tea.Cmd {
	return mk.note(func() tea.Msg {
		act, _ := s.Undo()
		_, err := s.Flush()
		if err == nil && act.Left > 0 {
			err = fmt.Errorf("%s changed since and left as they are", count.Of(act.Left, "annotation"))
		}
		return notedMsg{of: mk, err: err, kept: true}
	})
}

func baseOf(path string) string { return path[strings.LastIndexAny(path, "/\\")+1:] }
