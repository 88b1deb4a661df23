import { css, html, nothing } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import { MACHINE, type Note } from './run-data';
import type { Change } from './telling';
import { clock, count, figure } from './words';
import { RunPart } from './run-part';

const AROUND = 7;
/* So many lines without notes are seen without scrolling. */
const FITTING = 15;
/* What a line says; other losses stand in where a variant has none of these names. The charts show all there is. */
const FIRST = ['generator', 'discriminator', 'D(real)', 'D(fake)', 'step time'];

/* What happened around the page's step: what was measured there, and every note in between. Follows the end while the page does. */
@customElement('gannet-log')
export class GannetLog extends RunPart {
    protected override readonly follows: Change[] = ['curves', 'step', 'notes'];
    @query('ol') private list!: HTMLElement;

    static override styles = css`
        :host { display: block; min-width: 0; }
        header { display: flex; align-items: baseline; gap: 8px; margin-bottom: 8px; }
        h2 { font: 600 14px/20px var(--font); margin: 0; flex: 1; }
        header span { font-size: 12px; color: var(--ink3); }
        ol { list-style: none; margin: 0 -6px; padding: 0; font: 12px/19px var(--mono); color: var(--ink2); overflow: auto; max-height: 285px; }
        li { padding: 0 6px; white-space: pre; border-radius: 3px; }
        li.at { background: var(--accent-soft); color: var(--ink); }
        li.note { color: var(--ink); white-space: pre-wrap; font-family: var(--font); }
        .none { color: var(--ink3); font: 13px/20px var(--font); margin: 0; }
        ol:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
    `;

    private lines(): { step: number; text: string; note: boolean }[] {
        const model = this.model!;
        const short = (name: string) => ({ generator: 'G', discriminator: 'D' } as Record<string, string>)[name] ?? name;
        const place = (name: string) => (FIRST.indexOf(name) + FIRST.length) % FIRST.length + (FIRST.includes(name) ? 0 : FIRST.length);
        const names = [...model.curves.lines.keys()].filter(name => name === 'step time' || !(name in MACHINE)).sort((a, b) => place(a) - place(b) || a.localeCompare(b))
            .slice(0, FIRST.length);
        const steps = model.curves.lineAt(names[0] ?? '', model.step)?.steps ?? [];
        let low = 0;
        while (low < steps.length && steps[low] <= model.step) low++;
        const from = Math.max(0, low - AROUND), to = Math.min(steps.length, low + AROUND);
        const width = count(model.last).length;
        const measured = steps.slice(from, to).map(step => ({
            step, note: false,
            text: `${count(step).padStart(width)}  ` + names.map(name => {
                const value = model.curves.valueAt(name, step);
                return value === null ? '' : name === 'step time' ? `${Math.round(value)} ms` : `${short(name)} ${figure(value)}`;
            }).join('  ')
        }));
        const first = from === 0 ? -1 : steps[from], last = to === steps.length ? Infinity : steps[to - 1];
        const notes = model.notes.filter((note: Note) => note.step >= first && note.step <= last).map(note => ({
            step: note.step, note: true, text: `${clock(new Date(note.time))}  ${note.text}` }));
        return [...measured, ...notes].sort((a, b) => a.step - b.step || Number(a.note) - Number(b.note));
    }

    /* To ask where a line stands is to lay out the page. */
    override updated() {
        const lines = this.list?.children.length ?? 0;
        if (lines <= FITTING && this.list?.querySelector('.note') === null) return;
        const at = this.list?.querySelector<HTMLElement>('.at');
        if (at) this.list.scrollTop = at.offsetTop - this.list.offsetTop - this.list.clientHeight / 2;
    }

    override render() {
        const model = this.model;
        const lines = model?.loaded ? this.lines() : [];
        const at = lines.findLastIndex(line => !line.note && line.step <= (model?.step ?? 0));
        return html`
            <header><h2>Log</h2><span>${lines.length === 0 ? nothing : `at step ${count(model!.step)}`}</span></header>
            ${lines.length === 0 ? html`<p class="none">What happens during training is written here.</p>` : html`
                <ol tabindex="0" aria-label="Log">${lines.map((line, index) => html`
                    <li class="${line.note ? 'note' : ''} ${index === at ? 'at' : ''}">${line.text}</li>`)}</ol>`}`;
    }
}
