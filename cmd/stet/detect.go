package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"

	"github.com/spf13/cobra"

	"stet/annotate/suggest"
	"stet/model"
	"stet/model/mention"
	"stet/model/quotation"
	"stet/model/source"
)

func detectCommand(p *program) *cobra.Command {
	var format, input string
	cmd := &cobra.Command{
		Use:   "detect [FILE | DIR | -]…",
		Short: "print the names, quotes, claims and stances that are found",
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := errors.Join(oneOf("format", format, "text", "jsonl"), oneOf("input", input, "files", "jsonl")); err != nil {
				return err
			}
			print := findingsAsText
			if format == "jsonl" {
				print = findingsAsJSON
			}
			if input == "jsonl" {
				if len(args) > 0 {
					return misused("give the lines on standard input", "detect: --input jsonl reads no files, so %q is one too many", args[0])
				}
				return p.stream(cmd.Context(), lineJobs(p.in, print))
			}
			if err := arguments(1, -1)(cmd, args); err != nil {
				return err
			}
			return p.stream(cmd.Context(), fileJobs(cmd.Context(), p, args, print))
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "how to print: text or `jsonl` (one object a line)")
	cmd.Flags().StringVar(&input, "input", "files", "what to read: files, or `jsonl` (lines {\"id\":…,\"text\":…} from standard input)")
	return cmd
}

// A job is one text to analyse: it returns what is to be printed, and may fail
// without an effect on the others.
type job func() ([]byte, error)

// stream does jobs on all processors and prints their results in the order of
// the jobs. At most a few are under way at a time, so memory does not grow with
// the input.
func (p *program) stream(ctx context.Context, jobs func(yield func(job) bool) error) error {
	type result struct {
		out []byte
		err error
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	workers := runtime.GOMAXPROCS(0)
	queue := make(chan chan result, workers)
	slots := make(chan struct{}, workers)
	var reading error
	go func() {
		defer close(queue)
		reading = jobs(func(do job) bool {
			done := make(chan result, 1)
			select {
			case slots <- struct{}{}:
			case <-ctx.Done():
				return false
			}
			go func() {
				out, err := safely(do)
				<-slots
				done <- result{out, err}
			}()
			select {
			case queue <- done:
				return true
			case <-ctx.Done():
				return false
			}
		})
	}()
	partial := false
	for done := range queue {
		r := <-done
		if _, err := p.out.Write(r.out); err != nil {
			return err
		}
		if len(queue) == 0 { // whoever sent a line may wait for the answer
			p.out.Flush()
		}
		if r.err != nil {
			p.report(r.err)
			partial = true
		}
	}
	switch {
	case ctx.Err() != nil:
		return failed("", "interrupted")
	case reading != nil:
		return reading
	case partial:
		return errReported
	}
	return nil
}

// safely does a job; a panic in it is an error of that job alone.
func safely(do job) (out []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = failed("please report this, with the text if it may be shown", "the analysis failed: %v", r)
		}
	}()
	return do()
}

// fileJobs yields a job for each article that the arguments name.
func fileJobs(ctx context.Context, p *program, args []string, print printFindings) func(func(job) bool) error {
	return func(yield func(job) bool) error {
		p.eachArticle(ctx, args, func(path string, err error) bool {
			return yield(func() ([]byte, error) {
				if err != nil {
					return nil, err
				}
				a, err := p.readArticle(path)
				if err != nil {
					return nil, err
				}
				return print(origin{File: path}, a, find(a))
			})
		})
		return nil
	}
}

// lineJobs yields a job for each line {"id":…,"text":…} of r. An id may be any
// JSON value and is given back as it came.
func lineJobs(r io.Reader, print printFindings) func(func(job) bool) error {
	return func(yield func(job) bool) error {
		in := bufio.NewReaderSize(r, 64<<10)
		for n := 1; ; n++ {
			line, err := in.ReadBytes('\n')
			if len(bytes.TrimSpace(line)) > 0 && !yield(func() ([]byte, error) { return findInLine(n, line, print) }) {
				return nil
			}
			if err == io.EOF {
				return nil
			}
			if err != nil {
				return fmt.Errorf("standard input: %w", err)
			}
		}
	}
}

func findInLine(n int, line []byte, print printFindings) ([]byte, error) {
	var record struct {
		ID   json.RawMessage `json:"id"`
		Text *string         `json:"text"`
	}
	const hint = `a line looks like {"id":"a1","text":"…"}; the others were read`
	if err := json.Unmarshal(line, &record); err != nil {
		return nil, failed(hint, "standard input:%d: not a JSON object: %s", n, err)
	}
	if record.Text == nil {
		return nil, failed(hint, "standard input:%d: there is no text", n)
	}
	a := source.OfText("", *record.Text)
	return print(origin{ID: record.ID}, a, find(a))
}

// findings is all that is found in one article.
type findings struct {
	names  *mention.Found
	quotes []quotation.Quotation
	others []suggest.Suggestion // claims and stances
}

// find runs all engines over an article.
func find(a *model.Article) findings {
	var f findings
	f.names = mention.Find(a, all(a), nil)
	f.quotes = quotation.Find(a, all(a), f.names)
	for _, s := range suggest.All(a, f.names, f.quotes) {
		if s.Annotation.Kind() != "quote" {
			f.others = append(f.others, s)
		}
	}
	return f
}
