/* What the server says of one run. */

/* A value is null where a number was none. */
export interface Line { name: string; steps: number[]; values: (number | null)[]; lowest: (number | null)[]; highest: (number | null)[] }
/* Titles stand above the pictures side by side in each tile, captions under the tiles; empty if there are none. */
export interface Sheet { kind: string; columns: number; rows: number; tileWidth: number; tileHeight: number; count: number; titles: string[]; captions: string[] }
export interface Sample { step: number; media: Sheet }
export interface Checkpoint { step: number; bytes: number; time: string }
export interface Note { step: number; time: string; text: string }
/* What the doctor found; open while `passed` is null. */
export interface Finding {
    rule: string; verdict: string; evidence: string; meaning: string; source: string; advice: string;
    since: number; found: number; passed: number | null; lines: string[];
    /* Whoever said that it need not be minded. */
    dismissed: string | null;
    way: { checkpoint: number | null; changes: { setting: string; label: string; from: string; to: string }[] };
}
/* Asks for attention: it lasts, and nobody has dismissed it. */
export function isOpen(finding: Finding): boolean { return finding.passed === null && finding.dismissed === null; }
export interface Span { from: number; to: number }
export interface Measured { step: number; values: Record<string, number> }

/* What the queue says knows no step (-1): it belongs to the step that was reached by then. */
export function placed(notes: Note[]): Note[] {
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

export async function json<T>(address: string): Promise<T> {
    const answer = await fetch(address, { headers: { Accept: 'application/json' } });
    // The session ended: the page asks to sign in, and leads back here.
    if (answer.status === 401) location.reload();
    if (!answer.ok) throw new Error(`${answer.status} for ${address}`);
    return answer.json();
}

/* Lines that tell how the machine did, and their units; the rest is what was learned. */
export const MACHINE: Record<string, string> = { 'step time': 'ms', 'memory': 'MB', 'processor': '% of a core', 'device memory': 'MB', 'device use': '%' };
