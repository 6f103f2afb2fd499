package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"stet/annotate/format"
	"stet/cmd/stet/manual"
	"stet/model"
	"stet/model/count"
	"stet/model/files"
	"stet/model/source"
)

func importCommand(p *program) *cobra.Command {
	in := importing{program: p}
	names := formatNames(format.Format.Imports)
	cmd := &cobra.Command{
		Use:   "import --format FORMAT FILE…",
		Short: "take over annotations that other tools wrote",
		Long: "stet import reads files of another tool, checks every offset against the words, and adds\n" +
			"the annotations to the sidecars of the articles that they are about. Everybody whom the file\n" +
			"names becomes an annotator; --map gives them another name, --annotator makes all of it one's.",
		Annotations: map[string]string{manual.AnnotatorKey: "whose annotations they become, instead of those of whom the file names."},
		Args:        arguments(0, -1),
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case in.undo && len(args) > 0:
				return misused("--undo takes the last import back, of whatever files", "import: --undo goes with no file")
			case in.undo:
				return in.takeBack(cmd.Context())
			case len(args) == 0:
				return arguments(1, -1)(cmd, args)
			}
			if err := oneOf("--format", in.format, names...); err != nil {
				return err
			}
			return in.run(cmd.Context(), args)
		},
	}
	f := cmd.Flags()
	f.StringVar(&in.format, "format", "", "the `format`: "+strings.Join(names, ", "))
	manual.Complete(cmd, "format", names...)
	f.StringArrayVar(&in.about, "article", nil, "the `article` that the annotations are about, or a folder of them; may be given several times")
	f.StringVar(&in.into, "into", "", "the `folder` for texts of the file that are no article yet")
	manual.CompleteFolder(cmd, "into")
	f.StringToStringVar(&in.names, "map", nil, "whose the annotations of somebody in the file become, as `NAME=ANNOTATOR`; may be given several times")
	f.BoolVar(&in.undo, "undo", false, "take the last import back, in all the articles and sidecars that it reached")
	f.BoolVar(&in.losses, "losses", false, "list what was not imported as it was, one per line")
	return cmd
}

// An importing is what the flags of stet import say.
type importing struct {
	*program
	format, into string
	about        []string
	names        map[string]string
	losses, undo bool
}

// run takes over what files of another tool hold.
func (in importing) run(ctx context.Context, files []string) error {
	f, _ := format.Find(in.format)
	var articles []*model.Article
	partial := false
	in.eachArticle(ctx, in.about, func(path string, err error) bool {
		var a *model.Article
		if err == nil {
			a, err = in.readArticle(path)
		}
		if err != nil {
			in.report(err)
			partial = true
			return true
		}
		articles = append(articles, a)
		return true
	})
	var losses []format.Loss
	taken, sidecars, known := 0, map[string]bool{}, 0
	var parts []importedTo
	for _, file := range files {
		docs, lost, err := in.readForeign(f, file, articles)
		if err == nil {
			losses = append(losses, lost...)
		}
		if err != nil {
			in.report(err)
			partial = true
		}
		for _, d := range docs {
			t, err := in.takeOver(ctx, file, d)
			if err != nil {
				in.report(err)
				partial = true
				continue
			}
			losses = append(losses, t.losses...)
			known += t.known
			if t.sidecar != "" {
				sidecars[t.sidecar] = true
				taken += t.count
				parts = append(parts, t.part)
			}
		}
	}
	in.noteImport(ctx, parts)
	in.took(taken, len(sidecars), known)
	in.account("not imported as it was", losses, in.losses)
	if partial || slices.ContainsFunc(losses, func(l format.Loss) bool { return !l.Kept }) {
		return errReported
	}
	return nil
}

// took says what an import has changed.
func (in importing) took(taken, sidecars, known int) {
	switch {
	case sidecars == 0 && known > 0:
		fmt.Fprintf(in.out, "nothing new: %s there already\n", count.Many(known, "annotation is", "annotations are"))
	case known > 0:
		fmt.Fprintf(in.out, "%s in %s; %s there already\n", count.Of(taken, "annotation"), count.Of(sidecars, "sidecar"), count.Many(known, "other is", "others are"))
	default:
		fmt.Fprintf(in.out, "%s in %s\n", count.Of(taken, "annotation"), count.Of(sidecars, "sidecar"))
	}
}

// readForeign reads one file of another tool. Texts in it that are no article
// yet become one, and are then read again, since the article may have other line
// ends than the text had.
func (in importing) readForeign(f format.Format, file string, articles []*model.Article) ([]format.Document, []format.Loss, error) {
	data, err := files.Read(file, format.MaxFile)
	if err != nil {
		return nil, nil, err
	}
	src := format.Source{Name: filepath.Base(file), Data: data, Articles: articles}
	around := []string{in.into, file}
	for _, a := range articles {
		around = append(around, a.Path)
	}
	src.Own = ownKinds(around...)
	src.Beside = func(ext string) ([]byte, error) { return files.Read(besideOf(file, ext), format.MaxFile) }
	src.Folder = folderOf(file)
	if a, err := in.articleOf(f, file); err != nil {
		return nil, nil, err
	} else if a != nil {
		src.Articles = append([]*model.Article{a}, articles...)
	}
	docs, losses, err := f.Import(src)
	if err != nil {
		return nil, nil, failed(fmt.Sprintf("is it %s? `stet help formats` lists the others", f.Title), "%s: %s", file, asFailure(err).text)
	}
	var made []*model.Article
	for _, d := range docs {
		if d.Article.Path != "" && exists(d.Article.Path) && slices.Contains(src.Articles, d.Article) {
			continue
		}
		a, err := in.newArticle(file, d)
		if err != nil {
			return nil, losses, err
		}
		made = append(made, a)
	}
	if made == nil {
		return docs, losses, nil
	}
	src.Articles = append(made, src.Articles...)
	docs, losses, err = f.Import(src)
	return docs, losses, err
}

// articleOf is the article that a file of the format brings along: the file itself,
// or the text beside it; nil if there is neither.
func (in importing) articleOf(f format.Format, file string) (*model.Article, error) {
	switch {
	case f.Itself:
		return in.readArticle(file)
	case f.Several:
		if a, err := source.Open(besideOf(file, ".txt")); err == nil {
			return a, nil
		}
	}
	return nil, nil
}

func besideOf(file, ext string) string { return strings.TrimSuffix(file, filepath.Ext(file)) + ext }

// folderOf is the name of the folder that a file lies in.
func folderOf(file string) string { return filepath.Base(filepath.Dir(absolutePath(file))) }

func absolutePath(file string) string {
	if abs, err := filepath.Abs(file); err == nil {
		return abs
	}
	return file
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// newArticle makes an article of a text that another tool's file holds.
func (in importing) newArticle(file string, d format.Document) (*model.Article, error) {
	switch {
	case d.Article.Text == "":
		return nil, failed("--article FILE says which article they are about", "%s: the annotations are about a text that is not in the file", file)
	case in.into == "":
		return nil, failed("--into DIR says where its texts shall lie, --article FILE that they are articles already", "%s: its texts are no articles yet", file)
	}
	if err := os.MkdirAll(in.into, 0o777); err != nil {
		return nil, err
	}
	path := filepath.Join(in.into, d.Name()+".txt")
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	switch {
	case errors.Is(err, fs.ErrExist):
		if old, err := files.Read(path, int64(len(d.Article.Text))); err != nil || string(old) != d.Article.Text {
			return nil, failed("--into another folder", "%s: this file is there already, with another text", path)
		}
	case err != nil:
		return nil, err
	default:
		_, err := f.WriteString(d.Article.Text)
		if err := errors.Join(err, f.Close()); err != nil {
			return nil, err
		}
	}
	return source.Open(path)
}
