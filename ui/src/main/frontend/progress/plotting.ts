/* What every chart here does alike: smoothing, scales, ticks, colours. */

import { count } from './words';

/* Distances between ticks: a step is a whole number. */
export const WHOLE = Array.from({ length: 10 }, (_, power) => [1, 2, 5].map(factor => factor * 10 ** power)).flat();

/* ---- numbers ---- */

/* A running average over a stretch of steps, forwards and backwards, so that it neither lags nor minds uneven points. */
export function smooth(steps: number[], values: (number | null)[], stretch: number): (number | null)[] {
    const forwards = average(steps, values, stretch, 1), backwards = average(steps, values, stretch, -1);
    return forwards.map((value, index) => values[index] === null ? null : (value + backwards[index]) / 2);
}

function average(steps: number[], values: (number | null)[], stretch: number, direction: 1 | -1): number[] {
    const smoothed = new Array<number>(values.length);
    let mean = 0, weight = 0, before = 0;
    for (let index = direction > 0 ? 0 : values.length - 1; index >= 0 && index < values.length; index += direction) {
        const keep = weight === 0 ? 0 : Math.exp(-Math.max(1, Math.abs(steps[index] - before)) / Math.max(1, stretch));
        before = steps[index];
        const value = values[index];
        if (value !== null) {
            mean = mean * keep + value * (1 - keep);
            weight = 1;
        }
        smoothed[index] = mean;
    }
    return smoothed;
}

/* A little room above the last step, so that the axis does not move with every point. */
export function roundUp(step: number): number {
    const unit = 10 ** Math.floor(Math.log10(step)) / 4;
    return Math.ceil(step / unit) * unit;
}

/* Room above and below the data; nothing is cut. Zero is kept where it is near. */
export function around(low: number | null, high: number | null): [number, number] {
    if (low === null || high === null || !Number.isFinite(low) || !Number.isFinite(high)) return [0, 1];
    if (low === high) return [low - Math.abs(low || 1) * 0.1, high + Math.abs(high || 1) * 0.1];
    const room = (high - low) * 0.06;
    return [low >= 0 && low < (high - low) * 0.5 ? 0 : low - room, high + room];
}

/* Round numbers between two: at most three gridlines above the floor. */
export function three(low: number, high: number): number[] {
    const power = 10 ** Math.floor(Math.log10(high - low));
    for (const factor of [0.1, 0.2, 0.25, 0.5, 1, 2, 5]) {
        const unit = factor * power;
        const first = Math.ceil(low / unit - 1e-9), last = Math.floor(high / unit + 1e-9);
        const above = last - first + (first * unit > low + unit * 1e-6 ? 1 : 0);
        if (above <= 3) return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * unit).toPrecision(12)));
    }
    return [low, high];
}

/* The powers of ten between two, or a few round numbers where there is hardly one. */
export function powers(low: number, high: number): number[] {
    const first = Math.ceil(Math.log10(low) - 1e-9), last = Math.floor(Math.log10(high) + 1e-9);
    if (last - first < 1) return [1, 2, 5, 10, 20, 50].map(factor => factor * 10 ** (first - 1)).filter(value => value >= low && value <= high).slice(-3);
    const every = Math.ceil((last - first + 1) / 4);
    return Array.from({ length: Math.floor((last - first) / every) + 1 }, (_, index) => 10 ** (first + index * every));
}

export const tick = (value: number) => Math.abs(value) >= 10_000 ? short(value) : String(Number(value.toPrecision(3)));
export const short = (value: number) => Math.abs(value) >= 1e6 ? `${+(value / 1e6).toFixed(2)}M` : Math.abs(value) >= 10_000 ? `${+(value / 1000).toFixed(1)}k` : count(value);

export function lastKnown(values: (number | null)[], index: number): number | null {
    while (index >= 0 && values[index] == null) index--;
    return index < 0 ? null : values[index];
}

/* ---- colours ---- */

/* What a variable is at this place and in this theme: canvas knows no variables. */
export function resolve(place: HTMLElement, name: string): string {
    const probe = document.createElement('i');
    probe.style.color = `var(${name})`;
    place.append(probe);
    const colour = getComputedStyle(probe).color;
    probe.remove();
    return colour;
}

export function faint(colour: string, opacity: number): string {
    const numbers = colour.match(/[\d.]+/g)!.slice(0, 3);
    return `rgba(${numbers.join()}, ${opacity})`;
}

/* ---- words in a canvas ---- */

const ruler = document.createElement('canvas').getContext('2d')!;

export function widthOf(text: string, font: string): number {
    ruler.font = font;
    return ruler.measureText(text).width;
}

/* As much of a text as fits, in the canvas' own font. */
export function cut(context: CanvasRenderingContext2D, text: string, width: number): string {
    let length = text.length;
    while (length > 1 && context.measureText(length < text.length ? text.slice(0, length) + '…' : text).width > width) length--;
    return length < text.length ? text.slice(0, length).trimEnd() + '…' : text;
}
