package query

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"stet/annotate/store"
	"stet/model/files"
	"stet/model/library"
)

// Collect reads the annotations that a query asks for in the files and folders named:
// articles with all their sidecars, sidecars, and folders with all below them. It hands
// the rows of one article after the other to hand, in the order named and by path
// within a folder, with paths as they were named. What could not be read is in
// problems; err is that of hand, or of ctx. Rows of machines are left out unless the
// query names one.
func Collect(ctx context.Context, desk *store.Desk, paths []string, q Query[Row], hand func([]*Row) error) (problems []error, err error) {
	of := (*Index).Rows
	if AsksMachines(q) {
		of = (*Index).all
	}
	var shared map[string]*Row
	return gather(ctx, desk, paths, of, func(rows []*Row) error {
		JoinEnds(rows) // before those are left out that nobody asked for
		if shared == nil && slices.ContainsFunc(rows, (*Row).sameClaim) {
			shared = sharedIn(ctx, desk, paths)
		}
		for _, r := range rows {
			r.Shared = shared[r.ID]
		}
		return hand(q.Select(rows))
	})
}

// sharedIn returns the verdicts that claims share (see [SharedVerdicts]) in some folders,
// and in those of some files.
func sharedIn(ctx context.Context, desk *store.Desk, paths []string) map[string]*Row {
	var folders []string
	for _, p := range paths {
		if info, err := os.Stat(p); err == nil && !info.IsDir() {
			p = filepath.Dir(p)
		}
		if !slices.Contains(folders, p) {
			folders = append(folders, p)
		}
	}
	var claims []*Row
	gather(ctx, desk, folders, (*Index).Rows, func(rows []*Row) error {
		for _, r := range rows {
			if r.Claims() || r.sameClaim() {
				claims = append(claims, r)
			}
		}
		return nil
	})
	if shared := SharedVerdicts(claims); shared != nil {
		return shared
	}
	return map[string]*Row{}
}

// all returns the rows of people and of machines in one order.
func (x *Index) all() []*Row {
	if len(x.machine) == 0 {
		return x.rows
	}
	rows := slices.Concat(x.rows, x.machine)
	slices.SortFunc(rows, ComparePlace)
	return rows
}

func gather(ctx context.Context, desk *store.Desk, paths []string, of func(*Index) []*Row, hand func([]*Row) error) (problems []error, err error) {
	var jobs []*job
	for _, p := range paths {
		js, err := jobsOf(ctx, p, desk)
		if err != nil {
			problems = append(problems, err)
		}
		jobs = append(jobs, js...)
	}
	for shelves := range inOrder(ctx, jobs, newLookup(desk)) {
		for _, s := range shelves {
			if s.problem != "" {
				problems = append(problems, s.asProblem())
			}
		}
		if rows := of(newIndex("", "", shelves)); len(rows) > 0 {
			if err := hand(rows); err != nil {
				return problems, err
			}
		}
	}
	return problems, ctx.Err()
}

// inOrder does the jobs on all processors and yields their results in order.
func inOrder(ctx context.Context, jobs []*job, kinds *lookup) func(yield func([]*cachedSidecar) bool) {
	return func(yield func([]*cachedSidecar) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		results := make(chan chan []*cachedSidecar, 2*runtime.GOMAXPROCS(0)) // bounds how many are under way
		go func() {
			defer close(results)
			for _, j := range jobs {
				result := make(chan []*cachedSidecar, 1)
				select {
				case results <- result:
					go func() { result <- j.read(kinds) }()
				case <-ctx.Done():
					return
				}
			}
		}()
		for result := range results {
			if !yield(<-result) {
				return
			}
		}
	}
}

// jobsOf finds what there is to read in a file or folder.
func jobsOf(ctx context.Context, name string, desk *store.Desk) ([]*job, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, missing(name, err)
	}
	if info.IsDir() {
		return jobsIn(ctx, name, desk)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: %w", name, files.ErrSpecial)
	}
	file := func(p string, info fs.FileInfo) library.File {
		return library.File{Path: filepath.ToSlash(p), Size: info.Size(), ModTime: info.ModTime()}
	}
	if article, ok := articleOf("", filepath.ToSlash(name)); ok {
		j := &job{name: article, sidecars: []library.File{file(name, info)}}
		if of, err := os.Stat(filepath.FromSlash(article)); err == nil {
			j.article = file(article, of)
		}
		return []*job{j}, nil
	}
	j := &job{name: filepath.ToSlash(name), article: file(name, info)}
	sidecars, err := store.Sidecars(name)
	dir, base := filepath.Split(name)
	var kept keptSidecars
	if dir, err := filepath.Abs(dir); err == nil {
		kept = keptIn(dir, desk)
	}
	for _, s := range sidecars {
		if info, err := os.Stat(s); err == nil && !kept.continues(base, s) {
			j.sidecars = append(j.sidecars, file(s, info))
		}
	}
	for _, k := range kept {
		if k.article == base {
			j.sidecars = append(j.sidecars, k.sidecar)
		}
	}
	return []*job{j}, err
}

// jobsIn finds what there is to read in a folder.
func jobsIn(ctx context.Context, dir string, desk *store.Desk) ([]*job, error) {
	list, err := library.List(ctx, dir)
	if err != nil {
		return nil, err
	}
	_, jobs := (&Index{}).plan(list, newLookup(desk))
	named := func(f library.File) library.File {
		if f.Path != "" && !filepath.IsAbs(filepath.FromSlash(f.Path)) {
			f.Path = path.Join(filepath.ToSlash(dir), f.Path)
		}
		return f
	}
	for _, j := range jobs {
		j.dir, j.article = "", named(j.article)
		j.name = path.Join(filepath.ToSlash(dir), j.name)
		for i := range j.sidecars {
			j.sidecars[i] = named(j.sidecars[i])
		}
	}
	slices.SortFunc(jobs, func(a, b *job) int { return strings.Compare(a.name, b.name) })
	return jobs, errors.Join(list.Problems...)
}

func missing(name string, err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return fmt.Errorf("%s: %w", name, pe.Err)
	}
	return err
}
