package reader

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"stet/annotate"
	"stet/model/count"
	"stet/ui/keys"
	"stet/ui/sheet"
)

// showingMachines are the commands that show or hide what one machine suggests: m M and
// a letter of its name, the first that is free.
func showingMachines(machines []string) (t keys.Table[*Reader]) {
	taken := map[rune]bool{}
	for _, slug := range machines {
		name := strings.TrimPrefix(slug, "@")
		letters := []rune(name + "abcdefghijklmnopqrstuvwxyz0123456789")
		i := slices.IndexFunc(letters, func(r rune) bool { return !taken[r] && r != '-' })
		if i < 0 {
			return t // more than there are letters: all of them are hidden at once
		}
		taken[letters[i]] = true
		t = append(t, keys.Command[*Reader]{Name: "show-machine-" + name, Keys: []string{"m M " + string(letters[i])}, Group: "Show",
			Help: fmt.Sprintf("show or hide what the machine %s suggests", name), Do: layer(sheet.LayerOfMachine(name))})
	}
	return t
}

// toggleMachines hides what all machines suggest, or shows it if none is shown.
func (lo *looks) toggleMachines() {
	if lo.notes.work == nil || len(lo.notes.work.Machines) == 0 {
		lo.statusLine.say("no machine suggests anything here · stet help machines")
		return
	}
	hide := false
	for _, slug := range lo.notes.work.Machines {
		hide = hide || !lo.in.Show.Hidden[sheet.LayerOfMachine(slug[1:])]
	}
	for _, slug := range lo.notes.work.Machines {
		lo.in.Show.Hidden[sheet.LayerOfMachine(slug[1:])] = hide
	}
	lo.notes.gather()
	if lo.focus.Item != nil && lo.in.Same(lo.focus.Item) == nil {
		lo.focus.Item = nil
	}
	lo.statusLine.say(map[bool]string{true: "what machines suggest is hidden", false: "what machines suggest is shown"}[hide])
}

// saysMachines says what machines suggest that is not decided yet, "" if nothing.
func (ns *notes) saysMachines() string {
	n := 0
	for i := range ns.in.Items {
		if ns.in.Items[i].Suggester() != "" {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	names := strings.ReplaceAll(strings.Join(ns.work.Machines, ", "), "@", "")
	return fmt.Sprintf("%s of %s", count.Of(n, "suggestion"), names) + ns.statusLine.table.Fill(" · {next-suggestion} goes to them, {next-unsure} to the least sure")
}

// nextUnsure goes to the suggestion with the lowest score, or from one in focus to that
// with the next score up or down.
func (w *walk) nextUnsure(up bool) {
	var scored []*sheet.Item
	for i := range w.in.Items {
		if it := &w.in.Items[i]; it.Found && it.Note.Origin.Score > 0 && w.in.Stands(it) {
			scored = append(scored, it)
		}
	}
	slices.SortStableFunc(scored, func(a, b *sheet.Item) int { return cmp.Compare(a.Note.Origin.Score, b.Note.Origin.Score) })
	at := slices.Index(scored, w.focus.Item)
	switch {
	case len(scored) == 0:
		w.statusLine.say("no suggestion with a score here")
	case at < 0:
		w.to(scored[0])
	case up && at+1 < len(scored):
		w.to(scored[at+1])
	case !up && at > 0:
		w.to(scored[at-1])
	default:
		w.statusLine.say(map[bool]string{true: "this is the surest: ", false: "this is the least sure: "}[up] + annotate.FormatScore(w.focus.Item.Note.Origin.Score))
	}
}
