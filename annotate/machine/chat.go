package machine

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"

	"stet/model/clean"
)

// A chat asks a model by the interface that OpenAI's, Ollama's, llama.cpp's and vLLM's
// servers share: POST ENDPOINT/chat/completions.
type chat struct {
	machine *Machine
	wanted  *Wanted
	prompt  *prompt
	bare    string
	server  *server
	loose   atomic.Bool // the server has refused a schema once
}

func newChat(m *Machine, w *Wanted) (*chat, error) {
	p, err := newPrompt(m, w)
	if err != nil {
		return nil, err
	}
	bare, err := p.bare()
	if err != nil {
		return nil, err
	}
	s, err := newServer(m)
	if err != nil {
		return nil, err
	}
	return &chat{machine: m, wanted: w, prompt: p, bare: bare, server: s}, nil
}

func (c *chat) batch() int { return 1 }

func (c *chat) recipe() string { return c.machine.recipeOf("chat", c.bare+"\n") }

func (c *chat) ask(ctx context.Context, qs []*question, done func(*question, reply, error)) {
	for _, q := range qs {
		r, err := c.one(ctx, q)
		done(q, r, err)
	}
}

// message is one of a conversation.
type message struct {
	Role    string `json:"role"`
	Content string `json:"content"`
}

// one asks one question, and once more where words occur at several places.
func (c *chat) one(ctx context.Context, q *question) (reply, error) {
	system, user, err := c.prompt.fill(q)
	if err != nil {
		return reply{}, err
	}
	talk := []message{{"user", user}}
	if system != "" {
		talk = []message{{"system", system}, {"user", user}}
	}
	content, r, err := c.converse(ctx, talk)
	if err != nil {
		return r, err
	}
	if again := c.unclear(q, r.answers); again != "" {
		talk = append(talk, message{"assistant", content}, message{"user", again})
		if _, more, err := c.converse(ctx, talk); err == nil {
			r.answers = clearer(r.answers, more.answers)
			r.usage.add(more.usage)
		}
	}
	return r, nil
}

// converse sends a conversation until its answer can be read, or no try is left.
func (c *chat) converse(ctx context.Context, talk []message) (content string, r reply, err error) {
	err = c.server.retry(ctx, func(ctx context.Context) error {
		var one reply
		content, one, err = c.send(ctx, talk)
		one.usage.add(r.usage) // a useless answer is paid for, too
		r = one
		return err
	})
	return content, r, err
}

// completion is what is read of a server's answer.
type completion struct {
	Model   json.RawMessage `json:"model"`
	Choices []struct {
		Message struct {
			Content json.RawMessage `json:"content"`
		} `json:"message"`
		FinishReason json.RawMessage `json:"finish_reason"`
	} `json:"choices"`
	Usage struct {
		In  json.RawMessage `json:"prompt_tokens"`
		Out json.RawMessage `json:"completion_tokens"`
	} `json:"usage"`
}

// mostTokens is the largest count of tokens that is believed.
const mostTokens = 1e8

// tokens reads a count; 0 for what is none.
func tokens(raw []byte) int {
	n, err := strconv.ParseFloat(textOf(raw), 64)
	if err != nil || !(n >= 0 && n <= mostTokens) {
		return 0
	}
	return int(n)
}

// contentOf reads a message: a text, or a list of parts with texts.
func contentOf(raw []byte) string {
	var parts []struct{ Text string }
	if json.Unmarshal(raw, &parts) != nil {
		return textOf(raw)
	}
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(p.Text)
	}
	return b.String()
}

func (c *chat) send(ctx context.Context, talk []message) (content string, r reply, err error) {
	data, err := c.server.post(ctx, "/chat/completions", c.body(talk))
	if (asStatus(err) == http.StatusBadRequest || asStatus(err) == http.StatusUnprocessableEntity || asStatus(err) == http.StatusNotImplemented) && !c.loose.Load() {
		c.loose.Store(true) // it knows no schemas
		data, err = c.server.post(ctx, "/chat/completions", c.body(talk))
	}
	if err != nil {
		return "", r, err
	}
	var got completion
	if err := json.Unmarshal(data, &got); err != nil {
		return "", r, again(errNoJSON)
	}
	r.usage.In, r.usage.Out, r.version = tokens(got.Usage.In), tokens(got.Usage.Out), clean.Line(cut(textOf(got.Model), 200))
	if len(got.Choices) == 0 {
		return "", r, again(fail("", "the server gave no answer"))
	}
	content = contentOf(got.Choices[0].Message.Content)
	if textOf(got.Choices[0].FinishReason) == "length" {
		return content, r, errHalf
	}
	raws, mended, err := objects(content)
	if err != nil {
		return content, r, again(err)
	}
	r.mended = mended
	for _, raw := range raws {
		a, err := readAnswer(raw)
		if err != nil {
			r.bad++
			continue
		}
		r.answers = append(r.answers, a)
	}
	return content, r, nil
}

func (c *chat) body(talk []message) map[string]any {
	body := map[string]any{"temperature": 0}
	for key, value := range c.machine.Parameters {
		body[key] = value
	}
	body["model"], body["messages"], body["stream"] = c.machine.Model, talk, false
	if _, own := body["response_format"]; !own && !c.loose.Load() {
		body["response_format"] = map[string]any{"type": "json_schema", "json_schema": map[string]any{"name": "annotations", "schema": c.wanted.schema()}}
	}
	return body
}

// mostUnclear is how many answers a machine is asked about again.
const mostUnclear = 20

// unclear asks which of several places is meant by the answers that do not say; "" where
// all do.
func (c *chat) unclear(q *question, answers []Answer) string {
	p := newPlacer(q.article)
	p.within = q.within
	var b strings.Builder
	seen := map[string]bool{}
	for _, a := range answers {
		if _, why := p.place(a.Words); a.Words.None() || why != Several || seen[a.Words.Exact] || len(seen) == mostUnclear {
			continue
		}
		seen[a.Words.Exact] = true
		fmt.Fprintf(&b, "%s\n", quoteJSON(a.Words.Exact))
		for i, r := range p.stands(a.Words.Exact) {
			if i == mostUnclear {
				break
			}
			around := p.describe(r).Quote
			fmt.Fprintf(&b, "  occurrence %d: … %s[%s]%s …\n", i+1, clean.Line(around.Prefix), clean.Line(around.Exact), clean.Line(around.Suffix))
		}
	}
	if b.Len() == 0 {
		return ""
	}
	return fmt.Sprintf("These words of your answer stand at several places:\n%sGive these annotations again, all of them and no others, in the same JSON, each with its \"occurrence\".", b.String())
}

func quoteJSON(s string) string {
	data, err := json.Marshal(s)
	if err != nil {
		return ""
	}
	return string(data)
}

// clearer puts the answers that say where in the place of those of the same kind and
// words that do not. A second answer adds nothing else.
func clearer(answers, more []Answer) []Answer {
	out := make([]Answer, 0, len(answers))
	used := make([]bool, len(more))
	for _, a := range answers {
		for i, m := range more {
			if !used[i] && m.Kind == a.Kind && m.Words.Exact == a.Words.Exact && m.Words.Occurrence > 0 && a.Words.Occurrence == 0 {
				a.Words.Occurrence, used[i] = m.Words.Occurrence, true
				break
			}
		}
		out = append(out, a)
	}
	return out
}
