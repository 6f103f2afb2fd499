// Reads W3C annotations as Recogito's text annotator does, checks the words of those
// that have any, and writes them as it does.
import { JSDOM } from 'jsdom';
import fs from 'fs';

const { window } = new JSDOM('<!doctype html><body><div id="c"></div></body>', { url: 'http://localhost/' });
for (const k of ['document', 'HTMLElement', 'Node', 'Range', 'Element', 'MutationObserver', 'getComputedStyle', 'CustomEvent', 'Event', 'NodeFilter', 'navigator'])
  Object.defineProperty(globalThis, k, { value: window[k], configurable: true, writable: true });
Object.assign(globalThis, { window, ResizeObserver: class { observe() {} disconnect() {} } });
const { W3CTextFormat, reviveAnnotation } = await import('@recogito/text-annotator');

const [text, items] = [fs.readFileSync(process.argv[2], 'utf8'), JSON.parse(fs.readFileSync(process.argv[3], 'utf8'))];
const page = document.getElementById('c');
page.textContent = text;
const format = W3CTextFormat(items.map(a => a.target.source).find(s => s), page);
let ok = 0, n = 0;
const back = [];
for (const item of items) {
  const { parsed, error } = format.parse(item); // throws at a target that it cannot bear: then nothing is loaded
  if (item.target.selector.length > 0) n++;
  if (error) continue; // told, and left out: it has no words
  const s = parsed.target.selector[0];
  if (text.slice(s.start, s.end) === s.quote) ok++;
  back.push(format.serialize(reviveAnnotation(parsed, page)));
}
fs.writeFileSync(process.argv[4], JSON.stringify(back));
console.log(`${ok} of ${n}`);
