import type { Sheet } from './run-data';

/* How a sheet's tiles stand on the page, in CSS pixels. */
export interface Layout {
    columns: number; rows: number; gap: number;
    /* Of one tile, and of the words under it. */
    wide: number; tall: number; words: number;
    /* Of all that is shown. */
    height: number; shown: number;
}

const GAP = 2;
const WIDE_GAP = 10;
/* Under a strip there is room for one line, under a single picture for two. */
const WORDS = { strip: 22, captioned: 36 };
/* The least width of a picture beside others, and of one with words under it. */
const LEAST = { strip: 96, captioned: 100 };

/* The tiles of a sheet in the width there is: a narrow page shows fewer, larger pictures, and what is much higher than wide
   is cut off until somebody asks for all. */
export function layout(sheet: Sheet, width: number, all: boolean): Layout {
    const across = Math.max(1, sheet.titles.length);
    const strips = across > 1, captioned = sheet.captions.length > 0;
    const least = strips ? LEAST.strip * across : captioned ? LEAST.captioned : 0;
    const most = width < 400 ? (strips ? 1 : captioned ? 3 : 6) : sheet.columns;
    const columns = Math.max(1, Math.min(sheet.columns, most, least > 0 ? Math.floor(width / least) : sheet.columns));
    const gap = strips || captioned ? WIDE_GAP : GAP;
    const wide = Math.max(1, (width - gap * (columns - 1)) / columns);
    const tall = wide * sheet.tileHeight / sheet.tileWidth;
    const words = captioned ? WORDS[strips ? 'strip' : 'captioned'] : 0;
    const needed = Math.ceil(sheet.count / columns);
    const square = Math.max(1, Math.floor(((strips || captioned ? 1.35 : 1.05) * width + gap) / (tall + words + gap)));
    const rows = all || needed <= square ? needed : square;
    return { columns, rows, gap, wide, tall, words, height: rows * (tall + words) + gap * (rows - 1), shown: Math.min(sheet.count, columns * rows) };
}

/* Where a tile stands. */
export function place(layout: Layout, tile: number): { left: number; top: number } {
    return { left: tile % layout.columns * (layout.wide + layout.gap), top: Math.floor(tile / layout.columns) * (layout.tall + layout.words + layout.gap) };
}

/* What one tile is called. */
export function tileName(sheet: Sheet): string {
    return sheet.titles.length > 0 || sheet.kind === 'photographs' ? 'Example' : sheet.captions.length > 0 ? 'Sample' : 'Latent';
}

/* What the tiles are, in words. */
export function tilesInWords(sheet: Sheet, some: string): string {
    switch (tileName(sheet)) {
        case 'Example': return `${some} examples it does not learn from`;
        case 'Sample': return `${some} samples of fixed captions`;
        default: return `${some} fixed latents`;
    }
}
