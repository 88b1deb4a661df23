import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { MACHINE } from './run-data';
import type { Change } from './telling';
import { count } from './words';
import { RunPart } from './run-part';
import './gannet-chart';
import type { ChartLine } from './gannet-chart';

interface Panel { title: string; hint: string; lines: ChartLine[]; range?: [number, number] }

/* Lines that mean the same thing in every variant share a panel. */
const LOSS = ['generator', 'discriminator'];
const BELIEF = ['D(real)', 'D(fake)'];
/* So many panels stand open; the others are folded, and of those so many more are shown at a time. */
const FIRST = 8;
const MORE = 12;
/* For those who look for the cause of something. */
const INNER = /^(gradient|weights), /;
const HINTS: Record<string, string> = { samples: '1 is as the training data', checkerboard: '1 is none' };

/* All charts of the run, panels in a fixed order so that nothing moves when a new line appears. */
@customElement('gannet-charts')
export class GannetCharts extends RunPart {
    protected override readonly follows: Change[] = ['curves', 'zoom'];
    @state() private open = false;
    @state() private sought = '';
    @state() private most = MORE;
    private names = '';

    static override styles = css`
        :host { display: block; min-width: 0; }
        .grid { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 18px 24px; }
        .grid.few { grid-template-columns: minmax(0, 1fr); }
        .grid + .grid { margin-top: 18px; }
        @media (max-width: 900px) { .grid { grid-template-columns: minmax(0, 1fr); } }
        gannet-chart { min-width: 0; }
        button { font: 500 12px/16px var(--font); color: var(--accent); border: 0; background: none; padding: 6px 0; cursor: pointer; border-radius: 4px; }
        button:focus-visible, input:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
        .foot { display: flex; gap: 16px; margin-top: 10px; min-height: 28px; align-items: center; flex-wrap: wrap; }
        input { font: 400 13px/20px var(--font); color: var(--ink); background: var(--surface); border: 1px solid var(--line); border-radius: var(--r2); padding: 4px 8px; width: 220px; }
        .said { font-size: 12px; color: var(--ink3); }
    `;

    protected override modelChanged() {
        const names = [...this.model!.curves.names].join('|') + (this.model!.curves.zoom !== null) + this.model!.loaded;
        if (names === this.names) return;
        this.names = names;
        this.requestUpdate();
    }

    private panels(): { shown: Panel[]; folded: Panel[] } {
        const names = [...(this.model?.curves.names ?? [])];
        const known = new Set([...LOSS, ...BELIEF, ...Object.keys(MACHINE), ...names.filter(name => INNER.test(name))]);
        const shown: Panel[] = [];
        if (LOSS.some(name => names.includes(name)) || names.length === 0) {
            shown.push({ title: 'Loss', hint: '', lines: [{ name: 'generator', label: 'G', player: 'g' }, { name: 'discriminator', label: 'D', player: 'd' }] });
        }
        if (BELIEF.some(name => names.includes(name)) || names.length === 0) {
            shown.push({ title: 'What D believes', hint: '', range: [0, 1], lines: [
                { name: 'D(fake)', label: 'fake', player: 'g' }, { name: 'D(real)', label: 'real', player: 'd' }] });
        }
        for (const [title, lines] of families(names.filter(other => !known.has(other)).sort())) {
            shown.push({ title: title.charAt(0).toUpperCase() + title.slice(1), hint: HINTS[title] ?? '', lines });
        }
        const folded = shown.splice(FIRST);
        for (const [title, lines] of families(names.filter(name => INNER.test(name)).sort())) {
            folded.push({ title: title.startsWith('gradient') ? 'Length of gradients' : 'Length of parameters', hint: '', lines });
        }
        for (const [name, unit] of Object.entries(MACHINE)) {
            if (names.includes(name)) folded.push({ title: name.charAt(0).toUpperCase() + name.slice(1), hint: unit, lines: [{ name, label: '', player: '' }] });
        }
        return { shown, folded };
    }

    private seek = (event: Event) => {
        this.sought = (event.target as HTMLInputElement).value;
        this.most = MORE;
    };

    private isSought(panel: Panel): boolean {
        const words = this.sought.toLowerCase().split(/\s+/);
        const text = [panel.title, ...panel.lines.map(line => line.name)].join(' ').toLowerCase();
        return words.every(word => text.includes(word));
    }

    override render() {
        const { shown, folded } = this.panels();
        const found = this.open ? folded.filter(panel => this.isSought(panel)) : [];
        const opened = found.slice(0, this.most);
        void this.model?.want([...shown, ...opened].flatMap(panel => panel.lines.map(line => line.name)));
        // Two charts share the height of the picture beside them.
        const few = shown.length <= 2;
        const draw = (panel: Panel, height: number) => html`<gannet-chart .heading=${panel.title} .hint=${panel.hint} .height=${height} .range=${panel.range ?? null} .lines=${panel.lines}></gannet-chart>`;
        return html`
            <div class="grid ${few ? 'few' : ''}">${shown.map(panel => draw(panel, few ? 208 : 190))}</div>
            <div class="foot">
                ${folded.length === 0 ? nothing : html`
                    <button aria-expanded=${this.open} @click=${() => { this.open = !this.open; }}>${this.open ? 'Hide' : 'Show'} ${folded.length === 1 ? '1 more chart' : `${count(folded.length)} more charts`}</button>`}
                ${this.open && folded.length > MORE ? html`<input type="search" placeholder="Find a chart" aria-label="Find a chart" .value=${this.sought} @input=${this.seek}>` : nothing}
                ${this.open && found.length === 0 ? html`<span class="said">No chart has “${this.sought}” in its name.</span>` : nothing}
                ${this.model?.curves.zoom ? html`<button @click=${() => void this.model?.setZoom(null)}>Show the whole run</button>` : nothing}
            </div>
            ${opened.length === 0 ? nothing : html`<div class="grid">${opened.map(panel => draw(panel, 150))}</div>`}
            ${opened.length === found.length ? nothing : html`<div class="foot">
                <button @click=${() => { this.most += MORE; }}>Show ${count(Math.min(MORE, found.length - opened.length))} more of ${count(found.length - opened.length)}</button></div>`}`;
    }
}

/* Lines that differ only behind a comma, in a last letter or figure, or in whose they are, share a panel: "D-A" and "D-B";
   "to partner, A → B"; "PSNR" and "PSNR of bicubic". */
function families(names: string[]): Map<string, ChartLine[]> {
    const all = new Set(names), owners = new Set<string>();
    const parts = new Map<string, [string, string]>();
    for (const name of names) {
        const at = name.indexOf(' of ');
        if (at > 0 && all.has(name.slice(0, at))) {
            owners.add(name.slice(0, at));
            parts.set(name, [name.slice(0, at), name.slice(at + 4)]);
        } else {
            const found = name.match(/^([^(]+?)(?:, (.+)|[ -]([A-Z0-9]))$/);
            if (found) parts.set(name, [found[1], found[2] ?? found[3]]);
        }
    }
    owners.forEach(owner => parts.set(owner, [owner, 'ours']));
    const sizes = new Map<string, number>();
    parts.forEach(([family]) => sizes.set(family, (sizes.get(family) ?? 0) + 1));
    const families = new Map<string, ChartLine[]>();
    for (const name of names) {
        const found = parts.get(name);
        const alone = !found || sizes.get(found[0])! < 2;
        const family = alone ? name : found[0];
        if (!families.has(family)) families.set(family, []);
        families.get(family)!.push({ name, label: alone ? '' : found[1], player: '' });
    }
    return families;
}
