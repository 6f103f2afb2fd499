package main

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/adrg/xdg"
	"github.com/spf13/cobra"
)

// demoFiles is the sample library: articles of ours and annotations on them.
//
//go:embed demo
var demoFiles embed.FS

func demoCommand(p *program) *cobra.Command {
	return &cobra.Command{
		Use:   "demo",
		Short: "open three short articles of ours, in a folder of their own",
		Args:  arguments(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir, err := unpackDemo()
			if err != nil {
				return err
			}
			if !p.toTerminal() {
				fmt.Fprintln(p.out, dir)
				return nil
			}
			fmt.Fprintf(p.err, "the demo lies in %s; remove that folder to begin anew\n", dir)
			return p.openScreen(cmd.Context(), target{path: dir})
		},
	}
}

// unpackDemo writes the sample library into stet's data folder, or into a
// temporary one where that cannot be written. What is there already stays.
func unpackDemo() (string, error) {
	dir := filepath.Join(xdg.DataHome, "stet", "demo")
	err := unpack(dir)
	if err == nil {
		return dir, nil
	}
	temp, terr := os.MkdirTemp("", "stet-demo-")
	if terr != nil {
		return "", errors.Join(err, terr)
	}
	return temp, unpack(temp)
}

func unpack(dir string) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	files, err := demoFiles.ReadDir("demo")
	if err != nil {
		return err
	}
	for _, f := range files {
		data, err := demoFiles.ReadFile("demo/" + f.Name())
		if err != nil {
			return err
		}
		err = writeNew(filepath.Join(dir, f.Name()), data)
		if err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	return nil
}

// writeNew writes a file that must not be there yet.
func writeNew(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	return err
}
