// Command stet is a news reader for the terminal that is also a coding desk.
//
// This folder holds the command line and nothing of what it does: each command
// is one file and one row of the table in root.go, reads its flags, calls the
// packages of model, annotate or ui, and prints. Results go to standard output,
// messages to standard error; the exit code is 0 when done, 1 when there were
// problems or the work is partial, 2 when the command was misused.
package main

import "os"

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
