/* What is looked at, and how: all of it stands in the address. */

export type Tab = 'pictures' | 'pairs' | 'curves' | 'settings' | 'sweep';
export type Mode = 'slider' | 'side' | 'difference';
export interface Span { from: number; to: number }

export interface View {
    runs: number[];
    tab: Tab | null;
    /* Chart lines; empty for the usual ones. */
    metrics: string[];
    time: boolean;
    /* From 0 to 10. */
    smooth: number;
    log: boolean;
    zoom: Span | null;
    /* Null for the newest. */
    step: number | null;
    item: number;
    /* Runs that the legend hides. */
    off: number[];
    /* Whether settings that are the same in all are shown. */
    same: boolean;
    /* "3.1" is the second picture in a tile of run 3. */
    left: string; right: string;
    mode: Mode;
    /* Where the divider stands, from 0 to 1. */
    at: number;
    /* How far a pair is enlarged, and around which place of the picture. */
    scale: number; x: number; y: number;
    /* Ranges of axes that a run must be within. */
    brush: Record<string, Span>;
    across: string; up: string;
}

export const AT_FIRST: View = {
    runs: [], tab: null, metrics: [], time: false, smooth: 3, log: false, zoom: null, step: null, item: 0, off: [], same: false,
    left: '', right: '', mode: 'slider', at: 0.5, scale: 1, x: 0.5, y: 0.5, brush: {}, across: '', up: ''
};

const TABS: Tab[] = ['pictures', 'pairs', 'curves', 'settings', 'sweep'];
const MODES: Mode[] = ['slider', 'side', 'difference'];

export function readView(query: string): View {
    const given = new URLSearchParams(query);
    const number = (name: string, otherwise: number, least: number, most: number) => {
        const value = Number(given.get(name) ?? NaN);
        return Number.isFinite(value) ? Math.max(least, Math.min(most, value)) : otherwise;
    };
    const numbers = (name: string) => [...new Set((given.get(name) ?? '').split(',').filter(word => /^\d{1,15}$/.test(word)).map(Number))];
    const one = <T extends string>(name: string, all: T[]) => all.find(word => word === given.get(name));
    return {
        runs: numbers('runs'), tab: one('tab', TABS) ?? null, metrics: given.getAll('metric'), time: given.get('x') === 'time',
        smooth: number('smooth', AT_FIRST.smooth, 0, 10), log: given.get('log') === '1', zoom: span(given.get('zoom') ?? ''),
        step: given.has('step') ? Math.round(number('step', 0, 0, Number.MAX_SAFE_INTEGER)) : null, item: Math.round(number('item', 0, 0, 65_535)),
        off: numbers('off'), same: given.get('same') === '1', left: part(given.get('left')), right: part(given.get('right')),
        mode: one('mode', MODES) ?? 'slider', at: number('at', 0.5, 0, 1), scale: number('scale', 1, 1, 32), x: number('cx', 0.5, 0, 1), y: number('cy', 0.5, 0, 1),
        brush: Object.fromEntries(given.getAll('brush').flatMap(text => {
            const split = text.lastIndexOf(':'), found = span(text.slice(split + 1));
            return split > 0 && found ? [[text.slice(0, split), found]] : [];
        })), across: given.get('across') ?? '', up: given.get('up') ?? ''
    };
}

/* Only what is not as usual. */
export function writeView(view: View): string {
    const said = new URLSearchParams();
    const say = (name: string, value: string, usual = '') => { if (value !== usual) said.append(name, value); };
    say('tab', view.tab ?? '');
    view.metrics.forEach(metric => said.append('metric', metric));
    say('x', view.time ? 'time' : '');
    say('smooth', String(view.smooth), String(AT_FIRST.smooth));
    say('log', view.log ? '1' : '');
    if (view.zoom) say('zoom', `${plain(view.zoom.from)}~${plain(view.zoom.to)}`);
    say('step', view.step === null ? '' : String(view.step));
    say('item', String(view.item), '0');
    say('off', view.off.join(','));
    say('same', view.same ? '1' : '');
    say('left', view.left);
    say('right', view.right);
    say('mode', view.mode, 'slider');
    say('at', plain(view.at), '0.5');
    if (view.scale > 1) {
        say('scale', plain(view.scale));
        say('cx', plain(view.x));
        say('cy', plain(view.y));
    }
    Object.entries(view.brush).forEach(([axis, range]) => said.append('brush', `${axis}:${plain(range.from)}~${plain(range.to)}`));
    say('across', view.across);
    say('up', view.up);
    // Commas stay as people write them.
    const runs = view.runs.length > 0 ? `runs=${view.runs.join(',')}` : '';
    return [runs, said.toString().replaceAll('%2C', ',').replaceAll('%7E', '~')].filter(text => text !== '').join('&');
}

const plain = (value: number) => String(Number(value.toPrecision(6)));

function span(text: string): Span | null {
    const [from, to] = text.split('~').map(Number);
    return text.includes('~') && Number.isFinite(from) && Number.isFinite(to) && from <= to ? { from, to } : null;
}

const part = (text: string | null) => text !== null && /^\d{1,15}\.\d{1,2}$/.test(text) ? text : '';
