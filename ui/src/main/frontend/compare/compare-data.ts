/* What the server says of several runs. */

import type { Sheet } from '../progress/run-data';

export type Value = string | number | boolean | null;
export interface Compared {
    number: number; name: string; variant: string; variantTitle: string; dataSet: string; state: string; step: number; steps: number; launchedBy: string;
    /* The newest value of each chart line; null where it is no number. */
    last: Record<string, number | null>;
}
/* Null where a run's variant has no such setting. */
export interface Setting { name: string; label: string; kind: 'RUN' | 'VARIANT' | 'TRAINING'; values: Value[]; same: boolean }
export interface Table { runs: Compared[]; missing: number[]; settings: Setting[]; metrics: string[] }
/* One chart line of several runs; places are steps or milliseconds of training. */
export interface Overlay { name: string; at: number[]; runs: { run: number; values: (number | null)[]; strange: number }[] }
export interface Album { run: number; pages: { media: Sheet; steps: number[] }[] }
export interface Kept { step: number; media: Sheet }

/* Those of these runs that the table has, and nothing of the others. */
export function narrowed(table: Table, runs: number[]): Table {
    const kept = table.runs.map((run, column) => ({ run, column })).filter(({ run }) => runs.includes(run.number));
    if (kept.length === table.runs.length) return table;
    const settings = table.settings.map(setting => {
        const values = kept.map(({ column }) => setting.values[column]);
        return { ...setting, values, same: new Set(values.map(String)).size <= 1 };
    });
    return { ...table, runs: kept.map(({ run }) => run), settings };
}

/* The newest sample that there was at a step; nothing before the first. */
export function keptAt(album: Album | undefined, step: number): Kept | null {
    let found: Kept | null = null;
    for (const page of album?.pages ?? []) {
        for (const kept of page.steps) {
            if (kept > step) return found;
            found = { step: kept, media: page.media };
        }
    }
    return found;
}

export function lastKept(album: Album | undefined): number { return album?.pages.at(-1)?.steps.at(-1) ?? -1; }

/* Every step at which any of them took samples. */
export function sampleSteps(albums: Album[]): number[] {
    return [...new Set(albums.flatMap(album => album.pages.flatMap(page => page.steps)))].sort((a, b) => a - b);
}

/* A setting's value as people type it. */
export function written(value: Value): string {
    if (value === null) return '–';
    if (typeof value === 'boolean') return value ? 'yes' : 'no';
    if (typeof value !== 'number') return value === '' ? '–' : value;
    if (Number.isInteger(value) || value === 0) return String(value);
    const plain = String(value);
    return plain.includes('e') ? value.toFixed(Math.min(20, 3 - Math.floor(Math.log10(Math.abs(value))))).replace(/0+$/, '') : plain;
}

/* What the server said when it refused; nothing if it was something else that failed. */
export function refusal(error: unknown): string | null { return error instanceof Error && error.name === 'Refused' ? error.message : null; }

/* Like the run page's reading, but what the server refuses is said in its words. */
export async function read<T>(address: string, signal: AbortSignal): Promise<T> {
    const answer = await fetch(address, { headers: { Accept: 'application/json' }, signal });
    if (answer.status === 401) location.reload();
    if (answer.ok) return answer.json();
    const problem = await answer.json().catch(() => null);
    throw Object.assign(new Error(problem?.detail ?? `The server answers ${answer.status}.`), { name: 'Refused' });
}
