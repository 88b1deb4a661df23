/* Reads what the page shows of its runs: one request each for the table, the curves of all runs, and when all took samples. */

import { read, type Album, type Overlay, type Table } from './compare-data';
import type { View } from './compare-view';

/* Points of a line; fewer where so many lines cross that nobody sees a single one's. */
const POINTS = 400, CROWDED_POINTS = 200, CROWD = 20;

export class CompareSource {
    private asked: Record<string, AbortController> = {};

    /* A newer question of the same kind ends the older one. */
    private signal(kind: string): AbortSignal {
        this.asked[kind]?.abort();
        return (this.asked[kind] = new AbortController()).signal;
    }

    table(runs: number[]): Promise<Table> { return read(`/api/v1/compare?runs=${runs.join()}`, this.signal('table')); }

    albums(runs: number[]): Promise<Album[]> { return read(`/api/v1/compare/samples?runs=${runs.join()}`, this.signal('albums')); }

    curves(view: View, runs: number[], metrics: string[]): Promise<Overlay[]> {
        const range = view.zoom ? `&from=${Math.floor(view.zoom.from)}&to=${Math.ceil(view.zoom.to)}` : '';
        const names = metrics.map(name => `&metric=${encodeURIComponent(name)}`).join('');
        return read(`/api/v1/compare/curves?runs=${runs.join()}${names}&points=${runs.length > CROWD ? CROWDED_POINTS : POINTS}&x=${view.time ? 'time' : 'step'}${range}`, this.signal('curves'));
    }

    close() { Object.values(this.asked).forEach(asked => asked.abort()); }
}
