package store

import _ "embed"

// Schema is the JSON Schema of a sidecar (draft 2020-12), for other programs.
//
//go:embed schema.json
var Schema string
