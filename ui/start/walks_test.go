package start

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"stet/ui/pane"
	"stet/ui/pane/panetest"
)

// TestWalksOnTheFirstScreen holds what is on it while a person begins, with everything that
// may be said and with nothing.
func TestWalksOnTheFirstScreen(t *testing.T) {
	for file, o := range map[string]Options{
		"walks/full.txt": {Annotator: "alice", From: "git config user.name", Library: "~/news", CanDemo: true},
		"walks/bare.txt": {},
	} {
		panetest.Walk(t, file, `
			o | type:a | esc | esc
			o type:a enter | q
			f | type:http://a enter | type:news enter
			c | type:bob enter | c esc
			l | type:dir enter
			p | paste:a_text | esc
			d | x | ?
			said | esc | esc
			said | o | esc
			failed | x | esc
			said size:30x8 | failed | size:100x40
			size:20x6 | o | type:a_long_name_of_a_folder | size:8x3 | size:1x1
			paste:words
			failed o | esc | esc`, func() panetest.Played {
			s := New(&pane.Env{Paint: panetest.Painter(t)}, o)
			w, h, out := 80, 24, ""
			return panetest.Played{
				Press: func(line string) {
					for _, word := range strings.Fields(line) {
						switch word {
						case "said":
							s.Update(pane.Said{Text: "for this run · annotator = \"bob\" in the config file keeps it so"})
							continue
						case "failed":
							s.Update(pane.Failed{Err: errors.New("/home/alice/articles/of/the/year/2019: there is no such folder, and none of that name was found anywhere near it")})
							continue
						}
						for _, m := range panetest.Msgs(word) {
							if size, is := m.(tea.WindowSizeMsg); is {
								w, h = size.Width, size.Height
							} else if cmd := s.Update(m); cmd != nil {
								out = fmt.Sprintf("%T %+v", cmd(), cmd())
							}
						}
					}
				},
				Lines: func() []string { return panetest.Show(s, w, h) },
				Tell:  func() string { return fmt.Sprintf("%s, typing %v, %s", out, s.Typing(), s.Title()) },
			}
		})
	}
}
