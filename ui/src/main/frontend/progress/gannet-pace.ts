import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Change } from './telling';
import { duration } from './words';
import { RunPart } from './run-part';

/* How far a running run is, and how long it should still take. */
@customElement('gannet-pace')
export class GannetPace extends RunPart {
    protected override readonly follows: Change[] = ['curves', 'state'];
    @property() device = '';

    static override styles = css`:host { display: inline; font-variant-numeric: tabular-nums; }`;

    override render() {
        const model = this.model;
        if (!model || !model.loaded || model.steps <= 0) return html`${this.device}`;
        const share = Math.floor(100 * Math.min(1, model.last / model.steps));
        const left = model.millisecondsLeft();
        return html`${share} %${left === null || left < 1000 ? '' : ` · about ${duration(left)} left`}${this.device === '' ? '' : ` ${this.device}`}`;
    }
}
