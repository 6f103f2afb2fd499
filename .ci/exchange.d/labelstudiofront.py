"""Opens tasks in Label Studio's front end, in Chromium: the words that it marks have to
be those of the file. Writes the tasks with what it saves of them."""
import html, json, os, re, subprocess, sys, tempfile

chromium, build, tasks, back = sys.argv[1:]
CONFIG = """<View><Relations>%s</Relations><Labels name="label" toName="text">%s</Labels><Text name="text" value="$text"/>
<Choices name="article" toName="text" choice="multiple">%s</Choices>
<TextArea name="comment" toName="text" perRegion="true"/></View>"""
PAGE = """<!doctype html><meta charset="utf-8"><div id="here"></div><script src="file://%s/static/js/main.js"></script>
<pre id="out"></pre><script>
const failed = e => { document.getElementById('out').dataset.error = e.stack || e; };
addEventListener('error', e => failed(e.error || e.message));
const config = %s, task = %s, say = o => { document.getElementById('out').textContent = JSON.stringify(o) };
new LabelStudio('here', {config, interfaces: ['panel', 'controls', 'annotations:menu'], user: {pk: 1, firstName: 'me'}, task,
  onLabelStudioLoad: LS => setTimeout(() => { try {
    const store = LS.annotationStore, out = [];
    for (const a of store.annotations) {
      store.selectAnnotation(a.id);
      const saved = a.serializeAnnotation();
      const marked = a.regions.filter(r => r._spans).map(r => [r._spans.map(s => s.textContent).join(''), saved.find(s => s.id === r.cleanId || s.id === r.id)]);
      out.push({saved, marked});
    }
    say(out);
  } catch (e) { failed(e); } }, 1500)});
</script>"""

with open(tasks, encoding="utf-8") as f:
    all_tasks = json.load(f)
ok = n = 0
for task in all_tasks:
    spans = [r for a in task["annotations"] for r in a["result"] if "start" in r.get("value", {})]
    n += len(spans)
    labels = sorted({l for r in spans for l in r["value"].get("labels", [])})
    relations = sorted({l for a in task["annotations"] for r in a["result"] if r["type"] == "relation" for l in r.get("labels", [])})
    choices = sorted({c for a in task["annotations"] for r in a["result"] for c in r.get("value", {}).get("choices", [])})
    config = CONFIG % tuple("".join('<%s value="%s"/>' % (tag, html.escape(l, quote=True)) for l in values)
                            for tag, values in (("Relation", relations), ("Label", labels), ("Choice", choices or ["note"])))
    data = json.dumps(dict(task, id=1, predictions=[], annotations=[dict(a, id=str(i + 1)) for i, a in enumerate(task["annotations"])]))
    with tempfile.TemporaryDirectory() as folder:
        page = os.path.join(folder, "page.html")
        with open(page, "w", encoding="utf-8") as f:
            f.write(PAGE % (build, json.dumps(config).replace("</", "<\\/"), data.replace("</", "<\\/")))
        dom = subprocess.run([chromium, "--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files", "--user-data-dir=" + folder,
                              "--virtual-time-budget=20000", "--dump-dom", "file://" + page], capture_output=True, text=True, timeout=100).stdout
    m = re.search(r'<pre id="out">(.+?)</pre>', dom, re.S)
    if not m:
        print("the front end fails:", *re.findall(r'data-error="(.*?)"', dom, re.S))
        continue
    said = json.loads(html.unescape(m.group(1)))
    want = {r["id"]: r["value"] for r in spans}
    for text, saved in (m for s in said for m in s["marked"]):
        v = want.get(saved and saved["id"])
        right = v and text == task["data"]["text"][v["start"]:v["end"]].replace("\r", "").replace("\n", "") and (saved["value"]["start"], saved["value"]["end"]) == (v["start"], v["end"])
        ok += bool(right)
        if not right:
            print(repr(text), saved, v)
    of = {r["id"]: s["saved"] for s in said for r in s["saved"] if "id" in r}
    for a in task["annotations"]:
        a["result"] = next((of[r["id"]] for r in a["result"] if r.get("id") in of), a["result"])
with open(back, "w", encoding="utf-8") as f:
    json.dump(all_tasks, f, ensure_ascii=False)
print(ok, "of", n)
