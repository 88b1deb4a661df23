/* How the parts of a run's page hear what has changed. */

export type Change = 'curves' | 'samples' | 'step' | 'hover' | 'zoom' | 'notes' | 'checkpoints' | 'connection' | 'state' | 'play' | 'tile' | 'findings';

/* Milliseconds between two tellings of what comes live: figures and the step move with each, curves cost most to draw and move least.
   What a person does is told with the next frame. */
const LIVE_EVERY = 250, CURVES_EVERY = 1000;

export abstract class Telling extends EventTarget {
    private due = new Set<Change>();
    private curvesAt = 0;
    private asked = false;
    private told = 0;
    private later = 0;

    /* Changes are told once a frame, however many there were. */
    protected tell(...changes: Change[]) {
        changes.forEach(change => this.due.add(change));
        if (changes.includes('curves')) this.curvesAt = 0;
        if (this.asked) return;
        this.asked = true;
        this.tellNoMore();
        // A hidden page has no frames.
        if (document.hidden) setTimeout(this.flush, 50); else requestAnimationFrame(this.flush);
    }

    /* At once after a pause, then a few times a second. */
    protected tellLive(...changes: Change[]) {
        changes.forEach(change => this.due.add(change));
        this.tellLater(this.told + LIVE_EVERY);
    }

    private tellLater(time: number) {
        if (this.asked || this.later !== 0) return;
        const wait = time - performance.now();
        if (wait <= 0) this.tell(); else this.later = window.setTimeout(() => this.tell(), wait);
    }

    private flush = () => {
        this.asked = false;
        this.told = performance.now();
        const due = [...this.due].filter(change => change !== 'curves' || this.told >= this.curvesAt);
        due.forEach(change => this.due.delete(change));
        if (due.includes('curves')) this.curvesAt = this.told + CURVES_EVERY;
        due.forEach(change => this.dispatchEvent(new Event(change)));
        if (this.due.size > 0) this.tellLater(this.curvesAt);
    };

    on(changes: Change[], listener: (change: Change) => void): () => void {
        const heard = (event: Event) => listener(event.type as Change);
        changes.forEach(change => this.addEventListener(change, heard));
        return () => changes.forEach(change => this.removeEventListener(change, heard));
    }

    /* What is still due waits for the next change. */
    protected tellNoMore() {
        clearTimeout(this.later);
        this.later = 0;
    }
}
