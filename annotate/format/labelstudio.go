package format

import (
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
)

// Label Studio has an array of tasks; a task has a text and the annotations of
// several people, each a list of regions, relations and choices. It counts in
// UTF-16 units (HumanSignal/label-studio#1347) and may fold the white space of
// the words that it repeats (#3078). A region's meta is free: what a region has
// no key for stands there.
var labelStudioFormat = Format{
	Name: "label-studio", Title: "Label Studio JSON", Ext: ".json", Unit: UTF16,
	Holds:  Everything &^ Orphans,
	Note:   `The labelling interface has to call its parts "label", "text" and "article".`,
	encode: encodeLabelStudio, decode: decodeLabelStudio,
}

// Names of the labelling configuration that results refer to.
const (
	studioLabel   = "label"
	studioText    = "text"
	studioArticle = "article"
)

// studioOrigins are Label Studio's words for how a region came about.
var studioOrigins = map[annotate.How]string{
	annotate.ByHand: "manual", annotate.Kept: "prediction", annotate.Edited: "prediction-changed",
}

func encodeLabelStudio(out *output, pages iter.Seq[*page]) error {
	w, err := out.create("")
	if err != nil {
		return err
	}
	n := 0
	var article *model.Article
	var people []object
	flush := func() error {
		if article == nil {
			return nil
		}
		n++
		opening := ",\n"
		if n == 1 {
			opening = "[\n"
		}
		task, err := marshal(object{{"id", n},
			{"data", object{{studioText, article.Text}, {"title", article.Meta.Title}, {"url", article.Meta.URL}}},
			{"annotations", people}, {"predictions", []object{}}})
		if err == nil {
			_, err = io.WriteString(w, opening+string(task))
		}
		people = nil
		return err
	}
	for p := range pages {
		if p.Article != article {
			if err := flush(); err != nil {
				return err
			}
			article = p.Article
		}
		people = append(people, object{{"completed_by", object{{"email", p.Annotator}}},
			{"ground_truth", false}, {"was_cancelled", false}, {"result", studioResults(p)}})
	}
	if err := flush(); err != nil {
		return err
	}
	end := "\n]\n"
	if n == 0 {
		end = "[]\n"
	}
	_, err = io.WriteString(w, end)
	return err
}

func studioResults(p *page) []object {
	results := []object{}
	for _, a := range p.Annotations {
		label, _ := labelOf(a)
		b := asLabelled(a)
		b.Origin.How = a.Origin.How
		meta := members(a, b, "note")
		if a.Comment != "" {
			meta = append(object{{"text", []string{a.Comment}}}, meta...)
		}
		origin := member{"origin", studioOrigins[a.Origin.How]}
		switch {
		case isLink(a):
			results = append(results, object{{"type", "relation"}, {"from_id", a.Target.Annotation}, {"to_id", a.Who().ID},
				{"direction", "right"}, {"labels", []string{a.Body.Label()}}, origin, {"meta", append(object{{"id", a.ID}}, meta...)}})
		case isPlace(a):
			q := a.Target.Quote
			results = append(results, object{{"id", a.ID}, {"from_name", studioLabel}, {"to_name", studioText}, {"type", "labels"},
				{"value", object{{"start", q.Start}, {"end", q.End}, {"text", q.Exact}, {"labels", []string{label}}}},
				origin, {"meta", meta}})
		default:
			if a.Target.Annotation != "" {
				meta = append(object{{"from", a.Target.Annotation}}, meta...)
			}
			results = append(results, object{{"id", a.ID}, {"from_name", studioArticle}, {"to_name", studioText}, {"type", "choices"},
				{"value", object{{"choices", []string{label}}}}, origin, {"meta", meta}})
		}
	}
	return results
}

type studioTask struct {
	Data        map[string]json.RawMessage `json:"data"`
	Annotations []studioAnswer             `json:"annotations"`
	Completions []studioAnswer             `json:"completions"` // before version 1
	Predictions []studioAnswer             `json:"predictions"`
}

type studioAnswer struct {
	By        json.RawMessage `json:"completed_by"`
	Cancelled bool            `json:"was_cancelled"`
	Created   string          `json:"created_at"`
	Updated   string          `json:"updated_at"`
	Result    []studioResult  `json:"result"`
}

type studioResult struct {
	ID        string                     `json:"id"`
	Type      string                     `json:"type"`
	From      string                     `json:"from_id"`
	To        string                     `json:"to_id"`
	ToName    string                     `json:"to_name"`
	Labels    []string                   `json:"labels"`
	Direction string                     `json:"direction"`
	Origin    string                     `json:"origin"`
	Meta      map[string]json.RawMessage `json:"meta"`
	Value     map[string]json.RawMessage `json:"value"`
}

func decodeLabelStudio(src Source) ([]*page, []Loss, error) {
	tasks, err := studioTasks(src.Data)
	if err != nil {
		return nil, nil, err
	}
	r := &studioReader{src: src, notes: map[*annotate.Annotation][]string{}}
	for n, t := range tasks {
		text, ok := t.text()
		if !ok && (src.only() == nil || len(t.Data) > 0) {
			r.lose(n+1, NotText, "", "the task has no text")
			continue
		}
		for _, a := range slices.Concat(t.Annotations, t.Completions) {
			if a.Cancelled {
				r.lose(n+1, Undecided, "", "the annotation was cancelled")
				continue
			}
			r.answer(n+1, t, text, a)
		}
		for range t.Predictions {
			r.lose(n+1, Undecided, "", "a prediction that nobody has decided on")
		}
	}
	return r.pages, r.losses, nil
}

// studioTasks reads an array of tasks, or one.
func studioTasks(data []byte) ([]studioTask, error) {
	data = []byte(strings.TrimPrefix(string(data), "\ufeff"))
	var tasks []studioTask
	if strings.HasPrefix(strings.TrimSpace(string(data)), "{") {
		tasks = make([]studioTask, 1)
		return tasks, json.Unmarshal(data, &tasks[0])
	}
	return tasks, json.Unmarshal(data, &tasks)
}

// text returns the task's text: under our name, else the only member that is
// long enough to be one.
func (t *studioTask) text() (string, bool) {
	var s string
	for _, key := range []string{studioText, "html", "dialogue"} {
		if json.Unmarshal(t.Data[key], &s) == nil && s != "" {
			return s, true
		}
	}
	return "", t.Data[studioText] != nil
}

type studioReader struct {
	src    Source
	pages  []*page
	losses []Loss
	notes  map[*annotate.Annotation][]string // further texts of a region
}

func (r *studioReader) lose(task int, w What, id, detail string) {
	r.losses = append(r.losses, Loss{What: w, Document: fmt.Sprintf("%s, task %d", r.src.Name, task), ID: id, Detail: detail})
}

func (r *studioReader) answer(n int, t studioTask, text string, answer studioAnswer) {
	p := newTextPage(r.src, n, text)
	p.Annotator = studioPerson(answer.By)
	json.Unmarshal(t.Data["url"], &p.Article.Meta.URL) // there if stet wrote it
	regions := map[string]*annotate.Annotation{}       // results of one id are one region
	for _, res := range answer.Result {
		a := regions[res.ID]
		if a != nil && res.ID != "" {
			r.more(n, a, res)
			continue
		}
		a, ok := studioAnnotation(r.src.kinds(), res)
		if !ok {
			r.lose(n, NotText, res.ID, res.Type)
			continue
		}
		if a.Created.IsZero() {
			a.Created, _ = kind.ParseTime(answer.Created) // best known
		}
		if a.Modified.IsZero() {
			a.Modified, _ = kind.ParseTime(answer.Updated)
		}
		if err := takeMembers(a, a.ID, res.Meta); err != nil {
			r.lose(n, BrokenLine, res.ID, err.Error())
		}
		if res.ID != "" {
			regions[res.ID] = a
		}
		p.Annotations = append(p.Annotations, a)
		if res.Direction == "bi" {
			r.lose(n, UnknownThing, res.ID, "a relation in both directions, read as one")
		}
	}
	for a, notes := range r.notes {
		a.Comment = strings.TrimPrefix(a.Comment+"\n"+strings.Join(notes, "\n"), "\n")
	}
	clear(r.notes)
	r.pages = append(r.pages, p)
}

// more adds what a further result says of a region: choices and texts.
func (r *studioReader) more(n int, a *annotate.Annotation, res studioResult) {
	var values []string
	for _, key := range []string{"choices", "labels", res.Type} {
		if json.Unmarshal(res.Value[key], &values) == nil && len(values) > 0 {
			a.Tags = append(a.Tags, values...)
			return
		}
	}
	var text string
	if json.Unmarshal(res.Value["text"], &values) == nil {
		text = strings.Join(values, "\n")
	} else if json.Unmarshal(res.Value["text"], &text) != nil {
		r.lose(n, UnknownThing, res.ID, res.Type)
		return
	}
	r.notes[a] = append(r.notes[a], text)
}

func studioAnnotation(kinds kind.Rows, res studioResult) (*annotate.Annotation, bool) {
	var a *annotate.Annotation
	var labels []string
	var start, end *int
	json.Unmarshal(res.Value["start"], &start) // nil where it is no number
	json.Unmarshal(res.Value["end"], &end)
	if start == nil { // of a page, where start is a path
		var global struct{ Start, End *int }
		json.Unmarshal(res.Value["globalOffsets"], &global)
		start, end = global.Start, global.End
	}
	for _, key := range []string{"labels", "hypertextlabels", "choices", res.Type} {
		if json.Unmarshal(res.Value[key], &labels) == nil && len(labels) > 0 {
			break
		}
	}
	label := strings.Join(labels[:min(1, len(labels))], "")
	switch {
	case res.Type == "relation":
		a = labelled("link", strings.Join(res.Labels, ", "))
		from, to := res.From, res.To
		if res.Direction == "left" {
			from, to = to, from
		}
		a.Target.Annotation = from
		*a.Body.Refs()[0].Ref = annotate.Ref{Kind: annotate.RefAnnotation, ID: to}
		json.Unmarshal(res.Meta["id"], &res.ID) // there if stet wrote it
	case start != nil && end != nil && *start >= 0 && *end >= *start:
		a = spanOf(kinds, label)
		a.Target.Quote = annotate.Quote{Start: *start, End: *end}
		json.Unmarshal(res.Value["text"], &a.Target.Quote.Exact) // not always there
	case res.Value["choices"] != nil:
		a = spanOf(kinds, label)
		json.Unmarshal(res.Meta["from"], &a.Target.Annotation) // there if stet wrote it
		a.Target.Whole = a.Target.Annotation == ""
	default:
		return nil, false
	}
	if len(labels) > 1 {
		a.Tags = append(a.Tags, labels[1:]...)
	}
	a.ID = res.ID
	for how, word := range studioOrigins {
		if word == res.Origin {
			a.Origin.How = how
		}
	}
	var notes []string
	if json.Unmarshal(res.Meta["text"], &notes) == nil {
		a.Comment = strings.Join(notes, "\n")
	}
	return a, true
}

// studioPerson names who completed a task: an address, a name or a number.
func studioPerson(raw json.RawMessage) string {
	var person struct {
		ID    json.Number `json:"id"`
		Email string      `json:"email"`
	}
	var number json.Number
	var name string
	switch {
	case json.Unmarshal(raw, &number) == nil:
		return number.String()
	case json.Unmarshal(raw, &name) == nil:
		return name
	case json.Unmarshal(raw, &person) != nil:
		return ""
	case person.Email != "":
		return person.Email
	}
	return person.ID.String()
}
