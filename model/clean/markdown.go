package clean

import "strings"

// markdownSigns are the characters that may begin markup, HTML or an entity; any of
// them can be escaped (CommonMark 0.31, section 2.4). A picture's ! means nothing
// before an escaped bracket.
var markdownSigns = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "#", `\#`, "|", `\|`, "&", `\&`, "~", `\~`)

// Markdown returns s as one line of Markdown that shows s: its controls are made
// safe as by Line, and its signs are escaped, so that they begin no markup, no
// link and no HTML.
func Markdown(s string) string { return EscapeMarkdown(Line(s)) }

// EscapeMarkdown escapes the signs of s, whose lines and controls stay as they are.
func EscapeMarkdown(s string) string { return markdownSigns.Replace(s) }
