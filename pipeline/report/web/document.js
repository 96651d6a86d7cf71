// A document: its text with every fact marked by its kind, and its value where one points.

const BLOCKS = 300; // drawn at one time
const BLOCK = 4000; // signs: a line without end is cut
const hidden_kinds = new Set();
let shown_document = null; // what the text view holds

async function show_document(row, target) {
  const place = $('view-document');
  if (shown_document?.row !== row) {
    place.replaceChildren(h('p', { class: 'note' }, t('loading')));
    const data = await document_text(row);
    if (asked_document !== row) return;
    const units = in_units(data.text);
    shown_document = { row, data, units, blocks: blocks_of(data, units), drawn: 0 };
  }
  shown_document.target = target && { start: shown_document.units(target.start), end: shown_document.units(target.end), target: true };
  draw_document();
  if (target) show_target();
  else scrollTo(0, 0);
}

function draw_document() {
  const { row, data, target } = shown_document;
  shown_document.drawn = 0;
  const counts = counted(data.facts.map((fact) => fact[2]));
  const found = [...new Set(data.quotes.map((quote) => quote[2]))].map((id) => contradiction_by_id.get(id)).filter(Boolean);
  const about = [
    ['source', row.source], ['publisher', row.publisher], ['published', row.published], ['url', row.url],
  ].filter(([, value]) => value);
  $('view-document').replaceChildren(
    h('p', { class: 'back' }, h('button', { type: 'button', onclick: go_back }, `← ${t('back')}`)),
    page_text(document_name(row), 'h1', { id: 'h-document' }),
    h('dl', { class: 'about' },
      about.map(([name, value]) => h('div', {}, h('dt', {}, t(name)), h('dd', {}, name === 'url' ? outside(value) : page_text(value)))),
      h('div', {}, h('dt', {}, t('text')), h('dd', {}, `${number(row.n_chars)} ${t('n_chars')} · ${number(row.facts)} ${t('n_facts')}`))),
    found.length ? h('details', { class: 'found', open: found.length <= 12 },
      h('summary', {}, `${t('contradictions_here')} ${number(found.length)}`),
      h('ul', {}, found.map((one) => h('li', {}, h('a', { href: `#c-${one.id}` }, page_text(told_of(one))))))) : null,
    h('div', { class: 'legend', role: 'group', 'aria-label': t('facts_here') },
      h('span', { class: 'note' }, t('facts_here')),
      [...counts].sort(([, a], [, b]) => b - a).map(([kind, n]) => h('button', {
        type: 'button', class: 'kind-key', 'data-k': kind, 'aria-pressed': String(!hidden_kinds.has(kind)), onclick: switch_kind,
      }, `${t(`fact.${kind}`)} ${number(n)}`)),
      data.quotes.length ? h('span', { class: 'quoted-key' }, t('quoted')) : null),
    h('article', { id: 'text', class: 'text', tabIndex: -1 }),
    h('p', { class: 'more' }, h('button', { type: 'button', id: 'more', onclick: () => draw_blocks(shown_document.drawn + BLOCKS) }, t('more_text'))));
  const last = target ? shown_document.blocks.findIndex((block) => block.end > target.start) : 0;
  draw_blocks(Math.max(last, 0) + BLOCKS);
}

const near = new IntersectionObserver((entries) => {
  if (entries.some((entry) => entry.isIntersecting) && shown_document) draw_blocks(shown_document.drawn + BLOCKS);
}, { rootMargin: '800px' });

/** A link out of the page, where it is one that a browser may follow. */
const outside = (url) => (/^https?:\/\//i.test(url) ? h('a', { href: url, rel: 'noreferrer noopener' }, page_text(url)) : page_text(url));

/** The lines of a text, long ones cut, each with what is marked in it; places count code points as the tables do. */
function blocks_of(data, units) {
  const marks = [
    ...data.facts.map(([start, end, kind, value, rule]) => ({ start: units(start), end: units(end), fact: { kind, value, rule } })),
    ...data.quotes.map(([start, end]) => ({ start: units(start), end: units(end) })),
  ].sort((a, b) => a.start - b.start || b.end - a.end);
  const blocks = [];
  let first = 0;
  let open = [];
  for (let start = 0; start < data.text.length;) {
    let end = data.text.indexOf('\n', start) + 1 || data.text.length;
    if (end - start > BLOCK) end = start + BLOCK;
    if (/[\ud800-\udbff]/.test(data.text[end - 1]) && end < data.text.length) end += 1;
    open = open.filter((mark) => mark.end > start);
    while (first < marks.length && marks[first].start < end) open.push(marks[first++]);
    blocks.push({ start, end, marks: [...open] });
    start = end;
  }
  return blocks;
}

/** From code points to the units in which JavaScript counts: the same but for texts with rare signs. */
function in_units(text) {
  if (!/[\ud800-\udbff]/.test(text)) return (place) => place;
  const wide = [];
  let points = 0;
  for (const sign of text) {
    if (sign.length > 1) wide.push(points);
    points += 1;
  }
  return (place) => {
    let low = 0;
    let high = wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (wide[middle] < place) low = middle + 1; else high = middle;
    }
    return place + low;
  };
}

function draw_blocks(upto) {
  const { blocks, drawn: from, target } = shown_document;
  const more = blocks.slice(from, upto);
  $('text').append(...more.map((block) => drawn_block(block, target)));
  shown_document.drawn = Math.min(upto, blocks.length);
  $('more').parentElement.hidden = shown_document.drawn >= blocks.length;
  near.disconnect(); // and anew: it tells only of what changes
  if (shown_document.drawn < blocks.length) near.observe($('more'));
  if (!$('text').querySelector('mark[tabindex="0"]')) $('text').querySelector('mark')?.setAttribute('tabindex', '0');
}

function drawn_block({ start, end, marks }, target) {
  const { text } = shown_document.data;
  const all = target ? [...marks, target] : marks;
  const edges = new Set([start, end]);
  for (const mark of all) {
    for (const edge of [mark.start, mark.end]) if (edge > start && edge < end) edges.add(edge);
  }
  const places = [...edges].sort((a, b) => a - b);
  const line = h('p', { dir: 'auto' });
  places.slice(0, -1).forEach((from, n) => {
    const covering = all.filter((mark) => mark.start <= from && mark.end > from);
    const words = text.slice(from, places[n + 1]).replace(/\r?\n$/, '');
    const fact = covering.find((mark) => mark.fact)?.fact;
    const quoted = covering.some((mark) => !mark.fact && !mark.target);
    const aimed = covering.some((mark) => mark.target);
    const style = [quoted && 'quoted', aimed && 'aimed', fact && hidden_kinds.has(fact.kind) && 'off'].filter(Boolean).join(' ');
    if (fact) line.append(h('mark', { 'data-k': fact.kind, 'data-value': fact.value, 'data-rule': fact.rule, class: style, tabIndex: -1 }, words));
    else if (style) line.append(h('span', { class: style }, words));
    else line.append(words);
  });
  return line;
}

function show_target() {
  const first = $('text').querySelector('.aimed');
  first?.scrollIntoView({ block: 'center' });
  (first?.closest('mark') ?? $('text')).focus({ preventScroll: true });
}

function switch_kind(event) {
  const { k } = event.currentTarget.dataset;
  if (!hidden_kinds.delete(k)) hidden_kinds.add(k);
  event.currentTarget.ariaPressed = String(!hidden_kinds.has(k));
  for (const mark of $('text').querySelectorAll(`mark[data-k="${CSS.escape(k)}"]`)) mark.classList.toggle('off', hidden_kinds.has(k));
}

/** Go to the next fact of the text, or the one before. */
function step_fact(by) {
  const marks = [...$('text').querySelectorAll('mark:not(.off)')];
  const at = marks.indexOf(document.activeElement);
  const next = at < 0 ? marks.find((mark) => mark.getBoundingClientRect().top > 80) : marks[at + by];
  if (!next) return;
  $('text').querySelector('mark[tabindex="0"]')?.setAttribute('tabindex', '-1');
  next.setAttribute('tabindex', '0');
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'center' });
}

function show_tip(mark) {
  const tip = $('tip');
  const { k, value, rule } = mark.dataset;
  tip.replaceChildren(h('b', {}, t(`fact.${k}`)), ' ', page_text(value), h('small', {}, rule));
  tip.hidden = false;
  mark.setAttribute('aria-describedby', 'tip');
  const at = mark.getClientRects()[0] ?? mark.getBoundingClientRect();
  const below = at.bottom + 8 + tip.offsetHeight < innerHeight;
  tip.style.left = `${Math.max(8, Math.min(at.left, innerWidth - tip.offsetWidth - 8))}px`;
  tip.style.top = `${below ? at.bottom + 6 : at.top - tip.offsetHeight - 6}px`;
}

function hide_tip() {
  $('tip').hidden = true;
  $('view-document').querySelector('[aria-describedby="tip"]')?.removeAttribute('aria-describedby');
}

function watch_document() {
  const place = $('view-document');
  const on_mark = (event) => event.target.closest?.('#text mark:not(.off)');
  for (const name of ['pointerover', 'focusin', 'click']) {
    place.addEventListener(name, (event) => { if (on_mark(event)) show_tip(on_mark(event)); });
  }
  for (const name of ['pointerout', 'focusout']) {
    place.addEventListener(name, (event) => { if (on_mark(event) && event.relatedTarget !== $('tip')) hide_tip(); });
  }
  $('tip').addEventListener('pointerleave', hide_tip);
  addEventListener('scroll', () => { if (document.activeElement?.getAttribute('aria-describedby') !== 'tip') hide_tip(); }, { passive: true });
}
