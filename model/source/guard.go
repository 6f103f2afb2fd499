package source

import "strings"

// What goldmark reads in more than linear time, measured on 200 KB without a
// blank line: "[a](" 6 s, "**a_" 8 s, "1. 1. 1." 14 s, a head of a hundred
// columns over rows of one cell 25 s; and lists a thousand deep, 4 MB of them, 26 s,
// since it looks at each line once for each open list. A run of lines with so much of
// it is no prose; it is taken as it is, and the rest is read as Markdown.
const (
	mostDelimiters = 1500 // brackets, asterisks and the like in one paragraph
	mostContainers = 40   // quotes and lists opened by one line
	mostIndent     = 80   // columns before an item: it is as deep as forty lists
)

// A stretch of Markdown source that is read as one, or taken as it is.
type portion struct {
	start, end int
	literal    bool
}

// portions cuts s at the blank lines around runs that goldmark must not see.
func portions(s string) []portion {
	var all []portion
	last := 0
	for at := 0; at < len(s); {
		start, end := nextRun(s, at)
		if literalRun(s[start:end]) {
			if last < start {
				all = append(all, portion{last, start, false})
			}
			all = append(all, portion{start, end, true})
			last = end
		}
		at = end
	}
	if last < len(s) {
		all = append(all, portion{last, len(s), false})
	}
	return all
}

// nextRun returns the next lines from at on up to a blank one.
func nextRun(s string, at int) (start, end int) {
	start = -1
	for at < len(s) {
		next := len(s)
		if i := strings.IndexByte(s[at:], '\n'); i >= 0 {
			next = at + i + 1
		}
		blank := strings.Trim(s[at:next], " \t\n") == ""
		switch {
		case blank && start >= 0:
			return start, at
		case !blank && start < 0:
			start = at
		}
		at = next
	}
	if start < 0 {
		return len(s), len(s)
	}
	return start, len(s)
}

// literalRun reports whether run has too much markup to be read.
func literalRun(run string) bool {
	if len(run) < 2*mostContainers || fenced(run) {
		return false
	}
	head, body, _ := strings.Cut(run, "\n")
	rule, _, _ := strings.Cut(body, "\n")
	columns := 1 + strings.Count(rule, "|")
	table := strings.Trim(rule, "|-: \t") == "" && strings.Contains(rule, "-") &&
		strings.Count(head, "|") == columns-1 && !strings.ContainsAny(head, "\\`")
	delimiters, lines := 0, 0
	for line := range strings.Lines(run) {
		lines++
		if containers(line) > mostContainers || deepItem(line) {
			return true
		}
		if table || bulleted(line) {
			delimiters = 0
		}
		for _, c := range []byte(line) {
			switch c {
			case '[', '*', '_', '~', '`', '<', '(':
				delimiters++
			}
		}
		if delimiters > mostDelimiters {
			return true
		}
	}
	return columns > 1 && columns*lines > len(run)+1000
}

// bulleted reports whether line begins a list item, whatever is before it.
func bulleted(line string) bool {
	rest := strings.TrimLeft(line, " ")
	return len(line)-len(rest) < 4 && (strings.HasPrefix(rest, "- ") || strings.HasPrefix(rest, "* ") || strings.HasPrefix(rest, "+ "))
}

// deepItem reports whether line begins a list item deeper than lists go.
func deepItem(line string) bool {
	columns := 0
	for i, c := range []byte(line) {
		switch {
		case c == ' ':
			columns++
		case c == '\t':
			columns += 4
		case columns <= mostIndent:
			return false
		default:
			item := strings.TrimLeft(line[i:], "0123456789")
			return item != "" && strings.IndexByte("-*+.)", item[0]) >= 0
		}
	}
	return false
}

// fenced reports whether run is one fenced block: its signs are code.
func fenced(run string) bool {
	for _, fence := range [...]string{"```", "~~~"} {
		if strings.HasPrefix(run, fence) && strings.Count(run, fence) == 2 &&
			strings.HasSuffix(strings.TrimRight(run, "\n"), "\n"+fence) {
			return true
		}
	}
	return false
}

// containers counts the quotes and list items that a line opens.
func containers(line string) int {
	depth := 0
	for _, c := range []byte(line) {
		switch {
		case c == '>' || c == '-' || c == '*' || c == '+' || c == '.' || c == ')':
			depth++
		case c != ' ' && c != '\t' && c != '\n' && (c < '0' || c > '9'):
			return depth
		}
	}
	if strings.Trim(line, "- \t\n") == "" || strings.Trim(line, "* \t\n") == "" {
		return 0 // a thematic break
	}
	return depth
}
