//go:build !windows

package process

import (
	"os/exec"
	"syscall"
)

// Group makes a command the first of a process group, which ends as a whole when the
// command is cancelled: a shell leaves behind what it started.
func Group(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
