import { html, svg } from 'lit';
import { figure } from '../progress/words';

export interface Line { name: string; steps: number[]; values: (number | null)[] }
export interface Curve { run: number; colour: string; dash: string; line: Line }

/* A chart line of each run, drawn plainly: what is shared is looked at, not worked with. */
export function plot(name: string, curves: Curve[], step: number | null) {
    const numbers = curves.flatMap(curve => curve.line.values.filter((value): value is number => value !== null));
    const low = Math.min(...numbers), high = Math.max(...numbers), first = Math.min(...curves.map(curve => curve.line.steps[0] ?? 0));
    const last = Math.max(...curves.map(curve => curve.line.steps.at(-1) ?? 0), first + 1), reach = high - low || 1;
    const path = (line: Line) => line.steps.map((at, i) => line.values[i] === null ? ''
        : `${i === 0 || line.values[i - 1] === null ? 'M' : 'L'}${((at - first) / (last - first) * 300).toFixed(1)},${(100 - (line.values[i]! - low) / reach * 96 - 2).toFixed(1)}`).join('');
    const newest = curves.map(curve => curve.line.values.findLast((value): value is number => value !== null)).map(value => value === undefined ? '–' : figure(value)).join(' · ');
    const at = step === null ? null : Math.max(0, Math.min(300, (step - first) / (last - first) * 300));
    return html`<figure><figcaption><span>${name}</span><span>${newest}</span></figcaption>
        <svg class="plot" viewBox="0 0 300 100" preserveAspectRatio="none" role="img" aria-label="${name}, at last ${newest}">
            ${curves.map(curve => svg`<path d=${path(curve.line)} stroke=${curve.colour} stroke-dasharray=${curve.dash}></path>`)}
            ${at === null ? '' : svg`<path d="M${at},0V100" stroke="var(--ink3)" style="stroke-width:1"></path>`}</svg></figure>`;
}
