package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"

	"github.com/spf13/cobra"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/cmd/stet/manual"
	"stet/model"
)

func anchorCommand(p *program) *cobra.Command {
	var from, to, format string
	cmd := &cobra.Command{
		Use:   "anchor --from OLD --to NEW",
		Short: "find words of an old text in a new one",
		Long: "anchor reads a line of JSON for each stretch of OLD, {\"id\":…,\"start\":…,\"end\":…} in code points,\n" +
			"and prints where it stands in NEW: {\"id\":…,\"state\":…,\"start\":…,\"end\":…,\"score\":…}.\n" +
			"The state is exact, moved, fuzzy (a person should look) or orphan (not found).",
		Args: arguments(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := oneOf("--format", format, "jsonl"); err != nil {
				return err
			}
			if from == "" || to == "" {
				return misused(usageHint(cmd), "anchor: --from and --to are needed")
			}
			return p.anchor(from, to)
		},
	}
	cmd.Flags().StringVar(&from, "from", "", "the `OLD` text, in which the offsets count")
	cmd.Flags().StringVar(&to, "to", "", "the `NEW` text")
	cmd.Flags().StringVar(&format, "format", "jsonl", "how to print: jsonl")
	manual.Complete(cmd, "format", "jsonl")
	return cmd
}

// An anchorLine is one line that anchor reads or prints.
type anchorLine struct {
	ID    json.RawMessage `json:"id"`
	State string          `json:"state"`
	Start int             `json:"start"`
	End   int             `json:"end"`
	Score float64         `json:"score"`
}

func (p *program) anchor(from, to string) error {
	old, err := p.readArticle(from)
	if err != nil {
		return err
	}
	now, err := p.readArticle(to)
	if err != nil {
		return err
	}
	oldOffsets, offsets := model.NewOffsets(old.Text), model.NewOffsets(now.Text)
	finder := anchor.NewFinder(now, offsets, func(digest string) (string, bool) { return old.Text, digest == old.Digest })
	in := bufio.NewScanner(p.in)
	in.Buffer(nil, 1<<20)
	for n := 1; in.Scan(); n++ {
		var line anchorLine
		if err := json.Unmarshal(in.Bytes(), &line); err != nil {
			return failed("", "standard input:%d: %s", n, err)
		}
		start, ok := oldOffsets.PosOfCodePoint(line.Start)
		end, ok2 := oldOffsets.PosOfCodePoint(line.End)
		if !ok || !ok2 || start >= end {
			return failed("offsets are code points from 0, the end exclusive", "standard input:%d: %d to %d is no stretch of %s", n, line.Start, line.End, from)
		}
		found := finder.Find(anchor.Describe(old, oldOffsets, model.Range{Start: start, End: end}).Quote)
		line.State, line.Start, line.End, line.Score = found.State.String(), 0, 0, math.Round(found.Score*1000)/1000
		if found.State != annotate.Orphan {
			line.Start, line.End = offsets.CodePoint(found.Start), offsets.CodePoint(found.End)
		}
		out, err := jsonLine(line)
		if err != nil {
			return fmt.Errorf("standard input:%d: %w", n, err)
		}
		p.out.Write(out)
	}
	return in.Err()
}
