package format

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/store"
)

type studioTask struct {
	Data        map[string]json.RawMessage `json:"data"`
	Annotations []studioAnswer             `json:"annotations"`
	Completions []studioAnswer             `json:"completions"` // before version 1
	Predictions []studioAnswer             `json:"predictions"`
	Drafts      []json.RawMessage          `json:"drafts"`
}

type studioAnswer struct {
	By        json.RawMessage `json:"completed_by"`
	Cancelled bool            `json:"was_cancelled"`
	Created   string          `json:"created_at"`
	Updated   string          `json:"updated_at"`
	Truth     bool            `json:"ground_truth"`
	Result    []studioResult  `json:"result"`
}

type studioResult struct {
	ID        string                     `json:"id"`
	Type      string                     `json:"type"`
	From      string                     `json:"from_id"`
	To        string                     `json:"to_id"`
	FromName  string                     `json:"from_name"`
	Labels    []string                   `json:"labels"`
	Direction string                     `json:"direction"`
	Origin    string                     `json:"origin"`
	Meta      map[string]json.RawMessage `json:"meta"`
	Value     map[string]json.RawMessage `json:"value"`
	all       jsonObject
	broken    error // why it could not be read
}

// The members of a task, of a result and of its value that stet reads, or that say nothing
// of the text: how Label Studio counts and shows them.
var (
	studioTaskRead = []string{"id", "data", "annotations", "completions", "predictions", "drafts", "created_at", "updated_at", "inner_id", "project", "updated_by", "file_upload",
		"total_annotations", "cancelled_annotations", "total_predictions", "comment_count", "unresolved_comment_count", "last_comment_updated_at", "comment_authors", "overlap", "is_labeled"}
	studioResultRead = []string{"id", "type", "from_id", "to_id", "from_name", "to_name", "labels", "direction", "origin", "meta", "value",
		"readonly", "hidden", "parentID", "original_width", "original_height", "image_rotation"}
	studioValueRead = []string{"start", "end", "text", "labels", "choices", "hypertextlabels", "globalOffsets", "startOffset", "endOffset"}
)

// UnmarshalJSON reads a result; one that is broken leaves the others whole.
func (res *studioResult) UnmarshalJSON(data []byte) error {
	type plain studioResult
	if err := json.Unmarshal(data, (*plain)(res)); err != nil {
		*res = studioResult{broken: err}
	}
	return json.Unmarshal(data, &res.all)
}

func decodeLabelStudio(src Source) ([]*page, []Loss, error) {
	tasks, err := studioTasks(src.Data)
	if err != nil {
		return nil, nil, err
	}
	r := &studioReader{src: src, notes: map[*annotate.Annotation][]string{}}
	for n, raw := range tasks {
		t, err := studioTaskOf(raw)
		if err != nil {
			r.lose(n+1, BrokenLine, "", err.Error())
			continue
		}
		text, key := t.text()
		if answers := len(t.Annotations) + len(t.Completions); text == "" && (src.only() == nil || len(t.Data) > 0 || answers == 0) {
			r.lose(n+1, NotText, "", "the task has no text")
			continue
		}
		r.others(n+1, raw, t, key)
		for i, a := range slices.Concat(t.Annotations, t.Completions) {
			if a.Cancelled {
				r.lose(n+1, Undecided, "", "the annotation was cancelled")
				continue
			}
			r.losses = append(r.losses, wrongTimes(r.document(n+1), "", a.Created, a.Updated)...)
			r.answer(n+1, t, text, i, a)
		}
		for range t.Drafts {
			r.lose(n+1, Undecided, "", "a draft that was not submitted")
		}
		for range t.Predictions {
			r.lose(n+1, Undecided, "", "a prediction that nobody has decided on")
		}
	}
	return r.pages, r.losses, nil
}

type studioReader struct {
	src    Source
	pages  []*page
	losses []Loss
	notes  map[*annotate.Annotation][]string // further texts of a region
}

func (r *studioReader) lose(task int, w What, id, detail string) {
	r.losses = append(r.losses, Loss{What: w, Document: r.document(task), ID: id, Detail: detail})
}

func (r *studioReader) document(task int) string { return fmt.Sprintf("%s, task %d", r.src.Name, task) }

// others tells of the members of a task that stet has no place for, and of its data besides
// the text.
func (r *studioReader) others(n int, raw json.RawMessage, t studioTask, text string) {
	var all jsonObject
	if json.Unmarshal(raw, &all); all["data"] != nil {
		r.unread(n, "", "", all, studioTaskRead)
	}
	r.unread(n, "", "", t.Data, []string{text, "title", "url", studioPeople})
}

func (r *studioReader) unread(n int, id, of string, o jsonObject, read []string) {
	r.losses = append(r.losses, unread(o, read, Loss{What: Unread, Document: r.document(n), ID: id, Detail: of})...)
}

// answer reads what one person said of a task. Whoever submits nothing has found
// nothing in it.
func (r *studioReader) answer(n int, t studioTask, text string, nth int, answer studioAnswer) {
	p := newTextPage(r.src, n, text)
	who := studioPerson(answer.By)
	var names []string
	if json.Unmarshal(t.Data[studioPeople], &names) == nil && nth < len(names) && who == "" {
		who = ownAnnotator + store.Slug(names[nth])
	}
	p.Coded, p.whose = anyTime(orElse(answer.Updated, answer.Created)), map[*annotate.Annotation]string{}
	p.silent = map[*annotate.Annotation]bool{}
	if answer.Truth {
		r.lose(n, What{"mark of a ground truth", "marks of a ground truth"}, "", "")
	}
	json.Unmarshal(t.Data["url"], &p.Article.Meta.URL) // there if stet wrote it
	regions := map[string]*annotate.Annotation{}       // results of one id are one region
	for _, res := range answer.Result {
		if res.broken != nil {
			r.lose(n, BrokenLine, "", res.broken.Error())
			continue
		}
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
			a.Created = anyTime(answer.Created) // best known
		}
		if a.Modified.IsZero() {
			a.Modified = anyTime(answer.Updated)
		}
		r.take(n, p, a, res)
		a.Creator = orElse(a.Creator, who)
		if res.ID != "" {
			regions[res.ID] = a
		}
		p.Annotations = append(p.Annotations, a)
		if res.Direction == "bi" {
			r.lose(n, UnknownThing, res.ID, "a relation in both directions, read as one")
		}
	}
	r.takeNotes()
	if len(p.Annotations) == 0 {
		p.Annotator = who
	}
	p.Done = !slices.ContainsFunc(p.Annotations, func(a *annotate.Annotation) bool {
		return strings.HasPrefix(a.ID, ownIDs) // stet's, which nobody may have looked at there
	})
	r.pages = append(r.pages, p)
}

// take sets what stet once wrote of an annotation, and tells of what it has no place for.
func (r *studioReader) take(n int, p *page, a *annotate.Annotation, res studioResult) {
	p.silent[a] = res.Meta == nil // its front end keeps that of regions only
	if err := takeMembers(a, a.ID, res.Meta); err != nil {
		r.lose(n, BrokenLine, res.ID, err.Error())
	}
	if called := textIn(res.Meta["annotator"]); called != "" && strings.HasPrefix(a.ID, ownIDs) {
		p.whose[a] = ownAnnotator + store.Slug(called)
	}
	r.unread(n, res.ID, "", res.all, studioResultRead)
	r.unread(n, res.ID, "value.", res.Value, append(studioValueRead, res.Type))
}

// takeNotes gives regions the further texts that were said of them.
func (r *studioReader) takeNotes() {
	for a, notes := range r.notes {
		a.Comment = strings.TrimPrefix(a.Comment+"\n"+strings.Join(notes, "\n"), "\n")
	}
	clear(r.notes)
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

// studioAnnotation is the annotation that a result stands for, false for one that
// stet has no word for.
func studioAnnotation(kinds kind.Rows, res studioResult) (*annotate.Annotation, bool) {
	a, more := studioBody(kinds, res)
	if a == nil {
		return nil, false
	}
	a.Tags = append(a.Tags, more...)
	a.ID = res.ID
	if res.Type == "relation" {
		json.Unmarshal(res.Meta["id"], &a.ID) // there if stet wrote it
	}
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

// studioSpan is where the words of a result are, in its own text; false for one that
// is not about words.
func studioSpan(res studioResult) (start, end int, ok bool) {
	start, end, ok = spanIn(res.Value["start"], res.Value["end"])
	if !ok || res.Value["startOffset"] != nil { // of a page or a dialogue: start is a path or a number of a line
		var global struct{ Start, End json.RawMessage }
		json.Unmarshal(res.Value["globalOffsets"], &global)
		start, end, ok = spanIn(global.Start, global.End)
	}
	return start, end, ok
}

// studioLabels are the labels that a result gives, whatever its control is called.
func studioLabels(res studioResult) []string {
	for _, key := range []string{"labels", "hypertextlabels", "choices", res.Type} {
		var labels []string
		if json.Unmarshal(res.Value[key], &labels) == nil && len(labels) > 0 {
			return labels
		}
	}
	return nil
}

// studioBody makes an annotation of what a result says and where; more are the labels
// beyond the first. Nil for a result that stet has no word for.
func studioBody(kinds kind.Rows, res studioResult) (a *annotate.Annotation, more []string) {
	start, end, placed := studioSpan(res)
	labels := studioLabels(res)
	label := ""
	if len(labels) > 0 {
		label, more = labels[0], labels[1:]
	}
	switch {
	case res.Type == "relation":
		a = linked(strings.Join(res.Labels, ", "))
		from, to := res.From, res.To
		if res.Direction == "left" {
			from, to = to, from
		}
		a.Target.Annotation = from
		*a.Body.Refs()[0].Ref = annotate.Ref{Kind: annotate.RefAnnotation, ID: to}
	case placed:
		a = spanOf(kinds, label)
		a.Target.Quote = annotate.Quote{Start: start, End: end}
		json.Unmarshal(res.Value["text"], &a.Target.Quote.Exact) // not always there
	case studioTags(res) != nil:
		a = remark()
		a.Target.Whole, a.Tags = true, studioTags(res)
	case res.Type == "textarea" && res.Value["text"] != nil:
		a = remark()
		a.Target.Whole, a.Comment = true, strings.Join(stringsIn(res.Value["text"]), "\n")
		if res.FromName != "" {
			a.Tags = []string{res.FromName}
		}
	case res.Value["choices"] != nil && res.FromName != "" && res.FromName != studioArticle && res.FromName != studioLabel:
		a = remark() // the answers of a question
		for _, choice := range labels {
			a.Tags = append(a.Tags, res.FromName+":"+choice)
		}
		a.Target.Whole, more = true, nil
	case res.Value["choices"] != nil:
		a = spanOf(kinds, label)
		json.Unmarshal(res.Meta["from"], &a.Target.Annotation) // there if stet wrote it
		a.Target.Whole = a.Target.Annotation == ""
	}
	return a, more
}

// studioTags are the answers of a question about the whole text that is neither a
// choice nor a text: "QUESTION:ANSWER" each.
func studioTags(res studioResult) (tags []string) {
	add := func(answer string) { tags = append(tags, strings.TrimPrefix(res.FromName+":"+answer, ":")) }
	switch raw := res.Value[res.Type]; res.Type {
	case "rating", "number":
		var n json.Number
		if json.Unmarshal(raw, &n) == nil && n != "" {
			add(n.String())
		}
	case "datetime":
		if s := textIn(raw); s != "" {
			add(s)
		}
	case "taxonomy":
		var paths [][]string
		json.Unmarshal(raw, &paths) // another shape is told as of another kind
		for _, path := range paths {
			add(strings.Join(path, pathSign))
		}
	}
	return tags
}

// stringsIn reads a list of texts, or one.
func stringsIn(raw json.RawMessage) (out []string) {
	for _, v := range listIn(raw) {
		out = append(out, textIn(v))
	}
	return out
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
