package start

import (
	"fmt"

	"stet/ui/pane"
)

const statusRows = 2

// Resize says how large the pane is.
func (s *Start) Resize(w, h int) {
	s.w, s.h = w, h
	s.front.Resize(s.env.Paint, w, h)
}

// View draws the pane.
func (s *Start) View() []string {
	p, w, h := s.env.Paint, s.w, s.h
	status := max(0, min(statusRows, h-1))
	var out []string
	for _, l := range s.lines() {
		if len(out) < h-status {
			out = append(out, p.Fit(l, w))
		}
	}
	for len(out) < h-status {
		out = append(out, p.Fit("", w))
	}
	st := s.status()
	if room := len(out) / 2; st.Error && room > 0 && p.Width(st.Message)+2 > w {
		long := p.Wrap(st.Message, max(1, w-2), room) // a way out may be at the end of it
		for i, l := range long {
			out[len(out)-len(long)+i] = p.Fit(p.Text("status.error", " "+l), w)
		}
		st.Message = ""
	}
	out = append(out, st.Lines(p, w)[:status]...)
	return s.front.Over(p, out, w, h)
}

func (s *Start) lines() []string {
	p := s.env.Paint
	out := []string{
		"",
		p.Text("", "  stet reads news and keeps what you say about it: who is quoted, what is"),
		p.Text("", "  claimed, who is for and against. Everything stays in plain files beside"),
		p.Text("", "  your articles. Nothing is sent anywhere."),
		"",
	}
	table := s.front.Table
	for _, c := range table {
		if c.Group == "Begin" {
			role := ""
			if c.Refusal(s) != "" {
				role = "muted"
			}
			out = append(out, "    "+p.Fit(p.Text("status.key", table.Key(c.Name)), 1)+p.Text(role, fmt.Sprintf("   %-44s", c.Help))+p.Text("muted", shell[c.Name]))
		}
	}
	from := ""
	if s.o.From != "" {
		from = fmt.Sprintf("from %s", s.o.From)
	}
	lib, does := s.o.Library, "changes it"
	if lib == "" {
		lib, does = "nowhere yet", "names a folder"
	}
	wide := max(12, min(30, max(p.Width(s.o.Annotator), p.Width(lib))))
	line := func(label, value, key, does, note string) string {
		return p.Text("", label) + p.Fit(p.Text("", value), wide) + "   " + p.Text("status.key", key) + p.Text("", " "+does+"   ") + p.Text("muted", note)
	}
	return append(out, "",
		line("  You annotate as   ", s.o.Annotator, table.Key("annotator"), "changes it", from),
		line("  Articles live in  ", lib, table.Key("library"), does, ""),
		"",
		p.Text("", "  Already in newsboat?  Put this line in its config, then ,s opens in stet:"),
		p.Text("code", `    macro s pipe-to "stet -"`))
}

func (s *Start) status() pane.Status {
	st := s.front.Told
	if form := s.front.Form(); form != nil {
		st.Hints = form.Hints()
		return st
	}
	st.Hints = pane.Keyed(s.front.Table, pane.Hint{Key: "palette", Does: "keys"}, pane.Hint{Key: "quit", Does: "quit"})
	return st
}
