package clean

import "strings"

var markdownSigns = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "#", `\#`, "|", `\|`)

// Markdown returns s as one line of Markdown that shows s: its controls are made
// safe as by Line, and its signs are escaped, so that they begin no markup, no
// link and no HTML.
func Markdown(s string) string { return markdownSigns.Replace(Line(s)) }
