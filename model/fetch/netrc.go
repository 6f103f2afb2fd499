package fetch

import (
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"stet/model/files"
)

// Logins are the names and passwords for servers that are in the file of that path, in
// the format of netrc: ftp, curl and git read it too. It is read when it is asked.
type logins string

// mostLogins bounds that file, in bytes.
const mostLogins = 1 << 20

// UsualLogins is where that file usually lies; "" where there is no home.
func UsualLogins() string {
	if file := os.Getenv("NETRC"); file != "" {
		return file
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	if runtime.GOOS == "windows" {
		return filepath.Join(home, "_netrc")
	}
	return filepath.Join(home, ".netrc")
}

// of returns the login for a host, nil for none. The first entry for it holds, and
// default for those without one.
func (file logins) of(host string) *url.Userinfo {
	if file == "" {
		return nil
	}
	data, err := files.Read(string(file), mostLogins)
	if err != nil {
		return nil
	}
	words := strings.Fields(string(data))
	var name, password string
	here := false
	for i := 0; i < len(words); i++ {
		next := ""
		if i+1 < len(words) {
			next = words[i+1]
		}
		switch words[i] {
		case "machine", "default":
			if here && name != "" {
				return url.UserPassword(name, password)
			}
			here, name, password = words[i] == "default" || strings.EqualFold(next, host), "", ""
			if words[i] == "default" {
				continue
			}
		case "login":
			name = next
		case "password":
			password = next
		case "account":
		case "macdef": // a macro ends the entries that can be read
			i = len(words)
		default:
			continue
		}
		i++
	}
	if here && name != "" {
		return url.UserPassword(name, password)
	}
	return nil
}
