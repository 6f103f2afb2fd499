"""Imports tasks into a server of Label Studio, exports them, checks the words."""
import json, os, subprocess, sys, time, urllib.error, urllib.request

program, home, tasks, back = sys.argv[1:]
os.makedirs(home, exist_ok=True)
port, token = "8097", "0123456789abcdef0123456789abcdef01234567"
env = dict(os.environ, LABEL_STUDIO_BASE_DATA_DIR=home, COLLECT_ANALYTICS="false", LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN="true")
server = subprocess.Popen([program, "start", "--no-browser", "--port", port, "--username", "me@example.org", "--password", "Secret123!",
                           "--user-token", token], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def call(method, path, data=None):
    data = data if data is None or isinstance(data, bytes) else json.dumps(data).encode()
    r = urllib.request.Request(f"http://127.0.0.1:{port}{path}", data, {"Authorization": "Token " + token, "Content-Type": "application/json"}, method=method)
    with urllib.request.urlopen(r, timeout=60) as f:
        return json.loads(f.read() or b"null")


try:
    for _ in range(200):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/version", timeout=2)
            break
        except (urllib.error.URLError, OSError):
            time.sleep(1)
    labels = "".join(f'<Label value="{l}"/>' for l in ("PERSON", "ORG", "quote", "claim", "note", "Vessel"))
    project = call("POST", "/api/projects", {"title": "test", "label_config": '<View><Labels name="label" toName="text">' + labels +
                   '</Labels><Text name="text" value="$text"/><Choices name="article" toName="text"><Choice value="note"/></Choices></View>'})["id"]
    call("POST", f"/api/projects/{project}/import", open(tasks, "rb").read())
    out = call("GET", f"/api/projects/{project}/export?exportType=JSON")
    json.dump(out, open(back, "w"))
    ok = n = 0
    for t in out:
        for a in t["annotations"]:
            for v in (r["value"] for r in a["result"] if "start" in r.get("value", {})):
                n += 1
                ok += t["data"]["text"][v["start"]:v["end"]] == v["text"]
    print(ok, "of", n)
finally:
    server.terminate()
    server.wait(20)
