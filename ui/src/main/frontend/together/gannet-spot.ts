import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Sample } from '../progress/run-data';
import { count } from '../progress/words';
import { ask, sentence } from './asking';

export interface Spot { step: number; tile: number; x: number; y: number }

/* A sheet of a run's samples in which somebody points at something. By keyboard: arrows move the mark, Enter takes it. */
@customElement('gannet-spot')
export class GannetSpot extends LitElement {
    @property({ type: Number }) run = 0;
    @state() private sample: Sample | null = null;
    @state() private trouble = '';
    @state() private x = 0.5;
    @state() private y = 0.5;
    @query('dialog') private dialog!: HTMLDialogElement;
    @query('.sheet') private sheet!: HTMLElement | null;

    protected override createRenderRoot() { return this; }

    /* At the step that the page shows, or else the newest. */
    async open() {
        this.trouble = '';
        this.dialog.showModal();
        try {
            const all = await ask<Sample[]>(`/runs/${this.run}/samples`);
            const wanted = Number(new URLSearchParams(location.search).get('step') ?? NaN);
            this.sample = all.findLast(one => !Number.isFinite(wanted) || one.step <= wanted) ?? all.at(-1) ?? null;
            if (!this.sample) this.trouble = 'There are no samples yet.';
            await this.updateComplete;
            this.sheet?.focus();
        } catch (failure) {
            this.trouble = sentence(failure);
        }
    }

    private take() {
        const media = this.sample!.media;
        const column = Math.min(media.columns - 1, Math.floor(this.x * media.columns)), rows = Math.max(1, Math.ceil(media.count / media.columns));
        const row = Math.min(rows - 1, Math.floor(this.y * rows));
        const tile = row * media.columns + column;
        if (tile >= media.count) return;
        const within = (place: number, of: number, at: number) => Math.max(0, Math.min(1, Number((place * of - at).toFixed(4))));
        this.dialog.close(); // first, because it gives the focus back to where it was
        this.dispatchEvent(new CustomEvent<Spot>('spot', { detail: { step: this.sample!.step, tile, x: within(this.x, media.columns, column), y: within(this.y, rows, row) } }));
    }

    private point(event: PointerEvent) {
        const box = this.sheet!.getBoundingClientRect();
        this.x = Math.max(0, Math.min(1, (event.clientX - box.left) / box.width));
        this.y = Math.max(0, Math.min(1, (event.clientY - box.top) / box.height));
    }

    private readonly keys = (event: KeyboardEvent) => {
        event.stopPropagation();
        const far = event.shiftKey ? 0.05 : 0.01;
        const move: Record<string, [number, number]> = { ArrowLeft: [-far, 0], ArrowRight: [far, 0], ArrowUp: [0, -far], ArrowDown: [0, far] };
        if (event.key === 'Enter') this.take();
        else if (move[event.key]) {
            this.x = Math.max(0, Math.min(1, this.x + move[event.key][0]));
            this.y = Math.max(0, Math.min(1, this.y + move[event.key][1]));
        } else return;
        event.preventDefault();
    };

    override render() {
        const media = this.sample?.media;
        return html`<dialog class="pointing" aria-label="Mark a spot">
            <header><h2>Mark a spot${this.sample ? ` at step ${count(this.sample.step)}` : ''}</h2>
                <button class="btn" type="button" aria-label="Close" @click=${() => this.dialog.close()}>✕</button></header>
            ${this.trouble ? html`<p class="sad" role="alert">${this.trouble}</p>` : nothing}
            ${media ? html`<div class="sheet" tabindex="0" role="application" aria-label="Arrows move the mark, Enter takes it" style="aspect-ratio:${media.columns * media.tileWidth}/${Math.ceil(media.count / media.columns) * media.tileHeight}"
                    @keydown=${this.keys} @pointerdown=${(event: PointerEvent) => { this.point(event); this.take(); }}>
                <img src="/api/v1/runs/${this.run}/samples/${this.sample!.step}" alt="The samples of this step" draggable="false"><i style="left:${this.x * 100}%;top:${this.y * 100}%"></i></div>
                <p class="hint">Click the spot, or move the mark with the arrow keys and press Enter.</p>` : nothing}
        </dialog>`;
    }
}
