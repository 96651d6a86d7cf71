// Marks that a reader makes: kept in the browser, given back as reviews.csv.

const COLUMNS = ['contradiction_id', 'review', 'note', 'who', 'when', 'evidence'];
const REVIEWS = ['confirmed', 'dismissed'];
// Pages of one disk share their memory, so each page has a place of its own.
const PLACE = `marks.${location.pathname}`;
let changes = new Map(); // id -> {review ('' for none), note, who, when, evidence, base}
let kept = true;

const base_of = (row) => `${row.review ?? ''}\n${row.note ?? ''}`;

/** Take up the marks made in this browser, but for those that the tables know by now or that were made on other evidence. */
function recall() {
  for (const [id, mark] of memory.get(PLACE) ?? []) {
    const row = contradiction_by_id.get(id);
    if (row && mark.evidence === row.evidence && mark.base === base_of(row)) changes.set(id, mark);
  }
  kept = memory.set(PLACE, [...changes]);
  count_marks();
}

/** What a contradiction is marked as now. */
function mark_of(row) {
  const change = changes.get(row.id);
  return change ? { review: change.review, note: change.note } : { review: row.review ?? '', note: row.review ? row.note ?? '' : '' };
}

const review_of = (row) => mark_of(row).review || 'open';

function mark(row, review, note) {
  const same = review === (row.review ?? '') && note === (row.review ? row.note ?? '' : '');
  if (same) changes.delete(row.id);
  else {
    changes.set(row.id, { review, note, who: $('who').value.trim(), when: today(), evidence: row.evidence, base: base_of(row) });
  }
  kept = memory.set(PLACE, [...changes]);
  count_marks();
}

function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, '0')).join('-');
}

function count_marks() {
  $('n-marks').textContent = changes.size;
  $('n-marks').hidden = !changes.size;
  $('marks-lost').hidden = kept;
  const counts = { confirmed: 0, dismissed: 0, open: 0 };
  INDEX.contradictions.forEach((row) => { counts[review_of(row)] += 1; });
  const told = Object.entries(counts).map(([review, n]) => `${t(`review.${review}`)} ${number(n)}`);
  $('marks-count').textContent = `${told.join(' · ')} · ${t('changed_here')} ${number(changes.size)}`;
}

/** The rows of reviews.csv: those that were there, with the changes in their place, new ones at the end. */
function merged() {
  const [header, ...rows] = INDEX.marks;
  const names = header.map((name) => name.trim().toLowerCase());
  const place = (column) => names.indexOf(column);
  const result = rows.map((row) => [...row]);
  for (const [id, change] of changes) {
    const at = result.findIndex((row) => row[place('contradiction_id')]?.trim() === id);
    if (!change.review) {
      if (at >= 0) result.splice(at, 1);
      continue;
    }
    const row = at >= 0 ? result[at] : [];
    if (at < 0) result.push(row);
    while (row.length < header.length) row.push('');
    const cells = { contradiction_id: id, ...change };
    for (const column of COLUMNS) row[place(column)] = cells[column];
  }
  return [header, ...result];
}

const cell = (text) => (/[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const as_csv = (rows) => rows.map((row) => `${row.map(cell).join(',')}\n`).join('');

function export_marks() {
  const rows = merged();
  // The mark in front tells Excel that it is UTF-8.
  const url = URL.createObjectURL(new Blob([`\ufeff${as_csv(rows)}`], { type: 'text/csv' }));
  h('a', { href: url, download: 'reviews.csv' }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
  tell(`${t('exported')}${number(rows.length - 1)}`);
}

/** The cells of a CSV text; quotes may hold commas and line ends. */
function from_csv(text) {
  const rows = [[]];
  const cells = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\r|\n|$)/y;
  while (cells.lastIndex < text.length) {
    const found = cells.exec(text);
    if (!found) throw new Error(`line ${rows.length}`);
    rows.at(-1).push(found[1]?.replaceAll('""', '"') ?? found[2]);
    if (found[3] !== ',' && found[3] !== '') rows.push([]);
  }
  return rows.filter((row) => row.some((one) => one.trim()));
}

async function import_marks(file) {
  try {
    const [header = [], ...rows] = from_csv((await file.text()).replace(/^\ufeff/, ''));
    const names = header.map((name) => name.trim().toLowerCase());
    if (!names.includes('contradiction_id') || !names.includes('review')) throw new Error(t('bad_columns'));
    let taken = 0;
    for (const cells of rows) {
      const given = Object.fromEntries(names.map((name, n) => [name, (cells[n] ?? '').trim()]));
      const row = contradiction_by_id.get(given.contradiction_id);
      const review = given.review.toLowerCase();
      if (!row || !REVIEWS.includes(review) || (given.evidence && given.evidence !== row.evidence)) continue;
      mark(row, review, given.note ?? '');
      const change = changes.get(row.id);
      if (change) Object.assign(change, { who: given.who ?? '', when: given.when || change.when });
      taken += 1;
    }
    kept = memory.set(PLACE, [...changes]);
    tell(`${t('marks_imported')}${number(taken)} / ${number(rows.length)}`);
  } catch (error) {
    tell(`${t('marks_bad')}${error.message}`);
  }
}

function watch_marks(refresh) {
  $('who').value = memory.get('who') ?? '';
  $('who').addEventListener('change', () => memory.set('who', $('who').value.trim()));
  $('open-marks').addEventListener('click', () => { count_marks(); $('marks').showModal(); });
  $('export').addEventListener('click', export_marks);
  $('import').addEventListener('change', async (event) => {
    if (event.target.files.length) await import_marks(event.target.files[0]);
    event.target.value = '';
    count_marks();
    refresh();
  });
  $('forget').addEventListener('click', () => {
    changes = new Map();
    kept = memory.set(PLACE, []);
    count_marks();
    refresh();
  });
  window.addEventListener('beforeunload', (event) => { if (!kept && changes.size) event.preventDefault(); });
}
