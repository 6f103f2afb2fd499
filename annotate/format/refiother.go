package format

import (
	"bytes"
	"encoding/xml"
)

// refiOthers are the elements that stet has no place for, with what they are called.
var refiOthers = map[string]What{
	"Case":             {"case", "cases"},
	"Variable":         {"variable", "variables"},
	"VariableValue":    {"value of a variable", "values of a variable"},
	"Set":              {"set", "sets"},
	"Graph":            {"graph", "graphs"},
	"Link":             {"link between parts of a project", "links between parts of a project"},
	"PDFSelection":     {"selection on a page", "selections on a page"},
	"PictureSelection": {"selection of a picture", "selections of a picture"},
	"AudioSelection":   {"selection of sound", "selections of sound"},
	"VideoSelection":   {"selection of a film", "selections of a film"},
	"PictureSource":    {"picture", "pictures"},
	"AudioSource":      {"sound file", "sound files"},
	"VideoSource":      {"film", "films"},
	"Transcript":       {"transcript", "transcripts"},
}

// others counts what a project has besides texts and their codings.
func (r *refiReader) others(qde []byte) {
	d := xml.NewDecoder(bytes.NewReader(qde))
	in := ""
	for {
		token, err := d.RawToken()
		if err != nil {
			return // what could be read was
		}
		switch e := token.(type) {
		case xml.StartElement:
			name := ""
			for _, a := range e.Attr {
				if a.Name.Local == "name" {
					name = a.Value
				}
			}
			what, known := refiOthers[e.Name.Local]
			switch {
			case known:
				r.lose("", what, name)
			case e.Name.Local == "Description" && in == "Code":
				r.lose("", What{"description of a code", "descriptions of a code"}, "")
			}
			if e.Name.Local == "Code" || e.Name.Local == "PlainTextSelection" || e.Name.Local == "Note" {
				in = e.Name.Local
			}
		case xml.EndElement:
			if e.Name.Local == in {
				in = ""
			}
		}
	}
}

// unread tells of the memos that nothing of a text refers to: those of codes, of
// codings, of the project.
func (r *refiReader) unread(notes []refiNote) {
	for _, n := range notes {
		if !r.told[n.GUID] {
			r.lose(n.GUID, What{"memo of no text", "memos of no text"}, n.Name)
		}
	}
}
