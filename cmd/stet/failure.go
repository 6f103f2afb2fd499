package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"syscall"

	"stet/cmd/stet/manual"
	"stet/model/clean"
	"stet/model/files"
	"stet/model/source"
)

const (
	done     = manual.Done
	problems = manual.Problems
	misuse   = manual.Misuse
)

// A failure is an error as a person sees it: one line that names the thing, and
// a line that says what to do about it.
type failure struct {
	code int
	text string
	hint string // "" for none
	err  error  // what led to it, nil if nothing did
}

func (f *failure) Error() string { return f.text }
func (f *failure) Unwrap() error { return f.err }

// misused is a failure of the command line, with a hint.
func misused(hint, format string, args ...any) error {
	return &failure{code: misuse, text: fmt.Sprintf(format, args...), hint: hint}
}

// failed is a failure of the work, with a hint.
func failed(hint, format string, args ...any) error {
	return &failure{code: problems, text: fmt.Sprintf(format, args...), hint: hint}
}

// errReported ends a command whose problems have been printed one by one.
var errReported = errors.New("problems were found")

// explain writes an error and its hint, and returns the exit code for it. Errors
// name files and quote what is in them, so they are made safe here.
func explain(w io.Writer, err error) int {
	if err == nil {
		return done
	}
	if errors.Is(err, errReported) {
		return problems
	}
	f := asFailure(err)
	fmt.Fprintf(w, "stet: %s\n", clean.Line(f.text))
	if f.hint != "" {
		fmt.Fprintf(w, "hint: %s\n", clean.Line(f.hint))
	}
	return f.code
}

// asFailure turns any error into one with a code and, where one is known, a hint.
func asFailure(err error) *failure {
	var f *failure
	if errors.As(err, &f) {
		return f
	}
	f = &failure{code: problems, text: strings.ReplaceAll(err.Error(), "\n", "; "), hint: hintFor(err), err: err}
	var pe *fs.PathError
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &pe):
		f.text = fmt.Sprintf("%s: %s", nameOfFile(pe.Path), reason(pe.Err))
	case strings.HasPrefix(f.text, ": "): // a file without a name
		f.text = `""` + f.text
	case errors.As(err, &syntax):
		f.text = strings.Replace(f.text, syntax.Error(), fmt.Sprintf("no JSON from byte %d on", syntax.Offset), 1)
	}
	return f
}

// nameOfFile is what a file is called in a message.
func nameOfFile(path string) string {
	switch path {
	case "":
		return `""`
	case "/dev/stdout":
		return "standard output"
	}
	return path
}

// reason is what the system says, in the words of this program where it is terse.
func reason(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "no such file or directory"
	case errors.Is(err, fs.ErrPermission):
		return "not allowed to read or write it"
	case errors.Is(err, syscall.ENOSPC):
		return "the disk is full"
	case errors.Is(err, syscall.EISDIR):
		return "is a folder"
	case errors.Is(err, syscall.ENOTDIR):
		return "not a folder"
	}
	return err.Error()
}

// hintFor says what can be done about a kind of error, "" if nothing general can.
// An error that brings its own hint (a method Hint) is the better judge.
func hintFor(err error) string {
	var h interface{ Hint() string }
	switch {
	case errors.As(err, &h):
		return h.Hint()
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission):
		if hint := workingFolderHint(); hint != "" {
			return hint
		}
		if errors.Is(err, fs.ErrPermission) {
			return "ls -l shows who may read and write it"
		}
		return missingHint(err)
	case errors.Is(err, files.ErrOutside):
		return "stet follows no link out of a library; put the file itself there"
	case errors.Is(err, files.ErrSpecial):
		return "pipes, devices and folders are not read here"
	case errors.As(err, &files.TooLarge{}):
		return "no more than that is read; `stet help inputs` says what can be opened"
	case errors.Is(err, source.ErrBinary):
		return "`stet help inputs` says what can be opened"
	case errors.Is(err, syscall.EISDIR), errors.Is(err, source.ErrFolder):
		return "a file is needed here; stet list, stet detect and stet export take folders"
	case errors.Is(err, syscall.ENOTDIR):
		return "a file of that name is in the way"
	case errors.Is(err, syscall.ENOSPC):
		return "make room and try again; nothing was lost"
	}
	return ""
}

// workingFolderHint says that the folder in which stet runs is gone or cannot be
// read, "" if neither is so.
func workingFolderHint() string {
	dir, err := os.Getwd()
	if err == nil {
		_, err = os.Stat(dir)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "the working folder no longer exists; cd to another one"
	case errors.Is(err, fs.ErrPermission):
		return "the working folder cannot be read; cd to another one"
	}
	return ""
}

// missingHint says what a name that is no file may have meant.
func missingHint(err error) string {
	text := err.Error()
	if m := atLine().FindStringSubmatch(text[:max(0, strings.LastIndex(text, ": "))]); m != nil && exists(m[1]) {
		return fmt.Sprintf("only `stet FILE:LINE` takes a line; the file is %s", m[1])
	}
	return "check the name; `stet help start` shows what can be opened"
}
