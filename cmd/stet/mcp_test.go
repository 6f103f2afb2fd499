package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/annotate/kind"
	"stet/annotate/store"
	"stet/model"
	"stet/model/source"
)

// An agentTest is an agent that is connected to a folder.
type agentTest struct {
	t       *testing.T
	dir     string
	session *mcp.ClientSession
}

func connectAgent(t *testing.T, suggest string) *agentTest {
	t.Helper()
	home, dir := t.TempDir(), t.TempDir()
	for _, name := range []string{"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"} {
		t.Setenv(name, home)
	}
	for name, text := range map[string]string{
		"ferry.txt": "The ferry waits. “The tide is late,” Ada Berg said.\n",
		"tram.txt":  "The tram is on time.\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	out, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	p := &program{console: newConsole(os.Stdin, out, os.Stderr), annotator: "alice"}
	s, err := newMCPServer(p, dir, suggest)
	if err != nil {
		t.Fatal(err)
	}
	here, there := mcp.NewInMemoryTransports()
	server, err := s.server().Connect(t.Context(), here, nil)
	if err != nil {
		t.Fatal(err)
	}
	session, err := mcp.NewClient(&mcp.Implementation{Name: "owl-agent", Version: "1.2"}, nil).Connect(t.Context(), there, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { session.Close(); server.Wait() })
	return &agentTest{t, dir, session}
}

// call calls a tool; what it answers is JSON, and failed says that it refused.
func (a *agentTest) call(tool string, args map[string]any) (text string, failed bool) {
	a.t.Helper()
	r, err := a.session.CallTool(a.t.Context(), &mcp.CallToolParams{Name: tool, Arguments: args})
	if err != nil {
		return err.Error(), true
	}
	data, err := json.Marshal(r.StructuredContent)
	if err != nil {
		a.t.Fatal(err)
	}
	for _, c := range r.Content {
		if t, ok := c.(*mcp.TextContent); ok && r.IsError {
			return t.Text, true
		}
	}
	return string(data), r.IsError
}

// An agent reads and changes nothing, and sees no file outside of the folder.
func TestAnAgentOnlyReads(t *testing.T) {
	a := connectAgent(t, "")
	tools, err := a.session.ListTools(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, tool := range tools.Tools {
		if tool.Annotations == nil || !tool.Annotations.ReadOnlyHint || tool.Name == "suggest" {
			t.Errorf("%s changes something", tool.Name)
		}
	}
	if got, failed := a.call("search", map[string]any{"words": "TIDE berg"}); failed || !strings.Contains(got, "ferry.txt") || strings.Contains(got, "tram.txt") {
		t.Errorf("search: %s", got)
	}
	if got, failed := a.call("read", map[string]any{"path": "ferry.txt"}); failed || !strings.Contains(got, "Ada Berg said") {
		t.Errorf("read: %s", got)
	}
	if got, failed := a.call("codebook", nil); failed || !strings.Contains(got, "FAVOR") {
		t.Errorf("codebook: %s", got)
	}
	secret := filepath.Join(filepath.Dir(a.dir), "secret.txt")
	if err := os.WriteFile(secret, []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(secret, filepath.Join(a.dir, "link.txt")); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"../secret.txt", secret, "link.txt", ".stet/x", "nothing.txt"} {
		if got, failed := a.call("read", map[string]any{"path": path}); !failed {
			t.Errorf("%s was read: %s", path, got)
		}
	}
	if _, failed := a.call("suggest", map[string]any{"path": "ferry.txt", "annotations": []any{}}); !failed {
		t.Error("an agent can suggest unasked")
	}
	if entries, _ := filepath.Glob(filepath.Join(a.dir, "*.anno.json")); len(entries) > 0 {
		t.Errorf("sidecars: %v", entries)
	}
}

// What an agent suggests lies in the sidecar of its machine alone, and several calls add
// up.
func TestAnAgentSuggestsAsAMachine(t *testing.T) {
	a := connectAgent(t, "owl")
	got, failed := a.call("suggest", map[string]any{"path": "ferry.txt", "annotations": []any{
		map[string]any{"kind": "claim", "exact": "The tide is late", "claimant": "Ada Berg", "score": 0.7},
		map[string]any{"kind": "claim", "exact": "The tide is early"},
	}})
	if failed || !strings.Contains(got, `"suggestions":1`) || !strings.Contains(got, `"refused":1`) {
		t.Fatal(got)
	}
	if got, failed := a.call("suggest", map[string]any{"path": "ferry.txt", "annotations": []any{map[string]any{"kind": "note", "exact": "The ferry waits", "note": "why?"}}}); failed {
		t.Fatal(got)
	}
	path := filepath.Join(a.dir, "ferry.txt")
	data, err := os.ReadFile(store.SidecarPath(path, "@owl"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"type": "Software"`, "owl-agent 1.2", "The tide is late", "The ferry waits", `"total": 2`} {
		if !strings.Contains(string(data), want) {
			t.Errorf("%s is not in\n%s", want, data)
		}
	}
	if entries, _ := filepath.Glob(filepath.Join(a.dir, "*.anno.json")); len(entries) != 1 {
		t.Errorf("sidecars: %v", entries)
	}
	if got, _ := a.call("annotations", nil); strings.Contains(got, "tide") {
		t.Errorf("machines are listed unasked: %s", got)
	}
	if got, _ := a.call("annotations", map[string]any{"query": "machine:owl"}); !strings.Contains(got, `"generator":"@owl/`) || !strings.Contains(got, `"article":"ferry.txt"`) {
		t.Errorf("what it suggested: %s", got)
	}
}

// In a blind project an agent sees the annotations of whoever runs it alone: not those of
// other people and of machines, however it asks, and also where the project is a folder
// within the one that the agent sees.
func TestAnAgentInABlindProject(t *testing.T) {
	a := connectAgent(t, "owl")
	inner := filepath.Join(a.dir, "coding")
	write := func(path, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(filepath.Join(inner, "codebook.toml"), "name = \"x\"\n[project]\nblind = true\n")
	write(filepath.Join(inner, "pier.txt"), "The pier is wet. Nobody fell.\n")
	write(filepath.Join(inner, ".stet", "prompts", "p.txt"), "a prompt\n")
	article, err := source.Open(filepath.Join(inner, "pier.txt"))
	if err != nil {
		t.Fatal(err)
	}
	add := func(by, words string) {
		t.Helper()
		desk := &store.Desk{Annotator: by, Data: t.TempDir(), State: t.TempDir(), Locks: t.TempDir()}
		f, err := desk.Open(article)
		if err != nil {
			t.Fatal(err)
		}
		i := strings.Index(article.Text, words)
		place := anchor.Describe(article, model.NewOffsets(article.Text), model.Range{Start: model.Pos(i), End: model.Pos(i + len(words))})
		note := &annotate.Annotation{ID: store.NewID(), Target: annotate.Target{Place: place}, Body: new(kind.Note), Comment: "of " + by, Creator: desk.Creator(), Created: time.Now(), Modified: time.Now(), Origin: annotate.Origin{How: annotate.ByHand}}
		if _, err := f.Save([]*annotate.Annotation{note}, time.Time{}); err != nil {
			t.Fatal(err)
		}
	}
	add("alice", "The pier")
	add("bob", "Nobody")
	if got, failed := a.call("suggest", map[string]any{"path": "coding/pier.txt", "annotations": []any{map[string]any{"kind": "note", "exact": "fell", "note": "of owl"}}}); failed {
		t.Fatal(got)
	}
	for _, in := range []map[string]any{nil, {"path": "coding/pier.txt"}, {"query": "annotator:bob"}, {"query": "machine:"}, {"query": "machine:owl"}, {"path": "coding/pier.txt", "query": "note:of"}} {
		got, _ := a.call("annotations", in)
		if strings.Contains(got, "of bob") || strings.Contains(got, "of owl") {
			t.Errorf("%v tells of others: %s", in, got)
		}
	}
	if got, _ := a.call("annotations", nil); !strings.Contains(got, "of alice") {
		t.Errorf("alice's own are not told: %s", got)
	}
	for _, path := range []string{"coding/pier.txt.bob.anno.json", "coding/pier.txt.@owl.anno.json", "coding/.stet/prompts/p.txt"} {
		if got, failed := a.call("read", map[string]any{"path": path}); !failed {
			t.Errorf("%s is read: %s", path, got)
		}
	}
}

// What an agent is told, in full: with each limit, of what cannot be read, of a long
// article piece by piece, of annotations by each query.
func TestWhatAnAgentIsTold(t *testing.T) {
	golden, err := filepath.Abs(filepath.Join("testdata", "agent.txt"))
	if err != nil {
		t.Fatal(err)
	}
	a := connectAgent(t, "owl")
	for name, text := range map[string]string{
		"news/pier.md": "---\ntitle: The pier is wet\npublisher: Riverton Gazette\ndate: 2019-07-05\nlang: en\n---\n\nNobody fell, said Jane Doe.\n",
		"broken.txt":   "\x00\x01",
		"z-long.txt":   "Long\n\n" + strings.Repeat("Ä", mostMCPText/2+4) + " end.\n",
		".stet/x.txt":  "hidden",
	} {
		path := filepath.Join(a.dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		write(t, path, []byte(text))
	}
	var out strings.Builder
	ask := func(tool, args string) {
		t.Helper()
		var in map[string]any
		if err := json.Unmarshal([]byte(args), &in); err != nil {
			t.Fatal(err)
		}
		text, failed := a.call(tool, in)
		text = uuids.ReplaceAllString(strings.ReplaceAll(text, a.dir, "DIR"), "urn:uuid:*")
		text = someDay.ReplaceAllString(digests.ReplaceAllString(versions.ReplaceAllString(text, "stet/VERSION"), "DIGEST"), "TIME")
		text = regexp.MustCompile(`@owl/[0-9a-f]+`).ReplaceAllString(text, "@owl/DIGEST")
		if n := len(text); n > 1500 {
			letters := []rune(text)
			text = fmt.Sprintf("%s … %d bytes … %s", string(letters[:60]), n, string(letters[len(letters)-60:]))
		}
		fmt.Fprintf(&out, "%s %s\n\t%v %s\n", tool, args, failed, text)
	}
	ask("suggest", `{"path":"news/pier.md","annotations":[{"kind":"claim","exact":"Nobody fell","claimant":"Jane Doe","score":0.7},{"kind":"stance","exact":"Nobody","label":"ODD"},{"kind":"claim","exact":"none"}]}`)
	ask("suggest", `{"path":"none.txt","annotations":[]}`)
	ask("suggest", `{"path":"ferry.txt","annotations":[]}`)
	for _, args := range []string{`{}`, `{"limit":1}`, `{"limit":0}`, `{"limit":-3}`, `{"limit":9}`, `{"words":"PIER wet"}`, `{"words":"pier tide"}`, `{"words":"jane"}`, `{"words":"gazette"}`, `{"words":"is","limit":1}`} {
		ask("search", args)
	}
	for _, args := range []string{`{"path":"news/pier.md"}`, `{"path":"ferry.txt","offset":10}`, `{"path":"ferry.txt","offset":-1}`, `{"path":"ferry.txt","offset":9999}`, `{"path":"broken.txt"}`, `{"path":"z-long.txt"}`, `{"path":"z-long.txt","offset":199999}`, `{"path":".stet/x.txt"}`, `{"path":"news"}`, `{"path":"news/pier.md.@owl.anno.json"}`, `{"path":"/etc/passwd"}`, `{"path":""}`} {
		ask("read", args)
	}
	p := &program{console: newConsole(os.Stdin, os.Stdout, os.Stderr)}
	var stderr strings.Builder
	printed, err := os.Create(filepath.Join(t.TempDir(), "printed"))
	if err != nil {
		t.Fatal(err)
	}
	defer printed.Close()
	for _, line := range []string{"add claim news/pier.md --exact Nobody --by Doe", "add note ferry.txt --exact tide --text when", "add note ferry.txt --whole --tag dry"} {
		t.Chdir(a.dir)
		if code := run(append(strings.Fields(line), "--annotator", "alice"), os.Stdin, printed, &stderr); code != 0 {
			t.Fatalf("%s: %s", line, stderr.String())
		}
	}
	for _, args := range []string{`{}`, `{"path":"ferry.txt"}`, `{"path":"none"}`, `{"path":"news"}`, `{"query":"kind:claim"}`, `{"query":"kind:odd"}`, `{"query":"machine:owl"}`, `{"path":"ferry.txt","query":"machine:owl"}`, `{"query":"annotator:alice kind:note"}`} {
		ask("annotations", args)
	}
	if _, err := newMCPServer(p, a.dir, "no name"); err == nil {
		t.Error("an agent suggests as a machine without a name")
	}
	if _, err := newMCPServer(p, filepath.Join(a.dir, "none"), ""); err == nil {
		t.Error("an agent is in a folder that is not there")
	}
	compareGolden(t, golden, []byte(out.String()))
}
