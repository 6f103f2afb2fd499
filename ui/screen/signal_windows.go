package screen

import "os"

const suspends = false

// notifyResize has nothing to do: the console tells of a new size among its keys.
func notifyResize(chan<- os.Signal) {}
