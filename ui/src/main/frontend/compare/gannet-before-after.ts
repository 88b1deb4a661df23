import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Sheet } from '../progress/run-data';

/* One picture: a part of a tile of a decoded sheet. */
export interface Side { bitmap: ImageBitmap; media: Sheet; item: number; part: number; words: string }

const MOST_ZOOM = 32;
const NEAR = 24;

/* Two pictures over or beside each other. There is one canvas and one view of it, so that both zoom and move together. */
@customElement('gannet-before-after')
export class GannetBeforeAfter extends LitElement {
    @property({ attribute: false }) left: Side | null = null;
    @property({ attribute: false }) right: Side | null = null;
    @property() mode: 'slider' | 'side' | 'difference' = 'slider';
    /* Where the divider stands, how far the pictures are enlarged and around which place of them, from 0 to 1. */
    @property({ type: Number }) at = 0.5;
    @property({ type: Number }) scale = 1;
    @property({ type: Number }) x = 0.5;
    @property({ type: Number }) y = 0.5;
    @state() private width = 0;
    @query('canvas') private canvas!: HTMLCanvasElement;
    @query('.frame') private frame!: HTMLElement;

    private resize = new ResizeObserver(() => { this.width = this.clientWidth; });
    private fingers = new Map<number, PointerEvent>();
    private moving: 'divider' | 'picture' | null = null;

    static override styles = css`
        :host { display: block; min-width: 0; font: 400 14px/20px var(--font); }
        .frame { position: relative; margin: 0 auto; background: var(--inset); border-radius: 2px; overflow: hidden; touch-action: none; cursor: ew-resize; outline-offset: 2px; user-select: none; }
        .frame:focus-visible { outline: 2px solid var(--focus); }
        .frame.moved { cursor: grab; }
        .frame.still { cursor: default; }
        canvas { display: block; width: 100%; height: 100%; }
        .divider { position: absolute; top: 0; bottom: 0; width: 2px; margin-left: -1px; background: #fff; box-shadow: 0 0 0 1px #0008; pointer-events: none; }
        .divider i { position: absolute; top: 50%; left: 50%; width: 32px; height: 32px; margin: -16px; border-radius: 50%; background: #fff; color: #13202a; box-shadow: 0 1px 4px #0007; display: grid; place-items: center; }
        .words { position: absolute; bottom: 10px; max-width: 46%; padding: 3px 9px; border-radius: 5px; background: #0d1317d9; color: #fff; font-size: 12px; line-height: 18px; pointer-events: none;
            overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
        .words.l { left: 10px; } .words.r { right: 10px; }
    `;

    override connectedCallback() {
        super.connectedCallback();
        this.resize.observe(this);
    }

    override disconnectedCallback() {
        super.disconnectedCallback();
        this.resize.disconnect();
    }

    /* ---- drawing ---- */

    private get shape(): number {
        const media = this.left?.media ?? this.right?.media;
        return media ? media.tileWidth / Math.max(1, media.titles.length) / media.tileHeight : 1;
    }

    private get beside() { return this.mode === 'side'; }

    private get size(): { wide: number; tall: number } {
        const shape = this.shape * (this.beside ? 2 : 1);
        const tall = Math.max(200, Math.min(640, innerHeight - 420, this.width / shape));
        return { wide: Math.min(this.width, tall * shape), tall };
    }

    override updated() {
        const { canvas } = this;
        if (!canvas || this.width === 0) return;
        const { wide, tall } = this.size, density = devicePixelRatio;
        canvas.width = Math.round(wide * density);
        canvas.height = Math.round(tall * density);
        const context = canvas.getContext('2d')!;
        const half = canvas.width / 2, cut = Math.round(this.at * canvas.width);
        switch (this.mode) {
            case 'slider':
                this.draw(context, this.left, 0, canvas.width, 0, cut);
                this.draw(context, this.right, 0, canvas.width, cut, canvas.width);
                break;
            case 'side':
                this.draw(context, this.left, 0, half - density, 0, half - density);
                this.draw(context, this.right, half + density, half - density, half + density, canvas.width);
                break;
            case 'difference':
                this.draw(context, this.left, 0, canvas.width, 0, canvas.width);
                context.globalCompositeOperation = 'difference';
                this.draw(context, this.right, 0, canvas.width, 0, canvas.width);
                context.globalCompositeOperation = 'source-over';
        }
    }

    /* Draws a picture as wide as this at this place, and only what lies between two places of it. */
    private draw(context: CanvasRenderingContext2D, side: Side | null, place: number, wide: number, from: number, to: number) {
        if (!side || to <= from) return;
        const { media, bitmap, item, part } = side, tall = context.canvas.height;
        const parts = Math.max(1, media.titles.length), own = media.tileWidth / parts;
        context.save();
        context.beginPath();
        context.rect(from, 0, to - from, tall);
        context.clip();
        const { left, top } = this.corner();
        // Small pictures, looked at closely, are their pixels.
        context.imageSmoothingEnabled = wide * this.scale / own < 4;
        context.imageSmoothingQuality = 'high';
        context.drawImage(bitmap, item % media.columns * media.tileWidth + part * own, Math.floor(item / media.columns) * media.tileHeight, own, media.tileHeight,
            place - left * this.scale * wide, -top * this.scale * tall, wide * this.scale, tall * this.scale);
        context.restore();
    }

    /* The corner of what is seen, as a share of the picture; what is seen never reaches beyond it. */
    private corner() {
        const room = 1 / this.scale, within = (middle: number) => Math.max(0, Math.min(1 - room, middle - room / 2));
        return { left: within(this.x), top: within(this.y) };
    }

    /* ---- hands ---- */

    private tell(part: { at?: number; scale?: number; x?: number; y?: number }) {
        Object.assign(this, part);
        this.dispatchEvent(new CustomEvent('change', { detail: part }));
    }

    /* Enlarges, and keeps the place that is pointed at where it is. */
    private zoom(factor: number, across = 0.5, down = 0.5) {
        const scale = Math.max(1, Math.min(MOST_ZOOM, this.scale * factor));
        const { left, top } = this.corner();
        const x = left + across / this.scale - across / scale + 0.5 / scale, y = top + down / this.scale - down / scale + 0.5 / scale;
        this.settle(scale, x, y);
    }

    private settle(scale: number, x: number, y: number) {
        const room = 0.5 / scale, within = (middle: number) => scale === 1 ? 0.5 : Math.max(room, Math.min(1 - room, middle));
        this.tell({ scale, x: within(x), y: within(y) });
    }

    private pointed(event: PointerEvent | WheelEvent) {
        const box = this.frame.getBoundingClientRect();
        const across = (event.clientX - box.left) / box.width;
        return { across: this.beside ? across * 2 % 1 : across, whole: across, down: (event.clientY - box.top) / box.height, box };
    }

    private wheel = (event: WheelEvent) => {
        event.preventDefault();
        const { across, down } = this.pointed(event);
        this.zoom(2 ** (-event.deltaY / 240), across, down);
    };

    private press = (event: PointerEvent) => {
        if (event.button !== 0) return;
        this.frame.setPointerCapture(event.pointerId);
        this.fingers.set(event.pointerId, event);
        const { whole, box } = this.pointed(event);
        const near = this.mode === 'slider' && (this.scale === 1 || Math.abs(whole - this.at) * box.width < NEAR);
        this.moving = this.fingers.size > 1 || !near ? 'picture' : 'divider';
        if (this.moving === 'divider') this.tell({ at: Math.max(0, Math.min(1, whole)) });
    };

    private drag = (event: PointerEvent) => {
        const before = this.fingers.get(event.pointerId);
        if (!before) return;
        const { whole, across, down, box } = this.pointed(event);
        const others = [...this.fingers.values()].filter(finger => finger.pointerId !== event.pointerId);
        this.fingers.set(event.pointerId, event);
        if (others.length > 0) {
            const apart = (one: PointerEvent) => Math.max(1, Math.hypot(one.clientX - others[0].clientX, one.clientY - others[0].clientY));
            this.zoom(apart(event) / apart(before), across, down);
        } else if (this.moving === 'divider') {
            this.tell({ at: Math.max(0, Math.min(1, whole)) });
        } else if (this.scale > 1) {
            const wide = this.beside ? box.width / 2 : box.width;
            this.settle(this.scale, this.x - (event.clientX - before.clientX) / wide / this.scale, this.y - (event.clientY - before.clientY) / box.height / this.scale);
        }
    };

    private release = (event: PointerEvent) => {
        this.fingers.delete(event.pointerId);
        this.moving = null;
    };

    private keys = (event: KeyboardEvent) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const go = (at: number) => this.tell({ at: Math.round(Math.max(0, Math.min(1, at)) * 100) / 100 });
        const pan = (x: number, y: number) => this.settle(this.scale, this.x + x / this.scale, this.y + y / this.scale);
        const arrows: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
        const arrow = arrows[event.key];
        if (arrow && event.shiftKey) pan(arrow[0] * 0.1, arrow[1] * 0.1);
        else if (arrow && arrow[0] !== 0 && this.mode === 'slider') go(this.at + arrow[0] * 0.01);
        else if (event.key === 'Home') go(0);
        else if (event.key === 'End') go(1);
        else if (event.key === '+' || event.key === '=') this.zoom(1.5);
        else if (event.key === '-') this.zoom(1 / 1.5);
        else if (event.key === '0') this.settle(1, 0.5, 0.5);
        else return;
        event.preventDefault();
        event.stopPropagation();
    };

    /* ---- the look ---- */

    override render() {
        const { wide, tall } = this.size, share = Math.round(this.at * 100);
        const slides = this.mode === 'slider';
        return html`
            <div class="frame ${this.scale > 1 ? 'moved' : slides ? '' : 'still'}" style="width: ${wide}px; height: ${tall}px" tabindex="0" role="slider"
                aria-label="${this.left?.words ?? 'Nothing'} left, ${this.right?.words ?? 'nothing'} right" aria-valuemin="0" aria-valuemax="100" aria-valuenow=${share}
                aria-valuetext="${slides ? `The left picture fills ${share} %` : this.mode === 'side' ? 'Side by side' : 'Difference'}, enlarged ${this.scale.toFixed(1)} times"
                @pointerdown=${this.press} @pointermove=${this.drag} @pointerup=${this.release} @pointercancel=${this.release} @wheel=${this.wheel}
                @dblclick=${() => this.settle(1, 0.5, 0.5)} @keydown=${this.keys}>
                <canvas></canvas>
                ${slides ? html`<div class="divider" style="left: ${this.at * 100}%"><i>
                    <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M6 4L2.500 8L6 12M10 4l3.500 4L10 12"/></svg></i></div>` : nothing}
                ${this.mode === 'difference' ? html`<span class="words l">What differs, black where nothing does</span>` : html`
                    ${!slides || this.at > 0.12 ? html`<span class="words l">${this.left?.words ?? ''}</span>` : nothing}
                    ${!slides || this.at < 0.88 ? html`<span class="words r">${this.right?.words ?? ''}</span>` : nothing}`}
            </div>`;
    }
}
