package files

const (
	nonBlocking = 0 // a named pipe is no path of a file there
	noFollow    = 0 // only administrators make links there
)
