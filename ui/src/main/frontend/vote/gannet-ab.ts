import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { count } from '../progress/words';
import { isLetter } from '../shell/keys';
import { ask, day, sentence } from '../together/asking';

interface Contender { name: string; run: number | null; step: number | null }
interface Outcome {
    a: Contender; b: Contender; winsA: number; winsB: number; same: number;
    share: { won: number; all: number; share: number | null; from: number; to: number }; sentence: string;
    ballots: { person: string; a: number; b: number; same: number }[];
}
interface Test {
    id: string; name: string; pairs: number; maker: string; created: string; closed: string | null; closedBy: string | null; voted: number; next: number | null;
    mayVote: boolean; mayClose: boolean; outcome: Outcome | null;
}
type Side = 'left' | 'right' | 'same';

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

/* A blind test: two pictures, one question, by keyboard; what came of it once it is closed. */
@customElement('gannet-ab')
export class GannetAb extends LitElement {
    @property() test = '';
    @state() private shown: Test | null = null;
    @state() private place = 0;
    @state() private trouble = '';
    private sending = false;

    protected override createRenderRoot() { return this; }

    override connectedCallback() {
        super.connectedCallback();
        document.addEventListener('keydown', this.keys);
    }

    override disconnectedCallback() {
        super.disconnectedCallback();
        document.removeEventListener('keydown', this.keys);
    }

    override willUpdate(changes: Map<string, unknown>) { if (changes.has('test') && this.test) void this.act(() => ask<Test>(`/blind-tests/${this.test}`)); }

    private async act(action: () => Promise<Test>) {
        if (this.sending) return;
        this.sending = true;
        this.trouble = '';
        try {
            this.shown = await action();
            this.place = this.shown.next ?? this.shown.pairs;
        } catch (failure) {
            this.trouble = sentence(failure);
        } finally {
            this.sending = false;
        }
    }

    private get isAsking() { return this.shown !== null && this.shown.closed === null && this.shown.mayVote && this.place < this.shown.pairs; }

    private vote(side: Side) {
        if (this.isAsking) void this.act(() => ask<Test>(`/blind-tests/${this.test}/pairs/${this.place}`, 'PUT', { side }));
    }

    private readonly keys = (event: KeyboardEvent) => {
        if (!this.isAsking || event.repeat || event.altKey || event.ctrlKey || event.metaKey) return;
        const isField = event.composedPath().some(target => target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT|VAADIN-SELECT)$/.test(target.tagName));
        const letter = isLetter(event) ? event.key.toLowerCase() : '';
        const side: Side | null = isField ? null : event.key === 'ArrowLeft' || letter === 'a' ? 'left' : event.key === 'ArrowRight' || letter === 'b' ? 'right' : event.key === ' ' ? 'same' : null;
        if (!side) return;
        event.preventDefault();
        event.stopPropagation();
        this.vote(side);
    };

    private picture(place: number, side: Side) { return `/api/v1/blind-tests/${this.test}/pairs/${place}/${side}`; }

    override render() {
        const test = this.shown;
        return html`<div class="ab">${this.trouble ? html`<p class="sad" role="alert">${this.trouble}</p>` : nothing}
            ${test === null ? nothing : html`<div class="section"><h1>${test.name}</h1><span>by ${test.maker}, ${day(test.created)}${test.closed ? `, closed by ${test.closedBy}` : ''}</span></div>
                ${test.outcome ? this.renderOutcome(test.outcome) : this.renderOpen(test)}`}</div>`;
    }

    private renderOpen(test: Test) {
        return html`${test.mayVote ? html`<div class="bar" role="progressbar" aria-label="Your progress" aria-valuemin="0" aria-valuemax=${test.pairs} aria-valuenow=${test.voted}><i style="width:${100 * test.voted / test.pairs}%"></i></div>` : nothing}
            ${!test.mayVote ? html`<p>Your role in this project does not allow to vote. What came of it is shown here when it is closed.</p>`
            : this.place < test.pairs ? html`
                <p class="m2">Pair ${this.place + 1} of ${test.pairs}: which is better? The sides are shuffled, and nobody sees who voted what until the test is closed.</p>
                <div class="pair">${(['left', 'right'] as const).map(side => html`<button @click=${() => this.vote(side)} aria-label="The ${side} one is better">
                    <img src=${this.picture(this.place, side)} alt="The picture at the ${side}">${side === 'left' ? 'Left' : 'Right'} <kbd>${side === 'left' ? 'A' : 'B'}</kbd> <kbd>${side === 'left' ? '←' : '→'}</kbd></button>`)}</div>
                <div class="same"><button class="btn" @click=${() => this.vote('same')}>No difference <kbd>Space</kbd></button></div>
                ${this.place + 1 < test.pairs ? html`<img hidden alt="" src=${this.picture(this.place + 1, 'left')}><img hidden alt="" src=${this.picture(this.place + 1, 'right')}>` : nothing}`
            : html`<p class="big">You have judged all ${count(test.pairs)} pairs. Thank you.</p><p class="m2">What came of it is shown here when ${test.maker} or a maintainer closes the test.</p>`}
            ${test.mayClose ? html`<p><button class="btn" @click=${() => void this.act(() => ask<Test>(`/blind-tests/${this.test}/close`, 'POST', {}))} title="Nobody votes any more, and everybody sees what came of it">Close the test</button></p>` : nothing}`;
    }

    private renderOutcome(outcome: Outcome) {
        const share = outcome.share, none = share.all === 0;
        const name = (one: Contender) => one.run === null ? html`${one.name}` : html`<a class="more" href="runs/${one.run}?step=${one.step}">${one.name}</a>`;
        return html`<p class="big">${outcome.sentence}</p>
            ${none ? nothing : html`<p>${name(outcome.a)} won ${count(outcome.winsA)} of ${count(share.all)} decided votes: <b>${percent(Number(share.share))}</b>, with 95 % confidence from ${percent(share.from)} to ${percent(share.to)}.</p>
            <div class="share" role="img" aria-label="Share of wins ${percent(Number(share.share))}, from ${percent(share.from)} to ${percent(share.to)}"><span class="range" style="left:${100 * share.from}%;width:${100 * (share.to - share.from)}%"></span>
                <span class="half"></span><span class="mean" style="left:${100 * Number(share.share)}%"></span></div>
            <div class="ends"><span>0 %: always ${outcome.b.name}</span><span>100 %: always ${outcome.a.name}</span></div>`}
            <table><thead><tr><th scope="col">Who</th><th scope="col">${outcome.a.run ? `Run ${outcome.a.run}` : 'Real'}</th><th scope="col">${outcome.b.run ? `Run ${outcome.b.run}` : 'Real'}</th><th scope="col">No difference</th></tr></thead>
            <tbody>${outcome.ballots.map(one => html`<tr><td>${one.person}</td><td>${count(one.a)}</td><td>${count(one.b)}</td><td>${count(one.same)}</td></tr>`)}
                <tr><td>All</td><td>${count(outcome.winsA)}</td><td>${count(outcome.winsB)}</td><td>${count(outcome.same)}</td></tr></tbody></table>`;
    }
}
