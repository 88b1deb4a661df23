import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { figure } from '../progress/words';
import { written, type Setting, type Table } from './compare-data';
import { controls } from './compare-styles';
import type { View } from './compare-view';
import { letter, runColour } from './run-colours';

const MOST_RESULTS = 40;

/* How the runs ended up, and with which settings; what is the same in all stays folded away. */
@customElement('gannet-compare-settings')
export class GannetCompareSettings extends LitElement {
    @property({ attribute: false }) table!: Table;
    @property({ attribute: false }) view!: View;
    @property({ type: Number }) lit = -1;

    static override styles = [controls, css`
        :host { display: block; min-width: 0; }
        .scroll { overflow: auto; max-height: 70vh; margin-bottom: 24px; }
        table { border-collapse: separate; border-spacing: 0; font-size: 13px; line-height: 20px; font-variant-numeric: tabular-nums; }
        th, td { padding: 6px 12px; border-bottom: 1px solid var(--hair); text-align: right; white-space: nowrap; max-width: 280px; overflow: hidden; text-overflow: ellipsis; }
        thead th { position: sticky; top: 0; background: var(--surface); z-index: 1; font-weight: 500; border-bottom-color: var(--line); }
        tbody th, thead th:first-child { position: sticky; left: 0; background: var(--surface); text-align: left; font-weight: 400; color: var(--ink2); padding-left: 4px; }
        thead th:first-child { z-index: 2; }
        tr.differs th { color: var(--ink); }
        tr.same td { color: var(--ink3); }
        .lit { background: var(--hover); }
        .section { display: flex; align-items: baseline; gap: 8px; margin-bottom: 4px; }
        th .key { margin-inline-end: 4px; }
    `];

    private change(part: Partial<View>) { this.dispatchEvent(new CustomEvent<Partial<View>>('change', { detail: part })); }

    override render() {
        const { table, view } = this;
        const shown = table.runs.map((run, column) => ({ run, column })).filter(({ run }) => !view.off.includes(run.number));
        const differing = (setting: Setting) => new Set(shown.map(({ column }) => String(setting.values[column]))).size > 1;
        const different = table.settings.filter(differing), same = table.settings.filter(setting => !differing(setting));
        const row = (setting: Setting, kind: string) => html`<tr class=${kind}><th scope="row" title=${setting.name}>${setting.label}</th>${shown.map(({ run, column }) => html`
            <td class=${run.number === this.lit ? 'lit' : ''} title=${written(setting.values[column])}>${written(setting.values[column])}</td>`)}</tr>`;
        const head = html`<thead><tr><th scope="col"></th>${shown.map(({ run }) => {
            const place = view.runs.indexOf(run.number);
            return html`<th scope="col" class=${run.number === this.lit ? 'lit' : ''} title=${run.name} style="--run: ${runColour(place, view.runs.length)}"><span class="key">${letter(place) || '·'}</span><a href="/runs/${run.number}">${run.number}</a></th>`;
        })}</tr></thead>`;
        const metrics = table.metrics.slice(0, MOST_RESULTS);
        return html`
            <div class="section"><h2>Settings</h2><span class="hint">${different.length === 0 ? `all ${same.length} are the same` : `${different.length} of ${table.settings.length} differ`}</span></div>
            <div class="scroll" tabindex="0" role="region" aria-label="Settings"><table>${head}<tbody>
                ${different.map(setting => row(setting, 'differs'))}
                ${view.same ? same.map(setting => row(setting, 'same')) : nothing}</tbody></table>
                ${same.length > 0 ? html`<button class="link" aria-expanded=${view.same} @click=${() => this.change({ same: !view.same })}>${view.same ? `Hide the ${same.length} that are the same` : `Show ${same.length} that are the same`}</button>` : nothing}
            </div>
            ${metrics.length === 0 ? nothing : html`
                <div class="section"><h2>Newest values</h2><span class="hint">each of its own last step${table.metrics.length > metrics.length ? `; the first ${metrics.length} of ${table.metrics.length}` : ''}</span></div>
                <div class="scroll" tabindex="0" role="region" aria-label="Newest values"><table>${head}<tbody>
                    ${metrics.map(name => html`<tr><th scope="row" title=${name}>${name}</th>${shown.map(({ run }) => {
                        const value = run.last[name];
                        return html`<td class=${run.number === this.lit ? 'lit' : ''}>${value === undefined ? '–' : value === null ? 'no number' : figure(value)}</td>`;
                    })}</tr>`)}</tbody></table></div>`}`;
    }
}
