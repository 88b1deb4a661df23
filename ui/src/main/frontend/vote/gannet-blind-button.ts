import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { go } from '../shell/keys';
import { ask, sentence } from '../together/asking';

/* A button with a dialog that makes a blind test of a run, or of those that the page's address names. */
@customElement('gannet-blind-button')
export class GannetBlindButton extends LitElement {
    /* 0 where the address says which. */
    @property({ type: Number }) run = 0;
    @state() private runs: number[] = [];
    @state() private real = false;
    @state() private trouble = '';
    @query('dialog') private dialog!: HTMLDialogElement;
    @query('input[name=a]') private a!: HTMLInputElement;
    @query('input[name=b]') private b!: HTMLInputElement | null;
    @query('input[name=called]') private called!: HTMLInputElement;

    protected override createRenderRoot() { return this; }

    private readonly open = async () => {
        this.runs = this.run > 0 ? [this.run] : (new URLSearchParams(location.search).get('runs') ?? '').split(',').map(Number).filter(number => number > 0).slice(0, 2);
        this.trouble = '';
        this.real = this.runs.length < 2;
        await this.updateComplete;
        this.dialog.showModal();
    };

    private readonly make = async (event: Event) => {
        event.preventDefault();
        this.trouble = '';
        try {
            const made = await ask<{ id: string }>('/blind-tests', 'POST', { a: Number(this.a.value), b: this.real ? null : Number(this.b!.value), name: this.called.value });
            this.dialog.close();
            go(`/ab/${made.id}`);
        } catch (failure) {
            this.trouble = sentence(failure);
        }
    };

    override render() {
        return html`<button class="btn" type="button" @click=${this.open} title="Let people judge pictures without knowing whose they are">Blind test…</button>
            <dialog class="voting" aria-label="Blind test" @keydown=${(event: Event) => event.stopPropagation()}>
                <header><h2>Blind test</h2><button class="btn" type="button" aria-label="Close" @click=${() => this.dialog.close()}>✕</button></header>
                <form @submit=${this.make}><div class="fields">
                    <p class="hint">People see pairs of the newest samples, one of each, in shuffled places, and say which is better. Who voted what is hidden until the test is closed.</p>
                    <label>Run<input name="a" type="number" min="1" required .value=${String(this.runs[0] ?? '')}></label>
                    <label class="one"><input type="radio" name="against" .checked=${this.real} @change=${() => { this.real = true; }}>against real pictures of its data set</label>
                    <label class="one"><input type="radio" name="against" .checked=${!this.real} @change=${() => { this.real = false; }}>against another run</label>
                    ${this.real ? nothing : html`<label>Other run<input name="b" type="number" min="1" required .value=${String(this.runs[1] ?? '')}></label>`}
                    <label>Question (may be empty)<input name="called" maxlength="200" placeholder="Which faces look more real?"></label></div>
                    ${this.trouble ? html`<p class="sad" role="alert">${this.trouble}</p>` : nothing}
                    <div class="acts"><button class="btn p">Make the test</button></div></form>
            </dialog>`;
    }
}
