package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"stet/model"
	"stet/model/files"
	"stet/model/intake"
	"stet/model/library"
	"stet/model/pattern"
	"stet/model/source"
)

// eachArticle yields the articles that the arguments name: files as they are,
// the articles of folders, "-" for standard input. What cannot be found or
// listed is yielded with an error. It stops when yield returns false.
func (p *program) eachArticle(ctx context.Context, args []string, yield func(path string, err error) bool) {
	for _, arg := range args {
		if info, err := os.Stat(arg); arg == "-" || err != nil || !info.IsDir() {
			if !yield(arg, nil) {
				return
			}
			continue
		}
		if !eachInFolder(ctx, arg, yield) {
			return
		}
	}
}

func eachInFolder(ctx context.Context, dir string, yield func(path string, err error) bool) bool {
	files, err := library.List(ctx, dir)
	if err != nil {
		return yield(dir, err)
	}
	if len(files.Articles) == 0 {
		return yield(dir, failed("`stet help inputs` says what an article's file is called", "%s: there are no articles in this folder", dir))
	}
	for _, problem := range files.Problems {
		if !yield(dir, problem) {
			return false
		}
	}
	for _, f := range files.Articles {
		if !yield(filepath.Join(dir, filepath.FromSlash(f.Path)), nil) {
			return false
		}
	}
	return true
}

// articleAt reads an article, or fetches it if name is an address: of a page the
// story, as stet fetch keeps it.
func (p *program) articleAt(ctx context.Context, name string) (*model.Article, error) {
	if !isAddress(name) {
		return p.readArticle(name)
	}
	client, err := usualFetching(p).client(p.homeLibrary())
	if err != nil {
		return nil, err
	}
	page, err := client.Page(ctx, name)
	if err != nil {
		return nil, fetchFailure(err)
	}
	return page.Article, nil
}

var scheme = pattern.Late(`^[A-Za-z][A-Za-z0-9+.-]*://`)

// isAddress reports whether name is an address and no file. One that cannot be
// fetched is an address, too: whoever fetches it says why not.
func isAddress(name string) bool { return scheme().MatchString(name) }

// mostInput is how large an article on standard input may be, in bytes.
const mostInput = 64 << 20

// readArticle reads one article; "-" is standard input.
func (p *program) readArticle(path string) (*model.Article, error) {
	if path != "-" {
		box := intake.Recognise(path)
		if box != nil && !source.Known(path) {
			return nil, failed("stet unpack makes a file of each", "%s: holds many articles (%s)", path, box.Title)
		}
		a, err := source.Open(path)
		if err == nil {
			p.spoken().Set(a)
		}
		if err == nil && box != nil {
			a.Notices = append(a.Notices, fmt.Sprintf("%s with many articles, read as one: stet unpack makes a file of each", box.Title))
		}
		return a, err
	}
	data, err := io.ReadAll(io.LimitReader(p.in, mostInput+1))
	if err == nil && len(data) > mostInput {
		err = files.TooLarge{Most: mostInput}
	}
	if err != nil {
		return nil, failed("", "standard input: %s", err)
	}
	a, err := source.Read("", data)
	if err != nil {
		return nil, failed("", "standard input: %s", err)
	}
	p.spoken().Set(a)
	return a, nil
}
