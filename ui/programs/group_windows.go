package programs

import "os/exec"

// ownGroup does nothing: a command is ended alone.
func ownGroup(*exec.Cmd) {}
