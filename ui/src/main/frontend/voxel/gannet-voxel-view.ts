import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { surface, type Cut } from './voxel-mesh';
import type { Camera, VoxelScene } from './voxel-scene';

const TURN = 0.01, KEY = Math.PI / 24;
const STEEP = Math.PI / 2 - 0.01;
const NEAREST = 6, FARTHEST = 0.4;

export const AT_FIRST: Camera = { around: -0.65, above: 0.42, near: 1 };

/* One solid that can be turned by mouse, by touch and by arrow keys. What draws it is loaded when the first one is to be seen. */
@customElement('gannet-voxel-view')
export class GannetVoxelView extends LitElement {
    /* How full each voxel is, from 0 to 255, the last axis running fastest. */
    @property({ attribute: false }) values: Uint8Array | null = null;
    @property({ type: Number }) side = 0;
    @property({ type: Number }) threshold = 0.5;
    @property({ attribute: false }) cut: Cut | null = null;
    @property({ attribute: false }) camera: Camera = AT_FIRST;
    /* What it is, for those who do not see it. */
    @property() words = '';
    @state() private trouble = '';
    @query('canvas') private canvas!: HTMLCanvasElement;

    private scene: VoxelScene | null = null;
    private loading: Promise<void> | null = null;
    private fingers = new Map<number, PointerEvent>();
    private resize = new ResizeObserver(() => this.fit());
    private theme = new MutationObserver(() => this.paint());
    private scheme = matchMedia('(prefers-color-scheme: dark)');
    private frame = 0;

    static override styles = css`
        :host { display: block; position: relative; min-width: 0; min-height: 0; }
        canvas { display: block; width: 100%; height: 100%; touch-action: none; cursor: grab; border-radius: var(--r3); }
        canvas:active { cursor: grabbing; }
        canvas:focus-visible { outline: 2px solid var(--focus); outline-offset: -2px; }
        p { position: absolute; inset: 0; display: grid; place-items: center; margin: 0; padding: 24px; text-align: center; color: var(--ink2); font: 400 14px/20px var(--font); }
    `;

    override connectedCallback() {
        super.connectedCallback();
        this.resize.observe(this);
        this.theme.observe(document.documentElement, { attributes: true });
        this.scheme.addEventListener('change', this.paint);
    }

    override disconnectedCallback() {
        super.disconnectedCallback();
        this.resize.disconnect();
        this.theme.disconnect();
        this.scheme.removeEventListener('change', this.paint);
        cancelAnimationFrame(this.frame);
        this.scene?.close();
        this.scene = null;
        this.loading = null;
    }

    override updated(changed: Map<string, unknown>) {
        if (!this.values) return;
        this.loading ??= this.load();
        if (!this.scene) return;
        if (['values', 'side', 'threshold', 'cut'].some(name => changed.has(name))) this.build();
        this.drawSoon();
    }

    private async load() {
        try {
            const { VoxelScene } = await import('./voxel-scene');
            if (!this.isConnected) return;
            this.scene = new VoxelScene(this.canvas);
        } catch (error) {
            this.trouble = 'This browser cannot draw solids: it has no WebGL. Allow it in its settings, or download the solid and open it in another program.';
            return;
        }
        this.paint();
        this.build();
        this.fit();
    }

    private build() {
        if (this.values && this.scene) this.scene.show(surface(this.values, this.side, this.threshold, this.cut), this.side);
    }

    private paint = () => {
        const colour = (name: string) => {
            const probe = document.createElement('i');
            probe.style.color = name;
            this.renderRoot.append(probe);
            const found = getComputedStyle(probe).color;
            probe.remove();
            return found;
        };
        this.scene?.paint(colour('light-dark(#5fa6b8, #7fb6c4)'), colour('light-dark(#e3a53c, #ffbe3d)'));
        this.drawSoon();
    };

    private fit() {
        if (!this.scene || this.clientWidth === 0) return;
        this.scene.resize(this.clientWidth, this.clientHeight);
        this.drawSoon();
    }

    private drawSoon() {
        cancelAnimationFrame(this.frame);
        this.frame = requestAnimationFrame(() => {
            this.scene?.draw(this.camera);
            // For whoever waits until it is to be seen.
            if (this.scene) this.dataset.drawn = String(Number(this.dataset.drawn ?? 0) + 1);
        });
    }

    /* A PNG of what is to be seen. */
    async picture(): Promise<Blob | null> { return this.scene?.picture(this.camera) ?? null; }

    /* ---- hands ---- */

    private turn(around: number, above: number, nearer = 1) {
        const camera = { around: this.camera.around + around, above: Math.max(-STEEP, Math.min(STEEP, this.camera.above + above)),
            near: Math.max(FARTHEST, Math.min(NEAREST, this.camera.near * nearer)) };
        this.dispatchEvent(new CustomEvent<Camera>('turn', { detail: camera }));
    }

    private press = (event: PointerEvent) => {
        if (event.button !== 0) return;
        this.canvas.setPointerCapture(event.pointerId);
        this.fingers.set(event.pointerId, event);
    };

    private drag = (event: PointerEvent) => {
        const before = this.fingers.get(event.pointerId);
        if (!before) return;
        const other = [...this.fingers.values()].find(finger => finger.pointerId !== event.pointerId);
        this.fingers.set(event.pointerId, event);
        if (other) {
            const apart = (one: PointerEvent) => Math.max(1, Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY));
            this.turn(0, 0, apart(event) / apart(before));
        } else {
            this.turn(-(event.clientX - before.clientX) * TURN, (event.clientY - before.clientY) * TURN);
        }
    };

    private release = (event: PointerEvent) => { this.fingers.delete(event.pointerId); };

    private wheel = (event: WheelEvent) => {
        event.preventDefault();
        this.turn(0, 0, 2 ** (-event.deltaY / 400));
    };

    private keys = (event: KeyboardEvent) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const turns: Record<string, () => void> = {
            ArrowLeft: () => this.turn(-KEY, 0), ArrowRight: () => this.turn(KEY, 0), ArrowUp: () => this.turn(0, KEY), ArrowDown: () => this.turn(0, -KEY),
            '+': () => this.turn(0, 0, 1.2), '=': () => this.turn(0, 0, 1.2), '-': () => this.turn(0, 0, 1 / 1.2),
            Home: () => this.dispatchEvent(new CustomEvent<Camera>('turn', { detail: AT_FIRST }))
        };
        const turn = turns[event.key];
        if (!turn) return;
        turn();
        event.preventDefault();
        event.stopPropagation();
    };

    override render() {
        return html`<canvas tabindex="0" role="img" aria-label="${this.words}. Arrow keys turn it, plus and minus come nearer and go away."
                @pointerdown=${this.press} @pointermove=${this.drag} @pointerup=${this.release} @pointercancel=${this.release} @wheel=${this.wheel} @keydown=${this.keys}
                @dblclick=${() => this.dispatchEvent(new CustomEvent<Camera>('turn', { detail: AT_FIRST }))}></canvas>
            ${this.trouble ? html`<p role="status">${this.trouble}</p>` : nothing}`;
    }
}
