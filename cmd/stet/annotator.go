package main

import (
	"cmp"
	"context"
	"os"
	"os/exec"
	"os/user"
	"strings"
	"time"
	"unicode"

	"stet/annotate/session"
	"stet/annotate/store"
	"stet/model/count"
	"stet/model/source"
)

// annotatorHelp explains --annotator, which every command has; annotatorAsks is
// in the commands that only read.
const (
	annotatorHelp = "who you are, by `NAME`; of list, report, review and export, whose annotations"
	annotatorAsks = "only what this person annotated, instead of everybody. (Elsewhere it says who you are.)"
)

// annotatorName is whose annotations this run makes or means, as it was given: by
// --annotator, else the config, else git's user.name, else the login name.
func (p *program) annotatorName(ctx context.Context) string {
	if name := strings.TrimSpace(p.annotator); name != "" {
		return name
	}
	return p.ownName(ctx)
}

// ownName is annotatorName without --annotator. Git takes 2 ms to answer: it is asked
// only where nothing else says it, and once.
func (p *program) ownName(ctx context.Context) string {
	if name := strings.TrimSpace(p.config.Annotator); name != "" {
		return name
	}
	p.asked.Do(func() { p.system = withoutAt(cmp.Or(gitUserName(ctx), loginName())) })
	return p.system
}

// gitUserName asks git, which may be slow or missing: then it is "".
func gitUserName(ctx context.Context) string {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, "git", "config", "user.name").Output()
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(out))
}

// withoutAt makes a name that another program knows one that a person can have here.
func withoutAt(name string) string {
	if store.IsPerson(name) {
		return name
	}
	return strings.TrimLeftFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

func loginName() string {
	if name := cmp.Or(os.Getenv("USER"), os.Getenv("USERNAME")); name != "" {
		return name
	}
	if u, err := user.Current(); err == nil {
		return u.Username
	}
	return ""
}

// desk is who annotates, and where things lie. Somebody else who sits down at it
// (--annotator) has a state of their own. What earlier programs could not finish is
// made good before sidecars are read.
func (p *program) desk(ctx context.Context) *store.Desk {
	d := store.NewDesk(p.annotatorName(ctx))
	d.Email, d.Spoken = p.config.Email, p.spoken()
	if who := store.Slug(d.Annotator); p.annotator != "" && who != store.Slug(p.ownName(ctx)) {
		d = d.As(d.Annotator)
	}
	p.tidied.Do(func() { p.tidy(d) })
	return d
}

// tidy completes what was cut short or could not be saved, and says so.
func (p *program) tidy(d *store.Desk) {
	home, completed, err := session.Tidy(d, source.Open)
	for _, path := range home {
		p.notice(path, "it had to be kept elsewhere; now it lies beside its article again")
	}
	if completed > 0 {
		p.notice(count.Of(completed, "sidecar"), "what could not be saved before is saved now")
	}
	if err != nil {
		p.report(&failure{code: problems, hint: "stet check --give-up sets it aside", err: err,
			text: "something could not be saved before, and cannot be now: " + err.Error()})
	}
}

// asPerson refuses an annotator's name that a person cannot have.
func asPerson(name string) error {
	if !store.IsPerson(name) {
		return misused("@gold holds the rulings on disagreements: ]d in an article makes them", "%s: nobody is called that: names with @ are not those of people", name)
	}
	return nil
}
