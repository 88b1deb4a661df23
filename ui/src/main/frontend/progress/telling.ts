/* How the parts of a run's page hear what has changed. */

export type Change = 'curves' | 'samples' | 'step' | 'hover' | 'zoom' | 'notes' | 'checkpoints' | 'connection' | 'state' | 'play' | 'tile' | 'findings';

/* Milliseconds between two tellings of what comes live: each draws every chart. What a person does is told with the next frame. */
const LIVE_EVERY = 250;

export abstract class Telling extends EventTarget {
    private due = new Set<Change>();
    private asked = false;
    private told = 0;
    private later = 0;

    /* Changes are told once a frame, however many there were. */
    protected tell(...changes: Change[]) {
        changes.forEach(change => this.due.add(change));
        if (this.asked) return;
        this.asked = true;
        this.tellNoMore();
        // A hidden page has no frames.
        if (document.hidden) setTimeout(this.flush, 50); else requestAnimationFrame(this.flush);
    }

    /* At once after a pause, then a few times a second. */
    protected tellLive(...changes: Change[]) {
        changes.forEach(change => this.due.add(change));
        if (this.asked || this.later !== 0) return;
        const wait = this.told + LIVE_EVERY - performance.now();
        if (wait <= 0) this.tell(); else this.later = window.setTimeout(() => this.tell(), wait);
    }

    private flush = () => {
        this.asked = false;
        this.told = performance.now();
        const due = [...this.due];
        this.due.clear();
        due.forEach(change => this.dispatchEvent(new Event(change)));
    };

    on(changes: Change[], listener: () => void): () => void {
        changes.forEach(change => this.addEventListener(change, listener));
        return () => changes.forEach(change => this.removeEventListener(change, listener));
    }

    /* What is still due waits for the next change. */
    protected tellNoMore() {
        clearTimeout(this.later);
        this.later = 0;
    }
}
