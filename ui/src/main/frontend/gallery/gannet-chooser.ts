import { LitElement, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Choices, GalleryData, Marking, Picture } from './gallery-data';

/* Asks onto which boards some pictures shall go, or which tags they shall have. */
@customElement('gannet-chooser')
export class GannetChooser extends LitElement {
    @property({ attribute: false }) choices!: Choices;
    @property({ attribute: false }) data!: GalleryData;
    @state() private what: 'boards' | 'tags' = 'boards';
    @state() private pictures: Picture[] = [];
    @state() private done = new Map<string, boolean>();
    @state() private trouble = '';
    @query('dialog') private dialog!: HTMLDialogElement;
    @query('input') private input!: HTMLInputElement;

    protected override createRenderRoot() { return this; }

    async ask(what: 'boards' | 'tags', pictures: Picture[]) {
        this.what = what;
        this.pictures = pictures;
        this.done = new Map();
        this.trouble = '';
        await this.updateComplete;
        this.input.value = '';
        this.dialog.showModal();
        this.input.focus();
    }

    private mark(key: string, marking: Marking, on: boolean) {
        this.done = new Map(this.done).set(key, on);
        this.dispatchEvent(new CustomEvent('mark', { detail: { pictures: this.pictures.map(picture => picture.id), marking } }));
    }

    private isOn(key: string, was: (picture: Picture) => boolean) { return this.done.get(key) ?? this.pictures.every(was); }

    private readonly submit = async (event: Event) => {
        event.preventDefault();
        const name = this.input.value.trim();
        if (name === '') {
            this.dialog.close();
            return;
        }
        if (this.what === 'tags') {
            const tag = name.toLowerCase();
            this.mark(tag, { tag }, true);
        } else {
            const known = this.choices.boards.find(board => board.name.toLowerCase() === name.toLowerCase());
            try {
                const board = known ?? await this.data.newBoard(name);
                this.mark(board.id, { board: board.id }, true);
            } catch (error) {
                this.trouble = (error as Error).message;
                return;
            }
        }
        this.input.value = '';
        this.trouble = '';
    };

    override render() {
        const boards = this.what === 'boards';
        const amount = this.pictures.length === 1 ? 'This picture' : `These ${this.pictures.length} pictures`;
        const tags = [...new Set([...this.choices.tags, ...this.pictures.flatMap(picture => picture.tags), ...(boards ? [] : this.done.keys())])].sort();
        return html`
            <dialog class="choose" aria-label=${boards ? 'Boards' : 'Tags'} @keydown=${(event: KeyboardEvent) => event.stopPropagation()}
                @click=${(event: MouseEvent) => { if (event.target === this.dialog) this.dialog.close(); }}>
                <form @submit=${this.submit}>
                    <h2>${boards ? `${amount} on boards` : `Tags of ${amount.toLowerCase()}`}</h2>
                    <input class="field" maxlength=${boards ? 100 : 50} aria-label=${boards ? 'A new board' : 'A tag'} autocomplete="off"
                        placeholder=${boards ? 'Name of a new board' : 'A tag, such as best'}>
                    ${this.trouble ? html`<p class="bad s" role="alert">${this.trouble}</p>` : nothing}
                    <ul>${boards
                        ? this.choices.boards.map(board => this.line(board.id, board.name, this.isOn(board.id, picture => picture.boards.includes(board.id)), on => on ? { board: board.id } : { offBoard: board.id }))
                        : tags.map(tag => this.line(tag, tag, this.isOn(tag, picture => picture.tags.includes(tag)), on => on ? { tag } : { untag: tag }))}</ul>
                    <footer><button class="btn" type="submit">${boards ? 'Add to new board' : 'Add tag'}</button><span class="sp"></span>
                        <button class="btn p" type="button" @click=${() => this.dialog.close()}>Done</button></footer>
                </form>
            </dialog>`;
    }

    private line(key: string, name: string, on: boolean, marking: (on: boolean) => Marking) {
        return html`<li><label><input type="checkbox" .checked=${on}
            @change=${(event: Event) => { const now = (event.target as HTMLInputElement).checked; this.mark(key, marking(now), now); }}><span class="cut">${name}</span></label></li>`;
    }
}
