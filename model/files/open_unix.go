//go:build !windows

package files

import "syscall"

// nonBlocking makes opening a pipe return at once, so that it can be refused.
const nonBlocking = syscall.O_NONBLOCK
