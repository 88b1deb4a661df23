import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { runColour } from '../compare/run-colours';
import type { Sample } from '../progress/run-data';
import { count } from '../progress/words';
import { ask, day, sentence } from '../together/asking';
import { plot, type Line } from './plot';

interface SharedRun {
    number: number; name: string; variant: string; dataSet: string; state: string; step: number; steps: number;
    settings: Record<string, unknown>; training: Record<string, unknown>;
}
interface Shown { locked: boolean; kind: 'RUN' | 'COMPARISON' | 'BOARD' | null; title: string; maker: string; expires: string | null; runs: SharedRun[] }
interface Picture { id: string; variant: string; step: number; caption: string }

const SOON = 1500;

/* What a link shows. When it is revoked everything is taken away at once, whatever is open. */
@customElement('gannet-shared')
export class GannetShared extends LitElement {
    @property() token = '';
    @state() private shown: Shown | null = null;
    @state() private gone = '';
    @state() private trouble = '';
    @state() private lines = new Map<number, Line[]>();
    @state() private samples = new Map<number, Sample[]>();
    @state() private step: number | null = null;
    @state() private pictures: Picture[] = [];
    @state() private next: string | null = null;
    @query('input[type=password]') private password!: HTMLInputElement | null;
    private live: EventSource | null = null;
    private timer = 0;

    protected override createRenderRoot() { return this; }

    private get address() { return `/shared/${encodeURIComponent(this.token)}`; }

    override willUpdate(changes: Map<string, unknown>) { if (changes.has('token') && this.token) void this.open(); }

    override disconnectedCallback() {
        super.disconnectedCallback();
        this.leave();
    }

    private leave() {
        this.live?.close();
        this.live = null;
        clearTimeout(this.timer);
    }

    private async open() {
        try {
            this.shown = await ask<Shown>(this.address);
            if (this.shown.locked) return;
            await this.read();
            this.follow();
        } catch (failure) {
            this.end(failure);
        }
    }

    /* Nothing of it stays on the page. */
    private end(failure: unknown) {
        if ((failure as { status?: number }).status !== 404) {
            this.trouble = sentence(failure);
            return;
        }
        this.leave();
        this.shown = null;
        this.lines = new Map();
        this.samples = new Map();
        this.pictures = [];
        this.gone = sentence(failure);
    }

    private async read() {
        const shown = this.shown!;
        if (shown.kind === 'BOARD') {
            if (this.pictures.length === 0) await this.more();
            return;
        }
        const lines = new Map<number, Line[]>(), samples = new Map<number, Sample[]>();
        await Promise.all(shown.runs.map(async run => {
            lines.set(run.number, await ask<Line[]>(`${this.address}/runs/${run.number}/curves`));
            samples.set(run.number, await ask<Sample[]>(`${this.address}/runs/${run.number}/samples`));
        }));
        this.lines = lines;
        this.samples = samples;
    }

    private readonly more = async () => {
        try {
            const page = await ask<{ pictures: Picture[]; next: string | null }>(`${this.address}/pictures${this.next ? `?after=${this.next}` : ''}`);
            this.pictures = [...this.pictures, ...page.pictures];
            this.next = page.next;
        } catch (failure) {
            this.end(failure);
        }
    };

    private follow() {
        this.leave();
        this.live = new EventSource(`/api/v1${this.address}/live`);
        this.live.addEventListener('changed', () => { this.timer ||= window.setTimeout(() => { this.timer = 0; void this.again(); }, SOON); });
        this.live.addEventListener('gone', () => void this.again());
        // It was closed: whether the link still stands is for the server to say.
        this.live.addEventListener('error', () => void this.again());
    }

    private async again() {
        try {
            this.shown = await ask<Shown>(this.address);
            this.trouble = '';
            if (this.shown.locked) this.leave(); else await this.read();
        } catch (failure) {
            this.end(failure);
        }
    }

    private readonly unlock = async (event: Event) => {
        event.preventDefault();
        this.trouble = '';
        try {
            await ask(`${this.address}/password`, 'POST', { password: this.password!.value });
            await this.open();
        } catch (failure) {
            this.end(failure);
        }
    };

    override render() {
        const shown = this.shown;
        if (this.gone) return html`<div class="shared"><div class="door-like"><img src="logo.svg" alt="Gannet" width="40" height="40"><h1>Nothing is shared here</h1><p role="alert">${this.gone}</p></div></div>`;
        if (shown?.locked) {
            return html`<div class="shared"><form class="door-like" @submit=${this.unlock}><img src="logo.svg" alt="Gannet" width="40" height="40"><h1>This link has a password</h1>
                <input type="password" aria-label="Password of the link" autocomplete="off" autofocus required>
                ${this.trouble ? html`<p class="sad" role="alert">${this.trouble}</p>` : nothing}<button class="btn p">Open</button></form></div>`;
        }
        if (!shown) return html`<div class="shared">${this.trouble ? html`<p class="sad" role="alert">${this.trouble}</p>` : nothing}</div>`;
        return html`<div class="shared">
            <header><img src="logo.svg" alt="Gannet"><h1>${shown.title}</h1><span class="tag">View only</span><span class="sp"></span>
                <span class="s m2">Shared by ${shown.maker}${shown.expires ? `, until ${day(shown.expires)}` : ''}</span></header>
            ${this.trouble ? html`<p class="sad" role="alert">${this.trouble}</p>` : nothing}
            ${shown.kind === 'BOARD' ? this.renderBoard() : this.renderRuns(shown.runs)}</div>`;
    }

    private renderBoard() {
        return html`<main><div class="wall">${this.pictures.map(picture => html`<figure><a href="/api/v1${this.address}/pictures/${picture.id}/image" target="_blank" rel="noopener" router-ignore>
                <img src="/api/v1${this.address}/pictures/${picture.id}/thumbnail" alt="${picture.caption || `Picture of ${picture.variant} at step ${count(picture.step)}`}" loading="lazy"></a>
                <figcaption>${picture.variant} · step ${count(picture.step)}</figcaption></figure>`)}</div>
            ${this.pictures.length === 0 ? html`<p class="hint">There is no picture on this board at the moment.</p>` : nothing}
            ${this.next ? html`<p><button class="btn" @click=${this.more}>More</button></p>` : nothing}</main>`;
    }

    private renderRuns(runs: SharedRun[]) {
        const steps = [...new Set([...this.samples.values()].flatMap(all => all.map(one => one.step)))].sort((a, b) => a - b);
        const at = this.step ?? steps.at(-1) ?? null;
        const one = runs.length === 1;
        const names = [...new Set([...this.lines.values()].flatMap(all => all.map(line => line.name)))].sort();
        return html`<main>
            ${one ? nothing : html`<p class="key">${runs.map((run, i) => html`<span><i style="background:${runColour(i, runs.length)}"></i>${run.number} · ${run.name}</span>`)}</p>`}
            ${steps.length === 0 ? html`<p class="hint">There are no samples yet.</p>` : html`<section aria-label="Samples">
                <label class="s m2">Step ${count(at ?? 0)}<input type="range" min="0" max=${steps.length - 1} .value=${String(Math.max(0, steps.indexOf(at ?? 0)))} aria-label="Step of the samples"
                    aria-valuetext="step ${at}" @input=${(event: Event) => { this.step = steps[Number((event.target as HTMLInputElement).value)]; }}></label>
                <div class=${one ? 'runs one' : 'runs'}>${runs.map(run => this.renderSheet(run, at ?? 0, one))}${one ? html`<div class="plots">${this.renderPlots(runs, names, at)}</div>` : nothing}</div></section>`}
            ${one && steps.length > 0 ? nothing : html`<section aria-label="Charts"><h2>Charts</h2><div class="plots">${this.renderPlots(runs, names, at)}</div></section>`}
            <section aria-label="Settings"><h2>Settings</h2><div class="runs">${runs.map(run => this.renderSettings(run, one))}</div></section></main>`;
    }

    private renderSheet(run: SharedRun, at: number, one: boolean) {
        const sample = this.samples.get(run.number)?.findLast(each => each.step <= at);
        return html`<figure>${one ? nothing : html`<figcaption><span>${run.number} · ${run.name}</span><span>${sample ? `step ${count(sample.step)}` : ''}</span></figcaption>`}
            ${sample ? html`<img class="sheet" src="/api/v1${this.address}/runs/${run.number}/samples/${sample.step}" alt="Samples of run ${run.number} at step ${sample.step}">` : html`<p class="hint">No samples by then.</p>`}</figure>`;
    }

    private renderPlots(runs: SharedRun[], names: string[], at: number | null) {
        return names.map(name => plot(name, runs.flatMap((run, i) => {
            const line = this.lines.get(run.number)?.find(each => each.name === name);
            const solo = runs.length === 1;
            const colour = solo ? (name === 'generator' ? 'var(--g)' : name === 'discriminator' ? 'var(--d)' : 'var(--ink2)') : runColour(i, runs.length);
            return line ? [{ run: run.number, colour, dash: solo && name === 'discriminator' ? '5 3' : '', line }] : [];
        }), at));
    }

    private renderSettings(run: SharedRun, one: boolean) {
        const rows: [string, unknown][] = [['Variant', run.variant], ['Data set', run.dataSet], ['State', run.state.toLowerCase()],
            ['Step', `${count(run.step)} of ${count(run.steps)}`], ...Object.entries(run.settings), ...Object.entries(run.training)];
        return html`<div>${one ? nothing : html`<h3>${run.number} · ${run.name}</h3>`}<dl>${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${String(value)}</dd>`)}</dl></div>`;
    }
}
