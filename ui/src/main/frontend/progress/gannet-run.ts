import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { RunModel } from './run-model';
import { clock } from './words';

/* Milliseconds. */
const PATIENCE = 1000;

/* Holds what the page knows of one run, and its one step. The pictures, charts and tables inside it look it up here. Another run
   has an element of its own. */
@customElement('gannet-run')
export class GannetRun extends LitElement {
    @property({ type: Number }) number = 0;
    /* The address's question as the page was opened; in the browser still stands that of the page before. */
    @property() query = '';
    @property({ type: Number }) steps = 0;
    /* Whether it has ended, and so says nothing more. */
    @property({ type: Boolean }) over = false;
    /* The state that the page shows. If it is not the one that the live connection says, the page is asked to look again. */
    @property() shown = '';
    @state() private offline: Date | null = null;

    private current: RunModel | null = null;
    private waiting: ((model: RunModel) => void)[] = [];
    private doubt = 0;

    static override styles = css`
        :host { display: block; }
        .offline { margin: 0 0 12px; padding: 8px 12px; border-radius: var(--r2, 6px); background: var(--warn-soft); color: var(--ink);
            font-size: 13px; line-height: 20px; }
    `;

    get model(): RunModel | null { return this.current; }

    /* Calls back with the model, now or as soon as there is one. */
    whenReady(use: (model: RunModel) => void) {
        if (this.current) use(this.current); else this.waiting.push(use);
    }

    override connectedCallback() {
        super.connectedCallback();
        document.addEventListener('visibilitychange', this.onVisible);
        document.addEventListener('keydown', this.onKey);
        if (this.current) this.current.open();
    }

    override disconnectedCallback() {
        super.disconnectedCallback();
        document.removeEventListener('visibilitychange', this.onVisible);
        document.removeEventListener('keydown', this.onKey);
        this.current?.close();
        clearTimeout(this.doubt);
    }

    override willUpdate(changed: Map<string, unknown>) {
        if (!this.current && this.number > 0) this.begin();
        const model = this.current;
        if (!model) return;
        model.steps = this.steps;
        model.setOver(this.over);
        if (changed.has('shown')) this.compare(PATIENCE);
    }

    /* The page hears of a change on a way of its own, usually sooner than from here. */
    private compare(milliseconds: number) {
        clearTimeout(this.doubt);
        const said = this.current?.state ?? null;
        if (said === null || said === this.shown || document.hidden) return;
        this.doubt = window.setTimeout(() => {
            this.dispatchEvent(new CustomEvent('stale'));
            this.compare(5 * PATIENCE);
        }, milliseconds);
    }

    private begin() {
        const asked = new URLSearchParams(this.query).get('step');
        const step = asked === null || !/^\d+$/.test(asked) ? null : Number(asked);
        const model = this.current = new RunModel(this.number, step);
        model.over = this.over;
        model.on(['connection'], () => { this.offline = model.offlineSince; });
        model.on(['state'], () => this.compare(PATIENCE));
        model.open();
        this.waiting.splice(0).forEach(use => use(model));
    }

    private onVisible = () => this.current?.visible(!document.hidden);

    private onKey = (event: KeyboardEvent) => {
        const model = this.current;
        if (!model || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || takesKeys(event)) return;
        // A person can switch single letters off.
        const letters = localStorage.getItem('gannet.letters') !== 'off';
        switch (event.key) {
            case 'ArrowLeft': model.move(event.shiftKey ? -10 : -1); break;
            case 'ArrowRight': model.move(event.shiftKey ? 10 : 1); break;
            case '[': if (!letters) return; this.toCheckpoint(model, -1); break;
            case ']': if (!letters) return; this.toCheckpoint(model, 1); break;
            case '{': if (!letters) return; this.toFinding(model, -1); break;
            case '}': if (!letters) return; this.toFinding(model, 1); break;
            case ' ': if (onButton(event)) return; model.togglePlay(); break;
            case 'l': case 'L': if (!letters) return; model.goLive(); break;
            default: return;
        }
        event.preventDefault();
    };

    private toFinding(model: RunModel, direction: number) {
        const steps = model.findings.map(finding => finding.since).sort((a, b) => a - b);
        const next = direction < 0 ? steps.filter(step => step < model.step).at(-1) : steps.find(step => step > model.step);
        if (next !== undefined) model.choose(next);
    }

    private toCheckpoint(model: RunModel, direction: number) {
        const steps = model.checkpoints.map(checkpoint => checkpoint.step);
        const next = direction < 0 ? steps.filter(step => step < model.step).at(-1) : steps.find(step => step > model.step);
        if (next !== undefined) model.choose(next);
    }

    override render() {
        return html`${this.offline === null ? nothing : html`
            <p class="offline" role="status">Not connected since ${clock(this.offline)}. Training goes on. Trying again.</p>`}
            <slot></slot>`;
    }
}

/* Whether somebody is typing, or in a widget that has its own arrow keys. */
function takesKeys(event: KeyboardEvent): boolean {
    return event.composedPath().some(target => target instanceof HTMLElement
        && (/^(INPUT|TEXTAREA|SELECT|VAADIN-GRID|VAADIN-MENU-BAR|VAADIN-TABS)$/.test(target.tagName) || target.isContentEditable
            || target.role === 'menu' || target.role === 'dialog' || target.role === 'listbox'));
}

function onButton(event: KeyboardEvent): boolean {
    return event.composedPath().some(target => target instanceof HTMLElement
        && /^(BUTTON|A|SUMMARY|VAADIN-BUTTON|VAADIN-DETAILS-SUMMARY)$/.test(target.tagName));
}
