package clean

import "testing"

// Text in Markdown is text: it makes no link, no HTML and no cell of a table.
func TestMarkdownShowsTextAsItself(t *testing.T) {
	for in, want := range map[string]string{
		"plain words":         "plain words",
		"[a](javascript:b)":   `\[a\](javascript:b)`,
		"<b> | c":             `\<b\> \| c`,
		"two\nlines, `code`":  "two lines, \\`code\\`",
		`a \ b`:               `a \\ b`,
		"![x](y) ~~z~~ &amp;": `!\[x\](y) \~\~z\~\~ \&amp;`,
		"*x* _y_ # z":         `\*x\* \_y\_ \# z`,
	} {
		if got := Markdown(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
