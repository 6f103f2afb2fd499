// Anchors quotes as Hypothesis's client did when it took this library for it, by the
// words and what stands around them.
const { JSDOM } = require('jsdom');
const fs = require('fs');
const { window } = new JSDOM('<!doctype html><body></body>');
for (const k of ['document', 'Node', 'Range', 'NodeFilter']) globalThis[k] = window[k];
const quote = require('dom-anchor-text-quote');
const text = fs.readFileSync(process.argv[2], 'utf8');
for (const p of text.split('\n')) { // a page of paragraphs
  const e = document.createElement('p');
  e.textContent = p + '\n';
  document.body.appendChild(e);
}
let ok = 0, n = 0;
for (const a of JSON.parse(fs.readFileSync(process.argv[3], 'utf8')).annotations) {
  for (const s of a.target[0].selector || []) {
    if (s.type !== 'TextQuoteSelector') continue;
    n++;
    const r = (quote.toRange || quote.default.toRange)(document.body, s);
    if (r && r.toString() === s.exact) ok++;
  }
}
console.log(`${ok} of ${n}`);
