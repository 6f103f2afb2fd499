package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"stet/annotate/store"
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
