/* The axes of a sweep: what differs between the runs, and what came of it. */

import { figure } from '../progress/words';
import { written, type Table, type Value } from './compare-data';
import type { Span } from './compare-view';

export interface Axis {
    /* Settings as "width", metrics as "=FD". */
    id: string; label: string;
    /* From 0 to 1 for each run, null where it has none. */
    places: (number | null)[];
    texts: string[];
    /* What stands at places along it. */
    ticks: { place: number; text: string }[];
    metric: boolean;
}

const MOST_WORDS = 12;

/* What differs is an axis; with more than a few values that are no numbers it would be a wall of words. */
export function settingAxes(table: Table): Axis[] {
    return table.settings.filter(setting => !setting.same).flatMap(setting => {
        const values = setting.values;
        const numbers = values.every(value => value === null || typeof value === 'number');
        if (numbers) return [numeric(setting.name, setting.label, values as (number | null)[], value => written(value), false)];
        const words = [...new Set(values.filter(value => value !== null).map(value => written(value)))].sort();
        return words.length > MOST_WORDS ? [] : [named(setting.name, setting.label, values, words)];
    });
}

export function metricAxis(table: Table, name: string): Axis {
    return numeric(`=${name}`, name, table.runs.map(run => run.last[name] ?? null), figure, true);
}

/* Values that are spread over more than two powers of ten stand on a logarithmic axis, as people choose them. */
function numeric(id: string, label: string, values: (number | null)[], text: (value: number) => string, metric: boolean): Axis {
    const known = values.filter((value): value is number => value !== null);
    const low = Math.min(...known), high = Math.max(...known);
    const logarithmic = low > 0 && high / low >= 100;
    const scale = (value: number) => logarithmic ? Math.log(value) : value;
    const place = (value: number) => high === low ? 0.5 : (scale(value) - scale(low)) / (scale(high) - scale(low));
    const distinct = [...new Set(known)].sort((a, b) => a - b);
    const ticks = known.length === 0 ? [] : distinct.length <= 6 ? distinct
        : [0, 0.25, 0.5, 0.75, 1].map(share => logarithmic ? Math.exp(Math.log(low) + share * Math.log(high / low)) : low + share * (high - low));
    return { id, label, metric, places: values.map(value => value === null ? null : place(value)), texts: values.map(value => value === null ? '–' : text(value)),
        ticks: ticks.map(value => ({ place: place(value), text: distinct.length <= 6 ? text(value) : figure(value) })) };
}

function named(id: string, label: string, values: Value[], words: string[]): Axis {
    const place = (word: string) => words.length === 1 ? 0.5 : words.indexOf(word) / (words.length - 1);
    return { id, label, metric: false, places: values.map(value => value === null ? null : place(written(value))), texts: values.map(written),
        ticks: words.map(word => ({ place: place(word), text: word })) };
}

/* Whether a run is within every range. */
export function isWithin(axes: Axis[], brush: Record<string, Span>, run: number): boolean {
    return axes.every(axis => {
        const range = brush[axis.id], place = axis.places[run];
        return !range || (place !== null && place >= range.from - 1e-6 && place <= range.to + 1e-6);
    });
}
