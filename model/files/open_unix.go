//go:build !windows

package files

import "syscall"

const (
	// nonBlocking makes opening a pipe return at once, so that it can be refused.
	nonBlocking = syscall.O_NONBLOCK
	// noFollow makes opening a link an error.
	noFollow = syscall.O_NOFOLLOW
)
