import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Sample, Sheet } from './run-data';
import type { Change } from './telling';
import { layout, place, tileName, tilesInWords, type Layout } from './sheet-layout';
import { count } from './words';
import { RunPart } from './run-part';

const FADE = 80;

/* The grid of pictures at the page's step. A click on one opens it, through time. */
@customElement('gannet-samples')
export class GannetSamples extends RunPart {
    protected override readonly follows: Change[] = ['samples', 'step', 'tile', 'state'];

    /* What the run learns from: a sheet of real pictures to look at beside those it makes; empty if there is none. */
    @property() real = '';
    /* What stands in the place of the pictures while there are none. */
    @property() waiting = '';
    @state() private showReal = false;
    @state() private hard = localStorage.getItem('gannet.pixels') === 'hard';
    @state() private shown: Sample | null = null;
    @state() private focused = -1;
    @state() private failed = false;
    @state() private all = false;
    @query('canvas.now') private canvas!: HTMLCanvasElement;
    @query('canvas.fading') private fading!: HTMLCanvasElement;
    @query('dialog') private dialog!: HTMLDialogElement | null;
    @query('canvas.big') private big!: HTMLCanvasElement | null;

    private bitmap: ImageBitmap | null = null;
    private wanted = -1;
    private width = 0;
    private resize = new ResizeObserver(() => this.fit());

    static override styles = css`
        :host { display: block; min-width: 0; }
        * { box-sizing: border-box; }
        .tools { display: flex; align-items: center; gap: 8px; margin-bottom: 8px; min-height: 30px; }
        .space { flex: 1; }
        .solids { font: 500 12px/16px var(--font); color: var(--accent); text-decoration: none; border-radius: 4px; }
        .solids:hover { text-decoration: underline; }
        .solids:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
        .seg { display: inline-flex; padding: 2px; gap: 2px; background: var(--inset); border-radius: var(--r2); box-shadow: inset 0 0 0 1px var(--hair); }
        button { font: 500 12px/16px var(--font); color: var(--ink2); border: 0; background: none; border-radius: 5px; height: 26px; padding: 0 10px; cursor: pointer; }
        button[aria-pressed=true] { background: light-dark(#fff, #2c3941); color: var(--ink); box-shadow: var(--sh), 0 0 0 1px var(--hair); }
        button:focus-visible, .grid:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
        button:hover { color: var(--ink); }
        .grid { position: relative; border-radius: 2px; cursor: zoom-in; }
        .grid.none { background: none; border: 1px dashed var(--line); border-radius: var(--r3); cursor: default; display: grid; place-items: center; aspect-ratio: 1; }
        .grid.none p { max-width: 44ch; padding: 24px; text-align: center; color: var(--ink2); margin: 0; white-space: pre-line; }
        canvas { position: absolute; inset: 0; width: 100%; height: 100%; display: block; }
        .fading { pointer-events: none; opacity: 0; }
        .real { width: 100%; aspect-ratio: 1; display: block; border-radius: 2px; background: var(--inset); }
        .real.hard, .hard canvas { image-rendering: pixelated; }
        .mark { position: absolute; border: 2px solid var(--mark); border-radius: 3px; box-shadow: 0 0 0 1px #000a; pointer-events: none; }
        .titles { display: grid; margin-bottom: 4px; }
        .titles div { display: flex; min-width: 0; }
        .titles span { flex: 1 1 0; min-width: 0; text-align: center; font-size: 12px; line-height: 16px; font-weight: 500; color: var(--ink2);
            white-space: nowrap; overflow: hidden; text-overflow: ellipsis; padding: 0 2px; }
        .titles.big { max-width: min(580px, calc(100vh - 260px)); margin: 0 auto 4px; }
        .words { position: absolute; padding-top: 4px; font-size: 12px; line-height: 15px; color: var(--ink2); overflow: hidden;
            display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; max-height: 34px; box-sizing: border-box; overflow-wrap: anywhere; }
        .said { margin: 10px 0 0; text-align: center; }
        .under button.more { height: 20px; padding: 0 6px; margin: -2px -6px -2px auto; color: var(--accent); }
        .under { display: flex; gap: 12px; font-size: 12px; line-height: 16px; color: var(--ink3); margin: 8px 0 0; }
        dialog { border: 0; padding: 0; background: var(--surface); color: var(--ink); border-radius: var(--r4); box-shadow: var(--sh2);
            width: min(620px, calc(100vw - 32px)); max-height: calc(100vh - 32px); }
        dialog::backdrop { background: light-dark(#10202a80, #000b); }
        dialog form { padding: 16px 20px 20px; margin: 0; }
        dialog header { display: flex; align-items: center; gap: 8px; margin-bottom: 12px; }
        dialog h2 { font: 600 14px/20px var(--font); margin: 0; flex: 1; }
        .film { font: 500 13px/16px var(--font); color: var(--accent); text-decoration: none; padding: 8px; border-radius: var(--r2); }
        .film:hover { text-decoration: underline; }
        .film:focus-visible { outline: 2px solid var(--focus); }
        .close { width: 32px; height: 32px; padding: 0; }
        .bigframe { position: relative; width: 100%; max-width: min(580px, calc(100vh - 260px)); margin: 0 auto; background: var(--inset); aspect-ratio: var(--tile, 1); border-radius: 2px; overflow: hidden; }
        .time { display: grid; grid-template-columns: repeat(auto-fill, minmax(56px, 1fr)); gap: 2px; margin: 12px 0 0; padding: 0; list-style: none; }
        .time button { padding: 0; width: 100%; height: auto; border-radius: 2px; display: block; text-align: center; color: var(--ink3); font-size: 11px; }
        .time img { width: 100%; aspect-ratio: var(--part, 1); object-fit: cover; display: block; background: var(--inset); border-radius: 2px; }
        .time button[aria-current=true] img { outline: 2px solid var(--ink); outline-offset: -2px; }
        .time button[aria-current=true] { color: var(--ink); }
        .hint { font-size: 12px; line-height: 16px; color: var(--ink3); margin: 12px 0 0; }
    `;

    override connectedCallback() {
        super.connectedCallback();
        this.resize.observe(this);
    }

    override disconnectedCallback() {
        super.disconnectedCallback();
        this.resize.disconnect();
    }

    protected override modelChanged() {
        this.requestUpdate();
        void this.show();
    }

    private get sheet(): Sheet | null { return this.shown?.media ?? null; }

    private get layout(): Layout | null { return this.sheet ? layout(this.sheet, this.width, this.all) : null; }

    private get shownCount(): number { return this.layout?.shown ?? 0; }

    private get columns(): number { return this.layout?.columns ?? 1; }

    private async show() {
        const model = this.model;
        const sample = model?.sampleAt(model.step);
        if (!model || !sample || this.wanted === sample.step) return;
        const fade = !model.scrubbing && this.bitmap !== null && !matchMedia('(prefers-reduced-motion: reduce)').matches;
        this.wanted = sample.step;
        let bitmap: ImageBitmap;
        try {
            bitmap = await model.sheet(sample.step);
        } catch (error) {
            if (this.wanted === sample.step) {
                this.wanted = -1;
                this.failed = true;
            }
            return;
        }
        // While it loaded, somebody went on; unless nothing is to be seen yet, the newer wish wins.
        if (this.wanted !== sample.step && this.bitmap) return;
        this.failed = false;
        if (fade) this.keepFading();
        this.bitmap = bitmap;
        this.shown = sample;
        await this.updateComplete;
        this.draw();
        if (fade) this.fading?.animate([{ opacity: 1 }, { opacity: 0 }], { duration: FADE });
        // The neighbours, so that the next key press finds its picture there.
        const index = model.samples.indexOf(sample);
        for (const next of [model.samples[index + 1], model.samples[index - 1]]) {
            if (next && !model.scrubbing) void model.sheet(next.step).catch(() => null);
        }
    }

    private keepFading() {
        const { canvas, fading } = this;
        if (!canvas || !fading || canvas.width === 0) return;
        fading.width = canvas.width;
        fading.height = canvas.height;
        fading.getContext('2d')!.drawImage(canvas, 0, 0);
    }

    private fit() {
        const width = this.clientWidth;
        if (width === this.width) return;
        this.width = width;
        this.requestUpdate();
        void this.updateComplete.then(() => this.draw());
    }

    private draw() {
        const { sheet, bitmap, canvas, layout } = this;
        if (!sheet || !bitmap || !canvas || !layout || this.width === 0) return;
        const density = devicePixelRatio;
        canvas.width = Math.round(this.width * density);
        canvas.height = Math.round(layout.height * density);
        const context = canvas.getContext('2d')!;
        context.imageSmoothingEnabled = !this.hard;
        context.imageSmoothingQuality = 'high';
        for (let tile = 0; tile < layout.shown; tile++) {
            const at = place(layout, tile);
            // The pictures of a strip have a little air between them.
            const parts = Math.max(1, sheet.titles.length), air = parts > 1 ? 2 : 0;
            const wide = (layout.wide - air * (parts - 1)) / parts, from = sheet.tileWidth / parts;
            for (let part = 0; part < parts; part++) {
                context.drawImage(bitmap, tile % sheet.columns * sheet.tileWidth + part * from, Math.floor(tile / sheet.columns) * sheet.tileHeight,
                    from, sheet.tileHeight, Math.round((at.left + part * (wide + air)) * density), Math.round(at.top * density),
                    Math.round(wide * density), Math.round(layout.tall * density));
            }
        }
        this.drawBig();
    }

    private drawBig() {
        const { sheet, bitmap, big } = this;
        if (!sheet || !bitmap || !big || !this.dialog?.open || !this.model) return;
        const tile = this.model.tile;
        big.width = Math.round(big.clientWidth * devicePixelRatio);
        big.height = Math.round(big.clientHeight * devicePixelRatio);
        const context = big.getContext('2d')!;
        context.imageSmoothingEnabled = !this.hard;
        context.imageSmoothingQuality = 'high';
        context.drawImage(bitmap, tile % sheet.columns * sheet.tileWidth, Math.floor(tile / sheet.columns) * sheet.tileHeight,
            sheet.tileWidth, sheet.tileHeight, 0, 0, big.width, big.height);
    }

    override updated() { this.drawBig(); }

    /* ---- hands ---- */

    private tileUnder(event: PointerEvent | MouseEvent): number {
        const { columns, wide, tall, words, gap, shown } = this.layout!;
        const box = this.canvas.getBoundingClientRect();
        const column = Math.min(columns - 1, Math.floor((event.clientX - box.left) / (wide + gap)));
        const row = Math.floor((event.clientY - box.top) / (tall + words + gap));
        return Math.max(0, Math.min(shown - 1, row * columns + column));
    }

    private keys = (event: KeyboardEvent) => {
        const moves: Record<string, number> = { ArrowUp: -this.columns, ArrowDown: this.columns, Home: -1e9, End: 1e9 };
        const last = this.shownCount - 1;
        if (event.key in moves) {
            this.focused = Math.max(0, Math.min(last, Math.max(0, this.focused) + moves[event.key]));
        } else if (event.altKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
            this.focused = Math.max(0, Math.min(last, Math.max(0, this.focused) + (event.key === 'ArrowLeft' ? -1 : 1)));
        } else if (event.key === 'Enter' || event.key === ' ') {
            this.enlarge(Math.max(0, this.focused));
        } else {
            return;
        }
        event.preventDefault();
        event.stopPropagation();
    };

    private enlarge(tile: number) {
        if (!this.model || !this.sheet) return;
        this.model.setTile(tile);
        this.focused = tile;
        this.dialog?.showModal();
        this.requestUpdate();
    }

    private bigKeys = (event: KeyboardEvent) => {
        const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (!step || !this.model) return;
        this.enlargeNext(step);
        event.preventDefault();
        event.stopPropagation();
    };

    private enlargeNext(step: number) {
        const model = this.model!;
        const all = this.sheet?.count ?? 1;
        model.setTile((model.tile + step + all) % all);
        this.focused = Math.min(model.tile, this.shownCount - 1);
        this.requestUpdate();
    }

    private setHard(hard: boolean) {
        this.hard = hard;
        localStorage.setItem('gannet.pixels', hard ? 'hard' : 'smooth');
        void this.updateComplete.then(() => this.draw());
    }

    /* ---- the look ---- */

    override render() {
        const model = this.model;
        const sheet = this.sheet;
        const empty = !sheet;
        return html`
            <div class="tools">
                ${this.real === '' ? nothing : html`
                    <div class="seg" role="group" aria-label="Which pictures">
                        <button aria-pressed=${!this.showReal} @click=${() => { this.showReal = false; void this.updateComplete.then(() => this.draw()); }}>Samples</button>
                        <button aria-pressed=${this.showReal} @click=${() => { this.showReal = true; }}>Real data</button>
                    </div>`}
                <span class="space"></span>
                ${sheet?.kind === 'voxels' && model ? html`<a class="solids" href="/runs/${model.number}/voxels?step=${this.shown!.step}&item=${Math.max(0, this.focused)}">View in 3D</a>` : nothing}
                ${empty || sheet.tileWidth > 128 ? nothing : html`
                    <div class="seg" role="group" aria-label="How small pictures are enlarged">
                        <button aria-pressed=${!this.hard} @click=${() => this.setHard(false)}>Smooth</button>
                        <button aria-pressed=${this.hard} @click=${() => this.setHard(true)}>Pixels</button>
                    </div>`}
            </div>
            ${this.showReal ? html`
                <img class="real ${this.hard ? 'hard' : ''}" src=${this.real} alt="Pictures of the data set it learns from">
                <p class="under">Pictures it learns from</p>` : this.renderSamples(empty)}
            ${sheet && model ? this.renderDialog(sheet) : nothing}`;
    }

    private renderSamples(empty: boolean) {
        const model = this.model;
        if (empty) {
            const words = this.failed ? 'The samples of this step could not be read.'
                : !model?.loaded ? '' : this.waiting || (model.over ? 'It ended before its first samples.' : 'The first samples come soon.');
            return html`<div class="grid none"><p role="status">${words}</p></div><p class="under">&nbsp;</p>`;
        }
        const sheet = this.sheet!, layout = this.layout!, all = sheet.count;
        const some = layout.shown < all ? `${layout.shown} of ${all}` : `${all}`;
        return html`
            ${sheet.titles.length === 0 ? nothing : html`<div class="titles" style="gap: ${layout.gap}px; grid-template-columns: repeat(${layout.columns}, 1fr)">
                ${Array.from({ length: Math.min(layout.columns, all) }, () => html`<div>${sheet.titles.map(title => html`<span title=${title}>${title}</span>`)}</div>`)}</div>`}
            <div class="grid ${this.hard ? 'hard' : ''}" style="height: ${layout.height}px" tabindex="0" role="group"
                aria-label="${all} samples at step ${count(this.shown!.step)}. Up and down choose one, Enter opens it."
                @click=${(event: MouseEvent) => this.enlarge(this.tileUnder(event))} @keydown=${this.keys}
                @focus=${() => { if (this.focused < 0) this.focused = model?.tile ?? 0; }} @blur=${() => { this.focused = -1; }}>
                <canvas class="now"></canvas><canvas class="fading"></canvas>
                ${sheet.captions.slice(0, layout.shown).map((caption, tile) => this.caption(layout, tile, caption))}
                ${this.focused >= 0 && this.matches(':focus-within') ? this.mark(layout, this.focused) : nothing}
            </div>
            <p class="under"><span aria-live="polite">${tilesInWords(sheet, some)}, at step ${count(this.shown!.step)}</span>
                ${layout.shown < all || this.all ? html`<button class="more" @click=${this.showAll}>${this.all ? 'Show fewer' : `Show all ${all}`}</button>` : nothing}</p>`;
    }

    private caption(layout: Layout, tile: number, caption: string) {
        const { left, top } = place(layout, tile);
        return html`<span class="words" title=${caption} style="left: ${left}px; top: ${top + layout.tall}px; width: ${layout.wide}px">${caption}</span>`;
    }

    private mark(layout: Layout, tile: number) {
        const { left, top } = place(layout, tile);
        return html`<i class="mark" style="left: ${left - 1}px; top: ${top - 1}px; width: ${layout.wide + 2}px; height: ${layout.tall + 2}px"></i>`;
    }

    private showAll = () => {
        this.all = !this.all;
        void this.updateComplete.then(() => this.draw());
    };

    private renderDialog(sheet: Sheet) {
        const model = this.model!;
        const open = this.dialog?.open ?? false;
        const shape = sheet.tileWidth / sheet.tileHeight;
        const name = tileName(sheet);
        const columns = Math.max(4, Math.min(10, Math.floor((Math.min(620, innerWidth - 32) - 40) / 58)));
        const at = this.shown ? model.samples.indexOf(this.shown) : 0;
        const shown = spread(model.samples, columns);
        // The place in the row that is nearest to the step.
        const current = shown.reduce((best, sample) => Math.abs(sample.step - (model.samples[at]?.step ?? 0))
            < Math.abs(best.step - (model.samples[at]?.step ?? 0)) ? sample : best, shown[0]);
        return html`
            <dialog aria-label="One sample through time" style="--tile: ${shape}; --part: ${shape / Math.max(1, sheet.titles.length)}" @keydown=${this.bigKeys} @close=${() => this.requestUpdate()}
                @click=${(event: MouseEvent) => { if (event.target === this.dialog) this.dialog?.close(); }}>
                <form method="dialog">
                    <header>
                        <h2>${name} ${model.tile + 1} of ${sheet.count} at step ${count(this.shown?.step ?? 0)}</h2>
                        ${sheet.kind === 'voxels' ? html`<a class="solids" href="/runs/${model.number}/voxels?step=${this.shown?.step ?? 0}&item=${model.tile}">View in 3D</a>` : nothing}
                        <a class="film" href=${model.filmAddress(`tile=${model.tile}&side=512`)} download title="This picture through time, as a GIF">Film</a>
                        <button type="button" @click=${() => this.enlargeNext(-1)} aria-label="The one before" title="The one before (↑)">↑</button>
                        <button type="button" @click=${() => this.enlargeNext(1)} aria-label="The next one" title="The next one (↓)">↓</button>
                        <button class="close" aria-label="Close" title="Close (Esc)">✕</button>
                    </header>
                    ${sheet.titles.length === 0 ? nothing : html`<div class="titles big"><div>${sheet.titles.map(title => html`<span>${title}</span>`)}</div></div>`}
                    <div class="bigframe ${this.hard ? 'hard' : ''}"><canvas class="big"></canvas></div>
                    ${sheet.captions[model.tile] ? html`<p class="said">${sheet.captions[model.tile]}</p>` : nothing}
                    ${open ? html`<ol class="time">${shown.map(sample => html`
                        <li><button type="button" aria-current=${sample === current} @click=${() => model.choose(sample.step)}>
                            <img src=${model.tileAddress(sample.step, model.tile, 64)} alt="Step ${count(sample.step)}" loading="lazy">${short(sample.step)}</button></li>`)}</ol>
                        <p class="hint">← → go through time, ↑ ↓ to another one. The strip at the foot of the page shows it too.</p>` : nothing}
                </form>
            </dialog>`;
    }
}

/* At most so many, evenly, the first and the last among them. */
export function spread<T>(all: T[], most: number): T[] {
    if (all.length <= most) return all;
    return Array.from({ length: most }, (_, place) => all[Math.round(place * (all.length - 1) / (most - 1))]);
}

export function short(step: number): string {
    return step >= 10_000 ? `${(step / 1000).toLocaleString(undefined, { maximumFractionDigits: 1 })}k` : count(step);
}
