// Which contradictions are looked for: the filters of the form, which stand in the address too.

const FILTERS = ['q', 'kind', 'measure', 'region', 'severity', 'review', 'doc'];
const NONE = 'none';
const SUGGESTED = 20;
let filters = {};
let fitting = []; // the rows that pass the filters

const folded = (text) => text.normalize('NFKC').toLowerCase();

/** A place with all that lies in it: 130000 for a province, 131000 for its city. */
const within = (region) => region.replace(/(00){1,2}$/, '');

/** The words by which a row is found. */
function found_by(row) {
  row.words ??= folded([
    row.id, row.en, row.zh, row.topic, row.region_name, row.region, row.population, row.quotes, row.likely,
    ...['contradiction', 'measure'].flatMap((kind) => WORDS[`${kind}.${row[kind === 'measure' ? 'measure' : 'kind']}`] ?? []),
    ...row.documents.map((n) => `${INDEX.documents[n].id} ${INDEX.documents[n].title ?? ''}`),
  ].filter(Boolean).join('\n'));
  return row.words;
}

function fits(row, terms, pages) {
  const { kind, measure, region, severity: grave, review, doc } = filters;
  return (!kind || row.kind === kind)
    && (!measure || (row.measure ?? NONE) === measure)
    && (!region || (region === NONE ? !row.region : (row.region ?? '').startsWith(within(region))))
    && (!grave || severity(row) === grave)
    && (!review || review_of(row) === review)
    && (!doc || row.documents.some((n) => pages.has(n)))
    && terms.every((term) => found_by(row).includes(term));
}

/** The numbers of the documents whose id, title or file holds the text; of the one with that id where there is one. */
function pages_of(text) {
  if (document_by_id.has(text)) return new Set([document_by_id.get(text).n]);
  const wanted = folded(text);
  return new Set(INDEX.documents.filter((row) => folded(`${row.id}\n${row.title ?? ''}\n${row.source}`).includes(wanted)).map((row) => row.n));
}

function apply_filters() {
  const terms = folded(filters.q ?? '').split(/\s+/).filter(Boolean);
  const pages = filters.doc ? pages_of(filters.doc) : new Set();
  fitting = INDEX.contradictions.filter((row) => fits(row, terms, pages));
}

/** The address of a list with those filters. */
function address(view, values) {
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value)).toString();
  return `#${view}${query ? `?${query}` : ''}`;
}

function counted(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function choices(name, entries) {
  const select = $('filters').elements[name];
  select.replaceChildren(
    h('option', { value: '' }, t('all')),
    ...entries.map(([value, label, n]) => h('option', { value }, n === undefined ? label : `${label} (${number(n)})`)),
  );
  select.value = filters[name] ?? '';
}

/** The places that contradictions are about, each below its province. */
function places() {
  const names = new Map();
  for (const row of INDEX.contradictions) {
    if (row.region) names.set(row.region, row.region_name ?? row.region);
  }
  const asked = filters.region; // a place without any, as the map leads to it
  if (asked && asked !== NONE && !names.has(asked)) names.set(asked, INDEX.provinces[asked] ?? asked);
  for (const region of [...names.keys()]) {
    const province = `${region.slice(0, 2)}0000`;
    if (!names.has(province) && province in INDEX.provinces) names.set(province, INDEX.provinces[province]);
  }
  const rows = INDEX.contradictions.filter((row) => row.region);
  return [
    [NONE, t('no_region'), INDEX.contradictions.length - rows.length],
    ...[...names].sort().map(([region, name]) => [
      region,
      `${region.endsWith('0000') ? '' : '\u2003'}${name}`,
      rows.filter((row) => row.region.startsWith(within(region))).length,
    ]),
  ];
}

function fill_filters() {
  const rows = INDEX.contradictions;
  const by_number = ([, a], [, b]) => b - a;
  choices('kind', [...counted(rows.map((row) => row.kind))].sort(by_number).map(([kind, n]) => [kind, t(`contradiction.${kind}`), n]));
  choices('measure', [...counted(rows.map((row) => row.measure ?? NONE))].sort(by_number)
    .map(([measure, n]) => [measure, measure === NONE ? t('no_measure') : t(`measure.${measure}`), n]));
  choices('region', places());
  const grave = counted(rows.map(severity));
  choices('severity', ['high', 'middle', 'low'].map((band) => [band, t(`severity.${band}`), grave.get(band) ?? 0]));
  choices('review', ['open', ...REVIEWS].map((review) => [review, t(`review.${review}`)]));
  for (const name of ['q', 'doc']) {
    const input = $('filters').elements[name];
    if (document.activeElement !== input) input.value = filters[name] ?? '';
  }
}

/** Documents to choose from while a part of a title is typed. */
function suggest() {
  const pages = [...pages_of($('filters').elements.doc.value)].slice(0, SUGGESTED).map((n) => INDEX.documents[n]);
  $('doc-list').replaceChildren(...pages.map((row) => h('option', { value: row.id }, document_name(row))));
}

function watch_filters() {
  const form = $('filters');
  const change = () => {
    const given = Object.fromEntries(FILTERS.map((name) => [name, form.elements[name].value.trim()]));
    history.replaceState(null, '', address('contradictions', given));
    route();
  };
  let timer;
  form.addEventListener('input', (event) => {
    if (event.target.name === 'doc') suggest();
    clearTimeout(timer);
    timer = setTimeout(change, event.target.tagName === 'SELECT' ? 0 : 150);
  });
  form.addEventListener('reset', (event) => {
    event.preventDefault();
    for (const name of FILTERS) form.elements[name].value = '';
    change();
  });
  form.addEventListener('submit', (event) => event.preventDefault());
}
