import { css, html, nothing, unsafeCSS } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import uPlot from 'uplot';
import uPlotStyles from 'uplot/dist/uPlot.min.css?inline';
import { WHOLE, around, cut, faint, lastKnown, powers, resolve, roundUp, short, smooth, three, tick, widthOf } from './plotting';
import { indexAt, type Line } from './run-data';
import type { Change } from './telling';
import { count, figure } from './words';
import { RunPart } from './run-part';

/* A line by its name in the run; "g" and "d" are the two players, whose colours nothing else wears. */
export interface ChartLine { name: string; label: string; player: 'g' | 'd' | '' }

const RIGHT = 34, WIDEST = 72;
/* One panel of curves. All panels share the stretch that is shown and the step at which the cursor stands. */
@customElement('gannet-chart')
export class GannetChart extends RunPart {
    protected override readonly follows: Change[] = ['curves', 'zoom', 'step', 'hover', 'findings'];

    @property() heading = '';
    @property() hint = '';
    @property({ type: Number }) height = 190;
    /* Where values cannot leave a range, such as 0 to 1, all of it is shown. */
    @property({ attribute: false }) range: [number, number] | null = null;
    @property({ attribute: false }) lines: ChartLine[] = [];
    @state() private logarithmic = false;
    @state() private table = false;
    @query('.plot') private box!: HTMLElement;

    private plot: uPlot | null = null;
    private cursor = document.createElement('div');
    private dots: HTMLElement[] = [];
    private resize = new ResizeObserver(() => this.fit());
    /* Once drawn, curves that nobody sees are drawn again when they come into view. */
    private seen = false;
    private view = new IntersectionObserver(entries => {
        this.seen = entries.at(-1)!.isIntersecting;
        if (this.seen) this.requestUpdate();
    });
    private theme = new MutationObserver(() => this.repaint());
    private scheme = matchMedia('(prefers-color-scheme: dark)');
    private dirty = true;
    /* What stands beside the curves changes with them alone. */
    private told: { words: string; positive: boolean } | null = null;
    /* Pixels for the lines' names. */
    private right = RIGHT;
    /* Pixels, and the family of fonts; kept, because asking for them lays out the whole page. */
    private wide = 0;
    private font = '';

    static override styles = [unsafeCSS(uPlotStyles), css`
        :host { display: block; min-width: 0; position: relative; contain: layout; }
        header { display: flex; gap: 8px; align-items: baseline; margin-bottom: 4px; white-space: nowrap; min-height: 20px; }
        h2 { font: 600 13px/20px var(--font); margin: 0; }
        /* Where the head is too narrow for all, the hint gives way first, then the figures. */
        h2 { flex: none; max-width: 60%; }
        h2, .hint, .values { min-width: 0; overflow: hidden; text-overflow: ellipsis; }
        .hint { font-size: 12px; color: var(--ink3); flex: 0 100 auto; }
        .values { margin-left: auto; display: flex; gap: 10px; font-size: 12px; line-height: 20px; font-weight: 600; font-variant-numeric: tabular-nums; }
        .g { color: var(--g); } .d { color: var(--d); }
        .tools { position: absolute; z-index: 2; top: 24px; right: ${RIGHT}px; display: flex; gap: 2px; opacity: 0; transition: opacity 120ms;
            background: var(--surface); border-radius: 4px; }
        :host(:hover) .tools, :host(:focus-within) .tools { opacity: 1; }
        @media (hover: none) { .tools { opacity: 1; } }
        .tools button { font: 500 11px/16px var(--font); color: var(--ink3); border: 0; background: none; border-radius: 4px; padding: 1px 5px; cursor: pointer; }
        .tools button:hover { color: var(--ink); background: var(--hover); }
        .tools button[aria-pressed=true] { color: var(--accent); background: var(--accent-soft); }
        .tools button:focus-visible { outline: 2px solid var(--focus); outline-offset: 1px; }
        .plot { height: var(--height); position: relative; min-width: 0; }
        .plot.none { border: 1px dashed var(--line); border-radius: var(--r3); display: grid; place-items: center; color: var(--ink3); font-size: 13px; }
        .uplot { font-family: var(--font); }
        .u-over { cursor: crosshair; }
        .u-select { background: light-dark(#10202a14, #ffffff1a); }
        .u-cursor-x { border-right: 1px solid var(--line) !important; }
        .step { position: absolute; top: 0; bottom: 0; width: 1.5px; margin-left: -.75px; background: var(--ink); pointer-events: none; left: 0; }
        .dot { position: absolute; width: 9px; height: 9px; margin: -4.5px 0 0 -4.5px; border-radius: 50%; border: 1.5px solid var(--surface); pointer-events: none;
            left: 0; top: 0; background: var(--ink2); }
        .dot.g { background: var(--g); } .dot.d { background: var(--d); }
        .table { padding-right: 96px; height: var(--height); overflow: auto; }
        table { border-collapse: collapse; width: 100%; font-size: 12px; font-variant-numeric: tabular-nums; }
        th, td { text-align: right; padding: 3px 8px; border-bottom: 1px solid var(--hair); }
        th { color: var(--ink3); font-weight: 500; position: sticky; top: 0; background: var(--surface); }
    `];

    override connectedCallback() {
        super.connectedCallback();
        this.resize.observe(this);
        this.view.observe(this);
        this.theme.observe(document.documentElement, { attributes: true });
        this.scheme.addEventListener('change', this.repaint);
    }

    override disconnectedCallback() {
        super.disconnectedCallback();
        this.resize.disconnect();
        this.view.disconnect();
        this.theme.disconnect();
        this.scheme.removeEventListener('change', this.repaint);
        this.plot?.destroy();
        this.plot = null;
    }

    private repaint = () => {
        this.rebuild();
        this.requestUpdate();
    };

    private rebuild() {
        this.plot?.destroy();
        this.plot = null;
        this.dirty = true;
        this.told = null;
    }

    /* Curves are drawn at once, before anything on the page is written: to set a font, a canvas asks for the style of all that was. */
    protected override modelChanged(change?: Change) {
        const moved = (change === 'step' || change === 'hover') && this.plot?.scales.x.max === this.span().to;
        if (moved && !this.seen) return;
        if (!moved) {
            this.dirty = true;
            this.told = null;
            if (this.plot && this.seen && !this.table && this.plot.series.length === 1 + 4 * this.present().length) this.draw(this.plot, this.present());
        }
        this.requestUpdate();
    }

    override willUpdate(changed: Map<string, unknown>) {
        if (changed.has('lines')) this.told = null;
    }

    private fit() {
        this.wide = this.clientWidth;
        if (this.plot && this.wide > 0) this.plot.setSize({ width: this.wide, height: this.height });
        else this.requestUpdate();
    }

    /* ---- data ---- */

    private source(name: string): Line | undefined { return this.model?.curves.zoomed?.get(name) ?? this.model?.curves.lines.get(name); }

    private present(): ChartLine[] { return this.lines.filter(line => (this.source(line.name)?.steps.length ?? 0) > 0); }

    /* Series of uPlot by line: smoothed, as measured, lowest, highest. */
    private data(lines: ChartLine[]): uPlot.AlignedData {
        const { from, to } = this.span();
        const parts = lines.map(line => {
            const { steps, values, lowest, highest } = this.source(line.name)!;
            return [steps, smooth(steps, values, (to - from) / 60), values, lowest, highest] as uPlot.AlignedData;
        });
        if (parts.length === 1) return parts[0];
        return uPlot.join(parts);
    }

    private span(): { from: number; to: number } {
        const model = this.model!;
        if (model.curves.zoom) return model.curves.zoom;
        return { from: 0, to: Math.min(roundUp(Math.max(1, model.last)), Math.max(model.last, model.steps, 1)) };
    }

    /* ---- drawing ---- */

    override updated(changed: Map<string, unknown>) {
        if (['logarithmic', 'table', 'lines', 'height'].some(name => changed.has(name))) this.rebuild();
        const lines = this.present();
        if (!this.model || this.table || lines.length === 0 || !this.box || this.wide === 0) return;
        if (this.plot && this.plot.series.length !== 1 + 4 * lines.length) this.rebuild();
        if (!this.plot) {
            this.make(lines);
            this.dirty = false;
        } else if (this.dirty && !this.seen) {
            return;
        } else if (this.dirty) {
            this.draw(this.plot, lines);
        }
        this.place(lines);
    }

    private draw(plot: uPlot, lines: ChartLine[]) {
        plot.batch(() => {
            plot.setData(this.data(lines), false);
            const { from, to } = this.span();
            plot.setScale('x', { min: from, max: to });
        });
        this.dirty = false;
    }

    private within(low: number | null, high: number | null): [number, number] | null {
        return this.range && (low ?? 0) >= this.range[0] && (high ?? 0) <= this.range[1] ? [...this.range] : null;
    }

    private make(lines: ChartLine[]) {
        const colour = (name: string) => getComputedStyle(this).getPropertyValue(name) ? resolve(this.box, name) : '#888';
        const ink3 = colour('--ink3'), hair = colour('--hair');
        this.font = getComputedStyle(this).fontFamily;
        const font = `11px ${this.font}`;
        const strokes = lines.map(line => colour(line.player ? `--${line.player}` : '--ink2'));
        const { from, to } = this.span();
        let isNew = true;
        this.right = Math.max(RIGHT, Math.min(WIDEST, 10 + Math.max(...lines.map(line => widthOf(line.label, font)))));
        const series: uPlot.Series[] = [{}];
        const bands: uPlot.Band[] = [];
        lines.forEach((line, index) => {
            const stroke = strokes[index];
            const hidden = { stroke: 'transparent', width: 0, points: { show: false }, spanGaps: true };
            series.push(
                { stroke, width: 1.75, dash: line.player === 'd' ? [5 * devicePixelRatio, 3 * devicePixelRatio] : undefined, points: { show: false }, spanGaps: true },
                { stroke: faint(stroke, 0.28), width: 1, points: { show: false }, spanGaps: true }, hidden, hidden);
            bands.push({ series: [index * 4 + 4, index * 4 + 3], fill: faint(stroke, 0.1) });
        });
        const axis = { stroke: ink3, font, ticks: { show: false } };
        this.plot = new uPlot({
            width: this.wide, height: this.height, legend: { show: false }, series, bands, padding: [8, this.right, 0, 0],
            scales: {
                x: { time: false, min: from, max: to, auto: false },
                y: { distr: this.logarithmic ? 3 : 1, range: (_plot, low, high) => this.logarithmic ? [(low ?? 0.1) / 1.2, (high ?? 1) * 1.2] : this.within(low, high) ?? around(low, high) }
            },
            axes: [
                { ...axis, grid: { show: false }, size: 22, gap: 3, space: 56, incrs: WHOLE, values: (_plot, splits) => splits.map(short) },
                { ...axis, grid: { stroke: hair, width: 1 }, size: 38, gap: 6, splits: (_plot, _axis, low, high) => this.logarithmic ? powers(low, high) : three(low, high),
                    values: (_plot, splits) => splits.map(value => value === null ? '' : tick(value)) }
            ],
            cursor: {
                y: false, points: { show: false }, drag: { x: true, y: false, setScale: false, dist: 5 },
                bind: { dblclick: () => () => { void this.model?.setZoom(null); return null; } }
            },
            hooks: {
                drawClear: [plot => this.markEvidence(plot, lines, colour('--warn-soft'))],
                setCursor: [plot => {
                    const left = plot.cursor.left ?? -1;
                    this.model?.setHover(left < 0 ? null : Math.max(0, Math.round(plot.posToVal(left, 'x'))));
                }],
                setSelect: [plot => {
                    const { left, width } = plot.select;
                    if (width < 5) return;
                    void this.model?.setZoom({ from: Math.max(0, plot.posToVal(left, 'x')), to: plot.posToVal(left + width, 'x') });
                    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
                }],
                draw: [plot => {
                    this.nameLines(plot, lines, strokes);
                    // Only now are the scales of a new plot known.
                    if (isNew) this.place(lines);
                    isNew = false;
                }]
            }
        }, this.data(lines), this.box);
        const over = this.plot.over;
        over.append(this.cursor);
        this.cursor.className = 'step';
        this.dots = lines.map(line => {
            const dot = document.createElement('div');
            dot.className = `dot ${line.player}`;
            over.append(dot);
            return dot;
        });
        over.addEventListener('click', event => {
            const left = event.clientX - over.getBoundingClientRect().left;
            // A drag ends in a click as well; it has moved.
            if (event.detail === 1 && Math.abs(event.clientX - this.pressed) < 4) this.model?.choose(this.plot!.posToVal(left, 'x'));
        });
        over.addEventListener('pointerdown', event => { this.pressed = event.clientX; });
    }

    private pressed = 0;

    private evidence(lines: ChartLine[]) {
        return (this.model?.findings ?? []).filter(finding => finding.dismissed === null && finding.lines.some(name => lines.some(line => line.name === name)));
    }

    /* The stretches in which the doctor saw something, behind everything. */
    private markEvidence(plot: uPlot, lines: ChartLine[], colour: string) {
        const { ctx, bbox } = plot;
        for (const finding of this.evidence(lines)) {
            const left = Math.max(bbox.left, plot.valToPos(finding.since, 'x', true));
            const right = Math.min(bbox.left + bbox.width, plot.valToPos(finding.passed ?? this.model!.last, 'x', true));
            if (right < bbox.left || left > bbox.left + bbox.width) continue;
            ctx.save();
            ctx.fillStyle = colour;
            ctx.fillRect(left, bbox.top, Math.max(2 * devicePixelRatio, right - left), bbox.height);
            ctx.restore();
        }
    }

    /* No legend: a line's name stands at its end, kept clear of the next. */
    private nameLines(plot: uPlot, lines: ChartLine[], strokes: string[]) {
        const context = plot.ctx, density = devicePixelRatio;
        const names = lines.map((line, index) => {
            const values = plot.data[index * 4 + 1] as (number | null)[];
            let last = values.length - 1;
            const end = plot.scales.x.max ?? 0;
            while (last >= 0 && (values[last] == null || plot.data[0][last] > end)) last--;
            return last < 0 ? null : { text: line.label, stroke: strokes[index],
                x: plot.valToPos(plot.data[0][last], 'x', true) + 6 * density, y: plot.valToPos(values[last]!, 'y', true) };
        }).filter(name => name !== null && name.text !== '') as { text: string; stroke: string; x: number; y: number }[];
        names.sort((a, b) => a.y - b.y);
        for (let index = 1; index < names.length; index++) {
            names[index].y = Math.max(names[index].y, names[index - 1].y + 13 * density);
        }
        context.save();
        context.font = `500 ${11 * density}px ${this.font}`;
        context.textBaseline = 'middle';
        context.textAlign = 'left';
        for (const name of names) {
            context.fillStyle = name.stroke;
            context.fillText(cut(context, name.text, (this.right - 8) * density), name.x, Math.min(name.y, plot.bbox.top + plot.bbox.height - 4 * density));
        }
        context.restore();
    }

    /* The cursor is an element of its own, so that going through time draws no curve anew. */
    private place(lines: ChartLine[]) {
        const { plot, model } = this;
        if (!plot || !model) return;
        const x = plot.valToPos(model.step, 'x');
        const wide = plot.bbox.width / devicePixelRatio;
        const visible = x >= -1 && x <= wide + 1;
        this.cursor.style.display = visible ? '' : 'none';
        this.cursor.style.transform = `translateX(${x}px)`;
        lines.forEach((_line, index) => {
            const dot = this.dots[index];
            if (!dot) return;
            const at = indexAt(plot.data[0] as number[], model.step);
            const value = at < 0 ? null : lastKnown(plot.data[index * 4 + 1] as (number | null)[], at);
            dot.style.display = visible && value !== null ? '' : 'none';
            if (value !== null) dot.style.transform = `translate(${x}px, ${plot.valToPos(value, 'y')}px)`;
        });
    }

    /* ---- the look ---- */

    override render() {
        const lines = this.present();
        this.told ??= { words: this.words(lines), positive: lines.length > 0 && lines.every(line => this.source(line.name)!.lowest.every(value => value === null || value > 0)) };
        return html`
            <header>
                <h2>${this.heading}</h2>${this.hint ? html`<span class="hint" title=${this.hint}>${this.hint}</span>` : nothing}
                ${lines.length === 0 ? nothing : html`<span class="tools">
                    ${this.told.positive ? html`<button aria-pressed=${this.logarithmic} title="Logarithmic scale" @click=${() => { this.logarithmic = !this.logarithmic; }}>log</button>` : nothing}
                    <button aria-pressed=${this.table} title="Show as a table" @click=${() => { this.table = !this.table; }}>table</button></span>`}
                <span class="values">${this.values(lines)}</span>
            </header>
            ${this.table ? this.renderTable(lines)
                : html`<div class="plot ${lines.length === 0 ? 'none' : ''}" style="--height: ${this.height}px" role="img" aria-label=${this.told.words}>${lines.length === 0 && this.model?.loaded ? 'Nothing measured yet' : nothing}</div>`}`;
    }

    private values(lines: ChartLine[]) {
        const step = this.model?.hover ?? this.model?.step ?? 0;
        return lines.map(line => {
            const value = this.model?.curves.valueAt(line.name, step) ?? null;
            return value === null ? nothing : html`<span class=${line.player}>${line.label} ${figure(value)}</span>`;
        });
    }

    private words(lines: ChartLine[]): string {
        if (lines.length === 0) return `${this.heading}: nothing measured yet`;
        return `${this.heading}. ` + lines.map(line => {
            const values = this.source(line.name)!.values.filter(value => value !== null);
            if (values.length === 0) return `${line.name}: no number`;
            const last = values.at(-1)!, before = values[Math.floor(values.length * 0.75)];
            const change = last - before;
            const trend = Math.abs(change) < 0.03 * Math.max(Math.abs(last), Math.abs(before)) ? 'steady' : change > 0 ? 'rising' : 'falling';
            return `${line.name}: last ${figure(last)}, ${trend}`;
        }).join('; ') + this.evidence(lines).map(finding => `; marked from step ${count(finding.since)}: ${finding.verdict}`).join('');
    }

    private renderTable(lines: ChartLine[]) {
        const steps = this.source(lines[0]?.name ?? '')?.steps ?? [];
        const every = Math.max(1, Math.floor(steps.length / 40));
        const rows = steps.filter((_, index) => (steps.length - 1 - index) % every === 0).reverse();
        return html`<div class="table" tabindex="0" style="--height: ${this.height}px"><table>
            <thead><tr><th scope="col">Step</th>${lines.map(line => html`<th scope="col">${line.name}</th>`)}</tr></thead>
            <tbody>${rows.map(step => html`<tr><td>${count(step)}</td>${lines.map(line => {
                const value = this.model!.curves.valueAt(line.name, step);
                return html`<td>${value === null ? '–' : figure(value)}</td>`;
            })}</tr>`)}</tbody></table></div>`;
    }
}
