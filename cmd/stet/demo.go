package main

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"stet/model/files"
	"stet/model/places"
	"stet/ui"
)

// demoFiles is the sample library: articles of stet and annotations on them.
//
//go:embed demo
var demoFiles embed.FS

func demoCommand(p *program) *cobra.Command {
	again := false
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "learn the keys in a sample article; three more are beside it",
		Long: "stet demo puts a few sample articles into a folder. The first time, a guide\n" +
			"leads through one of them: it names a key, you press it. It can be left at any time.",
		Args: arguments(0, 0),
	}
	cmd.Flags().BoolVar(&again, "again", false, "begin anew, with the guide; what you tagged is kept in a folder beside it")
	screenFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if again {
			if err := p.demoAgain(p.desk(cmd.Context()).State); err != nil {
				return err
			}
		}
		dir, err := unpackDemo()
		if err != nil {
			return err
		}
		if !p.toTerminal() {
			fmt.Fprintln(p.out, dir)
			return nil
		}
		fmt.Fprintf(p.err, "the demo lies in %s; stet demo --again begins it anew\n", dir)
		return opening{p}.show(cmd.Context(), target{path: dir, guided: true})
	}
	return cmd
}

func demoDir() string { return filepath.Join(places.Data(), "demo") }

// demoAgain puts the demo aside, if anything in it is a person's own, and makes
// the guide come again.
func (p *program) demoAgain(state string) error {
	dir := demoDir()
	untouched, err := asUnpacked(dir)
	if err != nil {
		return err
	}
	if !untouched {
		aside, err := files.SetAside(dir)
		if err != nil {
			return err
		}
		fmt.Fprintf(p.err, "the old demo is in %s now\n", aside)
	}
	return ui.ForgetGuide(state)
}

// asUnpacked reports whether a folder holds what [unpack] wrote, and no more. One
// that is not there does.
func asUnpacked(dir string) (bool, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	for _, f := range entries {
		ours, err := demoFiles.ReadFile("demo/" + f.Name())
		if err != nil {
			return false, nil
		}
		if data, err := files.Read(filepath.Join(dir, f.Name()), 1<<20); err != nil || !bytes.Equal(data, ours) {
			return false, nil
		}
	}
	return true, nil
}

// unpackDemo writes the sample library into stet's data folder, or into a
// temporary one where that cannot be written. What is there already stays.
func unpackDemo() (string, error) {
	dir := demoDir()
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
