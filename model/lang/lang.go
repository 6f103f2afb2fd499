// Package lang holds what stet knows about single languages: one folder per
// language, named by its BCP 47 primary tag, one file per kind of knowledge.
// Adding a language means adding a folder.
//
// It refuses to know articles, pages and annotations.
package lang

import "embed"

//go:embed */*.txt
var files embed.FS
