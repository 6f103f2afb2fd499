package main

import (
	"github.com/spf13/cobra"

	"stet/annotate/store"
	"stet/model/files"
)

func mergeCommand(p *program) *cobra.Command {
	return &cobra.Command{
		Use:   "merge {BASE OURS THEIRS [PATH] | SIDECAR}",
		Short: "merge two versions of a sidecar, as git asks for it",
		Long: "merge brings OURS and THEIRS together, which both came from BASE, annotation by annotation, and writes\n" +
			"OURS. Of two changes to one annotation the later keeps its ID, and the other is kept beside it.\n" +
			"PATH is what git calls the file, for messages. With one SIDECAR, in which git has left its conflict\n" +
			"markers, it merges the two sides and writes that. `stet help git` says how git is told.",
		Args: arguments(1, 4),
		RunE: func(cmd *cobra.Command, args []string) error {
			switch len(args) {
			case 1:
				return merging{p}.resolve(args[0])
			case 2:
				return misused(usageHint(cmd), "merge: three files are needed, or one with conflict markers")
			}
			name := args[1]
			if len(args) == 4 {
				name = args[3]
			}
			return merging{p}.files(args[0], args[1], args[2], name)
		},
	}
}

// A merging writes the merged sidecar, and says where both sides changed the same.
type merging struct{ *program }

func (m merging) files(base, ours, theirs, name string) error {
	var data [3][]byte
	for i, path := range []string{base, ours, theirs} {
		var err error
		if data[i], err = files.Read(path, store.MaxSize); err != nil {
			return err
		}
	}
	merged, conflicts, err := store.Merge(data[0], data[1], data[2])
	return m.write(ours, name, merged, conflicts, err)
}

// resolve merges the two sides of a file with conflict markers.
func (m merging) resolve(path string) error {
	data, err := files.Read(path, store.MaxSize)
	if err != nil {
		return err
	}
	merged, conflicts, err := store.Resolve(data)
	return m.write(path, path, merged, conflicts, err)
}

func (m merging) write(path, name string, merged []byte, conflicts []store.Conflict, err error) error {
	if err != nil {
		return failed("`stet check` says what is wrong with a sidecar", "%s: %s", name, err)
	}
	if err := store.Replace(path, merged); err != nil {
		return err
	}
	for _, c := range conflicts {
		m.notice(name, c.String())
	}
	return nil
}
