import { LitElement, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { count } from '../progress/words';
import { go } from '../shell/keys';
import type { Board, GalleryData } from './gallery-data';

/* The boards of a project; pictures may be dragged onto their names. */
@customElement('gallery-rail')
export class GalleryRail extends LitElement {
    @property({ attribute: false }) boards: Board[] = [];
    @property({ attribute: false }) data!: GalleryData;
    @property() query = '';
    @property({ type: Boolean }) mayCurate = false;
    @state() private over = '';
    /* The board that a dialog is about: null for a new one. */
    @state() private about: Board | null = null;
    @state() private doing: 'name' | 'remove' = 'name';
    @state() private trouble = '';
    @query('dialog') private dialog!: HTMLDialogElement;
    @query('dialog input') private input!: HTMLInputElement | null;

    protected override createRenderRoot() { return this; }

    private async ask(doing: 'name' | 'remove', about: Board | null) {
        this.doing = doing;
        this.about = about;
        this.trouble = '';
        await this.updateComplete;
        if (this.input) this.input.value = about?.name ?? '';
        this.dialog.showModal();
        this.input?.select();
    }

    private readonly submit = async (event: Event) => {
        event.preventDefault();
        try {
            if (this.doing === 'remove') await this.data.remove(this.about!.id);
            else if (this.about) await this.data.rename(this.about.id, this.input!.value);
            else await this.data.newBoard(this.input!.value);
        } catch (error) {
            this.trouble = (error as Error).message;
            return;
        }
        this.dialog.close();
        if (this.doing === 'remove' && new URLSearchParams(this.query).get('board') === this.about!.id) go('/gallery');
        this.dispatchEvent(new CustomEvent('changed'));
    };

    private drag = (board: string) => (event: DragEvent) => {
        if (!this.mayCurate || !event.dataTransfer?.types.includes('application/x-gannet-pictures')) return;
        event.preventDefault();
        this.over = board;
    };

    private drop = (board: string) => (event: DragEvent) => {
        this.over = '';
        const text = event.dataTransfer?.getData('application/x-gannet-pictures');
        if (!text) return;
        event.preventDefault();
        this.dispatchEvent(new CustomEvent('put', { detail: { board, pictures: JSON.parse(text) } }));
    };

    override render() {
        const query = new URLSearchParams(this.query);
        const at = query.get('board') ?? (query.get('starred') ? 'starred' : 'all');
        return html`
            <nav aria-label="Boards">
                <a href="gallery" aria-current=${at === 'all' ? 'page' : nothing}><span class="cut">All pictures</span></a>
                <a href="gallery?starred=true" aria-current=${at === 'starred' ? 'page' : nothing}><span class="cut"><span class="star" aria-hidden="true">★</span> My stars</span></a>
                <div class="boards-head"><h2>Boards</h2>${this.mayCurate ? html`<button class="btn plain" aria-label="New board" title="New board" @click=${() => this.ask('name', null)}>+</button>` : nothing}</div>
                ${this.boards.length === 0 ? html`<p class="hint">${this.mayCurate ? 'A board keeps pictures together for the whole team. Press B on a picture to make one.' : 'Your team has no boards yet.'}</p>` : nothing}
                ${this.boards.map(board => html`
                    <div class="board ${this.over === board.id ? 'over' : ''}" @dragover=${this.drag(board.id)} @dragleave=${() => { this.over = ''; }} @drop=${this.drop(board.id)}>
                        <a href="gallery?board=${board.id}" aria-current=${at === board.id ? 'page' : nothing} title="Made by ${board.createdBy}"><span class="cut">${board.name}</span><span class="count">${board.pictures ? count(board.pictures) : ''}</span></a>
                        ${this.mayCurate ? html`<span class="of-board"><button class="btn plain" @click=${() => this.ask('name', board)} aria-label="Rename ${board.name}" title="Rename">✎</button>
                            <button class="btn plain" @click=${() => this.ask('remove', board)} aria-label="Remove ${board.name}" title="Remove">✕</button></span>` : nothing}
                    </div>`)}
            </nav>
            <dialog class="choose" aria-label="Board" @keydown=${(event: KeyboardEvent) => event.stopPropagation()}>
                <form @submit=${this.submit}>
                    ${this.doing === 'remove' ? html`<h2>Remove “${this.about?.name}”?</h2>
                        <p class="m2">It holds ${this.about?.pictures === 1 ? '1 picture' : `${count(this.about?.pictures ?? 0)} pictures`}, which stay in the gallery. The board is gone for the whole team.</p>`
                        : html`<h2>${this.about ? 'Rename the board' : 'New board'}</h2><input class="field" maxlength="100" aria-label="Name of the board" autocomplete="off">`}
                    ${this.trouble ? html`<p class="bad s" role="alert">${this.trouble}</p>` : nothing}
                    <footer><span class="sp"></span><button class="btn" type="button" @click=${() => this.dialog.close()}>Cancel</button>
                        <button class="btn p" type="submit">${this.doing === 'remove' ? 'Remove the board' : this.about ? 'Rename' : 'Make the board'}</button></footer>
                </form>
            </dialog>`;
    }
}
