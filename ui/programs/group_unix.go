//go:build !windows

package programs

import (
	"os/exec"
	"syscall"
)

// ownGroup makes a command the first of a process group of its own, which ends as
// a whole: a shell leaves what it started behind.
func ownGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
