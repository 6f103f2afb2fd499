package files

const nonBlocking = 0 // a named pipe is no path of a file there
