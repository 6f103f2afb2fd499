package machine

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"stet/model/clean"
)

// A server is one endpoint with its key.
type server struct {
	machine *Machine
	key     string
	client  *http.Client
	pause   func(ctx context.Context, d time.Duration) error // between two tries
}

const (
	mostReply   = 16 << 20 // bytes of a server's answer
	mostRefusal = 4 << 10  // bytes that are read of a refusal
	mostPause   = time.Minute
)

// firstPause is how long the first pause after a failure is; a test waits less.
var firstPause = time.Second

func newServer(m *Machine) (*server, error) {
	key, err := m.key()
	if err != nil {
		return nil, err
	}
	client := &http.Client{
		Transport: &http.Transport{
			Proxy: http.ProxyFromEnvironment, DialContext: (&net.Dialer{Timeout: 10 * time.Second}).DialContext,
			MaxIdleConnsPerHost: mostParallel, TLSHandshakeTimeout: 10 * time.Second, ForceAttemptHTTP2: true,
		},
		// A key goes to the server that the user named and to no other.
		CheckRedirect: func(r *http.Request, _ []*http.Request) error {
			return fmt.Errorf("it sends elsewhere, to %s", r.URL.Host)
		},
	}
	return &server{m, key, client, sleep}, nil
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// A refusal is an answer of a server that is not one: its status, and how long to wait.
type refusal struct {
	said   *Error
	status int
	wait   time.Duration
}

func (r *refusal) Error() string { return r.said.Error() }
func (r *refusal) Hint() string  { return r.said.hint }

func asStatus(err error) int {
	var r *refusal
	if errors.As(err, &r) {
		return r.status
	}
	return 0
}

// A passing error is one that another try may mend.
type passing struct{ error }

func (p passing) Unwrap() error { return p.error }

func again(err error) error { return passing{err} }

// post sends a body and returns what the server answers to it. No error holds the key.
func (s *server) post(ctx context.Context, path string, body any) ([]byte, error) {
	data, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, strings.TrimRight(s.machine.Endpoint, "/")+path, bytes.NewReader(data))
	if err != nil {
		return nil, s.safe(err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "stet")
	if s.key != "" {
		req.Header.Set("Authorization", "Bearer "+s.key)
	}
	answer, err := s.client.Do(req)
	if err != nil {
		return nil, s.unreached(ctx, err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, s.refused(answer)
	}
	got, err := io.ReadAll(io.LimitReader(answer.Body, mostReply+1))
	switch {
	case len(got) > mostReply:
		return nil, fail("", "the answer is longer than %d MB", mostReply>>20)
	case err != nil:
		return nil, s.unreached(ctx, err)
	}
	return finite(s.without(got)), nil
}

// without takes the key out of what a server says: it may send back what it was sent.
func (s *server) without(said []byte) []byte {
	if s.key == "" {
		return said
	}
	return bytes.ReplaceAll(said, []byte(s.key), []byte("…"))
}

// unreached says why no whole answer came.
func (s *server) unreached(ctx context.Context, err error) error {
	host := hostOf(s.machine.Endpoint)
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return again(fail("`timeout` says how long it may take", "%s gave no answer within %s", host, s.machine.timeout()))
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, io.ErrUnexpectedEOF):
		return again(fail("", "%s ended its answer in the middle", host))
	}
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	return again(fail("is the server running, and is this its address?", "%s cannot be reached: %s", host, s.safe(err)))
}

func hostOf(endpoint string) string {
	u, err := url.Parse(endpoint)
	if err != nil {
		return "the server"
	}
	return u.Host
}

// refused says what a server has against a question.
func (s *server) refused(answer *http.Response) error {
	said, _ := io.ReadAll(io.LimitReader(answer.Body, mostRefusal)) // what came of it
	what := s.safe(fmt.Errorf("%s answers %s%s", hostOf(s.machine.Endpoint), answer.Status, s.saying(s.without(said)))).Error()
	r := &refusal{said: &Error{What: what}, status: answer.StatusCode}
	switch code := answer.StatusCode; {
	case code == http.StatusUnauthorized || code == http.StatusForbidden:
		r.said.hint = "key_env or key_file of the machine names the key"
	case code == http.StatusNotFound:
		r.said.hint = "does the server know the model, and does the endpoint end as in …/v1?"
	case code == http.StatusTooManyRequests || code >= 500:
		r.wait = retryAfter(answer.Header.Get("Retry-After"))
		return again(r)
	}
	return r
}

// saying is the message in a refusal, after a colon.
func (s *server) saying(body []byte) string {
	var m struct {
		Error json.RawMessage `json:"error"`
	}
	text := ""
	if json.Unmarshal(body, &m) == nil && m.Error != nil {
		var inner struct {
			Message string `json:"message"`
		}
		if json.Unmarshal(m.Error, &inner) != nil {
			text = textOf(m.Error)
		}
		if inner.Message != "" {
			text = inner.Message
		}
	}
	if text = clean.Line(cut(string(s.without([]byte(text))), 200)); text != "" { // whole: half a key is none to look for
		return ": " + text
	}
	return ""
}

func retryAfter(value string) time.Duration {
	n, err := strconv.Atoi(strings.TrimSpace(value))
	if err != nil || n < 0 {
		return 0
	}
	return min(time.Duration(n)*time.Second, mostPause)
}

// safe takes the key out of an error.
func (s *server) safe(err error) error {
	text := err.Error()
	if s.key != "" {
		text = strings.ReplaceAll(text, s.key, "…")
	}
	return errors.New(clean.Line(cut(text, 400)))
}

// retry tries until it works, the error is not a passing one, or no try is left. Each
// try has the machine's time.
func (s *server) retry(ctx context.Context, try func(context.Context) error) error {
	pause := firstPause
	for left := s.machine.retries(); ; left-- {
		one, cancel := context.WithTimeout(ctx, s.machine.timeout())
		err := try(one)
		cancel()
		var p passing
		if err == nil || !errors.As(err, &p) || left <= 0 || ctx.Err() != nil {
			return unpassed(err)
		}
		wait := pause
		var r *refusal
		if errors.As(err, &r) && r.wait > 0 {
			wait = r.wait
		}
		if s.pause(ctx, wait) != nil {
			return unpassed(err)
		}
		pause = min(2*pause, mostPause)
	}
}

func unpassed(err error) error {
	var p passing
	if errors.As(err, &p) {
		return p.error
	}
	return err
}
