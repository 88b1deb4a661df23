import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { MACHINE } from '../progress/run-data';
import type { Overlay, Table } from './compare-data';
import { controls } from './compare-styles';
import type { View } from './compare-view';
import './gannet-overlay';

/* As many panels as one request brings. */
export const MOST_METRICS = 12;
const USUAL = ['generator', 'discriminator', 'D(real)', 'D(fake)'];

/* What is shown as long as nobody chose: the losses, then what most runs have; how the machine did only where there is nothing else. */
export function usualMetrics(metrics: string[]): string[] {
    const others = metrics.filter(name => !(name in MACHINE) && !USUAL.includes(name));
    const chosen = [...USUAL.filter(name => metrics.includes(name)), ...others].slice(0, 6);
    return chosen.length > 0 ? chosen : metrics.slice(0, 1);
}

const titled = (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1)}${name in MACHINE ? `, ${MACHINE[name]}` : ''}`;

/* The curves of all runs, a panel for each metric. */
@customElement('gannet-compare-curves')
export class GannetCompareCurves extends LitElement {
    @property({ attribute: false }) table!: Table;
    @property({ attribute: false }) view!: View;
    @property({ attribute: false }) metrics: string[] = [];
    @property({ attribute: false }) overlays: Overlay[] | null = null;
    @property({ type: Number }) lit = -1;
    @property({ attribute: false }) step = 0;
    @state() private looked = '';

    static override styles = [controls, css`
        :host { display: block; min-width: 0; }
        .grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 420px), 1fr)); gap: 20px 24px; }
        details { position: relative; }
        summary { list-style: none; }
        summary::-webkit-details-marker { display: none; }
        .list { position: absolute; z-index: 5; top: 38px; left: 0; width: 300px; max-width: calc(100vw - 48px); padding: 12px; background: var(--surface); border: 1px solid var(--hair); border-radius: var(--r3); box-shadow: var(--sh2); }
        .list input[type=search] { width: 100%; height: 32px; padding: 0 8px; border: 1px solid var(--line); border-radius: var(--r2); background: var(--raised); color: var(--ink); font: 400 13px/20px var(--font); }
        .list ul { list-style: none; margin: 8px 0 0; padding: 0; max-height: 300px; overflow: auto; }
        .list li label { display: flex; padding: 5px 4px; font-size: 13px; line-height: 20px; color: var(--ink); overflow-wrap: anywhere; }
    `];

    private change(part: Partial<View>) { this.dispatchEvent(new CustomEvent<Partial<View>>('change', { detail: part })); }

    private pick(name: string, chosen: boolean) {
        const metrics = chosen ? [...this.metrics, name] : this.metrics.filter(other => other !== name);
        this.change({ metrics: metrics.slice(0, MOST_METRICS) });
    }

    override render() {
        const { view, table } = this;
        if (table.metrics.length === 0) return html`<p class="empty">None of these runs has measured anything yet. Their curves appear here as soon as one does.</p>`;
        const found = table.metrics.filter(name => name.toLowerCase().includes(this.looked.toLowerCase()));
        const full = this.metrics.length >= MOST_METRICS;
        return html`
            <div class="tools">
                <details @keydown=${(event: KeyboardEvent) => { if (event.key === 'Escape') (event.currentTarget as HTMLDetailsElement).open = false; }}>
                    <summary class="btn" tabindex="0">Metrics <span class="hint">${this.metrics.length} of ${table.metrics.length}</span></summary>
                    <div class="list">
                        <input type="search" placeholder="Find a metric" aria-label="Find a metric" .value=${this.looked} @input=${(event: Event) => { this.looked = (event.target as HTMLInputElement).value; }}>
                        <ul>${found.slice(0, 60).map(name => html`<li><label><input type="checkbox" .checked=${this.metrics.includes(name)} ?disabled=${full && !this.metrics.includes(name)}
                            @change=${(event: Event) => this.pick(name, (event.target as HTMLInputElement).checked)}>${name}</label></li>`)}</ul>
                        ${found.length > 60 ? html`<p class="hint">${found.length - 60} more; type a part of the name.</p>` : nothing}
                        ${full ? html`<p class="hint">${MOST_METRICS} are shown at once.</p>` : nothing}
                    </div>
                </details>
                <div class="seg" role="group" aria-label="Along which axis">
                    <button aria-pressed=${!view.time} @click=${() => this.change({ time: false, zoom: null })}>Steps</button>
                    <button aria-pressed=${view.time} title="Hours of training, without the time in the queue" @click=${() => this.change({ time: true, zoom: null })}>Time</button>
                </div>
                <label>Smoothing <input type="range" min="0" max="10" step="1" .value=${String(view.smooth)} @input=${(event: Event) => this.change({ smooth: Number((event.target as HTMLInputElement).value) })}></label>
                <label><input type="checkbox" .checked=${view.log} @change=${(event: Event) => this.change({ log: (event.target as HTMLInputElement).checked })}>Logarithmic</label>
                <span class="space"></span>
                ${view.zoom ? html`<button class="btn" @click=${() => this.change({ zoom: null })}>Show it all</button>` : html`<span class="hint">Drag in a chart to look closer</span>`}
            </div>
            <div class="grid">${this.metrics.map(name => html`
                <gannet-overlay .heading=${titled(name)} .overlay=${this.overlays?.find(one => one.name === name) ?? (this.overlays ? null : undefined)}
                    .runs=${view.runs} .off=${view.off} .lit=${this.lit} .time=${view.time} .log=${view.log} .smooth=${view.smooth} .zoom=${view.zoom}
                    .at=${view.time ? null : this.step}
                    @lit=${(event: CustomEvent<number>) => this.dispatchEvent(new CustomEvent('lit', { detail: event.detail }))}
                    @zoom=${(event: CustomEvent<View['zoom']>) => this.change({ zoom: event.detail })}
                    @step=${(event: CustomEvent<number>) => this.change({ step: event.detail })}></gannet-overlay>`)}</div>`;
    }
}
