/* Decoded sheets kept at hand, in pixels: about 100 MB. */
const PIXELS = 25_000_000;

/* The sheets of samples that were looked at lately. */
export class SheetCache {
    private sheets = new Map<number, Promise<ImageBitmap>>();
    private pixels = new Map<number, number>();

    constructor(private readonly address: string) {}

    get(step: number): Promise<ImageBitmap> {
        const known = this.sheets.get(step);
        if (known) {
            // The one asked for last is let go last.
            this.sheets.delete(step);
            this.sheets.set(step, known);
            return known;
        }
        const sheet = this.fetch(step);
        this.sheets.set(step, sheet);
        sheet.then(bitmap => this.keep(step, bitmap), () => this.sheets.delete(step));
        return sheet;
    }

    private async fetch(step: number): Promise<ImageBitmap> {
        const answer = await fetch(`${this.address}/${step}`);
        if (!answer.ok) throw new Error(`${answer.status} for the samples of step ${step}`);
        return createImageBitmap(await answer.blob());
    }

    private keep(step: number, bitmap: ImageBitmap) {
        this.pixels.set(step, bitmap.width * bitmap.height);
        let kept = 0;
        for (const old of [...this.sheets.keys()].reverse()) {
            kept += this.pixels.get(old) ?? 0;
            if (kept > PIXELS && old !== step) {
                this.sheets.delete(old);
                this.pixels.delete(old);
            }
        }
    }
}
