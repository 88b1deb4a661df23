import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Change } from './run-model';
import { RunPart } from './run-part';
import './gannet-chart';
import type { ChartLine } from './gannet-chart';

interface Panel { title: string; hint: string; lines: ChartLine[]; range?: [number, number] }

/* Lines that mean the same thing in every variant share a panel. */
const LOSS = ['generator', 'discriminator'];
const BELIEF = ['D(real)', 'D(fake)'];
const FOLDED = ['step time'];

/* All charts of the run, panels in a fixed order so that nothing moves when a new line appears. */
@customElement('gannet-charts')
export class GannetCharts extends RunPart {
    protected override readonly follows: Change[] = ['curves', 'zoom'];
    @state() private open = false;
    private names = '';

    static override styles = css`
        :host { display: block; min-width: 0; }
        .grid { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 18px 24px; }
        .grid.few { grid-template-columns: minmax(0, 1fr); }
        @media (max-width: 900px) { .grid { grid-template-columns: minmax(0, 1fr); } }
        gannet-chart { min-width: 0; }
        button { font: 500 12px/16px var(--font); color: var(--accent); border: 0; background: none; padding: 6px 0; cursor: pointer; border-radius: 4px; }
        button:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
        .foot { display: flex; gap: 16px; margin-top: 10px; min-height: 28px; align-items: center; }
    `;

    protected override modelChanged() {
        const names = [...this.model!.curves.lines.keys()].join('|') + (this.model!.curves.zoom !== null) + this.model!.loaded;
        if (names === this.names) return;
        this.names = names;
        this.requestUpdate();
    }

    private panels(): { shown: Panel[]; folded: Panel[] } {
        const names = [...(this.model?.curves.lines.keys() ?? [])];
        const known = new Set([...LOSS, ...BELIEF, ...FOLDED]);
        const shown: Panel[] = [];
        if (LOSS.some(name => names.includes(name)) || names.length === 0) {
            shown.push({ title: 'Loss', hint: '', lines: [{ name: 'generator', label: 'G', player: 'g' }, { name: 'discriminator', label: 'D', player: 'd' }] });
        }
        if (BELIEF.some(name => names.includes(name)) || names.length === 0) {
            shown.push({ title: 'What D believes', hint: '', range: [0, 1], lines: [
                { name: 'D(fake)', label: 'fake', player: 'g' }, { name: 'D(real)', label: 'real', player: 'd' }] });
        }
        for (const [title, lines] of families(names.filter(other => !known.has(other)).sort())) {
            shown.push({ title: title.charAt(0).toUpperCase() + title.slice(1), hint: '', lines });
        }
        const folded = names.filter(name => FOLDED.includes(name)).map(name => ({ title: 'Step time', hint: 'ms', lines: [{ name, label: '', player: '' as const }] }));
        return { shown, folded };
    }

    override render() {
        const { shown, folded } = this.panels();
        // Two charts share the height of the picture beside them.
        const few = shown.length <= 2;
        const draw = (panel: Panel) => html`<gannet-chart .heading=${panel.title} .hint=${panel.hint} .height=${few ? 208 : 190} .range=${panel.range ?? null} .lines=${panel.lines}></gannet-chart>`;
        return html`
            <div class="grid ${few ? 'few' : ''}">${shown.map(draw)}${this.open ? folded.map(draw) : nothing}</div>
            <div class="foot">
                ${folded.length === 0 ? nothing : html`
                    <button aria-expanded=${this.open} @click=${() => { this.open = !this.open; }}>${this.open ? 'Hide step time' : 'Show step time'}</button>`}
                ${this.model?.curves.zoom ? html`<button @click=${() => void this.model?.setZoom(null)}>Show the whole run</button>` : nothing}
            </div>`;
    }
}

/* Lines that differ only behind a comma, in a last letter or figure, or in whose they are, share a panel: "D-A" and "D-B";
   "to partner, A → B"; "PSNR" and "PSNR of bicubic". */
function families(names: string[]): Map<string, ChartLine[]> {
    const parts = (name: string): [string, string] | null => {
        const owner = names.find(other => name.startsWith(`${other} of `));
        if (owner) return [owner, name.slice(owner.length + 4)];
        if (names.some(other => other.startsWith(`${name} of `))) return [name, 'ours'];
        const found = name.match(/^([^(]+?)(?:, (.+)|[ -]([A-Z0-9]))$/);
        return found && [found[1], found[2] ?? found[3]];
    };
    const all = new Map<string, ChartLine[]>();
    for (const name of names) {
        const found = parts(name);
        const alone = !found || names.filter(other => parts(other)?.[0] === found[0]).length < 2;
        const family = alone ? name : found[0];
        all.set(family, [...all.get(family) ?? [], { name, label: alone ? '' : found[1], player: '' }]);
    }
    return all;
}
