/* What a page knows of one run: curves, samples, checkpoints, and the one step at which everything on the page stands. */

/* A value is null where a number was none. */
export interface Line { name: string; steps: number[]; values: (number | null)[]; lowest: (number | null)[]; highest: (number | null)[] }
/* Titles stand above the pictures side by side in each tile, captions under the tiles; empty if there are none. */
export interface Sheet { kind: string; columns: number; rows: number; tileWidth: number; tileHeight: number; count: number; titles: string[]; captions: string[] }
export interface Sample { step: number; media: Sheet }
export interface Checkpoint { step: number; bytes: number; time: string }
export interface Note { step: number; time: string; text: string }
export interface Span { from: number; to: number }
interface Measured { step: number; values: Record<string, number> }

/* Points of a line per chart; about one for each pixel of its width. */
const POINTS = 600;
/* So many points may come live before the whole is read again, thinned. */
const APPENDED = 500;
/* Decoded sheets kept at hand, in pixels: about 100 MB. */
const PIXELS = 25_000_000;

export type Change = 'curves' | 'samples' | 'step' | 'hover' | 'zoom' | 'notes' | 'checkpoints' | 'connection' | 'state' | 'play' | 'tile';

export class RunModel extends EventTarget {
    readonly address: string;
    lines = new Map<string, Line>();
    zoomed: Map<string, Line> | null = null;
    zoom: Span | null = null;
    samples: Sample[] = [];
    checkpoints: Checkpoint[] = [];
    notes: Note[] = [];
    /* Steps in all, and the last one known. */
    steps = 0;
    last = 0;
    step = 0;
    hover: number | null = null;
    tile = 0;
    /* Whether the step follows the newest. */
    live = true;
    /* Whether pictures change by hand at this moment: no fading then. */
    scrubbing = false;
    playing = false;
    loaded = false;
    over = false;
    offlineSince: Date | null = null;

    private source: EventSource | null = null;
    private recent: Measured[] = [];
    private appended = 0;
    private reading: Promise<void> | null = null;
    private retry = 0;
    private timer = 0;
    private player = 0;
    private due = new Set<Change>();
    private sheets = new Map<number, Promise<ImageBitmap>>();
    private pixels = new Map<number, number>();

    constructor(readonly number: number, step: number | null) {
        super();
        this.address = `/api/v1/runs/${number}`;
        if (step !== null) {
            this.live = false;
            this.step = step;
        }
    }

    /* ---- telling ---- */

    /* Changes are told once a frame, however many there were. */
    private tell(...changes: Change[]) {
        if (this.due.size === 0) {
            const flush = () => {
                const told = [...this.due];
                this.due.clear();
                told.forEach(change => this.dispatchEvent(new Event(change)));
            };
            // A hidden page has no frames.
            if (document.hidden) setTimeout(flush, 50); else requestAnimationFrame(flush);
        }
        changes.forEach(change => this.due.add(change));
    }

    on(changes: Change[], listener: () => void): () => void {
        changes.forEach(change => this.addEventListener(change, listener));
        return () => changes.forEach(change => this.removeEventListener(change, listener));
    }

    /* ---- reading ---- */

    /* Reads once the live connection stands, so that nothing falls between the two; without one, at once. */
    open() {
        this.follow();
        if (!this.source) return void this.read();
        clearTimeout(this.timer);
        this.timer = window.setTimeout(() => this.loaded || void this.read(), 500);
    }

    close() {
        this.source?.close();
        this.source = null;
        clearTimeout(this.timer);
        this.pause();
    }

    read(): Promise<void> {
        this.reading ??= this.readNow().finally(() => { this.reading = null; });
        return this.reading;
    }

    private async readNow() {
        try {
            const [lines, samples, checkpoints, notes] = await Promise.all([this.fetchLines(null), json<Sample[]>(`${this.address}/samples`),
                json<Checkpoint[]>(`${this.address}/checkpoints`), json<Note[]>(`${this.address}/history`)]);
            this.checkpoints = checkpoints.sort((a, b) => a.step - b.step);
            this.notes = placed(notes);
            this.lines = lines;
            this.samples = samples.sort((a, b) => a.step - b.step);
            this.appended = 0;
            for (const line of lines.values()) this.last = Math.max(this.last, line.steps.at(-1) ?? 0);
            this.recent.forEach(point => this.append(point));
            this.last = Math.max(this.last, this.samples.at(-1)?.step ?? 0);
            this.loaded = true;
            this.connected(true);
            this.step = this.live ? this.last : Math.min(this.step, this.last);
            this.tell('curves', 'samples', 'step', 'checkpoints', 'notes');
        } catch (error) {
            this.connected(false);
            this.later();
        }
    }

    private async fetchLines(span: Span | null): Promise<Map<string, Line>> {
        const range = span ? `&from=${Math.floor(span.from)}&to=${Math.ceil(span.to)}` : '';
        const lines = await json<Line[]>(`${this.address}/curves?points=${POINTS}${range}`);
        return new Map(lines.map(line => [line.name, line]));
    }

    /* ---- live ---- */

    setOver(over: boolean) {
        if (this.over === over) return;
        this.over = over;
        if (over) {
            this.source?.close();
            this.source = null;
            if (this.loaded) void this.read();
        } else if (this.loaded) {
            this.follow();
        }
        this.tell('state');
    }

    private follow() {
        if (this.over || this.source || document.hidden) return;
        const source = new EventSource(`${this.address}/live`);
        this.source = source;
        source.addEventListener('open', () => {
            this.retry = 0;
            void this.read();
        });
        source.addEventListener('said', message => this.said(JSON.parse((message as MessageEvent).data)));
        // What changed is the page's to say; here it is a line of the log.
        source.addEventListener('changed', () => { if (this.loaded) void this.read(); });
        source.addEventListener('error', () => {
            this.connected(false);
            if (source.readyState === EventSource.CLOSED) {
                source.close();
                if (this.source === source) this.source = null;
                this.later();
            }
        });
    }

    private later() {
        clearTimeout(this.timer);
        this.timer = window.setTimeout(() => this.open(), Math.min(15_000, 1000 * 2 ** this.retry++));
    }

    /* Pages nobody looks at hold no connection; they read again when somebody does. */
    visible(visible: boolean) {
        if (!visible) {
            this.source?.close();
            this.source = null;
        } else if (!this.source && !this.over) {
            this.open();
        }
    }

    private connected(yes: boolean) {
        if (yes === (this.offlineSince === null)) return;
        this.offlineSince = yes ? null : new Date();
        this.tell('connection');
    }

    private said(event: any) {
        switch (String(event.type).toLowerCase()) {
            case 'measured':
                this.recent.push(event);
                if (this.recent.length > 2 * APPENDED) this.recent.splice(0, APPENDED);
                this.append(event);
                if (this.appended > APPENDED) void this.read();
                break;
            case 'evaluated':
                this.append(event);
                break;
            case 'sampled':
                if (!this.samples.some(sample => sample.step === event.step)) {
                    this.samples = [...this.samples, { step: event.step, media: event.media }].sort((a, b) => a.step - b.step);
                    if (this.live) void this.sheet(event.step);
                    this.tell('samples');
                }
                this.reach(event.step);
                break;
            case 'checkpointed':
                this.checkpoints = [...this.checkpoints.filter(kept => kept.step !== event.step),
                    { step: event.step, bytes: event.bytes, time: event.time }].sort((a, b) => a.step - b.step);
                this.tell('checkpoints');
                break;
            case 'started':
                this.steps = event.steps || this.steps;
                this.tell('state');
                this.note(event, event.attempt > 1 ? `Attempt ${event.attempt} went on from step ${count(event.step)}` : 'The worker began');
                break;
            case 'phasebegan':
                this.note(event, `Phase “${event.phase}” began, ${count(event.length)} steps`);
                break;
            case 'noted':
                this.note(event, event.message);
                break;
            case 'ended':
                this.note(event, event.reason || 'Ended');
                break;
        }
    }

    private note(event: any, text: string) {
        this.notes = [...this.notes, { step: event.step, time: event.time, text }];
        this.tell('notes');
    }

    private append(point: Measured) {
        for (const [name, said] of Object.entries(point.values)) {
            // A number that is none comes as a word.
            const value = Number.isFinite(said) ? said : null;
            let line = this.lines.get(name);
            if (!line) this.lines.set(name, line = { name, steps: [], values: [], lowest: [], highest: [] });
            if (point.step <= (line.steps.at(-1) ?? -1)) continue;
            line.steps.push(point.step);
            line.values.push(value);
            line.lowest.push(value);
            line.highest.push(value);
        }
        this.appended++;
        this.reach(point.step);
        this.tell('curves');
    }

    private reach(step: number) {
        if (step <= this.last) return;
        this.last = step;
        if (this.live) this.step = step;
        this.tell('step');
    }

    /* ---- the one step ---- */

    /* The picture that stands for a step: the newest that existed then. */
    sampleAt(step: number): Sample | undefined {
        let low = 0, high = this.samples.length - 1;
        if (high < 0) return undefined;
        while (low < high) {
            const middle = (low + high + 1) >> 1;
            if (this.samples[middle].step <= step) low = middle; else high = middle - 1;
        }
        return this.samples[low];
    }

    /* Goes to a step a person chose; where there are pictures, to the nearest of them. */
    choose(step: number, scrubbing = false) {
        this.pause();
        this.go(this.nearest(step), scrubbing);
    }

    private go(step: number, scrubbing: boolean) {
        this.live = false;
        this.scrubbing = scrubbing;
        this.step = Math.max(0, Math.min(this.last, Math.round(step)));
        this.keepInAddress();
        this.tell('step');
    }

    private nearest(step: number): number {
        const below = this.sampleAt(step);
        if (!below) return step;
        const above = this.samples[this.samples.indexOf(below) + 1];
        return above && above.step - step < step - below.step ? above.step : below.step;
    }

    goLive() {
        this.pause();
        this.live = true;
        this.scrubbing = false;
        this.step = this.last;
        this.keepInAddress();
        this.tell('step');
    }

    move(samples: number) {
        this.pause();
        if (this.samples.length === 0) return this.go(this.step + samples * Math.max(1, Math.round(this.last / 100)), false);
        const at = this.sampleAt(this.step);
        let index = at ? this.samples.indexOf(at) : 0;
        // Between two pictures the first step back only goes to the picture that is shown already.
        if (samples < 0 && at && this.step > at.step) index++;
        const next = Math.max(0, Math.min(this.samples.length - 1, index + samples));
        this.go(this.samples[next].step, false);
    }

    togglePlay() {
        if (this.playing) return this.pause();
        if (this.samples.length < 2) return;
        let index = this.samples.indexOf(this.sampleAt(this.step)!);
        if (index >= this.samples.length - 1) index = -1;
        // A whole run in about twelve seconds, at most eight pictures a second.
        const stride = Math.max(1, Math.round(this.samples.length / 96));
        this.playing = true;
        const next = async () => {
            index = Math.min(this.samples.length - 1, index + stride);
            const step = this.samples[index].step;
            await this.sheet(step).catch(() => null);
            if (!this.playing) return;
            this.go(step, false);
            if (index >= this.samples.length - 1) return this.pause();
            void this.sheet(this.samples[Math.min(this.samples.length - 1, index + stride)].step).catch(() => null);
            this.player = window.setTimeout(next, 125);
        };
        void next();
        this.tell('play');
    }

    pause() {
        clearTimeout(this.player);
        if (!this.playing) return;
        this.playing = false;
        this.tell('play');
    }

    private keepInAddress() {
        const address = new URL(location.href);
        if (this.live) address.searchParams.delete('step'); else address.searchParams.set('step', String(this.step));
        history.replaceState(history.state, '', address);
    }

    setHover(step: number | null) {
        if (this.hover === step) return;
        this.hover = step;
        this.tell('hover');
    }

    setTile(tile: number) {
        this.tile = tile;
        this.tell('tile');
    }

    /* All charts look at the same stretch; finer points for it come from the server. */
    async setZoom(span: Span | null) {
        this.zoom = span;
        this.zoomed = null;
        this.tell('zoom', 'curves');
        if (!span) return;
        const lines = await this.fetchLines(span).catch(() => null);
        if (lines && this.zoom === span) {
            this.zoomed = lines;
            this.tell('curves');
        }
    }

    /* ---- pictures ---- */

    /* The decoded sheet of a step, kept while there is room. */
    sheet(step: number): Promise<ImageBitmap> {
        let sheet = this.sheets.get(step);
        if (sheet) {
            this.sheets.delete(step);
            this.sheets.set(step, sheet);
            return sheet;
        }
        sheet = fetch(`${this.address}/samples/${step}`).then(answer => {
            if (!answer.ok) throw new Error(`${answer.status} for the samples of step ${step}`);
            return answer.blob();
        }).then(createImageBitmap);
        this.sheets.set(step, sheet);
        sheet.then(bitmap => {
            this.pixels.set(step, bitmap.width * bitmap.height);
            let kept = 0;
            for (const old of [...this.sheets.keys()].reverse()) {
                kept += this.pixels.get(old) ?? 0;
                if (kept > PIXELS && old !== step) {
                    this.sheets.delete(old);
                    this.pixels.delete(old);
                }
            }
        }, () => this.sheets.delete(step));
        return sheet;
    }

    /* A small picture of one tile, cut out by the server. */
    tileAddress(step: number, tile: number, side: number): string {
        return `${this.address}/samples/${step}?tile=${tile}&side=${side}`;
    }

    /* ---- values ---- */

    /* The value of a line at a step, or nothing before its first one. */
    valueAt(name: string, step: number): number | null {
        const line = this.lineAt(name, step);
        const index = line ? indexAt(line.steps, step) : -1;
        return index < 0 ? null : line!.values[index];
    }

    /* The finest points there are around a step. */
    lineAt(name: string, step: number): Line | undefined {
        const inside = this.zoom !== null && step >= this.zoom.from && step <= this.zoom.to;
        return (inside ? this.zoomed?.get(name) : undefined) ?? this.lines.get(name);
    }

    /* Milliseconds until the last step at the pace of the newest steps, or nothing while that is unknown. */
    millisecondsLeft(): number | null {
        const line = this.lines.get('step time');
        if (!line || line.values.length === 0 || this.steps <= 0) return null;
        const newest = line.values.slice(-20).filter(value => value !== null).sort((a, b) => a - b);
        if (newest.length === 0) return null;
        return newest[newest.length >> 1] * Math.max(0, this.steps - this.last);
    }
}

/* What the queue says knows no step (-1): it belongs to the step that was reached by then. */
function placed(notes: Note[]): Note[] {
    let step = 0;
    return notes.map(note => {
        step = Math.max(step, note.step);
        return { ...note, step };
    });
}

/* The last index whose step is at most this one, or -1. */
export function indexAt(steps: number[], step: number): number {
    let low = 0, high = steps.length;
    while (low < high) {
        const middle = (low + high) >> 1;
        if (steps[middle] <= step) low = middle + 1; else high = middle;
    }
    return low - 1;
}

async function json<T>(address: string): Promise<T> {
    const answer = await fetch(address, { headers: { Accept: 'application/json' } });
    // The session ended: the page asks to sign in, and leads back here.
    if (answer.status === 401) location.reload();
    if (!answer.ok) throw new Error(`${answer.status} for ${address}`);
    return answer.json();
}

/* ---- words ---- */

export const count = (value: number) => Math.round(value).toLocaleString(document.documentElement.lang || undefined);

/* Three digits that count; no "2.0E-4". */
export function figure(value: number): string {
    if (!Number.isFinite(value)) return Number.isNaN(value) ? 'not a number' : value > 0 ? '∞' : '−∞';
    const size = Math.abs(value);
    const digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.01 || size === 0 ? 2 : Math.min(8, 1 - Math.floor(Math.log10(size)));
    return value.toLocaleString(document.documentElement.lang || undefined, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

export function duration(milliseconds: number): string {
    const seconds = Math.round(milliseconds / 1000);
    if (seconds < 60) return `${seconds} s`;
    const minutes = Math.round(seconds / 60);
    if (minutes < 60) return `${minutes} min`;
    const hours = Math.floor(minutes / 60);
    return hours < 48 ? `${hours} h ${String(minutes % 60).padStart(2, '0')} min` : `${Math.round(hours / 24)} days`;
}

export function bytes(size: number): string {
    const units = ['B', 'kB', 'MB', 'GB', 'TB'];
    let unit = 0;
    while (size >= 1000 && unit < units.length - 1) {
        size /= 1000;
        unit++;
    }
    return `${size < 10 && unit > 0 ? size.toFixed(1) : Math.round(size)} ${units[unit]}`;
}

export const clock = (time: Date) => time.toLocaleTimeString(document.documentElement.lang || undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
