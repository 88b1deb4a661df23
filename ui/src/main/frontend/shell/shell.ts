// Keys that work on every page, and the colour scheme. Single letters rest while somebody types, and can be switched off.

import { go, isTyping } from './keys';

const pages: Record<string, string> = { l: '/launch', r: '/runs', q: '/queue', c: '/compare', g: '/gallery', d: '/data', t: '/team', a: '/activity' };

const list: [string, string][] = [
  ['G then L', 'Launch'],
  ['G then R', 'Runs'],
  ['G then T', 'Team'],
  ['G then Q', 'Queue'],
  ['G then G', 'Gallery'],
  ['G then C', 'Compare'],
  ['G then D', 'Data sets'],
  ['G then A', 'Activity'],
  ['N', 'New launch'],
  ['B', 'Notifications'],
  ['/', 'Filter'],
  ['Esc', 'Close what is open'],
  ['?', 'This list'],
];

let afterG = Number.NEGATIVE_INFINITY;

/** Under an open dialog the page waits, and so do its keys. */
const dialogs = 'dialog[open], vaadin-dialog[opened], vaadin-confirm-dialog[opened]';

function rests(event: KeyboardEvent): boolean {
  return event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || document.querySelector(dialogs) !== null
    || (localStorage.getItem('gannet.letters') === 'off' && event.key !== '?');
}

/** The letter after G is nobody else's, so this comes before what has the focus and before the page. */
function lead(event: KeyboardEvent): void {
  if (event.timeStamp - afterG >= 1500 || rests(event)) return;
  const page = pages[event.key.toLowerCase()];
  afterG = Number.NEGATIVE_INFINITY;
  if (!page) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  go(page);
}

/** A page may have taken the key for itself: this comes after it. */
function press(event: KeyboardEvent): void {
  if (rests(event)) return;
  const key = event.key.toLowerCase();
  if (key === 'g') {
    afterG = event.timeStamp;
  } else if (key === 'n') {
    event.preventDefault();
    go('/launch');
  } else if (key === 'b') {
    event.preventDefault();
    [...document.querySelectorAll<HTMLElement>('.bell > vaadin-button')].find((bell) => bell.checkVisibility())?.click();
  } else if (key === '?') {
    event.preventDefault();
    keys();
  } else if (key === '/') {
    const filter = document.querySelector<HTMLElement>('[data-filter]');
    if (filter) {
      event.preventDefault();
      filter.focus();
    }
  }
}

function keys(): void {
  if (document.querySelector('dialog.keys')) return;
  const dialog = document.createElement('dialog');
  dialog.className = 'keys';
  const title = document.createElement('h2');
  title.textContent = 'Keys';
  const table = document.createElement('dl');
  for (const [key, meaning] of list) {
    const term = document.createElement('dt');
    for (const word of key.split(' ')) {
      if (word === 'then') term.append(' then ');
      else term.append(Object.assign(document.createElement('kbd'), { textContent: word }));
    }
    table.append(term, Object.assign(document.createElement('dd'), { textContent: meaning }));
  }
  const letters = document.createElement('label');
  const box = Object.assign(document.createElement('input'), { type: 'checkbox', checked: localStorage.getItem('gannet.letters') !== 'off' });
  box.onchange = () => localStorage.setItem('gannet.letters', box.checked ? 'on' : 'off');
  letters.append(box, ' Single letters are keys');
  const close = Object.assign(document.createElement('button'), { className: 'btn', textContent: 'Close', onclick: () => dialog.close() });
  const foot = Object.assign(document.createElement('footer'), {});
  foot.append(letters, close);
  dialog.append(title, table, foot);
  dialog.onclose = () => dialog.remove();
  dialog.onclick = (event) => event.target === dialog && dialog.close();
  document.body.append(dialog);
  dialog.showModal();
}

function scheme(chosen: string): void {
  localStorage.setItem('gannet.scheme', chosen);
  document.documentElement.dataset.scheme = chosen;
}

// Whether the server answers, and whether the one who opened the page is still signed in. A page that lost its server says
// so, keeps what it shows, and goes on by itself; one whose session ended leads to the sign-in page and from there back.

const patience = { asking: 5000, again: 2000, answer: 6000 };
let lostAt: Date | undefined;
let person: string | undefined;
let next = 0;

async function ask(): Promise<void> {
  clearTimeout(next);
  let answers = false;
  try {
    // Before somebody signs in there is nobody to ask for.
    const answer = await fetch(document.querySelector('.side') ? '/api/v1/me' : '/health', { cache: 'no-store', signal: AbortSignal.timeout(patience.answer) });
    answers = answer.status < 500;
    if (document.querySelector('.side')) {
      if (answer.status === 401) return location.assign(`/sign-in?to=${encodeURIComponent(location.pathname + location.search)}`);
      const now = answer.ok ? (await answer.json()).id : person;
      // Somebody else signed in beside this page.
      if (person && now !== person) return location.reload();
      person = now;
    }
  } catch {
    answers = false;
  }
  if (answers) found(); else lost();
  next = window.setTimeout(ask, answers ? patience.asking : patience.again);
}

function found(): void {
  if (!lostAt) return;
  lostAt = undefined;
  delete document.documentElement.dataset.offline;
  document.querySelector('.offline')?.remove();
}

function lost(): void {
  if (lostAt) return;
  lostAt = new Date();
  document.documentElement.dataset.offline = 'true';
  const bar = Object.assign(document.createElement('div'), { className: 'offline', role: 'status' });
  const time = lostAt.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  bar.textContent = `Not connected since ${time}. Training goes on. Trying again.`;
  document.body.append(bar);
}

// Timers of hidden pages hardly run.
document.addEventListener('visibilitychange', () => document.hidden || void ask());

// A file that misses its drop zone must not replace the page.
for (const kind of ['dragover', 'drop'] as const) {
  window.addEventListener(kind, (event) => event.dataTransfer?.types.includes('Files') && event.preventDefault());
}

next = window.setTimeout(ask, patience.asking);
window.addEventListener('keydown', lead, true);
window.addEventListener('keydown', press);
Object.assign(window, { gannet: { ...(window as any).gannet, keys, scheme } });
