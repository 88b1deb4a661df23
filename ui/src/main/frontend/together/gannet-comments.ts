import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { GannetRun } from '../progress/gannet-run';
import { count } from '../progress/words';
import { ask, moment, sentence } from './asking';
import { said } from './said-text';
import './gannet-spot';
import type { GannetSpot, Spot } from './gannet-spot';

interface Place { kind: 'RUN' | 'SAMPLE' | 'CHECKPOINT' | 'DATA_SET'; step: number | null; tile: number | null; x: number | null; y: number | null }
interface Comment {
    id: string; place: Place; author: string; text: string; mentions: string[]; created: string; edited: string | null; deletedBy: string | null;
    mine: boolean; removable: boolean;
}
interface Discussion { comments: Comment[]; mayComment: boolean; names: string[] }

/* What people say about a run or a data set. The page tells it when somebody else has said something. */
@customElement('gannet-comments')
export class GannetComments extends LitElement {
    /* Below /api/v1: `/runs/12/comments`. */
    @property() address = '';
    /* Whose samples a spot may be marked in and whose checkpoints there are; 0 for a data set. */
    @property({ type: Number }) run = 0;
    @state() private discussion: Discussion | null = null;
    @state() private trouble = '';
    @state() private spot: Spot | null = null;
    @state() private checkpoint: number | null = null;
    @state() private checkpoints: number[] = [];
    @state() private editing = '';
    @state() private suggested: string[] = [];
    @state() private sending = false;
    @query('form.new textarea') private field!: HTMLTextAreaElement | null;
    @query('gannet-spot') private marker!: GannetSpot;
    private asked = 0;

    protected override createRenderRoot() { return this; }

    override willUpdate(changes: Map<string, unknown>) {
        if (changes.has('address') && this.address) void this.changed();
    }

    /* Somebody has written, changed or deleted something. */
    async changed() {
        const mine = ++this.asked;
        try {
            const found = await ask<Discussion>(this.address);
            if (mine !== this.asked) return;
            const isFirst = this.discussion === null;
            this.discussion = found;
            this.trouble = '';
            if (isFirst) void this.updateComplete.then(() => this.reveal());
        } catch (failure) {
            if (mine === this.asked) this.trouble = sentence(failure);
        }
    }

    /* The one that an address names. */
    private reveal() {
        const id = new URLSearchParams(location.search).get('comment');
        const found = id && /^[0-9a-f-]{36}$/.test(id) ? this.querySelector<HTMLElement>(`#comment-${id}`) : null;
        if (!found) return;
        found.scrollIntoView({ block: 'center' });
        found.focus({ preventScroll: true });
    }

    private async act(action: () => Promise<unknown>): Promise<boolean> {
        this.trouble = '';
        this.sending = true;
        try {
            await action();
            await this.changed();
            return true;
        } catch (failure) {
            this.trouble = sentence(failure);
            return false;
        } finally {
            this.sending = false;
        }
    }

    private readonly send = async (event?: Event) => {
        event?.preventDefault();
        const text = this.field?.value ?? '';
        if (text.trim() === '' || this.sending) return;
        const place = this.spot ? { kind: 'SAMPLE', ...this.spot } : this.checkpoint !== null ? { kind: 'CHECKPOINT', step: this.checkpoint } : {};
        if (await this.act(() => ask(this.address, 'POST', { text, ...place }))) {
            if (this.field) this.field.value = '';
            this.spot = this.checkpoint = null;
            this.suggested = [];
        }
    };

    private readonly keys = (event: KeyboardEvent) => {
        event.stopPropagation(); // letters are no keys of the page here
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void this.send(event);
        else if (event.key === 'Tab' && this.suggested.length > 0 && !event.shiftKey) {
            event.preventDefault();
            this.complete(this.suggested[0]);
        }
    };

    /* Names that begin as what stands behind the last @ before the cursor. */
    private suggest() {
        const before = this.field?.value.slice(0, this.field.selectionStart) ?? '';
        const begun = /(?:^|[\s(])@([^\n@]{0,40})$/.exec(before)?.[1].toLowerCase();
        this.suggested = begun === undefined ? [] : (this.discussion?.names ?? []).filter(name => name.toLowerCase().startsWith(begun) && name.toLowerCase() !== begun).slice(0, 5);
    }

    private complete(name: string) {
        const field = this.field!;
        const before = field.value.slice(0, field.selectionStart).replace(/@[^\n@]*$/, `@${name} `);
        field.value = before + field.value.slice(field.selectionStart);
        field.focus();
        field.setSelectionRange(before.length, before.length);
        this.suggested = [];
    }

    private readonly chooseCheckpoint = async () => {
        try {
            this.checkpoints = (await ask<{ step: number }[]>(`/runs/${this.run}/checkpoints`)).map(one => one.step);
            this.spot = null;
            this.checkpoint = this.checkpoints.at(-1) ?? null;
            if (this.checkpoint === null) this.trouble = 'There is no checkpoint yet.';
        } catch (failure) {
            this.trouble = sentence(failure);
        }
    };

    override render() {
        const discussion = this.discussion;
        const standing = discussion?.comments.filter(one => one.deletedBy === null).length ?? 0;
        return html`<section class="comments" aria-label="Comments">
            <div class="section"><h2>Comments</h2><span>${standing > 0 ? count(standing) : ''}</span></div>
            ${discussion === null ? nothing : discussion.comments.length === 0
                ? html`<p class="hint">${discussion.mayComment ? 'Nobody has said anything yet. Write @ and a name to call somebody.' : 'Nobody has said anything yet.'}</p>`
                : html`<ol aria-live="polite">${discussion.comments.map(one => this.renderComment(one))}</ol>`}
            ${this.trouble ? html`<p class="sad" role="alert">${this.trouble}</p>` : nothing}
            ${discussion?.mayComment ? this.renderNew() : nothing}
            ${this.run > 0 ? html`<gannet-spot .run=${this.run} @spot=${(event: CustomEvent<Spot>) => { this.spot = event.detail; this.checkpoint = null; this.field?.focus(); }}></gannet-spot>` : nothing}
        </section>`;
    }

    private renderComment(one: Comment) {
        if (one.deletedBy !== null) {
            return html`<li id="comment-${one.id}" class="gone">A comment of ${one.author} was deleted${one.deletedBy === one.author ? '' : ` by ${one.deletedBy}`}.</li>`;
        }
        return html`<li id="comment-${one.id}" tabindex="-1">
            <header><b>${one.author}</b>${this.renderPlace(one.place)}<span class="m3" title=${new Date(one.created).toLocaleString()}>${moment(one.created)}${one.edited ? ', edited' : ''}</span>
                <span class="sp"></span>
                ${one.mine && this.editing !== one.id ? html`<button class="quiet" aria-label="Edit this comment" @click=${() => this.edit(one)}>Edit</button>` : nothing}
                ${one.removable && this.editing !== one.id ? html`<button class="quiet" aria-label="Delete this comment of ${one.author}" @click=${() => void this.act(() => ask(`/comments/${one.id}`, 'DELETE'))}>Delete</button>` : nothing}
            </header>
            ${this.editing === one.id ? html`<form @submit=${(event: Event) => this.save(event, one)}>
                    <textarea maxlength="4000" rows="3" aria-label="Change the comment" .defaultValue=${one.text} @keydown=${(event: KeyboardEvent) => this.editKeys(event, one)}></textarea>
                    <div class="acts"><button class="btn" ?disabled=${this.sending}>Save</button><button type="button" class="btn" @click=${() => { this.editing = ''; }}>Cancel</button></div></form>`
                : html`<div class="with">${this.renderSpot(one.place)}<p class="text">${said(one.text, one.mentions)}</p></div>`}
        </li>`;
    }

    private renderPlace(place: Place) {
        if (place.step === null) return nothing;
        const what = place.kind === 'CHECKPOINT' ? 'checkpoint' : place.tile === null ? 'samples' : `picture ${place.tile + 1}`;
        return html`<a class="tag" href="runs/${this.run}?step=${place.step}" title="Go to this step" @click=${(event: MouseEvent) => this.go(event, place.step!)}>${what} · step ${count(place.step)}</a>`;
    }

    /* On this page it is but a step, and what somebody has begun to write stays. */
    private go(event: MouseEvent, step: number) {
        const model = this.closest<GannetRun>('gannet-run')?.model;
        if (!model || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        model.choose(step);
        scrollTo(0, 0);
    }

    private renderSpot(place: Place) {
        if (place.tile === null || place.step === null) return nothing;
        return html`<span class="spotted"><img src="/api/v1/runs/${this.run}/samples/${place.step}?tile=${place.tile}&side=96" alt="Picture ${place.tile + 1} at step ${place.step}" loading="lazy">
            ${place.x === null || place.y === null ? nothing : html`<i style="left:${place.x * 100}%;top:${place.y * 100}%" title="The marked spot"></i>`}</span>`;
    }

    private renderNew() {
        const about = this.spot ? `picture ${this.spot.tile + 1} at step ${count(this.spot.step)}, at the spot` : this.checkpoint !== null ? '' : null;
        return html`<form class="new" @submit=${this.send}>
            <textarea maxlength="4000" rows="3" aria-label="Write a comment" placeholder="Write a comment; @ calls somebody" @keydown=${this.keys} @input=${() => this.suggest()} @click=${() => this.suggest()}></textarea>
            ${this.suggested.length > 0 ? html`<div class="names" role="group" aria-label="Whom to call">${this.suggested.map(name => html`<button type="button" class="tag" @click=${() => this.complete(name)}>@${name}</button>`)}</div>` : nothing}
            <div class="acts">
                <button class="btn p" ?disabled=${this.sending} title="Ctrl Enter">Comment</button>
                ${about ? html`<span class="tag run">${about}<button type="button" aria-label="On the whole run instead" @click=${() => { this.spot = null; }}>✕</button></span>` : nothing}
                ${this.checkpoint !== null ? html`<label class="s">On the checkpoint of step <select @change=${(event: Event) => { this.checkpoint = Number((event.target as HTMLSelectElement).value); }}>
                    ${this.checkpoints.map(step => html`<option value=${step} ?selected=${step === this.checkpoint}>${count(step)}</option>`)}</select>
                    <button type="button" class="quiet" aria-label="On the whole run instead" @click=${() => { this.checkpoint = null; }}>✕</button></label>` : nothing}
                ${this.run > 0 && !this.spot && this.checkpoint === null ? html`<button type="button" class="quiet" @click=${() => void this.marker.open()}>Mark a spot in a picture…</button>
                    <button type="button" class="quiet" @click=${this.chooseCheckpoint}>On a checkpoint…</button>` : nothing}
            </div></form>`;
    }

    private edit(one: Comment) {
        this.editing = one.id;
        void this.updateComplete.then(() => this.querySelector<HTMLTextAreaElement>(`#comment-${CSS.escape(one.id)} textarea`)?.focus());
    }

    private editKeys(event: KeyboardEvent, one: Comment) {
        event.stopPropagation();
        if (event.key === 'Escape') this.editing = '';
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void this.save(event, one);
    }

    private async save(event: Event, one: Comment) {
        event.preventDefault();
        const text = this.querySelector<HTMLTextAreaElement>(`#comment-${CSS.escape(one.id)} textarea`)!.value;
        if (await this.act(() => ask(`/comments/${one.id}`, 'PUT', { text }))) this.editing = '';
    }
}
