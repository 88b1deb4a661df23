/* What somebody who listens to a run is told. */
export interface RunListener {
    /* The connection stands; what was said before is to be read now. */
    opened(): void;
    /* An event, as the worker wrote it. */
    said(event: any): void;
    /* The state that the server knows, first of all after each connecting. */
    changed(state: string): void;
    lost(): void;
}

/* The live connection to one run. It comes back by itself, ever more slowly, until it is closed. */
export class RunSource {
    private source: EventSource | null = null;
    private retry = 0;
    private timer = 0;

    constructor(private readonly address: string, private readonly listener: RunListener) {}

    get isOpen(): boolean { return this.source !== null; }

    open() {
        if (this.source) return;
        clearTimeout(this.timer);
        const source = this.source = new EventSource(this.address);
        source.addEventListener('open', () => {
            this.retry = 0;
            this.listener.opened();
        });
        source.addEventListener('said', message => this.listener.said(JSON.parse((message as MessageEvent).data)));
        source.addEventListener('changed', message => this.listener.changed(JSON.parse((message as MessageEvent).data).state));
        source.addEventListener('error', () => {
            this.listener.lost();
            if (source.readyState !== EventSource.CLOSED || this.source !== source) return;
            this.close();
            this.timer = window.setTimeout(() => this.open(), Math.min(15_000, 1000 * 2 ** this.retry++));
        });
    }

    close() {
        clearTimeout(this.timer);
        this.source?.close();
        this.source = null;
    }
}
