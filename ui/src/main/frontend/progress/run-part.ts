import { LitElement } from 'lit';
import type { GannetRun } from './gannet-run';
import './gannet-run';
import type { RunModel } from './run-model';
import type { Change } from './telling';

/* Something on the page that shows a part of what the surrounding gannet-run knows. */
export abstract class RunPart extends LitElement {
    protected model: RunModel | null = null;
    private leave: () => void = () => {};

    /* What it wants to be told of; by default it then draws itself anew. At first it is told of nothing in particular. */
    protected abstract readonly follows: Change[];

    protected modelChanged(_change?: Change) { this.requestUpdate(); }

    override connectedCallback() {
        super.connectedCallback();
        const run = findRun(this);
        if (!run) throw new Error(`<${this.localName}> belongs inside a <gannet-run>`);
        run.whenReady(model => {
            if (!this.isConnected) return;
            this.leave();
            this.model = model;
            this.leave = model.on(this.follows, change => this.modelChanged(change));
            this.modelChanged();
        });
    }

    override disconnectedCallback() {
        super.disconnectedCallback();
        this.leave();
        this.leave = () => {};
    }
}

/* The surrounding gannet-run, also from within another part. */
function findRun(part: Element): GannetRun | null {
    for (let place: Element | null = part; place; place = (place.getRootNode() as ShadowRoot).host ?? null) {
        const run = place.closest('gannet-run');
        if (run) return run as GannetRun;
    }
    return null;
}
