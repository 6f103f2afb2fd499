package fetch

import (
	"errors"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"testing"
)

// The registries of special addresses (RFC 6890) are refused at both ends, and the
// public neighbours of each are not.
func TestPrivateNetworksEndWhereTheRegistrySays(t *testing.T) {
	for _, c := range []struct{ below, first, last, above string }{
		{"", "0.0.0.0", "0.255.255.255", "1.0.0.0"},
		{"9.255.255.255", "10.0.0.0", "10.255.255.255", "11.0.0.0"},
		{"100.63.255.255", "100.64.0.0", "100.127.255.255", "100.128.0.0"},
		{"126.255.255.255", "127.0.0.0", "127.255.255.255", "128.0.0.0"},
		{"169.253.255.255", "169.254.0.0", "169.254.255.255", "169.255.0.0"},
		{"172.15.255.255", "172.16.0.0", "172.31.255.255", "172.32.0.0"},
		{"191.255.255.255", "192.0.0.0", "192.0.0.255", "192.0.1.0"},
		{"192.0.1.255", "192.0.2.0", "192.0.2.255", "192.0.3.0"},
		{"192.167.255.255", "192.168.0.0", "192.168.255.255", "192.169.0.0"},
		{"198.17.255.255", "198.18.0.0", "198.19.255.255", "198.20.0.0"},
		{"198.51.99.255", "198.51.100.0", "198.51.100.255", "198.51.101.0"},
		{"203.0.112.255", "203.0.113.0", "203.0.113.255", "203.0.114.0"},
		{"223.255.255.255", "224.0.0.0", "255.255.255.255", ""},
		{"", "::", "::ffff", ""},
		{"", "100::", "100::ffff:ffff:ffff:ffff", "100:0:0:1::"},
		{"2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2001::", "2001:0:ffff:ffff:ffff:ffff:ffff:ffff", "2001:1::"},
		{"2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db9::"},
		{"", "fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", ""},
		{"", "fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff", ""},
		{"", "fec0::", "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", ""},
		{"", "ff00::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", ""},
		// Addresses that carry an IPv4 address count as that one.
		{"", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "::ffff:8.8.8.8"},
		{"", "64:ff9b::10.0.0.1", "64:ff9b::127.0.0.1", "64:ff9b::8.8.8.8"},
		{"", "2002:0a00:0001::", "2002:7f00:0001::", "2002:0808:0808::"},
	} {
		for ip, want := range map[string]bool{c.below: false, c.first: true, c.last: true, c.above: false} {
			if ip == "" {
				continue
			}
			if got := private(netip.MustParseAddr(ip)); got != want {
				t.Errorf("%s is private: %v, want %v", ip, got, want)
			}
		}
	}
	if !private(netip.MustParseAddr("fe80::1%eth0")) || private(netip.MustParseAddr("2606:4700::1111%eth0")) {
		t.Error("the zone of an address changes what it is")
	}
}

// Which names mean this machine, before anything is resolved.
func TestNamesOfThisMachineAreRefused(t *testing.T) {
	for address, private := range map[string]bool{
		"http://localhost/": true, "http://LOCALHOST./": true, "http://a.localhost/": true, "http://printer.local/": true, "https://db.internal/": true,
		"http://127.0.0.1/": true, "http://[::1]/": true, "http://10.1.2.3:8080/": true, "http://[::ffff:127.0.0.1]/": true,
		"http://localhost.example/": false, "http://notlocal/": false, "http://8.8.8.8/": false, "http://[2606:4700::1111]/": false, "http://local/": false,
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if err := (&guard{}).check(u); errors.Is(err, ErrPrivate) != private || !private && err != nil {
			t.Errorf("%s: %v, private %v", address, err, private)
		}
		if err := (&guard{allowPrivate: true}).check(u); err != nil {
			t.Errorf("%s is refused though private addresses are allowed: %v", address, err)
		}
	}
	for _, scheme := range []string{"file", "ftp", "gopher"} {
		for _, allowed := range []bool{false, true} {
			err := (&guard{allowPrivate: allowed}).check(&url.URL{Scheme: scheme, Host: "paper.example"})
			if err == nil || errors.Is(err, ErrPrivate) || !strings.Contains(err.Error(), "only http and https") {
				t.Errorf("redirected to %s: %v", scheme, err)
			}
		}
	}
}

// Each address that cannot be fetched says why, by the type of its error.
func TestAddressesThatCannotBeFetchedSayWhy(t *testing.T) {
	for address, why := range map[string]string{
		"http://[::1": "is no address", "file:///etc/passwd": "only http and https addresses are fetched", "paper.example": "only http and https addresses are fetched",
		"http://": "the address names no server", "http://-rf/": "the address names no server", "https://:80/": "the address names no server",
	} {
		var wrong *AddressError
		if err := CheckAddress(address); !errors.As(err, &wrong) || wrong.Why != why || errors.Is(err, ErrPrivate) {
			t.Errorf("%s: %v, want %q", address, err, why)
		}
	}
	u, err := parseAddress("  https://paper.example/a?b#part ")
	if err != nil || u.String() != "https://paper.example/a?b" {
		t.Errorf("%v, %v: the fragment is no part of what is asked for", u, err)
	}
	var wrong *AddressError
	if err := CheckAddress("ftp://me:secret@paper.example/"); !errors.As(err, &wrong) || strings.Contains(err.Error(), "secret") {
		t.Errorf("%v", err)
	}
}

// The port of a proxy is that of its scheme where it names none; only there is the
// guard open for a private address.
func TestOnlyTheProxyMayBePrivate(t *testing.T) {
	for name, want := range map[string]string{"http://10.0.0.9": "10.0.0.9:80", "https://10.0.0.9": "10.0.0.9:443", "http://10.0.0.9:3128": "10.0.0.9:3128", "socks5://10.0.0.9": "10.0.0.9:1080"} {
		g := &guard{}
		proxy, err := url.Parse(name)
		if err != nil {
			t.Fatal(err)
		}
		g.trust(proxy)
		if _, ok := g.proxies.Load(want); !ok {
			t.Errorf("%s: %s is not trusted", name, want)
		}
	}
	g := &guard{}
	if _, err := g.dial(t.Context(), "tcp", "10.0.0.9:80"); !errors.Is(err, ErrPrivate) {
		t.Errorf("a private address without a proxy: %v", err)
	}
	r, _ := http.NewRequest("GET", "http://paper.example/", nil)
	if u, err := g.proxy(r); u != nil || err != nil {
		t.Errorf("a proxy from nowhere: %v, %v", u, err)
	}
}

// An address carries an IPv4 address by its whole prefix; one that shares a part of the
// prefix is of the public network, whatever its other bytes look like.
func TestAnAddressThatOnlyLooksLikeOneThatCarriesAnother(t *testing.T) {
	for _, ip := range []string{"2600:9b::7f00:1", "2600:ff9b::7f00:1", "2664:ff9b::7f00:1", "2003:7f00:1::1", "2602:7f00:1::1", "2a02:a00:1::1"} {
		if private(netip.MustParseAddr(ip)) {
			t.Errorf("%s is private", ip)
		}
	}
	for _, ip := range []string{"64:ff9b::7f00:1", "2002:7f00:1::1"} {
		if !private(netip.MustParseAddr(ip)) {
			t.Errorf("%s is public", ip)
		}
	}
}

// A connection goes to the public network alone; an IPv4 address in the clothes of IPv6
// counts as itself, and a zone hides no range.
func TestWhereAConnectionMayGo(t *testing.T) {
	for address, want := range map[string]error{
		"8.8.8.8:443": nil, "[2606:4700::1111]:443": nil, "[::ffff:8.8.8.8]:443": nil,
		"10.0.0.1:443": ErrPrivate, "[::ffff:100.64.0.1]:443": ErrPrivate, "[::ffff:198.18.0.1]:443": ErrPrivate,
		"[2001:db8::1%eth0]:443": ErrPrivate, "paper.example:443": ErrPrivate, "8.8.8.8": ErrPrivate, "": ErrPrivate,
	} {
		if err := reachable(address); err != want {
			t.Errorf("%s: %v, want %v", address, err, want)
		}
	}
}

// Only the proxy that the environment names is trusted: nothing is, if it names none or the
// question fails.
func TestOnlyANamedProxyIsTrusted(t *testing.T) {
	proxy := &url.URL{Scheme: "http", Host: "10.0.0.9:3128"}
	for _, c := range []struct {
		proxy *url.URL
		err   error
		want  bool
	}{{proxy, nil, true}, {proxy, errors.New("no proxy"), false}, {nil, nil, false}} {
		g := &guard{}
		if u, err := g.trusted(c.proxy, c.err); u != c.proxy || err != c.err {
			t.Errorf("%v, %v become %v, %v", c.proxy, c.err, u, err)
		}
		if _, ok := g.proxies.Load("10.0.0.9:3128"); ok != c.want {
			t.Errorf("%v, %v: trusted is %t", c.proxy, c.err, ok)
		}
	}
}

// What is no address of the web is named in the error without its password.
func TestWhatIsNoAddressIsNamedWithoutItsPassword(t *testing.T) {
	for address, want := range map[string]string{
		"me:secret@paper.example": "paper.example", "paper.example": "paper.example",
		"ftp://me:secret@paper.example/a": "ftp://paper.example/a",
	} {
		if got := named(address); got != want {
			t.Errorf("%s is named %s, want %s", address, got, want)
		}
	}
}
