package format

import (
	"net/url"
	"slices"
	"strings"

	"stet/annotate"
	"stet/annotate/store"
	"stet/model/pattern"
)

// An author is a person as a file names them: by an IRI, an address, a name or a
// number.
type author struct {
	iri  string // never empty
	name string // what the sidecar is called after
}

// accountIRI begins the IRIs of people whom a file names by a plain name.
const accountIRI = "urn:x-stet:account:"

var (
	looksIRI     = pattern.Late(`^[A-Za-z][A-Za-z0-9+.-]*:[^\s]+$`)
	looksAddress = pattern.Late(`^[^@\s]+@[^@\s]+\.[^@\s]+$`)
)

// authorOf reads whom a file names. Called is their name in the file where it
// says one besides.
func authorOf(format, said, called string) author {
	switch {
	case strings.HasPrefix(said, ownAnnotator):
		return author{said, strings.TrimPrefix(said, ownAnnotator)}
	case looksAddress().MatchString(said) && !looksIRI().MatchString(said):
		return author{"mailto:" + said, orElse(called, said)}
	case looksIRI().MatchString(said):
		return author{said, orElse(called, nameIn(said))}
	}
	return author{accountIRI + format + ":" + url.PathEscape(store.Slug(said)), orElse(called, said)}
}

func orElse(s, otherwise string) string {
	if strings.TrimSpace(s) == "" {
		return otherwise
	}
	return s
}

// nameIn is the part of an IRI that names somebody: of acct:zoe@hypothes.is it
// is zoe, of a web address the last part of its path.
func nameIn(iri string) string {
	scheme, rest, _ := strings.Cut(iri, ":")
	switch {
	case scheme == "mailto":
		return rest
	case scheme == "acct":
		name, _, _ := strings.Cut(rest, "@")
		if s, err := url.PathUnescape(name); err == nil {
			name = s
		}
		return orElse(name, rest)
	}
	rest = strings.TrimRight(rest, "/#")
	return orElse(strings.TrimLeft(rest[strings.LastIndexAny(rest, "/#:")+1:], "@~"), rest)
}

// authors gives the people of one file names that differ: two accounts of one
// name are told apart by the rest of their IRIs.
type authors struct {
	format string
	byIRI  map[string]string // the name of an IRI
	taken  map[string]string // the IRI of a name's slug
}

func newAuthors(format string) *authors {
	return &authors{format, map[string]string{}, map[string]string{}}
}

// meet looks at everybody whom a file names, so that two of one name both bear the
// longer one, whoever comes first.
func (as *authors) meet(pages []*page) {
	count := func(said, called string) {
		if said == "" {
			return
		}
		a := authorOf(as.format, said, called)
		switch by, known := as.taken[store.Slug(a.name)]; {
		case !known:
			as.taken[store.Slug(a.name)] = a.iri
		case by != a.iri:
			as.taken[store.Slug(a.name)] = several
		}
	}
	for _, p := range pages {
		if count(p.Annotator, p.people[p.Annotator]); p.Annotator != "" {
			continue
		}
		for _, a := range p.Annotations {
			said := orElse(p.whose[a], a.Creator)
			count(said, p.people[said])
		}
	}
}

// several stands for the IRI of a name that is more than one person's.
const several = "several"

func (as *authors) of(said, called string) author {
	a := authorOf(as.format, said, called)
	if name, known := as.byIRI[a.iri]; known {
		return author{a.iri, name}
	}
	if by, taken := as.taken[store.Slug(a.name)]; taken && by != a.iri {
		_, rest, _ := strings.Cut(a.iri, ":")
		a.name = strings.Trim(rest, "/")
	}
	as.byIRI[a.iri] = a.name
	if as.taken[store.Slug(a.name)] == "" {
		as.taken[store.Slug(a.name)] = a.iri
	}
	return a
}

// byAuthor divides a page into the documents of those who made its annotations.
// A page that is all one person's stays whole, whoever is named in it.
func (as *authors) byAuthor(p *page) []Document {
	if p.Annotator != "" {
		who := as.of(p.Annotator, p.people[p.Annotator])
		if iri := p.ownCreator(who.name); iri != "" {
			who.iri = iri
		}
		p.Document.Annotator, p.Document.Creator = who.name, who.iri
		for _, a := range p.Annotations {
			a.Creator = as.creator(a.Creator, who.iri)
		}
		return []Document{p.Document}
	}
	var docs []Document
	at := map[string]int{}
	for _, a := range p.Annotations {
		var who author
		if said := orElse(p.whose[a], a.Creator); said != "" {
			who = as.of(said, p.people[said])
		}
		i, known := at[who.iri]
		if !known {
			i = len(docs)
			at[who.iri] = i
			d := p.Document
			d.Annotator, d.Creator, d.Annotations = who.name, who.iri, nil
			docs = append(docs, d)
		}
		a.Creator = as.creator(a.Creator, who.iri)
		docs[i].Annotations = append(docs[i].Annotations, a)
	}
	if docs == nil {
		docs = []Document{p.Document}
	}
	return docs
}

// ownCreator returns the IRI that stet itself wrote for the annotator of a page,
// "" where another program wrote the file.
func (p *page) ownCreator(name string) string {
	own := ownAnnotator + store.Slug(name)
	if slices.ContainsFunc(p.Annotations, func(a *annotate.Annotation) bool { return a.Creator == own }) {
		return own
	}
	return ""
}

// creator turns what a file says of one annotation's maker into an IRI.
func (as *authors) creator(said, otherwise string) string {
	if said == "" {
		return otherwise
	}
	return authorOf(as.format, said, "").iri
}

// apart returns the annotations that are not among those that are there already,
// with IDs that these do not have.
func (d *Document) apart(there []*annotate.Annotation) (out []*annotate.Annotation) {
	said := make(map[string]string, len(there))
	for _, a := range there {
		said[a.ID] = saying(a)
	}
	ids := map[string]string{}
	for _, a := range d.Annotations {
		if s, known := said[a.ID]; known {
			if s == saying(a) {
				continue
			}
			ids[a.ID] = derived("again", a.ID, saying(a))
		}
		out = append(out, a)
	}
	for _, a := range out {
		a.ID = orElse(ids[a.ID], a.ID)
	}
	rename(out, func(_ *annotate.Annotation, id string) string { return orElse(ids[id], id) })
	return out
}

// join puts the documents of one person about one article together. What two of
// them say alike is said once; two annotations of one ID get two.
func join(docs []Document) []Document {
	type key struct{ article, creator, name string }
	var out []Document
	at := map[key]int{}
	for _, d := range docs {
		k := key{d.Article.Path + "\x00" + d.Article.Digest, d.Creator, d.Annotator}
		i, known := at[k]
		if !known || d.Creator == "" && d.Article.Digest == "" {
			at[k] = len(out)
			out = append(out, d)
			continue
		}
		out[i].Annotations = append(out[i].Annotations, d.apart(out[i].Annotations)...)
		out[i].Done = out[i].Done || d.Done
		if d.Coded.After(out[i].Coded) {
			out[i].Coded = d.Coded
		}
	}
	return out
}
