import { LitElement, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';

interface Day { name: string; hours: { share: number; words: string }[]; }

const LEVELS = 4;

/* A week by the hour: the darker, the more of the devices were busy. Hours to come are hollow. */
@customElement('gannet-heat')
export class GannetHeat extends LitElement {
    @property({ attribute: false }) days: Day[] = [];
    @property() full = '';
    @property() summary = '';

    protected override createRenderRoot() { return this; }

    private level(share: number) { return share < 0 ? 'ahead' : `l${share === 0 ? 0 : Math.min(LEVELS, Math.max(1, Math.ceil(share * LEVELS - 0.0001)))}`; }

    override render() {
        return html`
            <div class="heat" role="img" aria-label=${this.summary}>
                <span></span>${Array.from({ length: 24 }, (_, hour) => html`<span class="hour">${hour % 6 === 0 ? hour : ''}</span>`)}
                ${this.days.map(day => html`<span>${day.name}</span>${day.hours.map(hour => html`<i class=${this.level(hour.share)} title=${hour.words}></i>`)}`)}
            </div>
            <div class="legend" aria-hidden="true"><span>idle</span>${Array.from({ length: LEVELS + 1 }, (_, level) => html`<i class="l${level}"></i>`)}<span>${this.full}</span></div>`;
    }
}
