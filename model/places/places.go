// Package places says where stet keeps files of its own on this machine: settings,
// data, state and cache, in the folders of the XDG Base Directory Specification
// 0.8. It is the only package that asks the environment for them.
//
// It creates nothing. A library was weighed and left: it reads a file at every
// start, and without HOME it answers with folders below the root.
package places

import (
	"os"
	"os/user"
	"path/filepath"
	"strings"
)

// Config is the folder of the config file.
func Config() string { return below("XDG_CONFIG_HOME", ".config") }

// Data is the folder of what a person made and no library holds: texts of loose
// files, sidecars of read-only folders.
func Data() string { return below("XDG_DATA_HOME", ".local", "share") }

// State is the folder of reading marks, undo history and drafts.
func State() string { return below("XDG_STATE_HOME", ".local", "state") }

// Cache is the folder of what can be made again at any time.
func Cache() string { return below("XDG_CACHE_HOME", ".cache") }

// Runtime is the folder of what ends with the login; ok is false if the system
// names none.
func Runtime() (dir string, ok bool) {
	dir = os.Getenv("XDG_RUNTIME_DIR")
	return filepath.Join(dir, "stet"), filepath.IsAbs(dir)
}

// below is stet's folder in the one that a variable names, which the specification
// wants absolute, else in that of the user's home folder.
func below(variable string, otherwise ...string) string {
	if dir := os.Getenv(variable); filepath.IsAbs(dir) {
		return filepath.Join(dir, "stet")
	}
	home := Home()
	if home == "" {
		return nowhere
	}
	return filepath.Join(append(append([]string{home}, otherwise...), "stet")...)
}

// nowhere is a path that no system can create anything at. A relative one would
// put files into whatever folder stet is started in.
const nowhere = os.DevNull + "/stet"

// Home is the user's home folder: what the environment says, else the system's
// record of the user; "" if neither knows an absolute one.
func Home() string {
	if home, err := os.UserHomeDir(); err == nil && filepath.IsAbs(home) {
		return home
	}
	if u, err := user.Current(); err == nil && filepath.IsAbs(u.HomeDir) {
		return u.HomeDir
	}
	return ""
}

// Expand puts the home folder in the place of a leading ~, as a shell does.
func Expand(path string) string {
	if rest, ok := strings.CutPrefix(path, "~"); ok && (rest == "" || os.IsPathSeparator(rest[0])) {
		if home := Home(); home != "" {
			return home + rest
		}
	}
	return path
}

// Shorten is the reverse of Expand, for people to read.
func Shorten(path string) string {
	home := Home()
	if rest, ok := strings.CutPrefix(path, home+string(filepath.Separator)); ok && home != "" {
		return "~" + string(filepath.Separator) + rest
	}
	return path
}
