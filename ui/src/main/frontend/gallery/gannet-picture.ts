import { LitElement, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { count } from '../progress/words';
import { isLetter } from '../shell/keys';
import { download, image, thumbnail, type GalleryData, type Picture, type Shown } from './gallery-data';

/* One picture as large as there is room, with its passport. The wall behind it says which comes next. */
@customElement('gannet-picture')
export class GannetPicture extends LitElement {
    @property({ attribute: false }) picture: Picture | null = null;
    @property({ type: Boolean }) mayCurate = false;
    @property({ type: Boolean }) mayTag = false;
    @state() private shown: Shown | null = null;
    @state() private trouble = '';
    @state() private loaded = false;
    @state() private hard = localStorage.getItem('gannet.pixels') === 'hard';
    @query('dialog') private dialog!: HTMLDialogElement;
    private wanted = '';

    protected override createRenderRoot() { return this; }

    async show(data: GalleryData, id: string, known: Picture | null) {
        this.wanted = id;
        this.picture = known;
        this.trouble = '';
        if (this.shown?.picture.id !== id) this.shown = null;
        this.loaded = false;
        await this.updateComplete;
        if (!this.dialog.open) this.dialog.showModal();
        try {
            const shown = await data.shown(id);
            if (this.wanted !== id) return;
            this.shown = shown;
            this.picture = this.picture ?? shown.picture;
        } catch (error) {
            if (this.wanted === id) this.trouble = (error as Error).message;
        }
    }

    close() { if (this.dialog?.open) this.dialog.close(); }

    private tell(name: string, detail: unknown) { return this.dispatchEvent(new CustomEvent(name, { detail, cancelable: true })); }

    private readonly keys = (event: KeyboardEvent) => {
        const id = this.picture?.id;
        if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') this.tell('step', event.key === 'ArrowLeft' ? -1 : 1);
        else if (id && isLetter(event) && event.key.toLowerCase() === 'p') this.setHard(!this.hard);
        else if (!id || this.tell('letter', { key: event, id })) return;
        event.preventDefault();
        event.stopPropagation();
    };

    private setHard(hard: boolean) {
        this.hard = hard;
        localStorage.setItem('gannet.pixels', hard ? 'hard' : 'smooth');
    }

    private readonly failed = async (event: Event) => {
        const id = this.wanted;
        const answer = await fetch((event.target as HTMLImageElement).src).catch(() => null);
        if (this.wanted === id && answer && !answer.ok) this.trouble = (await answer.json().catch(() => null))?.detail ?? 'This picture could not be loaded.';
    };

    override render() {
        const picture = this.picture;
        return html`
            <dialog class="picture" aria-label="One picture" @keydown=${this.keys} @close=${() => { this.wanted = ''; this.tell('closed', null); }}
                @click=${(event: MouseEvent) => { if (event.target === this.dialog) this.dialog.close(); }}>
                ${picture ? this.renderPicture(picture) : html`<div class="body"><p class="sad" role="alert">${this.trouble}</p>
                    <button class="btn" @click=${() => this.dialog.close()}>Close</button></div>`}
            </dialog>`;
    }

    private renderPicture(picture: Picture) {
        const shown = this.shown;
        const shape = shown ? `aspect-ratio:${shown.width}/${shown.height}` : 'aspect-ratio:1';
        return html`<div class="body">
            <div class="stage">
                ${shown && shown.titles.length > 0 ? html`<div class="titles">${shown.titles.map(title => html`<span>${title}</span>`)}</div>` : nothing}
                <div class="frame" style=${shape}>
                    ${this.trouble ? html`<p class="sad" role="alert">${this.trouble}</p>` : html`
                        ${this.loaded ? nothing : html`<img class="under" src=${thumbnail(picture.id)} alt="" @error=${(event: Event) => (event.target as HTMLElement).remove()}>`}
                        <img class="${this.hard ? 'hard' : ''} ${this.loaded ? '' : 'coming'}" src=${image(picture.id)} alt="Picture of run ${picture.run} at step ${count(picture.step)}" decoding="async"
                            @load=${() => { this.loaded = true; }} @error=${this.failed}>`}
                </div>
                ${picture.caption ? html`<p class="said">${picture.caption}</p>` : nothing}
                <div class="ways">
                    <button class="btn" @click=${() => this.tell('step', -1)} aria-label="The one before" title="The one before (←)">←</button>
                    <button class="btn" @click=${() => this.tell('step', 1)} aria-label="The next one" title="The next one (→)">→</button>
                    <span class="sp"></span>
                    <div class="seg" role="group" aria-label="How a small picture is enlarged">
                        <button aria-pressed=${!this.hard} @click=${() => this.setHard(false)}>Smooth</button>
                        <button aria-pressed=${this.hard} @click=${() => this.setHard(true)} title="Pixels (P)">Pixels</button></div>
                </div>
            </div>
            <div class="papers">
                <header><h2>Run ${picture.run} at step ${count(picture.step)}</h2>
                    <button class="btn plain" aria-label="Close" title="Close (Esc)" @click=${() => this.dialog.close()}>✕</button></header>
                <p class="m2">${picture.name}</p>
                <div class="acts">
                    <button class="btn" aria-pressed=${picture.starred} @click=${() => this.act('star')}><span class=${picture.starred ? 'star on' : 'star'} aria-hidden="true">${picture.starred ? '★' : '☆'}</span>${picture.starred ? 'Starred' : 'Star'} <kbd>S</kbd></button>
                    ${this.mayCurate ? html`<button class="btn" @click=${() => this.act('boards')}>Boards… <kbd>B</kbd></button>` : nothing}
                    ${this.mayTag ? html`<button class="btn" @click=${() => this.act('tags')}>Tags… <kbd>T</kbd></button>` : nothing}
                    <a class="btn" href="gallery?run=${picture.run}">More like this run <kbd>M</kbd></a>
                    <a class="btn" href="runs/${picture.run}?step=${picture.step}">Open the run</a>
                </div>
                ${picture.tags.length > 0 ? html`<p class="tags">${picture.tags.map(tag => html`<a class="tag" href="gallery?tag=${encodeURIComponent(tag)}">${tag}</a>`)}</p>` : nothing}
                ${shown ? this.renderPassport(shown) : html`<p class="hint">&nbsp;</p>`}
            </div></div>`;
    }

    private act(what: string) { this.tell('act', { what, id: this.picture!.id }); }

    private renderPassport({ passport, of, width, height }: Shown) {
        const facts: [string, string, string?][] = [
            ['Picture', `${passport.picture} of ${of}, ${width} × ${height}`], ['Variant', passport.variant], ['Plugin', passport.plugin], ['Data set', passport.dataSet],
            ['Data hash', passport.dataHash.slice(0, 12), passport.dataHash], ['Seed', String(passport.seed)],
            ['Checkpoint', passport.checkpoint?.slice(0, 12) ?? 'none kept', passport.checkpoint ?? undefined],
            ['Made', new Date(passport.time).toLocaleString(document.documentElement.lang || undefined, { dateStyle: 'medium', timeStyle: 'short' })]
        ];
        return html`
            <h3>Passport</h3>
            <dl class="kv">${facts.map(([name, value, whole]) => html`<dt>${name}</dt><dd class=${whole ? 'mono' : ''} title=${whole ?? nothing}>${value}</dd>`)}</dl>
            <details><summary>Settings</summary><dl class="kv">${Object.entries(passport.settings).map(([name, value]) => html`<dt>${name}</dt><dd>${String(value)}</dd>`)}</dl></details>
            <p class="hint">Saved inside every file. Drop a picture on this page to find its run.</p>
            <div class="acts"><button class="btn p" @click=${() => this.act('download')}>Download <kbd>D</kbd></button>
                <button class="btn" @click=${() => download([this.picture!.id], true)}>Passport alone</button></div>`;
    }
}
