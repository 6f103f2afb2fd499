//go:build !linux

package tagger

// Release does nothing here: other systems take back unused pages of a program's
// file when they need memory.
func Release() {}
