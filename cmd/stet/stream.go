package main

import (
	"context"
	"fmt"
	"runtime"
)

// A job is one text to analyse. It may fail without an effect on the others.
type job struct {
	name string // for messages
	run  func() (result, error)
}

// A result is what a job prints: to standard output, and for a person.
type result struct {
	out     []byte
	notices []string
}

// jobs yields jobs until yield returns false; its error is that of the input.
type jobs func(yield func(job) bool) error

// stream does jobs on all processors and prints their results in the order of
// the jobs. At most a few are under way at a time, so memory does not grow with
// the input.
func (c *console) stream(ctx context.Context, input jobs) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	queue := make(chan chan finished, runtime.GOMAXPROCS(0))
	var reading error // of the goroutine, until queue is closed
	go func() {
		defer close(queue)
		reading = begin(ctx, input, queue)
	}()
	partial := false
	for answer := range queue {
		f := <-answer
		if _, err := c.out.Write(f.out); err != nil {
			return err
		}
		for _, text := range f.notices {
			c.notice(f.name, text)
		}
		if f.err != nil {
			c.report(f.err)
			partial = true
		}
		if len(queue) == 0 { // whoever sent a line may wait for the answer
			c.out.Flush()
		}
	}
	switch {
	case ctx.Err() != nil:
		return fmt.Errorf("interrupted: %w", context.Canceled)
	case reading != nil:
		return reading
	case partial:
		return errReported
	}
	return nil
}

type finished struct {
	job
	result
	err error
}

// begin starts the jobs, as many at a time as there are processors, and queues
// their answers in order.
func begin(ctx context.Context, input jobs, queue chan<- chan finished) error {
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	return input(func(j job) bool {
		answer := make(chan finished, 1)
		select {
		case slots <- struct{}{}:
		case <-ctx.Done():
			return false
		}
		go func() {
			r, err := j.safely()
			<-slots
			answer <- finished{j, r, err}
		}()
		select {
		case queue <- answer:
			return true
		case <-ctx.Done():
			return false
		}
	})
}

// safely does a job; a panic in it is an error of that job alone.
func (j job) safely() (r result, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = failed("please report this, with the text if it may be shown", "%s: the analysis failed: %v", j.name, cause)
		}
	}()
	return j.run()
}

// fileJobs yields a job for each article that the arguments name.
func fileJobs(ctx context.Context, p *program, args []string, d detection) jobs {
	return func(yield func(job) bool) error {
		p.eachArticle(ctx, args, func(path string, err error) bool {
			return yield(job{path, func() (result, error) {
				if err != nil {
					return result{}, err
				}
				a, err := p.readArticle(path)
				if err != nil {
					return result{}, err
				}
				out, err := d.of(origin{File: path}, a)
				return result{out, append(a.Notices, limits(a)...)}, err
			}})
		})
		return nil
	}
}
