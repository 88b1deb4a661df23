import { LitElement, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { count } from '../progress/words';
import { go, isLetter } from '../shell/keys';
import { download, GalleryData, type Choices, type Marking, type Picture } from './gallery-data';
import './gallery-filters';
import './gallery-rail';
import { GalleryWall } from './gallery-wall';
import './gannet-chooser';
import type { GannetChooser } from './gannet-chooser';
import './gannet-finder';
import './gannet-picture';
import type { GannetPicture } from './gannet-picture';

const NONE: Choices = { variants: [], dataSets: [], kinds: [], tags: [], boards: [], mayCurate: false, mayTag: false };
const LOOK_EVERY = 10_000;

/* Every picture of a project: what is asked for and fetched, what people do with it, and what stands around the wall. */
@customElement('gannet-gallery')
export class GannetGallery extends LitElement {
    @property() project = '';
    /* What the page's address asks for, behind its question mark. */
    @property() address = '';
    @state() private pictures: Picture[] = [];
    @state() private next: string | null = null;
    @state() private loaded = false;
    @state() private trouble = '';
    @state() private choices = NONE;
    @state() private fresh = 0;
    @state() private told = '';
    @query('gannet-picture') private viewer!: GannetPicture;
    @query('gannet-chooser') private chooser!: GannetChooser;
    private data!: GalleryData;
    private loading = 0;
    private timer = 0;
    private readonly wall = new GalleryWall(this, {
        open: id => void this.open(id),
        nearEnd: () => void this.more(),
        key: event => this.key(event)
    });

    /* It stands in the page's own tree, so that its links are the page's. */
    protected override createRenderRoot() { return this; }

    override connectedCallback() {
        super.connectedCallback();
        this.timer = window.setInterval(() => void this.lookForNewer(), LOOK_EVERY);
    }

    override disconnectedCallback() {
        super.disconnectedCallback();
        clearInterval(this.timer);
    }

    override willUpdate(changed: Map<string, unknown>) {
        if ((changed.has('address') || changed.has('project')) && this.project) {
            if (changed.has('project')) this.data = new GalleryData(this.project);
            void this.begin();
        }
    }

    /* ---- what is there ---- */

    private get query(): URLSearchParams { return new URLSearchParams(this.address); }

    /* Without the picture that is open. */
    private get filter(): string {
        const query = this.query;
        query.delete('id');
        return query.toString();
    }

    private async begin() {
        this.wall.reset();
        this.fresh = 0;
        await Promise.all([this.more(true), this.lookAtChoices()]);
        const open = this.query.get('id');
        await this.updateComplete;
        if (open) void this.open(open); else this.viewer?.close();
    }

    private async more(anew = false) {
        if (!anew && (this.loading || !this.next)) return;
        const mine = this.loading = performance.now();
        try {
            const page = await this.data.page(this.filter, anew ? null : this.next);
            if (mine !== this.loading) return;
            this.pictures = anew ? page.pictures : [...this.pictures, ...page.pictures];
            this.next = page.next;
            this.loaded = true;
            this.trouble = '';
            this.wall.show(this.pictures);
        } catch (error) {
            this.trouble = (error as Error).message;
            this.loaded = true;
        } finally {
            if (mine === this.loading) this.loading = 0;
        }
        this.wall.look();
    }

    private async lookAtChoices() {
        try {
            this.choices = await this.data.choices();
        } catch (error) {
            this.trouble = (error as Error).message;
        }
    }

    private async lookForNewer() {
        const marked = ['board', 'starred', 'tag'].some(mark => this.query.has(mark));
        if (document.hidden || marked || !this.loaded || this.trouble) return;
        const than = this.pictures[0]?.id.split('-')[0] ?? '0';
        try {
            this.fresh = (await this.data.newer(this.filter, than)).pictures;
        } catch {
            // The shell says that the server is not there; the next look may find it.
        }
    }

    /* ---- what people do ---- */

    private key(event: KeyboardEvent): boolean {
        const board = this.query.get('board');
        if (event.key !== 'Delete' || !board) return this.letter(event, this.wall.meant);
        void this.mark(this.wall.meant, { offBoard: board });
        return true;
    }

    /* Letters mean the same on the wall and in the open picture. */
    private letter(event: KeyboardEvent, ids: string[]): boolean {
        if (!isLetter(event) || ids.length === 0) return false;
        const one = this.pictures.find(picture => picture.id === ids[0]);
        switch (event.key.toLowerCase()) {
            case 's': void this.star(ids); return true;
            case 'b': void this.ask('boards', ids); return true;
            case 't': void this.ask('tags', ids); return true;
            case 'd': this.download(ids); return true;
            case 'm': if (one) go(`/gallery?run=${one.run}`); return true;
            default: return false;
        }
    }

    private star(ids: string[]) {
        const all = ids.every(id => this.pictures.find(picture => picture.id === id)?.starred);
        return this.mark(ids, { star: !all });
    }

    private ask(what: 'boards' | 'tags', ids: string[]) {
        if (!(what === 'tags' ? this.choices.mayTag : this.choices.mayCurate)) {
            this.told = `Your role in this project does not allow to change ${what}; ask an administrator of the team for another role.`;
            return;
        }
        this.chooser.ask(what, this.pictures.filter(picture => ids.includes(picture.id)));
    }

    private download(ids: string[]) {
        if (ids.length > 200) this.told = `A zip holds at most 200 pictures, not ${count(ids.length)}; take them in parts.`;
        else download(ids);
    }

    private async mark(ids: string[], marking: Marking) {
        const meant = new Set(ids);
        try {
            await this.data.mark(ids, marking);
        } catch (error) {
            this.told = (error as Error).message;
            return;
        }
        // What no longer belongs here stays where it is until somebody comes back: nothing jumps.
        this.pictures = this.pictures.map(picture => meant.has(picture.id) ? marked(picture, marking) : picture);
        this.wall.show(this.pictures);
        const amount = ids.length === 1 ? '1 picture' : `${count(ids.length)} pictures`;
        this.told = marking.star !== undefined ? `${amount} ${marking.star ? 'starred' : 'no longer starred'}`
            : marking.board ? `${amount} added to ${this.boardName(marking.board)}` : marking.offBoard ? `${amount} taken off ${this.boardName(marking.offBoard)}`
                : marking.tag ? `${amount} tagged ${marking.tag}` : `Tag ${marking.untag} taken off ${amount}`;
        this.viewer.picture = this.pictures.find(picture => picture.id === this.viewer.picture?.id) ?? (this.viewer.picture && meant.has(this.viewer.picture.id)
            ? marked(this.viewer.picture, marking) : this.viewer.picture);
        await this.lookAtChoices();
    }

    private boardName(id: string) { return this.choices.boards.find(board => board.id === id)?.name ?? 'the board'; }

    private async open(id: string | undefined) {
        if (!id) return;
        const index = this.pictures.findIndex(picture => picture.id === id);
        if (index >= 0) this.wall.lookAt(index);
        await this.viewer.show(this.data, id, this.pictures[index] ?? null);
        this.addressOf(id);
    }

    private addressOf(id: string | null) {
        const query = this.query;
        if (id) query.set('id', id); else query.delete('id');
        const text = query.toString();
        history.replaceState(history.state, '', text ? `gallery?${text}` : 'gallery');
    }

    private async step(direction: number) {
        const next = this.pictures[this.wall.focused + direction];
        if (!next) return;
        this.wall.move(this.wall.focused + direction);
        await this.open(next.id);
    }

    /* ---- the look ---- */

    override render() {
        const board = this.choices.boards.find(one => one.id === this.query.get('board'));
        return html`
            <gallery-rail .boards=${this.choices.boards} .query=${this.filter} .data=${this.data} .mayCurate=${this.choices.mayCurate}
                @changed=${this.lookAtChoices} @put=${(event: CustomEvent) => void this.mark(event.detail.pictures, { board: event.detail.board })}></gallery-rail>
            <section class="side-of-wall" aria-label=${board ? `Board ${board.name}` : 'Pictures'}>
                <gallery-filters .choices=${this.choices} .query=${this.filter}></gallery-filters>
                ${this.fresh > 0 ? html`<button class="btn fresh" @click=${this.showFresh}>${this.fresh >= 100 ? 'Many' : count(this.fresh)} new</button>` : nothing}
                ${this.trouble ? html`<div class="banner bad" role="alert"><span>${this.trouble}</span>
                    <button class="btn" @click=${() => void this.begin()}>Try again</button></div>` : nothing}
                ${this.loaded && this.pictures.length === 0 && !this.trouble ? this.renderEmpty(board?.name) : html`${this.wall.render(this.loaded, this.next !== null)}
                    <p class="hint end">${this.next || !this.loaded ? html`&nbsp;` : `${count(this.pictures.length)} in all`}</p>`}
            </section>
            ${this.renderTray()}
            <p class="unseen" role="status">${this.told}</p>
            <gannet-picture .mayCurate=${this.choices.mayCurate} .mayTag=${this.choices.mayTag} @step=${(event: CustomEvent) => void this.step(event.detail)}
                @closed=${() => { this.addressOf(null); this.wall.focus(); }}
                @letter=${(event: CustomEvent) => { if (this.letter(event.detail.key, [event.detail.id])) event.preventDefault(); }}
                @act=${(event: CustomEvent) => this.act(event.detail.what, [event.detail.id])}></gannet-picture>
            <gannet-chooser .choices=${this.choices} .data=${this.data} @mark=${(event: CustomEvent) => void this.mark(event.detail.pictures, event.detail.marking)}></gannet-chooser>
            <gannet-finder .data=${this.data} @shown=${(event: CustomEvent) => void this.open(event.detail)}></gannet-finder>`;
    }

    private readonly showFresh = () => {
        scrollTo(0, 0);
        void this.begin();
    };

    private act(what: string, ids: string[]) {
        if (what === 'star') void this.star(ids);
        else if (what === 'download') this.download(ids);
        else this.ask(what as 'boards' | 'tags', ids);
    }

    private renderEmpty(board: string | undefined) {
        const query = this.query;
        const words = board ? `Nothing is on “${board}” yet. Under All pictures, choose some and press B, or drag them onto its name.`
            : query.get('starred') ? 'You have starred nothing here yet. Open a picture and press S.'
                : this.filter ? 'No picture is like that. Take a filter away to see more.'
                    : 'Here will be every picture that the project’s runs make. Launch one, and its first samples come within minutes.';
        return html`<div class="empty"><p>${words}</p>${this.filter ? html`<a class="btn" href="gallery">Show all pictures</a>` : html`<a class="btn p" href="launch">Launch a run</a>`}</div>`;
    }

    private renderTray() {
        const ids = this.wall.chosen;
        if (ids.length === 0) return nothing;
        const board = this.query.get('board');
        const curate = this.choices.mayCurate;
        return html`<div class="tray" role="toolbar" aria-label="What to do with the chosen pictures">
            <b>${ids.length === 1 ? '1 picture' : `${count(ids.length)} pictures`} chosen</b>
            <button class="btn" @click=${() => void this.star(ids)}>Star <kbd>S</kbd></button>
            ${curate ? html`<button class="btn" @click=${() => this.ask('boards', ids)}>Boards… <kbd>B</kbd></button>` : nothing}
            ${this.choices.mayTag ? html`<button class="btn" @click=${() => this.ask('tags', ids)}>Tags… <kbd>T</kbd></button>` : nothing}
            ${curate && board ? html`<button class="btn" @click=${() => void this.mark(ids, { offBoard: board })}>Take off this board</button>` : nothing}
            <button class="btn" @click=${() => this.download(ids)}>Download <kbd>D</kbd></button>
            <button class="btn plain" aria-label="Choose none" title="Choose none (Esc)" @click=${() => { this.wall.choose([]); }}>✕</button></div>`;
    }
}

function marked(picture: Picture, marking: Marking): Picture {
    const without = (list: string[], one?: string) => list.filter(other => other !== one);
    const tag = marking.tag?.trim().toLowerCase();
    return {
        ...picture, starred: marking.star ?? picture.starred,
        tags: tag ? [...without(picture.tags, tag), tag] : without(picture.tags, marking.untag),
        boards: marking.board ? [...without(picture.boards, marking.board), marking.board] : without(picture.boards, marking.offBoard)
    };
}
