import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { onButton, takesKeys } from '../compare/compare-keys';
import { controls } from '../compare/compare-styles';
import '../compare/gannet-lock-step';
import { indexAt, type Sample } from '../progress/run-data';
import { count } from '../progress/words';
import './gannet-voxel-view';
import type { GannetVoxelView } from './gannet-voxel-view';
import { readVoxelView, writeVoxelView, type VoxelView } from './voxel-address';
import { filledCount, layer, pieces, type Axis } from './voxel-mesh';
import { fileAddress, VoxelSource, type Grid } from './voxel-source';

const FILM = 250, ADDRESS = 150;
const THUMBS = 64;

/* The solids of a run: one of a step, or two beside each other that turn together. */
@customElement('gannet-voxels')
export class GannetVoxels extends LitElement {
    @property({ type: Number }) run = 0;
    /* The address's question as the page was opened. */
    @property() query = '';
    @state() private view: VoxelView = readVoxelView('', 0);
    @state() private samples: Sample[] | null = null;
    @state() private others: Sample[] = [];
    @state() private grids: { one: Grid | null; other: Grid | null } = { one: null, other: null };
    @state() private trouble = '';
    @state() private playing = false;
    @query('canvas.slice') private slice!: HTMLCanvasElement | null;
    @query('gannet-voxel-view') private first!: GannetVoxelView | null;

    private source = new VoxelSource();
    private wanted = '';
    private othersOf = -1;
    private writing = 0;
    private film = 0;

    static override styles = [controls, css`
        :host { display: flex; flex-direction: column; flex: 1; min-width: 0; }
        .columns { display: grid; grid-template-columns: minmax(0, 1fr) 288px; gap: 24px 28px; align-items: start; padding-bottom: 16px; }
        .stage { display: grid; grid-auto-flow: column; grid-auto-columns: minmax(0, 1fr); gap: 8px; }
        .solid { position: relative; min-width: 0; background: var(--inset); border-radius: var(--r3); }
        gannet-voxel-view { height: min(560px, max(300px, calc(100vh - 330px))); }
        .badge { position: absolute; left: 12px; top: 10px; font-size: 12px; line-height: 16px; color: var(--ink2); pointer-events: none; }
        .hint { margin-top: 8px; }
        .items { display: flex; gap: 8px; overflow-x: auto; padding: 4px; margin: 8px -4px 0; }
        .items button { flex: none; width: 64px; height: 64px; padding: 0; border: 0; border-radius: 6px; background: var(--inset); cursor: pointer; }
        .items img { width: 100%; height: 100%; object-fit: contain; display: block; }
        .items button[aria-pressed=true] { outline: 2px solid var(--ink); outline-offset: 2px; }
        .rail { display: flex; flex-direction: column; gap: 20px; }
        .lab { display: flex; justify-content: space-between; font-size: 12px; line-height: 16px; font-weight: 500; color: var(--ink2); margin-bottom: 6px; }
        .rail input[type=range] { width: 100%; margin: 0; }
        .number { width: 84px; height: 32px; border: 1px solid var(--line); border-radius: var(--r2); background: var(--raised); color: var(--ink); font: 400 13px/20px var(--font); padding: 0 8px; }
        .slice { width: 128px; height: 128px; image-rendering: pixelated; border-radius: 2px; background: #000; display: block; margin-top: 10px; }
        dl { display: grid; grid-template-columns: auto 1fr; gap: 4px 16px; margin: 6px 0 0; font-size: 13px; line-height: 20px; }
        dt { color: var(--ink3); } dd { margin: 0; text-align: right; font-variant-numeric: tabular-nums; }
        .files { display: flex; flex-wrap: wrap; gap: 8px; }
        .note { padding: 8px 12px; border-radius: var(--r2); background: var(--warn-soft); font-size: 13px; margin-bottom: 12px; }
        gannet-lock-step { position: sticky; bottom: 0; z-index: 4; margin: auto -24px -24px; }
        @media (max-width: 900px) { .columns { grid-template-columns: minmax(0, 1fr); } }
        @media (max-width: 640px) { gannet-lock-step { margin: auto -16px -16px; } gannet-voxel-view { height: 300px; } }
    `];

    override connectedCallback() {
        super.connectedCallback();
        document.addEventListener('keydown', this.keys);
    }

    override disconnectedCallback() {
        super.disconnectedCallback();
        document.removeEventListener('keydown', this.keys);
        clearTimeout(this.film);
        clearTimeout(this.writing);
    }

    override willUpdate(changed: Map<string, unknown>) {
        if (!(changed.has('run') || changed.has('query')) || this.run === 0) return;
        this.view = readVoxelView(this.query, this.run);
        void this.load();
    }

    /* ---- reading ---- */

    private async load() {
        try {
            this.samples = await this.source.samples(this.run);
            await this.show();
        } catch (error) {
            this.trouble = 'The run’s samples cannot be read just now. Load the page again.';
        }
    }

    /* The solids at the page's step, each the newest that its run had kept by then. */
    private async show() {
        const { view } = this, wanted = [this.step, view.item, view.other?.run, view.other?.item].join();
        if (this.wanted === wanted || !this.samples?.length) return;
        this.wanted = wanted;
        try {
            if (view.other && this.othersOf !== view.other.run) {
                this.others = view.other.run === this.run ? this.samples : await this.source.samples(view.other.run);
                this.othersOf = view.other.run;
            }
            const one = this.kept(this.samples), other = view.other ? this.kept(this.others) : null;
            const [grid, second] = await Promise.all([
                one ? this.source.grid(this.run, one.step, Math.min(view.item, one.media.count - 1)) : null,
                other ? this.source.grid(view.other!.run, other.step, Math.min(view.other!.item, other.media.count - 1)) : null]);
            if (this.wanted !== wanted) return;
            this.grids = { one: grid, other: second };
            this.trouble = view.other && !other ? `Run ${view.other.run} kept no solids by step ${count(this.step)}.` : '';
        } catch (error) {
            if (this.wanted === wanted) this.trouble = view.other && this.othersOf !== view.other.run ? `There is no run ${view.other.run}, or it is not shared with you.` : (error as Error).message;
        }
    }

    private kept(samples: Sample[]): Sample | null { return samples[indexAt(samples.map(sample => sample.step), this.step)] ?? null; }

    private get step(): number { return this.view.step ?? this.samples?.at(-1)?.step ?? 0; }

    /* ---- changing ---- */

    private change(part: Partial<VoxelView>) {
        this.view = { ...this.view, ...part };
        clearTimeout(this.writing);
        this.writing = window.setTimeout(() => {
            const said = writeVoxelView(this.view, this.run);
            history.replaceState(history.state, '', `${location.pathname}${said === '' ? '' : `?${said}`}`);
        }, ADDRESS);
        void this.show();
    }

    private move(by: number) {
        const steps = (this.samples ?? []).map(sample => sample.step);
        if (steps.length > 0) this.change({ step: steps[Math.max(0, Math.min(steps.length - 1, indexAt(steps, this.step) + by))] });
    }

    private play = () => {
        clearTimeout(this.film);
        const samples = this.samples ?? [];
        this.playing = !this.playing && samples.length > 1;
        if (!this.playing) return;
        if (this.step >= samples.at(-1)!.step) this.change({ step: samples[0].step });
        const next = () => {
            this.move(1);
            this.playing = this.step < samples.at(-1)!.step;
            if (this.playing) this.film = window.setTimeout(next, FILM);
        };
        this.film = window.setTimeout(next, FILM);
    };

    private keys = (event: KeyboardEvent) => {
        if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || takesKeys(event)) return;
        if (event.key === 'ArrowLeft') this.move(event.shiftKey ? -10 : -1);
        else if (event.key === 'ArrowRight') this.move(event.shiftKey ? 10 : 1);
        else if (event.key === ' ' && !onButton(event)) this.play();
        else return;
        event.preventDefault();
    };

    private async takePicture() {
        const blob = await this.first?.picture();
        if (!blob) return;
        const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(blob), download: `run-${this.run}-step-${this.step}-solid-${this.view.item + 1}.png` });
        link.click();
        URL.revokeObjectURL(link.href);
    }

    /* ---- the look ---- */

    override updated() {
        const { slice, view } = this, grid = this.grids.one;
        if (!slice || !view.cut || !grid) return;
        slice.width = slice.height = grid.side;
        const context = slice.getContext('2d')!, picture = context.createImageData(grid.side, grid.side);
        layer(grid.values, grid.side, view.cut).forEach((value, place) => picture.data.set([value, value, value, 255], place * 4));
        context.putImageData(picture, 0, 0);
    }

    override render() {
        const { samples, view, grids } = this;
        if (this.trouble && !grids.one) return html`<p class="note" role="alert">${this.trouble}</p>`;
        if (!samples) return html`<p class="empty" role="status">Reading the solids…</p>`;
        if (samples.length === 0) return html`<p class="empty">This run has kept no solids. Runs of 3D-GAN do, with every sample; look at this run’s samples on <a class="link" href="/runs/${this.run}">its page</a>.</p>`;
        const sample = this.kept(samples) ?? samples[0], other = view.other ? this.kept(this.others) : null;
        const item = Math.min(view.item, sample.media.count - 1);
        return html`
            ${this.trouble ? html`<p class="note" role="alert">${this.trouble}</p>` : nothing}
            <div class="columns">
                <div>
                    <div class="stage">
                        ${this.solid(grids.one, `Run ${this.run}, solid ${item + 1} at step ${count(sample.step)}`)}
                        ${view.other ? this.solid(grids.other, other ? `Run ${view.other.run}, solid ${Math.min(view.other.item, other.media.count - 1) + 1} at step ${count(other.step)}` : 'Nothing beside it') : nothing}
                    </div>
                    <p class="hint">Drag to turn, scroll to come nearer, double click to begin anew. On it, arrow keys turn and + − come nearer.</p>
                    <div class="items" role="group" aria-label="Solids of this step">${Array.from({ length: Math.min(THUMBS, sample.media.count) }, (_, tile) => html`
                        <button aria-pressed=${tile === item} aria-label="Solid ${tile + 1}" @click=${() => this.change({ item: tile })}>
                            <img loading="lazy" alt="" src="/api/v1/runs/${this.run}/samples/${sample.step}?tile=${tile}&side=128"></button>`)}</div>
                </div>
                ${this.rail(sample, item)}
            </div>
            <gannet-lock-step .steps=${samples.map(one => one.step)} .step=${this.step} .playing=${this.playing} .newest=${view.step === null}
                @play=${this.play} @step=${(event: CustomEvent<number | null>) => this.change({ step: event.detail })}></gannet-lock-step>`;
    }

    private solid(grid: Grid | null, words: string) {
        return html`<div class="solid"><gannet-voxel-view .values=${grid?.values ?? null} .side=${grid?.side ?? 0} .threshold=${this.view.threshold} .cut=${this.view.cut} .camera=${this.view.camera} .words=${words}
            @turn=${(event: CustomEvent) => this.change({ camera: event.detail })}></gannet-voxel-view><span class="badge">${words}</span></div>`;
    }

    private rail(sample: Sample, item: number) {
        const { view } = this, grid = this.grids.one, side = grid?.side ?? 1;
        const number = (event: Event) => Number((event.target as HTMLInputElement).value);
        const file = (format: 'obj' | 'blocks' | 'binvox') => fileAddress(this.run, sample.step, item, view.threshold, format);
        const axis = (name: Axis | null, words: string) => html`<button aria-pressed=${(view.cut?.axis ?? null) === name}
            @click=${() => this.change({ cut: name ? { axis: name, at: Math.ceil(side / 2) } : null })}>${words}</button>`;
        return html`<div class="rail">
            <div>
                <label class="lab" for="threshold"><span>Threshold</span><span>${view.threshold.toFixed(2)}</span></label>
                <input id="threshold" type="range" min="0.02" max="0.98" step="0.02" .value=${String(view.threshold)} @input=${(event: Event) => this.change({ threshold: number(event) })}>
                <p class="hint">A voxel is drawn when it is fuller than this.</p>
            </div>
            <div>
                <div class="lab"><span>Slice along</span><span>${view.cut ? `${view.cut.at} of ${side}` : ''}</span></div>
                <div class="seg" role="group" aria-label="Slice along">${axis(null, 'None')}${axis('x', 'x')}${axis('y', 'y')}${axis('z', 'z')}</div>
                ${view.cut ? html`<input type="range" min="1" max=${side} step="1" .value=${String(view.cut.at)} aria-label="Slice" style="margin-top: 10px"
                        @input=${(event: Event) => this.change({ cut: { axis: view.cut!.axis, at: number(event) } })}>
                    <canvas class="slice" role="img" aria-label="How full the voxels of this slice are, from black to white"></canvas>` : nothing}
            </div>
            <div>
                <label><input type="checkbox" .checked=${view.other !== null} @change=${(event: Event) => this.change({ other: (event.target as HTMLInputElement).checked
                    ? { run: this.run, item: Math.min(item + 1, sample.media.count - 1) } : null })}>Another beside it</label>
                ${view.other ? html`<div class="files" style="margin-top: 8px">
                    <label class="hint">Run <input class="number" type="number" min="1" .value=${String(view.other.run)} @change=${(event: Event) => this.change({ other: { run: number(event), item: view.other!.item } })}></label>
                    <label class="hint">Solid <input class="number" type="number" min="1" .value=${String(view.other.item + 1)} @change=${(event: Event) => this.change({ other: { run: view.other!.run, item: Math.max(0, number(event) - 1) } })}></label></div>` : nothing}
            </div>
            ${grid ? html`<div><h2>This solid</h2><dl>
                <dt>Filled</dt><dd>${count(filledCount(grid.values, view.threshold))} of ${count(grid.values.length)}</dd>
                <dt>Pieces</dt><dd>${count(pieces(grid.values, side, view.threshold))}</dd></dl></div>` : nothing}
            <div><div class="lab"><span>Save</span></div><div class="files">
                <a class="btn" download href=${file('obj')} title="A smooth surface for 3-D programs">OBJ</a>
                <a class="btn" download href=${file('blocks')} title="The voxels themselves as a surface">OBJ of blocks</a>
                <a class="btn" download href=${file('binvox')} title="The voxels for others’ code">binvox</a>
                <button class="btn" @click=${this.takePicture} title="What is to be seen, as a PNG">Picture</button></div></div>
        </div>`;
    }
}
