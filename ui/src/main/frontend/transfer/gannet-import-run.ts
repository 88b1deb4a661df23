import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { go } from '../shell/keys';
import { bytes } from '../progress/words';

/* A button with a dialog that sends the zip of a run which another Gannet exported. */
@customElement('gannet-import-run')
export class GannetImportRun extends LitElement {
    @property() project = '';
    @state() private sent = 0;
    @state() private size = 0;
    @state() private trouble = '';
    @query('dialog') private dialog!: HTMLDialogElement;
    @query('input') private field!: HTMLInputElement;
    private request: XMLHttpRequest | null = null;

    protected override createRenderRoot() { return this; }

    private readonly open = () => {
        this.trouble = '';
        this.dialog.showModal();
    };

    /* XMLHttpRequest, because fetch does not tell how much has been sent. */
    private readonly send = (event: Event) => {
        event.preventDefault();
        const file = this.field.files?.[0];
        if (!file || this.request) return;
        const request = this.request = new XMLHttpRequest();
        this.trouble = '';
        this.sent = 0;
        this.size = file.size;
        request.upload.onprogress = progress => { this.sent = progress.loaded; };
        request.onloadend = () => {
            this.request = null;
            this.size = 0;
            const said = JSON.parse(request.responseText || 'null');
            if (request.status === 201) {
                this.dialog.close();
                go(`/runs/${said.number}`);
            } else this.trouble = said?.detail ?? (request.status === 0 ? 'The server could not be reached, or the upload was cancelled.' : `The server answered ${request.status}.`);
        };
        request.open('POST', `/api/v1/projects/${this.project}/runs/import`);
        request.setRequestHeader('Content-Type', 'application/zip');
        request.send(file);
    };

    override render() {
        return html`<button class="btn" type="button" @click=${this.open} title="A run that another Gannet exported">Import a run…</button>
            <dialog class="sharing" aria-label="Import a run" @keydown=${(event: Event) => event.stopPropagation()} @close=${() => this.request?.abort()}>
                <header><h2>Import a run</h2><button class="btn" type="button" aria-label="Close" @click=${() => this.dialog.close()}>✕</button></header>
                <p class="hint">The zip that "Export…" on the run's page of another Gannet gives. It is shown with where it came from, and can be forked if its plugin is here.</p>
                <form @submit=${this.send}><input type="file" accept=".zip,application/zip" aria-label="The run's zip" required>
                    <div class="acts"><button class="btn p" ?disabled=${this.size > 0}>Import</button>
                        ${this.size > 0 ? html`<progress max=${this.size} value=${this.sent} aria-label="Sent"></progress><span class="s m2">${this.sent < this.size ? `${bytes(this.sent)} of ${bytes(this.size)}` : 'It is unpacked and read.'}</span>
                            <button class="btn" type="button" @click=${() => this.request?.abort()}>Cancel</button>` : nothing}</div></form>
                ${this.trouble ? html`<p class="sad" role="alert">${this.trouble}</p>` : nothing}
            </dialog>`;
    }
}
