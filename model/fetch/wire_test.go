package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A request says who asks, what can be read, and what is known already; and nothing
// else.
func TestWhatAServerIsTold(t *testing.T) {
	var got http.Header
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if got = r.Header.Clone(); r.URL.Path == "/moved" {
			http.Redirect(w, r, "/page", http.StatusFound)
		}
	}))
	defer server.Close()
	const accepts = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
	named := quick
	named.UserAgent = "reader of Riverton"
	for _, c := range []struct {
		options Options
		path    string
		known   Validators
		want    map[string]string
	}{
		{quick, "/page", Validators{}, map[string]string{"User-Agent": "stet (news reader)"}},
		{named, "/page", Validators{ETag: `"v1"`}, map[string]string{"User-Agent": "reader of Riverton", "If-None-Match": `"v1"`}},
		{quick, "/page", Validators{LastModified: "Tue, 17 Mar 2026 09:30:00 GMT"}, map[string]string{"User-Agent": "stet (news reader)", "If-Modified-Since": "Tue, 17 Mar 2026 09:30:00 GMT"}},
		{quick, "/moved", Validators{}, map[string]string{"User-Agent": "stet (news reader)"}},
	} {
		if _, err := New(c.options).Get(t.Context(), server.URL+c.path, c.known); err != nil {
			t.Fatal(err)
		}
		c.want["Accept"], c.want["Accept-Encoding"] = accepts, "gzip, br, zstd, deflate"
		for key := range got {
			if c.want[key] != got.Get(key) {
				t.Errorf("%s: %s: %q, want %q", c.path, key, got.Get(key), c.want[key])
			}
		}
		for key := range c.want {
			if got.Get(key) == "" {
				t.Errorf("%s: %s is missing", c.path, key)
			}
		}
	}
}

// A missing limit takes the default; a negative pause means no pause.
func TestTheLimitsOfAClient(t *testing.T) {
	d := DefaultOptions
	given := Options{MaxBytes: 1, Timeout: 1, Pause: 1, UserAgent: "x", AllowPrivate: true, Logins: "f"}
	for _, c := range []struct{ given, want Options }{
		{Options{}, d},
		{Options{MaxBytes: -1, Timeout: -1}, d},
		{Options{Pause: -1}, Options{MaxBytes: d.MaxBytes, Timeout: d.Timeout, UserAgent: d.UserAgent}},
		{given, given},
	} {
		if got := New(c.given).options; got != c.want {
			t.Errorf("%+v became %+v, want %+v", c.given, got, c.want)
		}
	}
}

// Ten redirects are followed, and not one more.
func TestHowFarRedirectsAreFollowed(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if n := len(strings.Trim(r.URL.Path, "/")); n > 0 {
			http.Redirect(w, r, "/"+strings.Repeat("x", n-1), http.StatusFound)
			return
		}
		io.WriteString(w, "there")
	}))
	defer server.Close()
	for n, follows := range map[int]bool{0: true, 1: true, mostRedirects: true, mostRedirects + 1: false} {
		r, err := New(quick).Get(t.Context(), server.URL+"/"+strings.Repeat("x", n), Validators{})
		if follows && (err != nil || string(r.Body) != "there") || !follows && (err == nil || !strings.HasSuffix(err.Error(), "more than 10 redirects")) {
			t.Errorf("%d redirects: %v", n, err)
		}
	}
}

// What is no page is an error with its status, whatever is in the body; what is gone is
// told from what is missing.
func TestEachStatus(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		status := 0
		fmt.Sscan(strings.Trim(r.URL.Path, "/"), &status)
		w.WriteHeader(status)
		io.WriteString(w, "words")
	}))
	defer server.Close()
	c := New(quick)
	for status, page := range map[int]bool{200: true, 203: true, 206: true, 299: true, 204: false, 205: false, 300: false, 400: false, 401: false, 404: false, 410: false, 418: false, 500: false, 503: false} {
		r, err := c.Get(t.Context(), fmt.Sprintf("%s/%d", server.URL, status), Validators{})
		if page {
			if err != nil || string(r.Body) != "words" || r.NotModified {
				t.Errorf("%d: %+v, %v", status, r, err)
			}
			continue
		}
		var is *StatusError
		if !errors.As(err, &is) || is.Code != status || is.Gone() != (status == 410) || is.Retry != 0 {
			t.Errorf("%d: %v", status, err)
		}
	}
	if r, err := c.Get(t.Context(), server.URL+"/304", Validators{}); err != nil || !r.NotModified || len(r.Body) > 0 {
		t.Errorf("304: %+v, %v", r, err)
	}
}

// An answer of just as many bytes as are allowed is read.
func TestTheSizeOfAnAnswer(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, strings.TrimPrefix(r.URL.Path, "/"))
	}))
	defer server.Close()
	small := quick
	small.MaxBytes = 5
	if r, err := New(small).Get(t.Context(), server.URL+"/12345", Validators{}); err != nil || string(r.Body) != "12345" {
		t.Errorf("%v", err)
	}
	if _, err := New(small).Get(t.Context(), server.URL+"/123456", Validators{}); !errors.Is(err, ErrTooLarge) || !strings.HasSuffix(err.Error(), "more than 5 bytes") {
		t.Errorf("%v", err)
	}
	for n, want := range map[int64]string{1<<20 - 1: "1048575 bytes", 1 << 20: "1 MiB", 32 << 20: "32 MiB"} {
		if got := megabytes(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}

// A server that puts a password into the address it redirects to does not get it into
// what is remembered.
func TestARedirectToAPassword(t *testing.T) {
	var server *httptest.Server
	server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/old" {
			w.Header().Set("Location", strings.Replace(server.URL, "//", "//ann:s3cret@", 1)+"/new")
			w.WriteHeader(http.StatusMovedPermanently)
		}
	}))
	defer server.Close()
	r, err := New(quick).Get(t.Context(), server.URL+"/old", Validators{})
	if err != nil || r.URL.String() != server.URL+"/new" || r.Lasting != server.URL+"/new" {
		t.Errorf("%+v, %v", r, err)
	}
}

// Each fault of the network is one line in plain words.
func TestWhatTheNetworkSays(t *testing.T) {
	u, _ := url.Parse("https://ann:s3cret@gazette.example/a")
	c := New(Options{Timeout: 3 * time.Second})
	const at = "https://ann:xxxxx@gazette.example/a: "
	for _, tt := range []struct {
		err  error
		want string
	}{
		{context.Canceled, "context canceled"},
		{ErrPrivate, "it is an address of this machine or of a private network"},
		{context.DeadlineExceeded, "no answer within 3s"},
		{os.ErrDeadlineExceeded, "no answer within 3s"},
		{&net.DNSError{Name: "gazette.example", IsNotFound: true}, "there is no server called gazette.example"},
		{&net.DNSError{Err: "server misbehaving", Name: "gazette.example"}, "lookup gazette.example: server misbehaving"},
		{&net.OpError{Op: "proxyconnect", Err: syscall.ECONNREFUSED}, "the proxy that the environment names cannot be reached"},
		{&net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}, "nobody answers there"},
		{&net.OpError{Op: "dial", Err: errors.New("no route")}, "dial: no route"},
		{io.ErrUnexpectedEOF, "the answer breaks off"},
		{errors.New("something else"), "something else"},
	} {
		for _, err := range []error{tt.err, &url.Error{Op: "Get", URL: "https://gazette.example/a", Err: tt.err}} {
			if got := c.explain(u, err).Error(); got != at+tt.want {
				t.Errorf("%v: %s, want %s", err, got, at+tt.want)
			}
		}
		network := errors.As(c.explain(u, tt.err), new(*NetworkError))
		if asked := !errors.Is(tt.err, context.Canceled) && !errors.Is(tt.err, ErrPrivate); network != asked {
			t.Errorf("%v is a fault of the network: %t", tt.err, network)
		}
	}
}

// The wait that a server asks for is taken from both forms of its header, up to a week.
func TestTheWaitThatAServerAsksFor(t *testing.T) {
	now := time.Date(2026, 3, 17, 9, 0, 0, 0, time.UTC)
	for value, want := range map[string]time.Duration{
		" 90 ": 90 * time.Second, "1": time.Second, "0": 0, "604800": longestRetry, "604801": longestRetry, "604799": longestRetry - time.Second,
		"Tue, 17 Mar 2026 09:00:01 GMT": time.Second, "Tue, 17 Mar 2026 09:00:00 GMT": 0, "Wed, 17 Mar 2027 09:00:00 GMT": longestRetry,
	} {
		if got := retryAfter(value, now); got != want {
			t.Errorf("%q: %v, want %v", value, got, want)
		}
	}
	busy := &StatusError{URL: "https://gazette.example/", Code: 503, Retry: time.Minute}
	if got := busy.Error(); got != "https://gazette.example/: the server says 503 Service Unavailable (try again in 1m0s)" {
		t.Error(got)
	}
}

// Files of several gzip members are read to the end; what is behind the last and is
// none is passed over, and a member that is broken is an error.
func TestPackedInSeveralParts(t *testing.T) {
	pack := func(s string) string {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		io.WriteString(z, s)
		z.Close()
		return b.String()
	}
	one, two := pack("the first "), pack("and the second")
	for what, c := range map[string]struct{ data, want, err string }{
		"one":                    {one, "the first ", ""},
		"two":                    {one + two, "the first and the second", ""},
		"three":                  {one + two + one, "the first and the secondthe first ", ""},
		"with rubbish behind":    {one + "rubbish", "the first ", ""},
		"two, and rubbish":       {one + two + "rubbish", "the first and the second", ""},
		"with one byte behind":   {one + "\x1f", "the first ", ""},
		"a second that is none":  {one + "\x1f\x8bXXXXXXXXXXXX", "", "gzip: invalid header"},
		"a second that ends":     {one + two[:len(two)-9], "", "unexpected EOF"},
		"a first that ends":      {one[:len(one)-9], "", "unexpected EOF"},
		"a first that is broken": {one[:len(one)-7] + "AAAAAAA", "", "gzip: invalid checksum"},
		"no head":                {"\x1f\x8b", "", "unexpected EOF"},
	} {
		r, err := unpacked(strings.NewReader(c.data), "gzip")
		var got []byte
		if err == nil {
			got, err = io.ReadAll(r)
		}
		if c.err == "" && (err != nil || string(got) != c.want) || c.err != "" && (err == nil || !strings.Contains(err.Error(), c.err)) {
			t.Errorf("%s: %q, %v", what, got, err)
		}
	}
}

// What an answer is packed with is told by its first bytes, whatever its header says.
func TestHowPackedAnswersAreTold(t *testing.T) {
	for head, plain := range map[string]bool{
		"<rss>": true, "<": false, "<\x80": false, "<\x7f": true, " \t\r\n<rss": true, "\xef\xbb\xbf<rss": true, "{\"a\":1}": true, "{\n": true, "{x": false, "": false, "words": false,
	} {
		if got := isPlain(head); got != plain {
			t.Errorf("%q is no packing: %t", head, got)
		}
	}
	for head, zlib := range map[string]bool{"\x78\x01": true, "\x78\x5e": true, "\x78\x9c": true, "\x78\xda": true, "\x78\x02": false, "\x79\x9c": false, "\x78": false, "": false} {
		if got := isZlib(head); got != zlib {
			t.Errorf("%q is zlib: %t", head, got)
		}
	}
	for encoding, ok := range map[string]bool{"": true, "identity": true, " IDENTITY ,": true, "utf-8": true, "x-gzip": true, "compress": false, "xz": false, "gzip, exi": false} {
		r, err := unpacked(strings.NewReader("<rss>"), encoding)
		if !ok {
			if err == nil || !strings.HasSuffix(err.Error(), "which is not read") {
				t.Errorf("%q: %v", encoding, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%q: %v", encoding, err)
			continue
		}
		if got, err := io.ReadAll(r); err != nil || string(got) != "<rss>" {
			t.Errorf("%q: %q, %v", encoding, got, err)
		}
	}
	broken := errors.New("the line is dead")
	if _, err := unpacked(io.MultiReader(strings.NewReader("<rss"), failing{broken}), ""); !errors.Is(err, broken) {
		t.Errorf("an answer that breaks off in its first bytes: %v", err)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
