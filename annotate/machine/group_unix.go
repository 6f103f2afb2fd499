//go:build !windows

package machine

import (
	"os/exec"
	"syscall"
)

// ownGroup makes a program the first of a process group of its own, which ends as a
// whole: what it started does not outlive it.
func ownGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
