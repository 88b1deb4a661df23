import { css, html, LitElement, nothing, svg } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Table } from './compare-data';
import { controls } from './compare-styles';
import type { Span, View } from './compare-view';
import { runColour } from './run-colours';
import { isWithin, metricAxis, settingAxes, type Axis } from './sweep-axes';

const TALL = 260, TOP = 34, SIDE = 48;
const PLOT = { tall: 300, left: 64, top: 12, right: 16, bottom: 36 };

/* A sweep at a glance: every run is a line through its settings to what came of it, and a dot in a scatter plot. A range
   of an axis selects the runs within. */
@customElement('gannet-compare-sweep')
export class GannetCompareSweep extends LitElement {
    @property({ attribute: false }) table!: Table;
    @property({ attribute: false }) view!: View;
    /* Metrics that are axes of their own. */
    @property({ attribute: false }) metrics: string[] = [];
    @property({ type: Number }) lit = -1;
    @state() private width = 0;
    @query('.lines') private lines!: SVGSVGElement;

    private resize = new ResizeObserver(() => { this.width = this.clientWidth; });

    static override styles = [controls, css`
        :host { display: block; min-width: 0; }
        .scroll { overflow-x: auto; margin-bottom: 24px; }
        svg { display: block; overflow: visible; font: 400 11px/16px var(--font); touch-action: none; user-select: none; }
        text { fill: var(--ink3); }
        .title { fill: var(--ink); font-weight: 600; font-size: 12px; }
        .axis { stroke: var(--line); }
        .grid { stroke: var(--hair); }
        .run { fill: none; stroke-width: 1.5; opacity: .75; }
        .run.out { stroke: var(--line) !important; opacity: .6; stroke-width: 1; }
        .run.lit, .dot.lit { stroke-width: 3.5; opacity: 1; }
        .dot { stroke: var(--surface); stroke-width: 1.5; }
        .dot.out { fill: var(--line) !important; }
        .range { fill: var(--accent); opacity: .16; }
        .grip { cursor: crosshair; fill: transparent; }
        .handle { fill: var(--accent); cursor: ns-resize; }
        :is(.handle, a):focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
        .section { display: flex; align-items: baseline; gap: 8px 12px; margin-bottom: 8px; flex-wrap: wrap; }
    `];

    override connectedCallback() {
        super.connectedCallback();
        this.resize.observe(this);
    }

    override disconnectedCallback() {
        super.disconnectedCallback();
        this.resize.disconnect();
    }

    private change(part: Partial<View>) { this.dispatchEvent(new CustomEvent<Partial<View>>('change', { detail: part })); }

    private setBrush(axis: string, range: Span | null) {
        const brush = { ...this.view.brush };
        if (range) brush[axis] = range; else delete brush[axis];
        this.change({ brush });
    }

    private point(run: number) { this.dispatchEvent(new CustomEvent('lit', { detail: run })); }

    override render() {
        const { table, view } = this;
        const settings = settingAxes(table), metrics = this.metrics.map(name => metricAxis(table, name));
        const axes = [...settings, ...metrics];
        if (axes.length < 2) return html`<p class="empty">There is nothing to draw yet: the settings of these runs are the same, and they have measured nothing. Launch a sweep, and compare its runs here.</p>`;
        const shown = table.runs.map((_, index) => index).filter(index => !view.off.includes(table.runs[index].number));
        const within = shown.filter(index => isWithin(axes, view.brush, index));
        const chosen = Object.keys(view.brush).filter(id => axes.some(axis => axis.id === id)).length > 0;
        return html`
            <div class="section"><h2>From settings to results</h2>
                <span class="hint">${chosen ? `${within.length} of ${shown.length} runs are within the ranges` : 'Drag along an axis to choose a range'}</span>
                ${chosen ? html`<button class="link" @click=${() => this.change({ brush: {} })}>All runs</button>
                    ${within.length > 0 && within.length < table.runs.length ? html`<button class="link" @click=${() => this.change({ runs: within.map(index => table.runs[index].number), brush: {}, off: [] })}>Compare only these ${within.length}</button>` : nothing}` : nothing}
            </div>
            <div class="scroll">${this.parallel(axes, shown, new Set(within))}</div>
            ${this.scatter(axes, shown, new Set(within))}`;
    }

    private runClass(index: number, within: Set<number>) {
        return `${within.has(index) ? '' : 'out'} ${this.table.runs[index].number === this.lit ? 'lit' : ''}`;
    }

    private colour(index: number) { return runColour(this.view.runs.indexOf(this.table.runs[index].number), this.view.runs.length); }

    /* ---- parallel coordinates ---- */

    private parallel(axes: Axis[], shown: number[], within: Set<number>) {
        const wide = Math.max(this.width, axes.length * 110 + 2 * SIDE);
        const across = (index: number) => SIDE + index * (wide - 2 * SIDE) / Math.max(1, axes.length - 1);
        const down = (place: number) => TOP + (1 - place) * TALL;
        // Those that are out lie behind; the one that is pointed at lies in front.
        const order = [...shown].sort((a, b) => Number(within.has(a)) - Number(within.has(b)) || Number(this.table.runs[a].number === this.lit) - Number(this.table.runs[b].number === this.lit));
        return svg`<svg class="lines" width=${wide} height=${TOP + TALL + 16} role="group" aria-label="A line for each run through ${axes.length} axes">
            ${order.map(index => {
                const points = axes.map((axis, at) => axis.places[index] === null ? '' : `${across(at)},${down(axis.places[index]!)}`).filter(point => point !== '').join(' ');
                return svg`<polyline class="run ${this.runClass(index, within)}" points=${points} style="stroke: ${this.colour(index)}"
                    @pointerenter=${() => this.point(this.table.runs[index].number)} @pointerleave=${() => this.point(-1)}><title>${this.table.runs[index].name}</title></polyline>`;
            })}
            ${axes.map((axis, index) => this.axis(axis, across(index), index === 0 ? 'start' : index === axes.length - 1 ? 'end' : 'middle', down))}</svg>`;
    }

    private axis(axis: Axis, x: number, anchor: string, down: (place: number) => number) {
        const range = this.view.brush[axis.id];
        const title = axis.label.length > 22 ? `${axis.label.slice(0, 21)}…` : axis.label;
        const handle = (end: 'from' | 'to', place: number) => svg`<rect class="handle" x=${x - 9} y=${down(place) - 3} width="18" height="6" rx="3" tabindex="0" role="slider"
            aria-label="${axis.label}: ${end === 'from' ? 'lowest' : 'highest'}" aria-valuemin="0" aria-valuemax="100" aria-valuenow=${Math.round(place * 100)}
            aria-valuetext=${this.near(axis, place)} @keydown=${(event: KeyboardEvent) => this.keys(event, axis, end)}></rect>`;
        return svg`<g>
            <text class="title" x=${anchor === 'start' ? x - SIDE + 4 : anchor === 'end' ? x + SIDE - 4 : x} y="12" text-anchor=${anchor}>${title}<title>${axis.label}</title></text>
            <line class="axis" x1=${x} x2=${x} y1=${down(1)} y2=${down(0)}></line>
            ${axis.ticks.map(tick => svg`<text x=${anchor === 'end' ? x - 14 : x + 14} y=${down(tick.place) + 4} text-anchor=${anchor === 'end' ? 'end' : 'start'} paint-order="stroke" stroke="var(--surface)" stroke-width="4">${tick.text}</text>`)}
            ${range ? svg`<rect class="range" x=${x - 9} width="18" y=${down(range.to)} height=${Math.max(2, down(range.from) - down(range.to))}></rect>` : nothing}
            <rect class="grip" x=${x - 14} width="28" y=${down(1) - 8} height=${TALL + 16} @pointerdown=${(event: PointerEvent) => this.grab(event, axis)} @dblclick=${() => this.setBrush(axis.id, null)}></rect>
            ${handle('to', range?.to ?? 1)}${handle('from', range?.from ?? 0)}</g>`;
    }

    private near(axis: Axis, place: number): string {
        const nearest = [...axis.ticks].sort((a, b) => Math.abs(a.place - place) - Math.abs(b.place - place))[0];
        return nearest ? `about ${nearest.text}` : '';
    }

    private grab(event: PointerEvent, axis: Axis) {
        if (event.button !== 0) return;
        event.preventDefault();
        const grip = event.currentTarget as SVGElement, box = this.lines.getBoundingClientRect();
        const place = (at: PointerEvent) => Math.max(0, Math.min(1, 1 - (at.clientY - box.top - TOP) / TALL));
        const start = place(event);
        grip.setPointerCapture(event.pointerId);
        const drag = (at: PointerEvent) => {
            const now = place(at);
            if (Math.abs(now - start) > 0.01) this.setBrush(axis.id, { from: Math.min(start, now), to: Math.max(start, now) });
        };
        const release = () => grip.removeEventListener('pointermove', drag);
        grip.addEventListener('pointermove', drag);
        grip.addEventListener('pointerup', release, { once: true });
        grip.addEventListener('pointercancel', release, { once: true });
    }

    private keys(event: KeyboardEvent, axis: Axis, end: 'from' | 'to') {
        const by = { ArrowUp: 0.05, ArrowRight: 0.05, ArrowDown: -0.05, ArrowLeft: -0.05, PageUp: 0.25, PageDown: -0.25 }[event.key];
        if (event.key === 'Escape' || event.key === 'Delete') this.setBrush(axis.id, null);
        else if (by === undefined) return;
        else {
            const range = { ...(this.view.brush[axis.id] ?? { from: 0, to: 1 }) };
            range[end] = Math.max(0, Math.min(1, Math.round((range[end] + by) * 100) / 100));
            if (range.from <= range.to) this.setBrush(axis.id, range.from === 0 && range.to === 1 ? null : range);
        }
        event.preventDefault();
        event.stopPropagation();
    }

    /* ---- scatter ---- */

    private scatter(axes: Axis[], shown: number[], within: Set<number>) {
        const across = axes.find(axis => axis.id === this.view.across) ?? axes[0];
        const up = axes.find(axis => axis.id === this.view.up) ?? axes.find(axis => axis.metric) ?? axes[1];
        const wide = Math.max(280, Math.min(760, this.width)), { tall, left, top, right, bottom } = PLOT;
        const x = (place: number) => left + 10 + place * (wide - left - right - 20), y = (place: number) => tall - bottom - 10 - place * (tall - top - bottom - 20);
        const choice = (chosen: Axis, name: 'across' | 'up', words: string) => html`<label>${words} <select @change=${(event: Event) => this.change({ [name]: (event.target as HTMLSelectElement).value })}>
            ${axes.map(axis => html`<option value=${axis.id} ?selected=${axis.id === chosen.id}>${axis.label}</option>`)}</select></label>`;
        return html`
            <div class="section"><h2>Against each other</h2></div>
            <div class="tools">${choice(across, 'across', 'Across')}${choice(up, 'up', 'Up')}</div>
            ${svg`<svg class="scatter" width=${wide} height=${tall} role="group" aria-label="${up.label} against ${across.label}">
                ${up.ticks.map(tick => svg`<line class="grid" x1=${left} x2=${wide - right} y1=${y(tick.place)} y2=${y(tick.place)}></line><text x=${left - 8} y=${y(tick.place) + 4} text-anchor="end">${tick.text}</text>`)}
                ${across.ticks.map(tick => svg`<text x=${x(tick.place)} y=${tall - bottom + 16} text-anchor="middle">${tick.text}</text>`)}
                <line class="axis" x1=${left} x2=${wide - right} y1=${tall - bottom} y2=${tall - bottom}></line>
                ${shown.filter(index => across.places[index] !== null && up.places[index] !== null).map(index => {
                    const run = this.table.runs[index];
                    return svg`<a href="/runs/${run.number}" aria-label="Run ${run.number}: ${across.texts[index]}, ${up.texts[index]}" @focus=${() => this.point(run.number)} @blur=${() => this.point(-1)}>
                        <circle class="dot ${this.runClass(index, within)}" cx=${x(across.places[index]!)} cy=${y(up.places[index]!)} r=${run.number === this.lit ? 7 : 5} style="fill: ${this.colour(index)}"
                            @pointerenter=${() => this.point(run.number)} @pointerleave=${() => this.point(-1)}></circle><title>${run.name}: ${across.texts[index]}, ${up.texts[index]}</title></a>`;
                })}</svg>`}`;
    }
}
