import { css, html, LitElement, nothing, unsafeCSS } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import uPlot from 'uplot';
import uPlotStyles from 'uplot/dist/uPlot.min.css?inline';
import { around, powers, short, smooth, three, tick, WHOLE } from '../progress/plotting';
import { indexAt } from '../progress/run-data';
import { count, duration, figure } from '../progress/words';
import type { Overlay } from './compare-data';
import type { Span } from './compare-view';
import { letter, painted, runColour } from './run-colours';

const RIGHT = 26;
/* So many runs also show what was measured behind the smoothed line, and their values beside the title. */
const FEW = 8, VALUES = 4;
/* Between values nearer than this there is hardly a power of ten. */
const NARROW = 6;
const MINUTES = [1, 2, 5, 10, 15, 30].map(minutes => minutes * 60_000);
const TIMES = [...[1, 2, 5, 10, 15, 30].map(seconds => seconds * 1000), ...MINUTES, ...[1, 2, 3, 6, 12, 24, 48, 96, 192].map(hours => hours * 3_600_000)];

/* One chart line of all runs. */
@customElement('gannet-overlay')
export class GannetOverlay extends LitElement {
    @property() heading = '';
    @property({ attribute: false }) overlay: Overlay | null = null;
    /* All runs, whose places are their colours; those that the legend hides; the one that is pointed at. */
    @property({ attribute: false }) runs: number[] = [];
    @property({ attribute: false }) off: number[] = [];
    @property({ type: Number }) lit = -1;
    @property({ type: Boolean }) time = false;
    @property({ type: Boolean }) log = false;
    /* From 0 to 10. */
    @property({ type: Number }) smooth = 3;
    @property({ attribute: false }) zoom: Span | null = null;
    /* Where the page's step stands; null where the axis is no step. */
    @property({ attribute: false }) at: number | null = null;
    @property({ type: Number }) height = 200;
    @query('.plot') private box!: HTMLElement;

    private plot: uPlot | null = null;
    private cursor = document.createElement('div');
    private resize = new ResizeObserver(() => this.fit());
    private theme = new MutationObserver(() => this.rebuild());
    private scheme = matchMedia('(prefers-color-scheme: dark)');
    private hovered: number | null = null;

    static override styles = [unsafeCSS(uPlotStyles), css`
        :host { display: block; min-width: 0; }
        header { display: flex; gap: 8px; align-items: baseline; margin-bottom: 4px; min-height: 20px; white-space: nowrap; }
        h2 { font: 600 13px/20px var(--font); margin: 0; overflow: hidden; text-overflow: ellipsis; }
        .values { margin-left: auto; display: flex; gap: 10px; font-size: 12px; line-height: 20px; font-weight: 600; font-variant-numeric: tabular-nums; }
        .note { font-size: 12px; line-height: 16px; color: var(--ink3); margin: 4px 0 0; }
        .plot { height: var(--height); min-width: 0; position: relative; }
        .plot.none { border: 1px dashed var(--line); border-radius: var(--r3); display: grid; place-items: center; color: var(--ink3); font-size: 13px; padding: 0 16px; text-align: center; }
        .u-over { cursor: crosshair; }
        .u-select { background: light-dark(#10202a14, #ffffff1a); }
        .u-cursor-x { border-right: 1px solid var(--line) !important; }
        .step { position: absolute; top: 0; bottom: 0; left: 0; width: 1.5px; margin-left: -.75px; background: var(--ink); pointer-events: none; }
    `];

    override connectedCallback() {
        super.connectedCallback();
        this.resize.observe(this);
        this.theme.observe(document.documentElement, { attributes: true });
        this.scheme.addEventListener('change', this.rebuild);
        this.rebuild();
    }

    override disconnectedCallback() {
        super.disconnectedCallback();
        this.resize.disconnect();
        this.theme.disconnect();
        this.scheme.removeEventListener('change', this.rebuild);
        this.drop();
    }

    private drop() {
        this.plot?.destroy();
        this.plot = null;
    }

    private rebuild = () => {
        this.drop();
        this.requestUpdate();
    };

    private fit() {
        if (this.plot && this.box.clientWidth > 0) this.plot.setSize({ width: this.box.clientWidth, height: this.height });
        else this.requestUpdate();
    }

    private get shown() { return this.overlay?.runs ?? []; }

    /* On a logarithmic scale there is no place for what is not above 0. */
    private get logarithmic() { return this.log && this.shown.every(line => line.values.every(value => value === null || value > 0)); }

    private get perRun() { return this.runs.length <= FEW ? 2 : 1; }

    override updated(changed: Map<string, unknown>) {
        if (['overlay', 'runs', 'log', 'smooth', 'time', 'height'].some(name => changed.has(name))) this.drop();
        if (!this.box?.clientWidth || this.shown.length === 0) return;
        if (!this.plot) this.make();
        const plot = this.plot!;
        if (changed.has('off') || changed.has('overlay')) {
            this.shown.forEach((line, index) => {
                for (let series = 0; series < this.perRun; series++) {
                    const place = 1 + index * this.perRun + series;
                    if (plot.series[place].show === this.off.includes(line.run)) plot.setSeries(place, { show: !this.off.includes(line.run) }, false);
                }
            });
        }
        const lit = this.shown.findIndex(line => line.run === this.lit);
        plot.setSeries(lit < 0 ? null : 1 + lit * this.perRun, { focus: lit >= 0 }, false);
        this.place();
    }

    private make() {
        const { at } = this.overlay!;
        const strokes = painted(this.box, this.shown.map(line => runColour(this.runs.indexOf(line.run), this.runs.length)));
        const faint = painted(this.box, this.shown.map(line => `color-mix(in srgb, ${runColour(this.runs.indexOf(line.run), this.runs.length)} 28%, transparent)`));
        const [ink3, hair] = painted(this.box, ['var(--ink3)', 'var(--hair)']);
        const font = `11px ${getComputedStyle(this).fontFamily}`;
        const from = at[0] ?? 0, to = at.at(-1) ?? 1;
        const stretch = (to - from) * 2 ** this.smooth / 1500;
        const data: uPlot.AlignedData = [at], series: uPlot.Series[] = [{}];
        const line = { points: { show: false }, spanGaps: true };
        this.shown.forEach((one, index) => {
            const show = !this.off.includes(one.run);
            data.push(this.smooth > 0 ? smooth(at, one.values, stretch) : one.values);
            series.push({ ...line, show, stroke: strokes[index], width: this.perRun > 1 ? 1.75 : 1.25, points: { show: at.length < 3 } });
            if (this.perRun > 1) {
                data.push(one.values);
                series.push({ ...line, show, stroke: faint[index], width: this.smooth > 0 ? 1 : 0 });
            }
        });
        const axis = { stroke: ink3, font, ticks: { show: false } };
        this.plot = new uPlot({
            width: this.box.clientWidth, height: this.height, legend: { show: false }, series, padding: [8, RIGHT, 0, 0], focus: { alpha: 0.18 },
            scales: {
                x: { time: false, min: from, max: to > from ? to : from + 1, auto: false },
                y: { distr: this.logarithmic ? 3 : 1, range: (_plot, low, high) => this.logarithmic ? logarithms(low, high) : around(low, high) }
            },
            axes: [
                { ...axis, grid: { show: false }, size: 22, gap: 3, space: 64, incrs: this.time ? TIMES : WHOLE, values: (_plot, splits) => splits.map(this.time ? duration : short) },
                { ...axis, grid: { stroke: hair, width: 1 }, size: 42, gap: 6, splits: (_plot, _axis, low, high) => this.logarithmic && high / low > NARROW ? powers(low, high) : three(low, high),
                    values: (_plot, splits) => splits.map(value => value === null ? '' : tick(value)) }
            ],
            cursor: {
                y: false, points: { show: false }, drag: { x: true, y: false, setScale: false, dist: 5 }, focus: { prox: 14 },
                bind: { dblclick: () => () => { this.tell('zoom', null); return null; } }
            },
            hooks: {
                setCursor: [plot => {
                    const left = plot.cursor.left ?? -1;
                    this.hovered = left < 0 ? null : plot.posToVal(left, 'x');
                    if (left < 0) this.tell('lit', -1);
                    this.requestUpdate('hovered');
                }],
                setSeries: [(plot, index, options) => {
                    // Only what the pointer is near; what the legend says comes from outside.
                    if ((options as { focus?: boolean }).focus === undefined || (plot.cursor.left ?? -1) < 0) return;
                    this.tell('lit', index === null ? -1 : this.shown[Math.floor((index - 1) / this.perRun)]?.run ?? -1);
                }],
                setSelect: [plot => {
                    const { left, width } = plot.select;
                    if (width < 5) return;
                    this.tell('zoom', { from: Math.max(0, Math.round(plot.posToVal(left, 'x'))), to: Math.round(plot.posToVal(left + width, 'x')) });
                    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
                }],
                draw: [plot => {
                    this.nameLines(plot, strokes);
                    this.place();
                }]
            }
        }, data, this.box);
        this.cursor.className = 'step';
        this.plot.over.append(this.cursor);
        this.plot.over.addEventListener('click', event => {
            const x = this.plot!.posToVal(event.clientX - this.plot!.over.getBoundingClientRect().left, 'x');
            if (event.detail === 1 && Math.abs(event.clientX - this.pressed) < 4 && this.at !== null) this.tell('step', Math.max(0, Math.round(x)));
        });
        this.plot.over.addEventListener('pointerdown', event => { this.pressed = event.clientX; });
    }

    private pressed = 0;

    private tell(what: string, detail: unknown) { this.dispatchEvent(new CustomEvent(what, { detail })); }

    /* Up to eight lines have their letters at their ends. */
    private nameLines(plot: uPlot, strokes: string[]) {
        if (this.perRun < 2) return;
        const context = plot.ctx, density = devicePixelRatio;
        const ends = this.shown.flatMap((line, index) => {
            const values = plot.data[1 + index * this.perRun] as (number | null)[];
            let last = values.length - 1;
            while (last >= 0 && values[last] == null) last--;
            if (last < 0 || this.off.includes(line.run)) return [];
            return [{ text: letter(this.runs.indexOf(line.run)), stroke: strokes[index], x: plot.valToPos(plot.data[0][last], 'x', true) + 6 * density,
                y: plot.valToPos(values[last]!, 'y', true) }];
        }).sort((a, b) => a.y - b.y);
        ends.forEach((end, index) => { if (index > 0) end.y = Math.max(end.y, ends[index - 1].y + 13 * density); });
        context.save();
        context.font = `600 ${11 * density}px ${getComputedStyle(this).fontFamily}`;
        context.textBaseline = 'middle';
        context.textAlign = 'left';
        for (const end of ends) {
            context.fillStyle = end.stroke;
            context.fillText(end.text, end.x, end.y);
        }
        context.restore();
    }

    private place() {
        const { plot, at } = this;
        if (!plot) return;
        const x = at === null ? -1 : plot.valToPos(at, 'x');
        this.cursor.style.display = at !== null && x >= -1 && x <= plot.over.clientWidth + 1 ? '' : 'none';
        this.cursor.style.transform = `translateX(${x}px)`;
    }

    /* ---- the look ---- */

    private measuredBy(run: number): number | null {
        const line = this.shown.find(one => one.run === run);
        if (!line || !this.overlay) return null;
        let index = indexAt(this.overlay.at, this.hovered ?? this.at ?? Number.MAX_SAFE_INTEGER);
        while (index >= 0 && line.values[index] === null) index--;
        return index < 0 ? null : line.values[index];
    }

    override render() {
        const visible = this.shown.filter(line => !this.off.includes(line.run));
        const said = this.lit >= 0 ? visible.filter(line => line.run === this.lit) : visible.length <= VALUES ? visible : [];
        const strange = this.shown.filter(line => line.strange > 0);
        const none = this.shown.length === 0;
        return html`
            <header><h2 title=${this.heading}>${this.heading}</h2>
                <span class="values">${said.map(line => {
                    const place = this.runs.indexOf(line.run), value = this.measuredBy(line.run);
                    return html`<span style="color: ${runColour(place, this.runs.length)}">${this.runs.length <= FEW ? letter(place) : line.run} ${value === null ? '–' : figure(value)}</span>`;
                })}</span></header>
            <div class="plot ${none ? 'none' : ''}" style="--height: ${this.height}px" role="img" aria-label=${this.words()}>
                ${none ? (this.overlay ? 'Nothing was measured in this stretch' : 'None of these runs has measured it') : nothing}</div>
            ${strange.length === 0 ? nothing : html`<p class="note">Not drawn, because they are no finite numbers: ${strange.slice(0, 4).map(line =>
                `${count(line.strange)} ${line.strange === 1 ? 'value' : 'values'} of run ${line.run}`).join(', ')}${strange.length > 4 ? ' and of others' : ''}.</p>`}`;
    }

    private words(): string {
        if (this.shown.length === 0) return `${this.heading}: nothing measured`;
        const lasts = this.shown.map(line => {
            const last = line.values.filter(value => value !== null).at(-1);
            return `run ${line.run}: last ${last == null ? 'none' : figure(last)}`;
        });
        return `${this.heading}${this.logarithmic ? ', logarithmic' : ''}. ${lasts.slice(0, 10).join('; ')}${lasts.length > 10 ? `; and ${lasts.length - 10} more` : ''}`;
    }
}

/* A tenth of their span in logarithms below and above. */
function logarithms(low: number | null, high: number | null): [number, number] {
    const from = low ?? 0.1, to = high ?? 1, room = Math.max(1.02, (to / from) ** 0.1);
    return [from / room, to * room];
}
