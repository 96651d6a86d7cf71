// The list of documents.

const SHELF = 50;
let shelf_page = 0;
let shelf_filters = {};

const ORDERS = {
  contradictions: (a, b) => b.found - a.found || a.n - b.n,
  facts: (a, b) => b.facts - a.facts || a.n - b.n,
  id: (a, b) => a.n - b.n,
};

function show_shelf() {
  const wanted = pages_of(shelf_filters.q ?? '');
  const order = ORDERS[shelf_filters.order] ?? ORDERS.contradictions;
  const rows = (shelf_filters.q ? INDEX.documents.filter((row) => wanted.has(row.n)) : [...INDEX.documents]).sort(order);
  const pages = Math.ceil(rows.length / SHELF);
  shelf_page = Math.max(0, Math.min(shelf_page, pages - 1));
  const shown = rows.slice(shelf_page * SHELF, (shelf_page + 1) * SHELF);
  const form = $('shelf-filters').elements;
  if (document.activeElement !== form.q) form.q.value = shelf_filters.q ?? '';
  form.order.value = shelf_filters.order in ORDERS ? shelf_filters.order : 'contradictions';
  $('shelf-status').textContent = rows.length
    ? `${number(shelf_page * SHELF + 1)}–${number(shelf_page * SHELF + shown.length)} ${t('shown_of')} ${number(rows.length)}` : t('nothing');
  $('shelf').replaceChildren(...shown.map(shelf_row));
  pager($('shelf-pager'), shelf_page, pages, (n) => { shelf_page = n; show_shelf(); scrollTo(0, 0); });
}

function shelf_row(row) {
  const about = [row.publisher, row.published, row.source].filter(Boolean);
  return h('li', {},
    h('a', { href: document_link(row) }, page_text(document_name(row))),
    h('p', { class: 'note' }, about.map((part, n) => [n ? ' · ' : '', page_text(part)])),
    h('p', { class: 'counts' },
      h('b', { class: row.found ? 'some' : '' }, number(row.found)), ` ${t('n_contradictions')}`,
      h('b', {}, number(row.facts)), ` ${t('n_facts')}`));
}

function watch_shelf() {
  const form = $('shelf-filters');
  let timer;
  const change = () => {
    const given = { q: form.elements.q.value.trim(), order: form.elements.order.value };
    history.replaceState(null, '', address('documents', given.order === 'contradictions' ? { q: given.q } : given));
    shelf_page = 0;
    route();
  };
  form.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(change, 150); });
  form.addEventListener('submit', (event) => event.preventDefault());
}
