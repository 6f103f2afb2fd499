package manual

import (
	"strings"
	"testing"
)

func TestRoff(t *testing.T) {
	for _, c := range []struct{ what, page, want string }{
		{"sections", "## The file\n\nOne.\n\nTwo.\n\n### Inner\n\nThree.", ".SH \"THE FILE\"\nOne.\n.PP\nTwo.\n.SS \"Inner\"\nThree."},
		{"a line that begins like a request", "One\n.so /etc/passwd\n'ft B", ".PP\nOne\n\\&.so /etc/passwd\n\\(aqft B"},
		{"the same in code", "a:\n\n    .TH x\n      \\fB\n    'br", ".PP\na:\n.IP\n.nf\n\\&.TH x\n  \\(rsfB\n\\(aqbr\n.fi"},
		{"and after a font", "`.stet` and `.x`\n`.y`", ".PP\n\\fB.stet\\fR and \\fB.x\\fR\n\\fB.y\\fR"},
		{"backslashes and quotes", "a \\\\ b `C:\\x` \"c\" d^e~f", ".PP\na \\(rs b \\fBC:\\(rsx\\fR \\(dqc\\(dq d\\(hae\\(tif"},
		{"hyphens to be typed, and others", "read-only `-o x-y`, --linear", ".PP\nread-only \\fB\\-o x\\-y\\fR, \\-\\-linear"},
		{"letters of others", "é “x” 日…", ".PP\n\\[u00E9] \\[u201C]x\\[u201D] \\[u65E5]..."},
		{"fonts", "*a* **b** `c` [d](https://e.example/f-g)", ".PP\n\\fIa\\fR \\fBb\\fR \\fBc\\fR d (https://e.example/f\\-g)"},
		{"a table", "| k | v |\n|---|---|\n| `a\\|b` | .x |\n| -c | |", ".TP\n\\fBa|b\\fR\n\\&.x\n.TP\n-c"},
		{"lists", "- one\n  on\n- two\n\n1. x\n2. y\n", ".IP \\(bu 2\none\non\n.IP \\(bu 2\ntwo\n.IP 1. 4\nx\n.IP 2. 4\ny"},
		{"code in a list", "- one\n\n      x\n", ".IP \\(bu 2\none\n.RS 2\n.IP\n.nf\nx\n.fi\n.RE"},
		{"a title with signs", "## A \"b\" \\\\ `c` é", ".SH \"A \\(dqB\\(dq \\(rs C \\[u00C9]\""},
	} {
		if got := strings.TrimRight(roff(c.page), "\n"); got != c.want {
			t.Errorf("%s:\nis   %q\nwant %q", c.what, got, c.want)
		}
	}
}
