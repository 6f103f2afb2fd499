// Package process ends the programs that stet starts together with what they started.
package process
