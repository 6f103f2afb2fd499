package format

import (
	"io"
	"iter"

	"stet/annotate"
	"stet/model"
)

// Label Studio has an array of tasks; a task has a text and the annotations of
// several people, each a list of regions, relations and choices. Its front end
// counts code points; the words that it repeats may lack line breaks (#3078) and
// the ends of words (#1931). A region's meta is free: what a region has no key for
// is there, and whose it is, since its server takes no people whom it does not
// know.
var labelStudioFormat = Format{
	Name: "label-studio", Title: "Label Studio JSON", Ext: ".json", Unit: CodePoints, Loose: true,
	Holds:  Everything &^ Orphans,
	Note:   `The labelling interface has to call its parts "label", "text" and "article".`,
	encode: encodeLabelStudio, decode: decodeLabelStudio,
}

// Names of the labelling configuration that results refer to.
const (
	studioLabel   = "label"
	studioText    = "text"
	studioArticle = "article"
	studioPeople  = "annotators" // of the annotations, in their order: a key of the data
)

// studioOrigins are Label Studio's words for how a region came about.
var studioOrigins = map[annotate.How]string{
	annotate.ByHand: "manual", annotate.Kept: "prediction", annotate.Edited: "prediction-changed",
}

func encodeLabelStudio(out *output, pages iter.Seq[*page]) error {
	w, err := out.create("")
	if err != nil {
		return err
	}
	n := 0
	var article *model.Article
	var people []object
	var names []string
	flush := func() error {
		if article == nil {
			return nil
		}
		n++
		opening := ",\n"
		if n == 1 {
			opening = "[\n"
		}
		task, err := marshal(object{{"id", n},
			{"data", object{{studioText, article.Text}, {"title", article.Meta.Title}, {"url", article.Meta.URL}, {studioPeople, names}}},
			{"annotations", people}, {"predictions", []object{}}})
		if err == nil {
			_, err = io.WriteString(w, opening+string(task))
		}
		people, names = nil, nil
		return err
	}
	for p := range pages {
		if p.Article != article {
			if err := flush(); err != nil {
				return err
			}
			article = p.Article
		}
		people = append(people, object{{"ground_truth", false}, {"was_cancelled", false}, {"result", studioResults(p)}})
		names = append(names, p.Annotator)
	}
	if err := flush(); err != nil {
		return err
	}
	end := "\n]\n"
	if n == 0 {
		end = "[]\n"
	}
	_, err = io.WriteString(w, end)
	return err
}

func studioResults(p *page) []object {
	results := []object{}
	for _, a := range p.Annotations {
		label, _ := labelOf(a)
		b := asLabelled(a)
		b.Origin.How = a.Origin.How
		meta := members(a, b, "note")
		if nameIn(a.Creator) != p.Annotator {
			meta = append(meta, member{"annotator", p.Annotator})
		}
		if a.Comment != "" {
			meta = append(object{{"text", []string{a.Comment}}}, meta...)
		}
		origin := member{"origin", studioOrigins[a.Origin.How]}
		switch {
		case isLink(a):
			results = append(results, object{{"type", "relation"}, {"from_id", a.Target.Annotation}, {"to_id", a.Who().ID},
				{"direction", "right"}, {"labels", []string{a.Body.Label()}}, origin, {"meta", append(object{{"id", a.ID}}, meta...)}})
		case isPlace(a):
			q := a.Target.Quote
			results = append(results, object{{"id", a.ID}, {"from_name", studioLabel}, {"to_name", studioText}, {"type", "labels"},
				{"value", object{{"start", q.Start}, {"end", q.End}, {"text", q.Exact}, {"labels", []string{label}}}},
				origin, {"meta", meta}})
		default:
			if a.Target.Annotation != "" {
				meta = append(object{{"from", a.Target.Annotation}}, meta...)
			}
			results = append(results, object{{"id", a.ID}, {"from_name", studioArticle}, {"to_name", studioText}, {"type", "choices"},
				{"value", object{{"choices", []string{label}}}}, origin, {"meta", meta}})
		}
	}
	return results
}
