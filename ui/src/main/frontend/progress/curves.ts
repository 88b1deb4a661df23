import { indexAt, json, type Line, type Measured, type Span } from './run-data';

/* Points of a line per chart; about one for each pixel of its width. */
const POINTS = 600;
/* So many lines are read without asking which of them somebody looks at. */
export const ALL_AT_ONCE = 60;
/* So many names go into one address. */
const NAMES = 40;
/* So many points may come live before the whole is to be read again, thinned. */
const APPENDED = 500;

/* The chart lines of one run: all of it, thinned, and the newest points as they come. */
export class Curves {
    /* All that were ever measured, whether they have been read or not. */
    names = new Set<string>();
    lines = new Map<string, Line>();
    /* The stretch that all charts look at, and finer points for it. */
    zoom: Span | null = null;
    zoomed: Map<string, Line> | null = null;
    private recent: Measured[] = [];
    private appended = 0;
    private wanted = new Set<string>(['generator', 'discriminator', 'step time']);

    constructor(private readonly address: string) {}

    /* The last step of any line, 0 if there is none. */
    get last(): number { return Math.max(0, ...[...this.lines.values()].map(line => line.steps.at(-1) ?? 0)); }

    /* Whether so many points came live that the whole should be read again. */
    get isCoarse(): boolean { return this.appended > APPENDED; }

    async read(): Promise<() => void> {
        const [names, all] = await Promise.all([json<string[]>(`${this.address}/curves/names`),
            json<Line[]>(`${this.address}/curves?points=${POINTS}&most=${ALL_AT_ONCE}`)]);
        // None where there are too many, also if the last of them came between the two answers.
        const lines = all.length > 0 || names.length === 0 ? byName(all) : await this.fetch(null, this.among(names));
        return () => {
            this.names = new Set(names);
            this.lines = lines;
            this.appended = 0;
            // What was said while it was read.
            this.recent.forEach(point => this.append(point));
        };
    }

    /* Which of them are to be read; null for all. */
    private among(names: string[]): string[] | null { return names.length <= ALL_AT_ONCE ? null : names.filter(name => this.wanted.has(name)); }

    /* Reads lines that somebody looks at now. Ends with whether there are new ones. */
    async want(names: string[]): Promise<boolean> {
        const missing = names.filter(name => !this.wanted.has(name));
        missing.forEach(name => this.wanted.add(name));
        const unread = missing.filter(name => !this.lines.has(name) && this.names.has(name));
        if (unread.length === 0) return false;
        const [lines, zoomed] = await Promise.all([this.fetch(null, unread), this.zoom ? this.fetch(this.zoom, unread) : null]);
        lines.forEach((line, name) => this.lines.set(name, line));
        zoomed?.forEach((line, name) => this.zoomed?.set(name, line));
        return true;
    }

    /* A point as it comes. */
    said(point: Measured) {
        this.recent.push(point);
        if (this.recent.length > 2 * APPENDED) this.recent.splice(0, APPENDED);
        this.append(point);
    }

    private append(point: Measured) {
        let fresh = false;
        for (const [name, said] of Object.entries(point.values)) {
            // A number that is none comes as a word.
            const value = Number.isFinite(said) ? said : null;
            let line = this.lines.get(name);
            if (!line) {
                const known = this.names.has(name);
                this.names.add(name);
                if (this.names.size > ALL_AT_ONCE && (known || !this.wanted.has(name))) continue; // nobody looks at it
                this.lines.set(name, line = { name, steps: [], values: [], lowest: [], highest: [] });
            }
            if (point.step <= (line.steps.at(-1) ?? -1)) continue;
            line.steps.push(point.step);
            line.values.push(value);
            line.lowest.push(value);
            line.highest.push(value);
            fresh = true;
        }
        if (fresh) this.appended++;
    }

    /* Looks at a stretch; null for all. Ends once finer points are there, if the stretch is still the same by then. */
    async look(span: Span | null): Promise<boolean> {
        this.zoom = span;
        this.zoomed = null;
        if (!span) return false;
        const lines = await this.fetch(span, this.among([...this.names])).catch(() => null);
        if (!lines || this.zoom !== span) return false;
        this.zoomed = lines;
        return true;
    }

    private async fetch(span: Span | null, names: string[] | null): Promise<Map<string, Line>> {
        const range = span ? `&from=${Math.floor(span.from)}&to=${Math.ceil(span.to)}` : '';
        const parts: string[] = names === null ? [''] : [];
        for (let from = 0; names !== null && from < names.length; from += NAMES) {
            parts.push(names.slice(from, from + NAMES).map(name => `&names=${encodeURIComponent(name)}`).join(''));
        }
        const lines = await Promise.all(parts.map(part => json<Line[]>(`${this.address}/curves?points=${POINTS}${range}${part}`)));
        return byName(lines.flat());
    }

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

    /* Milliseconds that one of the newest steps took, or nothing while that is unknown. */
    millisecondsPerStep(): number | null {
        const newest = (this.lines.get('step time')?.values ?? []).slice(-20).filter(value => value !== null).sort((a, b) => a - b);
        return newest.length === 0 ? null : newest[newest.length >> 1];
    }
}

function byName(lines: Line[]): Map<string, Line> { return new Map(lines.map(line => [line.name, line])); }
