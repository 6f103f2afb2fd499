// Package fetch brings pages and feeds from the network, safely, and turns them
// into article files of a library.
//
// Nothing is fetched unless it is asked for, and of what is fetched nothing is
// run, shown or followed: no images, no cookies, no scripts. A refresh adds
// articles and versions; it deletes nothing, and what it replaces it keeps. The
// package refuses to know annotations: they find their words again when the
// article is opened.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"stet/model/source"
)

// Options are the limits of a [Client]. The zero value stands for those of
// [DefaultOptions].
type Options struct {
	// MaxBytes is how much of one answer is read, decoded: a small file that
	// unpacks to a large one counts as the large one.
	MaxBytes int64
	// Timeout is for one request from the first byte sent to the last received.
	Timeout time.Duration
	// Pause is the time between two requests to one host.
	Pause time.Duration
	// AllowPrivate lets addresses of this machine and of private networks be
	// reached.
	AllowPrivate bool
	UserAgent    string
	// Rules are those for the pages of single sites; nil for none.
	Rules *source.Rules
	// Logins is a file with names and passwords for servers; see [UsualLogins]. "" for none.
	Logins string
}

// DefaultOptions are the limits where none are given. 32 MiB: feeds of several
// megabytes are real, larger ones are not (see FreshRSS #9337, goread #343).
var DefaultOptions = Options{
	MaxBytes:  32 << 20,
	Timeout:   60 * time.Second,
	Pause:     time.Second,
	UserAgent: "stet (news reader)",
}

// mostRedirects is how many redirects are followed, as browsers nearly do.
const mostRedirects = 10

// A Client fetches. It may be used by several goroutines; requests to one host
// wait for each other.
type Client struct {
	options   Options
	http      *http.Client
	hostQueue hostQueue
	logins    logins
}

// New returns a client. Fields of o that are zero are those of
// [DefaultOptions].
func New(o Options) *Client {
	d := DefaultOptions
	if o.MaxBytes <= 0 {
		o.MaxBytes = d.MaxBytes
	}
	if o.Timeout <= 0 {
		o.Timeout = d.Timeout
	}
	if o.Pause < 0 {
		o.Pause = 0
	} else if o.Pause == 0 {
		o.Pause = d.Pause
	}
	if o.UserAgent == "" {
		o.UserAgent = d.UserAgent
	}
	g := guard{allowPrivate: o.AllowPrivate}
	transport := &http.Transport{
		Proxy:                  g.proxy,
		DialContext:            g.dial,
		TLSHandshakeTimeout:    15 * time.Second,
		ResponseHeaderTimeout:  o.Timeout,
		MaxResponseHeaderBytes: 256 << 10,
		MaxIdleConnsPerHost:    1,
		IdleConnTimeout:        30 * time.Second,
		ForceAttemptHTTP2:      true,
	}
	return &Client{
		options: o,
		logins:  logins(o.Logins),
		http: &http.Client{
			Transport: transport,
			CheckRedirect: func(r *http.Request, via []*http.Request) error {
				if circles(r, via) {
					return errCircle
				}
				if len(via) > mostRedirects {
					return fmt.Errorf("more than %d redirects", mostRedirects)
				}
				r.Header.Del("Referer")
				return g.check(r.URL)
			},
		},
	}
}

// errCircle is the error of a page that redirects to itself for whoever brings no
// cookie.
var errCircle = errors.New("it redirects to itself; perhaps it wants a cookie, and stet keeps none")

// circles reports whether a redirect leads for the third time to one address.
func circles(r *http.Request, via []*http.Request) bool {
	n := 0
	for _, before := range via {
		if *before.URL == *r.URL {
			n++
		}
	}
	return n > 1
}

// Validators are what a server said of the version that is known already.
type Validators struct {
	ETag         string `json:"etag,omitempty"`
	LastModified string `json:"lastModified,omitempty"`
}

// A Response is what a server answered.
type Response struct {
	URL         *url.URL // after redirects
	Lasting     string   // the address to remember: redirects that are for now do not change it
	ContentType string
	Links       []string // headers of that name
	Body        []byte
	Validators  Validators
	NotModified bool // nothing new: Body is empty
}

// A StatusError is an answer that is no page.
type StatusError struct {
	URL   string
	Code  int
	Retry time.Duration // how long the server asks to wait, 0 if it does not
}

func (e *StatusError) Error() string {
	text := fmt.Sprintf("%s: the server says %d %s", e.URL, e.Code, http.StatusText(e.Code))
	if e.Retry > 0 {
		text += fmt.Sprintf(" (try again in %s)", e.Retry)
	}
	return text
}

// Gone reports whether the page will not come back.
func (e *StatusError) Gone() bool { return e.Code == http.StatusGone }

// ErrTooLarge is the error of an answer beyond [Options.MaxBytes].
var ErrTooLarge = errors.New("the answer is too large")

// A NetworkError says that a server could not be reached or did not answer.
type NetworkError struct {
	URL string // without a password
	Err error
}

func (e *NetworkError) Error() string { return e.URL + ": " + e.Err.Error() }
func (e *NetworkError) Unwrap() error { return e.Err }

// Get fetches the page at address if it is newer than known says. Errors name
// the address without a password.
func (c *Client) Get(ctx context.Context, address string, known Validators) (*Response, error) {
	return c.get(ctx, address, known, c.options.Pause)
}

// probe is Get for an address that may not exist: the next request to the host comes
// sooner.
func (c *Client) probe(ctx context.Context, address string, known Validators) (*Response, error) {
	return c.get(ctx, address, known, c.options.Pause/5)
}

func (c *Client) get(ctx context.Context, address string, known Validators, pause time.Duration) (*Response, error) {
	u, err := parseAddress(address)
	if err != nil {
		return nil, err
	}
	login := u.User
	if u.User = nil; login == nil {
		login = c.logins.of(u.Hostname())
	}
	if err := (&guard{allowPrivate: c.options.AllowPrivate}).check(u); err != nil {
		return nil, fmt.Errorf("%s: %w", u.Redacted(), err)
	}
	release, err := c.hostQueue.wait(ctx, u.Host, pause)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", u.Redacted(), err)
	}
	defer release()
	ctx, cancel := context.WithTimeout(ctx, c.options.Timeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", u.Redacted(), err)
	}
	request.Header.Set("User-Agent", c.options.UserAgent)
	request.Header.Set("Accept-Encoding", acceptedPackings)
	request.Header.Set("Accept", "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5")
	if login != nil {
		password, _ := login.Password()
		request.SetBasicAuth(login.Username(), password)
	}
	if known.ETag != "" {
		request.Header.Set("If-None-Match", known.ETag)
	}
	if known.LastModified != "" {
		request.Header.Set("If-Modified-Since", known.LastModified)
	}
	answer, err := c.http.Do(request)
	if err != nil {
		return nil, c.explain(u, err)
	}
	defer answer.Body.Close()
	return c.read(u, answer)
}

func (c *Client) read(u *url.URL, answer *http.Response) (*Response, error) {
	r := &Response{
		URL:         public(answer.Request.URL),
		Lasting:     lastingAddress(answer),
		ContentType: answer.Header.Get("Content-Type"),
		Links:       answer.Header.Values("Link"),
		Validators:  Validators{ETag: answer.Header.Get("ETag"), LastModified: answer.Header.Get("Last-Modified")},
	}
	switch {
	case answer.StatusCode == http.StatusNotModified:
		r.NotModified = true
		return r, nil
	case answer.StatusCode < 200 || answer.StatusCode > 299, answer.StatusCode == http.StatusNoContent, answer.StatusCode == http.StatusResetContent:
		return nil, &StatusError{URL: u.Redacted(), Code: answer.StatusCode, Retry: retryAfter(answer.Header.Get("Retry-After"), time.Now())}
	}
	plain, err := unpacked(answer.Body, answer.Header.Get("Content-Encoding"))
	if err != nil {
		return nil, c.explain(u, err)
	}
	body, err := io.ReadAll(io.LimitReader(plain, c.options.MaxBytes+1))
	if err != nil {
		return nil, c.explain(u, err)
	}
	if int64(len(body)) > c.options.MaxBytes {
		return nil, fmt.Errorf("%s: %w: more than %s", u.Redacted(), ErrTooLarge, megabytes(c.options.MaxBytes))
	}
	r.Body = body
	return r, nil
}

// lastingAddress follows the redirects that are for good, as far as they lead: 301 and
// 308 (RFC 9110, 15.4).
func lastingAddress(answer *http.Response) string {
	var chain []*http.Response // of redirects, the last first
	for r := answer.Request.Response; r != nil; r = r.Request.Response {
		chain = append(chain, r)
	}
	address := answer.Request.URL
	for i, r := range slices.Backward(chain) {
		if i == len(chain)-1 {
			address = r.Request.URL
		}
		if r.StatusCode != http.StatusMovedPermanently && r.StatusCode != http.StatusPermanentRedirect {
			break
		}
		if next, err := r.Location(); err == nil {
			address = next
		}
	}
	return public(address).String()
}

// public is an address without a name and a password.
func public(u *url.URL) *url.URL {
	out := *u
	out.User = nil
	return &out
}

// explain makes one line of what the network says, with the address once.
func (c *Client) explain(u *url.URL, err error) error {
	var ue *url.Error
	if errors.As(err, &ue) {
		err = ue.Err
	}
	var timeout net.Error
	var dns *net.DNSError
	var dial *net.OpError
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, ErrPrivate):
		return fmt.Errorf("%s: %w", u.Redacted(), err)
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		err = fmt.Errorf("no answer within %s", c.options.Timeout)
	case errors.As(err, &dns) && dns.IsNotFound:
		err = &UnknownServer{dns.Name}
	case errors.As(err, &dial) && dial.Op == "proxyconnect":
		err = errors.New("the proxy that the environment names cannot be reached")
	case errors.Is(err, syscall.ECONNREFUSED):
		err = errors.New("nobody answers there")
	case errors.Is(err, io.ErrUnexpectedEOF):
		err = errors.New("the answer breaks off")
	}
	return &NetworkError{u.Redacted(), err}
}

func megabytes(n int64) string {
	if n < 1<<20 {
		return fmt.Sprintf("%d bytes", n)
	}
	return fmt.Sprintf("%d MiB", n>>20)
}

// longestRetry is the longest time that a server's word is taken for.
const longestRetry = 7 * 24 * time.Hour

// retryAfter reads the header of that name: seconds, or a date.
func retryAfter(value string, now time.Time) time.Duration {
	value = strings.TrimSpace(value)
	if seconds, err := strconv.Atoi(value); err == nil && seconds > 0 {
		return min(time.Duration(min(seconds, int(longestRetry/time.Second)))*time.Second, longestRetry)
	}
	if at, err := http.ParseTime(value); err == nil && at.After(now) {
		return min(at.Sub(now).Round(time.Second), longestRetry)
	}
	return 0
}

// hostQueue lets one request at a time go to a host, with a pause between two.
type hostQueue struct {
	mu    sync.Mutex
	turns map[string]chan time.Time // holds the earliest time of the next request
}

// wait returns when the host may be asked, and what to call afterwards: then the pause
// begins.
func (h *hostQueue) wait(ctx context.Context, host string, pause time.Duration) (release func(), err error) {
	h.mu.Lock()
	turn := h.turns[host]
	if turn == nil {
		if h.turns == nil {
			h.turns = map[string]chan time.Time{}
		}
		turn = make(chan time.Time, 1)
		turn <- time.Time{}
		h.turns[host] = turn
	}
	h.mu.Unlock()
	select {
	case earliest := <-turn:
		release = func() { turn <- time.Now().Add(pause) }
		timer := time.NewTimer(time.Until(earliest))
		defer timer.Stop()
		select {
		case <-timer.C:
			return release, nil
		case <-ctx.Done():
			turn <- earliest
			return nil, ctx.Err()
		}
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
