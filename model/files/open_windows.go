package files

const (
	nonBlocking = 0 // a named pipe is no path of a file there
	noFollow    = 0 // only who administers the machine makes links there
)
