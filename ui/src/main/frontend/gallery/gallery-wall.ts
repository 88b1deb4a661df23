import { html, nothing, type LitElement, type ReactiveController } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Picture } from './gallery-data';
import { across, arrange, between, GAP, rowOf, type Wall } from './gallery-layout';
import { tile } from './gallery-tile';

const AHEAD = 2400;
const BEYOND = 600;

/* What happens on the wall, for the gallery to act on. */
export interface WallEvents {
    open(id: string): void;
    nearEnd(): void;
    /* Whether the key means something to the gallery. */
    key(event: KeyboardEvent): boolean;
}

/* Where the tiles stand, which is looked at and which are chosen, by mouse and by keys. Only tiles near the eye are in the page. */
export class GalleryWall implements ReactiveController {
    focused = 0;
    private picked: ReadonlySet<string> = new Set<string>();
    private pictures: Picture[] = [];
    private layout: Wall = arrange([], 800);
    private width = 800;
    private range: [number, number] = [0, 0];
    private anchor = 0;
    private frame = 0;
    private readonly host: LitElement;
    private readonly events: WallEvents;
    private readonly resize = new ResizeObserver(() => this.fit());

    constructor(host: LitElement, events: WallEvents) {
        this.host = host;
        this.events = events;
        host.addController(this);
    }

    hostConnected() {
        window.addEventListener('scroll', this.onScroll, { capture: true, passive: true });
        this.resize.observe(this.host);
    }

    hostDisconnected() {
        window.removeEventListener('scroll', this.onScroll, { capture: true });
        this.resize.disconnect();
    }

    hostUpdated() { this.fit(); }

    get chosen(): string[] { return [...this.picked]; }

    /* Those that are chosen, or the one that is looked at. */
    get meant(): string[] {
        const focused = this.pictures[this.focused]?.id;
        return this.picked.size > 0 ? this.chosen : focused ? [focused] : [];
    }

    /* From the first picture on, with none chosen. */
    reset() {
        this.focused = this.anchor = 0;
        this.choose([]);
    }

    choose(ids: Iterable<string>) {
        this.picked = new Set(ids);
        this.host.requestUpdate();
    }

    show(pictures: Picture[]) {
        this.pictures = pictures;
        this.rearrange();
    }

    /* Finds which rows are near the eye, and whether the end is. */
    look() {
        const top = -(this.element?.getBoundingClientRect().top ?? 0);
        const range = between(this.layout, top - BEYOND, top + innerHeight + BEYOND);
        if (range[0] !== this.range[0] || range[1] !== this.range[1]) {
            this.range = range;
            this.host.requestUpdate();
        }
        if (top + innerHeight + AHEAD > this.layout.height) this.events.nearEnd();
    }

    focus() { this.element?.focus({ preventScroll: true }); }

    lookAt(index: number) {
        this.focused = index;
        this.host.requestUpdate();
    }

    move(to: number, extend = false) {
        this.focused = Math.max(0, Math.min(this.pictures.length - 1, to));
        if (extend) this.chooseTo(this.focused); else this.anchor = this.focused;
        this.reveal(this.focused);
        this.host.requestUpdate();
        this.look();
    }

    private get element(): HTMLElement | null { return this.host.renderRoot.querySelector('.wall'); }

    private readonly onScroll = () => {
        this.frame ||= requestAnimationFrame(() => {
            this.frame = 0;
            this.look();
        });
    };

    private fit() {
        const width = this.element?.clientWidth ?? this.host.clientWidth;
        if (width === this.width || width === 0) return;
        this.width = width;
        this.rearrange();
        this.look();
    }

    private rearrange() {
        this.layout = arrange(this.pictures.map(picture => day(picture.time)), this.width);
        this.host.requestUpdate();
    }

    private reveal(picture: number) {
        const row = this.layout.rows[rowOf(this.layout, picture)];
        const box = this.element?.getBoundingClientRect();
        if (!row || !box) return;
        const above = box.top + row.top - 16, below = box.top + row.top + row.height - innerHeight + 72;
        if (above < 0) scrollBy(0, above); else if (below > 0) scrollBy(0, below);
    }

    private chooseTo(end: number) {
        const [from, to] = [Math.min(this.anchor, end), Math.max(this.anchor, end)];
        this.choose([...this.picked, ...this.pictures.slice(from, to + 1).map(picture => picture.id)]);
    }

    private toggle(index: number) {
        const id = this.pictures[index]?.id;
        if (!id) return;
        this.anchor = this.focused = index;
        this.choose(this.picked.has(id) ? this.chosen.filter(other => other !== id) : [...this.picked, id]);
    }

    private readonly onKey = (event: KeyboardEvent) => {
        const page = Math.max(1, Math.floor(innerHeight / this.layout.tall) - 1);
        const far = (direction: -1 | 1) => Array.from({ length: page }).reduce((at: number) => across(this.layout, at, direction), this.focused);
        const moves: Record<string, () => number> = {
            ArrowLeft: () => this.focused - 1, ArrowRight: () => this.focused + 1, ArrowUp: () => across(this.layout, this.focused, -1),
            ArrowDown: () => across(this.layout, this.focused, 1), PageUp: () => far(-1), PageDown: () => far(1), Home: () => 0, End: () => this.pictures.length - 1
        };
        const focused = this.pictures[this.focused];
        if (moves[event.key] && !event.altKey && !event.ctrlKey && !event.metaKey) this.move(moves[event.key](), event.shiftKey);
        else if (event.key === 'Enter' && focused) this.events.open(focused.id);
        else if (event.key === ' ') this.toggle(this.focused);
        else if (event.key === 'Escape' && this.picked.size > 0) this.choose([]);
        else if (!this.events.key(event)) return;
        event.preventDefault();
        event.stopPropagation();
    };

    private readonly onClick = (event: MouseEvent) => {
        const index = indexOf(event);
        if (index < 0) return;
        if (event.shiftKey) {
            this.focused = index;
            this.chooseTo(index);
        } else if (event.ctrlKey || event.metaKey || (event.target as HTMLElement).closest('.pick')) this.toggle(index);
        else {
            this.anchor = this.focused = index;
            this.events.open(this.pictures[index].id);
        }
    };

    private readonly onDrag = (event: DragEvent) => {
        const id = this.pictures[indexOf(event)]?.id;
        if (!id || !event.dataTransfer) return;
        event.dataTransfer.setData('application/x-gannet-pictures', JSON.stringify(this.picked.has(id) ? this.chosen : [id]));
        event.dataTransfer.effectAllowed = 'copy';
    };

    /* While nothing has come yet there are empty places; while more is to come nobody says how many there are. */
    render(loaded: boolean, more: boolean) {
        const { rows, columns, cell, tall, height } = this.layout;
        const active = this.pictures[this.focused];
        const shown = rows.slice(...this.range);
        const tiles = shown.flatMap(row => Array.from({ length: row.count }, (_, place) => ({ row, place, picture: this.pictures[row.first + place], index: row.first + place })));
        return html`
            <div class="wall" role="listbox" tabindex="0" aria-multiselectable="true" aria-label="Pictures, the newest first. Enter opens one, Space chooses it."
                aria-activedescendant=${active ? `picture-${active.id}` : nothing} style="height:${Math.max(height, tall)}px"
                @keydown=${this.onKey} @click=${this.onClick} @dragstart=${this.onDrag}>
                ${shown.filter(row => row.count === 0).map(row => html`<div class="day" aria-hidden="true" style="top:${row.top}px">${row.day}</div>`)}
                ${repeat(tiles, one => one.picture.id, one => tile(one.picture, {
                    index: one.index, total: more ? -1 : this.pictures.length, focused: one.index === this.focused, chosen: this.picked.has(one.picture.id),
                    left: one.place * (cell + GAP), top: one.row.top, side: cell
                }))}
                ${!loaded ? Array.from({ length: columns * 3 }, (_, place) => html`<i class="waiting" aria-hidden="true"
                    style="left:${place % columns * (cell + GAP)}px;top:${36 + Math.floor(place / columns) * tall}px;width:${cell}px;height:${cell}px"></i>`) : nothing}
            </div>`;
    }
}

/* Of the picture on which something happened, -1 beside all. */
function indexOf(event: Event): number {
    return Number((event.target as HTMLElement).closest<HTMLElement>('[data-index]')?.dataset.index ?? -1);
}

function day(time: string): string {
    const date = new Date(time), today = new Date();
    const days = Math.round((new Date(today).setHours(0, 0, 0, 0) - new Date(date).setHours(0, 0, 0, 0)) / 86_400_000);
    if (days === 0) return 'Today';
    if (days === 1) return 'Yesterday';
    return date.toLocaleDateString(document.documentElement.lang || undefined,
        { weekday: days < 7 ? 'long' : undefined, day: 'numeric', month: 'long', year: date.getFullYear() === today.getFullYear() ? undefined : 'numeric' });
}
