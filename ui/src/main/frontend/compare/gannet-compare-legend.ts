import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Table } from './compare-data';
import { controls } from './compare-styles';
import type { View } from './compare-view';
import { letter, runColour } from './run-colours';

/* Which colour is which run: a click hides or shows it, pointing at it lifts it out everywhere. */
@customElement('gannet-compare-legend')
export class GannetCompareLegend extends LitElement {
    @property({ attribute: false }) table!: Table;
    @property({ attribute: false }) view!: View;
    @property({ type: Number }) lit = -1;

    static override styles = [controls, css`
        :host { display: block; }
        ul { display: flex; flex-wrap: wrap; gap: 6px; margin: 0; padding: 2px; list-style: none; max-height: 118px; overflow: auto; }
        li { display: inline-flex; align-items: center; max-width: 100%; border: 1px solid var(--line); border-radius: var(--r2); background: var(--raised); }
        li.lit { border-color: var(--run); box-shadow: 0 0 0 1px var(--run); }
        li.off { background: none; border-style: dashed; }
        li.off .key { background: none; color: var(--ink3); box-shadow: inset 0 0 0 1px var(--line); }
        li.off .name { color: var(--ink3); text-decoration: line-through; }
        button { border: 0; background: none; color: inherit; font: 500 12px/16px var(--font); cursor: pointer; min-height: 28px; }
        .run { display: inline-flex; align-items: center; gap: 7px; padding: 0 2px 0 6px; min-width: 0; }
        .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; max-width: min(46ch, 56vw); }
        .many .name { max-width: 16ch; }
        .out { width: 24px; padding: 0; color: var(--ink3); }
        .out:hover { color: var(--ink); }
        .all { margin-left: 4px; align-self: center; }
    `];

    private change(part: Partial<View>) { this.dispatchEvent(new CustomEvent<Partial<View>>('change', { detail: part })); }

    private point(run: number) { this.dispatchEvent(new CustomEvent('lit', { detail: run })); }

    override render() {
        const { view, table } = this, many = table.runs.length > 8;
        return html`<ul class=${many ? 'many' : ''} aria-label="Runs">${table.runs.map((run, place) => {
            const off = view.off.includes(run.number);
            return html`<li class="${off ? 'off' : ''} ${this.lit === run.number ? 'lit' : ''}" style="--run: ${runColour(place, table.runs.length)}"
                    @pointerenter=${() => this.point(run.number)} @pointerleave=${() => this.point(-1)} @focusin=${() => this.point(run.number)} @focusout=${() => this.point(-1)}>
                <button class="run" aria-pressed=${!off} title="${off ? 'Show' : 'Hide'} run ${run.number}: ${run.name}" @click=${() => this.change({ off: off ? view.off.filter(other => other !== run.number) : [...view.off, run.number] })}>
                    <span class="key">${letter(place) || '·'}</span><span class="name">${run.name}</span><span class="hint">${run.number}</span></button>
                <button class="out" aria-label="Take run ${run.number} out of the comparison" title="Take it out" @click=${() => this.change({ runs: view.runs.filter(other => other !== run.number) })}>✕</button></li>`;
        })}${view.off.length > 0 ? html`<button class="link all" @click=${() => this.change({ off: [] })}>Show all</button>` : nothing}</ul>`;
    }
}
