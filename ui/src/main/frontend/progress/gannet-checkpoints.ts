import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Change } from './run-model';
import { bytes, clock, count, figure } from './words';
import { RunPart } from './run-part';

/* Checkpoints, the newest first; the one that the page stands at is marked, and a click goes there. */
@customElement('gannet-checkpoints')
export class GannetCheckpoints extends RunPart {
    protected override readonly follows: Change[] = ['checkpoints', 'step', 'curves'];

    /* The launch form that goes on from this run; empty where nobody may launch. */
    @property() fork = '';

    static override styles = css`
        :host { display: block; min-width: 0; }
        header { display: flex; align-items: baseline; gap: 8px; margin-bottom: 4px; }
        h2 { font: 600 14px/20px var(--font); margin: 0; flex: 1; }
        header span { font-size: 12px; color: var(--ink3); }
        .scroll { max-height: 292px; overflow: auto; }
        table { border-collapse: collapse; width: 100%; font-size: 13px; font-variant-numeric: tabular-nums; }
        th { font-weight: 500; font-size: 12px; color: var(--ink3); text-align: right; padding: 0 10px; height: 32px; white-space: nowrap;
            position: sticky; top: 0; background: var(--surface); box-shadow: inset 0 -1px var(--line); }
        td { padding: 0 10px; height: 36px; border-bottom: 1px solid var(--hair); white-space: nowrap; text-align: right; color: var(--ink2); }
        th:first-child, td:first-child { text-align: left; padding-left: 4px; }
        tr.at td { background: var(--accent-soft); }
        tbody tr:hover td { background: var(--hover); }
        button { font: 600 13px/20px var(--font); color: var(--ink); border: 0; background: none; padding: 4px; margin: -4px; cursor: pointer; border-radius: 4px; }
        button:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
        a { font: 500 12px/20px var(--font); color: var(--accent); text-decoration: none; padding: 4px; margin: -4px; border-radius: 4px; }
        a:hover { text-decoration: underline; }
        a:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
        .none { color: var(--ink3); font: 13px/20px var(--font); margin: 4px 0 0; }
    `;

    override render() {
        const model = this.model;
        const all = (model?.checkpoints ?? []).toReversed();
        const size = all.reduce((sum, checkpoint) => sum + checkpoint.bytes, 0);
        const at = all.find(checkpoint => checkpoint.step <= (model?.step ?? 0));
        const value = (name: string, step: number) => {
            const found = model!.curves.valueAt(name, step);
            return found === null ? '–' : figure(found);
        };
        return html`
            <header><h2>Checkpoints</h2><span>${all.length === 0 ? '' : `${all.length} kept · ${bytes(size)}`}</span></header>
            ${all.length === 0 ? html`<p class="none">${model?.over ? 'None was written.' : 'A checkpoint holds everything needed to go on exactly. There is none yet.'}</p>` : html`
                <div class="scroll"><table>
                    <thead><tr><th scope="col">Step</th><th scope="col">G</th><th scope="col">D</th><th scope="col">Size</th><th scope="col">Written</th><th scope="col" aria-label="Fork"></th></tr></thead>
                    <tbody>${all.map(checkpoint => html`
                        <tr class=${checkpoint === at && checkpoint.step === model!.step ? 'at' : ''}>
                            <td><button @click=${() => model!.choose(checkpoint.step)} title="Go to this step">${count(checkpoint.step)}</button></td>
                            <td>${value('generator', checkpoint.step)}</td><td>${value('discriminator', checkpoint.step)}</td>
                            <td>${bytes(checkpoint.bytes)}</td><td title=${new Date(checkpoint.time).toLocaleString()}>${clock(new Date(checkpoint.time))}</td>
                            <td>${this.fork ? html`<a href="${this.fork}&at=${checkpoint.step}" title="A new run that goes on from here">Fork…</a>` : nothing}</td></tr>`)}
                    </tbody></table></div>`}`;
    }
}
