import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { count } from '../progress/words';
import { controls } from './compare-styles';

/* One step for all runs, at the foot of the page: from sample to sample, whichever run took it. */
@customElement('gannet-lock-step')
export class GannetLockStep extends LitElement {
    /* Rising, never empty. */
    @property({ attribute: false }) steps: number[] = [];
    @property({ type: Number }) step = 0;
    @property({ type: Boolean }) playing = false;
    /* Whether it follows the newest. */
    @property({ type: Boolean }) newest = true;

    static override styles = [controls, css`
        :host { display: block; padding: 10px 24px 12px; background: light-dark(#fdfefe, #141c21); border-top: 1px solid var(--hair); border-radius: 0 0 var(--r4) var(--r4); }
        .row { display: flex; align-items: center; gap: 12px; }
        .number { min-width: 92px; }
        .number b { display: block; font-weight: 600; font-size: 16px; line-height: 20px; font-variant-numeric: tabular-nums; }
        .number span { display: block; font-size: 11px; line-height: 16px; color: var(--ink3); white-space: nowrap; }
        input { flex: 1; min-width: 0; height: 24px; margin: 0; }
        @media (max-width: 640px) { :host { padding: 10px 16px 14px; } }
    `];

    private tell(step: number | null) { this.dispatchEvent(new CustomEvent('step', { detail: step })); }

    override render() {
        const { steps } = this, last = steps.at(-1) ?? 0;
        const at = Math.max(0, steps.findLastIndex(step => step <= this.step));
        return html`<div class="row" role="group" aria-label="Step of all runs">
            <button class="btn icon" ?disabled=${steps.length < 2} aria-label=${this.playing ? 'Pause' : 'Play'} title=${this.playing ? 'Pause (Space)' : 'Play through time (Space)'}
                @click=${() => this.dispatchEvent(new CustomEvent('play'))}>${this.playing ? '❚❚' : '▶'}</button>
            <div class="number"><b>${count(this.step)}</b><span>of ${count(last)}</span></div>
            <input type="range" min="0" max=${steps.length - 1} step="1" .value=${String(at)} aria-label="Step" aria-valuetext="Step ${count(this.step)} of ${count(last)}"
                @input=${(event: Event) => this.tell(steps[Number((event.target as HTMLInputElement).value)])}>
            <button class="btn" aria-pressed=${this.newest} title="Follow the newest samples" @click=${() => this.tell(null)}>Newest</button>
        </div>`;
    }
}
