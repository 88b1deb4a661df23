import { css, html, nothing, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { isOpen, type Finding } from '../progress/run-data';
import type { Change } from '../progress/telling';
import { RunPart } from '../progress/run-part';
import { count } from '../progress/words';

const PULSE = svg`<path d="M8 13.500 2.800 8.300a3.300 3.300 0 1 1 5.200-4 3.300 3.300 0 1 1 5.200 4z"/><path d="M4.500 8h2l1-2 1.500 3.500 1-1.500h1.500"/>`;

/* What is wrong with the run: one line that is always there, so that a new finding moves nothing, and all of it on request. */
@customElement('gannet-doctor')
export class GannetDoctor extends RunPart {
    protected override readonly follows: Change[] = ['findings', 'checkpoints'];

    /* The launch form with the settings of this run. */
    @property() launch = '';
    @state() private open = false;
    @state() private trouble = '';
    private shown = false;

    static override styles = css`
        :host { display: block; min-width: 0; margin-bottom: 16px; font: 400 13px/20px var(--font); color: var(--ink); }
        * { box-sizing: border-box; }
        .panel { border: 1px solid var(--hair); border-radius: var(--r3, 10px); }
        .panel.ill { background: var(--warn-soft); border-color: transparent; }
        h2 { margin: 0; font: inherit; }
        .line { display: flex; align-items: center; gap: 10px; width: 100%; min-height: 38px; padding: 8px 14px; border: 0; background: none; color: inherit; font: inherit;
            text-align: left; border-radius: var(--r3, 10px); }
        button.line { cursor: pointer; }
        button:focus-visible, a:focus-visible, summary:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
        .well { color: var(--ink3); }
        svg { flex: none; }
        .ill svg { color: var(--warn); }
        .verdict { font-weight: 600; font-size: 14px; flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
        .is-open .verdict { white-space: normal; }
        .more { color: var(--ink2); font-size: 12px; white-space: nowrap; }
        article { padding: 0 14px 12px 40px; }
        article + article { padding-top: 10px; }
        article h3 { font: 600 14px/20px var(--font); margin: 0 0 2px; }
        p { margin: 0 0 4px; max-width: 72ch; }
        .means { color: var(--ink2); }
        .ways { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; margin-top: 10px; }
        .ways > * { display: inline-flex; align-items: center; gap: 6px; min-height: 32px; padding: 0 12px; border-radius: var(--r2, 6px); font: 500 13px/16px var(--font);
            color: var(--ink); text-decoration: none; border: 1px solid transparent; background: none; cursor: pointer; }
        .ways > .go { border-color: var(--line); background: var(--raised); box-shadow: var(--sh); }
        .ways > :not(.go):hover { background: var(--hover); }
        .means a { color: var(--accent); }
        details { padding: 0 14px 10px 40px; color: var(--ink2); }
        summary { cursor: pointer; border-radius: 4px; width: max-content; }
        ul { margin: 4px 0 0; padding: 0; list-style: none; }
        .link { font: inherit; color: var(--accent); border: 0; background: none; padding: 0 4px; cursor: pointer; border-radius: 4px; }
        .trouble { padding: 0 14px 10px 40px; color: var(--bad); }
        @media (max-width: 640px) { article, details { padding-left: 14px; } .ways > * { min-height: 40px; } }
    `;

    protected override modelChanged() {
        // What was there when the page opened is told in full; what comes later waits in its line.
        if (!this.shown && this.model?.examined) {
            this.shown = true;
            this.open = this.model.findings.some(isOpen);
        }
        this.requestUpdate();
    }

    override render() {
        const findings = this.model?.findings ?? [];
        const open = findings.filter(isOpen), over = findings.filter(finding => !isOpen(finding));
        const icon = html`<svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${PULSE}</svg>`;
        if (findings.length === 0) {
            return html`<section class="panel" aria-label="Doctor"><div class="line well">${icon}<span>${this.words()}</span></div></section>`;
        }
        const others = open.length > 1 ? `and ${open.length - 1} more` : open.length === 0 ? `${over.length} earlier` : '';
        return html`
            <section class="panel ${open.length > 0 ? 'ill' : ''} ${this.open ? 'is-open' : ''}" aria-label="Doctor">
                <h2><button class="line" aria-expanded=${this.open} aria-controls="all" @click=${() => { this.open = !this.open; }}>
                    ${icon}<span class="verdict" role="status">${open.length > 0 ? open[0].verdict : 'Nothing is wrong now'}</span>
                    <span class="more">${others}</span><span class="more" aria-hidden="true">${this.open ? 'Hide' : 'Show'}</span></button></h2>
                <div id="all" ?hidden=${!this.open}>
                    ${open.map((finding, place) => this.renderOpen(finding, place > 0))}
                    ${over.length === 0 ? nothing : html`<details ?open=${open.length === 0}><summary>${over.length === 1 ? 'An earlier one' : `${over.length} earlier ones`}</summary>
                        <ul>${over.map(finding => this.renderOver(finding))}</ul></details>`}
                    ${this.trouble ? html`<p class="trouble" role="alert">${this.trouble}</p>` : nothing}
                </div>
            </section>`;
    }

    private words(): string {
        const model = this.model;
        if (!model?.examined) return 'Doctor';
        return model.last === 0 ? 'The doctor looks at the curves and samples as they come' : model.over ? 'The doctor found nothing wrong' : 'The doctor has found nothing wrong so far';
    }

    private renderOpen(finding: Finding, named: boolean) {
        return html`
            <article>
                ${named ? html`<h3>${finding.verdict}</h3>` : nothing}
                <p>${finding.evidence}</p>
                <p class="means">${finding.meaning} ${finding.advice}
                    ${finding.source ? html`<a href=${finding.source} target="_blank" rel="noopener">Source</a>` : nothing}</p>
                <div class="ways">
                    ${this.launch ? html`<a class="go" href=${this.address(finding)}>${this.way(finding)}</a>` : nothing}
                    <button @click=${() => this.show(finding)}>Show evidence</button>
                    <button title="Marks it as not worth minding, for everybody" @click=${() => void this.dismiss(finding, true)}>Dismiss</button>
                </div>
            </article>`;
    }

    private renderOver(finding: Finding) {
        if (finding.dismissed === null) return html`<li>${finding.verdict}; passed at step ${count(finding.passed!)}</li>`;
        return html`<li>${finding.verdict}; dismissed by ${finding.dismissed}
            <button class="link" @click=${() => void this.dismiss(finding, false)}>Mind it again</button></li>`;
    }

    private async dismiss(finding: Finding, dismissed: boolean) { this.trouble = await this.model!.dismiss(finding, dismissed); }

    /* "Fork from 36,000 with Learning rate 0.0001…" */
    private way(finding: Finding): string {
        const { checkpoint, changes } = finding.way;
        const change = changes.map(changed => `${changed.label} ${changed.to}`).join(', ');
        if (checkpoint !== null) return `Fork from ${count(checkpoint)}${change ? ` with ${change}` : ''}…`;
        return change ? `Launch again with ${change}…` : 'Launch with other data…';
    }

    private address(finding: Finding): string {
        const address = new URL(this.launch, location.href);
        const { checkpoint, changes } = finding.way;
        changes.forEach(changed => address.searchParams.set(changed.setting, changed.to));
        if (checkpoint !== null) {
            address.searchParams.set('from', String(this.model!.number));
            address.searchParams.set('at', String(checkpoint));
        } else if (changes.length === 0) {
            address.searchParams.delete('data');
        }
        return address.pathname + address.search;
    }

    /* All charts look at the stretch, with as much around it as it is long. */
    private show(finding: Finding) {
        const model = this.model!;
        const to = finding.passed ?? model.last, room = Math.max(1, (to - finding.since) / 2);
        void model.setZoom({ from: Math.max(0, finding.since - room), to: Math.min(Math.max(model.last, model.steps), to + room) });
        model.choose(finding.since);
        const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
        this.nextElementSibling?.scrollIntoView({ block: 'nearest', behavior: still ? 'auto' : 'smooth' });
    }
}
