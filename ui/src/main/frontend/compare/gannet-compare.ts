import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { lastKept, narrowed, refusal, sampleSteps, type Album, type Overlay, type Table } from './compare-data';
import { onButton, takesKeys } from './compare-keys';
import { CompareSource } from './compare-source';
import { controls } from './compare-styles';
import { AT_FIRST, readView, writeView, type Tab, type View } from './compare-view';
import './gannet-compare-curves';
import { usualMetrics } from './gannet-compare-curves';
import './gannet-compare-legend';
import './gannet-compare-pairs';
import './gannet-compare-pictures';
import './gannet-compare-settings';
import './gannet-compare-sweep';
import './gannet-lock-step';

const MOST_RUNS = 100;
/* Milliseconds: how often runs that still train are looked at again, how long a film stands at a step, how soon the address follows. */
const AGAIN = 10_000, FILM = 160, ADDRESS = 150;
const TABS: [Tab, string][] = [['pictures', 'Pictures'], ['pairs', 'Before and after'], ['curves', 'Curves'], ['settings', 'Settings'], ['sweep', 'Sweep']];

/* Several runs beside each other. What is looked at stands in the address, and nowhere else. */
@customElement('gannet-compare')
export class GannetCompare extends LitElement {
    /* The address's question as the page was opened. */
    @property() query = '';
    @state() private view: View = AT_FIRST;
    @state() private table: Table | null = null;
    @state() private albums: Album[] = [];
    @state() private overlays: Overlay[] | null = null;
    @state() private lit = -1;
    @state() private trouble = '';
    @state() private playing = false;

    private source = new CompareSource();
    private again = 0;
    private film = 0;
    private writing = 0;
    private read = '';
    private drawn = '';
    private leaving = 0;
    private left = false;

    static override styles = [controls, css`
        :host { display: flex; flex-direction: column; flex: 1; min-width: 0; }
        .tabs { margin: 12px 0 16px; align-self: flex-start; }
        .body { flex: 1; min-width: 0; padding-bottom: 16px; }
        .note { margin: 0 0 12px; padding: 8px 12px; border-radius: var(--r2); background: var(--warn-soft); font-size: 13px; white-space: pre-line; }
        gannet-lock-step { position: sticky; bottom: 0; z-index: 4; margin: auto -24px -24px; }
        @media (max-width: 640px) { gannet-lock-step { margin: auto -16px -16px; } }
    `];

    override connectedCallback() {
        super.connectedCallback();
        document.addEventListener('keydown', this.keys);
        this.again = window.setInterval(() => this.refresh(), AGAIN);
        // Taken out and put back while the page was built: what is being read goes on.
        clearTimeout(this.leaving);
        if (this.left) void this.load();
        this.left = false;
    }

    override disconnectedCallback() {
        super.disconnectedCallback();
        document.removeEventListener('keydown', this.keys);
        clearInterval(this.again);
        clearTimeout(this.film);
        clearTimeout(this.writing);
        this.leaving = window.setTimeout(() => {
            this.left = true;
            this.source.close();
        });
    }

    override willUpdate(changed: Map<string, unknown>) {
        if (!changed.has('query')) return;
        this.view = readView(this.query);
        this.lit = -1;
        void this.load();
    }

    /* From the field above. */
    addRun(number: number) {
        if (this.view.runs.includes(number)) return;
        if (this.view.runs.length >= MOST_RUNS) {
            this.trouble = `At most ${MOST_RUNS} runs are compared at once; leave out some first.`;
            return;
        }
        this.change({ runs: [...this.view.runs, number] });
    }

    /* ---- reading ---- */

    private async load() {
        const runs = this.view.runs, key = runs.join();
        this.read = key;
        this.trouble = '';
        if (runs.length === 0) {
            this.table = null;
            return;
        }
        if (runs.length > MOST_RUNS) {
            this.trouble = `At most ${MOST_RUNS} runs are compared at once, not ${runs.length}; leave out some.`;
            this.table = null;
            return;
        }
        try {
            const table = await this.source.table(runs);
            if (this.read !== key) return;
            // From now on only those that there are; the others are told of.
            this.view = { ...this.view, runs: table.runs.map(run => run.number) };
            this.table = table;
            if (table.runs.length === 0) return;
            const [albums] = await Promise.all([this.source.albums(this.view.runs), this.draw()]);
            this.albums = albums;
        } catch (error) {
            this.fail(error);
        }
    }

    private get metrics(): string[] {
        const known = this.view.metrics.filter(name => this.table?.metrics.includes(name));
        return known.length > 0 ? known : usualMetrics(this.table?.metrics ?? []);
    }

    /* The curves, where the runs, the metrics or the stretch are others than before. */
    private async draw(anew = true) {
        const key = [this.view.runs.join(), this.metrics.join('|'), this.view.time, JSON.stringify(this.view.zoom)].join(';');
        if (!this.table || this.metrics.length === 0 || (!anew && key === this.drawn)) return;
        this.drawn = key;
        try {
            this.overlays = await this.source.curves(this.view, this.view.runs, this.metrics);
        } catch (error) {
            this.fail(error);
        }
    }

    private fail(error: unknown) {
        if (error instanceof DOMException && error.name === 'AbortError') return;
        this.trouble = refusal(error) ?? 'The runs cannot be read just now. It is tried again every ten seconds.';
    }

    private refresh() {
        const waits = !this.table || this.table.runs.some(run => !['SUCCEEDED', 'FAILED', 'STOPPED'].includes(run.state));
        if (!document.hidden && waits && this.view.runs.length > 0 && this.view.runs.length <= MOST_RUNS) void this.load();
    }

    /* ---- changing ---- */

    private change(part: Partial<View>) {
        const before = this.view;
        const runs = part.runs ?? before.runs;
        // What goes is gone at once; what comes is there when it has been read.
        if (this.table && runs !== before.runs) this.table = narrowed(this.table, runs);
        this.view = { ...before, ...part, off: (part.off ?? before.off).filter(run => runs.includes(run)) };
        clearTimeout(this.writing);
        this.writing = window.setTimeout(() => this.write(), ADDRESS);
        if (runs !== before.runs) void this.load();
        else void this.draw(false);
    }

    /* Runs that are not there stay in the address: somebody else may see them. */
    private write() {
        const runs = [...this.view.runs, ...(this.table?.missing ?? [])];
        const query = writeView({ ...this.view, runs });
        history.replaceState(history.state, '', query === '' ? '/compare' : `/compare?${query}`);
    }

    /* ---- the one step ---- */

    private get steps(): number[] { return sampleSteps(this.albums); }

    private get step(): number {
        return this.view.step ?? Math.max(0, ...this.albums.map(lastKept), ...(this.steps.length === 0 ? this.table?.runs.map(run => run.step) ?? [] : []));
    }

    private move(samples: number) {
        const { steps } = this;
        if (steps.length === 0) return;
        const at = steps.findLastIndex(step => step <= this.step);
        this.change({ step: steps[Math.max(0, Math.min(steps.length - 1, at + samples))] });
    }

    private play = () => {
        clearTimeout(this.film);
        this.playing = !this.playing && this.steps.length > 1;
        if (!this.playing) return;
        if (this.step >= this.steps.at(-1)!) this.change({ step: this.steps[0] });
        const next = () => {
            this.move(Math.max(1, Math.round(this.steps.length / 96)));
            this.playing = this.step < this.steps.at(-1)!;
            if (this.playing) this.film = window.setTimeout(next, FILM);
        };
        this.film = window.setTimeout(next, FILM);
    };

    private keys = (event: KeyboardEvent) => {
        if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || takesKeys(event) || !this.table) return;
        if (event.key === 'ArrowLeft') this.move(event.shiftKey ? -10 : -1);
        else if (event.key === 'ArrowRight') this.move(event.shiftKey ? 10 : 1);
        else if (event.key === ' ' && !onButton(event)) this.play();
        else return;
        event.preventDefault();
    };

    /* ---- the look ---- */

    private get tab(): Tab { return this.view.tab ?? (this.albums.some(album => album.pages.length > 0) ? 'pictures' : 'curves'); }

    private tabKeys = (event: KeyboardEvent) => {
        const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
        if (!by) return;
        event.preventDefault();
        const at = TABS.findIndex(([tab]) => tab === this.tab);
        this.change({ tab: TABS[(at + by + TABS.length) % TABS.length][0] });
        void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[aria-selected=true]')?.focus());
    };

    override render() {
        const { view, table, trouble } = this;
        if (view.runs.length === 0 && !table?.missing.length) return html`${this.notes()}
            <p class="empty">Choose two runs or more by the field above: their curves, pictures and settings will stand here beside each other. In the table of runs, selected ones can be compared too.</p>`;
        if (!table || table.runs.length === 0) return html`${this.notes()}${trouble || table ? nothing : html`<p class="empty" role="status">Reading ${view.runs.length} runs…</p>`}`;
        const onChange = (event: CustomEvent<Partial<View>>) => this.change(event.detail);
        const onLit = (event: CustomEvent<number>) => { this.lit = event.detail; };
        return html`${this.notes()}
            <gannet-compare-legend .table=${table} .view=${view} .lit=${this.lit} @change=${onChange} @lit=${onLit}></gannet-compare-legend>
            <div class="seg tabs" role="tablist" aria-label="What is compared" @keydown=${this.tabKeys}>${TABS.map(([tab, words]) => html`
                <button role="tab" id=${tab} aria-selected=${this.tab === tab} tabindex=${this.tab === tab ? 0 : -1} @click=${() => this.change({ tab })}>${words}</button>`)}</div>
            <div class="body" role="tabpanel" aria-labelledby=${this.tab}>${this.body(onChange, onLit)}</div>
            ${this.steps.length === 0 || this.tab === 'settings' || this.tab === 'sweep' ? nothing : html`
                <gannet-lock-step .steps=${this.steps} .step=${this.step} .playing=${this.playing} .newest=${view.step === null}
                    @play=${this.play} @step=${(event: CustomEvent<number | null>) => this.change({ step: event.detail })}></gannet-lock-step>`}`;
    }

    private notes() {
        const missing = this.table?.missing ?? [];
        return html`
            ${this.trouble ? html`<p class="note" role="alert">${this.trouble}</p>` : nothing}
            ${missing.length === 0 ? nothing : html`<p class="note" role="status">${missing.slice(0, 5).map(run => `There is no run ${run}, or it is not shared with you.`).join('\n')}${missing.length > 5 ? `\nNor are there ${missing.length - 5} more of those asked for.` : ''}</p>`}
            ${this.table?.runs.length === 1 ? html`<p class="note" role="status">This is one run alone. Add another by the field above to compare it with.</p>` : nothing}`;
    }

    private body(onChange: (event: CustomEvent<Partial<View>>) => void, onLit: (event: CustomEvent<number>) => void) {
        const { table, view, albums, lit, step } = this;
        switch (this.tab) {
            case 'pictures': return html`<gannet-compare-pictures .table=${table} .view=${view} .albums=${albums} .step=${step} .lit=${lit} @change=${onChange}></gannet-compare-pictures>`;
            case 'pairs': return html`<gannet-compare-pairs .table=${table} .view=${view} .albums=${albums} .step=${step} @change=${onChange}></gannet-compare-pairs>`;
            case 'curves': return html`<gannet-compare-curves .table=${table} .view=${view} .metrics=${this.metrics} .overlays=${this.overlays} .lit=${lit} .step=${step} @change=${onChange} @lit=${onLit}></gannet-compare-curves>`;
            case 'settings': return html`<gannet-compare-settings .table=${table} .view=${view} .lit=${lit} @change=${onChange}></gannet-compare-settings>`;
            case 'sweep': return html`<gannet-compare-sweep .table=${table} .view=${view} .metrics=${this.metrics} .lit=${lit} @change=${onChange} @lit=${onLit}></gannet-compare-sweep>`;
        }
    }
}
