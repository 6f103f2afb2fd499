package fetch

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// quick are limits for tests: the server is on this machine.
var quick = Options{AllowPrivate: true, MaxBytes: 1 << 20, Timeout: 20 * time.Second, Pause: -1}

// odd is a server that misbehaves by path.
func odd(t *testing.T) *httptest.Server {
	mux := http.NewServeMux()
	mux.HandleFunc("/page", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"v1"`)
		w.Header().Set("Set-Cookie", "id=1")
		if r.Header.Get("If-None-Match") == `"v1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprintf(w, "cookie %q referer %q", r.Header.Get("Cookie"), r.Header.Get("Referer"))
	})
	mux.HandleFunc("/hang", func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	mux.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) {
		for range 100 {
			fmt.Fprint(w, "a")
			w.(http.Flusher).Flush()
			select {
			case <-r.Context().Done():
				return
			case <-time.After(50 * time.Millisecond):
			}
		}
	})
	mux.HandleFunc("/truncated", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "1000")
		fmt.Fprint(w, "half")
	})
	mux.HandleFunc("/bomb", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		zeros := make([]byte, 1<<16)
		for range 1 << 12 { // 256 MB
			if _, err := z.Write(zeros); err != nil {
				return
			}
		}
	})
	mux.HandleFunc("/gone", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusGone) })
	mux.HandleFunc("/busy", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", "120")
		w.WriteHeader(http.StatusTooManyRequests)
	})
	mux.HandleFunc("/moved", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/page", http.StatusMovedPermanently)
	})
	mux.HandleFunc("/loop", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/loop", http.StatusFound) })
	mux.HandleFunc("/on", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/on?"+r.URL.RawQuery+"1", http.StatusFound)
	})
	mux.HandleFunc("/file", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", "file:///etc/passwd")
		w.WriteHeader(http.StatusFound)
	})
	mux.HandleFunc("/inward", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", "http://10.0.0.1/")
		w.WriteHeader(http.StatusFound)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server
}

func TestGet(t *testing.T) {
	server := odd(t)
	c := New(quick)
	for range 2 { // a cookie would come back the second time
		r, err := c.Get(t.Context(), server.URL+"/moved#part", Validators{})
		if err != nil || string(r.Body) != `cookie "" referer ""` || r.URL.Path != "/page" || r.Validators.ETag != `"v1"` {
			t.Errorf("%+v, %v", r, err)
		}
	}
	r, err := c.Get(t.Context(), server.URL+"/page", Validators{ETag: `"v1"`})
	if err != nil || !r.NotModified {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestServersThatMisbehave(t *testing.T) {
	server := odd(t)
	patient, impatient := New(quick), quick
	impatient.Timeout = 400 * time.Millisecond
	for path, want := range map[string]string{
		"/hang":      "no answer within 400ms",
		"/slow":      "no answer within 400ms",
		"/truncated": "the answer breaks off",
		"/bomb":      "the answer is too large: more than 1 MiB",
		"/gone":      "the server says 410 Gone",
		"/busy":      "the server says 429 Too Many Requests (try again in 2m0s)",
		"/loop":      "it redirects to itself; perhaps it wants a cookie, and stet keeps none",
		"/on":        "more than 10 redirects",
		"/file":      `redirected to "file": only http and https are followed`,
		"/none":      "the server says 404 Not Found",
	} {
		c := patient
		if strings.Contains(want, "400ms") {
			c = New(impatient)
		}
		_, err := c.Get(t.Context(), server.URL+path, Validators{})
		if err == nil || err.Error() != server.URL+path+": "+want {
			t.Errorf("%s: %v", path, err)
		}
	}
	server.Close()
	if _, err := patient.Get(t.Context(), server.URL+"/page", Validators{}); err == nil || strings.Contains(err.Error(), "\n") {
		t.Errorf("a server that is not there: %v", err)
	}
}

func TestPrivateAddressesAreRefusedEverywhere(t *testing.T) {
	server := odd(t)
	strict := quick
	strict.AllowPrivate = false
	c := New(strict)
	for _, address := range []string{server.URL + "/page", "http://localhost/", "http://[::1]/", "http://[::ffff:127.0.0.1]/",
		"http://169.254.169.254/latest", "http://10.1.2.3/", "http://0.0.0.0/", "http://printer.local/", "http://2130706433/", "http://0x7f.1/"} {
		_, err := c.Get(t.Context(), address, Validators{})
		var unknown *UnknownServer // numbers that not every resolver reads as an address
		if odd := strings.Contains(address, "2130706433") || strings.Contains(address, "0x7f"); !errors.Is(err, ErrPrivate) && !(odd && errors.As(err, &unknown)) {
			t.Errorf("%s: %v", address, err)
		}
	}
	// A name that only the resolver knows to be private is refused at the dial.
	g := guard{}
	if _, err := g.dial(t.Context(), "tcp", strings.TrimPrefix(server.URL, "http://")); !errors.Is(err, ErrPrivate) {
		t.Errorf("dialled: %v", err)
	}
	// A redirect is judged like the first address.
	redirected, _ := http.NewRequest(http.MethodGet, "http://10.0.0.1/", nil)
	if err := c.http.CheckRedirect(redirected, []*http.Request{redirected}); !errors.Is(err, ErrPrivate) {
		t.Errorf("redirected: %v", err)
	}
}

func TestPrivate(t *testing.T) {
	for address, want := range map[string]bool{
		"127.0.0.1": true, "10.0.0.1": true, "172.16.9.9": true, "192.168.1.1": true, "169.254.1.1": true, "100.64.0.1": true,
		"0.0.0.0": true, "224.0.0.1": true, "255.255.255.255": true, "::1": true, "::": true, "fe80::1%eth0": true, "fd00::1": true,
		"::ffff:10.0.0.1": true, "64:ff9b::a00:1": true, "2002:7f00:1::": true, "2001:db8::1": true, "::10.0.0.1": true,
		"93.184.216.34": false, "2606:2800:220:1::1": false, "64:ff9b::5db8:d822": false,
	} {
		if got := private(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s: %v", address, got)
		}
	}
}

func TestAddressesThatAreNotOfTheWeb(t *testing.T) {
	c := New(quick)
	for _, address := range []string{"", "a.example", "file:///etc/passwd", "gopher://a.example", "javascript:alert(1)",
		"http://", "http://-oProxy/", "--help", "http://a b/", "data:text/html,x"} {
		var wrong *AddressError
		if _, err := c.Get(t.Context(), address, Validators{}); !errors.As(err, &wrong) {
			t.Errorf("%q: %v", address, err)
		}
	}
}

func TestAPasswordIsInNoError(t *testing.T) {
	_, err := New(quick).Get(t.Context(), "http://me:secret@127.0.0.1:1/", Validators{})
	if err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("%v", err)
	}
}

func TestRequestsToOneHostWaitForEachOther(t *testing.T) {
	var now, most atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if n := now.Add(1); n > most.Load() {
			most.Store(n)
		}
		time.Sleep(5 * time.Millisecond)
		now.Add(-1)
	}))
	defer server.Close()
	limits := quick
	limits.Pause = 20 * time.Millisecond
	c := New(limits)
	start := time.Now()
	errs := make(chan error)
	for range 4 {
		go func() {
			_, err := c.Get(context.Background(), server.URL, Validators{})
			errs <- err
		}()
	}
	for range 4 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	if most.Load() != 1 || time.Since(start) < 60*time.Millisecond {
		t.Errorf("%d at once, four in %v", most.Load(), time.Since(start))
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := c.Get(ctx, server.URL, Validators{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 3, 17, 9, 0, 0, 0, time.UTC)
	for value, want := range map[string]time.Duration{
		"": 0, "x": 0, "-5": 0, "90": 90 * time.Second, "99999999999": longestRetry,
		"Tue, 17 Mar 2026 09:01:00 GMT": time.Minute, "Mon, 16 Mar 2026 09:00:00 GMT": 0,
	} {
		if got := retryAfter(value, now); got != want {
			t.Errorf("%q: %v, want %v", value, got, want)
		}
	}
}
