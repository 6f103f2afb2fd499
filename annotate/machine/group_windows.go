package machine

import "os/exec"

// ownGroup does nothing: a program is ended alone.
func ownGroup(*exec.Cmd) {}
