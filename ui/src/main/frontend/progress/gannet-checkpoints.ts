import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Change } from './telling';
import { bytes, clock, count, figure } from './words';
import { RunPart } from './run-part';
import { json } from './run-data';

/* What becomes of a checkpoint: the name that somebody gave it, and why it is kept; empty where it has none. */
interface Standing { step: number; tag: string; kept: string }

/* Checkpoints, the newest first; the one that the page stands at is marked, and a click goes there. */
@customElement('gannet-checkpoints')
export class GannetCheckpoints extends RunPart {
    protected override readonly follows: Change[] = ['checkpoints', 'step', 'curves'];

    /* The launch form that goes on from this run; empty where nobody may launch. */
    @property() fork = '';

    /* By step; asked for anew when there are others. */
    @state() private standings = new Map<number, Standing>();
    @state() private naming = -1;
    @state() private trouble = '';
    private asked = '';

    private async ask() {
        const model = this.model;
        if (!model) return;
        try {
            const all = await json<Standing[]>(`${model.address}/checkpoints/kept`);
            this.standings = new Map(all.map(each => [each.step, each]));
        } catch (failure) {
            this.trouble = String(failure);
        }
    }

    override updated() {
        const wanted = (this.model?.checkpoints ?? []).map(checkpoint => checkpoint.step).join();
        if (wanted === this.asked) return;
        this.asked = wanted;
        void this.ask();
    }

    private async tag(step: number, name: string | null) {
        this.trouble = '';
        this.naming = -1;
        const answer = await fetch(`${this.model!.address}/checkpoints/${step}/tag`, name === null ? { method: 'DELETE' }
            : { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name }) });
        if (!answer.ok) this.trouble = (await answer.json()).detail;
        await this.ask();
        await this.updateComplete;
        this.renderRoot.querySelector<HTMLElement>(`[data-keep="${step}"]`)?.focus();
    }

    private named = (event: KeyboardEvent, step: number) => {
        if (event.key === 'Enter') void this.tag(step, (event.target as HTMLInputElement).value.trim() || 'kept');
        else if (event.key === 'Escape') this.naming = -1;
        event.stopPropagation();
    };

    private name(step: number) {
        this.naming = step;
        void this.updateComplete.then(() => this.renderRoot.querySelector('input')?.focus());
    }

    private keep(step: number) {
        const tag = this.standings.get(step)?.tag ?? '';
        if (this.naming === step) {
            return html`<input aria-label="Name of the checkpoint of step ${count(step)}" placeholder="Name, Enter" maxlength="50"
                @keydown=${(event: KeyboardEvent) => this.named(event, step)} @blur=${() => { this.naming = -1; }}>`;
        }
        return tag === '' ? html`<button class="keep" data-keep=${step} aria-pressed="false" aria-label="Keep the checkpoint of step ${count(step)}" @click=${() => this.name(step)} title="Give it a name, and it is never deleted">Keep</button>`
            : html`<button class="keep" data-keep=${step} aria-pressed="true" aria-label="Kept as ${tag}: the checkpoint of step ${count(step)}" @click=${() => void this.tag(step, null)} title="${tag}: is never deleted. Click to take the name away">★ ${tag}</button>`;
    }

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
        button.keep { font: 500 12px/20px var(--font); color: var(--ink2); max-width: 130px; overflow: hidden; text-overflow: ellipsis; vertical-align: middle; }
        button.keep[aria-pressed=true] { color: var(--accent); }
        input { font: 12px/20px var(--font); width: 104px; padding: 2px 6px; border: 1px solid var(--line); border-radius: 4px; background: var(--raised); color: var(--ink); }
        .trouble { color: var(--bad); font: 12px/16px var(--font); margin: 6px 0 0; }
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
            ${this.trouble ? html`<p class="trouble" role="alert">${this.trouble}</p>` : nothing}
            ${all.length === 0 ? html`<p class="none">${model?.over ? 'None was written.' : 'A checkpoint holds everything needed to go on exactly. There is none yet.'}</p>` : html`
                <div class="scroll"><table>
                    <thead><tr><th scope="col">Step</th><th scope="col">G</th><th scope="col">D</th><th scope="col">Size</th><th scope="col">Written</th><th scope="col" aria-label="Keep"></th><th scope="col" aria-label="Fork"></th></tr></thead>
                    <tbody>${all.map(checkpoint => html`
                        <tr class=${checkpoint === at && checkpoint.step === model!.step ? 'at' : ''}>
                            <td><button @click=${() => model!.choose(checkpoint.step)} title="Go to this step">${count(checkpoint.step)}</button></td>
                            <td>${value('generator', checkpoint.step)}</td><td>${value('discriminator', checkpoint.step)}</td>
                            <td>${bytes(checkpoint.bytes)}</td><td title=${new Date(checkpoint.time).toLocaleString()}>${clock(new Date(checkpoint.time))}</td>
                            <td title=${this.standings.get(checkpoint.step)?.kept ? `Kept: ${this.standings.get(checkpoint.step)!.kept}` : ''}>${this.keep(checkpoint.step)}</td>
                            <td>${this.fork ? html`<a href="${this.fork}&at=${checkpoint.step}" title="A new run that goes on from here">Fork…</a>` : nothing}</td></tr>`)}
                    </tbody></table></div>`}`;
    }
}
