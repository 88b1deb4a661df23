import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { SheetCache } from '../progress/sheet-cache';
import { count } from '../progress/words';
import { keptAt, lastKept, type Album, type Table } from './compare-data';
import { controls } from './compare-styles';
import type { Mode, View } from './compare-view';
import './gannet-before-after';
import type { Side } from './gannet-before-after';
import { letter } from './run-colours';

const MODES: [Mode, string][] = [['slider', 'Slider'], ['side', 'Side by side'], ['difference', 'Difference']];
const THUMBS = 32;

/* Two pictures against each other: input and output of a run, or the same of two runs. */
@customElement('gannet-compare-pairs')
export class GannetComparePairs extends LitElement {
    @property({ attribute: false }) table!: Table;
    @property({ attribute: false }) view!: View;
    @property({ attribute: false }) albums: Album[] = [];
    @property({ type: Number }) step = 0;
    @state() private sides: { left: Side | null; right: Side | null } = { left: null, right: null };
    @state() private trouble = '';

    private caches = new Map<number, SheetCache>();
    private wanted = '';

    static override styles = [controls, css`
        :host { display: block; min-width: 0; }
        .tools label { min-width: 0; }
        .items { display: flex; gap: 8px; overflow-x: auto; padding: 4px; margin: 8px -4px 0; }
        .items button { flex: none; width: 56px; height: 56px; padding: 0; border: 0; border-radius: 2px; background: var(--inset); cursor: pointer; }
        .items img { width: 100%; height: 100%; object-fit: cover; display: block; border-radius: 2px; }
        .items button[aria-pressed=true] { outline: 2px solid var(--ink); outline-offset: 2px; }
        .said { text-align: center; margin-top: 8px; }
        .under { margin-top: 8px; display: flex; justify-content: space-between; gap: 12px; flex-wrap: wrap; }
    `];

    private change(part: Partial<View>) { this.dispatchEvent(new CustomEvent<Partial<View>>('change', { detail: part })); }

    /* The pictures that somebody may choose, "3.1" for the second one in a tile of run 3. */
    private choices(): { id: string; words: string }[] {
        return this.view.runs.flatMap((run, place) => {
            const album = this.albums.find(one => one.run === run);
            const media = (keptAt(album, this.step) ?? keptAt(album, lastKept(album)))?.media;
            if (!media) return [];
            const name = letter(place) && this.view.runs.length <= 26 ? `${letter(place)} · run ${run}` : `run ${run}`;
            return media.titles.length > 1 ? media.titles.map((title, part) => ({ id: `${run}.${part}`, words: `${title}, ${name}` })) : [{ id: `${run}.0`, words: name }];
        });
    }

    /* What was chosen, as far as it still can be; else input and output of the first, else the first two runs. */
    private chosen(): { left: string; right: string } {
        const ids = this.choices().map(choice => choice.id);
        const first = ids[0] ?? '', own = ids.filter(id => id.split('.')[0] === first.split('.')[0]);
        const output = own.length > 1 ? own[own.length >> 1] : ids[1] ?? first;
        return { left: ids.includes(this.view.left) ? this.view.left : first, right: ids.includes(this.view.right) ? this.view.right : output };
    }

    override updated() {
        const { left, right } = this.chosen();
        const wanted = [left, right, this.step, this.view.item, this.albums.length].join();
        if (wanted === this.wanted) return;
        this.wanted = wanted;
        void this.show(left, right, wanted);
    }

    private async show(left: string, right: string, wanted: string) {
        try {
            const [one, other] = await Promise.all([this.side(left), this.side(right)]);
            if (this.wanted !== wanted) return;
            this.sides = { left: one, right: other };
            this.trouble = '';
        } catch (error) {
            if (this.wanted === wanted) this.trouble = 'A sample of this step cannot be shown: its file is gone or damaged. Choose another step.';
        }
    }

    private async side(id: string): Promise<Side | null> {
        const [run, part] = id.split('.').map(Number);
        const kept = id === '' ? null : keptAt(this.albums.find(album => album.run === run), this.step);
        if (!kept) return null;
        let cache = this.caches.get(run);
        if (!cache) this.caches.set(run, cache = new SheetCache(`/api/v1/runs/${run}/samples`));
        const bitmap = await cache.get(kept.step);
        const title = kept.media.titles[part], place = this.view.runs.indexOf(run);
        return { bitmap, media: kept.media, item: Math.min(this.view.item, kept.media.count - 1), part: Math.min(part, Math.max(0, kept.media.titles.length - 1)),
            words: `${title ? `${title}, ` : ''}${letter(place) || `run ${run}`} at ${count(kept.step)}` };
    }

    override render() {
        const choices = this.choices();
        if (choices.length === 0) return html`<p class="empty">None of these runs has kept a sample yet. Two pictures can be compared here as soon as one has.</p>`;
        const { left, right } = this.chosen(), { view } = this;
        const media = this.sides.left?.media ?? this.sides.right?.media;
        const items = media?.count ?? 1, item = Math.min(view.item, items - 1);
        const select = (chosen: string, side: 'left' | 'right') => html`<select aria-label=${side === 'left' ? 'Left picture' : 'Right picture'}
            @change=${(event: Event) => this.change({ [side]: (event.target as HTMLSelectElement).value })}>
            ${choices.map(choice => html`<option value=${choice.id} ?selected=${choice.id === chosen}>${choice.words}</option>`)}</select>`;
        return html`
            <div class="tools">
                <div class="seg" role="group" aria-label="How they are compared">${MODES.map(([mode, words]) => html`
                    <button aria-pressed=${view.mode === mode} @click=${() => this.change({ mode })}>${words}</button>`)}</div>
                ${select(left, 'left')}
                <button class="btn icon" title="Swap" aria-label="Swap left and right" @click=${() => this.change({ left: right, right: left })}>⇄</button>
                ${select(right, 'right')}
                <span class="space"></span>
                <span>Picture ${item + 1} of ${items}</span>
                <button class="btn icon" aria-label="The picture before" ?disabled=${item === 0} @click=${() => this.change({ item: item - 1 })}>‹</button>
                <button class="btn icon" aria-label="The next picture" ?disabled=${item >= items - 1} @click=${() => this.change({ item: item + 1 })}>›</button>
            </div>
            ${this.trouble ? html`<p class="empty" role="status">${this.trouble}</p>` : nothing}
            ${this.sides.left || this.sides.right ? html`
                <gannet-before-after .left=${this.sides.left} .right=${this.sides.right} .mode=${view.mode} .at=${view.at} .scale=${view.scale} .x=${view.x} .y=${view.y}
                    @change=${(event: CustomEvent) => { event.stopPropagation(); this.change(event.detail); }}></gannet-before-after>
                ${media?.captions[item] ? html`<p class="said">${media.captions[item]}</p>` : nothing}
                ${media && items > 1 ? this.strip(media.count, item) : nothing}` : this.trouble ? nothing : html`<p class="empty">Neither had kept a sample by step ${count(this.step)}. Move the step to the right.</p>`}
            <p class="under hint"><span>← → move the divider, + − enlarge, Shift with arrows moves both, 0 shows all. By mouse: drag, turn the wheel, double click.</span>
                ${view.scale > 1 ? html`<button class="link" @click=${() => this.change({ scale: 1, x: 0.5, y: 0.5 })}>Show all of it</button>` : nothing}</p>`;
    }

    private strip(all: number, item: number) {
        const run = Number(this.chosen().right.split('.')[0]);
        const kept = keptAt(this.albums.find(album => album.run === run), this.step);
        if (!kept) return nothing;
        return html`<div class="items" role="group" aria-label="Pictures">${Array.from({ length: Math.min(all, THUMBS) }, (_, tile) => html`
            <button aria-pressed=${tile === item} aria-label="Picture ${tile + 1}" @click=${() => this.change({ item: tile })}>
                <img loading="lazy" alt="" src="/api/v1/runs/${run}/samples/${kept.step}?tile=${Math.min(tile, kept.media.count - 1)}&side=112"></button>`)}</div>`;
    }
}
