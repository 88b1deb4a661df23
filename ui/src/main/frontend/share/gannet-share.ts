import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { ask, day, moment, sentence } from '../together/asking';

interface Share {
    id: string; kind: 'RUN' | 'COMPARISON' | 'BOARD'; maker: string; created: string; expires: string; hasPassword: boolean; used: string | null; uses: number;
    revoked: string | null; revokedBy: string | null; alive: boolean;
}
type Target = { runs: number[] } | { board: string };

/* A button with a dialog: makes links to what the page shows, lists those there are, and revokes them. */
@customElement('gannet-share')
export class GannetShare extends LitElement {
    /* "run", "compare" or "board": the latter two are read from the page's address when the dialog opens. */
    @property() what = 'run';
    @property({ type: Number }) run = 0;
    @state() private target: Target | null = null;
    @state() private shares: Share[] = [];
    @state() private made = '';
    @state() private told = '';
    @state() private trouble = '';
    @state() private busy = false;
    @query('dialog') private dialog!: HTMLDialogElement;
    @query('input[name=password]') private password!: HTMLInputElement;
    @query('input[name=days]') private days!: HTMLInputElement;

    protected override createRenderRoot() { return this; }

    private readonly open = async () => {
        const address = new URLSearchParams(location.search);
        const board = address.get('board');
        const runs = this.what === 'run' ? [this.run] : (address.get('runs') ?? '').split(',').map(Number).filter(number => number > 0);
        this.target = this.what === 'board' ? (board ? { board } : null) : runs.length > (this.what === 'compare' ? 1 : 0) ? { runs } : null;
        this.made = this.told = this.trouble = '';
        this.shares = [];
        await this.updateComplete;
        this.dialog.showModal();
        await this.list();
    };

    private async list() {
        const target = this.target;
        if (!target) return;
        try {
            this.shares = await ask<Share[]>(`/shares?${'board' in target ? `board=${target.board}` : `runs=${target.runs.join()}`}`);
        } catch (failure) {
            this.trouble = sentence(failure);
        }
    }

    private async act(action: () => Promise<void>) {
        this.trouble = this.told = '';
        this.busy = true;
        try {
            await action();
            await this.list();
        } catch (failure) {
            this.trouble = sentence(failure);
        } finally {
            this.busy = false;
        }
    }

    private readonly make = (event: Event) => {
        event.preventDefault();
        void this.act(async () => {
            const answer = await ask<{ token: string }>('/shares', 'POST', { ...this.target, days: Number(this.days.value), password: this.password.value });
            this.made = new URL(`/shared/${answer.token}`, location.href).href;
            this.password.value = '';
            await this.copy();
        });
    };

    private readonly copy = async () => {
        try {
            await navigator.clipboard.writeText(this.made);
            this.told = 'Copied.';
        } catch {
            this.querySelector<HTMLInputElement>('.made input')?.select(); // no clipboard here: the person takes it from the field
        }
    };

    override render() {
        return html`<button class="btn" type="button" @click=${this.open} title="Show it to people without an account">Share…</button>
            <dialog class="sharing" aria-label="Share" @keydown=${(event: Event) => event.stopPropagation()}>
                <header><h2>Share ${this.what === 'run' ? `run ${this.run}` : this.what === 'compare' ? 'this comparison' : 'this board'} by a link</h2>
                    <button class="btn" type="button" aria-label="Close" @click=${() => this.dialog.close()}>✕</button></header>
                ${this.target === null ? html`<p class="hint">${this.what === 'board' ? 'Choose a board first: a link shows one board.' : 'Choose at least two runs first.'}</p>` : this.renderTarget()}
            </dialog>`;
    }

    private renderTarget() {
        const living = this.shares.filter(share => share.alive);
        return html`<p class="hint">Whoever has the link sees ${this.what === 'board' ? 'the pictures on this board' : 'curves, settings and samples'} and nothing else, without an account, until it expires or is revoked.</p>
            <form @submit=${this.make}><div class="fields">
                <label>Expires after (days)<input name="days" type="number" min="1" max="366" value="30" required></label>
                <label>Password (may be empty)<input name="password" type="password" minlength="8" maxlength="200" autocomplete="new-password"></label></div>
                <div class="acts"><button class="btn p" ?disabled=${this.busy}>Make a link</button><span class="s m2" role="status">${this.told}</span></div></form>
            ${this.made ? html`<div class="made"><input readonly aria-label="The link" .value=${this.made} @focus=${(event: Event) => (event.target as HTMLInputElement).select()}>
                <button class="btn" type="button" @click=${this.copy}>Copy</button></div><p class="hint">It is shown this once: only a hash of it is kept.</p>` : nothing}
            ${this.trouble ? html`<p class="sad" role="alert">${this.trouble}</p>` : nothing}
            ${this.shares.length === 0 ? nothing : html`<ul aria-label="${living.length} living links">${this.shares.map(share => this.renderShare(share))}</ul>`}`;
    }

    private renderShare(share: Share) {
        const end = share.revoked ? `revoked by ${share.revokedBy}` : share.alive ? `until ${day(share.expires)}` : `expired ${day(share.expires)}`;
        return html`<li class=${share.alive ? '' : 'dead'}><div>Made by ${share.maker}, ${day(share.created)}${share.hasPassword ? ', with a password' : ''}
                <div class="s m3">${end} · ${share.used ? `opened ${share.uses === 1 ? 'once' : `${share.uses} times`}, last ${moment(share.used)}` : 'never opened'}</div></div>
            ${share.alive ? html`<button class="btn" type="button" ?disabled=${this.busy} @click=${() => void this.act(() => ask(`/shares/${share.id}`, 'DELETE'))}>Revoke</button>` : nothing}</li>`;
    }
}
