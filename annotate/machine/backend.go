package machine

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"

	"stet/model/clean"
)

// A backend asks a model that was wrapped for Label Studio, by POST ENDPOINT/predict.
// Its labels are kinds, or codes of which one kind alone has them; `labels` of the
// config says what others mean.
type backend struct {
	machine *Machine
	wanted  *Wanted
	server  *server
	config  string // the labelling interface that the model is told of
}

func newBackend(m *Machine, w *Wanted) (*backend, error) {
	s, err := newServer(m)
	if err != nil {
		return nil, err
	}
	return &backend{m, w, s, w.interfaceXML(m.Labels)}, nil
}

func (b *backend) batch() int { return 1 }

func (b *backend) recipe() string { return b.machine.recipeOf(LabelStudio, b.config+"\n") }

// interfaceXML is a labelling interface with the labels and the questions that are
// wanted.
func (w *Wanted) interfaceXML(labels map[string]string) string {
	var b strings.Builder
	escape := func(s string) string {
		var out strings.Builder
		xml.EscapeText(&out, []byte(s)) // a Builder takes all
		return out.String()
	}
	b.WriteString(`<View><Text name="text" value="$text"/><Labels name="label" toName="text">`)
	for _, l := range sortedKeys(labels) {
		fmt.Fprintf(&b, `<Label value="%s"/>`, escape(l))
	}
	for _, k := range w.tellKinds() {
		codes := []string{k.Name}
		for _, f := range k.Fields {
			if len(f.Codes) > 0 {
				codes = f.Codes
				break
			}
		}
		for _, c := range codes {
			fmt.Fprintf(&b, `<Label value="%s"/>`, escape(c))
		}
	}
	b.WriteString(`</Labels>`)
	for _, s := range w.Questions {
		fmt.Fprintf(&b, `<Choices name="%s" toName="text">`, escape(s.Name))
		for _, c := range s.Codes {
			fmt.Fprintf(&b, `<Choice value="%s"/>`, escape(c.Name))
		}
		b.WriteString(`</Choices>`)
	}
	b.WriteString(`</View>`)
	return b.String()
}

func (b *backend) ask(ctx context.Context, qs []*question, done func(*question, reply, error)) {
	for _, q := range qs {
		var r reply
		err := b.server.retry(ctx, func(ctx context.Context) (err error) {
			r, err = b.send(ctx, q)
			return err
		})
		done(q, r, err)
	}
}

// prediction is what is read of the answer: one of Label Studio's for each task.
type prediction struct {
	Results []struct {
		Version json.RawMessage `json:"model_version"`
		Score   any             `json:"score"`
		Result  []struct {
			From  string `json:"from_name"`
			Type  string `json:"type"`
			Score any    `json:"score"`
			Value struct {
				Start   json.RawMessage `json:"start"`
				End     json.RawMessage `json:"end"`
				Text    json.RawMessage `json:"text"`
				Labels  []string        `json:"labels"`
				Choices []string        `json:"choices"`
			} `json:"value"`
		} `json:"result"`
	} `json:"results"`
	Version json.RawMessage `json:"model_version"`
}

func (b *backend) send(ctx context.Context, q *question) (r reply, err error) {
	id, _ := strconv.Atoi(q.id) // of our own making
	data, err := b.server.post(ctx, "/predict", map[string]any{
		"tasks":        []any{map[string]any{"id": id, "data": map[string]any{"text": q.text()}}},
		"label_config": b.config, "project": "stet", "params": map[string]any{},
	})
	if err != nil {
		return r, err
	}
	var got prediction
	if err := json.Unmarshal(data, &got); err != nil || len(got.Results) == 0 {
		return r, again(fail("`protocol` is for servers of Label Studio’s ML backend", "the answer is no prediction"))
	}
	first := got.Results[0]
	r.version = clean.Line(cut(textOf(first.Version)+textOf(got.Version), 200))
	for _, one := range first.Result {
		score := scoreOf([]byte(fmt.Sprint(one.Score)))
		if score == 0 {
			score = scoreOf([]byte(fmt.Sprint(first.Score)))
		}
		for _, label := range one.Value.Labels {
			r.answers = append(r.answers, b.labelled(label, score, one.Value.Start, one.Value.End, one.Value.Text))
		}
		for _, code := range one.Value.Choices {
			r.answers = append(r.answers, Answer{Kind: CodeKind, Set: one.From, Code: code, Score: score, Words: Words{Start: -1, End: -1}})
		}
		if len(one.Value.Labels)+len(one.Value.Choices) == 0 {
			r.bad++
		}
	}
	return r, nil
}

// labelled is the answer that a label on some words means.
func (b *backend) labelled(label string, score float64, start, end, text json.RawMessage) Answer {
	w := wordsIn(map[string]json.RawMessage{"exact": text, "start": start, "end": end})
	w.Units = true
	a := Answer{Kind: label, Words: w, Score: score, Refs: map[string]Party{}, Fields: map[string]string{}}
	if _, ok := b.machine.Labels[label]; ok {
		return a
	}
	if _, ok := b.wanted.kind(label); ok {
		return a
	}
	for _, k := range b.wanted.Kinds {
		f, ok := k.Label()
		if !ok {
			continue
		}
		if code, ok := codeIn(b.wanted.setsFor(k, f), label); ok && len(b.wanted.setsFor(k, f)) > 0 {
			a.Kind, a.Label = k.Name, code
			return a
		}
	}
	return a
}
