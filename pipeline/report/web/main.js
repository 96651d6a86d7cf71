// Which view the address asks for, the keys, and the beginning.

const VIEWS = ['overview', 'contradictions', 'documents', 'document'];
let asked_document = null;
let list_address = '#contradictions'; // where Escape goes back to from a document

function show_view(name) {
  for (const view of VIEWS) $(`view-${view}`).hidden = view !== name;
  for (const link of document.querySelectorAll('nav [data-view]')) {
    const here = link.dataset.view === name || (name === 'document' && link.dataset.view === 'documents');
    if (here) link.setAttribute('aria-current', 'page'); else link.removeAttribute('aria-current');
  }
  hide_tip();
}

function decoded(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}

/** Show what the address asks for. */
async function route() {
  const hash = location.hash.slice(1);
  const [view, query = ''] = hash.split('?');
  asked_document = null;
  try {
    if (view === 'contradictions' || view.startsWith('c-')) {
      const values = new URLSearchParams(query);
      const target = view.startsWith('c-') ? contradiction_by_id.get(decoded(view.slice(2))) : undefined;
      if (view.startsWith('c-') && !target) tell(`${t('not_found')}${decoded(view.slice(2))}`);
      if (!target) {
        const asked = Object.fromEntries(FILTERS.map((name) => [name, values.get(name) ?? '']));
        if (JSON.stringify(asked) !== JSON.stringify(filters)) page = 0;
        filters = asked;
      }
      show_view('contradictions');
      list_address = location.hash;
      await show_list(target);
    } else if (view === 'documents') {
      const values = new URLSearchParams(query);
      shelf_filters = { q: values.get('q') ?? '', order: values.get('order') ?? '' };
      show_view('documents');
      list_address = location.hash;
      show_shelf();
    } else if (view.startsWith('d-')) {
      const [id, span = ''] = view.slice(2).split('@');
      const row = document_by_id.get(decoded(id));
      if (!row) { tell(`${t('not_found')}${decoded(id)}`); show_view('documents'); show_shelf(); return; }
      asked_document = row;
      show_view('document');
      const [start, end] = span.split('-').map(Number);
      await show_document(row, end > start ? { start, end } : undefined);
    } else if (!view || view === 'overview') {
      show_view('overview');
    }
  } catch {
    tell(t('load_failed'));
  }
}

function go_back() {
  location.hash = list_address;
}

function speak() {
  root.lang = language === 'zh' ? 'zh-CN' : 'en';
  document.title = t('title');
  translate(document);
  $('language').lang = language === 'zh' ? 'en' : 'zh-CN';
  show_theme(root.dataset.theme);
  const left = Object.entries(INDEX?.left_out ?? {}).filter(([, n]) => n > 0).map(([name, n]) => `${t(name)} ${number(n)}`);
  $('left-out').hidden = !left.length;
  $('left-out').textContent = `${t('left_out')}${left.join(' · ')}`;
}

function set_language(next) {
  language = next;
  memory.set('language', language);
  speak();
  count_marks();
  if (shown_document) draw_document();
  route();
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  '/': () => {
    if ($('view-contradictions').hidden && $('view-documents').hidden) location.hash = '#contradictions';
    setTimeout(() => $($('view-documents').hidden ? 'filters' : 'shelf-filters').elements.q.focus());
  },
  Enter: () => {
    const first = current_card() && row_of_card(current_card()).first;
    if (first && document.activeElement === current_card()) location.hash = document_link(INDEX.documents[first.document], first.start, first.end);
  },
  c: () => mark_current('confirmed'),
  x: () => mark_current('dismissed'),
  u: () => mark_current(''),
  '[': () => turn(-1),
  ']': () => turn(1),
  1: () => { location.hash = '#overview'; },
  2: () => { location.hash = '#contradictions'; },
  3: () => { location.hash = '#documents'; },
  '?': () => $('help').showModal(),
};

function step(by) {
  if (!$('view-document').hidden) step_fact(by);
  else if (!$('view-contradictions').hidden) step_card(by);
  else if (!$('view-documents').hidden) {
    const links = [...$('shelf').querySelectorAll('li > a')];
    links[links.indexOf(document.activeElement) + by]?.focus();
  }
}

function turn(by) {
  if (!$('view-contradictions').hidden) turn_page(by);
  else if (!$('view-documents').hidden) { shelf_page += by; show_shelf(); }
}

function mark_current(review) {
  if (current_card()) set_review(row_of_card(current_card()), review);
}

function escape_key() {
  if (!$('tip').hidden) hide_tip();
  else if (document.activeElement?.matches('input, select')) document.activeElement.blur();
  else if (!$('view-document').hidden) go_back();
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector('dialog[open]')) return;
  if (event.key === 'Escape') { escape_key(); return; }
  if (event.target.matches('input, select, textarea')) return;
  if (event.key === 'Enter' && event.target.matches('a, button, summary')) return;
  const act = KEYS[event.key];
  if (!act) return;
  if (event.key !== 'Enter') event.preventDefault();
  act();
});

document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault();
  $('main').focus();
});
$('language').addEventListener('click', () => set_language(language === 'zh' ? 'en' : 'zh'));
$('open-help').addEventListener('click', () => $('help').showModal());

addEventListener('beforeprint', () => {
  if (!$('view-document').hidden && shown_document) draw_blocks(Infinity);
  for (const details of document.querySelectorAll('details')) details.open = true;
});

async function begin() {
  speak();
  try {
    await load_index();
  } catch {
    tell(t('load_failed'));
    return;
  }
  $('n-contradictions').textContent = number(INDEX.contradictions.length);
  $('n-documents').textContent = number(INDEX.documents.length);
  speak();
  watch_marks(route);
  recall();
  watch_filters();
  watch_shelf();
  watch_document();
  addEventListener('hashchange', route);
  await route();
  root.dataset.ready = 'true';
}

begin();
