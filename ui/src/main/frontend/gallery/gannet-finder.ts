import { LitElement, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Found, GalleryData } from './gallery-data';

/* Takes a file that is dropped on the page, or picked, and says which run made it. */
@customElement('gannet-finder')
export class GannetFinder extends LitElement {
    @property({ attribute: false }) data!: GalleryData;
    @state() private hovering = false;
    @state() private found: Found | null = null;
    @state() private trouble = '';
    @state() private name = '';
    @state() private preview = '';
    @query('dialog') private dialog!: HTMLDialogElement;
    @query('input[type=file]') private file!: HTMLInputElement;

    protected override createRenderRoot() { return this; }

    override connectedCallback() {
        super.connectedCallback();
        window.addEventListener('dragover', this.over);
        window.addEventListener('dragleave', this.out);
        window.addEventListener('drop', this.drop);
        document.addEventListener('click', this.pick);
    }

    override disconnectedCallback() {
        super.disconnectedCallback();
        window.removeEventListener('dragover', this.over);
        window.removeEventListener('dragleave', this.out);
        window.removeEventListener('drop', this.drop);
        document.removeEventListener('click', this.pick);
        URL.revokeObjectURL(this.preview);
    }

    /* The button stands in the page's head. */
    private readonly pick = (event: Event) => { if ((event.target as Element).closest('[data-find]')) this.file.click(); };

    private readonly over = (event: DragEvent) => {
        if (!event.dataTransfer?.types.includes('Files')) return;
        event.preventDefault();
        this.hovering = true;
    };

    private readonly out = (event: DragEvent) => { if (event.relatedTarget === null) this.hovering = false; };

    private readonly drop = (event: DragEvent) => {
        this.hovering = false;
        const file = event.dataTransfer?.files[0];
        if (!file) return;
        event.preventDefault();
        void this.look(file);
    };

    private async look(file: File) {
        URL.revokeObjectURL(this.preview);
        this.preview = URL.createObjectURL(file);
        this.name = file.name;
        this.found = null;
        this.trouble = '';
        if (!this.dialog.open) this.dialog.showModal();
        try {
            this.found = await this.data.find(file);
        } catch (error) {
            this.trouble = (error as Error).message;
        }
    }

    private open(picture: string) {
        this.dialog.close();
        this.dispatchEvent(new CustomEvent('shown', { detail: picture }));
    }

    override render() {
        const found = this.found;
        return html`
            <input type="file" accept="image/png" hidden @change=${() => { if (this.file.files?.[0]) void this.look(this.file.files[0]); this.file.value = ''; }}>
            ${this.hovering ? html`<div class="dropping" aria-hidden="true"><p>Drop a picture to find the run that made it</p></div>` : nothing}
            <dialog class="choose found" aria-label="Whose picture it is" @keydown=${(event: KeyboardEvent) => event.stopPropagation()}>
                <h2 class="cut">${this.name}</h2>
                <div class="row g12">${this.preview ? html`<img src=${this.preview} alt="" @error=${(event: Event) => { (event.target as HTMLElement).hidden = true; }}
                    @load=${(event: Event) => { (event.target as HTMLElement).hidden = false; }}>` : nothing}
                    <p role="status">${found ? found.sentence : this.trouble || 'Looking for its run …'}</p></div>
                <footer><span class="sp"></span>
                    <button class="btn" @click=${() => this.dialog.close()}>Close</button>
                    ${found?.picture ? html`<button class="btn" @click=${() => this.open(found.picture!)}>Show the picture</button>` : nothing}
                    ${found ? html`<a class="btn p" href="runs/${found.run}?step=${found.step}">Open run ${found.run}</a>` : nothing}</footer>
            </dialog>`;
    }
}
