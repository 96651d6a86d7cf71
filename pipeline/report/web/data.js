// The parts of the data: in the page itself, or in scripts beside it that call jiaokan(name, data).

const KEPT = 24; // parts in memory
const parts = new Map();
const waiting = new Map();

window.jiaokan = (name, data) => waiting.get(name)?.(data);

/** A part of the data, once it is there. */
function load(name) {
  if (!parts.has(name)) {
    parts.set(name, fetched(name));
    parts.get(name).catch(() => parts.delete(name));
    const spare = [...parts.keys()].find((key) => key !== 'index' && key !== name);
    if (parts.size > KEPT) parts.delete(spare);
  }
  return parts.get(name);
}

async function fetched(name) {
  const inside = $(`data-${name}`);
  if (inside) return JSON.parse(inside.textContent);
  return new Promise((resolve, reject) => {
    const script = h('script', { src: `${root.dataset.folder}/${name}.js` });
    waiting.set(name, resolve);
    script.onload = () => { waiting.delete(name); script.remove(); reject(new Error(name)); };
    script.onerror = () => { waiting.delete(name); script.remove(); reject(new Error(name)); };
    document.head.append(script);
  });
}

let INDEX;
const contradiction_by_id = new Map();
const document_by_id = new Map();

async function load_index() {
  INDEX = await load('index');
  INDEX.contradictions.forEach((row, n) => { row.n = n; contradiction_by_id.set(row.id, row); });
  INDEX.documents.forEach((row, n) => { row.n = n; document_by_id.set(row.id, row); });
}

/** The sides of a contradiction with their passages. */
async function passages(row) {
  const part = await load(`passages-${Math.floor(row.n / INDEX.passages)}`);
  const found = part.find((one) => one.id === row.id);
  if (!found) throw new Error(row.id);
  return found.sides;
}

/** A document's text, facts and quotes. */
async function document_text(row) {
  const found = (await load(`documents-${row.part}`)).find((one) => one.id === row.id);
  if (!found) throw new Error(row.id);
  return found;
}

const document_name = (row) => row.title || row.source || t('untitled');
const document_link = (row, start, end) => `#d-${encodeURIComponent(row.id)}${start === undefined ? '' : `@${start}-${end}`}`;
const [HIGH, LOW] = root.dataset.bands.split(',').map(Number);
const severity = (row) => (row.severity >= HIGH ? 'high' : row.severity >= LOW ? 'middle' : 'low');
