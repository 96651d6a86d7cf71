// The list of contradictions: a card each, both sides beside one another.

const PAGE = 20;
const QUOTES = 3; // of a side that are shown at once
let page = 0;
let drawn = 0; // the last drawing wins, however long its data takes

const scope_of = (row) => [
  ...['insurance', 'service', 'population', 'party'].map((name) => row[name] && t(`word.${row[name]}`)),
  row.level && (row.level in { 1: 0, 2: 0, 3: 0 } ? `${'一二三'[row.level - 1]}级` : t(`word.${row.level}`)),
].filter(Boolean);

/** The place, what is measured, of what. */
const title_of = (row) => [
  row.region_name ?? row.region, row.measure ? t(`measure.${row.measure}`) : t(`contradiction.${row.kind}`), row.topic && t(`word.${row.topic}`),
].filter(Boolean).join(' · ');
const told_of = (row) => (language === 'zh' ? row.zh : row.en);

async function show_list(target) {
  const mine = ++drawn;
  apply_filters();
  if (target) {
    let at = fitting.indexOf(target);
    if (at < 0) {
      filters = {};
      apply_filters();
      at = fitting.indexOf(target);
    }
    page = Math.floor(at / PAGE);
  }
  page = Math.max(0, Math.min(page, Math.ceil(fitting.length / PAGE) - 1));
  fill_filters();
  const shown = fitting.slice(page * PAGE, (page + 1) * PAGE);
  $('status').textContent = fitting.length
    ? `${number(page * PAGE + 1)}–${number(page * PAGE + shown.length)} ${t('shown_of')} ${number(fitting.length)}` : t('nothing');
  pager($('pager'), page, Math.ceil(fitting.length / PAGE), (n) => { page = n; show_list().then(() => focus_card(0)); });
  $('cards').replaceChildren(...shown.map(card));
  await Promise.all(shown.map((row) => fill_sides(row, () => mine === drawn)));
  if (target && mine === drawn) focus_card(fitting.indexOf(target) - page * PAGE);
}

function pager(place, at, pages, go) {
  const button = (label, n, off) => h('button', { type: 'button', disabled: off, onclick: () => go(n) }, label);
  place.replaceChildren(...(pages > 1 ? [
    button(t('previous'), at - 1, at === 0), h('span', {}, `${number(at + 1)} / ${number(pages)}`), button(t('next'), at + 1, at === pages - 1),
  ] : []));
}

function card(row) {
  const heading = h('h2', { id: `h-${row.id}` }, h('a', { href: `#c-${row.id}`, title: t('permalink') }, page_text(title_of(row))));
  const scope = scope_of(row).map((part) => page_text(part, 'li'));
  return h('li', { id: `card-${row.id}`, class: 'card', tabIndex: -1, 'aria-labelledby': `h-${row.id}`, 'data-review': review_of(row) },
    h('header', {},
      h('p', { class: 'badges' },
        h('span', { class: 'kind' }, t(`contradiction.${row.kind}`)),
        h('span', { class: `grave ${severity(row)}` }, `${t(`severity.${severity(row)}`)} ${row.severity.toFixed(2)}`),
        h('span', { class: 'mark' }, t(`review.${review_of(row)}`)),
        h('code', {}, row.id)),
      heading,
      scope.length ? h('ul', { class: 'scope' }, scope) : null),
    page_text(told_of(row), 'p', { class: 'told-of' }),
    h('div', { class: 'sides' }, h('p', { class: 'note' }, t('loading'))),
    likely(row),
    review_form(row));
}

function likely(row) {
  const reason = language === 'zh' ? row.why_zh : row.why_en;
  return h('p', { class: 'why' }, ...(row.likely
    ? [h('b', {}, `${t('likely')} `), page_text(row.likely), reason ? ` — ${reason}` : '']
    : [h('span', { class: 'note' }, t('no_likely'))]));
}

async function fill_sides(row, wanted) {
  const place = () => $(`card-${row.id}`)?.querySelector('.sides');
  try {
    const sides = await passages(row);
    if (!wanted()) return;
    row.first = sides[0]?.quotes.find((quote) => quote.document !== undefined);
    place()?.replaceChildren(...sides.map(side));
  } catch {
    if (wanted()) place()?.replaceChildren(h('p', { class: 'warning' }, t('load_failed')));
  }
}

function side(one) {
  const documents = one.documents === 1 ? t('one_document') : `${number(one.documents)} ${t('n_documents')}`;
  const quotes = one.quotes.map((quote) => passage(quote, one));
  const rest = quotes.slice(QUOTES);
  return h('section', { class: one.likely ? 'side likely' : 'side' },
    one.head ? h('p', { class: 'head' }, t(one.head)) : null,
    h('h3', {}, page_text(one.value), one.likely ? h('span', { class: 'flag' }, t('likely')) : null),
    h('p', { class: 'note' }, one.as_of ? `${documents} · ${t('as_of')} ${one.as_of}` : documents),
    h('ul', {}, quotes.slice(0, QUOTES)),
    rest.length ? h('details', {}, h('summary', {}, `${t('more_quotes')}${number(rest.length)}`), h('ul', {}, rest)) : null);
}

function passage(quote, one) {
  const row = INDEX.documents[quote.document];
  const published = quote.published ?? row?.published;
  const dates = [
    one.quotes.length > 1 && quote.value !== one.value ? quote.value : '',
    quote.as_of ? `${t('as_of')} ${quote.as_of}` : '', published ? `${t('published')} ${published}` : '',
  ].filter(Boolean);
  const words = h('p', { dir: 'auto' }, quote.before, h('mark', {}, page_text(quote.quote)), quote.after);
  return h('li', {}, h('blockquote', {}, words), h('p', { class: 'from' },
    row ? h('a', { href: document_link(row, quote.start, quote.end) }, page_text(document_name(row))) : null,
    dates.map((date, n) => [row || n ? ' · ' : '', page_text(date)])));
}

function review_form(row) {
  const { review, note } = mark_of(row);
  const state = review || 'open';
  const button = (value) => h('button', {
    type: 'button', 'aria-pressed': String(state === value), class: value, onclick: () => set_review(row, value === 'open' ? '' : value),
  }, t(`do.${value}`));
  const input = h('input', {
    value: note, placeholder: t('note_hint'), 'aria-label': t('note'), onchange: (event) => set_note(row, event.target.value.trim()),
  });
  return h('form', { class: 'review', 'aria-label': t('review'), onsubmit: (event) => event.preventDefault() },
    h('div', { class: 'buttons', role: 'group', 'aria-label': t('review') }, ['open', ...REVIEWS].map(button)),
    h('label', { hidden: !review }, h('span', {}, t('note')), input),
    row.stale && !review ? h('p', { class: 'warning' }, `${t('stale')}${t(`review.${row.stale}`)}`) : null);
}

function set_review(row, review) {
  mark(row, review, review ? mark_of(row).note : '');
  const old = $(`card-${row.id}`);
  if (!old) return;
  const focused = document.activeElement;
  const back = old.contains(focused) && focused !== old ? focused.className : null;
  old.dataset.review = review || 'open';
  old.querySelector('.badges .mark').textContent = t(`review.${review || 'open'}`);
  const form = review_form(row);
  old.querySelector('.review').replaceWith(form);
  if (back !== null) (form.querySelector(`button.${back || 'open'}`) ?? old).focus();
}

function set_note(row, note) {
  const { review } = mark_of(row);
  if (review) mark(row, review, note);
}

const cards = () => [...$('cards').children];
const current_card = () => document.activeElement?.closest('.card');

function focus_card(n) {
  const one = cards()[n];
  one?.focus({ preventScroll: true });
  one?.scrollIntoView({ block: 'start' });
}

/** The next card, or the one before; at the end of the page, those of the next page. */
async function step_card(by) {
  const at = cards().indexOf(current_card());
  const next = at < 0 ? 0 : at + by;
  if (next >= 0 && next < cards().length) return focus_card(next);
  const pages = Math.ceil(fitting.length / PAGE);
  if (page + by < 0 || page + by >= pages) return undefined;
  await turn_page(by);
  return focus_card(by > 0 ? 0 : cards().length - 1);
}

async function turn_page(by) {
  const pages = Math.ceil(fitting.length / PAGE);
  if (page + by < 0 || page + by >= pages) return;
  page += by;
  await show_list();
  focus_card(0);
}

const row_of_card = (one) => contradiction_by_id.get(one.id.slice('card-'.length));
