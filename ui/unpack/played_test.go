package unpack

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"stet/model/intake"
	"stet/ui/pane"
	"stet/ui/pane/panetest"
)

// TestWhatAPersonSees holds the screen of a table with forty articles, and of one that
// cannot be read, after each thing that a person does there.
func TestWhatAPersonSees(t *testing.T) {
	const flows = `
		j
		j j k
		5 j
		space
		space space b
		G
		G k
		G g
		o
		o type:/elsewhere enter
		o esc
		o type:_ enter
		o paste:/there enter
		enter
		?
		q
		X
		click:5,6
		click:5,9
		click:5,2
		click:5,18
		wheel:down
		wheel:down wheel:down wheel:up
		o wheel:down
		size:30x9 j j j
		size:80x12 G
		size:12x4
		size:1x1
		size:100x30`
	table := "title,source,date,text\n"
	for i := range 40 {
		table += fmt.Sprintf("Harbour %d,The Island Weekly,2024-03-%02d,It is deepened.\n", i, i%28+1)
	}
	for name, text := range map[string]string{"forty": table, "none": "title,text\n", "broken": "title,text\n\"Harbour,It is"} {
		panetest.Play(t, "scenes/"+name+".txt", []string{"size:80x20 g", "size:40x10 G"}, panetest.Flows(flows), func() panetest.Played {
			path := filepath.Join(t.TempDir(), "desk.csv")
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			b := New(&pane.Env{Paint: panetest.Painter(t)}, path, intake.Recognise(path))
			carryOut(b, b.Init())
			var said []tea.Msg
			w, h := 80, 20
			return panetest.Played{
				Press: func(keys string) {
					for _, m := range panetest.Msgs(keys) {
						if size, ok := m.(tea.WindowSizeMsg); ok {
							w, h = size.Width, size.Height
							b.Resize(w, h)
							continue
						}
						if cmd := b.Update(m); cmd != nil {
							said = append(said, cmd())
						}
					}
				},
				Lines: func() []string {
					var out []string
					for _, l := range panetest.Show(b, w, h) {
						if i := strings.Index(l, filepath.Dir(filepath.Dir(path))[:8]); i >= 0 {
							l = l[:i] + "…" // where the test runs
						}
						out = append(out, l)
					}
					return out
				},
				Tell: func() string {
					now := said
					said = nil
					return panetest.Says(t, now, b.Entries())
				},
			}
		})
	}
}

// The status line tells the outcome of unpacking, and errors as errors.
func TestWhatCameOfItIsSaid(t *testing.T) {
	b := filled(t)
	b.Update(pane.Said{Text: "2 articles, 2 new"})
	if got := screen(b); !strings.Contains(got, "2 articles, 2 new") {
		t.Error(got)
	}
	b.Update(pane.Failed{Err: errors.New("no space left")})
	if got := screen(b); !strings.Contains(got, "no space left") || !b.front.Told.Error {
		t.Error(got)
	}
	if cmd := b.Update(pane.Streamed{To: nil, Msgs: []tea.Msg{titlesMsg{found: 99}}}); cmd != nil || b.found != 2 {
		t.Errorf("another pane's titles are taken: %d", b.found)
	}
}
