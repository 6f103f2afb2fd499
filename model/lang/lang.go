// Package lang holds what stet knows about single languages: one folder per
// language, named by its BCP 47 primary tag, one file per kind of knowledge. Adding
// a language means adding a folder and touches no code. It recognises them, too.
//
// It refuses to know articles, pages and annotations.
package lang

import "embed"

//go:embed */*.txt */*.bin
var files embed.FS
