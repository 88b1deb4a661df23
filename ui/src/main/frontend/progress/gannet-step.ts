import { css, html, nothing, svg } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { isOpen } from './run-data';
import type { Change } from './telling';
import { count, duration } from './words';
import { RunPart } from './run-part';

const PLAY = svg`<path d="M5 3l8 5-8 5z"/>`;
const PAUSE = svg`<path d="M5.500 3.500v9M10.500 3.500v9"/>`;

/* The strip at the foot of the page: one latent over time, with a knob for the step at which everything stands. */
@customElement('gannet-step')
export class GannetStep extends RunPart {
    protected override readonly follows: Change[] = ['samples', 'step', 'checkpoints', 'play', 'tile', 'state', 'curves', 'findings'];

    @query('.film') private film!: HTMLElement;
    @query('canvas') private canvas!: HTMLCanvasElement;
    @state() private choosing = false;
    private thumbs = new Map<string, ImageBitmap | 'coming'>();
    private drawn = '';
    private width = 0;
    private resize = new ResizeObserver(() => {
        this.width = this.film?.clientWidth ?? 0;
        this.requestUpdate();
    });

    static override styles = css`
        :host { display: block; padding: 10px 24px 12px; background: light-dark(#fdfefe, #141c21); border-top: 1px solid var(--hair);
            font: 400 14px/20px var(--font); color: var(--ink); }
        * { box-sizing: border-box; }
        .row { display: flex; align-items: center; gap: 12px; }
        button { display: inline-flex; align-items: center; justify-content: center; height: 32px; border: 1px solid var(--line); border-radius: var(--r2);
            background: var(--raised); color: var(--ink); font: 500 13px/16px var(--font); padding: 0 12px; box-shadow: var(--sh); cursor: pointer; white-space: nowrap; gap: 6px; }
        button.icon { width: 32px; padding: 0; flex: none; }
        button:focus-visible, .knob:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
        button:disabled { opacity: .5; cursor: default; }
        button[aria-pressed=true] { color: var(--accent); border-color: var(--accent); }
        .dot { width: 8px; height: 8px; border-radius: 50%; background: currentColor; }
        .number { width: 92px; flex: none; }
        .number b { display: block; font-weight: 600; font-size: 16px; line-height: 20px; }
        .number span { display: block; font-size: 11px; line-height: 16px; color: var(--ink3); white-space: nowrap; }
        .strip { flex: 1; min-width: 0; margin: 0 16px; } /* half a knob on each side */
        .film { position: relative; height: 34px; touch-action: none; cursor: pointer; }
        canvas { position: absolute; left: 0; top: 0; height: 34px; border-radius: 3px; display: block; background: var(--inset); }
        .todo { position: absolute; inset: 0 0 0 auto; border: 1px dashed var(--line); border-left: 0; border-radius: 0 3px 3px 0; }
        .knob { position: absolute; top: -5px; bottom: -5px; width: 38px; margin-left: -19px; border: 2px solid var(--ink); border-radius: 6px;
            box-shadow: 0 0 0 2px var(--surface), var(--sh2); }
        .marks { position: relative; height: 16px; margin-top: 7px; font-size: 11px; line-height: 16px; color: var(--ink3); }
        .marks span { position: absolute; top: 0; transform: translateX(-50%); white-space: nowrap; }
        .marks .ill { color: var(--warn); }
        .marks .first { transform: none; left: 0; }
        .marks .end { transform: none; right: 0; background: inherit; }
        .films { position: relative; }
        .films menu { position: absolute; right: 0; bottom: calc(100% + 8px); margin: 0; padding: 4px; list-style: none; background: var(--raised);
            border: 1px solid var(--line); border-radius: var(--r3); box-shadow: var(--sh2); z-index: 5; }
        .films a { display: block; padding: 6px 10px; border-radius: var(--r2); color: var(--ink); text-decoration: none; font-size: 13px; white-space: nowrap; }
        .films a small { display: block; font-size: 12px; line-height: 16px; color: var(--ink3); }
        .films a:hover { background: var(--hover); }
        .films a:focus-visible { outline: 2px solid var(--focus); }
        @media (max-width: 640px) {
            .films { display: none; }
            :host { padding: 10px 16px 14px; }
            .number { width: 74px; }
            .film, canvas { height: 34px; }
            .knob { width: 16px; margin-left: -8px; }
            .marks, button.live { display: none; }
            button.icon { width: 40px; height: 40px; }
        }
    `;

    override connectedCallback() {
        super.connectedCallback();
        void this.updateComplete.then(() => this.resize.observe(this.film));
    }

    override disconnectedCallback() {
        super.disconnectedCallback();
        this.resize.disconnect();
    }

    private get whole(): number { return Math.max(1, this.model?.steps ?? 0, this.model?.last ?? 0); }

    private get reached(): number { return Math.min(1, (this.model?.last ?? 0) / this.whole); }

    /* ---- the strip ---- */

    override updated() {
        const { model, canvas } = this;
        if (!model || !canvas || !this.width) return;
        const width = Math.round(this.width * this.reached);
        const tall = 34;
        // Places stand still while the run goes on: they divide its whole length.
        const places = Math.max(1, Math.round(this.width / (tall + 1)));
        const side = this.width / places;
        const wanted = Array.from({ length: Math.ceil(width / side) }, (_, place) =>
            model.sampleAt(Math.min(model.last, (place + 0.5) / places * this.whole))?.step ?? -1);
        const key = `${width}|${model.tile}|${wanted.join()}|${wanted.filter(step => this.thumb(step) !== null).length}`;
        if (key === this.drawn) return;
        this.drawn = key;
        const density = devicePixelRatio;
        canvas.style.width = `${width}px`;
        canvas.width = Math.max(1, width * density);
        canvas.height = tall * density;
        const context = canvas.getContext('2d')!;
        context.scale(density, density);
        context.imageSmoothingQuality = 'high';
        wanted.forEach((step, place) => {
            const picture = step < 0 ? null : this.thumb(step);
            if (!picture) return;
            // The middle of the picture, where the place is narrower than it.
            const wide = Math.min(side - 1, width - place * side);
            const cut = Math.min(picture.width, picture.height * wide / tall);
            context.drawImage(picture, (picture.width - cut) / 2, 0, cut, picture.height, place * side, 0, wide, tall);
        });
    }

    private thumb(step: number): ImageBitmap | null {
        const model = this.model!;
        if (step < 0) return null;
        const key = `${model.tile}/${step}`;
        const known = this.thumbs.get(key);
        if (known) return known === 'coming' ? null : known;
        if (this.thumbs.size > 600) this.thumbs.clear();
        this.thumbs.set(key, 'coming');
        fetch(model.tileAddress(step, model.tile, 68), { priority: 'low' })
            .then(answer => answer.ok ? answer.blob() : Promise.reject(new Error(String(answer.status))))
            .then(createImageBitmap)
            .then(picture => {
                this.thumbs.set(key, picture);
                this.requestUpdate();
            }, () => this.thumbs.delete(key));
        return null;
    }

    /* ---- hands ---- */

    private grab = (event: PointerEvent) => {
        if (event.button !== 0 || !this.model) return;
        this.film.setPointerCapture(event.pointerId);
        this.drag(event);
        this.film.addEventListener('pointermove', this.drag);
        const let_go = () => this.film.removeEventListener('pointermove', this.drag);
        this.film.addEventListener('pointerup', let_go, { once: true });
        this.film.addEventListener('pointercancel', let_go, { once: true });
    };

    private drag = (event: PointerEvent) => {
        const box = this.film.getBoundingClientRect();
        const share = Math.max(0, Math.min(1, (event.clientX - box.left) / box.width));
        this.model!.choose(Math.min(this.model!.last, share * this.whole), true);
    };

    private keys = (event: KeyboardEvent) => {
        const model = this.model!;
        const moves: Record<string, () => void> = {
            Home: () => model.choose(0), End: () => model.choose(model.last), PageUp: () => model.move(10), PageDown: () => model.move(-10),
            ArrowUp: () => model.move(1), ArrowDown: () => model.move(-1)
        };
        const move = moves[event.key];
        if (!move) return;
        move();
        event.preventDefault();
    };

    private films = (event: KeyboardEvent) => {
        const links = [...this.renderRoot.querySelectorAll<HTMLElement>('.films a')];
        const at = links.indexOf(this.shadowRoot!.activeElement as HTMLElement);
        if (event.key === 'Escape' && this.choosing) {
            this.choosing = false;
            this.renderRoot.querySelector<HTMLElement>('.films button')?.focus();
        } else if (this.choosing && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
            links[(at + (event.key === 'ArrowDown' ? 1 : links.length - 1) + links.length) % links.length]?.focus();
        } else {
            return;
        }
        event.preventDefault();
        event.stopPropagation();
    };

    private leaveFilms = (event: FocusEvent) => {
        if (!(event.currentTarget as HTMLElement).contains(event.relatedTarget as Node | null)) this.choosing = false;
    };

    private renderFilms() {
        const model = this.model;
        const film = (query: string, name: string, what: string) => html`
            <li><a href=${model!.filmAddress(query)} download @click=${() => { this.choosing = false; }}>${name}<small>${what}</small></a></li>`;
        return html`<div class="films" @keydown=${this.films} @focusout=${this.leaveFilms}>
            <button aria-haspopup="true" aria-expanded=${this.choosing} @click=${() => { this.choosing = !this.choosing; }} ?disabled=${!model || model.samples.length === 0}
                title="Take the pictures with you as a film">Film</button>
            ${this.choosing && model ? html`<menu>
                ${film(`tile=${model.tile}&side=256`, `Picture ${model.tile + 1} through time`, 'GIF, 256 pixels')}
                ${film('side=512', 'Whole sheets through time', 'GIF, 512 pixels')}</menu>` : nothing}
        </div>`;
    }

    /* ---- the look ---- */

    override render() {
        const model = this.model;
        const step = model?.step ?? 0;
        const last = model?.last ?? 0;
        const left = model && !model.over ? model.millisecondsLeft() || null : null;
        return html`
            <div class="row" role="group" aria-label="Step">
                <button class="icon" @click=${() => model?.togglePlay()} ?disabled=${!model || model.samples.length < 2}
                    aria-label=${model?.playing ? 'Pause' : 'Play'} title=${model?.playing ? 'Pause (Space)' : 'Play through time (Space)'}>
                    <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
                        ${model?.playing ? PAUSE : PLAY}</svg>
                </button>
                <div class="number"><b>${count(step)}</b><span>of ${count(this.whole)}</span></div>
                <div class="strip">
                    <div class="film" @pointerdown=${this.grab}>
                        <canvas></canvas>
                        ${this.reached < 1 ? html`<div class="todo" style="width: ${(1 - this.reached) * 100}%"></div>` : nothing}
                        <div class="knob" role="slider" tabindex="0" aria-label="Step" aria-valuemin="0" aria-valuemax=${last} aria-valuenow=${step}
                            aria-valuetext="Step ${count(step)} of ${count(this.whole)}" style="left: ${Math.min(1, step / this.whole) * 100}%" @keydown=${this.keys}></div>
                    </div>
                    <div class="marks" aria-hidden="true">
                        <span class="first">start</span>
                        ${this.marks().map(mark => html`<span style="left: ${mark * 100}%" title="Checkpoint">◆</span>`)}
                        ${(model?.findings ?? []).filter(isOpen).map(finding => html`
                            <span class="ill" style="left: ${finding.since / this.whole * 100}%" title=${finding.verdict}>▲</span>`)}
                        ${this.reached > 0.82 && !left ? nothing : html`<span class="end">${count(this.whole)}${left ? ` in about ${duration(left)}` : ''}</span>`}
                    </div>
                </div>
                ${this.renderFilms()}
                ${model?.over ? html`<button class="live" @click=${() => model.goLive()} ?disabled=${step === last} title="Go to the last step (L)">Last</button>`
                    : html`<button class="live" aria-pressed=${model?.live ?? false} @click=${() => model?.goLive()} title="Follow the newest step (L)">
                        <i class="dot"></i>Live</button>`}
            </div>`;
    }

    /* Checkpoints, as many as can be told apart, clear of the words at both ends. */
    private marks(): number[] {
        const marks: number[] = [];
        for (const checkpoint of this.model?.checkpoints ?? []) {
            const place = checkpoint.step / this.whole;
            if (place * this.width < 40 || (1 - place) * this.width < 150) continue;
            if (marks.length === 0 || (place - marks.at(-1)!) * this.width >= 28) marks.push(place);
        }
        return marks;
    }
}
