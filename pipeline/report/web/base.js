// Elements, words in two languages, what the browser remembers.

const $ = (id) => document.getElementById(id);
const root = document.documentElement;

/** An element; what comes from documents is only ever set as text. */
function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name in element && name !== 'list') element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A text from a document, kept from turning the order of what stands around it. */
const page_text = (text, tag = 'bdi', properties = {}) => h(tag, { dir: 'auto', ...properties }, text);

const WORDS = JSON.parse($('data-words').textContent);

const memory = {
  get(key) {
    try { return JSON.parse(localStorage.getItem(`jiaokan.${key}`)); } catch { return null; }
  },
  /** Whether the browser keeps it. */
  set(key, value) {
    try { localStorage.setItem(`jiaokan.${key}`, JSON.stringify(value)); return true; } catch { return false; }
  },
};

let language = memory.get('language') ?? (navigator.language.startsWith('zh') ? 'zh' : 'en');

/** The word of a key, or the key's own last part: a word of the page. */
const t = (key) => WORDS[key]?.[language === 'zh' ? 0 : 1] ?? key.slice(key.indexOf('.') + 1);
const number = (n) => n.toLocaleString('en-US');

/** Put every marked element below one into the reader's language. */
function translate(place) {
  const attributes = [['t', 'textContent'], ['tLabel', 'ariaLabel'], ['tHint', 'placeholder']];
  for (const [key, property] of attributes) {
    const name = `data-${key.replace('L', '-l').replace('H', '-h')}`;
    for (const element of place.querySelectorAll(`[${name}]`)) {
      if (element.dataset[key] in WORDS) element[property] = t(element.dataset[key]);
    }
  }
}

/** Say something that passes. */
function tell(text) {
  $('told').textContent = text;
  $('told').hidden = false;
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => { $('told').hidden = true; }, 6000);
}

const THEMES = ['auto', 'light', 'dark'];

const system_dark = matchMedia('(prefers-color-scheme: dark)');

function show_theme(theme) {
  root.dataset.theme = theme;
  root.dataset.shade = theme === 'auto' ? (system_dark.matches ? 'dark' : 'light') : theme;
  $('theme').dataset.tLabel = `theme_${theme}`;
  $('theme').title = $('theme').ariaLabel = t(`theme_${theme}`);
}

show_theme(THEMES.includes(memory.get('theme')) ? memory.get('theme') : 'auto');
system_dark.addEventListener('change', () => show_theme(root.dataset.theme));
$('theme').addEventListener('click', () => {
  const next = THEMES[(THEMES.indexOf(root.dataset.theme) + 1) % THEMES.length];
  memory.set('theme', next);
  show_theme(next);
});
