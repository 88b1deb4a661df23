/* What a page knows of one run: curves, samples, checkpoints, and the one step at which everything on the page stands. */

import { Curves } from './curves';
import { json, placed, type Checkpoint, type Finding, type Note, type Sample, type Span } from './run-data';
import { RunSource } from './run-source';
import { SheetCache } from './sheet-cache';
import { Telling } from './telling';
import { count } from './words';

/* Milliseconds from a point to the look at what the doctor says of it; many points come together. */
const EXAMINED_AFTER = 2000;

export class RunModel extends Telling {
    readonly address: string;
    readonly curves: Curves;
    samples: Sample[] = [];
    checkpoints: Checkpoint[] = [];
    notes: Note[] = [];
    findings: Finding[] = [];
    /* Whether the doctor has been asked. */
    examined = false;
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
    /* The state that the server said last; null while nobody listens. */
    state: string | null = null;
    offlineSince: Date | null = null;

    private readonly source: RunSource;
    private readonly sheets: SheetCache;
    private reading: Promise<void> | null = null;
    private retry = 0;
    private timer = 0;
    private player = 0;
    private visit = 0;

    constructor(readonly number: number, step: number | null) {
        super();
        this.address = `/api/v1/runs/${number}`;
        this.curves = new Curves(this.address);
        this.sheets = new SheetCache(`${this.address}/samples`);
        this.source = new RunSource(`${this.address}/live`, {
            opened: () => void this.readAgain(),
            said: event => this.said(event),
            changed: state => this.changed(state),
            lost: () => this.connected(false)
        });
        if (step !== null) {
            this.live = false;
            this.step = step;
        }
    }

    /* ---- reading ---- */

    /* What is known already is drawn at once, and read again once the live connection stands, so that nothing falls between. */
    open() {
        this.follow();
        void this.read();
    }

    close() {
        this.source.close();
        clearTimeout(this.timer);
        clearTimeout(this.visit);
        this.visit = 0;
        this.tellNoMore();
        this.pause();
    }

    read(): Promise<void> {
        this.reading ??= this.readNow().finally(() => { this.reading = null; });
        return this.reading;
    }

    private async readAgain() {
        await this.reading;
        await this.read();
    }

    private async readNow() {
        try {
            const [take, samples, checkpoints, notes, findings] = await Promise.all([this.curves.read(), json<Sample[]>(`${this.address}/samples`),
                json<Checkpoint[]>(`${this.address}/checkpoints`), json<Note[]>(`${this.address}/history`),
                json<Finding[]>(`${this.address}/findings`)]);
            this.checkpoints = checkpoints.sort((a, b) => a.step - b.step);
            this.notes = placed(notes);
            this.findings = findings;
            this.examined = true;
            take();
            this.samples = samples.sort((a, b) => a.step - b.step);
            this.last = Math.max(this.last, this.curves.last, this.samples.at(-1)?.step ?? 0);
            this.loaded = true;
            this.retry = 0;
            this.connected(true);
            this.step = this.live ? this.last : Math.min(this.step, this.last);
            this.tell('curves', 'samples', 'step', 'checkpoints', 'notes', 'findings');
        } catch (error) {
            this.connected(false);
            clearTimeout(this.timer);
            this.timer = window.setTimeout(() => this.open(), Math.min(15_000, 1000 * 2 ** this.retry++));
        }
    }

    /* ---- live ---- */

    setOver(over: boolean) {
        if (this.over === over) return;
        this.over = over;
        if (over) {
            this.rest();
            if (this.loaded) void this.read();
        } else if (this.loaded) {
            this.follow();
        }
        this.tell('state');
    }

    /* Listens no more; what was said last may be old from now on. */
    private rest() {
        this.source.close();
        this.state = null;
    }

    private follow() {
        if (!this.over && !document.hidden) this.source.open();
    }

    /* What changed is the page's to say; here it is a line of the log. */
    private changed(state: string) {
        this.state = state;
        if (this.loaded) void this.read();
        this.tell('state');
    }

    /* Pages nobody looks at hold no connection; they read again when somebody does. */
    visible(visible: boolean) {
        if (!visible) {
            this.rest();
        } else if (!this.source.isOpen && !this.over) {
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
            case 'evaluated':
                this.curves.said(event);
                this.reach(event.step);
                this.tellLive('curves');
                this.examine();
                if (this.curves.isCoarse) void this.read();
                break;
            case 'sampled':
                if (!this.samples.some(sample => sample.step === event.step)) {
                    this.samples = [...this.samples, { step: event.step, media: event.media }].sort((a, b) => a.step - b.step);
                    if (this.live) void this.sheet(event.step);
                    this.tellLive('samples');
                }
                this.reach(event.step);
                break;
            case 'checkpointed':
                this.checkpoints = [...this.checkpoints.filter(kept => kept.step !== event.step),
                    { step: event.step, bytes: event.bytes, time: event.time }].sort((a, b) => a.step - b.step);
                this.tellLive('checkpoints');
                break;
            case 'started':
                this.steps = event.steps || this.steps;
                this.tellLive('state');
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

    /* Findings are kept with the events that they follow from, so they are there when the event is told. */
    private examine() {
        if (this.visit !== 0) return;
        this.visit = window.setTimeout(async () => {
            this.visit = 0;
            const findings = await json<Finding[]>(`${this.address}/findings`).catch(() => null);
            if (findings === null || JSON.stringify(findings) === JSON.stringify(this.findings)) return;
            this.findings = findings;
            this.tell('findings');
        }, EXAMINED_AFTER);
    }

    /* Says that a finding need not be minded, or must be again. Ends with what the server says if it refuses. */
    async dismiss(finding: Finding, dismissed: boolean): Promise<string> {
        const address = `${this.address}/findings/${encodeURIComponent(finding.rule)}/${finding.found}/dismissal`;
        const answer = await fetch(address, { method: dismissed ? 'PUT' : 'DELETE' }).catch(() => null);
        if (!answer?.ok) return (await answer?.json().catch(() => null))?.detail ?? 'The server does not answer; try again.';
        this.findings = await json<Finding[]>(`${this.address}/findings`);
        this.tell('findings');
        return '';
    }

    private note(event: any, text: string) {
        this.notes = [...this.notes, { step: event.step, time: event.time, text }];
        this.tellLive('notes');
    }

    private reach(step: number) {
        if (step <= this.last) return;
        this.last = step;
        if (this.live) this.step = step;
        this.tellLive('step');
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

    /* Lines that somebody looks at now. */
    async want(names: string[]) {
        if (await this.curves.want(names).catch(() => false)) this.tell('curves');
    }

    /* All charts look at the same stretch; finer points for it come from the server. */
    async setZoom(span: Span | null) {
        const finer = this.curves.look(span);
        this.tell('zoom', 'curves');
        if (await finer) this.tell('curves');
    }

    /* ---- pictures ---- */

    /* The decoded sheet of a step. */
    sheet(step: number): Promise<ImageBitmap> { return this.sheets.get(step); }

    /* A small picture of one tile, cut out by the server. */
    filmAddress(query: string): string { return `${this.address}/film?${query}`; }

    tileAddress(step: number, tile: number, side: number): string {
        return `${this.address}/samples/${step}?tile=${tile}&side=${side}`;
    }

    /* Milliseconds until the last step at the pace of the newest steps, or nothing while that is unknown. */
    millisecondsLeft(): number | null {
        const pace = this.curves.millisecondsPerStep();
        return pace === null || this.steps <= 0 ? null : pace * Math.max(0, this.steps - this.last);
    }
}
