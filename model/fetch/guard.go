package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"syscall"
	"time"

	"stet/model/clean"
)

// ErrPrivate is the error of an address on this machine or in a private network.
var ErrPrivate = errors.New("it is an address of this machine or of a private network")

// An AddressError says why something is no address that can be fetched.
type AddressError struct{ Address, Why string }

func (e *AddressError) Error() string { return fmt.Sprintf("%q: %s", e.Address, e.Why) }

// An UnknownServer is the error of a name that no resolver knows.
type UnknownServer struct{ Name string }

func (e *UnknownServer) Error() string { return fmt.Sprintf("there is no server called %s", e.Name) }

// CheckAddress says why something is no address that can be fetched, by an
// [AddressError].
func CheckAddress(address string) error {
	_, err := parseAddress(address)
	return err
}

// parseAddress reads an address of the web. What a shell or a program could
// take for something else is refused.
func parseAddress(address string) (*url.URL, error) {
	address = strings.TrimSpace(address)
	u, err := url.Parse(address)
	switch {
	case err != nil:
		return nil, &AddressError{named(address), "is no address"}
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, &AddressError{named(address), "only http and https addresses are fetched"}
	case u.Hostname() == "" || strings.HasPrefix(u.Hostname(), "-"):
		return nil, &AddressError{named(address), "the address names no server"}
	}
	u.Fragment, u.RawFragment = "", ""
	return u, nil
}

// named is how an error names what is no address: without a password.
func named(address string) string {
	if !strings.Contains(address, "//") {
		return address[strings.LastIndexByte(address, '@')+1:]
	}
	return clean.Address(address)
}

// A guard keeps requests away from private addresses: by what the address says,
// at each redirect, and by what its name resolves to, when the connection is
// made, so that a name cannot be answered differently in between. The proxy that
// the environment names is trusted, and resolves names itself.
type guard struct {
	allowPrivate bool
	proxies      sync.Map // host:port of proxies in use
}

// check judges an address before it is asked for.
func (g *guard) check(u *url.URL) error {
	if u.Scheme != "http" && u.Scheme != "https" {
		return fmt.Errorf("redirected to %q: only http and https are followed", u.Scheme)
	}
	if g.allowPrivate {
		return nil
	}
	host := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	if host == "localhost" || strings.HasSuffix(host, ".localhost") || strings.HasSuffix(host, ".local") || strings.HasSuffix(host, ".internal") {
		return ErrPrivate
	}
	if ip, err := netip.ParseAddr(host); err == nil && private(ip) {
		return ErrPrivate
	}
	return nil
}

func (g *guard) proxy(r *http.Request) (*url.URL, error) {
	return g.trusted(http.ProxyFromEnvironment(r))
}

// trusted lets connections to a proxy through, if there is one.
func (g *guard) trusted(proxy *url.URL, err error) (*url.URL, error) {
	if err == nil && proxy != nil {
		g.trust(proxy)
	}
	return proxy, err
}

// trust lets connections to a proxy through.
func (g *guard) trust(proxy *url.URL) {
	port := proxy.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443", "socks5": "1080", "socks5h": "1080"}[proxy.Scheme]
	}
	g.proxies.Store(net.JoinHostPort(proxy.Hostname(), port), true)
}

func (g *guard) dial(ctx context.Context, network, address string) (net.Conn, error) {
	dialer := &net.Dialer{Timeout: 20 * time.Second}
	if _, proxy := g.proxies.Load(address); !proxy && !g.allowPrivate {
		dialer.Control = func(_, address string, _ syscall.RawConn) error { return reachable(address) }
	}
	return dialer.DialContext(ctx, network, address)
}

// reachable refuses an address and port outside the public network, and a malformed one.
func reachable(address string) error {
	to, err := netip.ParseAddrPort(address)
	if err != nil || private(to.Addr()) {
		return ErrPrivate
	}
	return nil
}

// special are the ranges that netip has no word for and that are not of the
// public network, by the registries of IANA (RFC 6890 and its updates).
var special = func() (list []netip.Prefix) {
	for _, s := range []string{
		"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "198.18.0.0/15", "198.51.100.0/24",
		"203.0.113.0/24", "240.0.0.0/4", "::/96", "100::/64", "2001::/32", "2001:db8::/32", "fec0::/10",
	} {
		list = append(list, netip.MustParsePrefix(s))
	}
	return list
}()

// private reports whether ip is not of the public network. Of the addresses
// that carry an IPv4 address, that one counts.
func private(ip netip.Addr) bool {
	ip = ip.Unmap().WithZone("")
	if ip.Is6() {
		b := ip.As16()
		switch {
		case b[0] == 0 && b[1] == 0x64 && b[2] == 0xff && b[3] == 0x9b: // NAT64
			return private(netip.AddrFrom4([4]byte(b[12:16])))
		case b[0] == 0x20 && b[1] == 0x02: // 6to4
			return private(netip.AddrFrom4([4]byte(b[2:6])))
		}
	}
	if !ip.IsGlobalUnicast() || ip.IsPrivate() {
		return true
	}
	for _, p := range special {
		if p.Contains(ip) {
			return true
		}
	}
	return false
}
