import { LitElement, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { clock, duration } from '../progress/words';
import { shape } from './shapes';

interface Entry {
    job: string; run: number; name: string; who: string; tense: 'PAST' | 'PRESENT' | 'FUTURE'; state: string; word: string;
    stoppable: boolean; dim: boolean; from: number; to: number; done: number;
}

interface Lane { key: string; name: string; about: string; closed: string; open: boolean; drained: boolean; chosen: boolean; entries: Entry[]; }

const MINUTE = 60_000, HOUR = 60 * MINUTE, DAY = 24 * HOUR;
const STEPS = [5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 6 * HOUR, 12 * HOUR, DAY];
const BEAT = 4_000;
/* On a narrow page a lane is a list; it shows so many of what is over, and of what is to come. */
const NEAR = 2;

/*
 * Devices over time: what ran is an outline, what runs is filled as far as it has come, what should come is dashed. Its clock
 * goes by itself; `beat` asks whoever filled it to look again.
 */
@customElement('gannet-lanes')
export class GannetLanes extends LitElement {
    @property({ attribute: false }) lanes: Lane[] = [];
    @property({ type: Number }) back = 3 * HOUR;
    @property({ type: Number }) ahead = 9 * HOUR;
    /* The server's clock at the last look. */
    @property({ type: Number }) at = 0;
    @property({ type: Boolean }) administrator = false;
    @state() private pointed?: { entry: Entry; lane: Lane };
    @state() private now = Date.now();
    private drift = 0;
    private timer = 0;
    private closing = 0;

    /* It stands in the page's own tree, so that its links are the page's. */
    protected override createRenderRoot() { return this; }

    override connectedCallback() {
        super.connectedCallback();
        this.timer = window.setInterval(() => this.beat(), BEAT);
        this.addEventListener('keydown', this.onKey);
    }

    override disconnectedCallback() {
        super.disconnectedCallback();
        clearInterval(this.timer);
        clearTimeout(this.closing);
        this.removeEventListener('keydown', this.onKey);
    }

    override willUpdate(changed: Map<string, unknown>) {
        if (changed.has('at') && this.at > 0) this.drift = this.at - Date.now();
        this.now = Date.now() + this.drift;
    }

    private readonly onKey = (event: KeyboardEvent) => {
        if (event.key === 'Escape') this.pointed = undefined;
    };

    private beat() {
        this.now = Date.now() + this.drift;
        if (!document.hidden) this.dispatchEvent(new CustomEvent('beat'));
    }

    private place(time: number) { return (time - this.now + this.back) / (this.back + this.ahead) * 100; }

    private ticks(): number[] {
        const step = STEPS.find(one => (this.back + this.ahead) / one <= 7) ?? DAY;
        const midnight = new Date(this.now - this.back).setHours(0, 0, 0, 0);
        const ticks = [];
        for (let time = midnight; time < this.now + this.ahead; time += step) {
            if (time > this.now - this.back) ticks.push(time);
        }
        return ticks.filter(time => this.place(time) > 2 && this.place(time) < 98 && Math.abs(this.place(time) - this.place(this.now)) > 5);
    }

    private time(time: number) {
        const there = new Date(time), day = new Date(this.now);
        const weekday = there.toLocaleDateString(document.documentElement.lang || undefined, { weekday: 'short' });
        return there.toDateString() === day.toDateString() ? clock(there) : `${weekday} ${clock(there)}`;
    }

    private tick(time: number) {
        const there = new Date(time);
        return there.getHours() + there.getMinutes() === 0 ? this.time(time).split(' ')[0] === clock(there) ? clock(there)
            : there.toLocaleDateString(document.documentElement.lang || undefined, { weekday: 'short', day: 'numeric' }) : clock(there);
    }

    /* "from 14:10, about 1 h 12 min left" */
    private times(entry: Entry): string {
        if (entry.tense === 'PAST') return `${this.time(entry.from)} – ${this.time(entry.to)}, ${duration(entry.to - entry.from)}`;
        if (entry.tense === 'FUTURE') return `should start at ${this.time(entry.from)}${entry.to > 0 ? ` and take about ${duration(entry.to - entry.from)}` : ''}`;
        return `since ${this.time(entry.from)}, ${this.left(entry)}`;
    }

    private left(entry: Entry): string {
        const share = `${Math.floor(entry.done * 100)} %`;
        if (entry.state !== 'RUNNING') return `${share} · ${entry.word.toLowerCase()}`;
        return entry.to > this.now ? `${share} · about ${duration(entry.to - this.now)} left` : share;
    }

    private span(entry: Entry): { left: number; right: number } {
        const from = this.place(entry.from);
        // where nobody knows the end, a piece that fades
        const piece = (this.back + this.ahead) * 0.08;
        const to = entry.to > 0 ? entry.tense === 'PRESENT' ? Math.max(entry.to, this.now) : entry.to : (entry.tense === 'PRESENT' ? this.now : entry.from) + piece;
        const left = Math.max(0, from), right = Math.min(100, this.place(to));
        return { left, right: Math.max(right, left + 0.25) };
    }

    private point(lane?: Lane, entry?: Entry) {
        clearTimeout(this.closing);
        if (lane && entry) this.pointed = { lane, entry };
        else this.closing = window.setTimeout(() => { this.pointed = undefined; }, 120);
    }

    private entry(lane: Lane, entry: Entry, far: boolean) {
        const { left, right } = this.span(entry);
        if (right <= 0 || left >= 100) return nothing;
        const begins = this.place(entry.from) >= 0;
        // as far as its time has come; how many of its steps are done is said in words
        const filled = (this.place(this.now) - left) / (right - left) * 100;
        const classes = `job ${entry.tense.toLowerCase()} ${begins ? '' : 'cut-off'} ${entry.to === 0 ? 'open' : ''} ${far ? 'far-off' : ''} ${entry.dim ? 'dim' : ''}`;
        const label = `${entry.word}: ${entry.name}${entry.who ? `, ${entry.who}` : ''}, ${lane.name}, ${this.times(entry)}`;
        const inner = html`
            ${entry.tense === 'PRESENT' ? html`<i class="fill" style="width:${Math.min(100, Math.max(0, filled))}%"></i>` : nothing}
            ${entry.tense === 'FUTURE' ? nothing : html`<span class="st st-${entry.state.toLowerCase()}"><svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">${shape(entry.state)}</svg></span>`}
            <span class="name cut">${entry.name}</span>
            <span class="who">${entry.who}</span>
            <span class="far">${entry.tense === 'PRESENT' ? this.left(entry) : this.times(entry)}</span>`;
        const style = `left:${left}%;width:${right - left}%`;
        const on = { over: () => this.point(lane, entry), out: () => this.point() };
        return html`<li class=${classes} style=${style} @mouseenter=${on.over} @mouseleave=${on.out} @focusin=${on.over} @focusout=${on.out}>
            ${entry.run === 0 ? html`<span class="body" tabindex="0" aria-label=${label}>${inner}</span>`
                : html`<a class="body" href="runs/${entry.run}" aria-label=${label}>${inner}</a>`}
            ${entry.stoppable ? html`<button class="stop" aria-label="Stop ${entry.name}" title="Stop it" @click=${() => this.ask('stop', entry.job)}>
                <svg width="12" height="12" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round" aria-hidden="true"><path d="M4 4h8v8H4z"/></svg></button>` : nothing}
        </li>`;
    }

    private ask(what: string, key: string) { this.dispatchEvent(new CustomEvent('ask', { detail: { what, key } })); }

    private lane(lane: Lane) {
        const past = lane.entries.filter(entry => entry.tense === 'PAST').length;
        const next = lane.entries.filter(entry => entry.tense !== 'FUTURE').length;
        return html`
            <div class="device">
                <button class="label ${lane.chosen ? 'chosen' : ''}" aria-pressed=${lane.chosen} title=${lane.chosen ? 'Show all devices' : 'Show this device alone'} @click=${() => this.ask('choose', lane.key)}>
                    <span class="b s cut">${lane.name}</span>
                    <span class="xs cut ${lane.open ? 'm3' : 'warn'}" title=${lane.closed || lane.about}>${lane.closed || lane.about}</span></button>
                ${this.administrator ? html`<button class="switch" role="switch" aria-checked=${!lane.drained} aria-label="${lane.name} takes new runs"
                    title=${lane.drained ? 'Enable: it takes new runs again' : 'Drain: its run goes on, and no new one comes'} @click=${() => this.ask(lane.drained ? 'enable' : 'drain', lane.key)}><i></i></button>` : nothing}
            </div>
            <ul class="track ${lane.open ? '' : 'closed'}" aria-label=${lane.name}>
                ${lane.entries.map((entry, index) => this.entry(lane, entry, index < past - NEAR || index >= next + NEAR))}
                ${lane.open ? nothing : html`<li class="shut" style="left:${this.place(Math.max(this.now, ...lane.entries.filter(entry => entry.tense === 'PRESENT').map(entry => entry.to)))}%">
                    <span>${lane.drained ? 'Takes no new runs' : 'Silent'}</span></li>`}
                ${lane.open && lane.entries.every(entry => entry.tense === 'PAST') ? html`<li class="free" style="left:${this.place(this.now)}%"><span>Free</span></li>` : nothing}
            </ul>`;
    }

    private tip() {
        if (!this.pointed) return nothing;
        const { lane, entry } = this.pointed;
        const row = this.lanes.findIndex(one => one.key === lane.key);
        const { left, right } = this.span(entry);
        return html`<div class="tip" aria-hidden="true" style="--row:${row};--at:${Math.min(85, Math.max(15, (left + right) / 2))}">
            <b>${entry.name}</b><span>${[entry.who, entry.word].filter(Boolean).join(' · ')}</span><span>${this.times(entry)}</span></div>`;
    }

    override render() {
        return html`
            <div class="axis" aria-hidden="true"><span></span><div>${this.ticks().map(time => html`<span style="left:${this.place(time)}%">${this.tick(time)}</span>`)}</div></div>
            <div class="rows">
                ${this.lanes.map(lane => this.lane(lane))}
                <div class="now" aria-hidden="true"><i style="left:${this.place(this.now)}%"><b>${clock(new Date(this.now))}</b></i></div>
                ${this.tip()}
            </div>`;
    }
}
