import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { count } from '../progress/words';
import { keptAt, type Album, type Kept, type Table } from './compare-data';
import { controls } from './compare-styles';
import type { View } from './compare-view';
import { letter, runColour } from './run-colours';

/* So many runs show their whole sheets; more show a row of samples each, cut out by the server. */
const SHEETS = 6;
const TILES = 6, SIDE = 96;

/* The samples of all runs at one step. */
@customElement('gannet-compare-pictures')
export class GannetComparePictures extends LitElement {
    @property({ attribute: false }) table!: Table;
    @property({ attribute: false }) view!: View;
    @property({ attribute: false }) albums: Album[] = [];
    @property({ type: Number }) step = 0;
    @property({ type: Number }) lit = -1;

    static override styles = [controls, css`
        :host { display: block; min-width: 0; }
        .grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, var(--least)), 1fr)); gap: 20px 16px; }
        figure { margin: 0; min-width: 0; }
        figure.lit .frame { outline: 2px solid var(--run); outline-offset: 2px; }
        figcaption { display: flex; align-items: center; gap: 8px; margin-bottom: 6px; min-width: 0; }
        figcaption a { font-size: 13px; font-weight: 500; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-width: 0; }
        figcaption a:hover { text-decoration: underline; }
        .frame { position: relative; display: block; width: 100%; padding: 0; border: 0; border-radius: 2px; background: var(--inset); cursor: zoom-in; overflow: hidden; }
        .frame.none { cursor: default; display: grid; place-items: center; border: 1px dashed var(--line); background: none; color: var(--ink3); font-size: 13px; line-height: 20px; padding: 16px; text-align: center; }
        img { display: block; width: 100%; height: 100%; }
        .hard { image-rendering: pixelated; }
        .mark { position: absolute; border: 2px solid var(--mark); border-radius: 3px; box-shadow: 0 0 0 1px #000a; pointer-events: none; }
        .when { font-size: 12px; line-height: 16px; color: var(--ink3); margin-top: 4px; display: flex; gap: 8px; justify-content: space-between; }
        .when .older { color: var(--warn); }
        .link { flex: none; }
    `];

    private change(part: Partial<View>) { this.dispatchEvent(new CustomEvent<Partial<View>>('change', { detail: part })); }

    override render() {
        const shown = this.view.runs.filter(run => !this.view.off.includes(run));
        const sheets = shown.length <= SHEETS;
        if (this.albums.every(album => album.pages.length === 0)) {
            return html`<p class="empty">None of these runs has kept a sample yet. They stand here side by side as soon as two do; the curves are already there.</p>`;
        }
        return html`<div class="grid" style="--least: ${sheets ? (shown.length > 2 ? 260 : 380) : 300}px">${shown.map(run => this.figure(run, sheets))}</div>`;
    }

    private figure(run: number, sheets: boolean) {
        const place = this.view.runs.indexOf(run);
        const name = this.table.runs.find(one => one.number === run)?.name ?? `Run ${run}`;
        const album = this.albums.find(one => one.run === run);
        const kept = keptAt(album, this.step);
        return html`
            <figure class=${this.lit === run ? 'lit' : ''} style="--run: ${runColour(place, this.view.runs.length)}">
                <figcaption><span class="key">${letter(place) || run}</span><a href="/runs/${run}${kept ? `?step=${kept.step}` : ''}" title=${name}>${name}</a></figcaption>
                ${kept ? (sheets ? this.sheet(run, kept) : this.row(run, kept)) : html`<div class="frame none" style="aspect-ratio: ${sheets ? 1 : TILES}">
                    ${album && album.pages.length > 0 ? `Its first sample is of step ${count(album.pages[0].steps[0])}.` : 'It has kept no samples.'}</div>`}
                ${kept ? html`<div class="when">
                    <span class=${kept.step < this.step ? 'older' : ''}>${kept.step === this.step ? `step ${count(kept.step)}` : `step ${count(kept.step)}, the last it kept by ${count(this.step)}`}</span>
                    ${kept.media.kind === 'voxels' ? html`<a class="link" href="/runs/${run}/voxels?step=${kept.step}&item=${Math.min(this.view.item, kept.media.count - 1)}${this.beside(run)}">View in 3D</a>` : nothing}
                </div>` : nothing}
            </figure>`;
    }

    /* The first other run, to turn both together. */
    private beside(run: number): string {
        const other = this.view.runs.find(one => one !== run && !this.view.off.includes(one));
        return other === undefined ? '' : `&with=${other}`;
    }

    private sheet(run: number, kept: Kept) {
        const { media } = kept;
        const item = Math.min(this.view.item, media.count - 1);
        const box = { left: item % media.columns / media.columns, top: Math.floor(item / media.columns) / media.rows };
        return html`<button class="frame" style="aspect-ratio: ${media.columns * media.tileWidth} / ${media.rows * media.tileHeight}"
                aria-label="Samples of run ${run} at step ${kept.step}. Opens the chosen one beside another." @click=${(event: MouseEvent) => this.open(event, run, kept)}>
            <img class=${media.tileWidth <= 64 ? 'hard' : ''} src="/api/v1/runs/${run}/samples/${kept.step}" alt="">
            <i class="mark" style="left: ${box.left * 100}%; top: ${box.top * 100}%; width: ${100 / media.columns}%; height: ${100 / media.rows}%"></i></button>`;
    }

    private row(run: number, kept: Kept) {
        const tiles = Math.min(TILES, kept.media.count);
        const wide = kept.media.tileWidth / Math.max(1, kept.media.titles.length);
        return html`<button class="frame" style="aspect-ratio: ${tiles * wide} / ${kept.media.tileHeight}" aria-label="Samples of run ${run} at step ${kept.step}"
                @click=${() => this.change({ tab: 'pairs', ...this.sides(run, kept) })}>
            <img loading="lazy" src="/api/v1/runs/${run}/samples/${kept.step}?tile=0&tiles=${tiles}&side=${SIDE}" alt=""></button>`;
    }

    private open(event: MouseEvent, run: number, kept: Kept) {
        const { media } = kept;
        // A press of a key has no place: then it is the chosen one.
        let item = Math.min(this.view.item, media.count - 1);
        if (event.detail > 0) {
            const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
            const column = Math.floor((event.clientX - box.left) / box.width * media.columns), row = Math.floor((event.clientY - box.top) / box.height * media.rows);
            item = Math.max(0, Math.min(media.count - 1, row * media.columns + column));
        }
        this.change({ item, tab: 'pairs', ...this.sides(run, kept) });
    }

    /* Input and output of the run, where its samples have both; else it and the first other one. */
    private sides(run: number, kept: Kept): Partial<View> {
        if (kept.media.titles.length > 1) return { left: `${run}.0`, right: `${run}.${kept.media.titles.length >> 1}` };
        const other = this.view.runs.find(one => one !== run) ?? run;
        return { left: `${run}.0`, right: `${other}.0` };
    }
}
